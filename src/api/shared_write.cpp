// Whoever finds nobody writing takes all that waits, his own part among it, and tells each how it
// ended.
#include "api/shared_write.hpp"

#include <algorithm>

#include "base/limits.hpp"

namespace orderyard::api {

void SharedWrite::Run(const Part& part) {
    Waiting mine;
    mine.part = &part;
    std::unique_lock lock(mutex_);
    waiting_.push_back(&mine);
    while (!mine.is_done) {
        if (is_writing_) {
            ended_.wait(lock);
        } else {
            Lead(lock);
        }
    }
    if (mine.error) {
        std::rethrow_exception(mine.error);
    }
}

std::size_t SharedWrite::waiting_count() const {
    const std::lock_guard lock(mutex_);
    return waiting_.size();
}

void SharedWrite::Lead(std::unique_lock<std::mutex>& lock) {
    const std::size_t count = std::min(waiting_.size(), base::limits::kSharedWritePartsMax);
    const auto end = waiting_.begin() + static_cast<std::ptrdiff_t>(count);
    const Batch batch(waiting_.begin(), end);
    waiting_.erase(waiting_.begin(), end);
    is_writing_ = true;
    lock.unlock();
    WriteAll(batch);
    lock.lock();
    is_writing_ = false;
    for (Waiting* each : batch) {
        each->is_done = true;
    }
    ended_.notify_all();
}

void SharedWrite::WriteAll(const Batch& batch) {
    const auto fail_all = [&] {
        for (Waiting* each : batch) {
            each->error = std::current_exception();
        }
    };
    try {
        WriteOnce(batch);
    } catch (const ports::DatabaseUnavailable&) {
        fail_all();
    } catch (const ports::VersionConflict&) {
        fail_all();
    } catch (...) {
        if (batch.size() == 1) {
            fail_all();
            return;
        }
        for (Waiting* each : batch) {  // one of them is to blame, and alone he shows
            WriteAll({each});
        }
    }
}

void SharedWrite::WriteOnce(const Batch& batch) {
    Batch by_lock = batch;
    std::stable_sort(by_lock.begin(), by_lock.end(), [](const Waiting* a, const Waiting* b) {
        return a->part->lock_id < b->part->lock_id;
    });
    database_.Write([&](ports::Transaction& tx) {
        for (const Waiting* each : by_lock) {
            if (each->part->lock) {
                each->part->lock(tx);
            }
        }
        for (const Waiting* each : batch) {
            each->part->work(tx);
        }
    });
}

}  // namespace orderyard::api
