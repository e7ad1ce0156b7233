// GET /api/v1/invoices/{invoice}, /shipments/{shipment}, /credit-memos/{memo}: one document with
// its comments and what may be done to it.
#include <algorithm>

#include "actions/order_step.hpp"
#include "api/v1/orders/document_shape.hpp"
#include "api/v1/orders/endpoints.hpp"
#include "api/v1/orders/read_order.hpp"
#include "api/v1/query_reader.hpp"
#include "api/v1/shapes.hpp"
#include "ports/document_store.hpp"
#include "ports/store_registry.hpp"

namespace orderyard::api::v1 {
namespace {

void WriteComments(JsonWriter& json, const std::vector<domain::DocumentComment>& comments) {
    json.Key("comments").BeginArray();
    for (const auto& comment : comments) {
        json.BeginObject().Field("id", comment.id);
        WriteInstant(json, "at", comment.at);
        json.TextOrNull("author", comment.author.name).Field("text", comment.text);
        json.Field("is_customer_notified", comment.is_customer_notified);
        json.Field("is_visible_on_front", comment.is_visible_on_front).EndObject();
    }
    json.EndArray();
}

// `id`: of a document; `list`: where its kind is in the order's file.
template <class Document, class Write>
Answer ShowDocument(const Call& call, decltype(Document::id) id, ports::DocumentKind kind,
                    std::vector<Document> domain::OrderFile::*list, Write write) {
    if (const auto allowed = QueryReader(call.request).Allow({}); !allowed) {
        return base::Fail(allowed.error());
    }
    base::Result<domain::OrderFile> file;
    std::vector<domain::DocumentComment> comments;
    std::optional<domain::Store> store;
    call.context.database.Read([&](ports::Transaction& tx) {
        const auto order = actions::OrderOf(tx, id);
        file = order ? ReadOrderFile(tx, *order)
                     : base::Result<domain::OrderFile>(base::Fail(order.error()));
        comments = file ? tx.documents().Comments(kind, id.value) : decltype(comments)();
        store = file && file->order.channel ? tx.stores().Load(file->order.channel->store_id)
                                            : std::nullopt;
    });
    if (!file) {
        return base::Fail(file.error());
    }
    const auto& documents = (*file).*list;
    const auto found = std::find_if(documents.begin(), documents.end(),
                                    [&](const Document& each) { return each.id == id; });
    if (found == documents.end()) {
        return base::Fail(base::NotFound("There is no such document."));
    }
    JsonWriter json(JsonWriter::Style::kPlain);
    json.BeginObject();
    write(json, Papers{*file, store ? &*store : nullptr}, *found);
    WriteComments(json, comments);
    json.EndObject();
    return http::JsonResponse(200, json.Take());
}

}  // namespace

Answer ShowInvoice(const Call& call) {
    return ShowDocument(call, domain::InvoiceId(IdOf(call.request, "invoice")),
                        ports::DocumentKind::kInvoice, &domain::OrderFile::invoices,
                        WriteInvoiceMembers);
}

Answer ShowShipment(const Call& call) {
    return ShowDocument(call, domain::ShipmentId(IdOf(call.request, "shipment")),
                        ports::DocumentKind::kShipment, &domain::OrderFile::shipments,
                        WriteShipmentMembers);
}

Answer ShowCreditMemo(const Call& call) {
    return ShowDocument(call, domain::CreditMemoId(IdOf(call.request, "memo")),
                        ports::DocumentKind::kCreditMemo, &domain::OrderFile::credit_memos,
                        WriteCreditMemoMembers);
}

}  // namespace orderyard::api::v1
