// What the routes of v1.cpp are for; read by api/openapi.
#include "api/openapi/texts.hpp"

namespace orderyard::api::v1 {

namespace {

constexpr const char* kText = R"(
POST /api/v1/session
: Logs in: sets the session's cookie and answers who one is, with the token that changes carry.
> name text!
> password text!
> code text of the second factor, where the user has one
GET /api/v1/session
: Who is signed in, and what he may do.
DELETE /api/v1/session
: Logs out.
PUT /api/v1/session/password
: Changes one's own password; other sessions end.
> current_password text!
> new_password text!
GET /api/v1/stores
: The connected Amazon stores.
GET /api/v1/stores/{store}/amazon-orders
: What Amazon has told of its orders, with the verdict on each.
? number text part of a number
? buyer_name text part of a name
? status text several: once each
? verdict text several: once each
? purchased_from text a day or a moment
? purchased_to text
? total_from decimal
? total_to decimal
? sort text purchased_at, number, status, total, updated_at, ship_by
? order asc|desc
? page int from 1
? page_size int
? after text next of the page before; goes further than page does
GET /api/v1/stores/{store}/amazon-orders/{number}
: One of Amazon's orders, with what happened to it.
GET /api/v1/stores/{store}/sync
: How the sync stands: last good one, problems, what waits.
POST /api/v1/stores/{store}/sync
: Asks for a sync now.
= 202
POST /api/v1/stores/{store}/inbox/{row}/retry
: Makes a message that failed due at once.
POST /api/v1/stores/{store}/inbox/{row}/skip
: Closes a message that failed.
> reason text!
)";

}  // namespace

const char* Describe() {
    return kText;
}

}  // namespace orderyard::api::v1
