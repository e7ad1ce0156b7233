// One line of an order: quantities, money, and the facts that are shown but not acted upon.
#include "amazon/map/mapping.hpp"
#include "base/text.hpp"

namespace orderyard::amazon {

namespace {

std::string JoinNonEmpty(std::initializer_list<std::string> parts) {
    std::vector<std::string> kept;
    for (const std::string& part : parts) {
        if (!part.empty()) {
            kept.push_back(part);
        }
    }
    return base::Join(kept, " | ");
}

std::string NumberText(const std::optional<std::int64_t>& number) {
    return number ? std::to_string(*number) : "";
}

// Without the FULFILLMENT part of a line only the order's status tells what happened to its units.
void MapQuantities(Mapping& mapping, const wire::OrderItem& item, domain::ChannelOrderItem& out,
                   const std::string& path) {
    using domain::ChannelStatus;
    const auto& fulfillment = item.fulfillment;
    const ChannelStatus status = mapping.order().status;
    out.quantity_ordered = mapping.Quantity(item.quantity_ordered, path + ".quantityOrdered");
    if (fulfillment.quantity_fulfilled) {
        out.quantity_fulfilled = mapping.Quantity(fulfillment.quantity_fulfilled,
                                                  path + ".fulfillment.quantityFulfilled");
    } else if (status == ChannelStatus::kShipped) {
        out.quantity_fulfilled = out.quantity_ordered;
    }
    if (fulfillment.quantity_unfulfilled) {
        out.quantity_unfulfilled = mapping.Quantity(fulfillment.quantity_unfulfilled,
                                                    path + ".fulfillment.quantityUnfulfilled");
    } else if (status != ChannelStatus::kCanceled &&
               out.quantity_ordered > out.quantity_fulfilled) {
        out.quantity_unfulfilled = out.quantity_ordered - out.quantity_fulfilled;
    }
    if (out.quantity_fulfilled + out.quantity_unfulfilled > out.quantity_ordered) {
        mapping.Unknown(path + ".fulfillment.quantityUnfulfilled",
                        std::to_string(out.quantity_unfulfilled));
    }
}

void MapAmounts(Mapping& mapping, const wire::OrderItem& item, domain::ChannelOrderItem& out,
                const std::string& path) {
    out.unit_price = mapping.Amount(item.product.unit_price, path + ".product.price.unitPrice");
    out.proceeds_total = mapping.Amount(item.proceeds_total, path + ".proceeds.proceedsTotal");
    for (const wire::Breakdown& breakdown : item.breakdowns) {
        const std::string field = path + ".proceeds.breakdowns";
        const auto kind = AmountKindOf(breakdown.type);
        const std::string label = kind == domain::AmountKind::kOther ? Short(breakdown.type) : "";
        if (breakdown.subtotal) {
            out.amounts.push_back(
                {kind, std::nullopt, mapping.Amount(*breakdown.subtotal, field), label, ""});
        }
        for (const wire::DetailedBreakdown& detail : breakdown.details) {
            if (!detail.value) {
                continue;
            }
            const auto part = AmountKindOf(detail.subtype);
            out.amounts.push_back(
                {kind, part, mapping.Amount(*detail.value, field),
                 part == domain::AmountKind::kOther ? Short(detail.subtype) : label, ""});
        }
    }
}

void MapCondition(const wire::Product& product, domain::ChannelOrderItem& out) {
    out.condition = Short(product.condition_type);
    if (!product.condition_subtype.empty() && product.condition_subtype != product.condition_type) {
        out.condition += "/" + Short(product.condition_subtype);
    }
    AddFact(out.facts, "condition_note", product.condition_note);
}

void MapFulfillmentFacts(const wire::ItemFulfillment& fulfillment,
                         std::vector<domain::ChannelFact>& facts) {
    AddFact(facts, "substitution", fulfillment.substitution_type);
    for (const wire::SubstitutionOption& option : fulfillment.substitution_options) {
        AddFact(facts, "substitution_option",
                JoinNonEmpty({option.asin, option.seller_sku, option.title,
                              NumberText(option.quantity_ordered),
                              option.measurement ? MeasurementText(*option.measurement) : ""}));
    }
    AddFact(facts, "serial_number_requirement", fulfillment.serial_number_requirement);
    AddFact(facts, "constraint.pallet_delivery", fulfillment.constraints.pallet_delivery);
    AddFact(facts, "constraint.cash_on_delivery", fulfillment.constraints.cash_on_delivery);
    AddFact(facts, "constraint.signature_confirmation",
            fulfillment.constraints.signature_confirmation);
    AddFact(facts, "constraint.recipient_identity_verification",
            fulfillment.constraints.recipient_identity_verification);
    AddFact(facts, "constraint.recipient_age_verification",
            fulfillment.constraints.recipient_age_verification);
    AddFact(facts, "ioss_number", fulfillment.ioss_number);
}

void MapFacts(const wire::OrderItem& item, std::vector<domain::ChannelFact>& facts) {
    if (item.measurement) {
        AddFact(facts, "measurement", MeasurementText(*item.measurement));
    }
    for (const std::string& program : item.programs) {
        AddFact(facts, "program", program);
    }
    for (const wire::AssociatedItem& associated : item.associated_items) {
        AddFact(facts, "associated." + associated.association_type,
                JoinNonEmpty({associated.order_id, associated.order_item_id}));
    }
    AddFact(facts, "points_granted", NumberText(item.points_number));
    if (item.points_value) {
        AddFact(facts, "points_value",
                item.points_value->amount + " " + item.points_value->currency_code);
    }
    MapFulfillmentFacts(item.fulfillment, facts);
    for (const std::string& scheme : item.tax.reporting_schemes) {
        AddFact(facts, "tax_reporting_scheme", scheme);
    }
    for (const auto& collection : item.tax.collections) {
        AddFact(facts, "tax_collection",
                JoinNonEmpty({collection.model, collection.responsible_party}));
    }
}

void MapPersonalItem(const wire::OrderItem& item, domain::PersonalData& personal) {
    domain::PersonalItem part;
    part.gift_message =
        item.fulfillment.gift_option ? Long(item.fulfillment.gift_option->message) : "";
    part.customized_url = Long(item.product.customized_url);
    part.cancel_request_reason = Long(item.cancel_request_reason);
    part.cancel_reason = Long(item.cancel_reason);
    if (part == domain::PersonalItem{}) {
        return;
    }
    part.channel_item_number = item.order_item_id;
    personal.items.push_back(std::move(part));
}

}  // namespace

void MapItem(Mapping& mapping, wire::OrderItem item, std::size_t index) {
    const std::string path = "orderItems[" + std::to_string(index) + "]";
    domain::ChannelOrderItem out;
    out.number = mapping.Id(item.order_item_id, path + ".orderItemId");
    out.sku = mapping.Id(item.product.seller_sku, path + ".product.sellerSku");
    out.product_number = Short(item.product.asin);
    out.title = Short(item.product.title);
    MapQuantities(mapping, item, out, path);
    MapAmounts(mapping, item, out, path);
    out.is_gift = item.fulfillment.gift_option.has_value();
    if (out.is_gift) {
        out.gift_wrap_level = Short(item.fulfillment.gift_option->wrap_level);
    }
    MapCondition(item.product, out);
    out.price_designation = Short(item.product.price_designation);
    out.cancel_requested_by = Short(item.cancel_requester);
    out.cancelled_by = Short(item.cancelled_by);
    if (item.fulfillment.scheduled_delivery) {
        out.scheduled_delivery =
            mapping.Window(*item.fulfillment.scheduled_delivery,
                           path + ".fulfillment.shipping.scheduledDeliveryWindow");
    }
    for (std::string& id : item.promotion_ids) {
        out.promotion_ids.push_back(Short(std::move(id)));
    }
    for (std::string& number : item.product.serial_numbers) {
        out.serial_numbers.push_back(Short(std::move(number)));
    }
    MapFacts(item, out.facts);
    MapPersonalItem(item, mapping.order().personal);
    mapping.order().items.push_back(std::move(out));
}

}  // namespace orderyard::amazon
