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

base::Result<std::unique_ptr<storage::OpenedDatabase>> OpenFor(const Config& config,
                                                               const ports::Clock& clock,
                                                               bool is_server) {
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
    options.backup_dir = config.BackupDir();
    return storage::OpenDatabase(options);
}

}  // namespace orderyard::app
