// Parts of many threads in one transaction: each is written once, each hears of its own end.
#include "api/shared_write.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <semaphore>
#include <set>
#include <string>
#include <thread>

#include "ports/access_store.hpp"
#include "storage/database_fixture.hpp"

namespace orderyard::api {
namespace {

using storage::TestEngine;
using storage::TestEngineName;

// Counts the transactions; lets the first one wait until it is told, or fail.
class CountedDatabase final : public ports::Database {
  public:
    explicit CountedDatabase(ports::Database& database) : database_(database) {}
    void Write(const std::function<void(ports::Transaction&)>& work) override {
        if (write_count++ == 0 && holds_first) {
            began.release();
            may_go_on.acquire();
        }
        if (fails) {
            throw ports::DatabaseUnavailable("the disk is full");
        }
        database_.Write(work);
    }
    void Read(const std::function<void(ports::Transaction&)>& work) const override {
        database_.Read(work);
    }

    std::atomic<int> write_count = 0;
    std::atomic<bool> fails = false;
    bool holds_first = false;
    std::binary_semaphore began{0}, may_go_on{0};

  private:
    ports::Database& database_;
};

class SharedWriteTest : public storage::DatabaseTest {
  protected:
    static SharedWrite::Part Appending(const std::string& subject) {
        SharedWrite::Part part;
        part.work = [subject](ports::Transaction& tx) {
            ports::AuditEntry entry;
            entry.event = "seen";
            entry.subject = subject;
            tx.access().AppendAudit(entry);
        };
        return part;
    }
    // Of the whole trail, whose chain is looked at as well.
    std::multiset<std::string> Subjects() {
        std::multiset<std::string> subjects;
        database().Read([&](ports::Transaction& tx) {
            EXPECT_EQ(tx.access().VerifyAudit(), std::nullopt);
            ports::AuditQuery query;
            query.limit = 1'000;
            for (const ports::AuditEntry& entry : tx.access().SearchAudit(query)) {
                subjects.insert(entry.subject);
            }
        });
        return subjects;
    }
};
ORDERYARD_ON_BOTH_ENGINES(SharedWriteTest);

TEST_P(SharedWriteTest, EachPartIsStoredOnce) {
    SharedWrite writes(database());
    std::multiset<std::string> expected;
    std::vector<std::thread> crowd;
    for (int i = 0; i < 12; ++i) {
        for (int j = 0; j < 10; ++j) {
            expected.insert("order " + std::to_string(i * 100 + j));
        }
        crowd.emplace_back([&writes, i] {
            for (int j = 0; j < 10; ++j) {
                writes.Run(Appending("order " + std::to_string(i * 100 + j)));
            }
        });
    }
    for (std::thread& thread : crowd) {
        thread.join();
    }
    EXPECT_EQ(Subjects(), expected);
}

// One transaction is held open; what comes meanwhile is one transaction afterwards, of which the
// part that throws is the only one to fail, and the locks come first and in order.
TEST_P(SharedWriteTest, WhatWaitsIsWrittenTogetherAndFailsAlone) {
    CountedDatabase counted(database());
    counted.holds_first = true;
    SharedWrite writes(counted);
    std::vector<std::thread> crowd;
    crowd.emplace_back([&] { writes.Run(Appending("first")); });
    counted.began.acquire();
    std::atomic<int> refused = 0;
    std::vector<std::int64_t> locked;  // only ever by the thread that writes
    for (int i = 6; i >= 1; --i) {
        crowd.emplace_back([&, i] {
            SharedWrite::Part part = Appending("order " + std::to_string(i));
            part.lock_id = i;
            part.lock = [&locked, i](ports::Transaction&) { locked.push_back(i); };
            if (i == 3) {
                part.work = [](ports::Transaction&) { throw std::runtime_error("broken"); };
            }
            try {
                writes.Run(part);
            } catch (const std::runtime_error&) {
                ++refused;
            }
        });
        while (writes.waiting_count() < static_cast<std::size_t>(7 - i)) {
            std::this_thread::yield();
        }
    }
    counted.may_go_on.release();
    for (std::thread& thread : crowd) {
        thread.join();
    }
    EXPECT_EQ(refused, 1);
    EXPECT_EQ(Subjects(), (std::multiset<std::string>{"first", "order 1", "order 2", "order 4",
                                                      "order 5", "order 6"}));
    EXPECT_EQ(counted.write_count, 2 + 6) << "the first, all others, and each of them alone";
    ASSERT_GE(locked.size(), 6u);
    EXPECT_EQ(std::vector<std::int64_t>(locked.begin(), locked.begin() + 6),
              (std::vector<std::int64_t>{1, 2, 3, 4, 5, 6}));
}

TEST_P(SharedWriteTest, AWriteThatFailsIsToldToAllAndTheNextWorks) {
    CountedDatabase counted(database());
    counted.holds_first = true;
    SharedWrite writes(counted);
    std::atomic<int> failed = 0;
    std::vector<std::thread> crowd;
    const auto run = [&] {
        try {
            writes.Run(Appending("lost"));
        } catch (const ports::DatabaseUnavailable&) {
            ++failed;
        }
    };
    crowd.emplace_back(run);
    counted.began.acquire();
    for (int i = 0; i < 4; ++i) {
        crowd.emplace_back(run);
    }
    while (writes.waiting_count() < 4) {
        std::this_thread::yield();
    }
    counted.fails = true;
    counted.may_go_on.release();
    for (std::thread& thread : crowd) {
        thread.join();
    }
    EXPECT_EQ(failed, 5);
    EXPECT_EQ(counted.write_count, 2);
    counted.fails = false;
    writes.Run(Appending("kept"));
    EXPECT_EQ(Subjects(), std::multiset<std::string>{"kept"});
}

}  // namespace
}  // namespace orderyard::api
