// What a bulk job's stored words ask to be done, for the program that runs them.
#pragma once

#include "actions/run_bulk.hpp"

namespace orderyard::api::v1 {

// kInvalidInput: a verb or params that this version does not know.
base::Result<actions::BulkVerb> ReadBulkVerb(const ports::BulkJob& job);

}  // namespace orderyard::api::v1
