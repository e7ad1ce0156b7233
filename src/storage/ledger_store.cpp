// One row an event, a column an account. Rows are never changed: triggers see to it. The checks are
// in verify_books.cpp.
#include "storage/ledger_store.hpp"

#include "storage/line_amounts.hpp"
#include "storage/sql/assembly.hpp"

namespace orderyard::storage {

using domain::LedgerEvent;

namespace {

// The accounts in the order of domain::Account.
constexpr const char* kAccounts =
    "receivable, clearing, goods, shipping, gift_wrap, fees, tax, tips, adjustments, rounding";
const std::string kAppend = sql::InsertSql(
    "ledger_event", "order_id, kind, document, at, currency, " + std::string(kAccounts));
// At one moment an invoice is posted before it is paid, and everything before it is taken back.
const std::string kForOrder =
    "SELECT kind, document, at, currency, " + std::string(kAccounts) +
    " FROM ledger_event WHERE order_id = ? ORDER BY at, CASE kind WHEN 'invoice' THEN 1 "
    "WHEN 'invoice_paid' THEN 2 WHEN 'credit_memo' THEN 3 ELSE 4 END, document";

}  // namespace

void SqlLedgerStore::Append(const LedgerEvent& event) {
    std::vector<sql::Value> values = {event.order_id, event.kind, event.document, event.at,
                                      event.currency.code()};
    for (const base::Money& amount : event.amounts) {
        values.emplace_back(Units(amount, event.currency));
    }
    connection_.ExecLaterWith(kAppend, values, false);
}

std::vector<LedgerEvent> SqlLedgerStore::ForOrder(domain::OrderId id) {
    std::vector<LedgerEvent> events;
    sql::Rows rows = connection_.Query(kForOrder, id);
    while (rows.Next()) {
        sql::RowReader row(rows);
        LedgerEvent& event = events.emplace_back();
        event.order_id = id;
        event.kind = row.Text();
        event.document = row.Text();
        event.at = row.At();
        event.currency = row.Currency();
        for (base::Money& amount : event.amounts) {
            amount = row.Money(event.currency);
        }
    }
    return events;
}

}  // namespace orderyard::storage
