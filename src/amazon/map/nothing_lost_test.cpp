// A net under the whole mapping: no value of Amazon's sandbox answers may get lost on the way.
#include <gtest/gtest.h>

#include <set>

#include "amazon/fakes/sandbox_answers.hpp"
#include "amazon/map/channel_order_from_amazon.hpp"
#include "amazon/wire/json_document.hpp"
#include "amazon/wire/read_order.hpp"

namespace orderyard::amazon {

namespace {

void Collect(const wire::JsonValue& value, std::vector<std::string>& leaves) {
    for (const auto& item : value.items) {
        Collect(item, leaves);
    }
    for (const auto& member : value.members) {
        Collect(member.value, leaves);
    }
    if (value.kind == wire::JsonKind::kString || value.kind == wire::JsonKind::kNumber) {
        leaves.emplace_back(value.text);
    }
}

// All words of an order, in no order; times and amounts in Amazon's form.
struct Words {
    std::string all;

    void Add(const std::string& word) { all += word + "\n"; }
    void Add(const std::optional<base::Instant>& at) { Add(at ? at->ToIso() : ""); }
    void Add(const domain::TimeWindow& window) { Add(window.earliest), Add(window.latest); }
    void Add(const std::optional<base::Money>& money) {
        Add(money ? money->ToDecimal() + "\n" + std::string(money->currency().code()) : "");
    }
    void Add(const domain::Location& at) {
        for (const auto& word :
             {at.city, at.district, at.municipality, at.region, at.country_code, at.address_kind}) {
            Add(word);
        }
    }
    void Add(const domain::PersonalAddress& address) {
        Add(address.name), Add(address.company), Add(address.postal_code), Add(address.phone);
        for (const auto& line : address.lines)
            Add(line);
        for (const auto& [name, value] : address.extended)
            Add(value);
    }
    void Add(const std::vector<domain::ChannelFact>& facts) {
        for (const auto& fact : facts)
            Add(fact.name), Add(fact.value);
    }
    void Add(const std::vector<domain::ChannelAmount>& amounts) {
        for (const auto& amount : amounts) {
            Add(std::optional(amount.amount)), Add(std::string(ToString(amount.kind))),
                Add(amount.label);
        }
    }
};

void AddItem(const domain::ChannelOrderItem& item, Words& words) {
    for (const auto& word :
         {item.number, item.sku, item.product_number, item.title, item.gift_wrap_level,
          item.condition, item.price_designation, item.cancel_requested_by, item.cancelled_by,
          std::to_string(item.quantity_ordered), std::to_string(item.quantity_fulfilled),
          std::to_string(item.quantity_unfulfilled)}) {
        words.Add(word);
    }
    words.Add(item.unit_price), words.Add(item.proceeds_total), words.Add(item.amounts),
        words.Add(item.facts);
    for (const auto& id : item.promotion_ids)
        words.Add(id);
    for (const auto& number : item.serial_numbers)
        words.Add(number);
}

std::string AllWords(const domain::ChannelOrder& order) {
    Words words;
    for (const auto& word :
         {order.number, order.marketplace_id, order.marketplace_name, order.status_text,
          order.service_level, order.personal.buyer_name, order.personal.buyer_email,
          order.personal.buyer_company, order.personal.purchase_order_number}) {
        words.Add(word);
    }
    words.Add(
        std::string(order.fulfilled_by == domain::FulfilledBy::kMerchant ? "MERCHANT" : "AMAZON"));
    words.Add(std::string(order.is_foreign ? "NON_AMAZON" : "AMAZON"));
    words.Add(std::optional(order.created_at)), words.Add(std::optional(order.updated_at));
    words.Add(order.ship_by), words.Add(order.deliver_by), words.Add(order.label_printing);
    words.Add(order.grand_total), words.Add(order.amounts), words.Add(order.facts),
        words.Add(order.ship_to);
    words.Add(order.personal.shipping);
    for (const auto& program : order.programs)
        words.Add(program);
    for (const auto& payment : order.payments) {
        words.Add(payment.method), words.Add(std::optional(payment.amount)),
            words.Add(payment.acquirer_id);
        words.Add(payment.card_brand), words.Add(payment.authorization_code);
    }
    for (const auto& tax : order.personal.tax_registrations) {
        words.Add(tax.entity), words.Add(tax.legal_name), words.Add(tax.kind),
            words.Add(tax.number);
        words.Add(tax.address), words.Add(tax.address_city), words.Add(tax.address_region),
            words.Add(tax.address_country);
        for (const auto& [key, value] : tax.attributes)
            words.Add(key), words.Add(value);
    }
    for (const auto& item : order.personal.items)
        words.Add(item.gift_message);
    for (const auto& item : order.items)
        AddItem(item, words);
    for (const auto& package : order.packages) {
        words.Add(package.reference), words.Add(package.created_at), words.Add(package.shipped_at),
            words.Add(package.status);
        words.Add(package.detailed_status), words.Add(package.carrier),
            words.Add(package.shipping_service);
        words.Add(package.tracking_number), words.Add(package.ship_from);
        for (const auto& item : package.items) {
            words.Add(item.item_number), words.Add(std::to_string(item.quantity));
            for (const auto& code : item.transparency_codes)
                words.Add(code);
        }
    }
    return words.all;
}

}  // namespace

TEST(NothingLost, NoValueOfTheSandboxAnswersIsLost) {
    const auto texts = fakes::SandboxOrders();
    if (texts.empty()) {
        GTEST_SKIP()
            << "set ORDERYARD_SHARED to the folder that holds amazon/data/sandbox-pairs.json";
    }
    // The seller's own warehouse: our package has no place for its street; the sealed text keeps
    // it.
    const std::set<std::string> warehouse = {"SmartHome Electronics Warehouse",
                                             "Unit 7, Technology Park", "Innovation Drive",
                                             "RG6 1AZ"};
    for (const std::string& text : texts) {
        const auto order = ChannelOrderFromAmazon(*wire::ReadOrder(text), domain::StoreId(1));
        ASSERT_TRUE(order) << order.error().Text();
        EXPECT_TRUE(order->unknown_values.empty());
        const std::string words = AllWords(*order);
        std::vector<std::string> leaves;
        const auto document = wire::JsonDocument::Parse(text);
        Collect(document->root(), leaves);
        EXPECT_GT(leaves.size(), 30u);
        for (const std::string& leaf : leaves) {
            const bool is_kind = leaf == "ITEM" || leaf == "TAX";  // an enumerator here
            EXPECT_TRUE(is_kind || warehouse.contains(leaf) ||
                        words.find(leaf) != std::string::npos)
                << leaf << " of " << order->number;
        }
    }
}

}  // namespace orderyard::amazon
