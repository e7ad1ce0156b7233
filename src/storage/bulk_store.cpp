// Bulk jobs in SQL. The job's counters change with its items, in one transaction: the last item
// ends the job.
#include "storage/bulk_store.hpp"

#include <stdexcept>

#include "storage/sealed_parts.hpp"
#include "storage/sql/assembly.hpp"
#include "storage/sql/row_reader.hpp"

namespace orderyard::storage {

using ports::BulkItem;
using ports::BulkItemState;
using ports::BulkJob;
using ports::BulkJobId;

namespace {

constexpr const char* kInsert =
    "INSERT INTO bulk_job(id, verb, params, actor_kind, actor, created_at, ended_at, total, done, "
    "failed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, 0)";
constexpr const char* kInsertItem =
    "INSERT INTO bulk_item(job_id, position, order_id, state, code, message) "
    "VALUES (?, ?, ?, 'pending', '', '')";
constexpr const char* kFind =
    "SELECT id, verb, params, actor_kind, actor, created_at, ended_at, total, done, failed "
    "FROM bulk_job WHERE id = ?";
constexpr const char* kList =
    "SELECT id, verb, params, actor_kind, actor, created_at, ended_at, total, done, failed "
    "FROM bulk_job ORDER BY id DESC LIMIT ?";
constexpr const char* kItems =
    "SELECT b.position, b.order_id, coalesce(o.increment_id, ''), b.state, b.code, b.message FROM "
    "bulk_item b "
    "LEFT JOIN sales_order o ON o.id = b.order_id WHERE b.job_id = ? AND b.position > ?";
constexpr const char* kNextOpen = "SELECT min(id) FROM bulk_job WHERE ended_at IS NULL";
constexpr const char* kRecordItem =
    "UPDATE bulk_item SET state = ?, code = ?, message = ? "
    "WHERE job_id = ? AND position = ? AND state = 'pending'";
constexpr const char* kRecordJob =
    "UPDATE bulk_job SET done = done + ?, failed = failed + ?, "
    "ended_at = CASE WHEN done + failed + 1 = total THEN CAST(? AS BIGINT) END WHERE id = ?";
constexpr const char* kRetryItems =
    "UPDATE bulk_item SET state = 'pending', code = '', message = '' "
    "WHERE job_id = ? AND state = 'failed'";
constexpr const char* kRetryJob =
    "UPDATE bulk_job SET failed = failed - ?, ended_at = NULL WHERE id = ?";

std::string_view Word(BulkItemState state) {
    switch (state) {
        case BulkItemState::kPending: return "pending";
        case BulkItemState::kDone: return "done";
        case BulkItemState::kFailed: return "failed";
    }
    throw std::logic_error("an unknown state of a bulk item");
}

std::optional<BulkItemState> StateFrom(std::string_view word) {
    for (const BulkItemState state :
         {BulkItemState::kPending, BulkItemState::kDone, BulkItemState::kFailed}) {
        if (Word(state) == word) {
            return state;
        }
    }
    return std::nullopt;
}

std::string Context(BulkJobId id) {
    return "bulk_job|params|" + std::to_string(id.value);
}

}  // namespace

void SqlBulkStore::Insert(BulkJob& job, const std::vector<domain::OrderId>& orders) {
    job.id = BulkJobId(connection_.NewId("bulk_job"));
    job.total = static_cast<std::int64_t>(orders.size());
    job.done = job.failed = 0;
    job.ended_at = orders.empty() ? std::optional(job.created_at) : std::nullopt;
    const std::string params = SealParts(keys_.bulk, Context(job.id), {job.params});
    connection_.ExecLater(kInsert, job.id, job.verb, sql::Bytes{params}, ToString(job.actor.kind),
                          job.actor.name, job.created_at, job.ended_at, job.total);
    for (std::size_t i = 0; i < orders.size(); ++i) {
        connection_.ExecLater(kInsertItem, job.id, i + 1, orders[i]);
    }
}

std::vector<BulkJob> SqlBulkStore::Read(sql::Rows rows) {
    std::vector<BulkJob> jobs;
    while (rows.Next()) {
        sql::RowReader row(rows);
        BulkJob& job = jobs.emplace_back();
        job.id = row.IdAt<BulkJobId>();
        job.verb = row.Text();
        job.params = OpenParts(keys_.bulk, Context(job.id), row.View(), 1).front();
        job.actor.kind = row.Word(domain::ActorKindFrom);
        job.actor.name = row.Text();
        job.created_at = row.At();
        job.ended_at = row.OptionalAt();
        job.total = row.Int();
        job.done = row.Int();
        job.failed = row.Int();
    }
    return jobs;
}

std::optional<BulkJob> SqlBulkStore::Find(BulkJobId id) {
    std::vector<BulkJob> found = Read(connection_.Query(kFind, id));
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::vector<BulkJob> SqlBulkStore::List(int limit) {
    return Read(connection_.Query(kList, limit));
}

std::vector<BulkItem> SqlBulkStore::Items(BulkJobId id, std::int64_t after_position,
                                          std::optional<BulkItemState> state, int limit) {
    sql::Assembly sql;
    sql.Add(kItems, id, after_position);
    if (state) {
        sql.Add(" AND b.state = ?", Word(*state));
    }
    sql.Add(" ORDER BY b.position LIMIT ?", limit);
    std::vector<BulkItem> items;
    sql::Rows rows = sql.Query(connection_);
    while (rows.Next()) {
        sql::RowReader row(rows);
        BulkItem& item = items.emplace_back();
        item.position = row.Int();
        item.order_id = row.IdAt<domain::OrderId>();
        item.increment_id = row.Text();
        item.state = row.Word(StateFrom);
        item.code = row.Text();
        item.message = row.Text();
    }
    return items;
}

std::optional<BulkJobId> SqlBulkStore::NextOpen() {
    const auto found = connection_.QueryInt(kNextOpen);
    return found ? std::optional(BulkJobId(*found)) : std::nullopt;
}

void SqlBulkStore::Record(BulkJobId id, const BulkItem& item, base::Instant now) {
    if (item.state == BulkItemState::kPending) {
        throw std::logic_error("a bulk item is recorded when it is done or has failed");
    }
    const bool is_done = item.state == BulkItemState::kDone;
    connection_.ExecOneLater(kRecordItem, Word(item.state), item.code, item.message, id,
                             item.position);
    connection_.ExecOneLater(kRecordJob, is_done, !is_done, now, id);
}

std::int64_t SqlBulkStore::RetryFailed(BulkJobId id) {
    const std::int64_t count = connection_.Exec(kRetryItems, id);
    if (count > 0) {
        connection_.ExecOneLater(kRetryJob, count, id);
    }
    return count;
}

}  // namespace orderyard::storage
