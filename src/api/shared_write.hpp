// Small changes of many threads in one transaction: what comes while one is being written waits and
// is written together by the next. They share one sync of the disk, and one turn at a row that all
// of them lock.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <mutex>
#include <vector>

#include "ports/database.hpp"

namespace orderyard::api {

class SharedWrite {
  public:
    struct Part {
        // Locked before any part's work begins, in the order of the ids, by `lock` where it is set:
        // so two servers never wait for each other.
        std::int64_t lock_id = 0;
        std::function<void(ports::Transaction&)> lock;
        // May run more than once, and beside others' in one transaction: it must keep nothing of an
        // earlier run.
        std::function<void(ports::Transaction&)> work;
    };

    explicit SharedWrite(ports::Database& database) : database_(database) {}

    // Returns once the part is stored. Throws what the transaction threw, DatabaseUnavailable and
    // VersionConflict to all who shared it; other exceptions to the part alone they come from.
    void Run(const Part& part);
    std::size_t waiting_count() const;

  private:
    struct Waiting {
        const Part* part = nullptr;
        bool is_done = false;
        std::exception_ptr error;
    };
    using Batch = std::vector<Waiting*>;

    void Lead(std::unique_lock<std::mutex>& lock);
    void WriteAll(const Batch& batch);
    void WriteOnce(const Batch& batch);

    ports::Database& database_;
    mutable std::mutex mutex_;
    std::condition_variable ended_;
    Batch waiting_;
    bool is_writing_ = false;
};

}  // namespace orderyard::api
