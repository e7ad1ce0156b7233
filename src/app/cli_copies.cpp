// What can be typed about backups and what becomes of them.
#include <CLI/CLI.hpp>
#include <memory>

#include "app/cli_parts.hpp"
#include "app/commands.hpp"
#include "base/limits.hpp"

namespace orderyard::app {

void AddCopies(CLI::App& app, Common& common, Chosen& chosen) {
    auto file = std::make_shared<std::string>();
    auto* backup = app.add_subcommand("backup", "Copy the database while it is in use (SQLite)");
    backup->add_option("file", *file, "must not exist yet")->required();
    backup->callback([&chosen, file] {
        chosen.run = [file](const Config& config) { return Backup(config, *file); };
    });
    auto* verify = app.add_subcommand(
        "verify-backup", "Read a backup (SQLite): is it whole, and does the master key open it?");
    verify->add_option("file", *file, "is not changed")->required();
    verify->callback([&, file] {
        chosen.run = [&common, file](const Config& config) {
            return VerifyBackup(config, *file, common.as_json);
        };
    });
    auto skipped = std::make_shared<std::int64_t>(base::limits::kRestoreSkipsNumbers);
    auto* restore = app.add_subcommand(
        "restore",
        "Put a backup in the database's place while no server runs, and see to it that nothing is "
        "done or numbered twice");
    restore->add_option("file", *file,
                        "a backup (SQLite); without one: the database was put back already, e.g. "
                        "by pg_restore");
    restore
        ->add_option("--skip-numbers", *skipped,
                     "how many numbers of orders and documents are left out, since they were "
                     "perhaps given out after the backup")
        ->check(CLI::Range(std::int64_t{1}, base::limits::kRestoreSkipsNumbersMax))
        ->capture_default_str();
    restore->callback([&, file, skipped] {
        chosen.run = [&common, file, skipped](const Config& config) {
            return Restore(config, *file, *skipped, common.as_json);
        };
    });
}

}  // namespace orderyard::app
