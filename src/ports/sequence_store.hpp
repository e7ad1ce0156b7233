// Document numbers: per kind and store view, gapless and increasing under concurrency.
#pragma once

#include <cstdint>
#include <string>

#include "domain/ids.hpp"

namespace orderyard::ports {

// What is numbered.
inline constexpr const char* kNumberedKinds[] = {"order", "invoice", "shipment", "creditmemo"};

class SequenceStore {
  public:
    virtual ~SequenceStore() = default;
    // The next number, from 1. A transaction that is undone gives it back (others wait for its
    // end).
    virtual std::int64_t Next(const std::string& kind, domain::StoreViewId view) = 0;
    // Leaves out that many: after a restore nobody knows how many were given out since the copy.
    virtual void Skip(const std::string& kind, domain::StoreViewId view, std::int64_t count) = 0;
};

}  // namespace orderyard::ports
