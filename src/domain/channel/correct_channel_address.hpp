// A person corrects where a channel order goes before it is a commerce order. What the channel said
// stays as it is; the correction stands beside it and is what the commerce order will be made with.
#pragma once

#include "base/result.hpp"
#include "domain/channel/channel_order.hpp"
#include "domain/order/process_order.hpp"

namespace orderyard::domain {

// The address with the correction, on top of an earlier one. Refused: the personal data is gone,
// the order has left or was canceled; kInvalidInput names the field.
base::Result<CorrectedAddress> DecideChannelAddress(const ChannelOrder& order,
                                                    const AddressCorrection& correction);
// Puts the correction in the channel's place.
void TakeCorrected(const CorrectedAddress& corrected, Location& place, PersonalAddress& personal);

}  // namespace orderyard::domain
