// A follow-up: something of ours that the channel has to be told, and the way it has gone so far.
// Kept for ever. The state machine of sync-protocol.md section 5 and 6.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "domain/ids.hpp"

namespace orderyard::domain {

enum class FollowUpKind {
    kConfirmShipment,   // one package
    kCancelOrder,       // whole
    kCancelLines,       // pieces of an order
    kRefund,            // one credit memo
    kUploadVatInvoice,  // the file of one invoice or credit memo; holds up nothing else
};
std::string_view ToString(FollowUpKind kind);  // "confirm_shipment" ...
std::optional<FollowUpKind> FollowUpKindFrom(std::string_view text);

enum class FollowUpState {
    kWaiting,    // not sendable yet: no tracking number
    kQueued,     // to be sent at not_before
    kSending,    // an attempt is on its way; after a crash it becomes kUnknown
    kSent,       // handed over (a feed is being processed)
    kAccepted,   // the channel says it took it
    kSeen,       // read back: the channel shows it. The good end
    kRejected,   // the channel refused it; a person decides. `error` says why
    kUnknown,    // perhaps it arrived: being verified by reading
    kParked,     // cannot be decided by a machine
    kWithdrawn,  // never left, or is no longer wanted. `error` says why
};
std::string_view ToString(FollowUpState state);
std::optional<FollowUpState> FollowUpStateFrom(std::string_view text);

bool IsOpen(FollowUpState state);      // something happens next by itself
bool IsFinal(FollowUpState state);     // kSeen, kRejected, kWithdrawn
bool MayBeSent(FollowUpState state);   // the channel may know about it: sending, sent, accepted,
                                       // seen, unknown, parked
bool HasNotLeft(FollowUpState state);  // kWaiting, kQueued
bool CanMove(FollowUpState from, FollowUpState to);  // the legal transitions; storage checks them

// What a person or the machine asks to give back, for kCancelLines.
struct FollowUpPieces {
    std::string channel_item_number;
    std::int64_t quantity = 0;

    friend bool operator==(const FollowUpPieces&, const FollowUpPieces&) = default;
};

struct FollowUp {
    FollowUpId id;
    FollowUpKind kind = FollowUpKind::kConfirmShipment;
    OrderId order_id;
    StoreId store_id;
    std::string channel_number;
    std::int64_t seq = 0;  // within the order, from 1; given when it is stored; sent in this order
    // What it is about: the package's, the credit memo's, the invoice's id; unset for cancels.
    PackageId package_id;
    InvoiceId invoice_id;
    CreditMemoId credit_memo_id;
    std::vector<FollowUpPieces> pieces;  // kCancelLines
    std::string reason;                  // cancel and refund: our neutral word
    // One command, one key: "shipment/<package>/<edit>", "cancel/<order>/<n>", "refund/<memo>",
    // "bill/invoice/<invoice>/<n>".
    std::string dedupe_key;
    FollowUpState state = FollowUpState::kQueued;
    int attempts = 0;
    int looks = 0;  // read-backs since it became unknown or accepted
    base::Instant created_at;
    base::Instant not_before;  // when something happens next
    base::Instant due_at;      // the channel's deadline (ship-by); order of sending
    std::optional<base::Instant> sent_at;
    std::optional<base::Instant> ended_at;
    std::string body;            // byte for byte what is sent again; empty before the first
    int answer_status = 0;       // of the last answer
    std::string request_id;      // of the last answer
    std::string feed_reference;  // the feed job it is part of, or empty
    std::string error;           // last reason, for people; no personal data
    std::string next;            // what happens next, in words; empty: nothing

    friend bool operator==(const FollowUp&, const FollowUp&) = default;
};

// Ends it unsent; `why` is for people.
void Withdraw(FollowUp& follow_up, std::string why, base::Instant now);

}  // namespace orderyard::domain
