// Pieces are billed from the lowest free one up, so that every invoice can be recomputed from its
// ranges alone and all live invoices of a line sum to the line.
#include "domain/invoice/decide_invoice.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "domain/invoice/upload_bill.hpp"
#include "domain/order/asked_pieces.hpp"
#include "domain/order/order_rules.hpp"

namespace orderyard::domain {
namespace {

constexpr AskedFor kToInvoice{&OrderItem::ToInvoice, "invoice"};

bool IsLive(const Invoice& invoice) {
    return invoice.state != InvoiceState::kCanceled;
}

// The pieces of a line that no live invoice covers. The canceled ones are the last of them.
std::vector<PieceRange> Unbilled(const OrderFile& file, const OrderItem& item) {
    std::vector<PieceRange> taken;
    for (const auto& invoice : file.invoices) {
        for (const auto& line : invoice.lines) {
            if (IsLive(invoice) && line.order_item_id == item.id) {
                taken.push_back(line.pieces);
            }
        }
    }
    return FreePieces(std::move(taken), item.ordered);
}

std::int64_t CountOf(const std::vector<PieceRange>& ranges) {
    std::int64_t count = 0;
    for (const auto& range : ranges) {
        count += range.count;
    }
    return count;
}

void BillLine(const OrderFile& file, const LinePieces& asked, Invoice& invoice) {
    const OrderItem* item = file.order.FindItem(asked.order_item_id);
    base::Check(item != nullptr, "an invoice over lines of its order");
    std::int64_t rest = asked.quantity;
    for (const PieceRange& free : Unbilled(file, *item)) {
        if (rest == 0) {
            break;
        }
        const PieceRange pieces{free.first, std::min(free.count, rest)};
        invoice.lines.push_back({item->id, pieces, ShareOf(item->amounts, pieces, item->ordered)});
        rest -= pieces.count;
    }
    base::Check(rest == 0, "an invoice over pieces that are free");
}

std::int64_t LeftToBill(const OrderFile& file) {
    std::int64_t left = 0;
    for (const auto& item : file.order.items) {
        left += CountOf(Unbilled(file, item)) - item.canceled;
    }
    return left;
}

// An invoice with the extras may have been canceled, so what live ones carry is asked, not whether
// this is the first.
base::Money UnbilledExtras(const OrderFile& file) {
    base::Money left = ExtrasOf(file.order);
    for (const auto& invoice : file.invoices) {
        if (IsLive(invoice)) {
            left -= invoice.extras;
        }
    }
    return left;
}

base::Result<std::vector<LinePieces>> ReadPieces(const Order& order,
                                                 const InvoiceRequest& request) {
    if (request.lines.empty()) {
        return AllOf(order, kToInvoice);
    }
    std::vector<LinePieces> pieces;
    if (const auto added = AddAsked(order, request.lines, kToInvoice, "lines", pieces); !added) {
        return base::Fail(added.error());
    }
    if (pieces.empty()) {
        return base::Fail(BadInput("lines", "no_pieces",
                                   "An invoice bills at least one piece; raise a quantity."));
    }
    return pieces;
}

using WhyNotRule = std::optional<Refusal> (*)(const OrderFile&, const Invoice&);

// Paying and canceling differ in the rule, the new state and the word in the history.
base::Result<OrderChange> ChangeState(const OrderFile& file, InvoiceId id, WhyNotRule rule,
                                      InvoiceState state, const char* event, const Scene& scene) {
    OrderChange change;
    change.file = file;
    Invoice* invoice = FindInvoice(change.file, id);
    if (invoice == nullptr) {
        return base::Fail(base::NotFound("The order has no such invoice."));
    }
    if (const auto refusal = rule(file, *invoice)) {
        return base::Fail(ToError(*refusal));
    }
    const InvoiceState before = invoice->state;
    invoice->state = state;
    invoice->updated_at = scene.now;
    change.changed_invoices.push_back(id);
    if (state == InvoiceState::kCanceled) {
        WithdrawUploads(change, {id, {}}, scene.now);
    }
    change.history.push_back(Note(scene, event, invoice->increment_id,
                                  std::string(ToString(before)), std::string(ToString(state))));
    Finish(change, scene);
    return change;
}

}  // namespace

Invoice MakeInvoice(const OrderFile& file, const std::vector<LinePieces>& lines, bool is_paid,
                    base::Instant now) {
    Invoice invoice;
    invoice.order_id = file.order.id;
    invoice.store_view_id = file.order.store_view_id;
    invoice.state = is_paid ? InvoiceState::kPaid : InvoiceState::kOpen;
    invoice.created_at = now;
    invoice.updated_at = now;
    invoice.grand_total = base::Money::Zero(file.order.currency);
    for (const auto& asked : lines) {
        BillLine(file, asked, invoice);
    }
    for (const auto& line : invoice.lines) {
        invoice.grand_total += line.amounts.total;
    }
    const bool is_last = LeftToBill(file) == invoice.Quantity();
    invoice.extras = is_last ? UnbilledExtras(file) : base::Money::Zero(file.order.currency);
    invoice.grand_total += invoice.extras;
    return invoice;
}

base::Result<OrderChange> DecideInvoice(const OrderFile& file, const InvoiceRequest& request,
                                        const Scene& scene) {
    if (const auto refusal = WhyNot(OrderVerb::kInvoice, file)) {
        return base::Fail(ToError(*refusal));
    }
    if (const auto checked = CheckComment(request.comment); !checked) {
        return base::Fail(checked.error());
    }
    const auto pieces = ReadPieces(file.order, request);
    if (!pieces) {
        return base::Fail(pieces.error());
    }
    OrderChange change;
    change.file = file;
    change.file.invoices.push_back(MakeInvoice(file, *pieces, request.is_paid, scene.now));
    const Invoice& invoice = change.file.invoices.back();
    change.history.push_back(Note(scene, "invoiced", {}, {}, AmountText(invoice.grand_total)));
    if (request.notify) {
        change.mails.push_back(MailKind::kInvoice);
    }
    Finish(change, scene);
    return change;
}

base::Result<OrderChange> DecidePayInvoice(const OrderFile& file, InvoiceId invoice,
                                           const Scene& scene) {
    return ChangeState(file, invoice, WhyNotPay, InvoiceState::kPaid, "invoice_paid", scene);
}

base::Result<OrderChange> DecideCancelInvoice(const OrderFile& file, InvoiceId invoice,
                                              const Scene& scene) {
    return ChangeState(file, invoice, WhyNotCancelInvoice, InvoiceState::kCanceled,
                       "invoice_canceled", scene);
}

}  // namespace orderyard::domain
