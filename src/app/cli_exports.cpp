// orderyard exports ...
#include <CLI/CLI.hpp>
#include <memory>

#include "app/cli_parts.hpp"
#include "app/export_commands.hpp"

namespace orderyard::app {

void AddExports(CLI::App& app, Common& common, Chosen& chosen) {
    auto* group = app.add_subcommand("exports", "Saved exports of orders and documents");
    group->require_subcommand(1);
    group->add_subcommand("list", "All saved exports and when they are due")->callback([&] {
        chosen.run = [&common](const Config& config) {
            return ExportsList(config, common.as_json);
        };
    });
    auto which = std::make_shared<std::string>();
    auto* run = group->add_subcommand("run", "Make the file of one now, whatever its schedule");
    run->add_option("export", *which, "its number or name")->required();
    run->callback([&, which] {
        chosen.run = [&common, which](const Config& config) {
            return ExportsRun(config, *which, common.as_json);
        };
    });
}

}  // namespace orderyard::app
