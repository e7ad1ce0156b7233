// The inbox in SQL. Payloads are whole Amazon orders with names and addresses: sealed here, dropped
// when done.
#include "storage/inbox_store.hpp"

#include <array>

#include "base/check.hpp"
#include "base/crypto.hpp"
#include "base/limits.hpp"

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

constexpr std::string_view kFindState =
    "SELECT id, state FROM inbox WHERE store_id = ? AND order_number = ? AND content_hash = ?";
constexpr std::string_view kInsert =
    "INSERT INTO inbox (store_id, order_number, version_at, content_hash, payload, "
    "is_authoritative, state,"
    " attempts, received_at, next_try_at, error) VALUES (?, ?, ?, ?, ?, ?, 'new', 0, ?, ?, '')"
    " ON CONFLICT DO NOTHING";
constexpr std::string_view kRenew =
    "UPDATE inbox SET state = 'new', payload = ?, is_authoritative = 1, version_at = ?, attempts = "
    "0,"
    " received_at = ?, next_try_at = ?, error = '' WHERE id = ? AND state IN ('applied', 'stale')";
constexpr std::string_view kClaimDue =
    "SELECT id, order_number, version_at, content_hash, payload, is_authoritative, attempts, "
    "received_at,"
    " next_try_at, error FROM inbox WHERE store_id = ? AND state = 'new' AND next_try_at <= ?"
    " ORDER BY received_at, id LIMIT ? FOR UPDATE SKIP LOCKED";
constexpr std::string_view kMarkDone =
    "UPDATE inbox SET state = ?, payload = NULL, error = '' WHERE id = ?";
constexpr std::string_view kMarkFailed =
    "UPDATE inbox SET attempts = ?, next_try_at = ?, error = ? WHERE id = ? AND state = 'new'";
constexpr std::string_view kMarkPoison =
    "UPDATE inbox SET state = 'poison', attempts = ?, error = ? WHERE id = ? AND state = 'new'";
constexpr std::string_view kListPoison =
    "SELECT id, order_number, version_at, content_hash, is_authoritative, attempts, received_at, "
    "next_try_at,"
    " error FROM inbox WHERE store_id = ? AND state = 'poison' ORDER BY received_at, id LIMIT ?";
constexpr std::string_view kRetry =
    "UPDATE inbox SET state = 'new', attempts = 0, next_try_at = ? WHERE id = ? AND state IN "
    "('poison', 'new')";
constexpr std::string_view kSkip =
    "UPDATE inbox SET state = 'skipped', payload = NULL, error = ? WHERE id = ? AND state IN "
    "('poison', 'new')";
constexpr std::string_view kCounts =
    "SELECT state, count(*) FROM inbox WHERE store_id = ? GROUP BY state";

}  // namespace

std::string SqlInboxStore::SealPayload(const ports::InboxRow& row) const {
    return base::Seal(keys_.inbox, base::Deflate(row.payload), Context(row));
}

void SqlInboxStore::OpenPayload(std::string_view sealed, ports::InboxRow& row) const {
    auto payload =
        base::Open(keys_.inbox, sealed, Context(row)).and_then([](const std::string& deflated) {
            return base::Inflate(deflated, base::limits::kOrderPayloadBytesMax);
        });
    if (payload) {
        row.payload = std::move(*payload);
        return;
    }
    // One damaged row must not stop the others: it goes out empty, cannot be read, and becomes
    // poison.
    row.error = "the stored payload cannot be opened: " + payload.error().Text();
}

bool SqlInboxStore::Add(const ports::InboxRow& row) {
    // Scans overlap, so most contents are there already: ask before deflating and sealing.
    {
        sql::Rows known = connection_.Query(kFindState, row.store_id, row.order_number,
                                            sql::Bytes{row.content_hash});
        if (known.Next()) {
            const auto state = StateFrom(known.View(1));
            const bool is_done =
                state == ports::InboxState::kApplied || state == ports::InboxState::kStale;
            if (!row.is_authoritative || !is_done) {
                return false;
            }
            return connection_.Exec(kRenew, sql::Bytes{SealPayload(row)}, row.version_at,
                                    row.received_at, row.next_try_at, known.Int(0)) == 1;
        }
    }
    // On PostgreSQL another process may store the same content in this moment; then it is there as
    // well.
    connection_.ExecLater(kInsert, row.store_id, row.order_number, row.version_at,
                          sql::Bytes{row.content_hash}, sql::Bytes{SealPayload(row)},
                          row.is_authoritative, row.received_at, row.next_try_at);
    return true;
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
        OpenPayload(rows.View(4), row);
    }
    return due;
}

void SqlInboxStore::MarkDone(ports::InboxId id, ports::InboxState state) {
    base::Check(state == ports::InboxState::kApplied || state == ports::InboxState::kStale);
    connection_.ExecLater(kMarkDone, Word(state), id);
}

void SqlInboxStore::MarkFailed(ports::InboxId id, int attempts, base::Instant next_try_at,
                               const std::string& error) {
    connection_.ExecLater(kMarkFailed, attempts, next_try_at, error, id);
}

void SqlInboxStore::MarkPoison(ports::InboxId id, int attempts, const std::string& error) {
    connection_.ExecLater(kMarkPoison, attempts, error, id);
}

std::vector<ports::InboxRow> SqlInboxStore::ListPoison(domain::StoreId store, int limit) {
    std::vector<ports::InboxRow> poison;
    sql::Rows rows = connection_.Query(kListPoison, store, limit);
    while (rows.Next()) {
        ports::InboxRow& row = poison.emplace_back();
        row.id = rows.IdAt<ports::InboxId>(0);
        row.store_id = store;
        row.order_number = rows.Text(1);
        row.version_at = rows.At(2);
        row.content_hash = rows.Bytes(3);
        row.is_authoritative = rows.Bool(4);
        row.state = ports::InboxState::kPoison;
        row.attempts = static_cast<int>(rows.Int(5));
        row.received_at = rows.At(6);
        row.next_try_at = rows.At(7);
        row.error = rows.Text(8);
    }
    return poison;
}

bool SqlInboxStore::Retry(ports::InboxId id, base::Instant now) {
    return connection_.Exec(kRetry, now, id) == 1;
}

bool SqlInboxStore::Skip(ports::InboxId id, const std::string& reason) {
    return connection_.Exec(kSkip, reason, id) == 1;
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
