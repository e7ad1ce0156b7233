// What is known about the effect of a call that acts: the table of docs/sync-protocol.md section 5.
#pragma once

#include <string_view>

#include "amazon/client/call_failure.hpp"

namespace orderyard::amazon {

// Of a call that did not end well; a good answer is its own class.
enum class WriteOutcome {
    kNoEffect,      // refused for what it says: nothing happened, nor would it the next time
    kStateDiffers,  // refused since Amazon's order is not what we think: read it
    kNotProcessed,  // nothing happened; later it may
    kAmbiguous,     // bytes left, and no answer that can be trusted came back
};
std::string_view ToString(WriteOutcome outcome);

WriteOutcome OutcomeOf(const CallFailure& failure);

struct WriteFailure {
    WriteOutcome outcome = WriteOutcome::kAmbiguous;
    CallFailure call;
};

template <class T>
using WriteResult = tl::expected<T, WriteFailure>;

}  // namespace orderyard::amazon
