// GET /V1/transactions and /V1/transactions/:id. The channel collects the money: every paid invoice
// is one capture, under the invoice's id. Nothing else moves money here that has a transaction.
#include "api/errors.hpp"
#include "api/json_writer.hpp"
#include "api/rest/endpoints.hpp"
#include "api/rest/renamed_fields.hpp"
#include "ports/document_store.hpp"

namespace orderyard::api::rest {
namespace {

constexpr const char* kPaidState = "2";  // Magento's number of a paid invoice

// The invoice's fields for a transaction's.
constexpr RenamedField kNames[] = {
    {"transaction_id", "entity_id"}, {"order_id", "order_id"},     {"payment_id", "order_id"},
    {"txn_id", "increment_id"},      {"created_at", "created_at"},
};
constexpr ConstantField kConstants[] = {
    {"txn_type", "capture"},
    {"is_closed", "1"},
    {"parent_id", std::nullopt},
    {"parent_txn_id", std::nullopt},
};
constexpr FieldNames kTransactions{"Transactions", kNames, kConstants};

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
    return AnswerRenamed(
        call, kTransactions,
        [](ports::Transaction& tx, ports::SearchQuery query) {
            query.groups.push_back({{"state", ports::FilterOp::kEq, {kPaidState}}});
            return tx.documents().SearchInvoices(query);
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
