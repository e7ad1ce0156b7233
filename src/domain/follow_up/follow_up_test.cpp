// The machine of follow-ups: every move, legal or not, and what the states mean.
#include "domain/follow_up/follow_up.hpp"

#include <gtest/gtest.h>

#include <string>

namespace orderyard::domain {
namespace {

using State = FollowUpState;

// In the order of the table's columns: WQSsAVRUPX.
constexpr State kStates[] = {State::kWaiting,  State::kQueued,   State::kSending,  State::kSent,
                             State::kAccepted, State::kSeen,     State::kRejected, State::kUnknown,
                             State::kParked,   State::kWithdrawn};

struct Row {
    State from;
    const char* to;  // x: legal
    bool is_open, is_final, may_be_sent;
};
const Row kRows[] = {
    {State::kWaiting, "xx...xxxxx", false, false, false},
    {State::kQueued, "xxx..xxxxx", true, false, false},
    {State::kSending, ".xxxxxxxx.", true, false, true},
    {State::kSent, ".x.xxxxxx.", true, false, true},
    {State::kAccepted, ".x.xxxxxx.", true, false, true},
    {State::kSeen, "..........", false, true, true},
    {State::kRejected, "..........", false, true, false},
    {State::kUnknown, ".x.xxxxxx.", true, false, true},
    {State::kParked, ".x..xxxxxx", false, false, true},
    {State::kWithdrawn, "..........", false, true, false},
};

TEST(FollowUp, TheMachine) {
    for (const auto& row : kRows) {
        std::string legal;
        for (const State to : kStates) {
            legal += CanMove(row.from, to) ? 'x' : '.';
        }
        EXPECT_EQ(legal, row.to) << ToString(row.from);
        EXPECT_EQ(IsOpen(row.from), row.is_open) << ToString(row.from);
        EXPECT_EQ(IsFinal(row.from), row.is_final) << ToString(row.from);
        EXPECT_EQ(MayBeSent(row.from), row.may_be_sent) << ToString(row.from);
    }
}

TEST(FollowUp, WhatMayHaveLeftIsNeverWithdrawnByAMachine) {
    for (const State from : kStates) {
        if (MayBeSent(from) && from != State::kParked) {
            EXPECT_FALSE(CanMove(from, State::kWithdrawn)) << ToString(from);
        }
    }
}

TEST(FollowUp, EachStateAndKindHasItsWord) {
    for (const State state : kStates) {
        EXPECT_EQ(FollowUpStateFrom(ToString(state)), state);
    }
    for (const auto kind : {FollowUpKind::kConfirmShipment, FollowUpKind::kCancelOrder,
                            FollowUpKind::kCancelLines, FollowUpKind::kRefund}) {
        EXPECT_EQ(FollowUpKindFrom(ToString(kind)), kind);
    }
    EXPECT_EQ(ToString(FollowUpKind::kConfirmShipment), "confirm_shipment");
    EXPECT_FALSE(FollowUpStateFrom("Sent"));
}

}  // namespace
}  // namespace orderyard::domain
