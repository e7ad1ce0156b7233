// The lease of a job that a command does itself, beside a server or without one.
#pragma once

#include <stdexcept>
#include <stop_token>
#include <string>
#include <thread>

#include "app/stop_signal.hpp"
#include "ports/clock.hpp"
#include "ports/database.hpp"
#include "ports/quota_store.hpp"

namespace orderyard::app {

// A server does this very job just now.
struct LeaseTaken : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// Holds it until the end of the scope; `stop` is asked when it is lost. Throws LeaseTaken.
class LeaseKeeper {
  public:
    LeaseKeeper(ports::Database& database, const ports::Clock& clock, const std::string& name,
                std::stop_source& stop);
    ~LeaseKeeper();
    LeaseKeeper(const LeaseKeeper&) = delete;
    LeaseKeeper& operator=(const LeaseKeeper&) = delete;

    const ports::Lease& lease() const { return lease_; }

  private:
    void Keep(std::stop_token ended);

    ports::Database& database_;
    const ports::Clock& clock_;
    const ports::Lease lease_;
    std::stop_source& stop_;
    std::jthread thread_;
};

// Asks `stop` at the first Ctrl-C, until the end of the scope.
std::jthread StopAtSignal(const StopSignal& signal, std::stop_source& stop);

}  // namespace orderyard::app
