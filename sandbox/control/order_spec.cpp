// Makes a full order out of the few words a test or a trainer wants to say about it.
#include <boost/json.hpp>

#include "sandbox/control/control_api.hpp"
#include "sandbox/wire/order_json.hpp"
#include "sandbox/wire/seller.hpp"
#include "sandbox/world/dice.hpp"
#include "sandbox/world/goods.hpp"
#include "sandbox/world/life.hpp"
#include "sandbox/world/people.hpp"

namespace orderyard::sandbox {
namespace {

namespace json = boost::json;

constexpr std::int64_t kUnitsMax = 100'000;
constexpr std::size_t kLinesMax = 1'000;

std::string TextOr(const json::object& object, std::string_view name, std::string_view otherwise) {
    const json::value* value = object.if_contains(name);
    return std::string(
        value != nullptr && value->is_string() ? std::string_view(value->get_string()) : otherwise);
}

// Adds a breakdown when the member is there. `sign` -1: the member is a positive amount taken off.
base::Result<> AddPart(const json::object& spec, std::string_view member, std::string_view type,
                       std::string_view subtype, int sign, base::Currency currency, Line& line) {
    const std::string text = TextOr(spec, member, "");
    if (text.empty()) {
        return {};
    }
    const auto amount = base::Money::Parse(text, currency);
    if (!amount || amount->IsNegative()) {
        return base::Fail(base::InvalidInput(
            std::string(member), "a decimal text in the marketplace's currency is needed"));
    }
    const base::Money value = amount->Times(sign);
    Breakdown breakdown{std::string(type), "", value, {}};
    if (!subtype.empty()) {
        breakdown.details.push_back({std::string(subtype), value});
    }
    line.breakdowns.push_back(std::move(breakdown));
    return {};
}

base::Result<Line> LineFromSpec(const json::object& spec, const Marketplace& marketplace,
                                std::size_t position, Dice& dice) {
    const Article article = ArticleOf(dice.Below(kArticleCount), marketplace.country);
    const base::Currency currency = base::Currency::Of(marketplace.currency);
    Line line;
    line.order_item_id = std::to_string(dice.Between(10'000'000'000, 99'999'999'999)) +
                         std::to_string(101 + position);
    line.seller_sku = TextOr(spec, "sku", article.sku);
    line.asin = TextOr(spec, "asin", article.asin);
    line.title = TextOr(spec, "title", article.title);
    line.condition_type = "NEW";
    line.condition_subtype = "NEW";
    const json::value* quantity = spec.if_contains("quantity");
    line.quantity_ordered = quantity != nullptr && quantity->is_int64() ? quantity->get_int64() : 1;
    if (line.quantity_ordered < 0 || line.quantity_ordered > kUnitsMax) {
        return base::Fail(base::InvalidInput("quantity", "must be 0 to 100000"));
    }
    line.quantity_unfulfilled = line.quantity_ordered;
    const auto price = base::Money::Parse(TextOr(spec, "unit_price", "10"), currency);
    if (!price) {
        return base::Fail(base::InvalidInput(
            "unit_price", "a decimal text in the marketplace's currency is needed"));
    }
    line.unit_price = *price;
    line.breakdowns.push_back({"ITEM", "", price->Times(line.quantity_ordered), {}});
    for (const auto& part : {AddPart(spec, "shipping", "SHIPPING", "", 1, currency, line),
                             AddPart(spec, "gift_wrap", "GIFT_WRAP", "", 1, currency, line),
                             AddPart(spec, "discount", "DISCOUNT", "ITEM", -1, currency, line),
                             AddPart(spec, "tax", "TAX", "ITEM", 1, currency, line)}) {
        if (!part) {
            return base::Fail(part.error());
        }
    }
    line.tax_responsible_party = TextOr(spec, "tax_responsible_party", "");
    if (const std::string message = TextOr(spec, "gift_message", ""); !message.empty()) {
        line.gift = Gift{message, "STANDARD"};
    }
    return line;
}

}  // namespace

base::Result<Order> OrderFromSpec(const json::object& spec, const Stage& stage) {
    const std::string word =
        TextOr(spec, "marketplace",
               stage.options.marketplaces.empty() ? "US" : stage.options.marketplaces[0]);
    SandboxOptions asked;
    asked.marketplaces = {word};
    const auto marketplaces = SellersMarketplaces(asked);
    if (!marketplaces) {
        return base::Fail(base::InvalidInput("marketplace", "an id or country code is needed"));
    }
    const Marketplace& marketplace = *marketplaces->front();
    Dice dice({stage.options.seed, stage.world.size(), 0x59ec});
    Order order;
    order.order_id =
        TextOr(spec, "order_id",
               std::string(marketplace.order_prefix) + FillPattern("-#######-#######", dice));
    order.created = stage.world.now();
    order.last_updated = order.created;
    order.channel_name = "AMAZON";
    order.marketplace_id = marketplace.id;
    order.marketplace_name = marketplace.name;
    order.status = kPending;
    order.fulfilled_by = TextOr(spec, "fulfilled_by", kByMerchant);
    order.service_level = TextOr(spec, "service_level", "STANDARD");
    order.ship_by = {order.created, order.created + base::Duration::Days(2)};
    order.deliver_by = {order.created + base::Duration::Days(3),
                        order.created + base::Duration::Days(6)};
    if (const json::value* programs = spec.if_contains("programs");
        programs != nullptr && programs->is_array()) {
        for (const json::value& program : programs->get_array()) {
            if (program.is_string()) {
                order.programs.emplace_back(program.get_string());
            }
        }
    }
    const Person person = InventPerson(marketplace.country, dice);
    order.buyer_name = TextOr(spec, "buyer_name", person.name);
    order.delivery_address = person.address;
    order.delivery_address.name = order.buyer_name;
    if (const json::value* address = spec.if_contains("address");
        address != nullptr && address->is_object()) {
        const auto read = ReadAddress(address->get_object());
        if (!read) {
            return base::Fail(read.error());
        }
        order.delivery_address = *read;
    }
    if (order.IsFulfilledByMerchant()) {
        order.buyer_email = "buyer-" + std::to_string(stage.world.size()) + "@marketplace.example";
    }
    const json::value* lines = spec.if_contains("lines");
    if (lines == nullptr || !lines->is_array() || lines->get_array().empty() ||
        lines->get_array().size() > kLinesMax) {
        return base::Fail(base::InvalidInput("lines", "a list of 1 to 1000 lines is needed"));
    }
    for (const json::value& line_spec : lines->get_array()) {
        if (!line_spec.is_object()) {
            return base::Fail(base::InvalidInput("lines", "each line is an object"));
        }
        auto line = LineFromSpec(line_spec.get_object(), marketplace, order.lines.size(), dice);
        if (!line) {
            return base::Fail(line.error());
        }
        order.lines.push_back(std::move(*line));
    }
    if (const base::Money total = order.Total(); !total.IsZero()) {
        order.payments.push_back({"CreditCard", total, "", "", ""});
    }
    const json::value* paid = spec.if_contains("paid");
    if (paid == nullptr || !paid->is_bool() || paid->get_bool()) {
        (void)Pay(order);
    }
    return order;
}

}  // namespace orderyard::sandbox
