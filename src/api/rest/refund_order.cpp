// POST /V1/order/:orderId/refund and /V1/invoice/:invoiceId/refund. Magento's bodies name no
// reason, which channels want: goods that come back are a customer's return, all else a general
// adjustment.
#include "actions/refund_order.hpp"

#include <algorithm>

#include "api/errors.hpp"
#include "api/rest/change.hpp"
#include "api/rest/document_input.hpp"
#include "api/rest/endpoints.hpp"
#include "api/rest/make_document.hpp"
#include "ports/document_store.hpp"

namespace orderyard::api::rest {
namespace {

using base::Money;
using domain::OrderFile;

constexpr const char* kDocument = "Creditmemo";
constexpr const char* kInvoiceNotRefundable = "We can't create creditmemo for the invoice.";

const OrderLines& Words() {
    static const OrderLines words{
        "A creditmemo",
        "a creditmemo",
        "can not",
        {"canceled", "closed", "on_hold", "payment_review"},
        {"nothing_paid", "nothing_to_refund"},
    };
    return words;
}

RefundInput Read(Input& input) {
    RefundInput given;
    given.document = ReadDocumentInput(input);
    given.amounts = input.Object("arguments");
    if (given.amounts) {
        if (auto extension = given.amounts->Object("extension_attributes")) {
            given.stock_items = extension->Ints("return_to_stock_items");
            given.reason = extension->Text("reason").value_or("");
        }
    }
    return given;
}

domain::RefundReason DefaultReason(const RefundInput& given) {
    return given.stock_items.empty() ? domain::RefundReason::kGeneralAdjustment
                                     : domain::RefundReason::kCustomerReturn;
}

// Pieces that a memo over everything would give back.
std::vector<domain::LinePieces> AllLines(const OrderFile& file, domain::InvoiceId invoice) {
    std::vector<domain::LinePieces> lines;
    for (const domain::Refundable& left : domain::RefundableLines(file, invoice)) {
        const std::int64_t quantity = file.order.channel ? left.shipped_quantity : left.quantity;
        if (quantity > 0) {
            lines.push_back({left.order_item_id, quantity});
        }
    }
    return lines;
}

base::Result<std::vector<domain::LinePieces>> AskedLines(const OrderFile& file,
                                                         const RefundInput& given) {
    std::vector<domain::LinePieces> lines;
    for (const domain::LinePieces& asked : given.document.items) {
        const domain::OrderItem* item = file.order.FindItem(asked.order_item_id);
        if (item == nullptr) {
            continue;
        }
        if (asked.quantity < 0 || asked.quantity > item->invoiced - item->Refunded()) {
            return base::Fail(
                Refused("We found an invalid quantity to refund item \"" + item->name + "\"."));
        }
        if (asked.quantity > 0) {
            lines.push_back(asked);
        }
    }
    return lines;
}

std::vector<std::string> StockRefusals(const OrderFile& file, const RefundInput& given,
                                       const std::vector<domain::LinePieces>& lines) {
    std::vector<std::string> refusals;
    for (const std::int64_t id : given.stock_items) {
        const domain::OrderItem* item = file.order.FindItem(domain::OrderItemId(id));
        if (item == nullptr) {
            refusals.emplace_back(
                "The return to stock argument contains product item that is not "
                "part of the original order.");
            continue;
        }
        const bool is_in_memo = std::any_of(lines.begin(), lines.end(), [&](const auto& line) {
            return line.order_item_id == item->id;
        });
        if (!is_in_memo) {
            refusals.push_back("The \"" + item->sku +
                               "\" product is not part of the current creditmemo.");
        }
    }
    return refusals;
}

// What the rules say, in Magento's sentences where it has one.
base::Error InMagentosWords(const base::Error& error, const OrderFile& file,
                            const RefundInput& given) {
    const std::string_view reason = ReasonOf(error);
    if (error.field == "shipping" && reason == "amount_too_large") {
        Money most = Money::Zero(file.order.currency);
        for (const auto& left : domain::RefundableLines(file, given.invoice_id)) {
            most += left.amounts.shipping;
        }
        base::Error refusal = Refused("Maximum shipping amount allowed to refund is: %1");
        refusal.params = {{"1", most.ToDecimal()}};
        return refusal;
    }
    if (error.field == "grand_total" && reason == "amount_too_large") {
        return ValidationError(kDocument, {"The most money available to refund is " +
                                           domain::RefundableTotal(file).ToDecimal() + "."});
    }
    if (error.field == "invoice_id" ||
        (given.invoice_id.IsSet() && reason == "nothing_to_refund")) {
        return ValidationError(kDocument, {kInvoiceNotRefundable});
    }
    if ((error.field == "grand_total" && reason == "nothing_to_refund") ||
        (error.field == "adjustment_fee" && reason == "amount_too_large")) {
        return ValidationError(kDocument, {"The credit memo's total must be positive."});
    }
    if (reason == "quantity_too_large") {
        return ValidationError(
            kDocument,
            {"The quantity to refund must not be greater than the unrefunded quantity."});
    }
    return ValidationError(kDocument, {error.Text()});
}

bool HasAdjustment(const domain::CreditMemoRequest& request) {
    return request.adjustment_refund && !request.adjustment_refund->IsZero();
}

base::Result<domain::CreditMemoRequest> RequestOf(const OrderFile& file, const RefundInput& given,
                                                  std::vector<domain::LinePieces> lines) {
    domain::CreditMemoRequest request;
    CopyRemark(given.document, request);
    request.invoice_id = given.invoice_id;
    request.reason = given.reason;
    if (request.reason.empty() && file.order.channel) {
        request.reason = ToString(DefaultReason(given));
    }
    if (given.amounts) {
        Input arguments = *given.amounts;
        const base::Currency currency = file.order.currency;
        request.shipping = arguments.Amount("shipping_amount", currency);
        request.adjustment_refund = arguments.Amount("adjustment_positive", currency);
        request.adjustment_fee = arguments.Amount("adjustment_negative", currency);
        if (const auto fine = arguments.End(); !fine) {
            return base::Fail(fine.error());
        }
    }
    if (!request.shipping && given.keeps_shipping) {
        request.shipping = Money::Zero(file.order.currency);
    }
    request.is_lines_given = given.document.has_items || !given.stock_items.empty();
    if (request.is_lines_given && !given.document.has_items) {
        lines = AllLines(file, given.invoice_id);
    }
    for (const domain::LinePieces& line : lines) {
        domain::RefundLineRequest asked;
        asked.order_item_id = line.order_item_id;
        asked.quantity = line.quantity;
        asked.return_to_stock = std::find(given.stock_items.begin(), given.stock_items.end(),
                                          line.order_item_id.value) != given.stock_items.end();
        request.lines.push_back(std::move(asked));
    }
    return request;
}

}  // namespace

base::Result<domain::CreditMemoId> MakeCreditMemo(const actions::Step& step, domain::OrderId id,
                                                  const RefundInput& given) {
    const auto file = HoldFile(step, id);
    if (!file) {
        return base::Fail(file.error());
    }
    const auto lines = AskedLines(*file, given);
    if (!lines) {
        return base::Fail(lines.error());
    }
    const auto request = RequestOf(*file, given, *lines);
    if (!request) {
        return base::Fail(request.error());
    }
    std::vector<std::string> refusals = WhyNotLines(Words(), domain::OrderVerb::kCreditMemo, *file);
    if (refusals.empty() && given.document.has_items && lines->empty() &&
        !HasAdjustment(*request)) {
        refusals.emplace_back("You can't create a creditmemo without products.");
    }
    for (std::string& refusal : StockRefusals(
             *file, given, given.document.has_items ? *lines : AllLines(*file, given.invoice_id))) {
        refusals.push_back(std::move(refusal));
    }
    if (!refusals.empty()) {
        return base::Fail(ValidationError(kDocument, refusals));
    }
    const auto change = actions::RefundOrder(step, id, *request);
    if (!change) {
        return base::Fail(InMagentosWords(change.error(), *file, given));
    }
    return change->file.credit_memos.back().id;
}

namespace {

// `find`: the order, and the invoice if the request is about one.
template <class Find>
Answer Run(const Call& call, Find find) {
    const auto id = call.PathId();
    auto input = Input::Of(call.request);
    if (!input) {
        return base::Fail(input.error());
    }
    const RefundInput read = Read(*input);
    if (const auto fine = input->End(); !fine) {
        return base::Fail(fine.error());
    }
    if (!id) {
        return base::Fail(id.error());
    }
    return Change(call, [&](const actions::Step& step) -> Answer {
        RefundInput given = read;
        const std::optional<domain::OrderId> order = find(step.tx, *id, given);
        if (!order) {
            return base::Fail(MagentoNoSuchEntity());
        }
        const auto memo = MakeCreditMemo(step, *order, given);
        return memo ? Answer(IdJson(memo->value)) : base::Fail(memo.error());
    });
}

}  // namespace

Answer RefundOrder(const Call& call) {
    return Run(call, [](ports::Transaction&, std::int64_t id, RefundInput&) {
        return std::optional(domain::OrderId(id));
    });
}

Answer RefundInvoice(const Call& call) {
    return Run(call,
               [](ports::Transaction& tx, std::int64_t id,
                  RefundInput& given) -> std::optional<domain::OrderId> {
                   const auto invoice = tx.documents().FindInvoice(domain::InvoiceId(id));
                   given.invoice_id = domain::InvoiceId(id);
                   return invoice ? std::optional(invoice->order_id) : std::nullopt;
               });
}

}  // namespace orderyard::api::rest
