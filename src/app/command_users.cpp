// orderyard user add | list | set-role | reset-password | end-second-factor | disable | unlock,
// orderyard integration add | list | rotate | revoke
#include <fmt/format.h>
#include <boost/json.hpp>
#include <iostream>

#include "actions/identity/change_password.hpp"
#include "actions/identity/make_integration.hpp"
#include "actions/identity/make_user.hpp"
#include "actions/identity/set_up_second_factor.hpp"
#include "app/access_commands.hpp"
#include "app/clocks.hpp"
#include "app/command_support.hpp"
#include "app/commands.hpp"
#include "ports/access_store.hpp"

namespace orderyard::app {
namespace {

namespace json = boost::json;

const domain::Actor kBy{domain::ActorKind::kSystem, "command line"};
constexpr const char* kPeer = "";

// Opens the database and the means of the actions.
template <class Work>
int WithAccess(const Config& config, Work work) {
    const SystemClock clock;
    return WithDatabase(config, clock, [&](ports::Database& database) {
        return work(actions::AccessContext{database, clock});
    });
}

base::Result<domain::Role> FindRole(ports::Database& database, const std::string& code) {
    std::vector<domain::Role> roles;
    database.Read([&](ports::Transaction& tx) { roles = tx.access().ListRoles(); });
    std::string known;
    for (const auto& role : roles) {
        if (role.code == code) {
            return role;
        }
        known += (known.empty() ? "" : ", ") + role.code;
    }
    return base::Fail(base::InvalidInput("role", "There is no such role; known are " + known));
}

base::Result<domain::User> FindUser(ports::Database& database, const std::string& name) {
    std::optional<domain::User> user;
    database.Read([&](ports::Transaction& tx) { user = tx.access().FindUserByName(name); });
    if (!user) {
        return base::Fail(base::NotFound("There is no user " + name + "."));
    }
    return *user;
}

// As WithAccess, for one user; reports when there is none of that name.
template <class Work>
int WithUser(const Config& config, const std::string& name, Work work) {
    return WithAccess(config, [&](const actions::AccessContext& context) {
        const auto user = FindUser(context.database, name);
        return user ? work(context, *user) : Report(user.error());
    });
}

void PrintPassword(const std::string& name, const std::string& password, bool as_json) {
    if (as_json) {
        std::cout << json::serialize(json::object{{"name", name}, {"one_time_password", password}})
                  << '\n';
        return;
    }
    std::cout << fmt::format("One-time password of {}, shown just now: {}\n", name, password);
}

int ChangeNamed(const Config& config, const std::string& name, const actions::UserChange& change) {
    return WithUser(
        config, name, [&](const actions::AccessContext& context, const domain::User& user) {
            const auto changed = actions::ChangeUser(context, user.id, change, 0, kBy, kPeer);
            if (!changed) {
                return Report(changed.error());
            }
            std::cout << "User " << changed->name << " is changed; all sessions ended.\n";
            return kExitDone;
        });
}

void PrintSecrets(const ports::Integration& made, bool as_json) {
    const std::pair<const char*, std::string> rows[] = {
        {"id", std::to_string(made.id.value)}, {"name", made.name},
        {"consumer_key", made.consumer_key},   {"consumer_secret", made.consumer_secret},
        {"access_token", made.access_token},   {"access_token_secret", made.access_token_secret}};
    json::object object;
    for (const auto& [name, value] : rows) {
        object[name] = value;
        if (!as_json) {
            std::cout << fmt::format("{:<20} {}\n", name, value);
        }
    }
    if (as_json) {
        std::cout << json::serialize(object) << '\n';
    }
}

std::string When(const std::optional<base::Instant>& at) {
    return at ? at->ToIso() : "never";
}

}  // namespace

void TellFirstOwner(ports::Database& database, const ports::Clock& clock) {
    bool has_users = false;
    database.Read([&](ports::Transaction& tx) { has_users = !tx.access().ListUsers().empty(); });
    if (has_users) {
        return;
    }
    // Another server may be first: then that one tells.
    if (const auto made = actions::MakeFirstOwner({database, clock}, "owner", "owner@localhost")) {
        std::cout << "First log-in: user owner, one-time password " << made->one_time_password
                  << " (shown just now; it must be changed)" << std::endl;
    }
}

int UserAdd(const Config& config, const UserAddOptions& options, bool as_json) {
    return WithAccess(config, [&](const actions::AccessContext& context) {
        const auto role = FindRole(context.database, options.role);
        if (!role) {
            return Report(role.error());
        }
        actions::UserDraft draft;
        draft.name = options.name;
        draft.email = options.email;
        draft.full_name = options.full_name;
        draft.role_id = role->id;
        const auto made = actions::MakeUser(context, draft, kBy, kPeer);
        if (!made) {
            return Report(made.error());
        }
        PrintPassword(made->user.name, made->one_time_password, as_json);
        return kExitDone;
    });
}

int UserList(const Config& config, bool as_json) {
    return WithAccess(config, [&](const actions::AccessContext& context) {
        std::vector<domain::User> users;
        std::vector<domain::Role> roles;
        context.database.Read([&](ports::Transaction& tx) {
            users = tx.access().ListUsers();
            roles = tx.access().ListRoles();
        });
        json::array rows;
        for (const auto& user : users) {
            std::string role_code;
            for (const auto& role : roles) {
                role_code = role.id == user.role_id ? role.code : role_code;
            }
            rows.push_back(json::object{{"name", user.name},
                                        {"role", role_code},
                                        {"is_active", user.is_active},
                                        {"last_login_at", When(user.last_login_at)}});
            if (!as_json) {
                std::cout << fmt::format("{:<24} {:<18} {:<4} last log-in {}\n", user.name,
                                         role_code, user.is_active ? "on" : "off",
                                         When(user.last_login_at));
            }
        }
        if (as_json) {
            std::cout << json::serialize(rows) << '\n';
        }
        return kExitDone;
    });
}

int UserSetRole(const Config& config, const std::string& name, const std::string& role_code) {
    actions::UserChange change;
    const int failed = WithAccess(config, [&](const actions::AccessContext& context) {
        const auto role = FindRole(context.database, role_code);
        if (!role) {
            return Report(role.error());
        }
        change.role_id = role->id;
        return kExitDone;
    });
    return failed != kExitDone ? failed : ChangeNamed(config, name, change);
}

int UserDisable(const Config& config, const std::string& name) {
    actions::UserChange change;
    change.is_active = false;
    return ChangeNamed(config, name, change);
}

int UserResetPassword(const Config& config, const std::string& name, bool as_json) {
    return WithUser(config, name,
                    [&](const actions::AccessContext& context, const domain::User& user) {
                        const auto password = actions::ResetPassword(context, user.id, kBy, kPeer);
                        if (!password) {
                            return Report(password.error());
                        }
                        PrintPassword(user.name, *password, as_json);
                        return kExitDone;
                    });
}

int UserEndSecondFactor(const Config& config, const std::string& name) {
    return WithUser(
        config, name, [&](const actions::AccessContext& context, const domain::User& user) {
            const auto removed = actions::RemoveSecondFactorOf(context, user.id, kBy, kPeer);
            if (!removed) {
                return Report(removed.error());
            }
            std::cout << "User " << user.name
                      << " logs in by password alone now, and can set up a new second factor; all "
                         "sessions ended.\n";
            return kExitDone;
        });
}

int UserUnlock(const Config& config, const std::string& name) {
    return WithAccess(config, [&](const actions::AccessContext& context) {
        actions::UnlockLogIn(context, name, kBy, kPeer);
        std::cout << "The log-in name " << name << " is not locked any more.\n";
        return kExitDone;
    });
}

int IntegrationAdd(const Config& config, const IntegrationAddOptions& options, bool as_json) {
    return WithAccess(config, [&](const actions::AccessContext& context) {
        actions::IntegrationDraft draft;
        draft.name = options.name;
        draft.email = options.email;
        draft.grants = domain::Grants({options.resources.begin(), options.resources.end()});
        if (options.days > 0) {
            draft.expires_at = context.clock.Now() + base::Duration::Days(options.days);
        }
        const auto made = actions::MakeIntegration(context, draft, kBy, kPeer);
        if (!made) {
            return Report(made.error());
        }
        PrintSecrets(*made, as_json);
        return kExitDone;
    });
}

int IntegrationList(const Config& config, bool as_json) {
    return WithAccess(config, [&](const actions::AccessContext& context) {
        std::vector<ports::Integration> all;
        context.database.Read(
            [&](ports::Transaction& tx) { all = tx.access().ListIntegrations(); });
        json::array rows;
        for (const auto& each : all) {
            rows.push_back(json::object{{"id", each.id.value},
                                        {"name", each.name},
                                        {"is_active", each.is_active},
                                        {"expires_at", When(each.expires_at)},
                                        {"last_used_at", When(each.last_used_at)}});
            if (!as_json) {
                std::cout << fmt::format("{:>4} {:<24} {:<4} expires {:<21} last used {}\n",
                                         each.id.value, each.name, each.is_active ? "on" : "off",
                                         When(each.expires_at), When(each.last_used_at));
            }
        }
        if (as_json) {
            std::cout << json::serialize(rows) << '\n';
        }
        return kExitDone;
    });
}

int IntegrationRotate(const Config& config, std::int64_t id, bool as_json) {
    return WithAccess(config, [&](const actions::AccessContext& context) {
        const auto made =
            actions::RotateIntegration(context, domain::IntegrationId(id), kBy, kPeer);
        if (!made) {
            return Report(made.error());
        }
        PrintSecrets(*made, as_json);
        return kExitDone;
    });
}

int IntegrationRevoke(const Config& config, std::int64_t id) {
    return WithAccess(config, [&](const actions::AccessContext& context) {
        const auto revoked =
            actions::RevokeIntegration(context, domain::IntegrationId(id), kBy, kPeer);
        if (!revoked) {
            return Report(revoked.error());
        }
        std::cout << "Integration " << id << " is revoked.\n";
        return kExitDone;
    });
}

}  // namespace orderyard::app
