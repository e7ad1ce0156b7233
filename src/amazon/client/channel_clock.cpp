// The median shrugs off a few bad headers; a real step of either clock shows as two samples that
// agree.
#include "amazon/client/channel_clock.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string>
#include <vector>

namespace orderyard::amazon {

namespace {

constexpr std::int64_t kStepMicros = 60'000'000;
constexpr std::int64_t kAgreementMicros = 5'000'000;
constexpr std::int64_t kHalfSecondMicros = 500'000;  // the header is cut to whole seconds

std::int64_t Median(const std::deque<std::int64_t>& values) {
    std::vector<std::int64_t> sorted(values.begin(), values.end());
    const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2);
    std::nth_element(sorted.begin(), middle, sorted.end());
    return *middle;
}

}  // namespace

void ChannelClock::AddSample(base::Instant date, base::Instant now) {
    const std::int64_t offset = (date - now).micros + kHalfSecondMicros;
    if (!offsets_.empty()) {
        const std::int64_t newest = offsets_.back();
        const bool has_stepped = std::llabs(offset - newest) < kAgreementMicros &&
                                 std::llabs(offset - Median(offsets_)) > kStepMicros;
        if (has_stepped) {
            offsets_ = {newest};
        }
    }
    offsets_.push_back(offset);
    if (offsets_.size() > kSamplesMax) {
        offsets_.pop_front();
    }
}

void ChannelClock::ForgetSamples() {
    restored_ = Offset();
    offsets_.clear();
}

base::Duration ChannelClock::Offset() const {
    return offsets_.empty() ? restored_ : base::Duration::Micros(Median(offsets_));
}

std::optional<base::Instant> ParseHttpDate(std::string_view text) {
    static constexpr std::array<std::string_view, 12> kMonths = {
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    if (text.size() != 29 || text.substr(3, 2) != ", " || text.substr(25) != " GMT") {
        return std::nullopt;
    }
    const auto month = std::find(kMonths.begin(), kMonths.end(), text.substr(8, 3));
    if (month == kMonths.end()) {
        return std::nullopt;
    }
    const std::string number = std::to_string(month - kMonths.begin() + 1);
    const std::string iso =
        std::string(text.substr(12, 4)) + "-" + (number.size() == 1 ? "0" : "") + number + "-" +
        std::string(text.substr(5, 2)) + "T" + std::string(text.substr(17, 8)) + "Z";
    const auto instant = base::Instant::ParseIso(iso);
    return instant ? std::optional(*instant) : std::nullopt;
}

}  // namespace orderyard::amazon
