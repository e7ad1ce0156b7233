// The same head twice is written once: an idle night leaves one line.
#include "app/audit_anchors.hpp"

#include <atomic>
#include <fstream>
#include <memory>

#include "base/log.hpp"
#include "base/text.hpp"
#include "ports/access_store.hpp"

namespace orderyard::app {
namespace {

constexpr base::Duration kAnchorEvery = base::Duration::Hours(1);
constexpr std::size_t kAnchorWords = 3;

std::optional<ports::AuditEntry> EntryUpTo(ports::Transaction& tx, std::int64_t id) {
    ports::AuditQuery query;
    query.before_id = id == 0 ? 0 : id + 1;
    query.limit = 1;
    auto found = tx.access().SearchAudit(query);
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

struct AnchorState {
    std::atomic<std::int64_t> due_at_micros = 0;  // asked by another thread than the job's
    std::int64_t last_id = 0;
};

void Anchor(const ports::Database& database, const std::string& file, base::Instant now,
            AnchorState& state) {
    std::optional<ports::AuditEntry> head;
    database.Read([&](ports::Transaction& tx) { head = EntryUpTo(tx, 0); });
    state.due_at_micros = (now + kAnchorEvery).micros;
    if (!head || head->id == state.last_id) {
        return;
    }
    std::ofstream out(file, std::ios::app);
    out << now.ToIso() << ' ' << head->id << ' ' << head->chain << '\n';
    out.flush();
    if (!out) {
        throw std::runtime_error("the anchor of the audit trail could not be written");
    }
    state.last_id = head->id;
    base::LogInfo("audit_anchor", {{"entry", head->id}, {"chain", head->chain}});
}

std::string WhyNotAnchor(ports::Transaction& tx, std::int64_t id, const std::string& chain) {
    const auto entry = EntryUpTo(tx, id);
    if (!entry || entry->id != id) {
        return "entry " + std::to_string(id) + " is gone: the end of the trail was cut off";
    }
    return entry->chain == chain
               ? ""
               : "entry " + std::to_string(id) + " is not the one that was anchored";
}

}  // namespace

std::string AnchorFileOf(const std::string& data_dir) {
    return data_dir + "/audit-anchors.txt";
}

jobs::Job AnchorJob(ports::Database& database, const ports::Clock& clock, std::string file) {
    auto state = std::make_shared<AnchorState>();
    jobs::Job job;
    job.name = "audit_anchor";
    job.next_due = [state] {
        return std::optional(base::Instant::FromMicros(state->due_at_micros));
    };
    job.run = [state, &database, &clock, file = std::move(file)](const jobs::JobRun&) {
        Anchor(database, file, clock.Now(), *state);
    };
    return job;
}

base::Result<AuditCheck> CheckAudit(ports::Database& database, const std::string& file) {
    AuditCheck check;
    std::vector<std::pair<std::int64_t, std::string>> anchors;
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) {
        const auto words = base::Split(line, ' ');
        const auto id = words.size() == kAnchorWords ? base::ParseInt(words[1]) : std::nullopt;
        if (!id) {
            return base::Fail(base::Malformed("The file of anchors holds something else."));
        }
        anchors.emplace_back(*id, words[2]);
    }
    check.anchors = static_cast<std::int64_t>(anchors.size());
    database.Read([&](ports::Transaction& tx) {
        const auto head = EntryUpTo(tx, 0);
        check.entries = head ? head->id : 0;
        check.broken.clear();
        if (const auto broken = tx.access().VerifyAudit()) {
            check.broken = "the chain breaks at entry " + std::to_string(*broken);
            return;
        }
        for (const auto& [id, chain] : anchors) {
            check.broken = WhyNotAnchor(tx, id, chain);
            if (!check.broken.empty()) {
                return;
            }
        }
    });
    return check;
}

}  // namespace orderyard::app
