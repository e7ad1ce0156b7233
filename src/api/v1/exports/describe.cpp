// What the routes of saved exports are for; read by api/openapi.
#include "api/openapi/texts.hpp"

namespace orderyard::api::v1 {

namespace {

constexpr const char* kText = R"(
GET /api/v1/saved-exports
: Saved exports, each with its latest run.
POST /api/v1/saved-exports
: Saves an export; it is made with the rights of the user who saves it.
> name text!
> kind text! orders, invoices, shipments or credit-memos
> format text csv or xlsx
> heads text en, ko or codes
> separator text comma, semicolon or tab
> decimal text point or comma
> mark bool with a byte order mark
> columns list(text) none: the usual ones
> filter object what the list takes
> changes_only bool only what has changed since the last run
> schedule object rhythm (by_hand, hourly, daily, weekly, monthly), minute, hour, weekday, day
> zone text of the schedule and of the moments in the file
> kept_days int how long files are kept
> sends_notice bool mails its owner a link
> is_active bool
= 201 application/json
GET /api/v1/saved-exports/{export}
: One saved export.
PUT /api/v1/saved-exports/{export}
: Changes a saved export of one's own; its kind stays.
> name text!
> kind text!
> format text
> heads text
> separator text
> decimal text
> mark bool
> columns list(text)
> filter object
> changes_only bool
> schedule object
> zone text
> kept_days int
> sends_notice bool
> is_active bool
DELETE /api/v1/saved-exports/{export}
: Removes a saved export with its runs and files.
POST /api/v1/saved-exports/{export}/run
: Makes it now, whatever its schedule.
= 202 application/json
GET /api/v1/export-runs
: Runs of saved exports, newest first.
? export int of this one
? state text waiting, running, done or failed
? page int from 1
? page_size int
POST /api/v1/export-runs/{run}/retry
: Tries a run that failed again, now.
GET /api/v1/export-runs/{run}/file
: The file of a run; who fetches it is on record.
= 200 text/csv
)";

}  // namespace

const char* DescribeExports() {
    return kText;
}

}  // namespace orderyard::api::v1
