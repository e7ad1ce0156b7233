// Works off the inbox: each order text is read, mapped and applied in a part of a transaction of
// its own, so that one bad order never holds up another (sync-protocol.md section 4).
#pragma once

#include "amazon/sync/sync_run.hpp"

namespace orderyard::amazon {

// Until nothing is due or `deadline_millis` (monotonic) has passed. Adds to run.report; true when
// nothing is due.
bool ApplyInbox(Run& run, std::int64_t deadline_millis);

}  // namespace orderyard::amazon
