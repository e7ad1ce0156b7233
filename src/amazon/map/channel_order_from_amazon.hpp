// wire::Order -> domain::ChannelOrder. Pure. Says nothing Amazon did not say: what is unknown stays
// unknown.
#pragma once

#include "amazon/wire/order.hpp"
#include "base/result.hpp"
#include "domain/channel/channel_order.hpp"

namespace orderyard::amazon {

// The order becomes an Error (and so is quarantined) when its money cannot be held exactly (unknown
// currency, too many decimals, two currencies), a time or quantity cannot be read, or an id is not
// usable; `field` names the member. A status, fulfiller or marketplace we do not know goes to
// unknown_values instead: held for a person.
base::Result<domain::ChannelOrder> ChannelOrderFromAmazon(wire::Order order,
                                                          domain::StoreId store_id);

}  // namespace orderyard::amazon
