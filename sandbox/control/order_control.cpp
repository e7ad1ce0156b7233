// The orders behind the stage: place one, let something happen to it, and read what Amazon's side
// really holds.
#include <boost/json.hpp>

#include "base/text.hpp"
#include "sandbox/control/control_api.hpp"
#include "sandbox/wire/order_json.hpp"
#include "sandbox/world/life.hpp"
#include "sandbox/world/refunds.hpp"

namespace orderyard::sandbox {
namespace {

namespace json = boost::json;

constexpr std::int64_t kTruthRowsMax = 5'000;
constexpr std::int64_t kTruthRowsDefault = 1'000;
constexpr std::int64_t kPlacedMax = 100'000;

std::string TextOr(const json::object& object, std::string_view name, std::string_view otherwise) {
    const json::value* value = object.if_contains(name);
    return std::string(
        value != nullptr && value->is_string() ? std::string_view(value->get_string()) : otherwise);
}

std::optional<std::int64_t> NumberOf(const json::object& object, std::string_view name) {
    const json::value* value = object.if_contains(name);
    return value != nullptr && value->is_int64() ? std::optional(value->get_int64()) : std::nullopt;
}

bool IsTrue(const json::object& object, std::string_view name) {
    const json::value* value = object.if_contains(name);
    return value != nullptr && value->is_bool() && value->get_bool();
}

std::string ItemOrFirst(const Order& order, const json::object& body) {
    return TextOr(body, "order_item_id",
                  order.lines.empty() ? "" : order.lines.front().order_item_id);
}

// As in Seller Central: one component of one line.
base::Result<> RefundByHand(Order& order, const json::object& body, base::Instant now) {
    const auto amount = base::Money::Parse(TextOr(body, "amount", ""), CurrencyOf(order));
    if (!amount || amount->IsNegative() || amount->IsZero()) {
        return base::Fail(base::InvalidInput("amount", "a decimal text above zero is needed"));
    }
    return RefundLine(
        order, {{now, ItemOrFirst(order, body), TextOr(body, "component", "Principal"), *amount,
                 false, TextOr(body, "reason", "GeneralAdjustment"), "", "seller central"}});
}

base::Result<> Perform(std::string_view verb, Order& order, const json::object& body,
                       base::Instant now) {
    const std::string carrier = TextOr(body, "carrier", "DHL");
    const std::string tracking = TextOr(body, "tracking_number", "YT" + order.order_id);
    if (verb == "pay") {
        return Pay(order);
    }
    if (verb == "release") {
        return Release(order);
    }
    if (verb == "cancel") {
        order.hides_amounts = order.hides_amounts || IsTrue(body, "hides_amounts");
        return Cancel(order, TextOr(body, "cancelled_by", "AMAZON"),
                      TextOr(body, "reason", "OTHER"));
    }
    if (verb == "buyer-cancel") {
        return Cancel(order, "BUYER", TextOr(body, "reason", "ORDERED_BY_MISTAKE"));
    }
    if (verb == "withdraw-cancel-request") {
        WithdrawCancelRequest(order);
        return {};
    }
    if (verb == "seller-cancel") {
        return Cancel(order, "MERCHANT", TextOr(body, "reason", "NoInventory"));
    }
    if (verb == "refund") {
        return RefundByHand(order, body, now);
    }
    if (verb == "request-cancel") {
        return RequestCancel(order, TextOr(body, "order_item_id", ""),
                             TextOr(body, "reason", "ORDERED_BY_MISTAKE"));
    }
    if (verb == "ship") {
        return ShipRest(order, now, carrier, tracking);
    }
    if (verb == "partial-ship") {
        return ShipUnits(order, ItemOrFirst(order, body), NumberOf(body, "quantity").value_or(1),
                         now, carrier, tracking);
    }
    if (verb == "deliver") {
        return Deliver(order, TextOr(body, "package_reference_id", "1"));
    }
    if (verb == "change-address") {
        const json::value* address = body.if_contains("address");
        const auto read =
            ReadAddress(address != nullptr && address->is_object() ? address->get_object() : body);
        return read ? ChangeAddress(order, *read) : base::Fail(read.error());
    }
    if (verb == "change-quantity") {
        const std::optional<std::int64_t> quantity = NumberOf(body, "quantity");
        if (!quantity) {
            return base::Fail(base::InvalidInput("quantity", "a whole number is needed"));
        }
        return ChangeQuantity(order, ItemOrFirst(order, body), *quantity,
                              IsTrue(body, "keeps_ordered"),
                              TextOr(body, "cancelled_by", "MERCHANT"));
    }
    return base::Fail(base::NotFound("no such thing can happen to an order"));
}

base::Result<OrderNumber> FindOrder(Stage& stage, const http::Request& request) {
    stage.api.CatchUp();
    const std::optional<OrderNumber> number = stage.world.Find(request.PathParam("id"));
    if (!number) {
        return base::Fail(base::NotFound("no such order"));
    }
    return *number;
}

http::Response ChangeOrder(Stage& stage, const http::Request& request) {
    const auto number = FindOrder(stage, request);
    const auto body = ControlBody(request);
    if (!number || !body) {
        return ControlError(!number ? number.error() : body.error());
    }
    const auto perform = [&](Order& order) -> base::Result<bool> {
        const auto done = Perform(request.PathParam("verb"), order, *body, stage.world.now());
        return done ? base::Result<bool>(true) : base::Fail(done.error());
    };
    const auto changed = request.PathParam("verb") == "refund"
                             ? stage.world.Note(*number, perform)
                             : stage.world.Change(*number, perform);
    return changed ? ControlJson(WriteWholeOrder(stage.world.Current(*number)))
                   : ControlError(changed.error());
}

http::Response PlaceOrders(Stage& stage, const http::Request& request) {
    stage.api.CatchUp();
    const auto body = ControlBody(request);
    if (!body) {
        return ControlError(body.error());
    }
    json::array ids;
    if (body->contains("order") || body->contains("lines")) {
        const json::value* full = body->if_contains("order");
        auto order = full != nullptr && full->is_object() ? ReadOrder(full->get_object())
                                                          : OrderFromSpec(*body, stage);
        if (!order) {
            return ControlError(order.error());
        }
        const auto number = stage.world.Add(std::move(*order));
        if (!number) {
            return ControlError(number.error());
        }
        const Order placed = stage.world.Current(*number);
        return ControlJson(
            {{"order_ids", json::array{placed.order_id}}, {"order", WriteWholeOrder(placed)}}, 201);
    }
    const std::int64_t count = NumberOf(*body, "count").value_or(1);
    if (count < 1 || count > kPlacedMax) {
        return ControlError(base::InvalidInput("count", "must be 1 to 100000"));
    }
    for (std::int64_t i = 0; i < count; ++i) {
        ids.emplace_back(stage.world.Current(stage.world.PlaceGenerated()).order_id);
    }
    return ControlJson({{"order_ids", std::move(ids)}}, 201);
}

json::object TruthRow(OrderNumber number, const Order& order) {
    json::array lines;
    for (const Line& line : order.lines) {
        json::object row{{"order_item_id", line.order_item_id},
                         {"sku", line.seller_sku},
                         {"asin", line.asin},
                         {"ordered", line.quantity_ordered},
                         {"fulfilled", line.quantity_fulfilled},
                         {"unfulfilled", line.quantity_unfulfilled}};
        row["amount"] =
            line.breakdowns.empty() ? json::value(nullptr) : json::value(line.Total().ToDecimal());
        lines.push_back(std::move(row));
    }
    json::array packages;
    for (const Package& package : order.packages) {
        packages.push_back(json::object{{"reference", package.reference_id},
                                        {"tracking", package.tracking_number}});
    }
    const base::Money total = order.Total();
    return {{"number", number},
            {"order_id", order.order_id},
            {"status", order.status},
            {"fulfilled_by", order.fulfilled_by},
            {"marketplace_id", order.marketplace_id},
            {"channel", order.channel_name},
            {"created", order.created.ToIsoMillis()},
            {"last_updated", order.last_updated.ToIsoMillis()},
            {"total", total.ToDecimal()},
            {"currency", total.currency().code()},
            {"lines", std::move(lines)},
            {"packages", std::move(packages)}};
}

http::Response ListTruth(Stage& stage, const http::Request& request) {
    stage.api.CatchUp();
    const auto after = base::ParseInt(request.QueryValue("after").value_or("-1"));
    const auto limit =
        base::ParseInt(request.QueryValue("limit").value_or(std::to_string(kTruthRowsDefault)));
    if (!after || *after < -1 || !limit || *limit < 1 || *limit > kTruthRowsMax) {
        return ControlError(
            base::InvalidInput("limit", "after is a number of the last page, limit 1 to 5000"));
    }
    const auto size = static_cast<std::int64_t>(stage.world.size());
    json::array rows;
    std::int64_t number = *after + 1;
    for (; number < size && static_cast<std::int64_t>(rows.size()) < *limit; ++number) {
        rows.push_back(TruthRow(static_cast<OrderNumber>(number),
                                stage.world.Current(static_cast<OrderNumber>(number))));
    }
    json::object body{{"orders", std::move(rows)}, {"count", size}};
    body["next_after"] = number < size ? json::value(number - 1) : json::value(nullptr);
    return ControlJson(body);
}

http::Response ShowOrder(Stage& stage, const http::Request& request) {
    const auto number = FindOrder(stage, request);
    return number ? ControlJson(WriteWholeOrder(stage.world.Current(*number)))
                  : ControlError(number.error());
}

http::Response ShowPackages(Stage& stage, const http::Request& request) {
    const auto number = FindOrder(stage, request);
    if (!number) {
        return ControlError(number.error());
    }
    const Order order = stage.world.Current(*number);
    json::array packages;
    for (const Package& package : order.packages) {
        json::array lines;
        for (const PackageLine& line : package.lines) {
            lines.push_back(
                json::object{{"order_item_id", line.order_item_id}, {"quantity", line.quantity}});
        }
        packages.push_back(json::object{{"reference", package.reference_id},
                                        {"carrier", package.carrier},
                                        {"tracking", package.tracking_number},
                                        {"status", package.status},
                                        {"edits", package.edit_count},
                                        {"lines", std::move(lines)}});
    }
    return ControlJson({{"order_id", order.order_id},
                        {"status", order.status},
                        {"packages", std::move(packages)}});
}

}  // namespace

void AddOrderRoutes(http::Router& router, Stage& stage) {
    router.Add(http::Method::kGet, "/control/orders",
               [&stage](const http::Request& request) { return ListTruth(stage, request); });
    router.Add(http::Method::kPost, "/control/orders",
               [&stage](const http::Request& request) { return PlaceOrders(stage, request); });
    router.Add(http::Method::kGet, "/control/orders/{id}",
               [&stage](const http::Request& request) { return ShowOrder(stage, request); });
    router.Add(http::Method::kPost, "/control/orders/{id}/{verb}",
               [&stage](const http::Request& request) { return ChangeOrder(stage, request); });
    router.Add(http::Method::kGet, "/control/packages/{id}",
               [&stage](const http::Request& request) { return ShowPackages(stage, request); });
}

}  // namespace orderyard::sandbox
