// What can be typed about users and integrations.
#include <CLI/CLI.hpp>

#include "app/access_commands.hpp"
#include "app/cli_parts.hpp"

namespace orderyard::app {
namespace {

using NamedCommand = std::function<int(const Config&, const std::string& name)>;

void AddNamed(CLI::App& group, Chosen& chosen, const std::string& verb, const std::string& text,
              NamedCommand run) {
    auto name = std::make_shared<std::string>();
    auto* command = group.add_subcommand(verb, text);
    command->add_option("name", *name, "log-in name")->required();
    command->callback([&chosen, name, run] {
        chosen.run = [name, run](const Config& config) { return run(config, *name); };
    });
}

void AddUserAdd(CLI::App& group, Common& common, Chosen& chosen) {
    auto o = std::make_shared<UserAddOptions>();
    auto* command = group.add_subcommand("add", "Make a user; the one-time password is shown once");
    command->add_option("name", o->name, "log-in name")->required();
    command->add_option("--email", o->email)->required();
    command->add_option("--full-name", o->full_name);
    command->add_option("--role", o->role, "a role's code, e.g. clerk")->required();
    command->callback([&, o] {
        chosen.run = [&common, o](const Config& config) {
            return UserAdd(config, *o, common.as_json);
        };
    });
}

void AddUsers(CLI::App& app, Common& common, Chosen& chosen) {
    auto* group = app.add_subcommand("user", "People who log in");
    group->require_subcommand(1);
    AddUserAdd(*group, common, chosen);
    group->add_subcommand("list", "All users")->callback([&] {
        chosen.run = [&common](const Config& config) { return UserList(config, common.as_json); };
    });
    auto role = std::make_shared<std::string>();
    auto name = std::make_shared<std::string>();
    auto* set_role = group->add_subcommand("set-role", "Give a user another role");
    set_role->add_option("name", *name, "log-in name")->required();
    set_role->add_option("role", *role, "its code")->required();
    set_role->callback([&chosen, name, role] {
        chosen.run = [name, role](const Config& config) {
            return UserSetRole(config, *name, *role);
        };
    });
    AddNamed(*group, chosen, "reset-password", "A new one-time password; ends all sessions",
             [&common](const Config& config, const std::string& user) {
                 return UserResetPassword(config, user, common.as_json);
             });
    AddNamed(*group, chosen, "end-second-factor",
             "For a lost phone: log-in by password alone; ends all sessions", UserEndSecondFactor);
    AddNamed(*group, chosen, "disable", "Switch a user off; ends all sessions", UserDisable);
    AddNamed(*group, chosen, "unlock", "End the lock-out after too many failed log-ins",
             UserUnlock);
}

void AddIntegrationAdd(CLI::App& group, Common& common, Chosen& chosen) {
    auto o = std::make_shared<IntegrationAddOptions>();
    auto* command = group.add_subcommand("add", "Make an API client; its secrets are shown once");
    command->add_option("name", o->name, "what it is for")->required();
    command->add_option("--email", o->email);
    command->add_option("--resources", o->resources, "what it may do, e.g. Magento_Sales::sales")
        ->required();
    command->add_option("--days", o->days, "until it expires; 0: never");
    command->callback([&, o] {
        chosen.run = [&common, o](const Config& config) {
            return IntegrationAdd(config, *o, common.as_json);
        };
    });
}

void AddIntegrations(CLI::App& app, Common& common, Chosen& chosen) {
    auto* group = app.add_subcommand("integration", "API clients with rights of their own");
    group->require_subcommand(1);
    AddIntegrationAdd(*group, common, chosen);
    group->add_subcommand("list", "All integrations, without their secrets")->callback([&] {
        chosen.run = [&common](const Config& config) {
            return IntegrationList(config, common.as_json);
        };
    });
    auto id = std::make_shared<std::int64_t>(0);
    auto* rotate = group->add_subcommand("rotate", "New secrets; the old ones end at once");
    rotate->add_option("id", *id)->required();
    rotate->callback([&, id] {
        chosen.run = [&common, id](const Config& config) {
            return IntegrationRotate(config, *id, common.as_json);
        };
    });
    auto* revoke = group->add_subcommand("revoke", "End an integration for good");
    revoke->add_option("id", *id)->required();
    revoke->callback([&chosen, id] {
        chosen.run = [id](const Config& config) { return IntegrationRevoke(config, *id); };
    });
}

void AddAudit(CLI::App& app, Common& common, Chosen& chosen) {
    auto* group = app.add_subcommand("audit", "The trail of who did what");
    group->require_subcommand(1);
    auto anchors = std::make_shared<std::string>();
    auto* verify = group->add_subcommand("verify", "Check the chain of entries and its anchors");
    verify->add_option("--anchors", *anchors, "a file of anchors kept elsewhere");
    verify->callback([&chosen, &common, anchors] {
        chosen.run = [&common, anchors](const Config& config) {
            return AuditVerify(config, *anchors, common.as_json);
        };
    });
}

}  // namespace

void AddAccess(CLI::App& app, Common& common, Chosen& chosen) {
    AddAudit(app, common, chosen);
    AddUsers(app, common, chosen);
    AddIntegrations(app, common, chosen);
}

}  // namespace orderyard::app
