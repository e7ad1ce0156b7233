// The outbox in SQL. A message of a subject is out only while no earlier one of that subject is
// open; parked ones wait for a person and do not hold up the others.
#include "storage/outbox_store.hpp"

#include <array>

namespace orderyard::storage {

namespace {

constexpr std::array<std::string_view, 4> kStateWords = {"pending", "sending", "done", "parked"};

ports::OutboxState StateFrom(std::string_view word) {
    for (std::size_t i = 0; i < kStateWords.size(); ++i) {
        if (kStateWords[i] == word) {
            return static_cast<ports::OutboxState>(i);
        }
    }
    throw sql::SqlError("outbox.state holds an unknown word");
}

constexpr std::string_view kInsert =
    "INSERT INTO outbox (kind, dedupe_key, store_id, subject, body, state, owner, attempts, "
    "created_at, not_before,"
    " error) VALUES (?, ?, ?, ?, ?, 'pending', '', 0, ?, ?, '')"
    " ON CONFLICT (dedupe_key) WHERE state <> 'done' DO NOTHING";
// Messages of an owner that is gone are those of any other owner: one process sends at a time
// (lease).
constexpr std::string_view kClaimDue =
    "SELECT id, kind, dedupe_key, store_id, subject, body, state, attempts, created_at, "
    "not_before, error"
    " FROM outbox AS m WHERE m.not_before <= ? AND m.state IN ('pending', 'sending') AND m.owner "
    "<> ?"
    " AND (m.subject = '' OR NOT EXISTS (SELECT 1 FROM outbox AS e WHERE e.subject = m.subject"
    " AND COALESCE(e.store_id, 0) = COALESCE(m.store_id, 0) AND e.id < m.id"
    " AND e.state IN ('pending', 'sending')))"
    " ORDER BY m.not_before, m.id LIMIT ? FOR UPDATE SKIP LOCKED";
constexpr std::string_view kTake = "UPDATE outbox SET state = 'sending', owner = ? WHERE id = ?";
constexpr std::string_view kDone =
    "UPDATE outbox SET state = 'done', owner = '', error = '' WHERE id = ?";
constexpr std::string_view kRetry =
    "UPDATE outbox SET state = 'pending', owner = '', attempts = attempts + 1, not_before = ?, "
    "error = ?"
    " WHERE id = ?";
constexpr std::string_view kPark =
    "UPDATE outbox SET state = 'parked', owner = '', attempts = attempts + 1, error = ? WHERE id = "
    "?";
// The words are written out, and IN is repeated, so that SQLite sees that the indexes of open and
// of parked messages serve; the done ones are many and have none.
constexpr std::string_view kCountPending =
    "SELECT count(*) FROM outbox WHERE state IN ('pending', 'sending') AND state = 'pending'";
constexpr std::string_view kListPending =
    "SELECT id, kind, dedupe_key, store_id, subject, body, state, attempts, created_at, "
    "not_before, error"
    " FROM outbox WHERE state IN ('pending', 'sending') AND state = 'pending' ORDER BY id LIMIT ?";
constexpr std::string_view kListSending =
    "SELECT id, kind, dedupe_key, store_id, subject, body, state, attempts, created_at, "
    "not_before, error"
    " FROM outbox WHERE state IN ('pending', 'sending') AND state = 'sending' ORDER BY id LIMIT ?";
constexpr std::string_view kListDone =
    "SELECT id, kind, dedupe_key, store_id, subject, body, state, attempts, created_at, "
    "not_before, error"
    " FROM outbox WHERE state = 'done' ORDER BY id LIMIT ?";
constexpr std::string_view kListParked =
    "SELECT id, kind, dedupe_key, store_id, subject, body, state, attempts, created_at, "
    "not_before, error"
    " FROM outbox WHERE state = 'parked' ORDER BY id LIMIT ?";

constexpr std::string_view kPruneDone =
    "DELETE FROM outbox WHERE id IN (SELECT id FROM outbox WHERE kind = ? AND created_at < ?"
    " AND state = 'done' ORDER BY created_at LIMIT ?)";

std::string_view ListSql(ports::OutboxState state) {
    switch (state) {
        case ports::OutboxState::kPending: return kListPending;
        case ports::OutboxState::kSending: return kListSending;
        case ports::OutboxState::kDone: return kListDone;
        case ports::OutboxState::kParked: return kListParked;
    }
    throw sql::SqlError("an unknown outbox state");
}

}  // namespace

bool SqlOutboxStore::Enqueue(const ports::OutboxMessage& message) {
    return connection_.Exec(kInsert, message.kind, message.dedupe_key,
                            sql::NullIfUnset(message.store_id), message.subject, message.body,
                            message.created_at, message.not_before) == 1;
}

std::vector<ports::OutboxMessage> SqlOutboxStore::Read(sql::Rows rows) {
    std::vector<ports::OutboxMessage> messages;
    while (rows.Next()) {
        ports::OutboxMessage& message = messages.emplace_back();
        message.id = rows.IdAt<ports::OutboxId>(0);
        message.kind = rows.Text(1);
        message.dedupe_key = rows.Text(2);
        message.store_id = rows.IdAt<domain::StoreId>(3);
        message.subject = rows.Text(4);
        message.body = rows.Text(5);
        message.state = StateFrom(rows.View(6));
        message.attempts = static_cast<int>(rows.Int(7));
        message.created_at = rows.At(8);
        message.not_before = rows.At(9);
        message.error = rows.Text(10);
    }
    return messages;
}

std::vector<ports::OutboxMessage> SqlOutboxStore::Claim(const std::string& owner, base::Instant now,
                                                        int limit) {
    std::vector<ports::OutboxMessage> messages =
        Read(connection_.Query(kClaimDue, now, owner, limit));
    for (ports::OutboxMessage& message : messages) {
        connection_.ExecLater(kTake, owner, message.id);
        message.state = ports::OutboxState::kSending;
    }
    return messages;
}

void SqlOutboxStore::MarkDone(ports::OutboxId id) {
    connection_.ExecLater(kDone, id);
}

void SqlOutboxStore::MarkRetry(ports::OutboxId id, base::Instant not_before,
                               const std::string& error) {
    connection_.ExecLater(kRetry, not_before, error, id);
}

void SqlOutboxStore::MarkParked(ports::OutboxId id, const std::string& error) {
    connection_.ExecLater(kPark, error, id);
}

std::vector<ports::OutboxMessage> SqlOutboxStore::List(ports::OutboxState state, int limit) {
    return Read(connection_.Query(ListSql(state), limit));
}

std::int64_t SqlOutboxStore::CountPending() {
    return connection_.QueryInt(kCountPending).value_or(0);
}

int SqlOutboxStore::PruneDone(const std::string& kind, base::Instant created_before, int limit) {
    return static_cast<int>(connection_.Exec(kPruneDone, kind, created_before, limit));
}

}  // namespace orderyard::storage
