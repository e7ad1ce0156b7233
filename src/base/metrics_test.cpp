// Samples show up in the exposition text under their names and labels.
#include "base/metrics.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <thread>
#include <vector>

namespace orderyard::base {
namespace {

bool HasLine(std::string_view line) {
    return ("\n" + MetricsText()).find("\n" + std::string(line) + "\n") != std::string::npos;
}

TEST(Metrics, CountsSetsAndObserves) {
    CountMetric("test_calls_total", {{"operation", "get"}, {"outcome", "ok"}});
    CountMetric("test_calls_total", {{"operation", "get"}, {"outcome", "ok"}}, 2);
    CountMetric("test_calls_total", {{"operation", "get"}, {"outcome", "failed"}});
    SetMetric("test_queue_rows", 5);
    SetMetric("test_queue_rows", 4);
    ObserveSeconds("test_call_seconds", 0.2);
    EXPECT_TRUE(HasLine(R"(test_calls_total{operation="get",outcome="ok"} 3)")) << MetricsText();
    EXPECT_TRUE(HasLine(R"(test_calls_total{operation="get",outcome="failed"} 1)"));
    EXPECT_TRUE(HasLine("# TYPE test_calls_total counter"));
    EXPECT_TRUE(HasLine("test_queue_rows 4"));
    EXPECT_TRUE(HasLine(R"(test_call_seconds_bucket{le="0.1"} 0)"));
    EXPECT_TRUE(HasLine(R"(test_call_seconds_bucket{le="0.25"} 1)"));
    EXPECT_TRUE(HasLine("test_call_seconds_count 1"));
}

TEST(Metrics, ThreadsLoseNoCount) {
    std::vector<std::thread> threads;
    threads.reserve(4);
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([] {
            for (int n = 0; n < 500; ++n) {
                CountMetric("test_threads_total", {{"kind", "x"}});
            }
        });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    EXPECT_TRUE(HasLine(R"(test_threads_total{kind="x"} 2000)"));
}

TEST(Metrics, OneNameIsOneKind) {
    CountMetric("test_kind_total");
    EXPECT_THROW(SetMetric("test_kind_total", 1), std::invalid_argument);
    EXPECT_THROW(CountMetric("not a name"), std::invalid_argument);
}

}  // namespace
}  // namespace orderyard::base
