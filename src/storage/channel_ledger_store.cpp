// Rows are kept for as long as the order: they are the proof that a refund arrived.
#include "storage/channel_ledger_store.hpp"

#include "storage/sql/row_reader.hpp"

namespace orderyard::storage {

namespace {

constexpr const char* kRenew =
    "UPDATE channel_refund SET status = ? WHERE store_id = ? AND transaction_id = ?";
constexpr const char* kInsert =
    "INSERT INTO channel_refund(store_id, transaction_id, channel_number, posted_at, amount, "
    "currency, status) VALUES (?, ?, ?, ?, ?, ?, ?)";
constexpr const char* kSetMemo =
    "UPDATE channel_refund SET credit_memo_id = ? WHERE store_id = ? AND transaction_id = ?";
constexpr const char* kWithoutPayment =
    "SELECT DISTINCT f.channel_number FROM follow_up f WHERE f.store_id = ? AND f.kind = 'refund' "
    "AND f.state = 'seen' AND f.ended_at >= ? AND f.ended_at < ? AND NOT EXISTS (SELECT 1 FROM "
    "channel_refund r WHERE r.store_id = f.store_id AND r.channel_number = f.channel_number) "
    "LIMIT ?";
constexpr const char* kInDoubt =
    "SELECT DISTINCT channel_number FROM follow_up WHERE store_id = ? AND kind = 'refund' "
    "AND state IN ('unknown', 'parked') LIMIT ?";
constexpr const char* kOf =
    "SELECT transaction_id, posted_at, currency, amount, status, credit_memo_id FROM "
    "channel_refund "
    "WHERE store_id = ? AND channel_number = ? ORDER BY posted_at, transaction_id";
constexpr const char* kReadUntil = "SELECT read_until FROM channel_refund_mark WHERE store_id = ?";
constexpr const char* kSetReadUntil =
    "INSERT INTO channel_refund_mark(store_id, read_until) VALUES (?, ?) "
    "ON CONFLICT (store_id) DO UPDATE SET read_until = excluded.read_until";

std::vector<std::string> Numbers(sql::Rows rows) {
    std::vector<std::string> numbers;
    while (rows.Next()) {
        numbers.push_back(sql::RowReader(rows).Text());
    }
    return numbers;
}

}  // namespace

bool SqlChannelLedgerStore::Put(const domain::ChannelRefund& refund) {
    if (connection_.Exec(kRenew, refund.status, refund.store_id, refund.transaction_id) == 1) {
        return false;
    }
    connection_.Exec(kInsert, refund.store_id, refund.transaction_id, refund.channel_number,
                     refund.posted_at, refund.amount.units(), refund.amount.currency().code(),
                     refund.status);
    return true;
}

void SqlChannelLedgerStore::SetCreditMemo(const domain::ChannelRefund& refund,
                                          domain::CreditMemoId memo) {
    connection_.Exec(kSetMemo, memo, refund.store_id, refund.transaction_id);
}

std::vector<std::string> SqlChannelLedgerStore::WithoutPayment(domain::StoreId store,
                                                               base::Instant from, base::Instant to,
                                                               int limit) {
    return Numbers(connection_.Query(kWithoutPayment, store, from, to, limit));
}

std::vector<std::string> SqlChannelLedgerStore::InDoubt(domain::StoreId store, int limit) {
    return Numbers(connection_.Query(kInDoubt, store, limit));
}

std::vector<domain::ChannelRefund> SqlChannelLedgerStore::Of(domain::StoreId store,
                                                             const std::string& channel_number) {
    std::vector<domain::ChannelRefund> refunds;
    sql::Rows rows = connection_.Query(kOf, store, channel_number);
    while (rows.Next()) {
        sql::RowReader row(rows);
        domain::ChannelRefund& refund = refunds.emplace_back();
        refund.store_id = store;
        refund.channel_number = channel_number;
        refund.transaction_id = row.Text();
        refund.posted_at = row.At();
        const base::Currency currency = row.Currency();
        refund.amount = row.Money(currency);
        refund.status = row.Text();
        if (row.IsNull()) {
            row.Skip();
        } else {
            refund.credit_memo_id = row.IdAt<domain::CreditMemoId>();
        }
    }
    return refunds;
}

std::optional<base::Instant> SqlChannelLedgerStore::ReadUntil(domain::StoreId store) {
    sql::Rows rows = connection_.Query(kReadUntil, store);
    return rows.Next() ? std::optional(sql::RowReader(rows).At()) : std::nullopt;
}

void SqlChannelLedgerStore::SetReadUntil(domain::StoreId store, base::Instant until) {
    connection_.Exec(kSetReadUntil, store, until);
}

}  // namespace orderyard::storage
