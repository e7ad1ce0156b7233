// The second factor of a log-in: a secret for the authenticator app, confirmed by one of its codes,
// and recovery codes for the day the phone is lost.
#pragma once

#include <string>
#include <vector>

#include "actions/identity/access_context.hpp"
#include "actions/identity/check_session.hpp"
#include "base/result.hpp"
#include "domain/order/actor.hpp"

namespace orderyard::actions {

struct SecondFactorOffer {
    std::string secret;  // Base32, to be typed
    std::string uri;     // otpauth://totp/..., to be shown as a QR code
};
// Makes a secret that does not count yet. Asked again, it makes another. kNotAllowed: there is a
// second factor already; it has to be removed first.
base::Result<SecondFactorOffer> OfferSecondFactor(const AccessContext& context,
                                                  const SignedIn& who);

// The code shows that the app has the secret: from now on log-ins need one. Returns the recovery
// codes, each good once; only their hashes are kept. kNotAllowed without an offer; kInvalidInput
// with field "code".
base::Result<std::vector<std::string>> ConfirmSecondFactor(const AccessContext& context,
                                                           const SignedIn& who,
                                                           const std::string& code,
                                                           const std::string& peer);

// New recovery codes in place of all that are left. The password is asked for again (kThrottled, or
// kUnauthorized with field "password"); kNotAllowed without a second factor.
base::Result<std::vector<std::string>> RenewRecoveryCodes(const AccessContext& context,
                                                          const SignedIn& who,
                                                          const std::string& password,
                                                          const std::string& peer);

// By the user, whose password is asked for again (kThrottled, or kUnauthorized with field
// "password").
base::Result<> RemoveSecondFactor(const AccessContext& context, const SignedIn& who,
                                  const std::string& password, const std::string& peer);
// By somebody who may change users, when phone and codes are lost. Ends the user's sessions.
// kNotFound; kForbidden for a user with more rights than `context.held`.
base::Result<> RemoveSecondFactorOf(const AccessContext& context, domain::UserId user,
                                    const domain::Actor& by, const std::string& peer);

}  // namespace orderyard::actions
