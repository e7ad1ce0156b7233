// Opening and reporting.
#include "app/command_support.hpp"

#include <filesystem>
#include <iostream>

#include "app/commands.hpp"

namespace orderyard::app {

int Report(const base::Error& error) {
    std::cerr << "error: " << (error.field.empty() ? "" : error.field + ": ") << error.Text()
              << '\n';
    for (const auto& [place, text] : error.params) {
        std::cerr << "  " << place << ": " << text << '\n';
    }
    return kExitRefused;
}

namespace {

// Only a server, `migrate` and `demo` make a database: a command that was given the wrong folder
// must not answer from an empty one. And a lost key is never replaced by a new one, which would
// hide that it is lost.
base::Result<> CheckWhatIsThere(const Config& config, bool may_make) {
    const bool has_key = std::filesystem::exists(config.MasterKeyFile());
    if (may_make && has_key) {
        return {};
    }
    const auto schema = storage::LookAtSchema(config.DatabaseUrl());
    if (!schema) {
        return base::Fail(schema.error());
    }
    if (schema->current == 0) {
        return may_make ? base::Result<>()
                        : base::Fail(base::NotFound(
                              "there is no database here yet (data_dir is " + config.data_dir +
                              "): `orderyard serve` or `orderyard migrate` makes it. Is this the "
                              "right --config or --data-dir?"));
    }
    if (!has_key) {
        base::Error error = base::NotFound(
            "there is no master key " + config.MasterKeyFile() +
            ", but the database is there: put the copy of the key file back. Without it names, "
            "addresses and credentials cannot be read.");
        error.field = "keys.master_key_file";
        return base::Fail(error);
    }
    return {};
}

}  // namespace

base::Result<std::unique_ptr<storage::OpenedDatabase>> OpenFor(const Config& config,
                                                               const ports::Clock& clock,
                                                               OpenedBy opened_by) {
    const bool is_server = opened_by != OpenedBy::kCommand;
    if (auto there = CheckWhatIsThere(config, is_server); !there) {
        return base::Fail(there.error());
    }
    std::error_code failed;
    const bool is_new = std::filesystem::create_directories(config.data_dir, failed);
    if (failed) {
        return base::Fail(
            base::InvalidInput("data_dir", config.data_dir + ": " + failed.message()));
    }
    if (is_new) {
        std::filesystem::permissions(config.data_dir, std::filesystem::perms::owner_all, failed);
    }
    auto key = storage::LoadOrMakeMasterKey(config.MasterKeyFile());
    if (!key) {
        return base::Fail(key.error());
    }
    storage::DatabaseOptions options;
    options.url = config.DatabaseUrl();
    options.master_key = *key;
    options.clock = &clock;
    options.reader_count = config.database_readers;
    options.is_server = is_server;
    options.migrate = is_server;
    options.takes_copy = opened_by == OpenedBy::kRestore;
    options.backup_dir = config.BackupDir();
    return storage::OpenDatabase(options);
}

}  // namespace orderyard::app
