// The words of follow-ups and the moves that are legal among their states. A final state is never
// left: what a person wants then is a new follow-up with a new key.
#include "domain/follow_up/follow_up.hpp"

#include "domain/words.hpp"

namespace orderyard::domain {
namespace {

using State = FollowUpState;

constexpr Words<FollowUpKind, 5> kKindWords{{
    {FollowUpKind::kConfirmShipment, "confirm_shipment"},
    {FollowUpKind::kCancelOrder, "cancel_order"},
    {FollowUpKind::kCancelLines, "cancel_lines"},
    {FollowUpKind::kRefund, "refund"},
    {FollowUpKind::kUploadVatInvoice, "upload_vat_invoice"},
}};

constexpr Words<FollowUpState, 10> kStateWords{{
    {State::kWaiting, "waiting"},
    {State::kQueued, "queued"},
    {State::kSending, "sending"},
    {State::kSent, "sent"},
    {State::kAccepted, "accepted"},
    {State::kSeen, "seen"},
    {State::kRejected, "rejected"},
    {State::kUnknown, "unknown"},
    {State::kParked, "parked"},
    {State::kWithdrawn, "withdrawn"},
}};

// Before anything left: it may be changed back, withdrawn, or be settled by what the channel shows
// by itself. After a restore from a backup nobody knows whether it left: unknown.
bool CanLeaveUnsent(State to) {
    switch (to) {
        case State::kWaiting:
        case State::kQueued:
        case State::kSending:
        case State::kSeen:
        case State::kRejected:
        case State::kUnknown:
        case State::kParked:
        case State::kWithdrawn: return true;
        case State::kSent:
        case State::kAccepted: return false;
    }
    return false;
}

// Once bytes may have left, a machine never withdraws it nor waits for a number again.
bool CanLeaveSent(State to) {
    switch (to) {
        case State::kQueued:  // certainly not processed, or looked for and not there: send again
        case State::kSent:
        case State::kAccepted:
        case State::kSeen:
        case State::kRejected:
        case State::kUnknown:
        case State::kParked: return true;
        case State::kWaiting:
        case State::kSending:
        case State::kWithdrawn: return false;
    }
    return false;
}

// A person decides: try again, look again, or drop it.
bool CanLeaveParked(State to) {
    switch (to) {
        case State::kQueued:
        case State::kAccepted:
        case State::kSeen:
        case State::kRejected:
        case State::kUnknown:
        case State::kWithdrawn: return true;
        case State::kWaiting:
        case State::kSending:
        case State::kSent:
        case State::kParked: return false;
    }
    return false;
}

}  // namespace

std::string_view ToString(FollowUpKind kind) {
    return WordOf(kKindWords, kind);
}
std::optional<FollowUpKind> FollowUpKindFrom(std::string_view text) {
    return EnumOf(kKindWords, text);
}

std::string_view ToString(FollowUpState state) {
    return WordOf(kStateWords, state);
}
std::optional<FollowUpState> FollowUpStateFrom(std::string_view text) {
    return EnumOf(kStateWords, text);
}

bool IsOpen(FollowUpState state) {
    switch (state) {
        case State::kQueued:
        case State::kSending:
        case State::kSent:
        case State::kAccepted:
        case State::kUnknown: return true;
        case State::kWaiting:
        case State::kSeen:
        case State::kRejected:
        case State::kParked:
        case State::kWithdrawn: return false;
    }
    return false;
}

bool IsFinal(FollowUpState state) {
    return state == State::kSeen || state == State::kRejected || state == State::kWithdrawn;
}

bool MayBeSent(FollowUpState state) {
    switch (state) {
        case State::kSending:
        case State::kSent:
        case State::kAccepted:
        case State::kSeen:
        case State::kUnknown:
        case State::kParked: return true;
        case State::kWaiting:
        case State::kQueued:
        case State::kRejected:
        case State::kWithdrawn: return false;
    }
    return false;
}

bool HasNotLeft(FollowUpState state) {
    return state == FollowUpState::kWaiting || state == FollowUpState::kQueued;
}

void Withdraw(FollowUp& follow_up, std::string why, base::Instant now) {
    follow_up.state = FollowUpState::kWithdrawn;
    follow_up.error = std::move(why);
    follow_up.next.clear();
    follow_up.ended_at = now;
}

bool CanMove(FollowUpState from, FollowUpState to) {
    if (IsFinal(from)) {
        return false;
    }
    if (from == to) {
        return true;  // a later not_before, another look
    }
    switch (from) {
        case State::kWaiting: return to != State::kSending && CanLeaveUnsent(to);
        case State::kQueued: return CanLeaveUnsent(to);
        case State::kSending:
        case State::kSent:
        case State::kAccepted:
        case State::kUnknown: return CanLeaveSent(to);
        case State::kParked: return CanLeaveParked(to);
        case State::kSeen:
        case State::kRejected:
        case State::kWithdrawn: return false;
    }
    return false;
}

}  // namespace orderyard::domain
