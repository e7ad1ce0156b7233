// The trail against its anchors: whole, cut off at the end, or replaced.
#include "app/audit_anchors.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <fstream>

#include "actions/action_fixture.hpp"
#include "ports/access_store.hpp"
#include "storage/database_fixture.hpp"

namespace orderyard::app {
namespace {

using storage::TestEngine;
using storage::TestEngineName;

class AuditAnchorsTest : public storage::DatabaseTest {
  protected:
    void Append(const std::string& event) {
        database().Write([&](ports::Transaction& tx) {
            ports::AuditEntry entry;
            entry.at = clock.Now();
            entry.event = event;
            tx.access().AppendAudit(entry);
        });
    }
    void Anchor(const jobs::Job& job) {
        const std::atomic<std::int64_t> lease_end{1'000'000};
        job.run(jobs::JobRun({}, {}, clock, lease_end));
    }
    std::string Broken() { return CheckAudit(database(), file).value().broken; }
    void Write(const std::string& text) { std::ofstream(file, std::ios::app) << text; }

    void TearDown() override {
        std::filesystem::remove(file);
        storage::DatabaseTest::TearDown();
    }

    actions::FixedClock clock;
    const std::string file = (std::filesystem::temp_directory_path() /
                              ("anchors-" + std::to_string(::getpid()) + ".txt"))
                                 .string();
};
ORDERYARD_ON_BOTH_ENGINES(AuditAnchorsTest);

TEST_P(AuditAnchorsTest, AWholeTrailFitsItsAnchors) {
    EXPECT_EQ(CheckAudit(database(), file).value().entries, 0);
    const jobs::Job job = AnchorJob(database(), clock, file);
    EXPECT_LE(job.next_due().value(), clock.Now());
    Anchor(job);
    EXPECT_FALSE(std::filesystem::exists(file)) << "nothing to anchor yet";
    Append("one");
    Append("two");
    Anchor(job);
    Anchor(job);
    EXPECT_EQ(job.next_due().value(), clock.Now() + base::Duration::Hours(1));
    Append("three");
    Anchor(job);
    const AuditCheck check = CheckAudit(database(), file).value();
    EXPECT_EQ(check.entries, 3);
    EXPECT_EQ(check.anchors, 2) << "the same head once";
    EXPECT_EQ(check.broken, "");
}

TEST_P(AuditAnchorsTest, ACutOrReplacedEndIsFound) {
    Append("one");
    const jobs::Job job = AnchorJob(database(), clock, file);
    Anchor(job);
    EXPECT_EQ(Broken(), "");
    Write("2026-01-01T00:00:00Z 1 " + std::string(64, '0') + "\n");
    EXPECT_EQ(Broken(), "entry 1 is not the one that was anchored");
    std::filesystem::remove(file);
    Write("2026-01-01T00:00:00Z 7 " + std::string(64, '0') + "\n");
    EXPECT_EQ(Broken(), "entry 7 is gone: the end of the trail was cut off");
    Write("something else\n");
    EXPECT_EQ(CheckAudit(database(), file).error().code, base::ErrorCode::kMalformed);
}

}  // namespace
}  // namespace orderyard::app
