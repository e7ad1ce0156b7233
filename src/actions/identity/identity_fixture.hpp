// For tests of this folder: a database of either engine with the user "ada", a clerk.
#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <string>
#include <vector>

#include "actions/action_fixture.hpp"
#include "actions/identity/change_password.hpp"
#include "actions/identity/check_session.hpp"
#include "actions/identity/log_in.hpp"
#include "actions/identity/make_user.hpp"
#include "ports/access_store.hpp"
#include "storage/database_fixture.hpp"

namespace orderyard::actions {

inline const std::string kPassword = "correct horse 7 battery";
inline const domain::Actor kAdmin{domain::ActorKind::kUser, "boss"};

class IdentityTest : public storage::DatabaseTest {
  protected:
    void SetUp() override {
        storage::DatabaseTest::SetUp();
        if (!IsSkipped()) {
            MakeUserWith("ada", kPassword);
        }
    }

    // The cheapest hash there is: these tests make hundreds.
    AccessContext context() { return {database(), clock, {8'192, 1}}; }
    void Pass(std::int64_t seconds) { clock.now = clock.now + base::Duration::Seconds(seconds); }

    void MakeUserWith(const std::string& name, const std::string& password) {
        domain::User user;
        user.name = name;
        user.email = name + "@example.org";
        user.role_id = domain::RoleId(3);
        user.created_at = clock.now;
        ports::UserSecrets secrets;
        secrets.password_hash = base::HashPassword(password, context().password_cost);
        database().Write([&](ports::Transaction& tx) { tx.access().InsertUser(user, secrets); });
    }

    SignedIn SignIn(const std::string& name, const std::string& password) {
        const auto in = LogIn(context(), {name, password, "", "192.0.2.1", "browser"});
        EXPECT_TRUE(in) << in.error().Text();
        cookie_ = in->cookie;
        return {in->session, in->user, in->role};
    }
    const std::string& cookie() const { return cookie_; }

    void ChangeUserOf(const std::string& name, const std::function<void(UserChange&)>& fill) {
        UserChange change;
        fill(change);
        std::optional<domain::User> user;
        database().Read([&](ports::Transaction& tx) { user = tx.access().FindUserByName(name); });
        const auto changed = ChangeUser(context(), user->id, change, 0, kAdmin, "");
        EXPECT_TRUE(changed) << changed.error().Text();
    }

    // "in", or "code field: message".
    template <class T>
    static std::string Said(const base::Result<T>& result) {
        if (result) {
            return "in";
        }
        const base::Error& error = result.error();
        return std::string(ToString(error.code)) + (error.field.empty() ? "" : " " + error.field) +
               ": " + error.Text();
    }

    // Newest first, of the audit trail; checks its chain on the way.
    std::string Events(int limit = 100) {
        std::string events;
        database().Read([&](ports::Transaction& tx) {
            EXPECT_EQ(tx.access().VerifyAudit(), std::nullopt);
            ports::AuditQuery query;
            query.limit = limit;
            for (const ports::AuditEntry& entry : tx.access().SearchAudit(query)) {
                events += (events.empty() ? "" : ", ") + entry.event + " " + entry.subject;
            }
        });
        return events;
    }

    FixedClock clock;

  private:
    std::string cookie_;
};

}  // namespace orderyard::actions
