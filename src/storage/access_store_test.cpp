// Users, roles, sessions, counters, integrations and nonces on both engines.
#include "ports/access_store.hpp"

#include <thread>

#include "storage/database_fixture.hpp"

namespace orderyard::storage {
namespace {

base::Instant At(std::int64_t seconds) {
    return base::Instant::FromSeconds(1'700'000'000 + seconds);
}

class AccessStoreTest : public DatabaseTest {
  protected:
    template <class Work>
    void Write(Work work) {
        database().Write([&](ports::Transaction& tx) { work(tx.access()); });
    }

    domain::User MakeUser(const std::string& name, std::int64_t role = 4) {
        domain::User user;
        user.name = name;
        user.email = name + "@example.org";
        user.role_id = domain::RoleId(role);
        user.created_at = At(0);
        Write([&](ports::AccessStore& store) { store.InsertUser(user, {"$hash", "totp", 7, {}}); });
        return user;
    }

    ports::Integration MakeIntegration(const std::string& name) {
        ports::Integration integration;
        integration.name = name;
        integration.email = "erp@example.org";
        integration.grants = domain::Grants({"Magento_Sales::actions_view"});
        integration.consumer_key = "ck-" + name;
        integration.consumer_secret = "cs-" + name;
        integration.access_token = "at-" + name;
        integration.access_token_secret = "ts-" + name;
        integration.created_at = At(0);
        Write([&](ports::AccessStore& store) { store.PutIntegration(integration); });
        return integration;
    }
};
ORDERYARD_ON_BOTH_ENGINES(AccessStoreTest);

TEST_P(AccessStoreTest, HasTheBuiltinRolesAndKeepsThem) {
    Write([&](ports::AccessStore& store) {
        const auto roles = store.ListRoles();
        ASSERT_EQ(roles.size(), 7U);
        for (std::size_t i = 0; i < roles.size(); ++i) {
            EXPECT_EQ(roles[i].code, domain::BuiltinRoles()[i].code);
            EXPECT_EQ(roles[i].name, domain::BuiltinRoles()[i].name);
            EXPECT_EQ(roles[i].grants, domain::BuiltinRoles()[i].grants);
            EXPECT_TRUE(roles[i].is_builtin);
            EXPECT_FALSE(store.DeleteRole(roles[i].id));
        }
    });
    domain::Role owner = domain::BuiltinRoles()[0];
    owner.grants = {};
    EXPECT_THROW(Write([&](ports::AccessStore& store) { store.PutRole(owner); }),
                 ports::VersionConflict);
}

TEST_P(AccessStoreTest, KeepsRolesOfTheSeller) {
    domain::Role role;
    role.code = "night_shift";
    role.name = "Night shift";
    role.grants = domain::Grants({"Magento_Sales::ship", "Magento_Sales::actions_view"});
    Write([&](ports::AccessStore& store) { store.PutRole(role); });
    EXPECT_GT(role.id.value, 7);
    domain::Role same = role;
    same.id = {};
    EXPECT_THROW(Write([&](ports::AccessStore& store) { store.PutRole(same); }),
                 ports::VersionConflict);
    role.grants = domain::Grants({"Magento_Sales::hold"});
    Write([&](ports::AccessStore& store) { store.PutRole(role); });
    MakeUser("ada", role.id.value);
    Write([&](ports::AccessStore& store) {
        const auto found = store.FindRole(role.id);
        ASSERT_TRUE(found);
        EXPECT_EQ(found->name, "Night shift");
        EXPECT_EQ(found->grants, role.grants);
        EXPECT_FALSE(found->is_builtin);
        EXPECT_FALSE(store.DeleteRole(role.id)) << "in use";
        auto user = store.FindUserByName("ada").value();
        user.role_id = domain::RoleId(3);
        store.SaveUser(user);
        EXPECT_TRUE(store.DeleteRole(role.id));
        EXPECT_FALSE(store.DeleteRole(role.id));
        EXPECT_FALSE(store.FindRole(role.id));
    });
}

TEST_P(AccessStoreTest, FindsUsersByNameInAnyCase) {
    const domain::User ada = MakeUser("Ada");
    EXPECT_EQ(ada.version, 1);
    EXPECT_THROW(MakeUser("aDA"), ports::VersionConflict);
    MakeUser("bob");
    Write([&](ports::AccessStore& store) {
        EXPECT_EQ(store.ListUsers().size(), 2U);
        EXPECT_FALSE(store.FindUserByName("ad"));
        auto found = store.FindUserByName("ADA");
        ASSERT_TRUE(found);
        EXPECT_EQ(found->id, ada.id);
        EXPECT_EQ(found->name, "Ada");
        EXPECT_EQ(found->created_at, At(0));
        EXPECT_EQ(found->last_login_at, std::nullopt);
        found->full_name = "Ada \xEC\x9D\xB4";
        found->is_active = false;
        found->must_change_password = found->has_second_factor = true;
        found->language = "ko";
        found->zone = "Asia/Seoul";
        found->last_login_at = At(5);
        store.SaveUser(*found);
        EXPECT_EQ(found->version, 2);
        const auto again = store.FindUser(ada.id).value();
        EXPECT_EQ(again.full_name, "Ada \xEC\x9D\xB4");
        EXPECT_FALSE(again.is_active);
        EXPECT_TRUE(again.must_change_password && again.has_second_factor);
        EXPECT_EQ(again.language + again.zone, "koAsia/Seoul");
        EXPECT_EQ(again.last_login_at, At(5));
    });
    domain::User old = ada;
    EXPECT_THROW(Write([&](ports::AccessStore& store) { store.SaveUser(old); }),
                 ports::VersionConflict);
}

TEST_P(AccessStoreTest, KeepsSecretsOfUsersApart) {
    const domain::User ada = MakeUser("ada");
    const domain::User bob = MakeUser("bob");
    const ports::UserSecrets secrets{"$argon2id$x",
                                     std::string("\0\1\xFF", 3),
                                     1234,
                                     {std::string(32, '\x01'), std::string(32, '\xFE')}};
    Write([&](ports::AccessStore& store) { store.SaveSecrets(ada.id, secrets); });
    Write([&](ports::AccessStore& store) {
        const auto found = store.LoadSecrets(ada.id);
        EXPECT_EQ(found.password_hash, secrets.password_hash);
        EXPECT_EQ(found.totp_secret, secrets.totp_secret);
        EXPECT_EQ(found.totp_last_step, 1234);
        EXPECT_EQ(found.recovery_hashes, secrets.recovery_hashes);
        EXPECT_EQ(store.LoadSecrets(bob.id).totp_secret, "totp");
        EXPECT_EQ(store.LoadSecrets(domain::UserId(999)).password_hash, "");
    });
}

TEST_P(AccessStoreTest, KeepsSessionsUntilTheyEnd) {
    const domain::User ada = MakeUser("ada");
    const auto open = [&](const std::string& text, std::int64_t created, std::int64_t seen,
                          bool is_token) {
        ports::Session session{0,           ada.id,      base::Sha256(text),
                               "csrf",      At(created), At(seen),
                               "127.0.0.1", "agent",     is_token};
        Write([&](ports::AccessStore& store) { store.InsertSession(session); });
        return session;
    };
    const auto one = open("one", 0, 100, false);
    const auto two = open("two", 50, 50, true);
    open("three", 60, 60, false);
    Write([&](ports::AccessStore& store) {
        const auto found = store.FindSession(one.hash);
        ASSERT_TRUE(found);
        EXPECT_EQ(found->id, one.id);
        EXPECT_EQ(found->user_id, ada.id);
        EXPECT_EQ(found->csrf_token + found->peer + found->agent, "csrf127.0.0.1agent");
        EXPECT_EQ(found->created_at, At(0));
        EXPECT_EQ(found->last_seen_at, At(100));
        EXPECT_FALSE(found->is_admin_token);
        EXPECT_TRUE(store.FindSession(two.hash)->is_admin_token);
        EXPECT_FALSE(store.FindSession(base::Sha256("guess")));
        store.TouchSession(one.id, At(200));
        EXPECT_EQ(store.FindSession(one.hash)->last_seen_at, At(200));
        EXPECT_EQ(store.SessionsOf(ada.id).size(), 3U);
        // "three" is idle; "two" is as idle, but a token; the second limit ends "one".
        EXPECT_EQ(store.DeleteOldSessions(At(70), At(0)), 1);
        EXPECT_EQ(store.DeleteOldSessions(At(0), At(40)), 1);
        EXPECT_EQ(store.SessionsOf(ada.id).size(), 1U);
    });
    const auto four = open("four", 60, 60, false);
    Write([&](ports::AccessStore& store) {
        store.EndSessionsOf(ada.id, four.id);
        EXPECT_EQ(store.SessionsOf(ada.id).size(), 1U);
        store.EndSession(four.id);
        EXPECT_FALSE(store.FindSession(four.hash));
    });
}

TEST_P(AccessStoreTest, CountsFailuresByKey) {
    Write([&](ports::AccessStore& store) {
        EXPECT_EQ(store.LoadCounter("user:ada"), domain::LoginCounter());
        store.SaveCounter("user:ada", {3, At(1), At(2)});
        store.SaveCounter("ip:::1", {1, At(1), At(1)});
        EXPECT_EQ(store.LoadCounter("user:ada"), (domain::LoginCounter{3, At(1), At(2)}));
        store.SaveCounter("user:ada", {4, At(1), At(9)});
        EXPECT_EQ(store.LoadCounter("user:ada").failures, 4);
        store.SaveCounter("user:ada", {});
        EXPECT_EQ(store.LoadCounter("user:ada"), domain::LoginCounter());
        EXPECT_EQ(store.LoadCounter("ip:::1").failures, 1);
        // One of a day later takes the forgotten ones along.
        store.SaveCounter("user:bob", {1, At(86'400), At(86'400)});
        EXPECT_EQ(store.LoadCounter("ip:::1").failures, 0);
        EXPECT_EQ(store.LoadCounter("user:bob").failures, 1);
    });
}

TEST_P(AccessStoreTest, LosesNoFailureOfACrowd) {
    constexpr int kThreads = 6;
    constexpr int kEach = 5;
    std::vector<std::thread> crowd;
    for (int i = 0; i < kThreads; ++i) {
        crowd.emplace_back([&] {
            for (int j = 0; j < kEach; ++j) {
                Write([&](ports::AccessStore& store) {
                    auto counter = store.LoadCounter("user:ada");
                    ++counter.failures;
                    store.SaveCounter("user:ada", counter);
                });
            }
        });
    }
    for (std::thread& thread : crowd) {
        thread.join();
    }
    Write([&](ports::AccessStore& store) {
        EXPECT_EQ(store.LoadCounter("user:ada").failures, kThreads * kEach);
    });
}

TEST_P(AccessStoreTest, FindsIntegrationsByKeyAndToken) {
    ports::Integration erp = MakeIntegration("erp");
    MakeIntegration("wms");
    EXPECT_THROW(MakeIntegration("erp"), ports::VersionConflict);
    Write([&](ports::AccessStore& store) {
        EXPECT_EQ(store.ListIntegrations().size(), 2U);
        const auto found = store.FindByConsumerKey("ck-erp");
        ASSERT_TRUE(found);
        EXPECT_EQ(found->id, erp.id);
        EXPECT_EQ(found->consumer_secret, "cs-erp");
        EXPECT_EQ(found->access_token, "at-erp");
        EXPECT_EQ(found->access_token_secret, "ts-erp");
        EXPECT_EQ(found->grants, erp.grants);
        EXPECT_EQ(found->requests_per_minute, 600);
        EXPECT_EQ(store.FindByAccessToken("at-erp")->id, erp.id);
        EXPECT_FALSE(store.FindByAccessToken("at-"));
        EXPECT_FALSE(store.FindByConsumerKey("CK-erp"));
        erp.access_token = "new";
        erp.is_active = false;
        erp.expires_at = At(99);
        erp.requests_per_minute = 5;
        store.PutIntegration(erp);
        EXPECT_FALSE(store.FindByAccessToken("at-erp"));
        const auto changed = store.FindByAccessToken("new");
        ASSERT_TRUE(changed);
        EXPECT_FALSE(changed->is_active);
        EXPECT_EQ(changed->expires_at, At(99));
        EXPECT_EQ(changed->requests_per_minute, 5);
        store.MarkIntegrationUsed(erp.id, At(50));
        store.MarkIntegrationUsed(erp.id, At(40));
        EXPECT_EQ(store.FindIntegration(erp.id)->last_used_at, At(50));
        EXPECT_FALSE(store.FindIntegration(domain::IntegrationId(999)));
    });
}

TEST_P(AccessStoreTest, SpendsANonceOnce) {
    Write([&](ports::AccessStore& store) {
        EXPECT_TRUE(store.SpendNonce("ck", "n1", At(100), At(0)));
        EXPECT_FALSE(store.SpendNonce("ck", "n1", At(101), At(0)));
        EXPECT_TRUE(store.SpendNonce("other", "n1", At(101), At(0)));
        EXPECT_TRUE(store.SpendNonce("ck", "N1", At(101), At(0)));
        EXPECT_FALSE(store.SpendNonce("ck", "n1", At(200), At(100)));
        EXPECT_TRUE(store.SpendNonce("ck", "n1", At(300), At(101)));  // forgotten by then
    });
}

}  // namespace
}  // namespace orderyard::storage
