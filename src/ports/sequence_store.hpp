// Document numbers: per kind and store view, gapless and increasing under concurrency.
#pragma once

#include <cstdint>
#include <string>

#include "domain/ids.hpp"

namespace orderyard::ports {

class SequenceStore {
  public:
    virtual ~SequenceStore() = default;
    // The next number, from 1. A transaction that is undone gives it back (others wait for its
    // end).
    virtual std::int64_t Next(const std::string& kind, domain::StoreViewId view) = 0;
};

}  // namespace orderyard::ports
