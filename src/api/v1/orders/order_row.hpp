// One order as a row of the grid: everything its columns show.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "api/json_writer.hpp"
#include "domain/channel/store.hpp"
#include "domain/order/order.hpp"
#include "ports/order_desk.hpp"

namespace orderyard::api::v1 {

// What a page of rows needs beside the orders.
struct RowContext {
    std::map<std::int64_t, domain::Store> stores;
    std::map<std::int64_t, std::vector<ports::FollowUpWord>> follow_ups;  // by order
    std::map<std::int64_t, std::vector<std::string>> matched;             // by order
};

void WriteOrderRow(JsonWriter& json, const domain::Order& order, const RowContext& context);

}  // namespace orderyard::api::v1
