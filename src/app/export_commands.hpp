// orderyard exports list | run.
#pragma once

#include <string>

#include "app/config.hpp"

namespace orderyard::app {

int ExportsList(const Config& config, bool as_json);
// `which`: the number, or a name that only one has. Makes the file here, or leaves it to the server
// that runs beside.
int ExportsRun(const Config& config, const std::string& which, bool as_json);

}  // namespace orderyard::app
