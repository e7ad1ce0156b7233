// Nobody gives what he does not hold, and nobody touches who has more.
#include "actions/identity/authority.hpp"

#include "actions/identity/end_sessions.hpp"
#include "actions/identity/identity_fixture.hpp"
#include "actions/identity/make_integration.hpp"
#include "actions/identity/put_role.hpp"
#include "actions/identity/second_factor.hpp"
#include "actions/identity/set_up_second_factor.hpp"

namespace orderyard::actions {
namespace {

class AuthorityTest : public IdentityTest {
  protected:
    // Keeps users and integrations, and may look at orders: no more.
    AccessContext Keeper() {
        AccessContext keeper = context();
        keeper.held = domain::Grants(
            {"Orderyard::users", "Orderyard::integrations", "Magento_Sales::actions_view"});
        return keeper;
    }
    domain::UserId IdOf(const std::string& name) {
        std::optional<domain::User> user;
        database().Read([&](ports::Transaction& tx) { user = tx.access().FindUserByName(name); });
        return user.value().id;
    }
    domain::Role ViewRole() {
        domain::Role role;
        role.code = "viewer";
        role.name = "Viewer";
        role.grants = domain::Grants({"Magento_Sales::actions_view"});
        return PutRole(context(), role, kAdmin, "").value();
    }
};
ORDERYARD_ON_BOTH_ENGINES(AuthorityTest);

TEST_P(AuthorityTest, UsersGetNoMoreThanTheirMakerHolds) {
    UserDraft draft;
    draft.name = "min";
    draft.email = "min@example.org";
    draft.role_id = domain::RoleId(1);
    EXPECT_EQ(MakeUser(Keeper(), draft, kAdmin, "").error().code, base::ErrorCode::kForbidden);
    draft.role_id = ViewRole().id;
    const auto made = MakeUser(Keeper(), draft, kAdmin, "");
    ASSERT_TRUE(made) << made.error().Text();
    UserChange change;
    change.role_id = domain::RoleId(3);
    const auto raised = ChangeUser(Keeper(), made->user.id, change, 0, kAdmin, "");
    EXPECT_EQ(Said(raised),
              "forbidden role_id: Nobody gives more rights than he holds: yours lack "
              "Magento_Backend::admin.");
    EXPECT_TRUE(ChangeUser(context(), made->user.id, change, 0, kAdmin, ""));
}

TEST_P(AuthorityTest, WhoHasMoreIsNotTouched) {
    const domain::UserId ada = IdOf("ada");  // a clerk
    const auto code = [](const auto& result) { return result.error().code; };
    UserChange change;
    change.email = "other@example.org";
    EXPECT_EQ(code(ChangeUser(Keeper(), ada, change, 0, kAdmin, "")), base::ErrorCode::kForbidden);
    EXPECT_EQ(code(ResetPassword(Keeper(), ada, kAdmin, "")), base::ErrorCode::kForbidden);
    EXPECT_EQ(code(RemoveSecondFactorOf(Keeper(), ada, kAdmin, "")), base::ErrorCode::kForbidden);
    EXPECT_EQ(code(EndSessionsOf(Keeper(), ada, kAdmin, "")), base::ErrorCode::kForbidden);
    SignIn("ada", kPassword);
    EXPECT_TRUE(EndSessionsOf(context(), ada, kAdmin, ""));
    EXPECT_EQ(CheckSession(context(), cookie()), std::nullopt);
    EXPECT_EQ(code(EndSessionsOf(context(), domain::UserId(99), kAdmin, "")),
              base::ErrorCode::kNotFound);
}

TEST_P(AuthorityTest, RolesAndIntegrationsLikewise) {
    domain::Role role = ViewRole();
    role.grants = domain::Grants({"Magento_Sales::hold"});
    EXPECT_EQ(PutRole(Keeper(), role, kAdmin, "").error().code, base::ErrorCode::kForbidden);
    const auto strong = PutRole(context(), role, kAdmin, "");
    ASSERT_TRUE(strong);
    role.grants = domain::Grants({"Magento_Sales::actions_view"});
    EXPECT_EQ(PutRole(Keeper(), role, kAdmin, "").error().code, base::ErrorCode::kForbidden)
        << "it has more already";
    EXPECT_EQ(DeleteRole(Keeper(), role.id, kAdmin, "").error().code, base::ErrorCode::kForbidden);
    IntegrationDraft draft;
    draft.name = "erp";
    draft.grants = domain::Grants({"Magento_Sales::sales"});
    EXPECT_EQ(MakeIntegration(Keeper(), draft, kAdmin, "").error().code,
              base::ErrorCode::kForbidden);
    const auto erp = MakeIntegration(context(), draft, kAdmin, "").value();
    EXPECT_EQ(RotateIntegration(Keeper(), erp.id, kAdmin, "").error().code,
              base::ErrorCode::kForbidden)
        << "its secrets would be told";
    EXPECT_TRUE(RevokeIntegration(Keeper(), erp.id, kAdmin, "")) << "stopping a leak is not giving";
}

TEST_P(AuthorityTest, OnesOwnSessionsEndOneByOneOrAllButOne) {
    MakeUserWith("bea", kPassword);
    const SignedIn bea = SignIn("bea", kPassword);
    SignIn("ada", kPassword);
    const std::string first = cookie();
    const SignedIn here = SignIn("ada", kPassword);
    const std::string second = cookie();
    EXPECT_EQ(EndOwnSession(context(), here, bea.session.id, "").error().code,
              base::ErrorCode::kNotFound)
        << "somebody else's";
    EndOtherSessions(context(), here, "");
    EXPECT_EQ(CheckSession(context(), first), std::nullopt);
    EXPECT_NE(CheckSession(context(), second), std::nullopt);
    EXPECT_TRUE(EndOwnSession(context(), here, here.session.id, ""));
    EXPECT_EQ(CheckSession(context(), second), std::nullopt);
}

TEST_P(AuthorityTest, NewRecoveryCodesEndTheOldOnes) {
    const SignedIn who = SignIn("ada", kPassword);
    EXPECT_EQ(RenewRecoveryCodes(context(), who, kPassword, "").error().code,
              base::ErrorCode::kNotAllowed)
        << "without a second factor";
    std::vector<std::string> old;
    database().Write([&](ports::Transaction& tx) {
        auto user = tx.access().FindUser(who.user.id).value();
        auto secrets = tx.access().LoadSecrets(user.id);
        secrets.totp_secret = std::string(20, 'x');
        old = MakeRecoveryCodes(secrets);
        user.has_second_factor = true;
        tx.access().SaveUser(user);
        tx.access().SaveSecrets(user.id, secrets);
    });
    EXPECT_EQ(RenewRecoveryCodes(context(), who, "wrong", "").error().field, "password");
    const auto fresh = RenewRecoveryCodes(context(), who, kPassword, "");
    ASSERT_TRUE(fresh) << fresh.error().Text();
    const auto log_in = [&](const std::string& code) {
        return LogIn(context(), {"ada", kPassword, code, "192.0.2.1", ""}).has_value();
    };
    EXPECT_FALSE(log_in(old.front()));
    EXPECT_TRUE(log_in(fresh->front()));
}

}  // namespace
}  // namespace orderyard::actions
