// The endpoints of log-in.
#pragma once

#include <vector>

#include "api/v1/call.hpp"

namespace orderyard::api::v1 {

Answer LogInHere(const Call& call);          // POST   /session {name, password, code}
Answer ShowSession(const Call& call);        // GET    /session: who am I
Answer LogOutHere(const Call& call);         // DELETE /session
Answer ChangeOwnPassword(const Call& call);  // PUT    /session/password

// access/routes.cpp: everything else about users, rights and webhooks
const std::vector<CallRoute>& AccessRoutes();

}  // namespace orderyard::api::v1
