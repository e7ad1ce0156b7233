// How a follow-up's way to the channel ended, and what that means for the order. Called by the
// channel's room, in the transaction that moves the follow-up.
#pragma once

#include <string>

#include "domain/follow_up/follow_up.hpp"
#include "ports/database.hpp"

namespace orderyard::actions {

// is_done: the channel did it (the order itself is canceled by the channel's news). Else it refused
// or never got it: the pending cancel ends and the order is as it was before. `why` has no personal
// data.
void CancelEnded(ports::Transaction& tx, const domain::FollowUp& follow_up, bool is_done,
                 const std::string& why, base::Instant now);

// Not done: the credit memo is marked rejected, for a person to void it or to make it good.
void RefundEnded(ports::Transaction& tx, const domain::FollowUp& follow_up, bool is_done,
                 const std::string& why, base::Instant now);

// The channel has the file of an invoice or credit memo now. Not done: an exception on the order
// asks a person.
void UploadEnded(ports::Transaction& tx, const domain::FollowUp& follow_up, bool is_done,
                 const std::string& why, base::Instant now);

// The package's confirmation was refused: an exception on the order asks a person.
void ShipmentEnded(ports::Transaction& tx, const domain::FollowUp& follow_up, bool is_done,
                   const std::string& why, base::Instant now);

}  // namespace orderyard::actions
