// Requests to be done later, in SQL. Bodies and answers hold whatever orders hold: they are sealed.
#include <stdexcept>

#include "storage/bulk_store.hpp"
#include "storage/sealed_parts.hpp"
#include "storage/sql/row_reader.hpp"

namespace orderyard::storage {

using ports::LaterBulk;
using ports::LaterOperation;
using ports::LaterState;

namespace {

constexpr const char* kInsert =
    "INSERT INTO later_bulk(uuid, actor_kind, actor, peer, started_at, operation_count) "
    "VALUES (?, ?, ?, ?, ?, ?)";
constexpr const char* kInsertOperation =
    "INSERT INTO later_operation(bulk_id, position, method, pattern, target, body, state, "
    "error_code, message) SELECT id, CAST(? AS BIGINT), ?, ?, ?, ?, ?, CAST(? AS BIGINT), ? "
    "FROM later_bulk WHERE uuid = ?";
constexpr const char* kFind =
    "SELECT id, uuid, actor_kind, actor, started_at, operation_count FROM later_bulk "
    "WHERE uuid = ?";
constexpr const char* kList =
    "SELECT id, uuid, actor_kind, actor, started_at, operation_count FROM later_bulk "
    "ORDER BY id DESC LIMIT ? OFFSET ?";
constexpr const char* kCount = "SELECT count(*) FROM later_bulk";
constexpr const char* kOperations =
    "SELECT o.bulk_id, o.position, o.method, o.pattern, o.target, o.body, o.state, o.error_code, "
    "o.message, o.result, b.actor_kind, b.actor, b.uuid, b.peer FROM later_operation o "
    "JOIN later_bulk b ON b.id = o.bulk_id WHERE o.bulk_id = ? ORDER BY o.position";
constexpr const char* kNext =
    "SELECT o.bulk_id, o.position, o.method, o.pattern, o.target, o.body, o.state, o.error_code, "
    "o.message, o.result, b.actor_kind, b.actor, b.uuid, b.peer FROM later_operation o "
    "JOIN later_bulk b ON b.id = o.bulk_id WHERE o.state = 'open' "
    "ORDER BY o.bulk_id, o.position LIMIT 1";
constexpr const char* kRecord =
    "UPDATE later_operation SET state = ?, error_code = ?, message = ?, result = ? "
    "WHERE bulk_id = ? AND position = ? AND state = 'open'";
constexpr const char* kUuidOf = "SELECT uuid FROM later_bulk WHERE id = ?";

std::string_view Word(LaterState state) {
    switch (state) {
        case LaterState::kOpen: return "open";
        case LaterState::kDone: return "done";
        case LaterState::kFailed: return "failed";
        case LaterState::kRejected: return "rejected";
    }
    throw std::logic_error("an unknown state of an operation");
}

std::optional<LaterState> StateFrom(std::string_view word) {
    for (const LaterState state :
         {LaterState::kOpen, LaterState::kDone, LaterState::kFailed, LaterState::kRejected}) {
        if (Word(state) == word) {
            return state;
        }
    }
    return std::nullopt;
}

std::string Context(const char* what, const std::string& uuid, std::int64_t position) {
    return std::string("later|") + what + "|" + uuid + "|" + std::to_string(position);
}

std::vector<LaterBulk> ReadBulks(sql::Rows rows) {
    std::vector<LaterBulk> bulks;
    while (rows.Next()) {
        sql::RowReader row(rows);
        LaterBulk& bulk = bulks.emplace_back();
        bulk.id = row.Int();
        bulk.uuid = row.Text();
        bulk.actor.kind = row.Word(domain::ActorKindFrom);
        bulk.actor.name = row.Text();
        bulk.started_at = row.At();
        bulk.operation_count = row.Int();
    }
    return bulks;
}

std::vector<LaterOperation> ReadOperations(sql::Rows rows, const Keys& keys) {
    std::vector<LaterOperation> operations;
    while (rows.Next()) {
        LaterOperation& made = operations.emplace_back();
        made.bulk_id = rows.Int(0);
        made.position = rows.Int(1);
        const std::string uuid = rows.Text(12);
        made.method = rows.Text(2);
        made.pattern = rows.Text(3);
        made.target = rows.Text(4);
        made.body = OpenParts(keys.bulk, Context("body", uuid, made.position), rows.View(5), 1)[0];
        made.state = StateFrom(rows.View(6)).value();
        made.error_code = static_cast<int>(rows.Int(7));
        made.message = rows.Text(8);
        if (!rows.IsNull(9)) {
            made.result =
                OpenParts(keys.bulk, Context("result", uuid, made.position), rows.View(9), 1)[0];
        }
        made.actor.kind = domain::ActorKindFrom(rows.View(10)).value();
        made.actor.name = rows.Text(11);
        made.peer = rows.Text(13);
    }
    return operations;
}

}  // namespace

void SqlBulkStore::InsertLater(const LaterBulk& bulk,
                               const std::vector<LaterOperation>& operations) {
    connection_.Exec(kInsert, bulk.uuid, ToString(bulk.actor.kind), bulk.actor.name, bulk.peer,
                     bulk.started_at, bulk.operation_count);
    for (const LaterOperation& each : operations) {
        const std::string body =
            SealParts(keys_.bulk, Context("body", bulk.uuid, each.position), {each.body});
        connection_.Exec(kInsertOperation, each.position, each.method, each.pattern, each.target,
                         sql::Bytes{body}, Word(each.state), each.error_code, each.message,
                         bulk.uuid);
    }
}

std::optional<LaterBulk> SqlBulkStore::FindLater(const std::string& uuid) {
    std::vector<LaterBulk> found = ReadBulks(connection_.Query(kFind, uuid));
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::vector<LaterBulk> SqlBulkStore::ListLater(std::int64_t page_size, std::int64_t page) {
    return ReadBulks(connection_.Query(kList, page_size, (page - 1) * page_size));
}

std::int64_t SqlBulkStore::CountLater() {
    return connection_.QueryInt(kCount).value_or(0);
}

std::vector<LaterOperation> SqlBulkStore::LaterOperations(const LaterBulk& bulk) {
    return ReadOperations(connection_.Query(kOperations, bulk.id), keys_);
}

std::optional<LaterOperation> SqlBulkStore::NextLater() {
    std::vector<LaterOperation> found = ReadOperations(connection_.Query(kNext), keys_);
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

void SqlBulkStore::RecordLater(const LaterOperation& operation) {
    std::string uuid;
    {
        sql::Rows rows = connection_.Query(kUuidOf, operation.bulk_id);
        if (!rows.Next()) {
            throw std::logic_error("an operation is recorded that was never stored");
        }
        uuid = rows.Text(0);
    }
    const std::string result =
        SealParts(keys_.bulk, Context("result", uuid, operation.position), {operation.result});
    connection_.ExecOneLater(kRecord, Word(operation.state), operation.error_code,
                             operation.message, sql::Bytes{result}, operation.bulk_id,
                             operation.position);
}

}  // namespace orderyard::storage
