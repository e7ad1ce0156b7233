// The pool wakes threads sparingly; these tests hang or fail when it wakes one too few.
#include "http/worker_pool.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <latch>
#include <memory>

namespace orderyard::http {
namespace {

using namespace std::chrono_literals;

constexpr int kThreads = 4;

bool IsDoneWithin(const std::latch& latch, std::chrono::milliseconds time) {
    const auto end = std::chrono::steady_clock::now() + time;
    while (!latch.try_wait()) {
        if (std::chrono::steady_clock::now() > end) {
            return false;
        }
        std::this_thread::yield();
    }
    return true;
}

TEST(WorkerPoolTest, RunsAsManyJobsAtOnceAsItHasThreads) {
    WorkerPool pool(kThreads);
    for (int round = 0; round < 2'000; ++round) {
        // Each job ends only once all four have begun: one thread left asleep, and none ever does.
        auto begun = std::make_shared<std::latch>(kThreads);
        auto ended = std::make_shared<std::latch>(kThreads);
        for (int i = 0; i < kThreads; ++i) {
            pool.Post([begun, ended] {
                begun->count_down();
                if (IsDoneWithin(*begun, 2s)) {
                    ended->count_down();
                }
            });
        }
        ASSERT_TRUE(IsDoneWithin(*ended, 3s)) << "round " << round;
    }
}

TEST(WorkerPoolTest, RunsEveryJobOnce) {
    WorkerPool pool(kThreads);
    std::atomic<int> run_count{0};
    std::latch done(40'000);
    {
        std::vector<std::jthread> posters;
        for (int poster = 0; poster < 4; ++poster) {
            posters.emplace_back([&] {
                for (int i = 0; i < 10'000; ++i) {
                    pool.Post([&] {
                        ++run_count;
                        done.count_down();
                    });
                }
            });
        }
    }
    ASSERT_TRUE(IsDoneWithin(done, 4s));
    EXPECT_EQ(run_count, 40'000);
}

TEST(WorkerPoolTest, DropsWaitingJobsWhenItStops) {
    WorkerPool pool(1);
    std::latch begun(1);
    std::atomic<bool> may_end{false};
    std::atomic<int> later_count{0};
    auto held = std::make_shared<int>(7);
    pool.Post([&] {
        begun.count_down();
        while (!may_end) {
            std::this_thread::yield();
        }
    });
    begun.wait();
    for (int i = 0; i < 10; ++i) {
        pool.Post([&later_count, held] { ++later_count; });
    }
    std::jthread release([&] {
        std::this_thread::sleep_for(20ms);
        may_end = true;
    });
    pool.Stop();
    EXPECT_EQ(later_count, 0);
    EXPECT_EQ(held.use_count(), 1) << "what dropped jobs held is freed";
    pool.Post([&later_count] { ++later_count; });
    pool.Stop();
    EXPECT_EQ(later_count, 0);
}

}  // namespace
}  // namespace orderyard::http
