// The state machine of a message is in domain/follow_up; here is only what a change of ours asks of
// it.
#include "domain/shipment/tell_channel.hpp"

#include <algorithm>

namespace orderyard::domain {
namespace {

constexpr const char* kWillBeSent = "The package is told to the channel.";
constexpr const char* kWaitsForNumber =
    "Waits for a tracking number; add it, or say that there will be none.";

bool CanBeTold(const Package& package) {
    return !package.tracks.empty() || package.is_untracked;
}

void SetState(FollowUp& follow_up, const Package& package, base::Instant now) {
    const bool can_be_told = CanBeTold(package);
    follow_up.state = can_be_told ? FollowUpState::kQueued : FollowUpState::kWaiting;
    follow_up.next = can_be_told ? kWillBeSent : kWaitsForNumber;
    follow_up.not_before = now;
    follow_up.body.clear();  // of an attempt that had no effect; the content is another now
}

FollowUp* LatestAbout(OrderFile& file, PackageId package) {
    const auto found =
        std::find_if(file.follow_ups.rbegin(), file.follow_ups.rend(), [&](const auto& each) {
            return each.kind == FollowUpKind::kConfirmShipment && package.IsSet() &&
                   each.package_id == package;
        });
    return found == file.follow_ups.rend() ? nullptr : &*found;
}

void MarkChanged(OrderChange& change, FollowUpId id) {
    auto& changed = change.changed_follow_ups;
    if (std::find(changed.begin(), changed.end(), id) == changed.end()) {
        changed.push_back(id);
    }
}

}  // namespace

FollowUp ConfirmPackage(const Order& order, const Package& package, base::Instant now) {
    FollowUp follow_up = FollowUpOf(order, FollowUpKind::kConfirmShipment, now);
    follow_up.package_id = package.id;
    if (!package.id.IsSet()) {
        follow_up.reason = std::to_string(package.reference);
    }
    follow_up.due_at = order.channel->ship_by.latest.value_or(now);
    SetState(follow_up, package, now);
    return follow_up;
}

void RetellPackage(OrderChange& change, const Shipment& shipment, const Package& package,
                   base::Instant now) {
    if (!change.file.order.channel || shipment.is_from_channel) {
        return;
    }
    FollowUp* latest = LatestAbout(change.file, package.id);
    if (latest != nullptr && HasNotLeft(latest->state)) {
        SetState(*latest, package, now);
        MarkChanged(change, latest->id);
        return;
    }
    const bool is_withdrawn = latest != nullptr && latest->state == FollowUpState::kWithdrawn;
    if (!is_withdrawn && CanBeTold(package)) {
        change.file.follow_ups.push_back(ConfirmPackage(change.file.order, package, now));
    }
}

void WithdrawMessages(OrderChange& change, const Shipment& shipment, base::Instant now) {
    for (const auto& package : shipment.packages) {
        for (auto& follow_up : change.file.follow_ups) {
            const bool is_about_it = follow_up.kind == FollowUpKind::kConfirmShipment &&
                                     package.id.IsSet() && follow_up.package_id == package.id;
            if (is_about_it && HasNotLeft(follow_up.state)) {
                Withdraw(follow_up, "The shipment was taken back.", now);
                MarkChanged(change, follow_up.id);
            }
        }
    }
}

}  // namespace orderyard::domain
