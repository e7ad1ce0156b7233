// The inbox in SQL. Payloads are whole Amazon orders with names and addresses: sealed here, in a
// table of their own, and dropped when done; the rows stay and tell what has been seen.
#include "storage/inbox_store.hpp"

#include <array>

#include "base/check.hpp"
#include "base/crypto.hpp"
#include "base/limits.hpp"
#include "storage/privacy/vault.hpp"

namespace orderyard::storage {

namespace {

constexpr std::array<std::string_view, 5> kStateWords = {"new", "applied", "stale", "poison",
                                                         "skipped"};

std::string_view Word(ports::InboxState state) {
    return kStateWords.at(static_cast<std::size_t>(state));
}

ports::InboxState StateFrom(std::string_view word) {
    for (std::size_t i = 0; i < kStateWords.size(); ++i) {
        if (kStateWords[i] == word) {
            return static_cast<ports::InboxState>(i);
        }
    }
    throw sql::SqlError("inbox.state holds an unknown word");
}

// Binds a payload to its row: moved to another row it no longer opens.
std::string Context(const ports::InboxRow& row) {
    return "inbox|" + std::to_string(row.store_id.value) + "|" + row.order_number + "|" +
           row.content_hash;
}

// Contents that were applied have no place in the inbox's unique index: the channel order knows the
// one it holds, and an older one is found stale when it is applied again.
constexpr std::string_view kFindState =
    "SELECT id, state FROM inbox WHERE store_id = ? AND order_number = ? AND version_at = ? AND "
    "content_hash = ? AND state <> 'applied' UNION ALL SELECT id, 'applied' FROM channel_order "
    "WHERE store_id = ? AND number = ? AND content_hash = ?";
constexpr std::string_view kInsert =
    "INSERT INTO inbox (id, store_id, order_number, version_at, content_hash, is_authoritative, "
    "state, attempts, received_at, next_try_at, error)"
    " VALUES (?, ?, ?, ?, ?, ?, 'new', 0, ?, ?, '') ON CONFLICT DO NOTHING";
// Nothing when the row above met a conflict.
constexpr std::string_view kInsertPayloadSqlite =
    "INSERT INTO inbox_payload (inbox_id, sealed) SELECT id, ? FROM inbox WHERE id = ?";
constexpr std::string_view kInsertPayloadPostgres =
    "INSERT INTO inbox_payload (inbox_id, sealed) SELECT id, CAST(? AS BYTEA) FROM inbox"
    " WHERE id = ?";
constexpr std::string_view kDropPayload =
    "DELETE FROM inbox_payload WHERE inbox_id = ?"
    " AND (SELECT state FROM inbox WHERE id = inbox_id) IN ('applied', 'stale', 'skipped')";
constexpr std::string_view kRenew =
    "UPDATE inbox SET state = 'new', is_authoritative = 1, attempts = 0, received_at = ?, "
    "next_try_at = ?, error = '' WHERE id = ? AND state = 'stale'";
constexpr std::string_view kClaimDue =
    "SELECT id, order_number, version_at, content_hash,"
    " (SELECT p.sealed FROM inbox_payload p WHERE p.inbox_id = inbox.id), is_authoritative,"
    " attempts, received_at, next_try_at, error FROM inbox"
    " WHERE store_id = ? AND state = 'new' AND next_try_at <= ? ORDER BY received_at, id LIMIT ? "
    "FOR UPDATE SKIP LOCKED";
constexpr std::string_view kMarkDone =
    "UPDATE inbox SET state = ?, error = '' WHERE id = ? AND state = 'new'";
constexpr std::string_view kMarkFailed =
    "UPDATE inbox SET attempts = ?, next_try_at = ?, error = ? WHERE id = ? AND state = 'new'";
constexpr std::string_view kMarkPoison =
    "UPDATE inbox SET state = 'poison', attempts = ?, error = ? WHERE id = ? AND state = 'new'";
constexpr std::string_view kListPoison =
    "SELECT id, order_number, version_at, content_hash, is_authoritative, attempts, received_at, "
    "next_try_at, error, state FROM inbox WHERE store_id = ? AND state = 'poison'"
    " ORDER BY received_at, id LIMIT ?";
constexpr std::string_view kListWaiting =
    "SELECT id, order_number, version_at, content_hash, is_authoritative, attempts, received_at, "
    "next_try_at, error, state FROM inbox WHERE store_id = ? AND state = 'new' AND attempts > 0"
    " ORDER BY received_at, id LIMIT ?";
constexpr std::string_view kFind =
    "SELECT id, order_number, version_at, content_hash, is_authoritative, attempts, received_at, "
    "next_try_at, error, state FROM inbox WHERE store_id = ? AND id = ?";
constexpr std::string_view kRetry =
    "UPDATE inbox SET state = 'new', attempts = 0, next_try_at = ? WHERE id = ? AND state IN "
    "('poison', 'new')";
constexpr std::string_view kSkip =
    "UPDATE inbox SET state = 'skipped', error = ? WHERE id = ? AND state IN ('poison', 'new')";
constexpr std::string_view kListOld =
    "SELECT id FROM inbox WHERE store_id = ? AND state IN ('new', 'poison') AND received_at < ? "
    "LIMIT ?";
constexpr std::string_view kCounts =
    "SELECT state, count(*) FROM inbox WHERE store_id = ? GROUP BY state";

}  // namespace

void SqlInboxStore::OpenPayload(std::string_view sealed, ports::InboxRow& row) const {
    auto payload =
        base::Open(keys_.inbox, sealed, Context(row)).and_then([](const std::string& body) {
            return UnpackBody(body, base::limits::kOrderPayloadBytesMax);
        });
    if (payload) {
        row.payload = std::move(*payload);
        return;
    }
    // One damaged row must not stop the others: it goes out empty, cannot be read, and becomes
    // poison.
    row.error = "the stored payload cannot be opened: " + payload.error().Text();
}

// Scans overlap, so most contents are there already: ask before sealing.
bool SqlInboxStore::Add(const ports::InboxRow& row) {
    return AddAll({row}) == 1;
}

int SqlInboxStore::AddAll(const std::vector<ports::InboxRow>& rows) {
    std::vector<std::vector<sql::Value>> lists;
    for (const ports::InboxRow& row : rows) {
        const sql::Bytes hash{row.content_hash};
        lists.push_back({row.store_id, row.order_number, row.version_at, hash, row.store_id,
                         row.order_number, hash});
    }
    int count = 0;
    connection_.QueryEach(kFindState, lists, [&](std::size_t i, sql::Rows& known) {
        count += AddAfterLook(rows[i], known) ? 1 : 0;
    });
    return count;
}

bool SqlInboxStore::AddAfterLook(const ports::InboxRow& row, sql::Rows& known) {
    if (known.Next()) {
        if (!row.is_authoritative || StateFrom(known.View(1)) != ports::InboxState::kStale) {
            return false;
        }
        const ports::InboxId id = known.IdAt<ports::InboxId>(0);
        if (connection_.Exec(kRenew, row.received_at, row.next_try_at, id) != 1) {
            return false;
        }
        InsertPayload(id, row);
        return true;
    }
    // On PostgreSQL another process may store the same content in this moment; then it is there as
    // well.
    const ports::InboxId id(connection_.NewId("inbox"));
    connection_.ExecLater(kInsert, id, row.store_id, row.order_number, row.version_at,
                          sql::Bytes{row.content_hash}, row.is_authoritative, row.received_at,
                          row.next_try_at);
    InsertPayload(id, row);
    return true;
}

void SqlInboxStore::InsertPayload(ports::InboxId id, const ports::InboxRow& row) {
    const std::string sealed = base::Seal(keys_.inbox, PackBody(row.payload), Context(row));
    connection_.ExecLater(connection_.Pick(kInsertPayloadSqlite, kInsertPayloadPostgres),
                          sql::Bytes{sealed}, id);
}

std::vector<ports::InboxRow> SqlInboxStore::ClaimDue(domain::StoreId store, base::Instant now,
                                                     int limit) {
    std::vector<ports::InboxRow> due;
    sql::Rows rows = connection_.Query(kClaimDue, store, now, limit);
    while (rows.Next()) {
        ports::InboxRow& row = due.emplace_back();
        row.id = rows.IdAt<ports::InboxId>(0);
        row.store_id = store;
        row.order_number = rows.Text(1);
        row.version_at = rows.At(2);
        row.content_hash = rows.Bytes(3);
        row.is_authoritative = rows.Bool(5);
        row.attempts = static_cast<int>(rows.Int(6));
        row.received_at = rows.At(7);
        row.next_try_at = rows.At(8);
        row.error = rows.Text(9);
        OpenPayload(rows.IsNull(4) ? std::string_view() : rows.View(4), row);
    }
    return due;
}

void SqlInboxStore::MarkDone(ports::InboxId id, ports::InboxState state) {
    base::Check(state == ports::InboxState::kApplied || state == ports::InboxState::kStale);
    connection_.ExecLater(kMarkDone, Word(state), id);
    connection_.ExecLater(kDropPayload, id);
}

void SqlInboxStore::MarkFailed(ports::InboxId id, int attempts, base::Instant next_try_at,
                               const std::string& error) {
    connection_.ExecLater(kMarkFailed, attempts, next_try_at, error, id);
}

void SqlInboxStore::MarkPoison(ports::InboxId id, int attempts, const std::string& error) {
    connection_.ExecLater(kMarkPoison, attempts, error, id);
}

// Rows without their payload, as kListPoison names the columns.
std::vector<ports::InboxRow> SqlInboxStore::ReadHeads(domain::StoreId store, sql::Rows rows) {
    std::vector<ports::InboxRow> heads;
    while (rows.Next()) {
        ports::InboxRow& row = heads.emplace_back();
        row.id = rows.IdAt<ports::InboxId>(0);
        row.store_id = store;
        row.order_number = rows.Text(1);
        row.version_at = rows.At(2);
        row.content_hash = rows.Bytes(3);
        row.is_authoritative = rows.Bool(4);
        row.attempts = static_cast<int>(rows.Int(5));
        row.received_at = rows.At(6);
        row.next_try_at = rows.At(7);
        row.error = rows.Text(8);
        row.state = StateFrom(rows.View(9));
    }
    return heads;
}

std::vector<ports::InboxRow> SqlInboxStore::ListPoison(domain::StoreId store, int limit) {
    return ReadHeads(store, connection_.Query(kListPoison, store, limit));
}

std::vector<ports::InboxRow> SqlInboxStore::ListWaiting(domain::StoreId store, int limit) {
    return ReadHeads(store, connection_.Query(kListWaiting, store, limit));
}

std::optional<ports::InboxRow> SqlInboxStore::Find(domain::StoreId store, ports::InboxId id) {
    std::vector<ports::InboxRow> found = ReadHeads(store, connection_.Query(kFind, store, id));
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

bool SqlInboxStore::Retry(ports::InboxId id, base::Instant now) {
    return connection_.Exec(kRetry, now, id) == 1;
}

bool SqlInboxStore::Skip(ports::InboxId id, const std::string& reason) {
    const bool is_skipped = connection_.Exec(kSkip, reason, id) == 1;
    connection_.ExecLater(kDropPayload, id);
    return is_skipped;
}

int SqlInboxStore::SkipOld(domain::StoreId store, base::Instant received_before,
                           const std::string& reason, int limit) {
    std::vector<ports::InboxId> old;
    {
        sql::Rows rows = connection_.Query(kListOld, store, received_before, limit);
        while (rows.Next()) {
            old.push_back(rows.IdAt<ports::InboxId>(0));
        }
    }
    int count = 0;
    for (const ports::InboxId id : old) {
        count += Skip(id, reason) ? 1 : 0;
    }
    return count;
}

ports::InboxCounts SqlInboxStore::Counts(domain::StoreId store) {
    ports::InboxCounts counts;
    sql::Rows rows = connection_.Query(kCounts, store);
    while (rows.Next()) {
        const std::int64_t count = rows.Int(1);
        switch (StateFrom(rows.View(0))) {
            case ports::InboxState::kNew: counts.waiting = count; break;
            case ports::InboxState::kApplied: counts.applied = count; break;
            case ports::InboxState::kStale: counts.stale = count; break;
            case ports::InboxState::kPoison: counts.poison = count; break;
            case ports::InboxState::kSkipped: break;
        }
    }
    return counts;
}

}  // namespace orderyard::storage
