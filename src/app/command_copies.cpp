// orderyard backup | verify-backup | restore
#include <fmt/format.h>
#include <boost/json.hpp>
#include <filesystem>
#include <iostream>

#include "actions/after_restore.hpp"
#include "amazon/sync/after_restore.hpp"
#include "app/audit_anchors.hpp"
#include "app/clocks.hpp"
#include "app/command_support.hpp"
#include "app/commands.hpp"
#include "ports/access_store.hpp"
#include "ports/store_registry.hpp"
#include "storage/copies.hpp"
#include "storage/database_url.hpp"

namespace orderyard::app {
namespace {

namespace json = boost::json;
namespace fs = std::filesystem;

constexpr const char* kSqliteOnly =
    "PostgreSQL has its own tools: pg_dump --format=custom and pg_restore; then "
    "`orderyard restore` without a file";

base::Error NeedsSqlite() {
    return {base::ErrorCode::kUnsupported, kSqliteOnly, {}, {}};
}

std::string Age(const storage::CopyFacts& facts) {
    return facts.synced_at ? "last good sync at " + facts.synced_at->ToIso() : "never synced";
}

void PrintFacts(const std::string& file, const storage::CopyFacts& facts) {
    std::cout << fmt::format("{}: whole, {} orders, {}, schema {} of {}, {} bytes\n", file,
                             facts.orders, Age(facts), facts.schema.current, facts.schema.newest,
                             facts.bytes);
}

base::Result<storage::CopyFacts> CheckFile(const Config& config, const std::string& file) {
    if (!storage::SqliteFileOf(config.DatabaseUrl())) {
        return base::Fail(NeedsSqlite());
    }
    const std::string key_file = config.MasterKeyFile();
    if (!fs::exists(key_file)) {
        base::Error error = base::NotFound("there is no master key " + key_file +
                                           ": put the copy of the key file there first");
        error.field = "keys.master_key_file";
        return base::Fail(error);
    }
    const auto key = storage::LoadOrMakeMasterKey(key_file);
    if (!key) {
        return base::Fail(key.error());
    }
    return storage::CheckCopy(file, *key);
}

// The trail after the copy is gone, with what was anchored of it: the file is kept as a witness.
std::string KeepAnchors(const Config& config, base::Instant now) {
    const std::string anchors = AnchorFileOf(config.data_dir);
    if (!fs::exists(anchors)) {
        return "";
    }
    const std::string kept = anchors + ".before-restore-" + now.ToIso();
    fs::rename(anchors, kept);
    return kept;
}

struct Restored {
    std::string replaced, anchors;
    actions::StoppedWork stopped;
    amazon::DoubtedFollowUps doubted;
    std::vector<std::string> stores;
};

void AuditRestore(ports::Database& database, const std::string& file, std::int64_t numbers_skipped,
                  base::Instant now) {
    ports::AuditEntry entry;
    entry.at = now;
    entry.actor = {domain::ActorKind::kSystem, "command line"};
    entry.event = "database_restored";
    entry.subject = "database";
    entry.before = file.empty() ? "" : "from " + fs::path(file).filename().string();
    entry.after = std::to_string(numbers_skipped) + " numbers left out";
    database.Write([&](ports::Transaction& tx) { tx.access().AppendAudit(entry); });
}

// Killed in between, the whole is done again: the mark of a copy goes last.
void Settle(storage::OpenedDatabase& database, const std::string& file,
            std::int64_t numbers_skipped, base::Instant now, Restored& restored) {
    std::vector<domain::Store> stores;
    database.Read([&](ports::Transaction& tx) { stores = tx.stores().List(); });
    for (const domain::Store& store : stores) {
        const auto doubted = amazon::DoubtFollowUps(database, store.id, now);
        restored.doubted.looked_for += doubted.looked_for;
        restored.doubted.postponed += doubted.postponed;
        restored.doubted.parked += doubted.parked;
        if (!store.is_archived) {
            restored.stores.push_back(store.code);
        }
    }
    restored.stopped = actions::StopUnfinishedWork(database, now);
    actions::SkipNumbers(database, numbers_skipped);
    AuditRestore(database, file, numbers_skipped, now);
    database.ContinueAfterCopy(numbers_skipped);
}

void PrintRestored(const Restored& restored, std::int64_t numbers_skipped) {
    const auto& [looked_for, postponed, parked] = restored.doubted;
    const auto& stopped = restored.stopped;
    std::cout << fmt::format(
        "Nothing is told to Amazon on the word of the backup: {} shipments are looked for there "
        "first, {} cancels are decided anew, {} refunds and files wait for Amazon's books or a "
        "person.\n"
        "{} mails that were queued are doubtful now, {} steps of bulk jobs and {} requests left "
        "for "
        "later have failed, {} sessions have ended.\n"
        "Numbers of orders and documents go on {} further.\n",
        looked_for, postponed, parked, stopped.mails, stopped.bulk_items, stopped.operations,
        stopped.sessions, numbers_skipped);
    if (!restored.replaced.empty()) {
        std::cout << "The database that was there is kept for some days as " << restored.replaced
                  << ".\n";
    }
    if (!restored.anchors.empty()) {
        std::cout << "The anchors of the lost part of the audit trail are in " << restored.anchors
                  << ".\n";
    }
    std::cout << "Next: start the server"
              << (restored.stores.empty() ? "." : ", and before anybody works:");
    for (const std::string& store : restored.stores) {
        std::cout << "\n  orderyard sync --store " << store << " --once\n  orderyard reconcile "
                  << "--store " << store;
    }
    std::cout << "\nPasswords, users and tokens are those of the backup: look whether one has been "
                 "withdrawn since.\n";
}

void PrintJson(const Restored& restored) {
    std::cout << json::serialize(json::object{{"replaced", restored.replaced},
                                              {"anchors", restored.anchors},
                                              {"looked_for", restored.doubted.looked_for},
                                              {"postponed", restored.doubted.postponed},
                                              {"parked", restored.doubted.parked},
                                              {"mails", restored.stopped.mails},
                                              {"bulk_items", restored.stopped.bulk_items},
                                              {"operations", restored.stopped.operations},
                                              {"sessions", restored.stopped.sessions}})
              << '\n';
}

}  // namespace

int Backup(const Config& config, const std::string& file) {
    const SystemClock clock;
    auto database = OpenFor(config, clock, OpenedBy::kCommand);
    if (!database) {
        return Report(database.error());
    }
    if (const auto copied = (*database)->BackUp(file); !copied) {
        return Report(copied.error());
    }
    std::cout << "Copied to " << file << ". Keep the key file " << config.MasterKeyFile()
              << " elsewhere: without it personal data cannot be read.\n";
    return kExitDone;
}

int VerifyBackup(const Config& config, const std::string& file, bool as_json) {
    const auto facts = CheckFile(config, file);
    if (!facts) {
        return Report(facts.error());
    }
    if (as_json) {
        std::cout << json::serialize(json::object{
                         {"orders", facts->orders},
                         {"synced_at", facts->synced_at ? facts->synced_at->ToIso() : ""},
                         {"schema", facts->schema.current},
                         {"bytes", facts->bytes}})
                  << '\n';
    } else {
        PrintFacts(file, *facts);
    }
    return kExitDone;
}

int Restore(const Config& config, const std::string& file, std::int64_t numbers_skipped,
            bool as_json) {
    const SystemClock clock;
    const base::Instant now = clock.Now();
    Restored restored;
    if (!file.empty()) {
        const auto facts = CheckFile(config, file);
        if (!facts) {
            return Report(facts.error());
        }
        if (!as_json) {
            PrintFacts(file, *facts);
        }
        const auto replaced = storage::PutCopyInPlace(
            file, {*storage::SqliteFileOf(config.DatabaseUrl()), config.BackupDir()}, now);
        if (!replaced) {
            return Report(replaced.error());
        }
        restored.replaced = *replaced;
    }
    auto database = OpenFor(config, clock, OpenedBy::kRestore);
    if (!database) {
        return Report(database.error());
    }
    restored.anchors = KeepAnchors(config, now);
    Settle(**database, file, numbers_skipped, now, restored);
    if (as_json) {
        PrintJson(restored);
    } else {
        PrintRestored(restored, numbers_skipped);
    }
    return kExitDone;
}

}  // namespace orderyard::app
