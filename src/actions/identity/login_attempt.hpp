// For the actions of this folder: the counters of failed log-ins, the audit trail, and new
// sessions.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "actions/identity/access_context.hpp"
#include "actions/identity/log_in.hpp"
#include "base/result.hpp"
#include "domain/identity/access.hpp"
#include "ports/access_store.hpp"

namespace orderyard::actions {

struct AttemptLimit {
    std::string key;
    domain::LoginRule rule;
};
// Names are hashed: people type their password into the wrong field. Addresses of IPv6 count by
// their /64, of which anybody has as many as he likes.
AttemptLimit AccountLimit(std::string_view user_name);
AttemptLimit AddressLimit(std::string_view peer);
AttemptLimit TokenLimit(std::string_view user_name);

// A try that is charged to its limits before it is looked at.
class LoginAttempt {
  public:
    // kThrottled with "retry_after_seconds" when a limit says so; nothing is charged then.
    static base::Result<LoginAttempt> Charge(const AccessContext& context,
                                             std::vector<AttemptLimit> limits);

    // The try was right: its charge goes, and with `forgets` the failures before it as well. In
    // the transaction that lets the user in.
    void TakeBack(ports::Transaction& tx, std::size_t limit, bool forgets) const;

  private:
    struct Charged {
        AttemptLimit limit;
        domain::LoginCounter before;
        domain::LoginCounter after;
    };
    std::vector<Charged> charged_;
};

struct AuditNote {
    std::string event;
    std::string subject;
    std::string before, after;
};
// As the last thing of the transaction.
void Audit(ports::Transaction& tx, base::Instant now, const domain::Actor& actor,
           const std::string& peer, AuditNote note);
domain::Actor ActorOf(const domain::User& user);
std::string SubjectOf(const domain::User& user);  // "user ada"
// Of a log-in that failed. A name that is nobody's is not kept: it may be a password.
std::string SubjectOf(const std::optional<domain::User>& user);

// 1 to 64 ASCII letters, digits and . _ - @
bool IsUserName(std::string_view name);
std::optional<domain::User> FindActiveUser(ports::Transaction& tx, const std::string& typed_name);

// A hash nobody has the password of, made with the context's cost: for names that do not exist, so
// that they take as long as others.
std::string NobodysHash(const AccessContext& context);

// A new session (or admin token) for a new random `text`, of which only the hash is stored.
ports::Session OpenSession(ports::Transaction& tx, const domain::User& user, base::Instant now,
                           const std::string& peer, const std::string& agent, bool is_admin_token,
                           const std::string& text);
// Of a password given by somebody else: 100 bits and more, easy to read out.
std::string OneTimePassword();

}  // namespace orderyard::actions
