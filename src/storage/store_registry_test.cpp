// Stores, views and statuses: every field, every uniqueness, and what a new database holds.
#include "ports/store_registry.hpp"

#include <map>

#include "storage/database_fixture.hpp"

namespace orderyard::storage {
namespace {

class StoreRegistryTest : public DatabaseTest {
  protected:
    static domain::Store Store(const std::string& code, const std::string& seller) {
        domain::Store store;
        store.code = code;
        store.name = "Acme Europe";
        store.region = "eu";
        store.seller_id = seller;
        store.marketplace_ids = {"A1PA6795UKMFR9", "A1F83G8C2ARO7P"};
        store.api_url = "https://api.example";
        store.token_url = "https://token.example";
        store.settings.store_view_id = domain::StoreViewId(1);
        store.settings.import_from = base::Instant::FromSeconds(77);
        store.settings.customer_creation = domain::CustomerCreation::kAccount;
        store.settings.order_number_source = domain::OrderNumberSource::kChannel;
        store.settings.new_order_status = "fraud";
        store.settings.strict_blocking = true;
        store.settings.paid_on_import = false;
        store.settings.mail_kinds = {"shipment", "order_comment"};
        store.settings.sync_interval_seconds = 600;
        store.created_at = base::Instant::FromSeconds(5);
        return store;
    }
    template <class Work>
    void InRegistry(const Work& work) {
        database().Write([&](ports::Transaction& transaction) { work(transaction.stores()); });
    }
};
ORDERYARD_ON_BOTH_ENGINES(StoreRegistryTest);

TEST_P(StoreRegistryTest, AStoreComesBackAsInserted) {
    domain::Store store = Store("acme", "S1");
    InRegistry([&](ports::StoreRegistry& registry) {
        registry.Insert(store, {"client id", "client secret", "refresh token"});
    });
    EXPECT_TRUE(store.id.IsSet());
    EXPECT_EQ(store.version, 1);
    InRegistry([&](ports::StoreRegistry& registry) {
        const auto loaded = registry.Load(store.id);
        ASSERT_TRUE(loaded);
        EXPECT_EQ(loaded->code, "acme");
        EXPECT_EQ(loaded->name, "Acme Europe");
        EXPECT_EQ(loaded->region, "eu");
        EXPECT_EQ(loaded->seller_id, "S1");
        EXPECT_EQ(loaded->marketplace_ids, store.marketplace_ids);
        EXPECT_EQ(loaded->api_url, store.api_url);
        EXPECT_EQ(loaded->token_url, store.token_url);
        EXPECT_EQ(loaded->settings, store.settings);
        EXPECT_EQ(loaded->created_at, store.created_at);
        EXPECT_TRUE(loaded->is_active);
        EXPECT_FALSE(loaded->is_archived);
        EXPECT_EQ(loaded->version, 1);
        EXPECT_EQ(registry.FindByCode("acme")->id, store.id);
        EXPECT_FALSE(registry.FindByCode("ACME"));
        EXPECT_FALSE(registry.Load(domain::StoreId(99)));
    });
}

TEST_P(StoreRegistryTest, OnlyOneLiveStoreForASellerInARegion) {
    domain::Store first = Store("one", "S1");
    domain::Store second = Store("two", "S1");
    InRegistry([&](ports::StoreRegistry& registry) { registry.Insert(first, {}); });
    const auto insert = [&](domain::Store store) {
        InRegistry([&](ports::StoreRegistry& registry) { registry.Insert(store, {}); });
    };
    EXPECT_THROW(insert(second), ports::VersionConflict);
    EXPECT_THROW(insert(Store("one", "S2")), ports::VersionConflict);
    first.is_archived = true;
    InRegistry([&](ports::StoreRegistry& registry) { registry.Save(first); });
    insert(second);
    first.is_archived = false;
    EXPECT_THROW(InRegistry([&](ports::StoreRegistry& registry) { registry.Save(first); }),
                 ports::VersionConflict);
    InRegistry([&](ports::StoreRegistry& registry) {
        EXPECT_EQ(registry.List(false).size(), 1U);
        EXPECT_EQ(registry.List(true).size(), 2U);
    });
}

TEST_P(StoreRegistryTest, SaveIsByVersion) {
    domain::Store store = Store("acme", "S1");
    InRegistry([&](ports::StoreRegistry& registry) { registry.Insert(store, {}); });
    domain::Store stale = store;
    store.name = "New name";
    store.marketplace_ids = {"ATVPDKIKX0DER"};
    store.settings.mail_kinds.clear();
    InRegistry([&](ports::StoreRegistry& registry) { registry.Save(store); });
    EXPECT_EQ(store.version, 2);
    EXPECT_THROW(InRegistry([&](ports::StoreRegistry& registry) { registry.Save(stale); }),
                 ports::VersionConflict);
    InRegistry([&](ports::StoreRegistry& registry) {
        EXPECT_EQ(registry.Load(store.id)->name, "New name");
        EXPECT_EQ(registry.Load(store.id)->marketplace_ids, store.marketplace_ids);
        EXPECT_EQ(registry.Load(store.id)->settings, store.settings);
    });
}

TEST_P(StoreRegistryTest, CredentialsAreReplacedWhole) {
    domain::Store store = Store("acme", "S1");
    InRegistry([&](ports::StoreRegistry& registry) {
        registry.Insert(store, {"id", "secret", "refresh"});
        EXPECT_EQ(registry.LoadCredentials(store.id)->client_secret, "secret");
        registry.SaveCredentials(store.id, {"id2", "", std::string("a\0b", 3)});
    });
    InRegistry([&](ports::StoreRegistry& registry) {
        const auto credentials = registry.LoadCredentials(store.id);
        ASSERT_TRUE(credentials);
        EXPECT_EQ(credentials->client_id, "id2");
        EXPECT_EQ(credentials->client_secret, "");
        EXPECT_EQ(credentials->refresh_token, std::string("a\0b", 3));
        EXPECT_FALSE(registry.LoadCredentials(domain::StoreId(99)));
    });
}

TEST_P(StoreRegistryTest, ANewDatabaseHasTheDefaultViewAndStatuses) {
    InRegistry([&](ports::StoreRegistry& registry) {
        const auto views = registry.ListViews();
        ASSERT_EQ(views.size(), 1U);
        EXPECT_EQ(views[0].id, domain::StoreViewId(1));
        EXPECT_EQ(views[0].code, "default");
        EXPECT_EQ(views[0].name, "Default Store View");
        EXPECT_EQ(views[0].website_name, "Main Website");
        EXPECT_EQ(views[0].group_name, "Main Website Store");
        EXPECT_EQ(views[0].zone, "UTC");

        std::map<domain::OrderState, std::string> defaults;
        const auto statuses = registry.ListStatuses();
        EXPECT_EQ(statuses.size(), 10U);
        for (const ports::OrderStatus& status : statuses) {
            if (status.is_default) {
                EXPECT_TRUE(defaults.emplace(status.state, status.code).second);
            }
            EXPECT_EQ(status.is_visible_on_front, status.code != "pending_payment");
        }
        EXPECT_EQ(defaults.size(), 8U);
        EXPECT_EQ(defaults[domain::OrderState::kNew], "pending");
        EXPECT_EQ(defaults[domain::OrderState::kOnHold], "holded");
    });
}

TEST_P(StoreRegistryTest, ViewsAndStatusesCanBeAdded) {
    domain::StoreView view{{}, "kr", "Korea", "Asia", "Asia Store", "Asia/Seoul"};
    InRegistry([&](ports::StoreRegistry& registry) { registry.InsertView(view); });
    EXPECT_THROW(InRegistry([&](ports::StoreRegistry& registry) { registry.InsertView(view); }),
                 ports::VersionConflict);
    InRegistry([&](ports::StoreRegistry& registry) {
        EXPECT_EQ(registry.FindViewByCode("kr")->zone, "Asia/Seoul");
        EXPECT_FALSE(registry.FindViewByCode("us"));
        registry.PutStatus({"packing", "Packing", domain::OrderState::kProcessing, true, false});
        registry.PutStatus(
            {"packing", "Being packed", domain::OrderState::kProcessing, true, false});
    });
    InRegistry([&](ports::StoreRegistry& registry) {
        int defaults = 0;
        for (const ports::OrderStatus& status : registry.ListStatuses()) {
            if (status.state == domain::OrderState::kProcessing && status.is_default) {
                ++defaults;
                EXPECT_EQ(status.code, "packing");
                EXPECT_EQ(status.label, "Being packed");
                EXPECT_FALSE(status.is_visible_on_front);
            }
        }
        EXPECT_EQ(defaults, 1);
    });
}

}  // namespace
}  // namespace orderyard::storage
