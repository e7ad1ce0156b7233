// One row an operation; an id is one segment.
#include "sandbox/wire/operations.hpp"

#include <algorithm>

namespace orderyard::sandbox {
namespace {

struct OperationRow {
    http::Method method;
    std::string_view prefix;
    bool has_id;
    std::string_view suffix;
    std::string_view operation;
};

using http::Method;
constexpr std::string_view kUploadsOf =
    "/uploads/2020-11-01/uploadDestinations/messaging/v1/orders/";
constexpr OperationRow kOperations[] = {
    {Method::kPost, "/auth/o2/token", false, "", "token"},
    {Method::kGet, "/orders/2026-01-01/orders", false, "", "searchOrders"},
    {Method::kGet, "/orders/2026-01-01/orders/", true, "", "getOrder"},
    {Method::kPut, "/orders/2026-01-01/orders/", true, "/cancellation", "cancelOrder"},
    {Method::kPost, "/orders/v0/orders/", true, "/shipmentConfirmation", "confirmShipment"},
    {Method::kGet, "/sellers/v1/marketplaceParticipations", false, "",
     "getMarketplaceParticipations"},
    {Method::kGet, "/finances/2024-06-19/transactions", false, "", "listTransactions"},
    {Method::kGet, "/messaging/v1/orders/", true, "", "getMessagingActionsForOrder"},
    {Method::kPost, "/messaging/v1/orders/", true, "/messages/confirmCustomizationDetails",
     "confirmCustomizationDetails"},
    {Method::kPost, "/messaging/v1/orders/", true, "/messages/confirmDeliveryDetails",
     "createConfirmDeliveryDetails"},
    {Method::kPost, "/messaging/v1/orders/", true, "/messages/confirmOrderDetails",
     "createConfirmOrderDetails"},
    {Method::kPost, "/messaging/v1/orders/", true, "/messages/confirmServiceDetails",
     "createConfirmServiceDetails"},
    {Method::kPost, "/messaging/v1/orders/", true, "/messages/unexpectedProblem",
     "createUnexpectedProblem"},
    {Method::kPost, "/messaging/v1/orders/", true, "/messages/digitalAccessKey",
     "createDigitalAccessKey"},
    {Method::kPost, "/messaging/v1/orders/", true, "/messages/legalDisclosure",
     "createLegalDisclosure"},
    {Method::kPost, "/messaging/v1/orders/", true, "/messages/warranty", "CreateWarranty"},
    {Method::kPost, "/messaging/v1/orders/", true, "/messages/invoice", "sendInvoice"},
    {Method::kPost, kUploadsOf, true, "/messages/confirmCustomizationDetails",
     "createUploadDestinationForResource"},
    {Method::kPost, kUploadsOf, true, "/messages/digitalAccessKey",
     "createUploadDestinationForResource"},
    {Method::kPost, kUploadsOf, true, "/messages/legalDisclosure",
     "createUploadDestinationForResource"},
    {Method::kPost, kUploadsOf, true, "/messages/warranty", "createUploadDestinationForResource"},
    {Method::kPost, kUploadsOf, true, "/messages/invoice", "createUploadDestinationForResource"},
    {Method::kPut, "/message-files/", true, "", "uploadMessageFile"},
    {Method::kGet, "/solicitations/v1/orders/", true, "", "getSolicitationActionsForOrder"},
    {Method::kPost, "/solicitations/v1/orders/", true,
     "/solicitations/productReviewAndSellerFeedback",
     "createProductReviewAndSellerFeedbackSolicitation"},
    {Method::kPost, "/tokens/2021-03-01/restrictedDataToken", false, "",
     "createRestrictedDataToken"},
    {Method::kPost, "/feeds/2021-06-30/documents", false, "", "createFeedDocument"},
    {Method::kGet, "/feeds/2021-06-30/documents/", true, "", "getFeedDocument"},
    {Method::kPost, "/feeds/2021-06-30/feeds", false, "", "createFeed"},
    {Method::kGet, "/feeds/2021-06-30/feeds", false, "", "getFeeds"},
    {Method::kGet, "/feeds/2021-06-30/feeds/", true, "", "getFeed"},
    {Method::kDelete, "/feeds/2021-06-30/feeds/", true, "", "cancelFeed"},
    {Method::kPut, "/feed-documents/", true, "", "uploadFeedDocument"},
    {Method::kGet, "/feed-documents/", true, "", "downloadFeedDocument"},
};

constexpr std::string_view kWriteOperations[] = {
    "confirmShipment", "createFeed",  "createFeedDocument", "uploadFeedDocument",
    "cancelFeed",      "cancelOrder", "uploadMessageFile"};

// The id, or "" for a path without one; nullopt: another path.
std::optional<std::string_view> MatchRow(const OperationRow& row, std::string_view path) {
    if (!row.has_id) {
        return path == row.prefix ? std::optional<std::string_view>("") : std::nullopt;
    }
    if (!path.starts_with(row.prefix) || !path.ends_with(row.suffix) ||
        path.size() <= row.prefix.size() + row.suffix.size()) {
        return std::nullopt;
    }
    const std::string_view id =
        path.substr(row.prefix.size(), path.size() - row.prefix.size() - row.suffix.size());
    return id.find('/') == std::string_view::npos ? std::optional(id) : std::nullopt;
}

}  // namespace

std::optional<TargetMatch> FindTarget(http::Method method, std::string_view path) {
    std::optional<TargetMatch> other;
    for (const OperationRow& row : kOperations) {
        if (const auto id = MatchRow(row, path)) {
            TargetMatch match{{std::string(row.operation), std::string(*id)}, row.method == method};
            if (match.is_allowed) {
                return match;
            }
            other = std::move(match);
        }
    }
    return other;
}

bool IsStorageOperation(std::string_view operation) {
    return operation == "uploadFeedDocument" || operation == "downloadFeedDocument" ||
           operation == "uploadMessageFile";
}

bool IsWriteOperation(std::string_view operation) {
    return std::find(std::begin(kWriteOperations), std::end(kWriteOperations), operation) !=
           std::end(kWriteOperations);
}

}  // namespace orderyard::sandbox
