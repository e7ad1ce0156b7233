// The rules of fields are those of commerce orders (order/correct_address).
#include "domain/channel/correct_channel_address.hpp"

namespace orderyard::domain {

base::Result<CorrectedAddress> DecideChannelAddress(const ChannelOrder& order,
                                                    const AddressCorrection& correction) {
    if (order.is_purged) {
        return base::Fail(ToError({"personal_data_gone",
                                   "The personal data of this order was destroyed after its time; "
                                   "there is no address to correct."}));
    }
    if (order.status == ChannelStatus::kCanceled) {
        return base::Fail(ToError({"canceled", "The order is canceled; nothing is sent."}));
    }
    if (order.fulfilled_by == FulfilledBy::kChannel) {
        return base::Fail(
            ToError({"channel_ships", "The channel ships this order; only it knows where to."}));
    }
    if (order.status == ChannelStatus::kShipped) {
        return base::Fail(ToError({"shipped", "All of it has left already."}));
    }
    Location place = order.ship_to;
    PersonalAddress personal = order.personal.shipping;
    if (order.personal.corrected.IsSet()) {
        TakeCorrected(order.personal.corrected, place, personal);
    }
    if (const auto changes = CorrectPlace(correction, place, personal); !changes) {
        return base::Fail(changes.error());
    }
    if (place.country_code.empty()) {
        return base::Fail(BadInput("country_code", "empty", "An address needs its country."));
    }
    return CorrectedAddress{personal.lines, place.city, place.region, personal.postal_code,
                            place.country_code};
}

void TakeCorrected(const CorrectedAddress& corrected, Location& place, PersonalAddress& personal) {
    place.city = corrected.city;
    place.region = corrected.region;
    place.country_code = corrected.country_code;
    personal.lines = corrected.lines;
    personal.postal_code = corrected.postal_code;
}

}  // namespace orderyard::domain
