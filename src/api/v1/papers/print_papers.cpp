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
#include "api/view_trail.hpp"
#include "base/limits.hpp"
#include "documents/zip_stream.hpp"
#include "ports/order_desk.hpp"
#include "ports/order_store.hpp"

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

base::Result<> CheckMay(const Call& call, const Wanted& wanted) {
    const char* resource = ResourceOf(wanted.kind);
    if (call.caller.May(resource)) {
        return {};
    }
    return base::Fail({base::ErrorCode::kForbidden,
                       "This takes the right to %resource.",
                       {{"resource", resource}},
                       ""});
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

// Draws one paper after the other, an order's file at a time in memory.
class Printer {
  public:
    Printer(ports::Transaction& tx, PaperKind kind) : tx_(tx), kind_(kind) {}

    // The papers of `wanted`, each with its order's file and letterhead. kNotFound.
    template <class Use>
    base::Result<> ForEach(const Wanted& wanted, const std::vector<OrderId>& orders, Use use) {
        for (const OrderId id : orders) {
            const auto file = ReadOrderFile(tx_, id);
            if (!file) {
                return base::Fail(file.error());
            }
            for (const PaperOf& paper : PapersOf(*file, kind_)) {
                use(heads_.Of(tx_, file->order.store_view_id), *file, paper);
            }
        }
        for (const std::int64_t document : wanted.documents) {
            const auto order = OrderOfDocument(tx_, kind_, document);
            const auto file = order ? ReadOrderFile(tx_, *order)
                                    : base::Result<domain::OrderFile>(base::Fail(order.error()));
            if (!file) {
                return base::Fail(file.error());
            }
            for (const PaperOf& paper : PapersOf(*file, kind_)) {
                if (paper.document == document) {
                    use(heads_.Of(tx_, file->order.store_view_id), *file, paper);
                }
            }
        }
        return {};
    }

  private:
    ports::Transaction& tx_;
    PaperKind kind_;
    Letterheads heads_;
};

base::Error NothingToPrint() {
    return base::NotFound("There is nothing of this kind to print for these orders.");
}

// Everything in one file, in one language: that of the first paper.
Answer PrintPdf(ports::Transaction& tx, const Wanted& wanted, const std::vector<OrderId>& orders) {
    const std::string stem = FileStem(*wanted.kind, "batch");
    std::optional<documents::PaperStack> stack;
    const auto printed = Printer(tx, *wanted.kind)
                             .ForEach(wanted, orders,
                                      [&](const documents::Letterhead& head,
                                          const domain::OrderFile& file, const PaperOf& paper) {
                                          if (!stack) {
                                              stack.emplace(stem, head.settings.language);
                                          }
                                          AddPaper(*stack, head, file, paper);
                                      });
    if (!printed) {
        return base::Fail(printed.error());
    }
    if (!stack) {
        return base::Fail(NothingToPrint());
    }
    return FileResponse(stack->Finish(), {stem + ".pdf", "application/pdf", true});
}

Answer PrintZip(ports::Transaction& tx, const Wanted& wanted, const std::vector<OrderId>& orders,
                base::Instant now) {
    documents::ZipStream zip(now);
    std::set<std::string> names;
    const auto printed =
        Printer(tx, *wanted.kind)
            .ForEach(wanted, orders,
                     [&](const documents::Letterhead& head, const domain::OrderFile& file,
                         const PaperOf& paper) {
                         std::string stem = FileStem(paper.kind, paper.number);
                         // Two store views may use the same numbers.
                         if (!names.insert(stem).second) {
                             stem += "-" + std::to_string(file.order.id.value);
                             names.insert(stem);
                         }
                         documents::PaperStack stack(stem, head.settings.language);
                         AddPaper(stack, head, file, paper);
                         zip.Begin(stem + ".pdf", documents::ZipStream::Packing::kStored);
                         zip.Write(stack.Finish());
                         zip.End();
                     });
    if (!printed) {
        return base::Fail(printed.error());
    }
    if (names.empty()) {
        return base::Fail(NothingToPrint());
    }
    zip.Finish();
    return FileResponse(zip.Take(),
                        {FileStem(*wanted.kind, "batch") + ".zip", "application/zip", true});
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
    stack.AddPickList(head, orders, now);
    return FileResponse(stack.Finish(), {"pick-list.pdf", "application/pdf", true});
}

}  // namespace

Answer PrintPapers(const Call& call) {
    const auto wanted = ReadWanted(call.request);
    if (!wanted) {
        return base::Fail(wanted.error());
    }
    if (const auto may = CheckMay(call, *wanted); !may) {
        return base::Fail(may.error());
    }
    const base::Instant now = call.context.clock.Now();
    Answer answer;
    call.context.database.Read([&](ports::Transaction& tx) {
        base::Result<std::vector<OrderId>> orders = wanted->orders;
        if (wanted->filter) {
            orders = OrdersOf(call, tx, *wanted->filter);
        }
        if (!orders) {
            answer = base::Fail(orders.error());
        } else if (!wanted->kind) {
            answer = PrintPickList(tx, *orders, now);
        } else if (wanted->is_zip) {
            answer = PrintZip(tx, *wanted, *orders, now);
        } else {
            answer = PrintPdf(tx, *wanted, *orders);
        }
    });
    return answer;
}

}  // namespace orderyard::api::v1
