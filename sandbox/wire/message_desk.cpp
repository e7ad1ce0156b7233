// Lengths and shapes are those of messaging.json and solicitations.json; when which message is
// allowed is this stand-in's reading of Amazon's help pages.
#include "sandbox/wire/message_desk.hpp"

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <optional>

#include "base/text.hpp"
#include "sandbox/wire/amazon_answers.hpp"

namespace orderyard::sandbox {
namespace {

namespace json = boost::json;

constexpr std::size_t kFilesMax = 5;
constexpr std::string_view kReview = "productReviewAndSellerFeedback";
constexpr base::Duration kReviewFrom = base::Duration::Days(5);
constexpr base::Duration kReviewUntil = base::Duration::Days(30);

enum class Files { kNone, kMay, kMust };

struct ActionRow {
    std::string_view operation;
    std::string_view action;
    std::size_t characters_max;  // 0: the message is its attachments
    Files files = Files::kNone;
};
constexpr std::array kActions{
    ActionRow{"confirmCustomizationDetails", "confirmCustomizationDetails", 800, Files::kMay},
    ActionRow{"createConfirmDeliveryDetails", "confirmDeliveryDetails", 2'000},
    ActionRow{"createConfirmOrderDetails", "confirmOrderDetails", 2'000},
    ActionRow{"createConfirmServiceDetails", "confirmServiceDetails", 2'000},
    ActionRow{"createUnexpectedProblem", "unexpectedProblem", 2'000},
    ActionRow{"createDigitalAccessKey", "digitalAccessKey", 400, Files::kMay},
    ActionRow{"createLegalDisclosure", "legalDisclosure", 0, Files::kMust},
    ActionRow{"CreateWarranty", "warranty", 0, Files::kMust},
    ActionRow{"sendInvoice", "invoice", 0, Files::kMust},
};

const ActionRow* FindRow(std::string_view operation) {
    const auto found = std::find_if(kActions.begin(), kActions.end(), [&](const ActionRow& row) {
        return row.operation == operation;
    });
    return found == kActions.end() ? nullptr : &*found;
}

json::object Link(std::string href, std::string_view name = "") {
    json::object link{{"href", std::move(href)}};
    if (!name.empty()) {
        link["name"] = name;
    }
    return link;
}

// HAL: links to the actions, and each of them with its schema.
http::Response Listing(const std::string& self, const std::vector<std::string>& actions,
                       const std::string& marketplace) {
    json::array links;
    json::array embedded;
    for (const std::string& action : actions) {
        const bool is_review = action == kReview;
        const std::string href = self + (is_review ? "/solicitations/" : "/messages/") + action +
                                 "?marketplaceIds=" + marketplace;
        links.push_back(Link(href, action));
        embedded.push_back(json::object{
            {"_links", json::object{{"self", Link(href, action)},
                                    {"schema", Link(self + "/actions/" + action + "/schema")}}},
            {"payload", json::object{{"name", action}}}});
    }
    return http::JsonResponse(
        200, json::serialize(json::object{
                 {"_links", json::object{{"self", Link(self)}, {"actions", std::move(links)}}},
                 {"_embedded", json::object{{"actions", std::move(embedded)}}}}));
}

http::Response Created() {
    return http::JsonResponse(201, "{}");
}

bool IsCustomized(const Order& order) {
    return std::any_of(order.lines.begin(), order.lines.end(),
                       [](const Line& line) { return !line.customized_url.empty(); });
}

std::size_t CharactersOf(std::string_view text) {
    return base::CodePoints(text).size();
}

// nullopt: read, or none is wanted and none is there.
std::optional<http::Response> ReadText(const json::object& body, std::size_t characters_max,
                                       std::string& into) {
    const json::value* text = body.if_contains("text");
    if (characters_max == 0) {
        return text == nullptr
                   ? std::nullopt
                   : std::optional(ErrorList(400, "InvalidInput", "This message has no text."));
    }
    if (text == nullptr || !text->is_string() || text->get_string().empty()) {
        return ErrorList(400, "InvalidInput", "The text of the message is missing.");
    }
    into = text->get_string();
    if (CharactersOf(into) > characters_max) {
        return ErrorList(400, "InvalidInput", "The text of the message is too long.");
    }
    if (into.find('@') != std::string::npos || into.find('<') != std::string::npos) {
        return ErrorList(400, "InvalidInput",
                         "The text may hold neither HTML nor e-mail addresses.");
    }
    return std::nullopt;
}

std::optional<http::Response> ReadCoverage(const json::object& body, std::string& into) {
    std::vector<std::string> days;
    for (const char* name : {"coverageStartDate", "coverageEndDate"}) {
        if (const json::value* day = body.if_contains(name)) {
            const auto at = day->is_string()
                                ? base::Instant::ParseIso(std::string(day->get_string()))
                                : base::Fail(base::Malformed("no text"));
            if (!at) {
                return ErrorList(400, "InvalidInput", std::string(name) + " is not a date-time.");
            }
            days.emplace_back(day->get_string());
        }
    }
    into = base::Join(days, "/");
    return std::nullopt;
}

std::optional<http::Response> ReadFiles(const json::object& body, bool may,
                                        const MessageFiles& files, const std::string& order_id,
                                        BuyerMessage& into) {
    const json::value* list = body.if_contains("attachments");
    if (list == nullptr) {
        return std::nullopt;
    }
    if (!may || !list->is_array() || list->get_array().empty() ||
        list->get_array().size() > kFilesMax) {
        return ErrorList(400, "InvalidInput", "These attachments are not allowed.");
    }
    for (const json::value& each : list->get_array()) {
        const json::object* object = each.if_object();
        const json::value* id =
            object == nullptr ? nullptr : object->if_contains("uploadDestinationId");
        const json::value* name = object == nullptr ? nullptr : object->if_contains("fileName");
        if (id == nullptr || name == nullptr || !id->is_string() || !name->is_string()) {
            return ErrorList(400, "InvalidInput", "An attachment has an id and a file name.");
        }
        const std::string wanted(id->get_string());
        const MessageFile* file = files.Find(wanted, order_id, into.action);
        if (file == nullptr) {
            return ErrorList(400, "InvalidInput",
                             "Attachment with ID " + wanted + " does not exist");
        }
        into.files.push_back(
            {std::string(name->get_string()), file->content_type, file->bytes.value_or("")});
    }
    return std::nullopt;
}

}  // namespace

bool IsMessageOperation(std::string_view operation) {
    return FindRow(operation) != nullptr || operation == "getMessagingActionsForOrder" ||
           operation == "getSolicitationActionsForOrder" ||
           operation == "createProductReviewAndSellerFeedbackSolicitation";
}

http::Response MessageDesk::Answer(std::string_view operation, const http::Request& request,
                                   const Order& order, base::Instant now) {
    // Exactly one marketplace, the order's.
    const std::optional<std::string> marketplace = request.QueryValue("marketplaceIds");
    if (!marketplace || *marketplace != order.marketplace_id) {
        return ErrorList(400, "InvalidInput", "The marketplaceIds parameter is not the order's.");
    }
    if (operation == "getMessagingActionsForOrder") {
        return Listing("/messaging/v1/orders/" + order.order_id, AllowedFor(order), *marketplace);
    }
    if (operation == "getSolicitationActionsForOrder") {
        std::vector<std::string> actions;
        if (MayAskForReview(order, now)) {
            actions.emplace_back(kReview);
        }
        return Listing("/solicitations/v1/orders/" + order.order_id, actions, *marketplace);
    }
    if (operation == "createProductReviewAndSellerFeedbackSolicitation") {
        return AskForReview(order, now);
    }
    return Send(std::string(FindRow(operation)->action), request, order, now);
}

const std::vector<BuyerMessage>& MessageDesk::SentFor(const std::string& order_id) const {
    static const std::vector<BuyerMessage> none;
    const auto found = sent_.find(order_id);
    return found == sent_.end() ? none : found->second;
}

bool MessageDesk::HasSent(const std::string& order_id, std::string_view action) const {
    const auto& sent = SentFor(order_id);
    return std::any_of(sent.begin(), sent.end(),
                       [&](const BuyerMessage& each) { return each.action == action; });
}

std::vector<std::string> MessageDesk::AllowedFor(const Order& order) const {
    std::vector<std::string> allowed;
    const auto add = [&](std::string action) {
        if (!HasSent(order.order_id, action)) {
            allowed.push_back(std::move(action));
        }
    };
    if (order.IsPending() || order.status == kCancelled || !order.IsFulfilledByMerchant()) {
        return allowed;
    }
    if (IsCustomized(order)) {
        add("confirmCustomizationDetails");
    }
    if (order.status != kShipped) {
        add("confirmOrderDetails");
    }
    add("confirmDeliveryDetails");
    if (order.status == kShipped) {
        add("invoice");
        add("warranty");
        add("legalDisclosure");
    }
    add("unexpectedProblem");
    return allowed;
}

bool MessageDesk::MayAskForReview(const Order& order, base::Instant now) const {
    const auto delivered = order.deliver_by.latest;
    return order.status == kShipped && delivered && now >= *delivered + kReviewFrom &&
           now <= *delivered + kReviewUntil && !HasSent(order.order_id, kReview);
}

http::Response MessageDesk::Send(const std::string& action, const http::Request& request,
                                 const Order& order, base::Instant now) {
    const auto allowed = AllowedFor(order);
    if (std::find(allowed.begin(), allowed.end(), action) == allowed.end()) {
        return ErrorList(403, "Unauthorized", "Access to requested resource is denied.",
                         "The message type is not allowed for this order.");
    }
    boost::system::error_code failed;
    const json::value body = json::parse(request.body, failed);
    if (failed || !body.is_object()) {
        return ErrorList(400, "InvalidInput", "The message is not a JSON object.");
    }
    const auto row = std::find_if(kActions.begin(), kActions.end(),
                                  [&](const ActionRow& each) { return each.action == action; });
    BuyerMessage message{now, action, ""};
    if (auto refusal = ReadText(body.get_object(), row->characters_max, message.text)) {
        return std::move(*refusal);
    }
    const bool is_warranty = action == "warranty";
    if (auto refusal = is_warranty ? ReadCoverage(body.get_object(), message.coverage)
                                   : std::optional<http::Response>()) {
        return std::move(*refusal);
    }
    const bool may = row->files != Files::kNone;
    if (auto refusal = ReadFiles(body.get_object(), may, files_, order.order_id, message)) {
        return std::move(*refusal);
    }
    if (row->files == Files::kMust && message.files.empty()) {
        return ErrorList(400, "InvalidInput", "An attachment is missing.");
    }
    sent_[order.order_id].push_back(std::move(message));
    return Created();
}

http::Response MessageDesk::AskForReview(const Order& order, base::Instant now) {
    if (!MayAskForReview(order, now)) {
        return ErrorList(403, "Unauthorized", "Access to requested resource is denied.",
                         "A review cannot be requested for this order now.");
    }
    sent_[order.order_id].push_back({now, std::string(kReview), ""});
    return Created();
}

}  // namespace orderyard::sandbox
