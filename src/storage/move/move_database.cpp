// The order of things: the search indexes first (making them counts changes in a table that is then
// moved), the tables, their indexes and references, the proof, and at last the entry in the audit
// trail, which the source does not have.
#include "storage/move/move_database.hpp"

#include "base/crypto.hpp"
#include "base/log.hpp"
#include "storage/access_store.hpp"
#include "storage/ledger_store.hpp"
#include "storage/move/move_source.hpp"
#include "storage/move/move_target.hpp"
#include "storage/move/moved_rows.hpp"
#include "storage/move/search_indexes.hpp"

namespace orderyard::storage {

namespace {

constexpr std::int64_t kProgressRows = 500'000;
constexpr int kFindingsMax = 100;

class Move {
  public:
    Move(MoveSource& source, MoveTarget& target, const Keys& keys)
        : source_(source.connection()),
          target_(target.connection()),
          place_(target),
          keys_(keys),
          fingerprint_key_(base::RandomBytes(16)) {}

    // Leaves the transaction open; it must not be committed when there is a difference.
    MoveReport Run() {
        const std::vector<Table> tables = ReadTables(source_);
        const std::vector<Table> stored = ReadTables(target_);
        report_.difference = Difference(tables, stored);
        if (report_.difference.empty()) {
            FillTarget(tables, stored);
        }
        if (report_.difference.empty()) {
            CompareTables(stored);
        }
        if (report_.difference.empty()) {
            CompareBooks();
        }
        return std::move(report_);
    }

  private:
    void FillTarget(const std::vector<Table>& tables, const std::vector<Table>& stored);
    Fingerprint Copy(const Table& table, const Table& stored);
    void CompareTables(const std::vector<Table>& stored);
    void CompareBooks();
    std::vector<std::string> Findings(sql::Connection& connection);

    sql::Connection& source_;
    sql::Connection& target_;
    MoveTarget& place_;
    const Keys& keys_;
    const std::string fingerprint_key_;
    std::vector<Fingerprint> fingerprints_;  // of the source's tables
    MoveReport report_;
};

void Move::FillTarget(const std::vector<Table>& tables, const std::vector<Table>& stored) {
    place_.PutAsideChecks();
    if (const std::string index = MakeSearchIndexes(source_, target_, keys_); !index.empty()) {
        report_.difference = "the search index " + index + " does not find what it should";
        return;
    }
    for (std::size_t i = 0; i < tables.size(); ++i) {
        fingerprints_.push_back(Copy(tables[i], stored[i]));
        report_.tables.push_back({tables[i].name, fingerprints_.back().row_count()});
    }
    base::LogInfo("move_checks", {{"tables", tables.size()}});
    place_.BringBackChecks();
    place_.MoveKeys();
}

// What a migration put there goes, for what became of it in the source.
Fingerprint Move::Copy(const Table& table, const Table& stored) {
    target_.Exec("DELETE FROM " + Quoted(table.name));
    Fingerprint fingerprint(fingerprint_key_);
    // The source's columns in the order of the target's.
    RowStream rows(source_, stored, MovedRows(stored));
    WriteRows(target_, stored, [&]() -> const sql::Rows* {
        if (!rows.Next()) {
            return nullptr;
        }
        fingerprint.Add(stored, rows.row());
        if (fingerprint.row_count() % kProgressRows == 0) {
            base::LogInfo("move_rows", {{"table", table.name}, {"rows", fingerprint.row_count()}});
        }
        return &rows.row();
    });
    return fingerprint;
}

void Move::CompareTables(const std::vector<Table>& stored) {
    for (std::size_t i = 0; i < stored.size(); ++i) {
        Fingerprint found(fingerprint_key_);
        RowStream rows(target_, stored[i], StoredRows(stored[i]));
        while (rows.Next()) {
            found.Add(stored[i], rows.row());
        }
        if (!(found == fingerprints_[i])) {
            report_.difference = "table " + stored[i].name + ": " +
                                 std::to_string(fingerprints_[i].row_count()) +
                                 " rows were read and " + std::to_string(found.row_count()) +
                                 " stored, and they are not the same";
            return;
        }
    }
    base::LogInfo("move_compared", {{"tables", stored.size()}});
}

std::vector<std::string> Move::Findings(sql::Connection& connection) {
    SqlLedgerStore ledger(connection);
    std::vector<std::string> findings = ledger.VerifyMoney(kFindingsMax).imbalances;
    const std::vector<std::string> stock = ledger.VerifyStock(kFindingsMax).imbalances;
    findings.insert(findings.end(), stock.begin(), stock.end());
    if (const auto broken = SqlAccessStore(connection, keys_).VerifyAudit()) {
        findings.push_back("the chain of the audit trail breaks at entry " +
                           std::to_string(*broken));
    }
    return findings;
}

// What was wrong before is wrong after: that shall keep nobody from moving, but be said.
void Move::CompareBooks() {
    report_.findings = Findings(target_);
    if (!report_.findings.empty() && report_.findings != Findings(source_)) {
        report_.difference = "books or audit trail: " + report_.findings.front();
    }
}

}  // namespace

base::Result<MoveReport> MoveDatabase(const MoveOptions& options) {
    if (options.master_key.size() != base::kAesKeyBytes) {
        return base::Fail(base::InvalidInput("master_key", "the master key must have 32 bytes"));
    }
    const Keys keys(options.master_key);
    const auto source = MoveSource::Open(options.source_url, keys, options.now);
    if (!source) {
        return base::Fail(source.error());
    }
    const auto target =
        MoveTarget::Open(options.target_url, options.master_key,
                         MoveTarget::Other{options.source_url, (*source)->connection()});
    if (!target) {
        return base::Fail(target.error());
    }
    MoveReport report = Move(**source, **target, keys).Run();
    if (report.difference.empty()) {
        SqlAccessStore((*target)->connection(), keys).AppendAudit(options.audit);
        (*target)->Commit();
    }
    return report;
}

}  // namespace orderyard::storage
