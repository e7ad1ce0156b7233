// A fixed number of threads that run handlers, so that a slow one never stalls the event loop.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace orderyard::http {

class WorkerPool {
  public:
    explicit WorkerPool(int thread_count);
    ~WorkerPool();  // stops
    WorkerPool(const WorkerPool&) = delete;
    WorkerPool& operator=(const WorkerPool&) = delete;

    // `job` must not throw. The queue is bounded by the number of connections: each has one request
    // under way.
    void Post(std::function<void()> job);
    // Waits for the jobs that run and drops those that only wait. Idempotent; not from a job.
    void Stop();

  private:
    void Work();

    std::mutex mutex_;
    std::condition_variable has_work_;
    std::deque<std::function<void()>> jobs_;
    int idle_count_ = 0;
    bool is_waking_ = false;
    bool is_stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace orderyard::http
