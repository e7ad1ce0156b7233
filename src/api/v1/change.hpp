// How every request that changes something is run: in one transaction, and at most once for each
// Idempotency-Key of a caller.
#pragma once

#include <functional>

#include "api/v1/call.hpp"
#include "ports/database.hpp"

namespace orderyard::api::v1 {

// Runs `work` in a transaction and answers what it answers. `work` may run again after a conflict.
//
// With an Idempotency-Key (1 to 255 visible ASCII characters) a successful answer is kept in that
// same transaction for limits::kIdempotencyDaysMax. The same key again, with the same method,
// target and body: that answer once more, with Idempotency-Replayed: true, and nothing else
// happens. With anything different: 422. A refusal is not kept: the request may be corrected and
// sent again.
Answer Change(const Call& call, const std::function<Answer(ports::Transaction&)>& work);

}  // namespace orderyard::api::v1
