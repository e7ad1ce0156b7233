// Written by hand, element by element, so that the bytes of a payload never change with a library.
#include "amazon/wire/feed_xml.hpp"

#include "base/check.hpp"
#include "base/text.hpp"

namespace orderyard::amazon::wire {

namespace {

std::string Element(std::string_view name, std::string_view inner) {
    std::string xml = "<";
    xml.append(name).append(">").append(inner).append("</").append(name).append(">");
    return xml;
}

std::string Leaf(std::string_view name, std::string_view text) {
    base::Check(!text.empty(), "an empty element in a feed");
    return Element(name, EscapeXml(text));
}

std::string ComponentXml(const AdjustmentComponent& component, const std::string& currency) {
    return Element("Component", Leaf("Type", component.type) + "<Amount currency=\"" +
                                    EscapeXml(currency) + "\">" + EscapeXml(component.amount) +
                                    "</Amount>");
}

std::string ItemXml(const AdjustedItem& item, const std::string& currency) {
    std::string xml = Leaf("AmazonOrderItemCode", item.item_id);
    if (!item.adjustment_id.empty()) {
        xml += Leaf("MerchantAdjustmentItemID", item.adjustment_id);
    }
    xml += Leaf("AdjustmentReason", item.reason);
    std::string components;
    for (const AdjustmentComponent& component : item.components) {
        components += ComponentXml(component, currency);
    }
    if (!components.empty()) {
        xml += Element("ItemPriceAdjustments", components);
    }
    if (item.quantity_cancelled > 0) {
        xml += Leaf("QuantityCancelled", std::to_string(item.quantity_cancelled));
    }
    return Element("AdjustedItem", xml);
}

std::string_view MessageTypeOf(std::string_view feed_type) {
    base::Check(feed_type == kAcknowledgementFeed || feed_type == kAdjustmentFeed,
                "not a feed type of ours");
    return feed_type == kAcknowledgementFeed ? "OrderAcknowledgement" : "OrderAdjustment";
}

}  // namespace

std::string EscapeXml(std::string_view text) {
    std::string xml;
    for (const char c : base::CleanUtf8(text)) {
        switch (c) {
            case '&': xml += "&amp;"; break;
            case '<': xml += "&lt;"; break;
            case '>': xml += "&gt;"; break;
            case '"': xml += "&quot;"; break;
            case '\'': xml += "&apos;"; break;
            case '\t':
            case '\n': xml += ' '; break;
            default: xml += c; break;
        }
    }
    // U+FFFE and U+FFFF are good UTF-8 and no XML.
    base::ReplaceAll(xml, "\xEF\xBF\xBE", "\xEF\xBF\xBD");
    base::ReplaceAll(xml, "\xEF\xBF\xBF", "\xEF\xBF\xBD");
    return xml;
}

std::string WriteCancellation(const OrderCancellation& cancellation) {
    base::Check(!cancellation.item_ids.empty(), "a cancellation without lines");
    std::string xml = Leaf("AmazonOrderID", cancellation.order_id) + Leaf("StatusCode", "Failure");
    for (const std::string& item_id : cancellation.item_ids) {
        xml += Element("Item", Leaf("AmazonOrderItemCode", item_id) +
                                   Leaf("CancelReason", cancellation.reason));
    }
    return Element("OrderAcknowledgement", xml);
}

std::string WriteAdjustment(const OrderAdjustment& adjustment) {
    base::Check(!adjustment.items.empty(), "an adjustment without lines");
    std::string xml = Leaf("AmazonOrderID", adjustment.order_id) +
                      Leaf("ActionType", adjustment.is_cancel ? "Cancel" : "Refund");
    for (const AdjustedItem& item : adjustment.items) {
        base::Check(item.components.empty() == adjustment.is_cancel, "amounts are for refunds");
        base::Check((item.quantity_cancelled > 0) == adjustment.is_cancel,
                    "quantities are for cancels");
        xml += ItemXml(item, adjustment.currency);
    }
    return Element("OrderAdjustment", xml);
}

std::string WriteFeed(std::string_view feed_type, std::string_view merchant_id,
                      const std::vector<std::string>& payloads) {
    std::string xml =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<AmazonEnvelope xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
        "xsi:noNamespaceSchemaLocation=\"amzn-envelope.xsd\">";
    xml += Element("Header",
                   Leaf("DocumentVersion", "1.01") + Leaf("MerchantIdentifier", merchant_id));
    xml += Leaf("MessageType", MessageTypeOf(feed_type));
    for (std::size_t i = 0; i < payloads.size(); ++i) {
        xml += "\n" + Element("Message", Leaf("MessageID", std::to_string(i + 1)) + payloads[i]);
    }
    return xml + "\n</AmazonEnvelope>\n";
}

}  // namespace orderyard::amazon::wire
