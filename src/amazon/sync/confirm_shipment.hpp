// Tells Amazon about a package that left, and makes sure that it shows it. The package reference
// makes a repeat an edit of the same package, so sending again is harmless as long as the body is
// the same.
#pragma once

#include "amazon/sync/follow_up_run.hpp"

namespace orderyard::amazon {

void SendShipment(FollowUpRun& r, const domain::FollowUp& follow_up);
void LookForShipment(FollowUpRun& r, const domain::FollowUp& follow_up);

}  // namespace orderyard::amazon
