// A few things that are costly to make and used by one thread at a time: connections with their
// stores.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "ports/database.hpp"

namespace orderyard::storage::sql {

template <class T>
class Pool {
  public:
    using Factory = std::function<std::unique_ptr<T>()>;

    Pool(int size_max, Factory make) : size_max_(size_max), make_(std::move(make)) {}

    // Given back at the end of its life, unless Discard() was called.
    class Loan {
      public:
        Loan(Pool& pool, std::unique_ptr<T> item) : pool_(pool), item_(std::move(item)) {}
        ~Loan() { pool_.GiveBack(std::move(item_)); }
        Loan(const Loan&) = delete;
        Loan& operator=(const Loan&) = delete;
        T* operator->() const { return item_.get(); }
        T& operator*() const { return *item_; }
        void Discard() { item_.reset(); }

      private:
        Pool& pool_;
        std::unique_ptr<T> item_;
    };

    // Waits for a free one, or makes one while there are fewer than allowed. Who came first is
    // served first: else a few wait very long when there are more threads than connections.
    // `is_good` decides whether one that lay idle can still be used. Throws DatabaseUnavailable
    // after ten seconds, and what making one throws.
    Loan Take(const std::function<bool(T&)>& is_good = {}) {
        std::unique_lock lock(mutex_);
        if (!waiting_.empty() || (idle_.empty() && count_ == size_max_)) {
            return Checked(Wait(lock), is_good);
        }
        while (!idle_.empty()) {
            std::unique_ptr<T> item = std::move(idle_.back());
            idle_.pop_back();
            if (!is_good || is_good(*item)) {
                return Loan(*this, std::move(item));
            }
            --count_;
        }
        ++count_;
        lock.unlock();
        return Checked(nullptr, is_good);
    }

    std::size_t waiting_count() {
        const std::lock_guard lock(mutex_);
        return waiting_.size();
    }

  private:
    struct Waiting {
        std::condition_variable came;
        bool has_turn = false;
        std::unique_ptr<T> item;  // null: his turn to make one
    };

    std::unique_ptr<T> Wait(std::unique_lock<std::mutex>& lock) {
        Waiting mine;
        waiting_.push_back(&mine);
        if (!mine.came.wait_for(lock, std::chrono::seconds(10), [&] { return mine.has_turn; })) {
            std::erase(waiting_, &mine);
            throw ports::DatabaseUnavailable("all connections to the database are busy");
        }
        lock.unlock();
        return std::move(mine.item);
    }

    // `item` counts already, or the place for one.
    Loan Checked(std::unique_ptr<T> item, const std::function<bool(T&)>& is_good) {
        if (item && (!is_good || is_good(*item))) {
            return Loan(*this, std::move(item));
        }
        try {
            return Loan(*this, make_());
        } catch (...) {
            GiveBack(nullptr);
            throw;
        }
    }

    void GiveBack(std::unique_ptr<T> item) {
        const std::lock_guard lock(mutex_);
        if (!waiting_.empty()) {
            Waiting& first = *waiting_.front();
            waiting_.pop_front();
            first.item = std::move(item);
            first.has_turn = true;
            first.came.notify_one();  // under the lock: he must not be gone before
        } else if (item) {
            idle_.push_back(std::move(item));
        } else {
            --count_;
        }
    }

    const int size_max_;
    const Factory make_;
    std::mutex mutex_;
    std::deque<Waiting*> waiting_;  // only while all are lent
    std::vector<std::unique_ptr<T>> idle_;
    int count_ = 0;
};

}  // namespace orderyard::storage::sql
