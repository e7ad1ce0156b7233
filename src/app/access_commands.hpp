// The commands for users and integrations; how they print and exit: commands.hpp.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/config.hpp"
#include "ports/clock.hpp"
#include "ports/database.hpp"

namespace orderyard::app {

struct UserAddOptions {
    std::string name, email, full_name;
    std::string role;  // its code
};

struct IntegrationAddOptions {
    std::string name, email;
    std::vector<std::string> resources;
    int days = 0;  // until it expires; 0: never
};

// On a database without users: makes the owner and prints the one-time password.
void TellFirstOwner(ports::Database& database, const ports::Clock& clock);

int UserAdd(const Config& config, const UserAddOptions& options, bool as_json);
int UserList(const Config& config, bool as_json);
int UserSetRole(const Config& config, const std::string& name, const std::string& role_code);
int UserResetPassword(const Config& config, const std::string& name, bool as_json);
// For whom phone and recovery codes are lost.
int UserEndSecondFactor(const Config& config, const std::string& name);
int UserDisable(const Config& config, const std::string& name);
int UserUnlock(const Config& config, const std::string& name);

// Exits with kExitFindings when the audit trail is not whole. `anchors`: a copy of the file of
// anchors kept elsewhere; empty: the one beside the database.
int AuditVerify(const Config& config, const std::string& anchors, bool as_json);

int IntegrationAdd(const Config& config, const IntegrationAddOptions& options, bool as_json);
int IntegrationList(const Config& config, bool as_json);
int IntegrationRotate(const Config& config, std::int64_t id, bool as_json);
int IntegrationRevoke(const Config& config, std::int64_t id);

}  // namespace orderyard::app
