// Which orders a list, its counts, its neighbours or a bulk job are about: one language for all of
// them, written as query parameters.
#pragma once

#include <string>

#include "api/v1/body_reader.hpp"
#include "api/v1/call.hpp"
#include "api/v1/query_reader.hpp"
#include "ports/database.hpp"
#include "ports/order_desk.hpp"

namespace orderyard::api::v1 {

// Against what relative words are read ("late", a plain date).
struct FilterFrame {
    base::Instant now;
    std::string zone;  // where a day without a zone begins
};
// The zone: ?zone=, else the user's own.
base::Result<FilterFrame> FrameOf(const Call& call);

// kInvalidInput names a parameter that is not of the filter language. Sorting and paging are let
// through everywhere, so that a page can hand on its whole address.
base::Result<> AllowOrderFilter(const QueryReader& query);
// store, status, state, q, ids, marketplace, country, fulfilled_by, sku, placed_from, placed_to,
// ship_by_from, ship_by_to, total_from, total_to, and as 0 or 1: to_ship, late, ship_by_today,
// on_hold, needs_attention, cancel_pending, cancel_requested, sync_error, refunded.
// kInvalidInput: a value that cannot be, a store there is not.
base::Result<ports::DeskQuery> ReadOrderFilter(ports::Transaction& tx, const QueryReader& query,
                                               const FilterFrame& frame);
// ?sort=placed_at, or with "-" before it for descending; newest first without it.
base::Result<> ReadOrderSort(const QueryReader& query, ports::DeskQuery& wanted);

// A JSON object {"status": ["new"], "late": true, ...} as the request that asks the same.
base::Result<http::Request> FilterAsRequest(std::string_view json);

}  // namespace orderyard::api::v1
