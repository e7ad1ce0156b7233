// Who is behind a session's cookie or an admin token: looked up with every request, so that a user
// switched off or a changed role counts at once (quality-bar.md S3).
#pragma once

#include <optional>
#include <string_view>

#include "actions/identity/access_context.hpp"
#include "domain/identity/access.hpp"
#include "ports/access_store.hpp"

namespace orderyard::actions {

struct SignedIn {
    ports::Session session;
    domain::User user;
    domain::Role role;
};

// What a page asks for by itself, while nobody touches it, does not keep a session alive.
enum class SessionUse { kByPerson, kUnattended };

// Nobody: unknown, ended, idle for 30 minutes, 12 hours old, or the user is switched off. A clock
// that was set back ends a session too: it must not make one live longer. Remembers the use at most
// once a minute.
std::optional<SignedIn> CheckSession(const AccessContext& context, std::string_view cookie,
                                     SessionUse use = SessionUse::kByPerson);

// The same for a token of IssueAdminToken, which lives for 4 hours, used or not. A cookie is no
// token and a token no cookie.
std::optional<SignedIn> CheckAdminToken(const AccessContext& context, std::string_view token);

}  // namespace orderyard::actions
