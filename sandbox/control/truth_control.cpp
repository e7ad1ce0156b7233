// What Amazon's side holds of orders after the seller's writes: packages as they were confirmed,
// units, money given back, and what a seller must never have caused. For tests that compare sides.
#include <boost/json.hpp>

#include "base/crypto.hpp"
#include "base/text.hpp"
#include "sandbox/control/control_api.hpp"
#include "sandbox/world/refunds.hpp"

namespace orderyard::sandbox {
namespace {

namespace json = boost::json;

constexpr std::int64_t kRowsMax = 5'000;
constexpr std::int64_t kRowsDefault = 1'000;

// {"Principal": "10.00"}; components without an amount are left out.
json::object RefundedOf(const Order& order, const Line& line) {
    json::object amounts;
    for (const Refund& refund : order.refunds) {
        if (refund.order_item_id == line.order_item_id) {
            amounts[refund.component] =
                RefundedFor(order, line.order_item_id, refund.component).ToDecimal();
        }
    }
    return amounts;
}

json::object ChargedOf(const Line& line) {
    json::object amounts;
    for (const std::string_view component : ChargedComponents()) {
        if (const base::Money charged = ChargedFor(line, component); !charged.IsZero()) {
            amounts[component] = charged.ToDecimal();
        }
    }
    return amounts;
}

json::value TextOrNull(const std::string& text) {
    return text.empty() ? json::value(nullptr) : json::value(text);
}

json::object LineTruth(const Order& order, const Line& line) {
    return {
        {"order_item_id", line.order_item_id},
        {"sku", line.seller_sku},
        {"ordered", line.quantity_fulfilled + line.quantity_unfulfilled + line.quantity_cancelled},
        {"shipped", line.quantity_fulfilled},
        {"open", line.quantity_unfulfilled},
        {"cancelled", line.quantity_cancelled},
        {"cancelled_by", TextOrNull(line.cancelled_by)},
        {"cancel_reason", TextOrNull(line.cancel_reason)},
        {"cancel_requested", line.cancel_request_reason.has_value()},
        {"charged", ChargedOf(line)},
        {"refunded", RefundedOf(order, line)}};
}

json::array PackagesTruth(const Order& order, bool with_history) {
    json::array packages;
    for (const Package& package : order.packages) {
        json::array lines;
        for (const PackageLine& line : package.lines) {
            lines.push_back(
                json::object{{"order_item_id", line.order_item_id}, {"quantity", line.quantity}});
        }
        json::object object{{"reference", package.reference_id},
                            {"carrier", package.carrier},
                            {"carrier_code", TextOrNull(package.carrier_code)},
                            {"shipping_method", package.shipping_service},
                            {"tracking", package.tracking_number},
                            {"status", package.status},
                            {"edits", package.edit_count},
                            {"repeats", package.repeat_count},
                            {"lines", std::move(lines)}};
        if (package.ship_time) {
            object["ship_date"] = package.ship_time->ToIsoMillis();
        }
        json::array history;
        for (const PackageVersion& version : package.history) {
            history.push_back(
                json::object{{"at", version.at.ToIsoMillis()}, {"body", version.body}});
        }
        if (with_history) {
            object["history"] = std::move(history);
        }
        packages.push_back(std::move(object));
    }
    return packages;
}

json::object OrderTruth(OrderNumber number, const Order& order, bool with_history) {
    json::array lines;
    bool is_requested = false;
    for (const Line& line : order.lines) {
        lines.push_back(LineTruth(order, line));
        is_requested = is_requested || line.cancel_request_reason.has_value();
    }
    return {{"number", number},
            {"order_id", order.order_id},
            {"marketplace_id", order.marketplace_id},
            {"status", order.status},
            {"fulfilled_by", order.fulfilled_by},
            {"currency", CurrencyOf(order).code()},
            {"acknowledged", order.is_acknowledged},
            {"merchant_order_id", TextOrNull(order.merchant_order_id)},
            {"cancel_requested", is_requested},
            {"lines", std::move(lines)},
            {"packages", PackagesTruth(order, with_history)}};
}

json::array RefundsOf(const Order& order) {
    json::array refunds;
    for (const Refund& refund : order.refunds) {
        refunds.push_back(json::object{{"at", refund.at.ToIsoMillis()},
                                       {"order_item_id", refund.order_item_id},
                                       {"component", refund.component},
                                       {"amount", refund.amount.ToDecimal()},
                                       {"currency", refund.amount.currency().code()},
                                       {"is_promotion", refund.is_promotion},
                                       {"reason", refund.reason},
                                       {"adjustment_id", TextOrNull(refund.adjustment_id)},
                                       {"source", refund.source}});
    }
    return refunds;
}

// Of one order, or of all with an empty id.
json::array HarmOf(const Stage& stage, std::string_view order_id) {
    json::array harms;
    for (const Harm& harm : stage.world.harms()) {
        if (order_id.empty() || harm.order_id == order_id) {
            harms.push_back(json::object{{"at", harm.at.ToIsoMillis()},
                                         {"order_id", harm.order_id},
                                         {"kind", harm.kind},
                                         {"detail", harm.detail}});
        }
    }
    return harms;
}

// The files sellers gave for the buyer; of the bytes only what is needed to compare them.
json::array InvoicesOf(const Stage& stage, const std::string& order_id) {
    json::array invoices;
    for (const HeldInvoice& held : stage.api.feeds().invoices().HeldFor(order_id)) {
        invoices.push_back(json::object{{"at", held.at.ToIsoMillis()},
                                        {"feed_id", held.feed_id},
                                        {"number", held.number},
                                        {"document_type", held.document_type},
                                        {"total_amount", TextOrNull(held.total_amount)},
                                        {"total_vat_amount", TextOrNull(held.total_vat_amount)},
                                        {"transaction_id", TextOrNull(held.transaction_id)},
                                        {"bytes", held.pdf.size()},
                                        {"sha256", base::Hex(base::Sha256(held.pdf))}});
    }
    return invoices;
}

http::Response ShowTruth(Stage& stage, const http::Request& request) {
    stage.api.CatchUp();
    const std::optional<OrderNumber> number = stage.world.Find(request.PathParam("id"));
    if (!number) {
        return ControlError(base::NotFound("no such order"));
    }
    const Order order = stage.world.Current(*number);
    json::object body = OrderTruth(*number, order, true);
    body["refunds"] = RefundsOf(order);
    body["harm"] = HarmOf(stage, order.order_id);
    json::array messages;
    for (const BuyerMessage& message : stage.api.messages().SentFor(order.order_id)) {
        json::array files;
        for (const AttachedFile& file : message.files) {
            files.push_back(json::object{{"name", file.name},
                                         {"content_type", file.content_type},
                                         {"bytes", file.bytes.size()},
                                         {"sha256", base::Hex(base::Sha256(file.bytes))}});
        }
        messages.push_back(json::object{{"at", message.at.ToIsoMillis()},
                                        {"action", message.action},
                                        {"text", TextOrNull(message.text)},
                                        {"coverage", TextOrNull(message.coverage)},
                                        {"files", std::move(files)}});
    }
    body["messages"] = std::move(messages);
    body["invoices"] = InvoicesOf(stage, order.order_id);
    return ControlJson(body);
}

// Pages like /control/orders.
http::Response ListTruth(Stage& stage, const http::Request& request) {
    stage.api.CatchUp();
    const auto after = base::ParseInt(request.QueryValue("after").value_or("-1"));
    const auto limit =
        base::ParseInt(request.QueryValue("limit").value_or(std::to_string(kRowsDefault)));
    if (!after || *after < -1 || !limit || *limit < 1 || *limit > kRowsMax) {
        return ControlError(
            base::InvalidInput("limit", "after is a number of the last page, limit 1 to 5000"));
    }
    const auto size = static_cast<std::int64_t>(stage.world.size());
    json::array rows;
    std::int64_t number = *after + 1;
    for (; number < size && static_cast<std::int64_t>(rows.size()) < *limit; ++number) {
        const auto at = static_cast<OrderNumber>(number);
        rows.push_back(OrderTruth(at, stage.world.Current(at), false));
    }
    json::object body{{"orders", std::move(rows)}, {"count", size}, {"harm", HarmOf(stage, "")}};
    body["next_after"] = number < size ? json::value(number - 1) : json::value(nullptr);
    return ControlJson(body);
}

}  // namespace

void AddTruthRoutes(http::Router& router, Stage& stage) {
    router.Add(http::Method::kGet, "/control/truth",
               [&stage](const http::Request& request) { return ListTruth(stage, request); });
    router.Add(http::Method::kGet, "/control/truth/{id}",
               [&stage](const http::Request& request) { return ShowTruth(stage, request); });
    router.Add(http::Method::kGet, "/control/harm", [&stage](const http::Request&) {
        stage.api.CatchUp();
        return ControlJson({{"harm", HarmOf(stage, "")}});
    });
}

}  // namespace orderyard::sandbox
