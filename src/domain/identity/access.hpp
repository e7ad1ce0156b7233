// Who may do what: roles are lists of resource ids in Magento's words (magento-rest.md section 6),
// and some of our own for what Magento does not have. Default deny.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.hpp"
#include "base/instant.hpp"

namespace orderyard::domain {

using UserId = base::Id<struct UserTag>;
using RoleId = base::Id<struct RoleTag>;
using IntegrationId = base::Id<struct IntegrationTag>;

// A resource with its place in the tree; granting a node grants what is below it.
struct Resource {
    std::string_view id;      // "Magento_Sales::actions_view"
    std::string_view parent;  // "" for the root
    std::string_view title;   // for people, English
};
const std::vector<Resource>& Resources();  // parents before children
bool IsResource(std::string_view id);

inline constexpr std::string_view kAllResources = "Magento_Backend::all";

class Grants {
  public:
    Grants() = default;  // nothing
    explicit Grants(std::set<std::string, std::less<>> resources)
        : resources_(std::move(resources)) {}
    static Grants All();

    bool Has(std::string_view resource) const;  // itself or one above it is granted
    bool Covers(const Grants& other) const;     // has all that the other one has
    const std::set<std::string, std::less<>>& resources() const { return resources_; }
    friend bool operator==(const Grants&, const Grants&) = default;

  private:
    std::set<std::string, std::less<>> resources_;
};

struct Role {
    RoleId id;
    std::string code;  // "owner", "manager", "clerk", "packer", "customer_service", "accountant",
                       // "read_only", or a custom one
    std::string name;
    bool is_builtin = false;
    Grants grants;
};
// The seven that come with the program.
const std::vector<Role>& BuiltinRoles();

struct User {
    UserId id;
    std::string name;  // log-in name, unique, case-insensitive
    std::string email;
    std::string full_name;
    RoleId role_id;
    bool is_active = true;
    std::string language = "en";  // "en" or "ko"
    std::string zone = "UTC";
    bool must_change_password = false;
    bool has_second_factor = false;
    base::Instant created_at;
    std::optional<base::Instant> last_login_at;
    std::int64_t version = 0;
};

// Why a password is not good enough, in words; nullopt: it is. 10 to 128 characters, not the name,
// not among the most common ones, not one character repeated.
std::optional<std::string> WhyNotPassword(std::string_view password, std::string_view user_name,
                                          std::string_view email);

// Log-in throttling of one account or one address (quality-bar.md S2). Pure: the counters are
// stored by who calls. A try is charged before it is looked at, so that a hundred at once are no
// more than the budget; success takes the charge back.
struct LoginCounter {
    int failures = 0;
    base::Instant first_failure_at;
    base::Instant locked_until;  // not before the last failure
    friend bool operator==(const LoginCounter&, const LoginCounter&) = default;
};
inline constexpr int kLockAfterFailures = 10;
inline constexpr std::int64_t kLockSeconds = 1'800;

struct LoginRule {
    int delay_from_failure;  // from this one on the next try waits 1, 2, 4 ... s
    int lock_after_failures;
    std::int64_t lock_seconds;
    std::int64_t quiet_seconds;   // so long without a failure, and all are forgotten
    std::int64_t window_seconds;  // so long after the first failure too; 0: never
};
inline constexpr LoginRule kAccountLoginRule{5, kLockAfterFailures, kLockSeconds, 1'800, 0};
// An office shares an address. Two windows touch in any hour, so that makes 100 an hour at most.
inline constexpr LoginRule kAddressLoginRule{50, 50, 3'600, 3'600, 3'600};
// Magento's rule for POST /V1/integration/admin/token.
inline constexpr LoginRule kTokenLoginRule{6, 6, 1'800, 1'800, 0};

// How long to wait before the next try is looked at; 0: now.
base::Duration LoginWait(const LoginCounter& counter, base::Instant now);
LoginCounter AfterFailure(LoginCounter counter, base::Instant now,
                          const LoginRule& rule = kAccountLoginRule);

}  // namespace orderyard::domain
