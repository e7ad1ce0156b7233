// What Amazon's side will do later by itself: finish a feed, carry out a write that was accepted
// but takes effect late.
#pragma once

#include <functional>
#include <map>
#include <optional>

#include "base/instant.hpp"

namespace orderyard::sandbox {

class Agenda {
  public:
    void At(base::Instant when, std::function<void()> act) { acts_.emplace(when, std::move(act)); }
    std::optional<base::Instant> NextAt() const {
        return acts_.empty() ? std::nullopt : std::optional(acts_.begin()->first);
    }
    // Runs the earliest; of two at one instant the one added first.
    void RunNext() {
        const auto act = std::move(acts_.begin()->second);
        acts_.erase(acts_.begin());
        act();
    }

  private:
    std::multimap<base::Instant, std::function<void()>> acts_;
};

// What can be changed while the stand-in runs (control: /control/settings).
struct Switches {
    int feed_queue_seconds = 15;     // IN_QUEUE
    int feed_process_seconds = 45;   // IN_PROGRESS
    bool compresses_reports = true;  // GZIP
    bool allows_cancel_order = false;
    bool allows_personal_data = true;           // the application has the restricted roles
    bool partial_cancel_keeps_ordered = false;  // lowers quantityUnfulfilled only
    int finance_lag_seconds = 600;              // until the books list what happened
    bool generates_invoices = false;            // the seller left invoicing to Amazon
};

}  // namespace orderyard::sandbox
