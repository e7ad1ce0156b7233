// Amounts wait as Money without a currency; nothing computes with them before InCurrency.
#include "api/v1/orders/read_refund.hpp"

#include <array>

namespace orderyard::api::v1 {
namespace {

using Amounts = domain::RefundLineRequest::Amounts;
using base::Money;

constexpr std::array<std::pair<const char*, std::optional<Money> Amounts::*>, 8> kComponents{{
    {"item", &Amounts::item},
    {"item_tax", &Amounts::item_tax},
    {"shipping", &Amounts::shipping},
    {"shipping_tax", &Amounts::shipping_tax},
    {"gift_wrap", &Amounts::gift_wrap},
    {"gift_wrap_tax", &Amounts::gift_wrap_tax},
    {"fee", &Amounts::fee},
    {"fee_tax", &Amounts::fee_tax},
}};

std::optional<Money> ReadAmount(BodyReader& body, const char* name) {
    const auto units = body.Amount(name);
    return units ? std::optional(Money(*units, base::Currency())) : std::nullopt;
}

domain::RefundLineRequest ReadLine(BodyReader& body) {
    domain::RefundLineRequest line;
    line.order_item_id = domain::OrderItemId(body.NeededInt("order_item_id", 1, INT64_MAX));
    line.quantity = body.NeededInt("quantity", 0, base::limits::kQuantityMax);
    if (const auto unshipped = body.Int("unshipped_quantity", 0, base::limits::kQuantityMax)) {
        line.unshipped_quantity = *unshipped;
        line.is_split_given = true;
    }
    line.return_to_stock = body.Flag("return_to_stock", false);
    if (auto amounts = body.Object("amounts")) {
        line.amounts.emplace();
        for (const auto& [name, member] : kComponents) {
            (*line.amounts).*member = ReadAmount(*amounts, name);
        }
    }
    return line;
}

base::Result<> Convert(std::optional<Money>& amount, base::Currency currency,
                       const std::string& field) {
    if (!amount) {
        return {};
    }
    amount = Money(amount->units(), currency);
    if (!amount->IsWholeMinor()) {
        base::Error error = base::InvalidInput(field, "%currency has fewer decimals than this.");
        error.params = {{"currency", std::string(currency.code())}};
        return base::Fail(std::move(error));
    }
    return {};
}

}  // namespace

domain::CreditMemoRequest ReadRefundRequest(BodyReader& body) {
    domain::CreditMemoRequest request;
    request.invoice_id = domain::InvoiceId(body.Int("invoice_id", 1, INT64_MAX).value_or(0));
    request.is_lines_given = body.Has("lines");
    for (BodyReader& line : body.Objects("lines", base::limits::kOrderLinesMax)) {
        request.lines.push_back(ReadLine(line));
    }
    request.shipping = ReadAmount(body, "shipping");
    request.adjustment_refund = ReadAmount(body, "adjustment_refund");
    request.adjustment_fee = ReadAmount(body, "adjustment_fee");
    request.return_to_stock = body.Flag("return_to_stock", false);
    request.reason = body.Text("reason");
    request.comment = body.Text("comment", base::limits::kCommentBytesMax);
    request.append_comment = body.Flag("append_comment", false);
    request.notify = body.Flag("notify", false);
    request.is_comment_visible = body.Flag("is_comment_visible", false);
    request.is_zero_allowed = body.Flag("is_zero_allowed", false);
    return request;
}

base::Result<domain::CreditMemoRequest> InCurrency(domain::CreditMemoRequest request,
                                                   base::Currency currency) {
    base::Result<> converted = Convert(request.shipping, currency, "shipping");
    if (converted)
        converted = Convert(request.adjustment_refund, currency, "adjustment_refund");
    if (converted)
        converted = Convert(request.adjustment_fee, currency, "adjustment_fee");
    for (std::size_t i = 0; converted && i < request.lines.size(); ++i) {
        auto& amounts = request.lines[i].amounts;
        for (const auto& [name, member] : kComponents) {
            if (converted && amounts) {
                converted = Convert((*amounts).*member, currency,
                                    "lines[" + std::to_string(i) + "].amounts." + name);
            }
        }
    }
    if (!converted) {
        return base::Fail(converted.error());
    }
    return request;
}

}  // namespace orderyard::api::v1
