// The running server: database, sync jobs, outbox, HTTP, wired together and stopped in the right
// order.
#pragma once

#include <memory>
#include <string>

#include "app/config.hpp"
#include "base/result.hpp"
#include "ports/clock.hpp"
#include "ports/database.hpp"

namespace orderyard::app {

class MovableClock;

class ServerProcess {
  public:
    // `clock` must outlive it. With a test clock, POST /test/clock {"advance_seconds": n} moves it.
    ServerProcess(const Config& config, const ports::Clock& clock,
                  MovableClock* test_clock = nullptr);
    ~ServerProcess();  // stops

    base::Result<> Start();
    void Stop();
    std::string BaseUrl() const;
    ports::Database& database();

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace orderyard::app
