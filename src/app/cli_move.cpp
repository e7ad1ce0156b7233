// orderyard move
#include <CLI/CLI.hpp>
#include <memory>

#include "app/cli_parts.hpp"
#include "app/commands.hpp"

namespace orderyard::app {

void AddMove(CLI::App& app, Common& common, Chosen& chosen) {
    auto* command = app.add_subcommand(
        "move",
        "Move all data to another database, from SQLite to PostgreSQL or back; exit code 3 when "
        "what arrived is not the same");
    auto to = std::make_shared<std::string>();
    command
        ->add_option("--to", *to,
                     "an empty one: sqlite:FILE or postgresql://user:password@host:port/name; "
                     "better given as the environment variable: arguments can be seen by others")
        ->envname("ORDERYARD_MOVE_TO")
        ->required();
    command->callback([&, to] {
        chosen.run = [&common, to](const Config& config) {
            return Move(config, *to, common.as_json);
        };
    });
}

}  // namespace orderyard::app
