// The audit trail in SQL: each entry carries an HMAC over itself and the one before it, under a key
// that is not in the database. Whoever changes, inserts, swaps or deletes rows cannot make a chain
// that fits. (What is cut off at the end together with the head is missed only by who remembered an
// id and its chain outside.)
#include "base/crypto.hpp"
#include "base/limits.hpp"
#include "base/text.hpp"
#include "storage/access_store.hpp"
#include "storage/sql/assembly.hpp"
#include "storage/sql/row_reader.hpp"

namespace orderyard::storage {

namespace {

// Whoever appends holds the head's row until the commit: entries follow each other on PostgreSQL
// too.
constexpr const char* kTakeHead = "SELECT last_id, chain FROM audit_head WHERE id = 1 FOR UPDATE";
constexpr const char* kReadHead = "SELECT last_id, chain FROM audit_head WHERE id = 1";
constexpr const char* kPutHead = "UPDATE audit_head SET last_id = ?, chain = ? WHERE id = 1";
constexpr const char* kInsert =
    "INSERT INTO audit_entry(id, at, actor_kind, actor, peer, event, subject, was, became, chain) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr const char* kSearch =
    "SELECT id, at, actor_kind, actor, peer, event, subject, was, became, chain FROM audit_entry "
    "WHERE 1 = 1";
constexpr const char* kWalk =
    "SELECT id, at, actor_kind, actor, peer, event, subject, was, became, chain FROM audit_entry "
    "WHERE id > ? ORDER BY id LIMIT ?";
constexpr int kWalkRows = 1'000;

// Lengths in front, so that no two entries make the same text.
void AppendPart(std::string& text, std::string_view part) {
    text += std::to_string(part.size());
    text += ':';
    text += part;
}

std::string ChainOf(const std::string& key, std::string_view chain_before,
                    const ports::AuditEntry& entry) {
    std::string text;
    AppendPart(text, chain_before);
    AppendPart(text, std::to_string(entry.id));
    AppendPart(text, std::to_string(entry.at.micros));
    AppendPart(text, ToString(entry.actor.kind));
    for (const std::string* part : {&entry.actor.name, &entry.peer, &entry.event, &entry.subject,
                                    &entry.before, &entry.after}) {
        AppendPart(text, *part);
    }
    return base::Hex(base::HmacSha256(key, text));
}

// Entries hold what callers sent (a peer, a name): never more of it than this, and nothing a
// database refuses.
std::string Kept(const std::string& text, std::size_t bytes_max) {
    return std::string(base::TruncateUtf8(base::CleanUtf8(text), bytes_max));
}

ports::AuditEntry Read(const sql::Rows& rows) {
    sql::RowReader row(rows);
    ports::AuditEntry entry;
    entry.id = row.Int();
    entry.at = row.At();
    entry.actor.kind = row.Word(domain::ActorKindFrom);
    entry.actor.name = row.Text();
    entry.peer = row.Text();
    entry.event = row.Text();
    entry.subject = row.Text();
    entry.before = row.Text();
    entry.after = row.Text();
    entry.chain = row.Text();
    return entry;
}

}  // namespace

// Asked for once in a transaction: nobody else can move it until the end.
void SqlAccessStore::TakeAuditHead() {
    if (audit_head_.memory_no == connection_.memory_no()) {
        return;
    }
    sql::Rows head = connection_.Query(kTakeHead);
    if (!head.Next()) {
        throw std::runtime_error("the audit trail has lost its head");
    }
    audit_head_ = {connection_.memory_no(), head.Int(0), head.Text(1)};
}

void SqlAccessStore::AppendAudit(ports::AuditEntry entry) {
    using namespace base::limits;
    TakeAuditHead();
    entry.id = audit_head_.last_id + 1;
    for (std::string* part : {&entry.actor.name, &entry.peer, &entry.event, &entry.subject}) {
        *part = Kept(*part, kShortTextBytesMax);
    }
    entry.before = Kept(entry.before, kLongTextBytesMax);
    entry.after = Kept(entry.after, kLongTextBytesMax);
    entry.chain = ChainOf(keys_.audit, audit_head_.chain, entry);
    connection_.ExecLater(kInsert, entry.id, entry.at, ToString(entry.actor.kind), entry.actor.name,
                          entry.peer, entry.event, entry.subject, entry.before, entry.after,
                          entry.chain);
    connection_.ExecLater(kPutHead, entry.id, entry.chain);
    audit_head_.last_id = entry.id;
    audit_head_.chain = std::move(entry.chain);
}

std::vector<ports::AuditEntry> SqlAccessStore::SearchAudit(const ports::AuditQuery& query) {
    sql::Assembly sql;
    sql.Add(kSearch);
    if (!query.subject.empty()) {
        sql.Add(" AND subject = ?", query.subject);
    }
    if (!query.actor.empty()) {
        sql.Add(" AND actor = ?", query.actor);
    }
    if (!query.event.empty()) {
        sql.Add(" AND event = ?", query.event);
    }
    if (query.before_id > 0) {
        sql.Add(" AND id < ?", query.before_id);
    }
    sql.Add(" ORDER BY id DESC LIMIT ?", query.limit);
    std::vector<ports::AuditEntry> entries;
    sql::Rows rows = sql.Query(connection_);
    while (rows.Next()) {
        entries.push_back(Read(rows));
    }
    return entries;
}

std::optional<std::int64_t> SqlAccessStore::VerifyAudit() {
    std::int64_t last_id = 0;
    std::string chain;
    for (bool is_end = false; !is_end;) {
        sql::Rows rows = connection_.Query(kWalk, last_id, kWalkRows);
        is_end = true;
        while (rows.Next()) {
            is_end = false;
            // A word nobody wrote is a change like any other.
            const bool is_known = domain::ActorKindFrom(rows.View(2)).has_value();
            if (!is_known || rows.Int(0) != last_id + 1) {
                return last_id + 1;
            }
            const ports::AuditEntry entry = Read(rows);
            if (!base::EqualsConstantTime(ChainOf(keys_.audit, chain, entry), entry.chain)) {
                return entry.id;
            }
            last_id = entry.id;
            chain = entry.chain;
        }
    }
    sql::Rows head = connection_.Query(kReadHead);
    if (!head.Next() || head.Int(0) != last_id || head.Text(1) != chain) {
        return last_id + 1;
    }
    return std::nullopt;
}

}  // namespace orderyard::storage
