// Who has seen whose address within the hour, on both engines.
#include "ports/view_store.hpp"

#include "ports/access_store.hpp"
#include "storage/order_samples.hpp"

namespace orderyard::storage {
namespace {

using ports::ViewAlarm;
using ports::ViewAlarmKind;
using Subjects = std::set<std::string>;

class ViewStoreTest : public OrdersTest {
  protected:
    domain::UserId MakeUser(const std::string& name) {
        domain::User user;
        user.name = name;
        user.role_id = domain::RoleId(3);
        user.created_at = At(0);
        Write([&](ports::Transaction& t) { t.access().InsertUser(user, {}); });
        return user.id;
    }
    Subjects Seen(domain::UserId user, std::int64_t since) {
        Subjects seen;
        database().Read(
            [&](ports::Transaction& t) { seen = t.views().SeenSince(user, At(since)); });
        return seen;
    }
};
ORDERYARD_ON_BOTH_ENGINES(ViewStoreTest);

TEST_P(ViewStoreTest, TheLimitIsTheQualityBarsUntilTheOwnerChangesIt) {
    domain::ViewLimit limit;
    database().Read([&](ports::Transaction& t) { limit = t.views().Limit(); });
    EXPECT_EQ(limit, domain::ViewLimit());
    limit.orders_per_hour = 400;
    limit.exempt_roles = {"clerk", "packer"};
    Write([&](ports::Transaction& t) { t.views().PutLimit(limit); });
    database().Read([&](ports::Transaction& t) { EXPECT_EQ(t.views().Limit(), limit); });
}

TEST_P(ViewStoreTest, EachUserHasAnHourOfHisOwn) {
    const auto ada = MakeUser("ada"), min = MakeUser("min");
    Write([&](ports::Transaction& t) {
        t.views().Hold(ada);
        t.views().PutSeen(ada, {"order 1", "order 2"}, At(10), At(0));
        t.views().PutSeen(min, {"order 1"}, At(20), At(0));
    });
    EXPECT_EQ(Seen(ada, 0), (Subjects{"order 1", "order 2"}));
    EXPECT_EQ(Seen(ada, 10), Subjects{});
    EXPECT_EQ(Seen(min, 0), Subjects{"order 1"});
    Write([&](ports::Transaction& t) { t.views().PutSeen(ada, {"order 2"}, At(30), At(20)); });
    EXPECT_EQ(Seen(ada, 0), Subjects{"order 2"}) << "what is too old is forgotten";
    EXPECT_EQ(Seen(ada, 20), Subjects{"order 2"}) << "seen again";
    EXPECT_EQ(Seen(min, 0), Subjects{"order 1"});
}

TEST_P(ViewStoreTest, AlarmsAreCountedAndForgottenByTheirTime) {
    const auto ada = MakeUser("ada"), min = MakeUser("min");
    Write([&](ports::Transaction& t) {
        t.views().PutAlarm({ada, {}, ViewAlarmKind::kStopped, 1, At(10)}, At(0));
        t.views().PutAlarm({ada, {}, ViewAlarmKind::kConfirmed, 50, At(11)}, At(0));
        t.views().PutAlarm({ada, {}, ViewAlarmKind::kConfirmed, 20, At(12)}, At(0));
        t.views().PutAlarm({min, {}, ViewAlarmKind::kBeyond, 7, At(13)}, At(0));
    });
    database().Read([&](ports::Transaction& t) {
        EXPECT_EQ(t.views().ConfirmedSince(ada, At(0)), 70);
        EXPECT_EQ(t.views().ConfirmedSince(ada, At(11)), 20);
        EXPECT_EQ(t.views().ConfirmedSince(min, At(0)), 0);
        EXPECT_TRUE(t.views().HasAlarmSince(ada, ViewAlarmKind::kStopped, At(9)));
        EXPECT_FALSE(t.views().HasAlarmSince(ada, ViewAlarmKind::kStopped, At(10)));
        EXPECT_FALSE(t.views().HasAlarmSince(ada, ViewAlarmKind::kBeyond, At(0)));
        const auto alarms = t.views().AlarmsSince(At(10), 2);
        ASSERT_EQ(alarms.size(), 2u);
        EXPECT_EQ(alarms[0].user_name, "min");
        EXPECT_EQ(alarms[0].kind, ViewAlarmKind::kBeyond);
        EXPECT_EQ(alarms[1].orders, 20);
    });
    Write([&](ports::Transaction& t) {
        t.views().PutAlarm({min, {}, ViewAlarmKind::kStopped, 1, At(14)}, At(13));
        EXPECT_EQ(t.views().AlarmsSince(At(0), 9).size(), 2u);
    });
}

}  // namespace
}  // namespace orderyard::storage
