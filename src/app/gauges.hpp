// Figures for monitoring (/metrics) that nobody would set otherwise: what stands, not what happens.
#pragma once

#include "ports/clock.hpp"
#include "ports/database.hpp"
#include "ports/system_watch.hpp"

namespace orderyard::app {

class Gauges {
  public:
    // All must outlive it.
    Gauges(const ports::Database& database, const ports::Clock& clock,
           const ports::SystemWatch& system)
        : database_(database), clock_(clock), system_(system) {}

    // Measures once a minute, however often it is called.
    void KeepFresh();

  private:
    void MeasureSystem() const;
    void MeasureStores() const;

    const ports::Database& database_;
    const ports::Clock& clock_;
    const ports::SystemWatch& system_;
    std::int64_t measured_at_millis_ = 0;  // of the monotonic clock; 0: not yet
};

}  // namespace orderyard::app
