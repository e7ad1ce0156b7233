// One queue under one mutex: at the rates of this server the lock is not what costs, waking a
// thread is.
#include "http/worker_pool.hpp"

#include <algorithm>
#include <utility>

namespace orderyard::http {

WorkerPool::WorkerPool(int thread_count) {
    for (int i = 0; i < std::max(1, thread_count); ++i) {
        threads_.emplace_back([this] { Work(); });
    }
}

WorkerPool::~WorkerPool() {
    Stop();
}

void WorkerPool::Post(std::function<void()> job) {
    {
        const std::lock_guard lock(mutex_);
        if (is_stopping_) {
            return;
        }
        jobs_.push_back(std::move(job));
        if (idle_count_ == 0 || is_waking_) {
            return;  // whoever is awake, or about to be, looks at the queue
        }
        is_waking_ = true;
    }
    has_work_.notify_one();
}

void WorkerPool::Stop() {
    {
        const std::lock_guard lock(mutex_);
        is_stopping_ = true;
    }
    has_work_.notify_all();
    for (std::thread& thread : threads_) {
        thread.join();
    }
    threads_.clear();
    jobs_.clear();
}

void WorkerPool::Work() {
    std::unique_lock lock(mutex_);
    for (;;) {
        while (!is_stopping_ && jobs_.empty()) {
            ++idle_count_;
            has_work_.wait(lock);
            --idle_count_;
            is_waking_ = false;
        }
        if (is_stopping_) {
            return;
        }
        std::function<void()> job = std::move(jobs_.front());
        jobs_.pop_front();
        const bool wakes_another = !jobs_.empty() && idle_count_ > 0 && !is_waking_;
        is_waking_ = is_waking_ || wakes_another;
        lock.unlock();
        if (wakes_another) {
            has_work_.notify_one();
        }
        job();
        job = nullptr;  // what it holds may be destroyed slowly: not under the lock
        lock.lock();
    }
}

}  // namespace orderyard::http
