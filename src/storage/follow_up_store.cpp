// Follow-ups in SQL. Of an order's follow-ups one is in flight at a time: what is due is the first
// that has not ended, so every list of due ones looks for an earlier one of the same order. The
// file of an invoice waits for the others but nothing waits for it. Feeds are in feed_jobs.cpp.
#include "storage/follow_up_store.hpp"

#include <unordered_map>

#include "storage/sql/id_list.hpp"
#include "storage/sql/row_reader.hpp"

namespace orderyard::storage {

using domain::FollowUp;
using domain::FollowUpState;

namespace {

constexpr const char* kInsert =
    "INSERT INTO follow_up(id, kind, order_id, store_id, channel_number, seq, package_id, "
    "credit_memo_id, invoice_id, reason, dedupe_key, state, attempts, looks, created_at, "
    "not_before, due_at, "
    "sent_at, ended_at, body, http_status, request_id, feed_reference, error, next) "
    "VALUES (?, ?, ?, ?, ?, "
    "(SELECT coalesce(max(f.seq), 0) + 1 FROM follow_up f WHERE f.order_id = ?), "
    "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (dedupe_key) DO NOTHING RETURNING seq";
constexpr const char* kInsertPiece =
    "INSERT INTO follow_up_piece(follow_up_id, position, channel_item_number, quantity) "
    "VALUES (?, ?, ?, ?)";
constexpr const char* kMove =
    "UPDATE follow_up SET state = ?, attempts = ?, looks = ?, not_before = ?, due_at = ?, "
    "sent_at = ?, ended_at = ?, body = ?, http_status = ?, request_id = ?, feed_reference = ?, "
    "error = ?, next = ? WHERE id = ? AND state = ?";
constexpr const char* kSelect =
    "SELECT m.id, m.kind, m.order_id, m.store_id, m.channel_number, m.seq, m.package_id, "
    "m.credit_memo_id, m.invoice_id, m.reason, m.dedupe_key, m.state, m.attempts, m.looks, "
    "m.created_at, "
    "m.not_before, m.due_at, m.sent_at, m.ended_at, m.body, m.http_status, m.request_id, "
    "m.feed_reference, m.error, m.next FROM follow_up m";
constexpr const char* kPieces =
    "SELECT follow_up_id, channel_item_number, quantity FROM follow_up_piece WHERE follow_up_id";
constexpr const char* kPiecesOrder = " ORDER BY follow_up_id, position";

// The words stand in the statements as in the indexes of migration 3.
constexpr const char* kIsFirstOpen =
    " AND m.state IN ('queued', 'sent', 'accepted', 'unknown') AND NOT EXISTS ("
    "SELECT 1 FROM follow_up e WHERE e.order_id = m.order_id AND e.seq < m.seq "
    "AND e.state IN ('queued', 'sending', 'sent', 'accepted', 'unknown', 'parked') "
    "AND e.kind <> 'upload_vat_invoice')";
// The plus keeps SQLite from going by not_before: after an outage all are due, and sorting them for
// each handful would take long.
constexpr const char* kDueCondition = " WHERE m.store_id = ? AND +m.not_before <= ?";
constexpr const char* kDueOrder = " ORDER BY m.due_at, m.id LIMIT ?";
constexpr const char* kNextDue =
    "SELECT m.not_before FROM follow_up m WHERE m.store_id = ?"
    " AND m.state IN ('queued', 'sent', 'accepted', 'unknown') AND NOT EXISTS ("
    "SELECT 1 FROM follow_up e WHERE e.order_id = m.order_id AND e.seq < m.seq "
    "AND e.state IN ('queued', 'sending', 'sent', 'accepted', 'unknown', 'parked') "
    "AND e.kind <> 'upload_vat_invoice')"
    " ORDER BY m.not_before LIMIT 1";
constexpr const char* kCount =
    "SELECT state, count(*) FROM follow_up WHERE store_id = ? GROUP BY state ORDER BY state";

const std::string kFind = std::string(kSelect) + " WHERE m.id = ?";
const std::string kForOrder = std::string(kSelect) + " WHERE m.order_id = ? ORDER BY m.seq";
const std::string kDue = std::string(kSelect) + kDueCondition + kIsFirstOpen + kDueOrder;
const std::string kSending =
    std::string(kSelect) + " WHERE m.store_id = ? AND m.state = 'sending' ORDER BY m.id";

FollowUp ReadOne(const sql::Rows& rows) {
    sql::RowReader row(rows);
    FollowUp message;
    message.id = row.IdAt<domain::FollowUpId>();
    message.kind = row.Word(domain::FollowUpKindFrom);
    message.order_id = row.IdAt<domain::OrderId>();
    message.store_id = row.IdAt<domain::StoreId>();
    message.channel_number = row.Text();
    message.seq = row.Int();
    message.package_id = row.IdAt<domain::PackageId>();
    message.credit_memo_id = row.IdAt<domain::CreditMemoId>();
    message.invoice_id = row.IdAt<domain::InvoiceId>();
    message.reason = row.Text();
    message.dedupe_key = row.Text();
    message.state = row.Word(domain::FollowUpStateFrom);
    message.attempts = static_cast<int>(row.Int());
    message.looks = static_cast<int>(row.Int());
    message.created_at = row.At();
    message.not_before = row.At();
    message.due_at = row.At();
    message.sent_at = row.OptionalAt();
    message.ended_at = row.OptionalAt();
    message.body = row.Text();
    message.answer_status = static_cast<int>(row.Int());
    message.request_id = row.Text();
    message.feed_reference = row.Text();
    message.error = row.Text();
    message.next = row.Text();
    return message;
}

}  // namespace

bool SqlFollowUpStore::Insert(FollowUp& follow_up) {
    const domain::FollowUpId id(connection_.NewId("follow_up"));
    const auto seq = connection_.QueryInt(
        kInsert, id, ToString(follow_up.kind), follow_up.order_id, follow_up.store_id,
        follow_up.channel_number, follow_up.order_id, sql::NullIfUnset(follow_up.package_id),
        sql::NullIfUnset(follow_up.credit_memo_id), sql::NullIfUnset(follow_up.invoice_id),
        follow_up.reason, follow_up.dedupe_key, ToString(follow_up.state), follow_up.attempts,
        follow_up.looks, follow_up.created_at, follow_up.not_before, follow_up.due_at,
        follow_up.sent_at, follow_up.ended_at, follow_up.body, follow_up.answer_status,
        follow_up.request_id, follow_up.feed_reference, follow_up.error, follow_up.next);
    if (!seq) {
        return false;
    }
    follow_up.id = id;
    follow_up.seq = *seq;
    for (std::size_t i = 0; i < follow_up.pieces.size(); ++i) {
        connection_.ExecLater(kInsertPiece, id, i, follow_up.pieces[i].channel_item_number,
                              follow_up.pieces[i].quantity);
    }
    return true;
}

bool SqlFollowUpStore::Move(const FollowUp& follow_up, FollowUpState from) {
    return CanMove(from, follow_up.state) &&
           connection_.Exec(kMove, ToString(follow_up.state), follow_up.attempts, follow_up.looks,
                            follow_up.not_before, follow_up.due_at, follow_up.sent_at,
                            follow_up.ended_at, follow_up.body, follow_up.answer_status,
                            follow_up.request_id, follow_up.feed_reference, follow_up.error,
                            follow_up.next, follow_up.id, ToString(from)) == 1;
}

std::vector<FollowUp> SqlFollowUpStore::Read(sql::Rows rows) {
    std::vector<FollowUp> messages;
    std::vector<domain::FollowUpId> with_pieces;
    std::unordered_map<std::int64_t, std::size_t> places;
    while (rows.Next()) {
        const FollowUp& message = messages.emplace_back(ReadOne(rows));
        if (message.kind == domain::FollowUpKind::kCancelLines) {
            with_pieces.push_back(message.id);
            places.emplace(message.id.value, messages.size() - 1);
        }
    }
    if (with_pieces.empty()) {
        return messages;
    }
    static const sql::ByKeys kPiecesOf(kPieces, kPiecesOrder);
    sql::Rows pieces = sql::QueryByKeys(connection_, kPiecesOf, with_pieces);
    while (pieces.Next()) {
        messages[places.at(pieces.Int(0))].pieces.push_back({pieces.Text(1), pieces.Int(2)});
    }
    return messages;
}

std::optional<FollowUp> SqlFollowUpStore::Find(domain::FollowUpId id) {
    std::vector<FollowUp> found = Read(connection_.Query(kFind, id));
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::vector<FollowUp> SqlFollowUpStore::ForOrder(domain::OrderId id) {
    return Read(connection_.Query(kForOrder, id));
}

std::vector<FollowUp> SqlFollowUpStore::Due(domain::StoreId store, base::Instant now, int limit) {
    return Read(connection_.Query(kDue, store, now, limit));
}

std::vector<FollowUp> SqlFollowUpStore::Sending(domain::StoreId store) {
    return Read(connection_.Query(kSending, store));
}

std::optional<base::Instant> SqlFollowUpStore::NextDue(domain::StoreId store) {
    const auto micros = connection_.QueryInt(kNextDue, store);
    return micros ? std::optional(base::Instant::FromMicros(*micros)) : std::nullopt;
}

std::vector<FollowUp> SqlFollowUpStore::Search(const ports::FollowUpQuery& query) {
    sql::Assembly sql;
    sql.Add(kSelect).Add(" WHERE 1 = 1");
    if (query.store_id) {
        sql.Add(" AND m.store_id = ?", *query.store_id);
    }
    if (query.order_id) {
        sql.Add(" AND m.order_id = ?", *query.order_id);
    }
    for (std::size_t i = 0; i < query.states.size(); ++i) {
        sql.Add(i == 0 ? " AND m.state IN (?" : ", ?", ToString(query.states[i]));
    }
    sql.Add(query.states.empty() ? "" : ")");
    if (query.after_id > 0) {
        sql.Add(" AND m.id < ?", query.after_id);
    }
    sql.Add(" ORDER BY m.id DESC LIMIT ?", query.limit);
    return Read(sql.Query(connection_));
}

std::vector<std::pair<FollowUpState, std::int64_t>> SqlFollowUpStore::Count(domain::StoreId store) {
    std::vector<std::pair<FollowUpState, std::int64_t>> counts;
    sql::Rows rows = connection_.Query(kCount, store);
    while (rows.Next()) {
        sql::RowReader row(rows);
        const FollowUpState state = row.Word(domain::FollowUpStateFrom);
        counts.emplace_back(state, row.Int());
    }
    return counts;
}

}  // namespace orderyard::storage
