// Which of Amazon's programs a clerk must see at once.
#pragma once

#include "domain/channel/channel_order.hpp"

namespace orderyard::amazon {

// By its programs, and by its lines for a gift.
domain::OrderMarks MarksOf(const domain::ChannelOrder& order);

}  // namespace orderyard::amazon
