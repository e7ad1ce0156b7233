// Works through bulk jobs: one verb over a frozen selection of orders, one transaction an order,
// the result recorded with the effect. Stopped or killed at any moment it goes on where it was.
#pragma once

#include <functional>

#include "actions/order_step.hpp"
#include "ports/bulk_store.hpp"
#include "ports/clock.hpp"
#include "ports/database.hpp"

namespace orderyard::actions {

using BulkVerb = std::function<Processed(const Step& step, domain::OrderId order)>;

struct BulkHelp {
    // What a job's verb and params say to do; an error fails every item with it.
    std::function<base::Result<BulkVerb>(const ports::BulkJob& job)> read_verb;
    // Asked before each order.
    std::function<bool()> should_stop;
    // Whether this process is still the one that works on bulk jobs, by the transaction's word.
    std::function<bool(ports::Transaction& tx)> is_mine;
};

// Until no job has anything left, or it should stop. Returns how many orders were decided.
std::int64_t RunBulk(ports::Database& database, const ports::Clock& clock, const BulkHelp& help);

}  // namespace orderyard::actions
