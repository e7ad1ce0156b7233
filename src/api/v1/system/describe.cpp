// What the routes about the program itself and the shop's settings are for; read by
// api/openapi. Bodies and parameters that are not named here are those of recorded requests.
#include "api/openapi/texts.hpp"

namespace orderyard::api::v1 {
namespace {

constexpr const char* kText = R"(
GET /api/v1/jobs
: The jobs of the timetable.
POST /api/v1/jobs/{job}/run
: Runs a job now.
= 202
GET /api/v1/system
: Version, database, ages of queues and backups.
? self_check int 1: reads the whole database too
GET /api/v1/outbox
: What waits to be done.
GET /api/v1/order-statuses
: Statuses of orders, by state.
PUT /api/v1/order-statuses/{code}/{state}
: Makes or changes a status of the seller's own.
DELETE /api/v1/order-statuses/{code}/{state}
: Removes a status of the seller's own.
GET /api/v1/store-views
: Store views.
POST /api/v1/store-views
: Makes a store view.
= 201
PUT /api/v1/store-views/{view}
: Changes a store view.
GET /api/v1/carriers
: The shop's carriers, and what Amazon calls them.
PUT /api/v1/carriers/{code}
: Makes or changes a carrier.
DELETE /api/v1/carriers/{code}
: Removes a carrier.
GET /api/v1/amazon-carriers
: The carriers that Amazon knows.
)";

}  // namespace

const char* DescribeSystem() {
    return kText;
}

}  // namespace orderyard::api::v1
