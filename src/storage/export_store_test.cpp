// Saved exports and their runs on both engines: every field comes back, a due time has one run, a
// run is saved by one runner only.
#include "ports/export_store.hpp"

#include "ports/access_store.hpp"
#include "storage/export_store.hpp"
#include "storage/plans_fixture.hpp"

namespace orderyard::storage {
namespace {

using domain::ExportRun;
using domain::ExportRunState;
using domain::SavedExport;

class ExportStoreTest : public PlansTest {
  protected:
    void SetUp() override {
        PlansTest::SetUp();
        if (IsSkipped()) {
            return;
        }
        domain::User user;
        user.name = "ada";
        user.email = "ada@example.org";
        user.role_id = domain::RoleId(1);
        Write([&](ports::Transaction& t) { t.access().InsertUser(user, {}); });
        user_ = user.id;
    }
    SavedExport Make(const std::string& name, std::optional<base::Instant> due = {}) {
        SavedExport saved;
        saved.user_id = user_;
        saved.name = name;
        saved.kind = "orders";
        saved.format = "csv";
        saved.heads = "ko";
        saved.separator = "semicolon";
        saved.decimal = "comma";
        saved.has_mark = true;
        saved.columns = {"order_number", "buyer_name"};
        saved.filter = R"({"q":"Erika Mustermann"})";
        saved.is_changes_only = true;
        saved.times = {domain::ExportRhythm::kWeekly, 5, 6, 7, 31, "Asia/Seoul"};
        saved.kept_days = 14;
        saved.sends_notice = true;
        saved.next_due_at = due;
        saved.created_at = saved.updated_at = At(1);
        Write([&](ports::Transaction& t) { t.exports().Put(saved); });
        return saved;
    }
    ExportRun MakeRun(const SavedExport& saved, base::Instant due) {
        ExportRun run;
        run.export_id = saved.id;
        run.due_at = run.not_before = due;
        Write([&](ports::Transaction& t) { EXPECT_TRUE(t.exports().InsertRun(run)); });
        return run;
    }
    template <class Work>
    void Ask(Work work) {
        database().Read([&](ports::Transaction& t) { work(t.exports()); });
    }

    domain::UserId user_;
};
ORDERYARD_ON_BOTH_ENGINES(ExportStoreTest);

TEST_P(ExportStoreTest, GivesBackEveryField) {
    SavedExport saved = Make("Every week", At(50));
    Ask([&](ports::ExportStore& store) {
        const auto found = store.Find(saved.id).value();
        EXPECT_EQ(found.user_name, "ada");
        EXPECT_EQ(found.name + found.kind + found.format + found.heads, "Every weekorderscsvko");
        EXPECT_EQ(found.separator + found.decimal, "semicoloncomma");
        EXPECT_EQ(found.columns, saved.columns);
        EXPECT_EQ(found.filter, saved.filter);
        EXPECT_EQ(found.times, saved.times);
        EXPECT_EQ(found.kept_days, 14);
        EXPECT_TRUE(found.has_mark && found.is_changes_only && found.sends_notice &&
                    found.is_active);
        EXPECT_EQ(found.next_due_at, At(50));
        EXPECT_EQ(found.covered_to, std::nullopt);
        EXPECT_EQ(found.version, 1);
        EXPECT_EQ(store.FindByName(user_, "Every week"), saved.id);
        EXPECT_FALSE(store.FindByName(user_, "every week"));
        EXPECT_FALSE(store.Find(domain::ExportId(99'999)));
    });
    const auto connection = Connect();
    sql::Rows rows = connection->Query("SELECT filter FROM saved_export");
    ASSERT_TRUE(rows.Next());
    EXPECT_EQ(rows.Bytes(0).find("Erika"), std::string::npos);
}

TEST_P(ExportStoreTest, IsSavedByVersion) {
    SavedExport saved = Make("A");
    SavedExport stale = saved;
    saved.columns.clear();
    saved.covered_to = At(9);
    Write([&](ports::Transaction& t) { t.exports().Put(saved); });
    EXPECT_EQ(saved.version, 2);
    EXPECT_THROW(database().Write([&](ports::Transaction& t) {
        SavedExport again = stale;  // the work runs more than once
        t.exports().Put(again);
    }),
                 ports::VersionConflict);
    Ask([&](ports::ExportStore& store) {
        EXPECT_TRUE(store.Find(saved.id)->columns.empty());
        EXPECT_EQ(store.Find(saved.id)->covered_to, At(9));
    });
}

TEST_P(ExportStoreTest, ADueTimeHasOneRun) {
    const SavedExport saved = Make("A", At(10));
    Make("B", At(5));
    SavedExport off = Make("C", At(1));
    off.is_active = false;
    Write([&](ports::Transaction& t) { t.exports().Put(off); });
    Make("D");
    Write([&](ports::Transaction& t) {
        ports::ExportStore& store = t.exports();
        std::string names;
        for (const auto& due : store.Due(At(10), 10)) {
            names += due.name;
        }
        EXPECT_EQ(names, "BA");
        EXPECT_EQ(store.Due(At(9), 10).size(), 1U);
        EXPECT_EQ(store.NextDue(), At(5));
        EXPECT_EQ(store.List().size(), 4U);
    });
    const ExportRun run = MakeRun(saved, At(10));
    Write([&](ports::Transaction& t) {
        ExportRun again = run;
        EXPECT_FALSE(t.exports().InsertRun(again));
    });
    Ask([&](ports::ExportStore& store) { EXPECT_EQ(store.Runs({}).total_count, 1); });
}

TEST_P(ExportStoreTest, ARunGoesItsWay) {
    const SavedExport saved = Make("A");
    ExportRun run = MakeRun(saved, At(10));
    Ask([&](ports::ExportStore& store) {
        EXPECT_TRUE(store.DueRuns(At(9), 5).empty());
        EXPECT_EQ(store.DueRuns(At(10), 5).size(), 1U);
        EXPECT_EQ(store.OpenRun(saved.id)->id, run.id);
        EXPECT_EQ(store.NextDue(), At(10));
    });
    run.state = ExportRunState::kRunning;
    run.attempts = 1;
    run.started_at = At(11);
    run.made_on = "yard-1";
    Write([&](ports::Transaction& t) { t.exports().SaveRun(run, ExportRunState::kWaiting, 0); });
    // The other server is too late.
    EXPECT_THROW(database().Write([&](ports::Transaction& t) {
        t.exports().SaveRun(run, ExportRunState::kWaiting, 0);
    }),
                 ports::VersionConflict);
    Ask([&](ports::ExportStore& store) {
        EXPECT_FALSE(store.OpenRun(saved.id));
        EXPECT_EQ(store.NextDue(), At(10));  // for whoever takes up what was left behind
        EXPECT_TRUE(store.DueRuns(At(99), 5).empty());
        EXPECT_EQ(store.RunsIn(ExportRunState::kRunning, 5).size(), 1U);
    });
    run.state = ExportRunState::kDone;
    run.ended_at = At(12);
    run.covers = domain::ChangeSpan{At(1), At(2)};
    run.row_count = 3;
    run.byte_count = 400;
    run.file_name = "orders-1-1.csv";
    run.has_personal_data = true;
    run.file_until = At(500);
    run.notice = domain::ExportNotice::kDue;
    Write([&](ports::Transaction& t) { t.exports().SaveRun(run, ExportRunState::kRunning, 1); });
    Ask([&](ports::ExportStore& store) {
        const ExportRun found = store.FindRun(run.id).value();
        EXPECT_EQ(found.export_name + found.kind + found.format, "Aorderscsv");
        EXPECT_EQ(found.covers, run.covers);
        EXPECT_EQ(found.started_at, At(11));
        EXPECT_EQ(found.ended_at, At(12));
        EXPECT_EQ(found.row_count + found.byte_count, 403);
        EXPECT_EQ(found.file_name + found.made_on, "orders-1-1.csvyard-1");
        EXPECT_TRUE(found.has_personal_data);
        EXPECT_EQ(found.file_until, At(500));
        EXPECT_EQ(store.DueNotices(5).size(), 1U);
        EXPECT_TRUE(store.NoticesIn(domain::ExportNotice::kSending, 5).empty());
        EXPECT_TRUE(store.Expired(At(499), 5).empty());
        EXPECT_EQ(store.Expired(At(500), 5).size(), 1U);
        EXPECT_EQ(store.LatestRuns().size(), 1U);
    });
}

TEST_P(ExportStoreTest, ListsAndForgets) {
    const SavedExport a = Make("A");
    const SavedExport b = Make("B");
    MakeRun(a, At(1));
    ExportRun old = MakeRun(a, At(2));
    MakeRun(b, At(3));
    Ask([&](ports::ExportStore& store) {
        const auto page = store.Runs({a.id, {}, 1, 1});
        EXPECT_EQ(page.total_count, 2);
        ASSERT_EQ(page.runs.size(), 1U);
        EXPECT_EQ(page.runs[0].id, old.id);
        EXPECT_EQ(store.Runs({a.id, ExportRunState::kFailed, 1, 5}).total_count, 0);
        EXPECT_EQ(store.LatestRuns().size(), 2U);
    });
    old.state = ExportRunState::kDone;
    old.ended_at = At(4);
    Write([&](ports::Transaction& t) {
        t.exports().SaveRun(old, ExportRunState::kWaiting, 0);
        EXPECT_EQ(t.exports().ForgetRuns(At(2)), 0);
        EXPECT_EQ(t.exports().ForgetRuns(At(100)), 1);
        t.exports().Remove(a.id);
    });
    Ask([&](ports::ExportStore& store) {
        EXPECT_EQ(store.Runs({}).total_count, 1);
        EXPECT_FALSE(store.Find(a.id));
    });
}

TEST_P(ExportStoreTest, OnlyTheFilterCouldNameAPerson) {
    if (!IsSqlite()) {
        GTEST_SKIP() << "the tables are written once; SQLite's catalog is enough";
    }
    const auto connection = Connect();
    std::string texts, bytes;
    sql::Rows rows = connection->Query(
        "SELECT c.name, c.type FROM sqlite_schema t JOIN pragma_table_info(t.name) c WHERE t.name "
        "IN "
        "('saved_export', 'export_run') AND c.type IN ('TEXT', 'BLOB') ORDER BY t.name DESC, "
        "c.cid");
    while (rows.Next()) {
        (rows.Text(1) == "BLOB" ? bytes : texts) += rows.Text(0) + " ";
    }
    EXPECT_EQ(bytes, "filter ");
    EXPECT_EQ(texts,
              "name kind format heads separator decimal_sign columns rhythm zone asked_by state "
              "file_name made_on error notice notice_error ");
}

TEST_P(ExportStoreTest, UsesItsIndexes) {
    Fill();
    const std::string numbers =
        IsSqlite() ? "(WITH RECURSIVE s(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM s WHERE "
                     "i < 5000) SELECT i FROM s) AS s"
                   : "generate_series(CAST(1 AS BIGINT), 5000) AS s(i)";
    const SavedExport saved = Make("A");
    const std::string id = std::to_string(saved.id.value);
    inner_->ExecScript(
        "INSERT INTO export_run(id, export_id, due_at, asked_by, state, attempts, not_before, "
        "started_at, ended_at, row_count, byte_count, file_name, has_personal_data, made_on, "
        "file_until, error, notice, notice_attempts, notice_error) SELECT 1000 + i, " +
        id + ", i, '', 'done', 1, i, i, i, 0, 0, '', 0, '', NULL, '', 'none', 0, '' FROM " +
        numbers);
    if (!IsSqlite()) {
        inner_->ExecScript("ANALYZE export_run; ANALYZE saved_export");
    }
    const Keys keys(std::string(32, 'k'));
    SqlExportStore store(*connection_, keys);
    store.OpenRun(saved.id);
    store.DueRuns(At(10), 5);
    store.RunsIn(ExportRunState::kFailed, 5);
    store.DueNotices(5);
    store.Expired(At(10), 5);
    store.NextDue();
    for (const std::string& plan : connection_->plans) {
        const bool walks = IsSqlite() ? plan.find("SCAN o\n") != std::string::npos ||
                                            plan.find("SCAN export_run\n") != std::string::npos
                                      : plan.find("Seq Scan on export_run") != std::string::npos;
        EXPECT_FALSE(walks) << plan;
    }
    EXPECT_GE(connection_->plans.size(), 7U);
}

}  // namespace
}  // namespace orderyard::storage
