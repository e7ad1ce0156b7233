// The limit of orders seen in an hour: what counts, who is stopped, how he goes on, and that two
// servers have one limit.
#include "api/view_trail.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "actions/identity/confirm_views.hpp"
#include "actions/identity/identity_fixture.hpp"
#include "actions/identity/login_attempt.hpp"
#include "ports/view_store.hpp"

namespace orderyard::api {
namespace {

using storage::TestEngine;
using storage::TestEngineName;

class ViewTrailTest : public actions::IdentityTest {
  protected:
    void SetUp() override {
        IdentityTest::SetUp();
        if (!IsSkipped()) {
            SetLimit(5, {});
            ada_.signed_in = SignIn("ada", actions::kPassword);
            ada_.actor = actions::ActorOf(ada_.signed_in->user);
            ada_.grants = ada_.signed_in->role.grants;
            ada_.key = "user:1";
        }
    }
    void SetLimit(std::int64_t orders, std::set<std::string> exempt) {
        const auto put = actions::PutViewLimit(context(), {orders, std::move(exempt)},
                                               actions::kAdmin, "192.0.2.9");
        ASSERT_TRUE(put) << put.error().Text();
    }
    static ports::PersonalView Orders(int first, int last) {
        ports::PersonalView view;
        for (int id = first; id <= last; ++id) {
            view.seen.push_back("order " + std::to_string(id));
        }
        return view;
    }
    // "" or the reason and what is left.
    std::string See(ViewTrail& trail, const ports::PersonalView& view,
                    Shown shown = Shown::kWhole) {
        const auto seen = trail.Record(ada_, view, shown);
        if (seen) {
            return "";
        }
        std::string said;
        for (const auto& [name, value] : seen.error().params) {
            said += name + " " + value + ", ";
        }
        EXPECT_EQ(seen.error().code, base::ErrorCode::kForbidden);
        return said;
    }
    std::vector<std::string> Alarms() {
        std::vector<std::string> words;
        database().Read([&](ports::Transaction& tx) {
            for (const auto& alarm :
                 tx.views().AlarmsSince(clock.now - base::Duration::Days(1), 9)) {
                words.push_back(std::to_string(static_cast<int>(alarm.kind)) + ":" +
                                std::to_string(alarm.orders));
            }
        });
        return words;
    }

    Caller ada_;
};
ORDERYARD_ON_BOTH_ENGINES(ViewTrailTest);

constexpr const char* kStop = "seen 5, reason confirm_views, limit 5, wanted 1, left 0, ";

TEST_P(ViewTrailTest, TheOrderAfterTheLastOneAsksForAConfirmation) {
    ViewTrail trail(database(), clock);
    for (int id = 1; id <= 5; ++id) {
        EXPECT_EQ(See(trail, Orders(id, id)), "") << id;
    }
    EXPECT_EQ(See(trail, Orders(6, 6)), kStop);
    EXPECT_EQ(See(trail, Orders(3, 3)), "") << "seen already";
    EXPECT_EQ(See(trail, Orders(6, 6)), kStop) << "not forgotten";
    EXPECT_EQ(Alarms(), (std::vector<std::string>{"0:1"})) << "once an hour";
    EXPECT_EQ(Said(actions::ConfirmViews(context(), *ada_.signed_in, {"wrong one", "", 0}, "")),
              "unauthorized password: The password is wrong.");
    EXPECT_EQ(See(trail, Orders(6, 6)), kStop);
    const auto more =
        actions::ConfirmViews(context(), *ada_.signed_in, {actions::kPassword, "", 0}, "");
    ASSERT_TRUE(more) << more.error().Text();
    EXPECT_EQ(*more, 5);
    EXPECT_EQ(See(trail, Orders(6, 10)), "");
    EXPECT_EQ(See(trail, Orders(11, 11)),
              "seen 10, reason confirm_views, limit 5, wanted 1, left 0, ");
    Pass(3'601);
    EXPECT_EQ(See(trail, Orders(11, 15)), "") << "another hour";
    EXPECT_NE(Events().find("personal_views_confirmed"), std::string::npos);
    EXPECT_NE(Events().find("personal_views_stopped"), std::string::npos);
}

TEST_P(ViewTrailTest, AStackOfPapersIsConfirmedAtOnce) {
    ViewTrail trail(database(), clock);
    EXPECT_EQ(See(trail, Orders(1, 40)),
              "seen 0, reason confirm_views, limit 5, wanted 40, left 5, ");
    ASSERT_TRUE(
        actions::ConfirmViews(context(), *ada_.signed_in, {actions::kPassword, "", 40}, ""));
    EXPECT_EQ(See(trail, Orders(1, 40)), "");
    ASSERT_TRUE(
        actions::ConfirmViews(context(), *ada_.signed_in, {actions::kPassword, "", 99'999}, ""));
    EXPECT_EQ(Alarms().front(), "1:1000") << "never more than a thousand";
}

TEST_P(ViewTrailTest, ListsAndExemptRolesDoNotCount) {
    ViewTrail trail(database(), clock);
    EXPECT_EQ(See(trail, Orders(1, 50), Shown::kNames), "");
    EXPECT_EQ(See(trail, Orders(1, 50), Shown::kStreamed), "");
    EXPECT_EQ(See(trail, Orders(1, 5)), "");
    EXPECT_NE(See(trail, Orders(6, 6)), "");
    EXPECT_FALSE(trail.MayStream(ada_)) << "nothing left to begin an export with";
    SetLimit(5, {"clerk"});
    EXPECT_EQ(See(trail, Orders(6, 60)), "");
    EXPECT_TRUE(trail.MayStream(ada_));
    ViewTrail other(database(), clock);
    Caller client;
    client.actor.name = "erp";
    client.key = "integration:1";
    EXPECT_TRUE(other.Record(client, Orders(1, 500), Shown::kWhole)) << "scoped instead";
}

TEST_P(ViewTrailTest, WhatIsDoneIsShownButRaisesTheAlarm) {
    ViewTrail trail(database(), clock);
    EXPECT_EQ(See(trail, Orders(1, 5)), "");
    EXPECT_EQ(See(trail, Orders(6, 6), Shown::kChanged), "");
    EXPECT_EQ(See(trail, Orders(7, 7), Shown::kChanged), "");
    EXPECT_EQ(Alarms(), (std::vector<std::string>{"2:1"}));
    ada_.signed_in->session.is_admin_token = true;
    EXPECT_EQ(See(trail, Orders(8, 90)), "") << "a machine cannot confirm";
    EXPECT_EQ(Alarms().size(), 1u);
}

TEST_P(ViewTrailTest, CustomersCountOnlyWithoutTheirOrders) {
    ViewTrail trail(database(), clock);
    auto page = Orders(1, 4);
    page.seen.push_back("customer 1");
    EXPECT_EQ(See(trail, page), "");
    EXPECT_EQ(See(trail, {true, {"customer 2"}}), "");
    EXPECT_NE(See(trail, {true, {"customer 3"}}), "");
}

TEST_P(ViewTrailTest, ManyPagesAtTwoServersHaveOneLimit) {
    SetLimit(20, {});
    auto elsewhere = storage::OpenDatabase(Options());
    ASSERT_EQ(elsewhere.has_value(), !IsSqlite()) << "only one server may have a file";
    ports::Database& other = elsewhere ? static_cast<ports::Database&>(**elsewhere) : database();
    ViewTrail here(database(), clock), there(other, clock);
    std::atomic<int> shown = 0, next = 1;
    std::vector<std::thread> pages;
    for (int i = 0; i < 8; ++i) {
        pages.emplace_back([&, i] {
            for (int id = next++; id <= 60; id = next++) {
                shown +=
                    (i % 2 == 0 ? here : there).Record(ada_, Orders(id, id), Shown::kWhole) ? 1 : 0;
            }
        });
    }
    for (auto& page : pages) {
        page.join();
    }
    EXPECT_EQ(shown, 20);
}

TEST(ShownBy, ListsNameAndTheRestIsWhole) {
    EXPECT_EQ(ShownBy(http::Method::kGet, "/api/v1/orders"), Shown::kNames);
    EXPECT_EQ(ShownBy(http::Method::kGet, "/api/v1/orders/{id}"), Shown::kWhole);
    EXPECT_EQ(ShownBy(http::Method::kGet, "/V1/orders"), Shown::kWhole);
    EXPECT_EQ(ShownBy(http::Method::kPost, "/api/v1/prints"), Shown::kWhole);
    EXPECT_EQ(ShownBy(http::Method::kPost, "/api/v1/orders/{id}/hold"), Shown::kChanged);
}

}  // namespace
}  // namespace orderyard::api
