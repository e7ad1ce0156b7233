// Users, the first owner, roles and integrations: refusals one line each, and the audit trail.
#include "actions/identity/make_user.hpp"

#include "actions/identity/identity_fixture.hpp"
#include "actions/identity/make_integration.hpp"
#include "actions/identity/put_role.hpp"

namespace orderyard::actions {
namespace {

class MakeUserTest : public IdentityTest {
  protected:
    UserDraft Draft() const {
        return {"bob", "bob@example.org", "Bob", domain::RoleId(4), "ko", "Asia/Seoul"};
    }
    std::string Refused(const std::function<void(UserDraft&)>& spoil) {
        UserDraft draft = Draft();
        spoil(draft);
        const auto made = MakeUser(context(), draft, kAdmin, "");
        return made ? "made" : std::string(ToString(made.error().code)) + " " + made.error().field;
    }
};
ORDERYARD_ON_BOTH_ENGINES(MakeUserTest);

TEST_P(MakeUserTest, MakesAUserWithAOneTimePassword) {
    const auto made = MakeUser(context(), Draft(), kAdmin, "192.0.2.1");
    ASSERT_TRUE(made) << made.error().Text();
    EXPECT_TRUE(made->user.must_change_password);
    EXPECT_EQ(domain::WhyNotPassword(made->one_time_password, "bob", ""), std::nullopt);
    EXPECT_EQ(SignIn("bob", made->one_time_password).user.language, "ko");
    EXPECT_EQ(Events(), "login user bob, user_made user bob");
}

TEST_P(MakeUserTest, RefusesDrafts) {
    const std::string kInput = "invalid_input ";
    EXPECT_EQ(Refused([](UserDraft& d) { d.name = ""; }), kInput + "name");
    EXPECT_EQ(Refused([](UserDraft& d) { d.name = "a b"; }), kInput + "name");
    EXPECT_EQ(Refused([](UserDraft& d) { d.name = std::string(65, 'a'); }), kInput + "name");
    EXPECT_EQ(Refused([](UserDraft& d) { d.email = "bob"; }), kInput + "email");
    EXPECT_EQ(Refused([](UserDraft& d) { d.email = "b@x\nBcc: y"; }), kInput + "email");
    EXPECT_EQ(Refused([](UserDraft& d) { d.full_name = "\xFF"; }), kInput + "full_name");
    EXPECT_EQ(Refused([](UserDraft& d) { d.language = "de"; }), kInput + "language");
    EXPECT_EQ(Refused([](UserDraft& d) { d.zone = "Mars/Base"; }), kInput + "zone");
    EXPECT_EQ(Refused([](UserDraft& d) { d.role_id = domain::RoleId(99); }), kInput + "role_id");
    EXPECT_EQ(Refused([](UserDraft& d) { d.name = "ADA"; }), "conflict name");
    EXPECT_EQ(Refused([](UserDraft&) {}), "made");
}

TEST_P(MakeUserTest, MakesTheFirstOwnerOnlyFirst) {
    EXPECT_EQ(MakeFirstOwner(context(), "owner", "o@example.org").error().code,
              base::ErrorCode::kConflict);
}

TEST_P(MakeUserTest, KeepsOneActiveOwner) {
    UserDraft draft = Draft();
    draft.role_id = domain::RoleId(1);
    const auto owner = MakeUser(context(), draft, kAdmin, "").value().user;
    const auto change = [&](const std::function<void(UserChange&)>& fill,
                            std::int64_t version = 0) {
        UserChange wanted;
        fill(wanted);
        return Said(ChangeUser(context(), owner.id, wanted, version, kAdmin, ""));
    };
    const std::string kStays = "not_allowed: One active owner has to stay.";
    EXPECT_EQ(change([](UserChange& c) { c.is_active = false; }), kStays);
    EXPECT_EQ(change([](UserChange& c) { c.role_id = domain::RoleId(2); }), kStays);
    EXPECT_EQ(change([](UserChange& c) { c.language = "en"; }, 9),
              "conflict: The user was changed by somebody else.");
    EXPECT_EQ(change([](UserChange& c) { c.language = "en"; }, 1), "in");
    EXPECT_EQ(change([](UserChange& c) { c.zone = "x"; }).substr(0, 18), "invalid_input zone");
    draft.name = "second";
    ASSERT_TRUE(MakeUser(context(), draft, kAdmin, ""));
    EXPECT_EQ(change([](UserChange& c) { c.is_active = false; }), "in");
    EXPECT_EQ(Said(ChangeUser(context(), domain::UserId(999), {}, 0, kAdmin, "")),
              "not_found: There is no such user.");
}

TEST_P(MakeUserTest, KeepsRolesInOrder) {
    domain::Role role;
    role.code = "night_shift";
    role.name = "Night shift";
    role.grants = domain::Grants({"Magento_Sales::ship"});
    const auto put = [&](const std::function<void(domain::Role&)>& spoil) {
        domain::Role wanted = role;
        spoil(wanted);
        return Said(PutRole(context(), wanted, kAdmin, "")).substr(0, 23);
    };
    EXPECT_EQ(put([](domain::Role& r) { r.code = "Night"; }), "invalid_input code: A c");
    EXPECT_EQ(put([](domain::Role& r) { r.name = ""; }), "invalid_input name: A n");
    EXPECT_EQ(put([](domain::Role& r) { r.grants = {}; }), "invalid_input resources");
    EXPECT_EQ(put([](domain::Role& r) { r.grants = domain::Grants({"Nobody::knows"}); }),
              "invalid_input resources");
    EXPECT_EQ(put([](domain::Role& r) { r.id = domain::RoleId(1); }), "not_allowed: This role ");
    EXPECT_EQ(put([](domain::Role& r) { r.id = domain::RoleId(999); }), "not_found: There is no ");
    EXPECT_EQ(put([](domain::Role& r) { r.code = "owner"; }), "conflict code: There is");
    const auto made = PutRole(context(), role, kAdmin, "");
    ASSERT_TRUE(made) << made.error().Text();
    ChangeUserOf("ada", [&](UserChange& change) { change.role_id = made->id; });
    EXPECT_EQ(Said(DeleteRole(context(), made->id, kAdmin, "")).substr(0, 11), "not_allowed");
    EXPECT_EQ(Said(DeleteRole(context(), domain::RoleId(2), kAdmin, "")).substr(0, 11),
              "not_allowed");
    ChangeUserOf("ada", [&](UserChange& change) { change.role_id = domain::RoleId(3); });
    EXPECT_TRUE(DeleteRole(context(), made->id, kAdmin, ""));
    EXPECT_EQ(Events(1), "role_deleted role night_shift");
}

TEST_P(MakeUserTest, MakesRotatesAndRevokesIntegrations) {
    IntegrationDraft draft;
    draft.name = "erp";
    EXPECT_EQ(MakeIntegration(context(), draft, kAdmin, "").error().field, "resources");
    draft.grants = domain::Grants({"Magento_Sales::actions_view"});
    draft.requests_per_minute = 0;
    EXPECT_EQ(MakeIntegration(context(), draft, kAdmin, "").error().field, "requests_per_minute");
    draft.requests_per_minute = 60;
    const auto made = MakeIntegration(context(), draft, kAdmin, "");
    ASSERT_TRUE(made) << made.error().Text();
    for (const std::string* credential : {&made->consumer_key, &made->consumer_secret,
                                          &made->access_token, &made->access_token_secret}) {
        EXPECT_EQ(credential->size(), 32U);
    }
    EXPECT_EQ(MakeIntegration(context(), draft, kAdmin, "").error().code,
              base::ErrorCode::kConflict);
    const auto rotated = RotateIntegration(context(), made->id, kAdmin, "");
    ASSERT_TRUE(rotated);
    EXPECT_EQ(rotated->consumer_key, made->consumer_key);
    EXPECT_NE(rotated->access_token, made->access_token);
    draft.email = "x@example.org";
    EXPECT_EQ(ChangeIntegration(context(), made->id, draft, kAdmin, "")->access_token,
              rotated->access_token);
    ASSERT_TRUE(RevokeIntegration(context(), made->id, kAdmin, ""));
    database().Read([&](ports::Transaction& tx) {
        EXPECT_FALSE(tx.access().FindByAccessToken(made->access_token));
        EXPECT_FALSE(tx.access().FindByAccessToken(rotated->access_token));
        EXPECT_FALSE(tx.access().FindIntegration(made->id)->is_active);
    });
    EXPECT_EQ(RotateIntegration(context(), made->id, kAdmin, "").error().code,
              base::ErrorCode::kNotAllowed);
    EXPECT_EQ(RevokeIntegration(context(), domain::IntegrationId(99), kAdmin, "").error().code,
              base::ErrorCode::kNotFound);
    EXPECT_EQ(Events(),
              "integration_revoked integration erp, integration_changed integration erp, "
              "integration_rotated integration erp, integration_made integration erp");
}

class FirstOwnerTest : public storage::DatabaseTest {};
ORDERYARD_ON_BOTH_ENGINES(FirstOwnerTest);

TEST_P(FirstOwnerTest, LogsInWithTheOneTimePasswordAndMustChangeIt) {
    FixedClock clock;
    const AccessContext context{database(), clock, {8'192, 1}};
    const auto made = MakeFirstOwner(context, "boss", "boss@example.org");
    ASSERT_TRUE(made) << made.error().Text();
    EXPECT_EQ(made->user.role_id, domain::RoleId(1));
    const auto in = LogIn(context, {"boss", made->one_time_password, "", "::1", ""});
    ASSERT_TRUE(in);
    EXPECT_TRUE(in->user.must_change_password);
    EXPECT_EQ(in->role.code, "owner");
    EXPECT_FALSE(MakeFirstOwner(context, "other", "other@example.org"));
}

}  // namespace
}  // namespace orderyard::actions
