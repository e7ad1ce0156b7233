// Amazon's clock as seen through the Date headers of its answers. Windows of the sync are in
// Amazon's time only.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string_view>

#include "base/instant.hpp"

namespace orderyard::amazon {

class ChannelClock {
  public:
    static constexpr std::size_t kSamplesMax = 9;

    // A value kept from an earlier process, used until the first answer.
    void Restore(base::Duration offset) { restored_ = offset; }
    // `date` as Amazon gave it when our clock said `now`.
    void AddSample(base::Instant date, base::Instant now);
    // The next sample counts alone: Amazon refused what was asked by the time of those before.
    void ForgetSamples();
    // Amazon's clock minus ours: the median of the last samples.
    base::Duration Offset() const;
    bool HasSample() const { return !offsets_.empty(); }

  private:
    std::deque<std::int64_t> offsets_;  // in micros, oldest first
    base::Duration restored_;
};

// "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110, the one form senders may use).
std::optional<base::Instant> ParseHttpDate(std::string_view text);

}  // namespace orderyard::amazon
