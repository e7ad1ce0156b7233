// What the parts of the command line share: the options of every command, and the chosen one.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "app/config.hpp"

namespace CLI {
class App;
}

namespace orderyard::app {

// What every command may be given.
struct Common {
    std::string config_file;
    std::vector<std::string> settings;  // KEY=VALUE
    bool as_json = false;
    std::vector<Override> overrides;  // from the short flags
};

struct Chosen {
    std::function<int(const Config&)> run;
};

// "user ...", "integration ..."
void AddAccess(CLI::App& app, Common& common, Chosen& chosen);
// "orders ..."
void AddOrders(CLI::App& app, Common& common, Chosen& chosen);
// "exports ..."
void AddExports(CLI::App& app, Common& common, Chosen& chosen);
// "backup", "verify-backup", "restore"
void AddCopies(CLI::App& app, Common& common, Chosen& chosen);
// "move"
void AddMove(CLI::App& app, Common& common, Chosen& chosen);
// "status ..."
void AddStatuses(CLI::App& app, Common& common, Chosen& chosen);

}  // namespace orderyard::app
