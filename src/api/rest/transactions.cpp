// GET /V1/transactions and /V1/transactions/:id. The channel collects the money: every paid invoice
// is one capture, under the invoice's id. Nothing else moves money here that has a transaction.
#include "api/errors.hpp"
#include "api/json_writer.hpp"
#include "api/rest/endpoints.hpp"
#include "api/rest/list_answer.hpp"
#include "ports/document_store.hpp"

namespace orderyard::api::rest {
namespace {

constexpr const char* kPaidState = "2";  // Magento's number of a paid invoice

// The invoice's column for a transaction's; "": none.
std::string InvoiceField(const std::string& field) {
    const std::pair<std::string_view, const char*> names[] = {
        {"transaction_id", "entity_id"}, {"order_id", "order_id"},     {"payment_id", "order_id"},
        {"txn_id", "increment_id"},      {"created_at", "created_at"},
    };
    for (const auto& [name, column] : names) {
        if (name == field) {
            return column;
        }
    }
    return "";
}

base::Result<ports::SearchQuery> QueryOf(const SearchCriteria& criteria) {
    auto query = criteria.ToQuery();
    if (!query) {
        return query;
    }
    const auto rename = [](std::string& field) -> base::Result<> {
        std::string column = InvoiceField(field);
        if (column.empty()) {
            return base::Fail(base::InvalidInput(
                field, "Transactions cannot be filtered or sorted by this field."));
        }
        field = std::move(column);
        return {};
    };
    for (ports::FilterGroup& group : query->groups) {
        for (ports::Filter& filter : group) {
            if (const auto renamed = rename(filter.field); !renamed) {
                return base::Fail(renamed.error());
            }
        }
    }
    // Unsorted, it goes by the id, as every list does.
    for (std::size_t i = 0; i < criteria.sort_orders.size(); ++i) {
        if (const auto renamed = rename(query->sort[i].field); !renamed) {
            return base::Fail(renamed.error());
        }
    }
    query->groups.push_back({{"state", ports::FilterOp::kEq, {kPaidState}}});
    return query;
}

void WriteTransaction(JsonWriter& json, const domain::Invoice& invoice) {
    json.BeginObject().Field("transaction_id", invoice.id.value);
    json.Field("order_id", invoice.order_id.value);
    json.Field("payment_id", invoice.order_id.value);  // as payments are numbered on orders
    json.Field("txn_id", invoice.increment_id).NullField("parent_txn_id");
    json.Field("txn_type", "capture").Field("is_closed", 1);
    json.Key("additional_information").BeginArray();
    if (!invoice.transaction_id.empty()) {
        json.String(invoice.transaction_id);
    }
    json.EndArray().Field("created_at", invoice.created_at.ToSqlSeconds());
    json.Key("child_transactions").BeginArray().EndArray().EndObject();
}

}  // namespace

Answer ListTransactions(const Call& call) {
    const auto criteria = ReadSearchCriteria(call.request.query);
    if (!criteria) {
        return base::Fail(criteria.error());
    }
    const auto query = QueryOf(*criteria);
    if (!query) {
        return base::Fail(query.error());
    }
    return AnswerList(
        call, *criteria, *query,
        [](ports::Transaction& tx, const ports::SearchQuery& search) {
            return tx.documents().SearchInvoices(search);
        },
        [](JsonWriter& json, ports::Transaction&,
           const ports::DocumentPage<domain::Invoice>& page) {
            for (const domain::Invoice& invoice : page.documents) {
                WriteTransaction(json, invoice);
            }
        });
}

Answer ShowTransaction(const Call& call) {
    const auto id = call.PathId();
    if (!id) {
        return base::Fail(id.error());
    }
    std::optional<domain::Invoice> invoice;
    call.context.database.Read([&](ports::Transaction& tx) {
        invoice = tx.documents().FindInvoice(domain::InvoiceId(*id));
    });
    if (!invoice || invoice->state != domain::InvoiceState::kPaid) {
        return base::Fail(MagentoNoSuchEntity());
    }
    JsonWriter json(JsonWriter::Style::kMagento);
    WriteTransaction(json, *invoice);
    return json.Take();
}

}  // namespace orderyard::api::rest
