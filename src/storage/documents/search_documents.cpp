// Lists of documents: found by the common way of lists, then read in one go.
#include <algorithm>
#include <unordered_map>

#include "storage/document_store.hpp"
#include "storage/documents/document_fields.hpp"
#include "storage/documents/document_rows.hpp"
#include "storage/lists/list_page.hpp"

namespace orderyard::storage {

using ports::SearchQuery;

namespace {

template <class Document>
using Loader = std::vector<Document> (*)(sql::Connection&, const DocumentChoice&);

template <class Document>
base::Result<ports::DocumentPage<Document>> Search(sql::Connection& connection,
                                                   const FieldList& fields,
                                                   const SearchQuery& query,
                                                   const ConditionContext& context,
                                                   Loader<Document> load) {
    ListPlan plan(fields);
    if (base::Result<> made = MakePlan(plan, query, context); !made) {
        return base::Fail(std::move(made.error()));
    }
    const std::string_view narrow_index = NarrowIndex(connection, plan);
    ports::DocumentPage<Document> page;
    page.total_count = CountMatches(connection, plan, narrow_index);
    const Slice slice = SliceOf(query, page.total_count);
    if (slice.offset >= page.total_count) {
        return page;
    }
    std::vector<decltype(Document::id)> ids;
    std::unordered_map<std::int64_t, std::size_t> places;
    for (const std::int64_t id : IdsOfPage(connection, plan, narrow_index, slice)) {
        places.emplace(id, ids.size());
        ids.emplace_back(id);
    }
    page.documents = load(connection, DocumentChoice::Of(connection.dialect(), ids));
    std::sort(page.documents.begin(), page.documents.end(),
              [&](const Document& a, const Document& b) {
                  return places.at(a.id.value) < places.at(b.id.value);
              });
    return page;
}

}  // namespace

base::Result<ports::DocumentPage<domain::Invoice>> SqlDocumentStore::SearchInvoices(
    const SearchQuery& query) {
    return Search(connection_, InvoiceFields(), query, {keys_, index_, connection_.dialect()},
                  LoadInvoices);
}

base::Result<ports::DocumentPage<domain::Shipment>> SqlDocumentStore::SearchShipments(
    const SearchQuery& query) {
    return Search(connection_, ShipmentFields(), query, {keys_, index_, connection_.dialect()},
                  LoadShipments);
}

base::Result<ports::DocumentPage<domain::CreditMemo>> SqlDocumentStore::SearchCreditMemos(
    const SearchQuery& query) {
    return Search(connection_, CreditMemoFields(), query, {keys_, index_, connection_.dialect()},
                  LoadCreditMemos);
}

}  // namespace orderyard::storage
