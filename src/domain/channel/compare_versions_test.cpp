// Data never goes backwards: every combination of age, content and status step.
#include "domain/channel/compare_versions.hpp"

#include <gtest/gtest.h>

namespace orderyard::domain {
namespace {

using enum ChannelStatus;
using enum VersionVerdict;

struct Row {
    std::int64_t seconds;
    const char* hash;
    ChannelStatus status;
    VersionVerdict from_list;
    VersionVerdict from_look;
};

TEST(CompareVersions, Table) {
    const ChannelVersion stored{base::Instant::FromSeconds(100), "a", kPartiallyShipped};
    const Row rows[] = {
        {99, "b", kShipped, kStale, kStale},
        {99, "a", kPartiallyShipped, kStale, kStale},
        {100, "a", kPartiallyShipped, kUnchanged, kUnchanged},
        {100, "b", kPartiallyShipped, kLookFirst, kNews},
        {101, "a", kPartiallyShipped, kUnchanged, kUnchanged},
        {101, "b", kShipped, kNews, kNews},
        {101, "b", kCanceled, kNews, kNews},
        {101, "b", kUnknown, kNews, kNews},
        {101, "b", kUnshipped, kLookFirst, kNews},
    };
    for (const Row& row : rows) {
        const ChannelVersion now{base::Instant::FromSeconds(row.seconds), row.hash, row.status};
        EXPECT_EQ(CompareVersions(stored, now, false), row.from_list) << row.seconds << row.hash;
        EXPECT_EQ(CompareVersions(stored, now, true), row.from_look) << row.seconds << row.hash;
    }
}

}  // namespace
}  // namespace orderyard::domain
