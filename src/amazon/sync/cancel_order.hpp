// Cancels at Amazon. A refusal to ship after something was shipped would give the buyer's money
// back for goods that are on their way: the order is read again right before every attempt.
#pragma once

#include "amazon/sync/follow_up_run.hpp"

namespace orderyard::amazon {

// Reads the order; true: nothing of it has left, the cancel may be built now. False: the row was
// settled or put off.
bool IsCancelAllowedNow(FollowUpRun& r, const domain::FollowUp& follow_up);

// Whether this one goes by Amazon's cancelOrder instead of a feed.
bool GoesByCall(const FollowUpRun& r, const domain::FollowUp& follow_up);
void SendCancel(FollowUpRun& r, const domain::FollowUp& follow_up);

void LookForCancel(FollowUpRun& r, const domain::FollowUp& follow_up);

// The payload of its feed message. An order that changed meanwhile is an error.
base::Result<std::string> CancelPayload(ports::Transaction& tx, const domain::FollowUp& follow_up);

}  // namespace orderyard::amazon
