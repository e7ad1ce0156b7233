// orderyard status list | assign | unassign
#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <iostream>
#include <memory>

#include "actions/change_statuses.hpp"
#include "app/cli_parts.hpp"
#include "app/clocks.hpp"
#include "app/command_support.hpp"
#include "app/commands.hpp"

namespace orderyard::app {
namespace {

namespace json = boost::json;

struct StatusOptions {
    std::string code, label, state;
    bool is_default = false;
    bool is_hidden = false;
};

int List(const Config& config, bool as_json) {
    const SystemClock clock;
    return WithDatabase(config, clock, [&](ports::Database& database) {
        std::vector<ports::OrderStatus> statuses;
        database.Read([&](ports::Transaction& tx) { statuses = tx.stores().ListStatuses(); });
        for (const auto& status : statuses) {
            const std::string state(ToString(status.state));
            if (as_json) {
                std::cout << json::serialize(
                                 json::object{{"code", status.code},
                                              {"label", status.label},
                                              {"state", state},
                                              {"is_default", status.is_default},
                                              {"is_visible_on_front", status.is_visible_on_front}})
                          << '\n';
            } else {
                std::cout << fmt::format("{:<16} {:<24} {}{}\n", state, status.code, status.label,
                                         status.is_default ? "  (default)" : "");
            }
        }
        return kExitDone;
    });
}

int Change(const Config& config, const StatusOptions& options, bool assigns) {
    const auto state = domain::OrderStateFrom(options.state);
    if (!state) {
        return Report(base::InvalidInput("state", "There is no state '" + options.state + "'."));
    }
    const SystemClock clock;
    return WithDatabase(config, clock, [&](ports::Database& database) {
        base::Result<> done;
        database.Write([&](ports::Transaction& tx) {
            done = assigns ? actions::AssignStatus(tx, {options.code, options.label, *state,
                                                        options.is_default, !options.is_hidden})
                           : actions::UnassignStatus(tx, options.code, *state);
        });
        return done ? kExitDone : Report(done.error());
    });
}

}  // namespace

void AddStatuses(CLI::App& app, Common& common, Chosen& chosen) {
    auto* group = app.add_subcommand("status", "Order statuses: labels of the order states");
    group->require_subcommand(1);
    group->add_subcommand("list", "All statuses by state")->callback([&] {
        chosen.run = [&common](const Config& config) { return List(config, common.as_json); };
    });
    auto o = std::make_shared<StatusOptions>();
    auto* assign = group->add_subcommand("assign", "Make a status and put it to a state");
    assign->add_option("code", o->code, "its code, e.g. picked")->required();
    assign->add_option("state", o->state, "new, processing, complete ...")->required();
    assign->add_option("--label", o->label, "what people read")->required();
    assign->add_flag("--default", o->is_default, "orders of the state get it by themselves");
    assign->add_flag("--hidden", o->is_hidden, "buyers do not see orders with it");
    assign->callback(
        [&, o] { chosen.run = [o](const Config& config) { return Change(config, *o, true); }; });
    auto* unassign = group->add_subcommand("unassign", "Take a status from a state");
    unassign->add_option("code", o->code)->required();
    unassign->add_option("state", o->state)->required();
    unassign->callback(
        [&, o] { chosen.run = [o](const Config& config) { return Change(config, *o, false); }; });
}

}  // namespace orderyard::app
