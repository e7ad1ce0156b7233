// Reads an order back at Amazon for a follow-up, and judges what it shows. What was read goes
// through the inbox like any other news.
#pragma once

#include <optional>
#include <set>
#include <string>

#include "amazon/sync/follow_up_run.hpp"
#include "amazon/wire/requests.hpp"
#include "domain/channel/channel_order.hpp"
#include "domain/order/order.hpp"

namespace orderyard::amazon {

// nullopt: no answer that tells anything; the row was put off or settled, nothing is left to do.
std::optional<domain::ChannelOrder> ReadBack(FollowUpRun& r, const domain::FollowUp& follow_up);

enum class Sight {
    kSeen,      // Amazon shows what we told it
    kNotThere,  // not (yet)
    kChanged,   // our package is there, with another content
    kElse,      // Amazon shows something that excludes it: only a person can tell
    kCanceled,  // the order, or what of it was meant, is canceled
    kShipped,   // of a cancel: too late
};
struct Seen {
    Sight sight = Sight::kNotThere;
    std::string text;  // why, for people
};

// `own_references`: of all our packages of the order.
Seen JudgeShipment(const domain::ChannelOrder& order, const wire::ShipmentConfirmation& told,
                   const std::set<std::string>& own_references);
Seen JudgeCancel(const domain::ChannelOrder& order);
// `ours`: the order as we sold it. Pieces of each line asked for must be canceled on top of those
// of earlier cancels that were seen.
Seen JudgeLinesCancel(const domain::ChannelOrder& order, const domain::FollowUp& follow_up,
                      const domain::Order& ours, const std::vector<domain::FollowUp>& all);

}  // namespace orderyard::amazon
