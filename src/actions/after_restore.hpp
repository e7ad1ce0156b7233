// What of our own affairs is not to go on after a database was put back from a copy: what was left
// to be done has perhaps been done since the copy was made, and would be done twice.
#pragma once

#include <cstdint>

#include "base/instant.hpp"
#include "ports/database.hpp"

namespace orderyard::actions {

struct StoppedWork {
    int mails = 0;       // doubtful now: a person sends them again, or not
    int bulk_items = 0;  // failed, with that reason; the job can be retried
    int operations = 0;  // of Magento's asynchronous API; failed likewise
    int sessions = 0;    // ended: one that was ended since the copy must not live again
};

// Runs in transactions of its own, and may be repeated.
StoppedWork StopUnfinishedWork(ports::Database& database, base::Instant now);

// Orders and documents get numbers `count` further on, in each store view.
void SkipNumbers(ports::Database& database, std::int64_t count);

}  // namespace orderyard::actions
