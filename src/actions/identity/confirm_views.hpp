// A user who has seen his share of orders within the hour says that he goes on; and the owner's
// limit itself (quality-bar.md P6).
#pragma once

#include <string>

#include "actions/identity/check_session.hpp"
#include "base/result.hpp"
#include "domain/privacy/view_limit.hpp"

namespace orderyard::actions {

struct ConfirmViewsRequest {
    std::string password;     // one of the two
    std::string code;         // of the second factor
    std::int64_t orders = 0;  // that many more; 0: as many as the limit
};

// How many more orders may be seen within the hour. kThrottled or kUnauthorized with the field at
// fault, as at a log-in; kNotAllowed for a role without a limit. An alarm to the owners each time.
base::Result<std::int64_t> ConfirmViews(const AccessContext& context, const SignedIn& who,
                                        const ConfirmViewsRequest& request,
                                        const std::string& peer);

// kInvalidInput names "orders_per_hour" or "exempt_roles".
base::Result<> PutViewLimit(const AccessContext& context, const domain::ViewLimit& limit,
                            const domain::Actor& by, const std::string& peer);

}  // namespace orderyard::actions
