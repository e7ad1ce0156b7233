// A few things that are costly to make and used by one thread at a time: connections with their
// stores.
#pragma once

#include <chrono>
#include <condition_variable>
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

    // Waits for a free one, or makes one while there are fewer than allowed. `is_good` decides
    // whether one that lay idle can still be used. Throws DatabaseUnavailable after ten seconds,
    // and what making one throws.
    Loan Take(const std::function<bool(T&)>& is_good = {}) {
        std::unique_lock lock(mutex_);
        const auto is_ready = [this] { return !idle_.empty() || count_ < size_max_; };
        if (!given_back_.wait_for(lock, std::chrono::seconds(10), is_ready)) {
            throw ports::DatabaseUnavailable("all connections to the database are busy");
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
        try {
            return Loan(*this, make_());
        } catch (...) {
            GiveBack(nullptr);
            throw;
        }
    }

  private:
    void GiveBack(std::unique_ptr<T> item) {
        {
            const std::lock_guard lock(mutex_);
            if (item) {
                idle_.push_back(std::move(item));
            } else {
                --count_;
            }
        }
        given_back_.notify_one();
    }

    const int size_max_;
    const Factory make_;
    std::mutex mutex_;
    std::condition_variable given_back_;
    std::vector<std::unique_ptr<T>> idle_;
    int count_ = 0;
};

}  // namespace orderyard::storage::sql
