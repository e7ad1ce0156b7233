// Commerce orders as our own API shows them: short in lists, whole on their page.
#pragma once

#include <vector>

#include "api/json_writer.hpp"
#include "domain/channel/store.hpp"
#include "domain/ledger/match_refunds.hpp"
#include "domain/order/order_file.hpp"

namespace orderyard::api::v1 {

// id, increment_id, state, status, version: what every answer about an order holds.
void WriteOrderHead(JsonWriter& json, const domain::Order& order);
// One row of a short list; the grid's: order_row.hpp.
void WriteOrderRow(JsonWriter& json, const domain::Order& order);
// Everything about an order. `store`: the channel's, null for our own orders; `channel_refunds`:
// what the channel's books say.
struct OrderView {
    const domain::OrderFile& file;
    const std::vector<domain::HistoryEntry>& history;
    const domain::Store* store;
    const std::vector<domain::ChannelRefund>& channel_refunds;
};
// With what may be done to it now.
void WriteOrderPage(JsonWriter& json, const OrderView& view);
void WriteFollowUp(JsonWriter& json, const domain::OrderFile& file,
                   const domain::FollowUp& follow_up);
// Without the decisions that only the whole order can tell, for lists over many orders.
void WriteFollowUpRow(JsonWriter& json, const domain::FollowUp& follow_up);

}  // namespace orderyard::api::v1
