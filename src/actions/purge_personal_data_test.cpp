// People are forgotten when their term is over, not before, and no repeat of Amazon's brings them
// back; on both engines.
#include "actions/purge_personal_data.hpp"

#include "actions/action_fixture.hpp"
#include "base/limits.hpp"
#include "ports/customer_store.hpp"
#include "ports/inbox_store.hpp"
#include "ports/sync_store.hpp"

namespace orderyard::actions {
namespace {

using domain::ChannelOrder;
using domain::ChannelStatus;
using domain::FulfilledBy;
using domain::testing::Line;
using domain::testing::Placed;

constexpr int kAfterDays = 25;

class PurgePersonalDataTest : public ActionTest {
  protected:
    // Promised for that many days after the clock's now.
    ChannelOrder Shipped(const std::string& number, int promised_in_days = 0) const {
        ChannelOrder order =
            Placed(FulfilledBy::kMerchant, ChannelStatus::kShipped, {Line("1", 1, 1, 2599)});
        order.number = number;
        order.deliver_by.latest = clock.Now() + base::Duration::Days(promised_in_days);
        order.personal.buyer_email = "buyer@example.com";
        return order;
    }
    PurgeOutcome PurgeAt(base::Instant now) {
        return PurgePersonalData(database(), now, kAfterDays, [] { return false; });
    }
    base::Instant TermOver() const {
        return clock.Now() + base::Duration::Days(kAfterDays) + base::Duration::Seconds(1);
    }
    domain::ChannelOrderId IdOf(const std::string& number) {
        domain::ChannelOrderId id;
        database().Read([&](ports::Transaction& tx) {
            id = tx.channel_orders().FindHead(store.id, number).value().id;
        });
        return id;
    }
    ChannelOrder Channel(const std::string& number) {
        const auto id = IdOf(number);
        std::optional<ChannelOrder> order;
        database().Read([&](ports::Transaction& tx) { order = tx.channel_orders().Load(id); });
        return order.value();
    }
    std::optional<std::string> Payload(const std::string& number) {
        const auto id = IdOf(number);
        std::optional<std::string> payload;
        database().Read(
            [&](ports::Transaction& tx) { payload = tx.channel_orders().LoadPayload(id); });
        return payload;
    }
    void ExpectForgotten(const std::string& number) {
        EXPECT_EQ(Channel(number).personal, domain::PersonalData{}) << number;
        EXPECT_TRUE(Channel(number).is_purged) << number;
        EXPECT_FALSE(Payload(number)) << number;
        EXPECT_EQ(OrderOf(number)->personal, domain::PersonalData{}) << number;
    }
    void SetClockOffset(std::int64_t seconds) {
        database().Write([&](ports::Transaction& tx) {
            ports::SyncHealth health = tx.sync().LoadHealth(store.id).value_or(ports::SyncHealth{});
            health.store_id = store.id;
            health.clock_offset_millis = seconds * 1'000;
            tx.sync().SaveHealth(health);
        });
    }
};
ORDERYARD_ON_BOTH_ENGINES(PurgePersonalDataTest);

TEST_P(PurgePersonalDataTest, ForgetsWhenTheTermIsOverAndNotBefore) {
    Apply(Shipped("1"), "a");
    Apply(Shipped("2", 1), "b");
    ChannelOrder open =
        Placed(FulfilledBy::kMerchant, ChannelStatus::kUnshipped, {Line("1", 1, 0, 2599)});
    open.number = "open";
    open.deliver_by.latest = clock.Now();
    Apply(open, "c");
    EXPECT_EQ(PurgeAt(clock.Now() + base::Duration::Days(kAfterDays)).orders, 0);
    EXPECT_EQ(OrderOf("1")->personal.buyer_name, "Min-su Kim");

    const PurgeOutcome outcome = PurgeAt(TermOver());
    EXPECT_EQ(outcome.orders, 1);
    EXPECT_TRUE(outcome.is_done);
    ExpectForgotten("1");
    EXPECT_EQ(OrderOf("1")->totals.grand_total.ToDecimal(), "25.99") << "the order itself stays";
    EXPECT_EQ(OrderOf("2")->personal.buyer_name, "Min-su Kim");
    EXPECT_EQ(OrderOf("open")->personal.buyer_name, "Min-su Kim") << "it is still to be shipped";
    database().Read([&](ports::Transaction& tx) {
        const auto events = tx.channel_orders().Events(Channel("1").id);
        EXPECT_EQ(events.back().event, "personal_data_purged");
    });
    EXPECT_EQ(PurgeAt(TermOver()).orders, 0) << "once";
}

TEST_P(PurgePersonalDataTest, AmazonsRepeatDoesNotBringThePersonBack) {
    Apply(Shipped("1"), "a");
    PurgeAt(TermOver());
    EXPECT_EQ(Apply(Shipped("1"), "a"), ApplyOutcome::kUnchanged);
    ChannelOrder newer = Shipped("1");
    newer.updated_at = newer.updated_at + base::Duration::Days(1);
    newer.packages.resize(1);
    EXPECT_EQ(Apply(newer, "b"), ApplyOutcome::kApplied);
    EXPECT_EQ(Channel("1").packages.size(), 1U) << "the rest of the news is taken";
    ExpectForgotten("1");
    EXPECT_EQ(Apply(Shipped("1"), "c", true), ApplyOutcome::kStale);
    newer.ship_to.city = "Busan";
    EXPECT_EQ(Apply(newer, "d", true), ApplyOutcome::kApplied) << "a look";
    ExpectForgotten("1");
    EXPECT_EQ(PurgeAt(TermOver() + base::Duration::Days(400)).orders, 0) << "nothing left";
}

TEST_P(PurgePersonalDataTest, AnAccountGoesWithItsLastPerson) {
    domain::StoreSettings settings;
    settings.customer_creation = domain::CustomerCreation::kAccount;
    Connect(settings, "with-accounts");
    Apply(Shipped("1"), "a");
    Apply(Shipped("2", 5), "b");
    const auto account = OrderOf("1")->customer_id;
    ASSERT_TRUE(account.IsSet());
    ASSERT_EQ(OrderOf("2")->customer_id, account);
    const auto name_and_email = [&] {
        std::string text;
        database().Read([&](ports::Transaction& tx) {
            const auto customer = tx.customers().Load(account).value();
            text = customer.name + customer.email;
        });
        return text;
    };
    EXPECT_EQ(PurgeAt(TermOver()).orders, 1);
    EXPECT_EQ(name_and_email(), "Min-su Kimbuyer@example.com") << "the other order needs it";
    EXPECT_EQ(PurgeAt(TermOver() + base::Duration::Days(5)).orders, 1);
    EXPECT_EQ(name_and_email(), "");
    database().Read([&](ports::Transaction& tx) {
        EXPECT_FALSE(tx.customers().FindByEmail(OrderOf("1")->store_view_id, "buyer@example.com"));
    });
}

// A clock that jumps ahead is found out by Amazon's: the one that is behind counts.
TEST_P(PurgePersonalDataTest, AClockThatIsAheadPurgesNothingEarly) {
    Apply(Shipped("1"), "a");
    SetClockOffset(-86'400);
    EXPECT_EQ(PurgeAt(TermOver()).orders, 0);
    SetClockOffset(86'400);
    EXPECT_EQ(PurgeAt(clock.Now() + base::Duration::Days(kAfterDays)).orders, 0);
    EXPECT_EQ(PurgeAt(TermOver()).orders, 1);
}

TEST_P(PurgePersonalDataTest, GoesOnWhereItWasStopped) {
    const int count = base::limits::kPurgeBatchOrdersMax + 1;
    for (int i = 0; i < count; ++i) {
        Apply(Shipped(std::to_string(i)), std::to_string(i));
    }
    int questions = 0;
    const PurgeOutcome first = PurgePersonalData(database(), TermOver(), kAfterDays,
                                                 [&questions] { return ++questions > 1; });
    EXPECT_EQ(first.orders, base::limits::kPurgeBatchOrdersMax);
    EXPECT_FALSE(first.is_done);
    const PurgeOutcome second = PurgeAt(TermOver());
    EXPECT_EQ(second.orders, 1);
    EXPECT_TRUE(second.is_done);
}

TEST_P(PurgePersonalDataTest, TextsThatWereNeverTakenInGoToo) {
    ports::InboxRow row;
    row.store_id = store.id;
    row.order_number = "unreadable";
    row.content_hash = base::Sha256("x");
    row.payload = "Min-su Kim";
    row.received_at = row.next_try_at = clock.Now();
    database().Write([&](ports::Transaction& tx) { tx.inbox().Add(row); });
    EXPECT_EQ(PurgeAt(clock.Now() + base::Duration::Days(kAfterDays)).inbox_rows, 0);
    EXPECT_EQ(PurgeAt(TermOver()).inbox_rows, 1);
    database().Write([&](ports::Transaction& tx) {
        EXPECT_TRUE(tx.inbox().ClaimDue(store.id, TermOver(), 10).empty());
    });
}

}  // namespace
}  // namespace orderyard::actions
