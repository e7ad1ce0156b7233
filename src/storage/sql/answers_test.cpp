// One asks, the others wait; what is used last is kept; who fails leaves the question open.
#include "storage/sql/answers.hpp"

#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <chrono>
#include <stdexcept>
#include <thread>

namespace orderyard::storage::sql {
namespace {

std::vector<std::int64_t> Numbers1() {
    return {1};
}

TEST(Answers, AreAskedForOnce) {
    Answers answers(10'000);
    int asked = 0;
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(*answers.Get("q",
                               [&] {
                                   return std::vector<std::int64_t>{7, ++asked};
                               }),
                  (std::vector<std::int64_t>{7, 1}));
    }
    EXPECT_EQ(answers.Get("other", Numbers1)->size(), 1U);
}

TEST(Answers, OneAsksWhileTheOthersWait) {
    Answers answers(10'000);
    std::atomic<int> asked{0};
    std::atomic<int> came{0};
    std::array<std::thread, 8> threads;
    std::atomic<std::int64_t> sum{0};
    for (std::thread& thread : threads) {
        thread = std::thread([&] {
            ++came;
            sum += answers
                       .Get("q",
                            [&] {
                                ++asked;
                                while (came < 8) {
                                    std::this_thread::yield();
                                }
                                std::this_thread::sleep_for(std::chrono::milliseconds(5));
                                return std::vector<std::int64_t>{5};
                            })
                       ->front();
        });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    EXPECT_EQ(asked, 1);
    EXPECT_EQ(sum, 40);
}

TEST(Answers, WhoFailsFailsAloneAndAnotherAsks) {
    Answers answers(10'000);
    std::atomic<int> asked{0};
    std::atomic<int> failed{0};
    std::array<std::thread, 4> threads;
    for (std::thread& thread : threads) {
        thread = std::thread([&] {
            try {
                answers.Get("q", [&]() -> std::vector<std::int64_t> {
                    std::this_thread::sleep_for(std::chrono::milliseconds(2));
                    if (++asked == 1) {
                        throw std::runtime_error("lost");
                    }
                    return {5};
                });
            } catch (const std::runtime_error&) {
                ++failed;
            }
        });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    EXPECT_EQ(failed, 1);
    EXPECT_EQ(asked, 2);
}

TEST(Answers, ThoseUsedLongAgoMakeRoom) {
    Answers answers(20'000);
    int asked = 0;
    const auto get = [&](const std::string& question) {
        return answers.Get(question, [&] {
            ++asked;
            return std::vector<std::int64_t>(1'000, 3);
        });
    };
    const Numbers held = get("a");
    get("b");
    get("a");
    EXPECT_EQ(asked, 2);
    get("c");  // b goes
    get("a");
    EXPECT_EQ(asked, 3);
    get("b");
    EXPECT_EQ(asked, 4);
    // One that is larger than all the room is answered, and not kept.
    const auto large = [&] {
        return answers.Get("large", [&] {
            ++asked;
            return std::vector<std::int64_t>(10'000, 3);
        });
    };
    EXPECT_EQ(large()->size(), 10'000U);
    EXPECT_EQ(large()->size(), 10'000U);
    EXPECT_EQ(asked, 6);
    EXPECT_EQ(held->size(), 1'000U) << "who has it keeps it";
}

}  // namespace
}  // namespace orderyard::storage::sql
