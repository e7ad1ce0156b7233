// POST /api/v1/prints {kind, orders: [ids] or filter: {...} or documents: [ids], as: "pdf"|"zip"}:
// many papers in the order asked for (a filter's: that of the list), as one PDF or an archive of
// single ones; kind "pick_list" makes one list of what all the orders want.
#include <set>

#include "actions/order_step.hpp"
#include "api/v1/body_reader.hpp"
#include "api/v1/orders/order_filter.hpp"
#include "api/v1/orders/read_order.hpp"
#include "api/v1/papers/endpoints.hpp"
#include "api/v1/papers/paper_files.hpp"
#include "api/v1/papers/print_steps.hpp"
#include "api/view_trail.hpp"
#include "base/limits.hpp"
#include "ports/order_desk.hpp"
#include "ports/order_store.hpp"
#include "ports/product_store.hpp"

namespace orderyard::api::v1 {
namespace {

using domain::OrderId;

constexpr std::string_view kPickList = "pick_list";

struct Wanted {
    std::optional<PaperKind> kind;  // none: a pick list
    bool is_zip = false;
    std::vector<OrderId> orders;
    std::vector<std::int64_t> documents;
    std::optional<http::Request> filter;
};

const char* ResourceOf(const std::optional<PaperKind>& kind) {
    if (!kind) {
        return "Magento_Sales::actions_view";
    }
    switch (*kind) {
        case PaperKind::kInvoice: return "Orderyard::invoices_view";
        case PaperKind::kCreditMemo: return "Orderyard::credit_memos_view";
        case PaperKind::kPackingSlip: return "Orderyard::shipments_view";
        case PaperKind::kLabel: return kPersonalDataRight;
    }
    return kPersonalDataRight;
}

base::Result<Wanted> ReadWanted(const http::Request& request) {
    auto body = BodyReader::Of(request);
    if (!body) {
        return base::Fail(body.error());
    }
    Wanted wanted;
    const std::string kind = body->NeededText("kind");
    wanted.kind = PaperKindFrom(kind);
    if (!wanted.kind && kind != kPickList) {
        body->Refuse("kind", "One of invoice, credit_memo, packing_slip, label, pick_list.");
    }
    const std::string as = body->Text("as");
    wanted.is_zip = as == "zip";
    if (!as.empty() && as != "pdf" && as != "zip") {
        body->Refuse("as", "pdf or zip.");
    }
    for (const std::int64_t id :
         body->Ints("orders", 1, INT64_MAX, base::limits::kPrintOrdersMax)) {
        wanted.orders.emplace_back(id);
    }
    wanted.documents = body->Ints("documents", 1, INT64_MAX, base::limits::kPrintOrdersMax);
    if (body->Has("filter")) {
        auto filter = FilterAsRequest(body->ObjectText("filter"));
        if (!filter) {
            return base::Fail(filter.error());
        }
        wanted.filter = std::move(*filter);
    }
    const int ways = (wanted.orders.empty() ? 0 : 1) + (wanted.documents.empty() ? 0 : 1) +
                     (wanted.filter ? 1 : 0);
    if (ways != 1) {
        body->Refuse("orders", "One of orders, documents or a filter is needed.");
    } else if (!wanted.documents.empty() && !wanted.kind) {
        body->Refuse("documents", "A pick list is made of orders.");
    }
    if (const auto end = body->End(); !end) {
        return base::Fail(end.error());
    }
    return wanted;
}

base::Error TooMany() {
    base::Error error = base::InvalidInput("filter", "More than %limit orders match; narrow it.");
    error.code = base::ErrorCode::kTooLarge;
    error.params = {{"limit", std::to_string(base::limits::kPrintOrdersMax)}};
    return error;
}

// In the order of the list.
base::Result<std::vector<OrderId>> OrdersOf(const Call& call, ports::Transaction& tx,
                                            const http::Request& filter) {
    const Call asking{call.context, filter, call.caller, call.pattern};
    const auto frame = FrameOf(asking);
    auto query =
        frame ? ReadOrderFilter(tx, QueryReader(filter), *frame) : base::Fail(frame.error());
    const auto sorted =
        query ? ReadOrderSort(QueryReader(filter), *query) : base::Fail(query.error());
    if (!sorted) {
        return base::Fail(sorted.error());
    }
    query->search.page_size = static_cast<std::int64_t>(base::limits::kPrintOrdersMax) + 1;
    auto found = tx.order_desk().Find(*query);
    if (!found) {
        return base::Fail(found.error());
    }
    if (found->ids.size() > base::limits::kPrintOrdersMax) {
        return base::Fail(TooMany());
    }
    return std::move(found->ids);
}

base::Result<OrderId> OrderOfDocument(ports::Transaction& tx, PaperKind kind, std::int64_t id) {
    switch (kind) {
        case PaperKind::kInvoice: return actions::OrderOf(tx, domain::InvoiceId(id));
        case PaperKind::kCreditMemo: return actions::OrderOf(tx, domain::CreditMemoId(id));
        case PaperKind::kPackingSlip:
        case PaperKind::kLabel: return actions::OrderOf(tx, domain::ShipmentId(id));
    }
    return base::Fail(base::NotFound("There is no such document."));
}

// Of the orders or documents asked for, in their order. kNotFound: one that there is not.
base::Result<std::vector<PrintStep>> StepsOf(ports::Transaction& tx, const Wanted& wanted,
                                             const std::vector<OrderId>& orders) {
    std::vector<PrintStep> steps;
    for (const OrderId id : orders) {
        steps.push_back({id});
    }
    for (const std::int64_t document : wanted.documents) {
        const auto order = OrderOfDocument(tx, *wanted.kind, document);
        if (!order) {
            return base::Fail(order.error());
        }
        steps.push_back({*order, document});
    }
    ports::DeskQuery there;
    there.ids.emplace();
    for (const PrintStep& step : steps) {
        there.ids->push_back(step.order);
    }
    there.search.page_size = static_cast<std::int64_t>(steps.size());
    const auto found = tx.order_desk().Find(there);
    if (!found) {
        return base::Fail(found.error());
    }
    const std::set<OrderId> known(found->ids.begin(), found->ids.end());
    for (const PrintStep& step : steps) {
        if (!known.contains(step.order)) {
            return base::Fail(NoSuchOrder());
        }
    }
    return steps;
}

base::Error NothingToPrint() {
    return base::NotFound("There is nothing of this kind to print for these orders.");
}

// Everything in one file, in one language: that of the first paper.
Answer PrintPdf(ports::Transaction& tx, PaperKind kind, const std::vector<PrintStep>& steps) {
    const std::string stem = FileStem(kind, "batch");
    std::optional<documents::PaperStack> stack;
    Letterheads heads;
    const auto draw = [&](const documents::Letterhead& head, const domain::OrderFile& file,
                          const PaperOf& paper) {
        if (!stack) {
            stack.emplace(stem, head.settings.language);
        }
        AddPaper(*stack, head, file, paper);
    };
    for (const PrintStep& step : steps) {
        if (const auto printed = ForEachPaper(tx, kind, step, heads, draw); !printed) {
            return base::Fail(printed.error());
        }
    }
    if (!stack) {
        return base::Fail(NothingToPrint());
    }
    return FileResponse(stack->Finish(), {stem + ".pdf", "application/pdf", true});
}

Answer PrintZip(const Call& call, PaperKind kind, std::vector<PrintStep> steps) {
    auto zip = std::make_shared<PaperZip>(call.context.database, kind, std::move(steps),
                                          call.context.clock.Now());
    if (!zip->HasAny()) {
        return base::Fail(NothingToPrint());
    }
    http::Response response;
    response.source = std::move(zip);
    SetFileHeaders(response, {FileStem(kind, "batch") + ".zip", "application/zip", true});
    return response;
}

documents::Bins BinsOf(ports::Transaction& tx, const std::vector<domain::Order>& orders) {
    documents::Bins bins;
    for (const domain::Order& order : orders) {
        for (const domain::OrderItem& item : order.items) {
            if (bins.contains(item.sku)) {
                continue;
            }
            const auto product = item.product_id.IsSet() ? tx.products().Load(item.product_id)
                                                         : tx.products().FindBySku(item.sku);
            bins.emplace(item.sku, product ? product->bin : "");
        }
    }
    return bins;
}

// As the first order's store view prints.
Answer PrintPickList(ports::Transaction& tx, const std::vector<OrderId>& ids, base::Instant now) {
    std::vector<domain::Order> orders;
    for (const OrderId id : ids) {
        auto order = tx.orders().Load(id);
        if (!order) {
            return base::Fail(NoSuchOrder());
        }
        orders.push_back(std::move(*order));
    }
    if (orders.empty()) {
        return base::Fail(NothingToPrint());
    }
    Letterheads heads;
    const documents::Letterhead& head = heads.Of(tx, orders.front().store_view_id);
    documents::PaperStack stack("pick-list", head.settings.language);
    stack.AddPickList(head, orders, BinsOf(tx, orders), now);
    return FileResponse(stack.Finish(), {"pick-list.pdf", "application/pdf", true});
}

}  // namespace

Answer PrintPapers(const Call& call) {
    const auto wanted = ReadWanted(call.request);
    if (!wanted) {
        return base::Fail(wanted.error());
    }
    if (const auto may = call.CheckMay(ResourceOf(wanted->kind)); !may) {
        return base::Fail(may.error());
    }
    const base::Instant now = call.context.clock.Now();
    Answer answer;
    std::optional<std::vector<PrintStep>> zip;
    call.context.database.Read([&](ports::Transaction& tx) {
        zip.reset();
        const base::Result<std::vector<OrderId>> orders =
            wanted->filter ? OrdersOf(call, tx, *wanted->filter) : wanted->orders;
        if (!orders) {
            answer = base::Fail(orders.error());
            return;
        }
        if (!wanted->kind) {
            answer = PrintPickList(tx, *orders, now);
            return;
        }
        auto steps = StepsOf(tx, *wanted, *orders);
        if (!steps) {
            answer = base::Fail(steps.error());
        } else if (wanted->is_zip) {
            zip = std::move(*steps);
        } else {
            answer = PrintPdf(tx, *wanted->kind, *steps);
        }
    });
    return zip ? PrintZip(call, *wanted->kind, std::move(*zip)) : answer;
}

}  // namespace orderyard::api::v1
