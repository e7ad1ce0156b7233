// Asks a signed-in user for the password once more, before something that matters.
#pragma once

#include <string>

#include "actions/identity/access_context.hpp"
#include "actions/identity/login_attempt.hpp"
#include "base/result.hpp"
#include "domain/identity/access.hpp"

namespace orderyard::actions {

class ConfirmedPassword {
  public:
    explicit ConfirmedPassword(LoginAttempt attempt) : attempt_(std::move(attempt)) {}
    // In the transaction that makes use of it: the failures before it are forgotten.
    void Forget(ports::Transaction& tx) const { attempt_.TakeBack(tx, 0, true); }

  private:
    LoginAttempt attempt_;
};

// Counts like a log-in of that name. kThrottled, or kUnauthorized with `field`.
base::Result<ConfirmedPassword> ConfirmPassword(const AccessContext& context,
                                                const domain::User& user,
                                                const std::string& password,
                                                const std::string& field, const std::string& peer);

}  // namespace orderyard::actions
