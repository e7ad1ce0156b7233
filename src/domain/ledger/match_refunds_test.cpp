// One line a case: what was told, what was paid, and how many agree.
#include "domain/ledger/match_refunds.hpp"

#include <gtest/gtest.h>

namespace orderyard::domain {
namespace {

const base::Currency kEur = base::Currency::Of("EUR");
const base::Instant kNoon = *base::Instant::ParseIso("2026-11-20T12:00:00Z");

ToldRefund Told(std::int64_t id, std::int64_t minutes, std::int64_t cents, std::int64_t whole = 0) {
    ToldRefund told;
    told.follow_up_id = FollowUpId{id};
    told.credit_memo_id = CreditMemoId{id};
    told.told_at = kNoon + base::Duration::Minutes(minutes);
    told.told = base::Money::OfMinor(cents, kEur);
    told.whole = base::Money::OfMinor(whole == 0 ? cents : whole, kEur);
    return told;
}

ChannelRefund Paid(std::string id, std::int64_t minutes, std::int64_t cents,
                   base::Currency currency = kEur) {
    ChannelRefund paid;
    paid.transaction_id = std::move(id);
    paid.posted_at = kNoon + base::Duration::Minutes(minutes);
    paid.amount = base::Money::OfMinor(cents, currency);
    return paid;
}

struct Case {
    const char* name;
    std::vector<ToldRefund> told;
    std::vector<ChannelRefund> paid;
    std::size_t agreed, not_there, not_here;
};

TEST(MatchRefunds, PairsWhatIsTheSame) {
    const Case cases[] = {
        {"nothing", {}, {}, 0, 0, 0},
        {"equal amounts", {Told(1, 0, 1200)}, {Paid("a", 60, 1200)}, 1, 0, 0},
        {"with the channel's own tax", {Told(1, 0, 1000, 1190)}, {Paid("a", 60, 1190)}, 1, 0, 0},
        {"a cent off", {Told(1, 0, 1200)}, {Paid("a", 60, 1201)}, 0, 1, 1},
        {"another currency",
         {Told(1, 0, 1200)},
         {Paid("a", 60, 1200, base::Currency::Of("USD"))},
         0,
         1,
         1},
        {"posted before it was told", {Told(1, 60, 1200)}, {Paid("a", 0, 1200)}, 0, 1, 1},
        {"clocks differ a little", {Told(1, 10, 1200)}, {Paid("a", 0, 1200)}, 1, 0, 0},
        {"only told", {Told(1, 0, 1200)}, {}, 0, 1, 0},
        {"only paid: somebody in the channel's own pages", {}, {Paid("a", 0, 500)}, 0, 0, 1},
        {"twice told, once paid",
         {Told(1, 0, 500), Told(2, 5, 500)},
         {Paid("a", 60, 500)},
         1,
         1,
         0},
        {"once told, twice paid",
         {Told(1, 0, 500)},
         {Paid("a", 60, 500), Paid("b", 61, 500)},
         1,
         0,
         1},
        {"split by line", {Told(1, 0, 1500)}, {Paid("a", 60, 1000), Paid("b", 60, 500)}, 1, 0, 0},
        {"two messages, one payment",
         {Told(1, 0, 1000), Told(2, 5, 500)},
         {Paid("a", 60, 1500)},
         2,
         0,
         0},
        {"a split that does not add up",
         {Told(1, 0, 1500)},
         {Paid("a", 60, 1000), Paid("b", 60, 501)},
         0,
         1,
         2},
    };
    for (const Case& each : cases) {
        const RefundMatch match = MatchRefunds(each.told, each.paid);
        EXPECT_EQ(match.agreed.size(), each.agreed) << each.name;
        EXPECT_EQ(match.not_there.size(), each.not_there) << each.name;
        EXPECT_EQ(match.not_here.size(), each.not_here) << each.name;
    }
}

TEST(MatchRefunds, TakesTheEarliestPaymentForTheEarliestMessage) {
    const RefundMatch match =
        MatchRefunds({Told(2, 30, 500), Told(1, 0, 500)}, {Paid("b", 90, 500), Paid("a", 60, 500)});
    ASSERT_EQ(match.agreed.size(), 2U);
    EXPECT_EQ(match.agreed[0].follow_up_id.value, 1);
    EXPECT_EQ(match.agreed[0].transaction_id, "a");
    EXPECT_EQ(match.agreed[1].transaction_id, "b");
}

}  // namespace
}  // namespace orderyard::domain
