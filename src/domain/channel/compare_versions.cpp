// Rule of the sync protocol, section 4: newer applies, equal is nothing, older is stale, doubt is
// looked at.
#include "domain/channel/compare_versions.hpp"

namespace orderyard::domain {
namespace {

// How far along an order is; unknown ranks lowest so that it never looks like a step back.
int Rank(ChannelStatus status) {
    switch (status) {
        case ChannelStatus::kUnknown: return -1;
        case ChannelStatus::kPendingAvailability: return 0;
        case ChannelStatus::kPending: return 1;
        case ChannelStatus::kUnshipped: return 2;
        case ChannelStatus::kPartiallyShipped: return 3;
        case ChannelStatus::kUnfulfillable: return 3;
        case ChannelStatus::kShipped: return 4;
        case ChannelStatus::kCanceled: return 5;
    }
    return -1;
}

}  // namespace

bool IsStepBack(ChannelStatus from, ChannelStatus to) {
    return to != ChannelStatus::kUnknown && Rank(to) < Rank(from);
}

VersionVerdict CompareVersions(const ChannelVersion& stored, const ChannelVersion& now,
                               bool is_authoritative) {
    if (now.updated_at < stored.updated_at) {
        return VersionVerdict::kStale;
    }
    if (now.content_hash == stored.content_hash) {
        return VersionVerdict::kUnchanged;
    }
    const bool is_doubtful =
        now.updated_at == stored.updated_at || IsStepBack(stored.status, now.status);
    return is_doubtful && !is_authoritative ? VersionVerdict::kLookFirst : VersionVerdict::kNews;
}

}  // namespace orderyard::domain
