// What the routes of the web app's desk are for; read by api/openapi.
#include "api/openapi/texts.hpp"

namespace orderyard::api::v1 {

namespace {

constexpr const char* kText = R"(
GET /api/v1/events
: Server-sent events: topics and ids of what changes, for users who are signed in.
= 200 text/event-stream
GET /api/v1/views
: Saved views of a page: the user's own and shared ones.
? page text
POST /api/v1/views
: Saves a view.
> page text!
> name text!
> query text as in the page's address
> columns list(text)
> is_shared bool
PUT /api/v1/views/{view}
: Changes a view of one's own.
> page text!
> name text!
> query text
> columns list(text)
> is_shared bool
DELETE /api/v1/views/{view}
: Removes a view.
GET /api/v1/preferences/{key}
: What a page remembers for the user.
PUT /api/v1/preferences/{key}
: Remembers something for the user.
> value object up to 16 KiB
POST /api/v1/orders/{id}/presence
: Says that the caller has the order open, to be repeated every 20 seconds; answers who else has.
> editing text what part of it
DELETE /api/v1/orders/{id}/presence
: Says that the caller has left the order.
GET /api/v1/home
: What needs a person now, sales by store and currency, and how each store's sync is.
? zone text where a day begins; else the user's own
GET /api/v1/invoices
: Invoices of all orders.
? q text as of the order list
? number text how it begins
? order text how the order's number begins
? channel_number text
? store text several: once each
? state open|paid|canceled
? created_from text a day or an instant
? created_to text
? zone text
? sort text created_at, number or total; "-" before it: descending
? page int from 1
? page_size int
GET /api/v1/shipments
: Shipments of all orders, with their tracking numbers.
? q text as of the order list
? number text how it begins
? order text how the order's number begins
? channel_number text
? tracking text how a tracking number begins
? carrier text a carrier's code
? store text several: once each
? state shipped|void
? created_from text a day or an instant
? created_to text
? zone text
? sort text created_at or number; "-" before it: descending
? page int from 1
? page_size int
GET /api/v1/credit-memos
: Credit memos of all orders.
? q text as of the order list
? number text how it begins
? order text how the order's number begins
? channel_number text
? store text several: once each
? state issued|rejected|void
? created_from text a day or an instant
? created_to text
? zone text
? sort text created_at, number or total; "-" before it: descending
? page int from 1
? page_size int
)";

}  // namespace

const char* DescribeDesk() {
    return kText;
}

}  // namespace orderyard::api::v1
