// Corrections of an order's address before it is a commerce order.
#include "domain/channel/correct_channel_address.hpp"

#include <gtest/gtest.h>

namespace orderyard::domain {
namespace {

ChannelOrder InSeattle() {
    ChannelOrder order;
    order.status = ChannelStatus::kUnshipped;
    order.fulfilled_by = FulfilledBy::kMerchant;
    order.ship_to.city = "Seattle";
    order.ship_to.region = "WA";
    order.ship_to.country_code = "US";
    order.personal.shipping = {"Min-su Kim", "", {"1 Pine St", "Apt 2"}, "98101", "555", {}};
    return order;
}

std::string ReasonFor(const ChannelOrder& order, const AddressCorrection& correction) {
    const auto corrected = DecideChannelAddress(order, correction);
    if (corrected) {
        return "";
    }
    for (const auto& [name, value] : corrected.error().params) {
        if (name == "reason") {
            return value;
        }
    }
    return "no reason";
}

AddressCorrection City(const std::string& city) {
    AddressCorrection correction;
    correction.city = city;
    return correction;
}

TEST(DecideChannelAddress, RefusesInOrderOfPrecedence) {
    ChannelOrder order = InSeattle();
    order.is_purged = true;
    order.status = ChannelStatus::kCanceled;
    order.fulfilled_by = FulfilledBy::kChannel;
    EXPECT_EQ(ReasonFor(order, City("Tacoma")), "personal_data_gone");
    order.is_purged = false;
    EXPECT_EQ(ReasonFor(order, City("Tacoma")), "canceled");
    order.status = ChannelStatus::kShipped;
    EXPECT_EQ(ReasonFor(order, City("Tacoma")), "channel_ships");
    order.fulfilled_by = FulfilledBy::kMerchant;
    EXPECT_EQ(ReasonFor(order, City("Tacoma")), "shipped");
    order.status = ChannelStatus::kUnshipped;
    EXPECT_EQ(ReasonFor(order, City("Seattle")), "unchanged");
    EXPECT_EQ(ReasonFor(order, City("")), "empty");
    EXPECT_EQ(ReasonFor(order, City("Tacoma")), "");
}

TEST(DecideChannelAddress, ASecondCorrectionStartsFromTheFirst) {
    ChannelOrder order = InSeattle();
    order.personal.corrected = DecideChannelAddress(order, City("Tacoma")).value();
    AddressCorrection street;
    street.street1 = "9 Oak St";
    const CorrectedAddress both = DecideChannelAddress(order, street).value();
    EXPECT_EQ(both.city, "Tacoma");
    EXPECT_EQ(both.lines, (std::vector<std::string>{"9 Oak St", "Apt 2"}));
    EXPECT_EQ(order.ship_to.city, "Seattle");  // what the channel said stays

    Location place = order.ship_to;
    PersonalAddress personal = order.personal.shipping;
    TakeCorrected(both, place, personal);
    EXPECT_EQ(place.city, "Tacoma");
    EXPECT_EQ(personal.name, "Min-su Kim");
    EXPECT_EQ(personal.postal_code, "98101");
}

}  // namespace
}  // namespace orderyard::domain
