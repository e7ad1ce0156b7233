// A daily job is due at the start and a day after each run that came to its end.
#include "jobs/daily.hpp"

#include <gtest/gtest.h>

#include "jobs/fake_ports.hpp"

namespace orderyard::jobs {
namespace {

struct DailyTest : testing::Test {
    FakeClock clock;
    std::stop_source stop;
    std::atomic<std::int64_t> lease_ends_at_millis = 0;
    int run_count = 0;
    std::function<void()> work = [] {};
    Job job = Daily("care", clock, [this](const JobRun&) {
        ++run_count;
        work();
    });

    void Run() {
        job.run(JobRun(stop.get_token(), {"care", "us", 1}, clock, lease_ends_at_millis));
    }
    bool IsDue() { return *job.next_due() <= clock.Now(); }
};

TEST_F(DailyTest, IsDueAtTheStartAndADayAfterEachRun) {
    EXPECT_EQ(job.name, "care");
    EXPECT_TRUE(IsDue());
    Run();
    EXPECT_FALSE(IsDue());
    clock.Advance(base::Duration::Hours(23));
    EXPECT_FALSE(IsDue());
    clock.Advance(base::Duration::Hours(1));
    EXPECT_TRUE(IsDue());
    Run();
    EXPECT_FALSE(IsDue());
    EXPECT_EQ(run_count, 2);
}

TEST_F(DailyTest, ARunThatFailsOrIsStoppedIsNotDone) {
    work = [] { throw std::runtime_error("no"); };
    EXPECT_THROW(Run(), std::runtime_error);
    EXPECT_TRUE(IsDue());
    work = [this] { stop.request_stop(); };
    Run();
    EXPECT_TRUE(IsDue());
}

}  // namespace
}  // namespace orderyard::jobs
