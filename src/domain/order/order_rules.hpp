// What may be done to an order now, and if not, why not: one function for every button, route and
// command. order-management.md sections 3.4, 11.14 and 12.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "domain/order/order_file.hpp"

namespace orderyard::domain {

enum class OrderVerb {
    kInvoice,
    kShip,
    kCreditMemo,
    kCancel,
    kHold,
    kUnhold,
    kReorder,
    kEdit,  // replace lines: only orders of our own
    kCorrectAddress,
    kComment,
};
inline constexpr std::array kOrderVerbs{
    OrderVerb::kInvoice,        OrderVerb::kShip,    OrderVerb::kCreditMemo, OrderVerb::kCancel,
    OrderVerb::kHold,           OrderVerb::kUnhold,  OrderVerb::kReorder,    OrderVerb::kEdit,
    OrderVerb::kCorrectAddress, OrderVerb::kComment,
};
std::string_view ToString(OrderVerb verb);  // "invoice", "ship", "creditmemo", "cancel" ...
std::optional<OrderVerb> OrderVerbFrom(std::string_view text);

struct Refusal {
    std::string reason;  // stable code: "on_hold", "nothing_to_ship", "cancel_at_channel" ...
    std::string text;    // one English sentence that also says the cure
};

// nullopt: allowed. The first reason in the order of precedence written beside each verb's rule.
std::optional<Refusal> WhyNot(OrderVerb verb, const OrderFile& file);
// Documents.
std::optional<Refusal> WhyNotPay(const OrderFile& file, const Invoice& invoice);
std::optional<Refusal> WhyNotCancelInvoice(const OrderFile& file, const Invoice& invoice);
std::optional<Refusal> WhyNotVoid(const OrderFile& file, const Shipment& shipment);
std::optional<Refusal> WhyNotEditTracks(const OrderFile& file, const Shipment& shipment);
std::optional<Refusal> WhyNotVoid(const OrderFile& file, const CreditMemo& memo);

// kNotAllowed with params {"reason", refusal.reason}.
base::Error ToError(const Refusal& refusal);
// kInvalidInput about a line or amount that a rule forbids, with params {"reason", ...}.
base::Error BadInput(std::string field, std::string reason, std::string text);

}  // namespace orderyard::domain
