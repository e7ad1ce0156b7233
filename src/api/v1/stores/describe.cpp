// What the routes about connected stores are for; read by
// api/openapi. Bodies and parameters that are not named here are those of recorded requests.
#include "api/openapi/texts.hpp"

namespace orderyard::api::v1 {
namespace {

constexpr const char* kText = R"(
GET /api/v1/marketplaces
: Amazon's marketplaces.
GET /api/v1/store-cards
: The stores with their last sync and sales.
POST /api/v1/stores
: Connects an Amazon store.
= 201
GET /api/v1/stores/{store}
: One store with its settings.
PUT /api/v1/stores/{store}
: Changes a store's name and settings.
DELETE /api/v1/stores/{store}
: Archives a store.
PUT /api/v1/stores/{store}/credentials
: Replaces the credentials; they are never shown.
POST /api/v1/stores/{store}/activate
: Syncs the store.
POST /api/v1/stores/{store}/deactivate
: Syncs the store no more.
POST /api/v1/stores/{store}/check
: Tries each of Amazon's operations that are needed, and says what is missing.
POST /api/v1/stores/{store}/backfill
: Fetches the orders placed since a day, beside the daily sync.
> from text! a day of the store's zone, such as 2026-01-31, or an instant; two years back at most
> import_too bool also make commerce orders of them: the store's import_from becomes that day
= 202
DELETE /api/v1/stores/{store}/backfill
: Ends fetching older orders; those that are here stay.
GET /api/v1/stores/{store}/dashboard
: Sales and state of a store.
GET /api/v1/exceptions
: What keeps orders from being made or sent, by cause.
PUT /api/v1/stores/{store}/amazon-orders/{number}/address
: Corrects the address of one of Amazon's orders on our side.
POST /api/v1/stores/{store}/amazon-orders/{number}/cancel
: Cancels one of Amazon's orders, whether or not a commerce order was made of it.
= 202
GET /api/v1/stores/{store}/amazon-orders/{number}/payload
: What Amazon sent, word by word.
)";

}  // namespace

const char* DescribeStores() {
    return kText;
}

}  // namespace orderyard::api::v1
