// What a change of settings has changed, for the audit trail: only the members that differ.
#pragma once

#include <string>
#include <string_view>

#include "api/v1/call.hpp"

namespace orderyard::api::v1 {

// `before` and `after` are JSON texts of the same shape, as answers show them: without secrets, and
// nothing personal of buyers. "settings.interval 300" becomes "settings.interval 600".
AuditDetail DifferenceOf(std::string subject, std::string_view before, std::string_view after);

// For the entry that Change() makes: call it in the work.
void NoteDifference(const Call& call, std::string subject, std::string_view before,
                    std::string_view after);

}  // namespace orderyard::api::v1
