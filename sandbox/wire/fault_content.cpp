// Faults inside the JSON: pages that repeat, lose or double orders, and orders that break the
// model.
#include <algorithm>
#include <boost/json.hpp>

#include "sandbox/wire/faults.hpp"
#include "sandbox/world/dice.hpp"

namespace orderyard::sandbox {
namespace {

namespace json = boost::json;

std::string IdOf(const json::value& order) {
    const json::value* id = order.is_object() ? order.get_object().if_contains("orderId") : nullptr;
    return id != nullptr && id->is_string() ? std::string(id->get_string()) : "";
}

// Five ways to break the model; which one follows the order's id.
void Malform(json::object& order, const std::string& id) {
    switch (KeyOf(id) % 5) {
        case 0: order.erase("salesChannel"); break;
        case 1: order["orderItems"] = "none"; break;
        case 2: order["lastUpdatedTime"] = "yesterday, about noon"; break;
        case 3:
            order["orderItems"] =
                json::array{json::object{{"orderItemId", 17}, {"quantityOrdered", "two"}}};
            break;
        default:
            order["proceeds"] = json::object{
                {"grandTotal", json::object{{"amount", "12,34"}, {"currencyCode", "EU"}}}};
            break;
    }
}

void UseUnknownWords(json::object& order) {
    if (json::value* fulfillment = order.if_contains("fulfillment");
        fulfillment != nullptr && fulfillment->is_object()) {
        fulfillment->get_object()["fulfillmentStatus"] = "AWAITING_DRONE";
    }
    order["programs"] = json::array{"AMAZON_TELEPORT"};
}

void AddUnknownMembers(json::object& order) {
    order["carbonFootprint"] = json::object{{"grams", 1234}, {"isEstimated", true}};
    order["x-future"] = json::array{1, "two", nullptr};
    if (json::value* items = order.if_contains("orderItems");
        items != nullptr && items->is_array()) {
        for (json::value& item : items->get_array()) {
            if (item.is_object()) {
                item.get_object()["returnPolicy"] = json::object{{"days", 30}};
            }
        }
    }
}

void HarmOrder(const FaultRule& rule, json::object& order, const std::string& id) {
    if (rule.kind == FaultKind::kMalformedOrder) {
        Malform(order, id);
    } else if (rule.kind == FaultKind::kUnknownEnum) {
        UseUnknownWords(order);
    } else if (rule.kind == FaultKind::kExtraFields) {
        AddUnknownMembers(order);
    }
}

void HarmList(const FaultRule& rule, std::uint64_t seed, json::array& orders) {
    if (rule.kind == FaultKind::kReorderPage) {
        std::reverse(orders.begin(), orders.end());
        return;
    }
    json::array kept;
    for (json::value& order : orders) {
        const std::string id = IdOf(order);
        const bool is_hit = rule.Hits(id, seed);
        if (rule.kind == FaultKind::kOmitOrder && is_hit) {
            continue;
        }
        if (rule.kind == FaultKind::kDuplicateOrders && is_hit) {
            kept.push_back(order);
        }
        if (is_hit && order.is_object()) {
            HarmOrder(rule, order.get_object(), id);
        }
        kept.push_back(std::move(order));
    }
    orders = std::move(kept);
}

}  // namespace

void FaultyContent::Harm(const std::vector<FaultRule>& rules, bool has_page_token,
                         json::object& body) {
    const bool is_list = body.contains("orders");
    for (const FaultRule& rule : rules) {
        if (is_list && rule.kind == FaultKind::kRepeatPage && has_page_token &&
            !last_page_.empty()) {
            body = json::parse(last_page_).get_object();
        } else if (is_list) {
            HarmList(rule, seed_, body["orders"].as_array());
        } else if (json::value* order = body.if_contains("order");
                   order != nullptr && order->is_object()) {
            const std::string id = IdOf(*order);
            if (rule.Hits(id, seed_)) {
                HarmOrder(rule, order->get_object(), id);
            }
        }
    }
    // Only a page that leads to another can be the start of a loop.
    if (is_list && body.contains("pagination")) {
        last_page_ = json::serialize(body);
    }
}

}  // namespace orderyard::sandbox
