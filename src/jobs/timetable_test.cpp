// The timetable on a clock moved by hand: due times, wakes, failures, leases, parallel runs and the
// end.
#include "jobs/timetable.hpp"

#include <gtest/gtest.h>

#include <condition_variable>

#include "base/limits.hpp"
#include "jobs/fake_ports.hpp"

namespace orderyard::jobs {
namespace {

using base::Duration;

constexpr std::int64_t kTickMillis = 2;

TimetableOptions Options(std::string owner = "us") {
    return {std::move(owner), 4, kTickMillis, [] { return 0.5; }};
}

// Long enough for several ticks: what should not happen had its chance.
void LetTicksPass() {
    std::this_thread::sleep_for(std::chrono::milliseconds(kTickMillis * 15));
}

std::function<std::optional<base::Instant>()> Never() {
    return [] { return std::optional<base::Instant>(); };
}

struct TimetableTest : testing::Test {
    FakeClock clock;
    FakeDatabase database;
    std::atomic<int> run_count = 0;
    std::atomic<std::int64_t> rest_millis = 0;
    std::atomic<bool> has_left = false;
    std::atomic<bool> flag =
        false;  // for the test at hand; here, since jobs live longer than the test's body
    std::atomic<int> kind = 0;
    Timetable timetable{database, clock, Options()};

    Job Counting(std::string name, std::function<std::optional<base::Instant>()> due) {
        return {std::move(name), std::move(due), [this](const JobRun&) { ++run_count; }};
    }
    // A job that stays until it is asked to stop.
    Job Staying(std::string name) {
        return {std::move(name), Never(), [this](const JobRun& run) {
                    ++run_count;
                    while (!run.stop().stop_requested()) {
                        rest_millis = run.LeaseRestMillis();
                        std::this_thread::sleep_for(std::chrono::milliseconds(1));
                    }
                    has_left = true;
                }};
    }
    std::string OwnerOf(const std::string& lease) {
        return database.Inside(
            [&](FakeLeases& leases, FakeOutbox&) { return leases.rows[lease].owner; });
    }
    JobState StateOf(const std::string& name) {
        for (const JobState& state : timetable.States()) {
            if (state.name == name)
                return state;
        }
        return {};
    }
    bool IsIdle(const std::string& name) {
        return Eventually([&] { return !StateOf(name).is_running; });
    }
};

TEST_F(TimetableTest, RunsAJobWhenItIsDueAndNotBefore) {
    const base::Instant due = clock.Now() + Duration::Minutes(5);
    timetable.Add(Counting(
        "orders", [this, due] { return run_count == 0 ? std::optional(due) : std::nullopt; }));
    timetable.Start();
    LetTicksPass();
    EXPECT_EQ(run_count, 0);
    clock.Advance(Duration::Minutes(5));
    EXPECT_TRUE(Eventually([&] { return run_count == 1; }));
    LetTicksPass();
    EXPECT_EQ(run_count, 1);
    EXPECT_EQ(OwnerOf("orders"), "") << "the lease was given back";
}

TEST_F(TimetableTest, AJobThatIsAlwaysDueRestsBetweenRuns) {
    timetable.Add(Counting("busy", [this] { return std::optional(clock.Now()); }));
    timetable.Start();
    EXPECT_TRUE(Eventually([&] { return run_count == 1; }));
    LetTicksPass();
    EXPECT_EQ(run_count, 1);
    clock.Advance(Duration::Seconds(1));
    EXPECT_TRUE(Eventually([&] { return run_count == 2; }));
}

TEST_F(TimetableTest, AWakeRunsItNow) {
    timetable.Add(Counting("sync", Never()));
    timetable.Start();
    LetTicksPass();
    EXPECT_EQ(run_count, 0);
    EXPECT_TRUE(timetable.Wake("sync"));
    EXPECT_TRUE(Eventually([&] { return run_count == 1; }));
    EXPECT_FALSE(timetable.Wake("no such job"));
}

TEST_F(TimetableTest, AWakeDuringARunMeansOneMoreRun) {
    timetable.Add({"sync", Never(), [this](const JobRun&) {
                       ++run_count;
                       while (!flag)
                           std::this_thread::sleep_for(std::chrono::milliseconds(1));
                   }});
    timetable.Start();
    timetable.Wake("sync");
    ASSERT_TRUE(Eventually([&] { return run_count == 1; }));
    timetable.Wake("sync");
    timetable.Wake("sync");
    LetTicksPass();
    EXPECT_EQ(run_count, 1) << "never twice at once";
    flag = true;
    EXPECT_TRUE(Eventually([&] { return run_count == 2; }));
    LetTicksPass();
    EXPECT_EQ(run_count, 2);
}

TEST_F(TimetableTest, AFailureMakesItRestAndNeverEndsIt) {
    timetable.Add({"orders", [this] { return std::optional(clock.Now()); },
                   [this](const JobRun&) {
                       ++run_count;
                       if (kind == 0)
                           throw std::runtime_error("broken");
                       if (kind == 1)
                           throw 7;  // whatever a library throws
                   }});
    timetable.Start();
    ASSERT_TRUE(Eventually([&] { return StateOf("orders").failures == 1; }));
    EXPECT_EQ(StateOf("orders").resting_until, clock.Now() + Duration::Seconds(15))
        << "half of 30 s";
    EXPECT_EQ(OwnerOf("orders"), "") << "a failed run gives its lease back too";
    clock.Advance(Duration::Seconds(14));
    LetTicksPass();
    EXPECT_EQ(run_count, 1);
    kind = 1;
    clock.Advance(Duration::Seconds(1));
    ASSERT_TRUE(Eventually([&] { return StateOf("orders").failures == 2; }));
    EXPECT_EQ(StateOf("orders").resting_until, clock.Now() + Duration::Seconds(30))
        << "half of 60 s";
    kind = 2;
    timetable.Wake("orders");
    EXPECT_TRUE(Eventually([&] { return StateOf("orders").failures == 0; }))
        << "a wake does not wait";
    EXPECT_EQ(run_count, 3);
}

TEST_F(TimetableTest, AThrowingDueTimeIsAFailureToo) {
    timetable.Add(Counting("orders", [this]() -> std::optional<base::Instant> {
        if (!flag)
            throw std::runtime_error("no database");
        return run_count == 0 ? std::optional(clock.Now()) : std::nullopt;
    }));
    timetable.Start();
    ASSERT_TRUE(Eventually([&] { return StateOf("orders").failures == 1; }));
    flag = true;
    clock.Advance(Duration::Seconds(15));
    EXPECT_TRUE(Eventually([&] { return run_count == 1; }));
}

TEST_F(TimetableTest, RenewsTheLeaseOfALongRun) {
    timetable.Add(Staying("orders"));
    timetable.Start();
    timetable.Wake("orders");
    ASSERT_TRUE(Eventually([&] { return run_count == 1; }));
    for (int i = 0; i < 10; ++i) {
        clock.Advance(Duration::Seconds(base::limits::kLeaseRenewSeconds));
        ASSERT_TRUE(Eventually([&] { return rest_millis == base::limits::kLeaseSeconds * 1'000; }))
            << i;
    }
    EXPECT_FALSE(has_left) << "100 seconds under a lease of 60";
    timetable.Stop();
    EXPECT_TRUE(has_left);
}

TEST_F(TimetableTest, ALostLeaseStopsTheRun) {
    timetable.Add(Staying("orders"));
    timetable.Start();
    timetable.Wake("orders");
    ASSERT_TRUE(Eventually([&] { return run_count == 1; }));
    database.Inside([&](FakeLeases& leases, FakeOutbox&) {
        leases.rows["orders"] = {"them", 9, clock.Now() + Duration::Hours(1)};
    });
    LetTicksPass();
    EXPECT_FALSE(has_left) << "nobody asks before it is time to renew";
    clock.Advance(Duration::Seconds(base::limits::kLeaseRenewSeconds));
    EXPECT_TRUE(Eventually([&] { return has_left.load(); }));
    ASSERT_TRUE(IsIdle("orders"));
    EXPECT_EQ(OwnerOf("orders"), "them") << "what is theirs is left alone";
    EXPECT_EQ(StateOf("orders").failures, 0);
}

TEST_F(TimetableTest, ALeaseThatCannotBeRenewedInTimeStopsTheRun) {
    timetable.Add(Staying("orders"));
    timetable.Start();
    timetable.Wake("orders");
    ASSERT_TRUE(Eventually([&] { return run_count == 1; }));
    database.is_gone = true;
    clock.Advance(Duration::Seconds(base::limits::kLeaseSeconds - 1));
    LetTicksPass();
    EXPECT_FALSE(has_left) << "it may still come back";
    clock.Advance(Duration::Seconds(1));
    EXPECT_TRUE(Eventually([&] { return has_left.load(); }));
    database.is_gone = false;
}

TEST_F(TimetableTest, AJobThatRunsElsewhereIsTriedAgainAndTheWakeIsKept) {
    database.Inside([&](FakeLeases& leases, FakeOutbox&) {
        leases.rows["sync"] = {"them", 1, clock.Now() + Duration::Hours(1)};
    });
    timetable.Add(Counting("sync", Never()));
    timetable.Start();
    timetable.Wake("sync");
    ASSERT_TRUE(Eventually([&] { return StateOf("sync").resting_until.has_value(); }));
    EXPECT_EQ(run_count, 0);
    database.Inside([&](FakeLeases& leases, FakeOutbox&) { leases.rows["sync"].owner.clear(); });
    LetTicksPass();
    EXPECT_EQ(run_count, 0);
    clock.Advance(Duration::Seconds(base::limits::kLeaseRenewSeconds));
    EXPECT_TRUE(Eventually([&] { return run_count == 1; }));
    EXPECT_EQ(StateOf("sync").failures, 0);
}

TEST_F(TimetableTest, JobsOfDifferentNamesRunTogether) {
    timetable.Add(Staying("one"));
    timetable.Add(Staying("two"));
    timetable.Start();
    timetable.Wake("one");
    timetable.Wake("two");
    EXPECT_TRUE(Eventually([&] { return run_count == 2; }));
}

TEST_F(TimetableTest, StopAsksWaitsAndGivesTheLeaseBack) {
    timetable.Add(Staying("orders"));
    timetable.Start();
    timetable.Wake("orders");
    ASSERT_TRUE(Eventually([&] { return run_count == 1; }));
    EXPECT_EQ(OwnerOf("orders"), "us");
    timetable.Stop();
    EXPECT_TRUE(has_left);
    EXPECT_EQ(OwnerOf("orders"), "");
    timetable.Stop();  // again is harmless
}

TEST_F(TimetableTest, ARemovedJobStopsAndItsNameCanBeUsedAgain) {
    timetable.Add(Staying("orders"));
    timetable.Start();
    timetable.Wake("orders");
    ASSERT_TRUE(Eventually([&] { return run_count == 1; }));
    EXPECT_TRUE(timetable.Remove("orders"));
    EXPECT_FALSE(timetable.Remove("orders"));
    EXPECT_TRUE(Eventually([&] { return has_left.load(); }));
    timetable.Add(Counting("orders", Never()));
    timetable.Wake("orders");
    EXPECT_TRUE(Eventually([&] { return run_count == 2; }));
}

TEST_F(TimetableTest, ANewJobOfTheNameWaitsUntilTheRemovedOneHasLeft) {
    timetable.Add({"orders", Never(), [this](const JobRun&) {
                       ++run_count;
                       while (!flag)
                           std::this_thread::sleep_for(std::chrono::milliseconds(1));
                   }});
    timetable.Start();
    timetable.Wake("orders");
    ASSERT_TRUE(Eventually([&] { return run_count == 1; }));
    timetable.Remove("orders");
    timetable.Add(Counting("orders", Never()));
    timetable.Wake("orders");
    LetTicksPass();
    EXPECT_EQ(run_count, 1);
    flag = true;
    EXPECT_TRUE(Eventually([&] { return run_count == 2; }));
}

TEST(BackOffTest, DoublesFromHalfAMinuteToAnHourWithFullJitter) {
    struct Row {
        int failures;
        double random;
        std::int64_t millis;
    };
    const Row rows[] = {
        {1, 0.0, 1'000},  // never at once
        {1, 0.5, 15'000},  {1, 0.999, 29'970},  {2, 0.5, 30'000},    {3, 0.5, 60'000},
        {7, 0.5, 960'000}, {8, 0.5, 1'800'000}, {9, 0.5, 1'800'000}, {1'000'000, 0.5, 1'800'000},
    };
    for (const Row& row : rows) {
        EXPECT_EQ(BackOff(row.failures, [&] { return row.random; }).millis(), row.millis)
            << row.failures;
    }
}

}  // namespace
}  // namespace orderyard::jobs
