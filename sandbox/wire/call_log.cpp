// Counted without end, kept only as far as somebody looks back.
#include "sandbox/wire/call_log.hpp"

namespace orderyard::sandbox {
namespace {

constexpr std::size_t kCallsKept = 1'000;

}  // namespace

void CallLog::Add(CallRecord record) {
    CallCounts& counts = counts_[record.operation];
    ++counts.calls;
    if (record.status == 429) {
        ++counts.throttled;
    } else if (record.status >= 500) {
        ++counts.failed;
    } else if (record.status >= 400) {
        ++counts.refused;
    }
    calls_.push_back(std::move(record));
    if (calls_.size() > kCallsKept) {
        calls_.pop_front();
    }
}

}  // namespace orderyard::sandbox
