// One line a refusal, in the order of precedence; then what a connection makes.
#include "actions/connect_store.hpp"

#include "actions/action_fixture.hpp"
#include "actions/change_store.hpp"

namespace orderyard::actions {
namespace {

class ConnectStoreTest : public ActionTest {};
ORDERYARD_ON_BOTH_ENGINES(ConnectStoreTest);

TEST_P(ConnectStoreTest, RefusalsNameTheFieldInOrder) {
    domain::Store wanted;
    domain::StoreCredentials credentials;
    const auto field = [&] {
        const auto result = ConnectStore(database(), clock, wanted, credentials);
        return result ? std::string("accepted") : result.error().field;
    };
    wanted.code = "A B";
    EXPECT_EQ(field(), "code");
    wanted.code = "second";
    EXPECT_EQ(field(), "name");
    wanted.name = "Second";
    EXPECT_EQ(field(), "region");
    wanted.region = "na";
    EXPECT_EQ(field(), "seller_id");
    wanted.seller_id = "S2";
    EXPECT_EQ(field(), "api_url");
    wanted.api_url = "https://api.example";
    EXPECT_EQ(field(), "token_url");
    wanted.token_url = "https://token.example";
    wanted.settings.sync_interval_seconds = 60;
    EXPECT_EQ(field(), "sync_interval_seconds");
    wanted.settings.sync_interval_seconds = 300;
    wanted.settings.new_order_status = "no_such";
    EXPECT_EQ(field(), "new_order_status");
    wanted.settings.new_order_status = "pending";
    EXPECT_EQ(field(), "client_id");
    credentials.client_id = "c";
    EXPECT_EQ(field(), "client_secret");
    credentials.client_secret = "s";
    EXPECT_EQ(field(), "refresh_token");
    credentials.refresh_token = "r";
    EXPECT_EQ(field(), "accepted");
    EXPECT_EQ(field(), "code");
    wanted.code = "third";
    EXPECT_EQ(field(), "seller_id");
}

TEST_P(ConnectStoreTest, EachStoreGetsAViewAndArchivingFreesTheSeller) {
    EXPECT_TRUE(store.settings.store_view_id.IsSet());
    EXPECT_NE(store.settings.store_view_id.value, 1);
    EXPECT_TRUE(ArchiveStore(database(), "acme"));
    EXPECT_EQ(ArchiveStore(database(), "acme").error().code, base::ErrorCode::kNotFound);
    domain::Store again = store;
    again.id = {};
    again.code = "acme2";
    again.is_active = true;
    again.is_archived = false;
    EXPECT_TRUE(ConnectStore(database(), clock, again, {"c", "s", "r"}));
}

TEST_P(ConnectStoreTest, SwitchingImportOnTakesInWhatWasOnlyShown) {
    domain::StoreSettings settings;
    settings.import_enabled = false;
    Connect(settings, "shown");
    auto order =
        domain::testing::Placed(domain::FulfilledBy::kMerchant, domain::ChannelStatus::kUnshipped,
                                {domain::testing::Line("1", 1, 0, 100)});
    Apply(order, "a");
    EXPECT_FALSE(OrderOf(order.number));

    StoreChange change;
    change.settings = store.settings;
    change.settings.import_enabled = true;
    const auto report = ChangeStore(database(), clock, "shown", change);
    ASSERT_TRUE(report) << report.error().Text();
    EXPECT_EQ(report->orders_decided_again, 1);
    EXPECT_TRUE(OrderOf(order.number));
    EXPECT_EQ(ChangeStore(database(), clock, "nowhere", change).error().code,
              base::ErrorCode::kNotFound);
    change.settings.new_order_status = "no_such";
    EXPECT_EQ(ChangeStore(database(), clock, "shown", change).error().field, "new_order_status");
}

}  // namespace
}  // namespace orderyard::actions
