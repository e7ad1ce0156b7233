// orderyard audit verify
#include <boost/json.hpp>
#include <iostream>

#include "app/access_commands.hpp"
#include "app/audit_anchors.hpp"
#include "app/clocks.hpp"
#include "app/command_support.hpp"
#include "app/commands.hpp"

namespace orderyard::app {

int AuditVerify(const Config& config, const std::string& anchors, bool as_json) {
    const SystemClock clock;
    return WithDatabase(config, clock, [&](ports::Database& database) {
        const auto check =
            CheckAudit(database, anchors.empty() ? AnchorFileOf(config.data_dir) : anchors);
        if (!check) {
            return Report(check.error());
        }
        if (as_json) {
            std::cout << boost::json::serialize(
                             boost::json::object{{"entries", check->entries},
                                                 {"anchors", check->anchors},
                                                 {"is_whole", check->broken.empty()},
                                                 {"broken", check->broken}})
                      << '\n';
        } else if (check->broken.empty()) {
            std::cout << "The audit trail is whole: " << check->entries << " entries, "
                      << check->anchors << " anchors.\n";
        } else {
            std::cout << "The audit trail is NOT whole: " << check->broken << ".\n";
        }
        return check->broken.empty() ? kExitDone : kExitFindings;
    });
}

}  // namespace orderyard::app
