// Shapes are tables: a part is an element, how often it may come, and what is inside it.
#include "sandbox/wire/feed_schema.hpp"

#include <algorithm>
#include <set>
#include <span>

#include "base/text.hpp"

namespace orderyard::sandbox {
namespace {

constexpr int kUnbounded = 1'000'000;

enum class Inside { kElements, kText, kPositiveNumber, kAmount, kWord };

struct Part;

struct Shape {
    Inside inside = Inside::kText;
    std::size_t bytes_max = 0;                  // kText
    std::span<const std::string_view> words{};  // kWord
    std::span<const Part> parts{};              // kElements
};

// "A|B": one of two elements.
struct Part {
    std::string_view name;
    int min = 1;
    int max = 1;
    const Shape* shape = nullptr;
};

constexpr std::string_view kStatusWords[] = {"Success", "Failure"};
constexpr std::string_view kCancelWords[] = {"NoInventory",
                                             "ShippingAddressUndeliverable",
                                             "CustomerExchange",
                                             "BuyerCanceled",
                                             "GeneralAdjustment",
                                             "CarrierCreditDecision",
                                             "CarrierCoverageFailure",
                                             "RiskAssessmentInformationNotValid",
                                             "CustomerReturn",
                                             "MerchandiseNotReceived"};
constexpr std::string_view kActionWords[] = {"Refund", "Cancel"};
constexpr std::string_view kCodWords[] = {"DirectPayment"};
constexpr std::string_view kAdjustmentWords[] = {"NoInventory",
                                                 "CustomerReturn",
                                                 "GeneralAdjustment",
                                                 "CouldNotShip",
                                                 "DifferentItem",
                                                 "Abandoned",
                                                 "CustomerCancel",
                                                 "PriceError",
                                                 "ProductOutofStock",
                                                 "CustomerAddressIncorrect",
                                                 "Exchange",
                                                 "Other",
                                                 "CarrierCreditDecision",
                                                 "RiskAssessmentInformationNotValid",
                                                 "CarrierCoverageFailure",
                                                 "TransactionRecord",
                                                 "Undeliverable",
                                                 "RefusedDelivery"};
constexpr std::string_view kComponentWords[] = {
    "Principal",     "Shipping",         "Tax",      "ShippingTax",
    "RestockingFee", "RestockingFeeTax", "GiftWrap", "GiftWrapTax",
    "Surcharge",     "ReturnShipping",   "Goodwill", "ExportCharge",
    "COD",           "CODTax",           "Other",    "FreeReplacementReturnShipping"};
constexpr std::string_view kPromotionWords[] = {"Principal", "Shipping"};

constexpr Shape kText50{Inside::kText, 50, {}, {}};
constexpr Shape kText64{Inside::kText, 64, {}, {}};
constexpr Shape kNumber{Inside::kPositiveNumber, 0, {}, {}};
constexpr Shape kAmount{Inside::kAmount, 0, {}, {}};
constexpr Shape kStatusShape{Inside::kWord, 0, kStatusWords, {}};
constexpr Shape kCancelShape{Inside::kWord, 0, kCancelWords, {}};
constexpr Shape kActionShape{Inside::kWord, 0, kActionWords, {}};
constexpr Shape kCodShape{Inside::kWord, 0, kCodWords, {}};
constexpr Shape kAdjustmentShape{Inside::kWord, 0, kAdjustmentWords, {}};
constexpr Shape kComponentShape{Inside::kWord, 0, kComponentWords, {}};
constexpr Shape kPromotionShape{Inside::kWord, 0, kPromotionWords, {}};

constexpr Part kAcknowledgedItemParts[] = {{"AmazonOrderItemCode", 1, 1, &kText50},
                                           {"MerchantOrderItemID", 0, 1, &kText64},
                                           {"CancelReason", 0, 1, &kCancelShape}};
constexpr Shape kAcknowledgedItem{Inside::kElements, 0, {}, kAcknowledgedItemParts};
constexpr Part kAcknowledgementParts[] = {{"AmazonOrderID", 1, 1, &kText50},
                                          {"MerchantOrderID", 0, 1, &kText64},
                                          {"StatusCode", 1, 1, &kStatusShape},
                                          {"Item", 0, kUnbounded, &kAcknowledgedItem}};
constexpr Shape kAcknowledgement{Inside::kElements, 0, {}, kAcknowledgementParts};

constexpr Part kPriceComponentParts[] = {{"Type", 1, 1, &kComponentShape},
                                         {"Amount", 1, 1, &kAmount}};
constexpr Shape kPriceComponent{Inside::kElements, 0, {}, kPriceComponentParts};
constexpr Part kPriceAdjustmentParts[] = {{"Component", 1, kUnbounded, &kPriceComponent}};
constexpr Shape kPriceAdjustments{Inside::kElements, 0, {}, kPriceAdjustmentParts};
constexpr Part kPromotionComponentParts[] = {{"Type", 1, 1, &kPromotionShape},
                                             {"Amount", 1, 1, &kAmount}};
constexpr Shape kPromotionComponent{Inside::kElements, 0, {}, kPromotionComponentParts};
constexpr Part kPromotionParts[] = {{"PromotionClaimCode", 0, 1, &kText50},
                                    {"MerchantPromotionID", 0, 1, &kText64},
                                    {"Component", 1, kUnbounded, &kPromotionComponent}};
constexpr Shape kPromotionAdjustments{Inside::kElements, 0, {}, kPromotionParts};
constexpr Shape kDirectPayments{Inside::kElements, 0, {}, kPriceAdjustmentParts};
constexpr Part kAdjustedItemParts[] = {
    {"AmazonOrderItemCode|MerchantOrderItemID", 1, 1, &kText64},
    {"MerchantAdjustmentItemID", 0, 1, &kText64},
    {"AdjustmentReason", 1, 1, &kAdjustmentShape},
    {"ItemPriceAdjustments", 0, 1, &kPriceAdjustments},
    {"PromotionAdjustments", 0, kUnbounded, &kPromotionAdjustments},
    {"DirectPaymentAdjustments", 0, 1, &kDirectPayments},
    {"QuantityCancelled", 0, 1, &kNumber},
    {"Quantity", 0, 1, &kNumber}};
constexpr Shape kAdjustedItem{Inside::kElements, 0, {}, kAdjustedItemParts};
constexpr Part kAdjustmentParts[] = {{"AmazonOrderID|MerchantOrderID", 1, 1, &kText64},
                                     {"ActionType", 0, 1, &kActionShape},
                                     {"CODCollectionMethod", 0, 1, &kCodShape},
                                     {"AdjustedItem", 1, kUnbounded, &kAdjustedItem}};
constexpr Shape kAdjustment{Inside::kElements, 0, {}, kAdjustmentParts};

struct FeedKind {
    std::string_view feed_type;
    std::string_view message_type;
    Part payload;
};
constexpr FeedKind kFeedKinds[] = {
    {kAcknowledgementFeed,
     "OrderAcknowledgement",
     {"OrderAcknowledgement", 1, 1, &kAcknowledgement}},
    {kAdjustmentFeed, "OrderAdjustment", {"OrderAdjustment", 1, 1, &kAdjustment}},
};

const FeedKind* FindKind(std::string_view feed_type) {
    for (const FeedKind& kind : kFeedKinds) {
        if (kind.feed_type == feed_type) {
            return &kind;
        }
    }
    return nullptr;
}

base::Error AtLine(const XmlElement& element, const std::string& what) {
    return base::Malformed("Line " + std::to_string(element.line) + ": " + what);
}

bool IsNamed(const Part& part, std::string_view name) {
    const std::size_t bar = part.name.find('|');
    return bar == std::string_view::npos
               ? part.name == name
               : part.name.substr(0, bar) == name || part.name.substr(bar + 1) == name;
}

bool IsPositiveNumber(const std::string& text) {
    const auto number = base::ParseInt(text);
    return number && *number >= 1 && *number <= 2'147'483'647;
}

// Two decimals at most are what the schema's currency amount has; the sign is the feed's own.
bool IsAmount(std::string_view text) {
    const std::size_t point = text.find('.');
    const std::string_view whole = text.substr(0, point);
    const std::string_view cents = point == std::string_view::npos ? "0" : text.substr(point + 1);
    const auto are_digits = [](std::string_view digits) {
        return !digits.empty() && digits.find_first_not_of("0123456789") == std::string_view::npos;
    };
    return are_digits(whole) && are_digits(cents) && cents.size() <= 2 && whole.size() <= 12;
}

base::Result<> CheckText(const XmlElement& element, const Shape& shape) {
    const std::string text(base::Trim(element.text));
    const std::string name = element.name;
    if (!element.children.empty()) {
        return base::Fail(AtLine(element, name + " holds text only"));
    }
    bool fits = !text.empty();
    switch (shape.inside) {
        case Inside::kElements: break;
        case Inside::kText: fits = fits && base::CodePoints(text).size() <= shape.bytes_max; break;
        case Inside::kPositiveNumber: fits = IsPositiveNumber(text); break;
        case Inside::kAmount:
            fits = IsAmount(text) && element.Attribute("currency").size() == 3;
            break;
        case Inside::kWord:
            fits = std::find(shape.words.begin(), shape.words.end(), text) != shape.words.end();
            break;
    }
    return fits ? base::Result<>()
                : base::Fail(AtLine(element, "the value of " + name + " is not valid"));
}

base::Result<> CheckShape(const XmlElement& element, const Shape& shape) {
    for (const auto& [attribute, value] : element.attributes) {
        if (attribute != "currency" || shape.inside != Inside::kAmount) {
            return base::Fail(AtLine(element, "attribute " + attribute + " is not allowed here"));
        }
    }
    if (shape.inside != Inside::kElements) {
        return CheckText(element, shape);
    }
    if (!base::Trim(element.text).empty()) {
        return base::Fail(AtLine(element, "text is not allowed in " + element.name));
    }
    std::size_t next = 0;
    for (const Part& part : shape.parts) {
        int count = 0;
        while (next < element.children.size() && count < part.max &&
               IsNamed(part, element.children[next].name)) {
            if (auto checked = CheckShape(element.children[next], *part.shape); !checked) {
                return checked;
            }
            ++next;
            ++count;
        }
        if (count < part.min) {
            return base::Fail(
                AtLine(next < element.children.size() ? element.children[next] : element,
                       std::string(part.name) + " is expected in " + element.name));
        }
    }
    if (next < element.children.size()) {
        const XmlElement& child = element.children[next];
        return base::Fail(AtLine(child, "element " + child.name + " is not expected here"));
    }
    return {};
}

base::Result<> CheckMessage(const XmlElement& message, const FeedKind& kind,
                            std::set<std::int64_t>& ids) {
    const Part parts[] = {{"MessageID", 1, 1, &kNumber}, kind.payload};
    const Shape shape{Inside::kElements, 0, {}, parts};
    if (auto checked = CheckShape(message, shape); !checked) {
        return checked;
    }
    if (!ids.insert(*base::ParseInt(message.TextOf("MessageID"))).second) {
        return base::Fail(AtLine(message, "MessageID is not unique in the feed"));
    }
    return {};
}

base::Result<> CheckHead(const XmlElement& root, const FeedKind& kind) {
    if (root.name != "AmazonEnvelope") {
        return base::Fail(AtLine(root, "AmazonEnvelope is expected"));
    }
    if (root.children.size() < 3 || root.children[0].name != "Header" ||
        root.children[1].name != "MessageType") {
        return base::Fail(AtLine(root, "Header, MessageType and Message are expected"));
    }
    const XmlElement& header = root.children[0];
    if (header.children.size() != 2 || header.children[0].name != "DocumentVersion" ||
        header.children[1].name != "MerchantIdentifier" ||
        header.TextOf("DocumentVersion") != "1.01" || header.TextOf("MerchantIdentifier").empty()) {
        return base::Fail(
            AtLine(header, "DocumentVersion 1.01 and MerchantIdentifier are expected"));
    }
    if (root.TextOf("MessageType") != kind.message_type) {
        return base::Fail(AtLine(root.children[1], "MessageType does not fit the feed's type"));
    }
    return {};
}

}  // namespace

bool IsKnownFeedType(std::string_view feed_type) {
    return FindKind(feed_type) != nullptr;
}

base::Result<FeedEnvelope> ReadEnvelope(std::string_view document, std::string_view feed_type) {
    const FeedKind* kind = FindKind(feed_type);
    auto root = ParseXml(document);
    if (kind == nullptr || !root) {
        return base::Fail(kind == nullptr ? base::Malformed("the feed type is not supported")
                                          : root.error());
    }
    if (auto head = CheckHead(*root, *kind); !head) {
        return base::Fail(head.error());
    }
    FeedEnvelope envelope;
    envelope.merchant = root->children[0].TextOf("MerchantIdentifier");
    std::set<std::int64_t> ids;
    for (std::size_t i = 2; i < root->children.size(); ++i) {
        XmlElement& message = root->children[i];
        if (message.name != "Message") {
            return base::Fail(AtLine(message, "Message is expected"));
        }
        if (auto checked = CheckMessage(message, *kind, ids); !checked) {
            return base::Fail(checked.error());
        }
        envelope.messages.push_back(
            {*base::ParseInt(message.TextOf("MessageID")), std::move(message.children[1])});
    }
    return envelope;
}

}  // namespace orderyard::sandbox
