// Magento's Order, whole: which keys are always there, which are absent until they happen, and in
// what form.
#pragma once

#include <string>
#include <vector>

#include "api/json_writer.hpp"
#include "api/rest/order_amounts.hpp"
#include "domain/channel/store.hpp"
#include "domain/order/order_file.hpp"

namespace orderyard::api::rest {

struct OrderToShow {
    const domain::Order& order;
    const std::vector<domain::HistoryEntry>& history;  // oldest first
    const domain::StoreView* view;            // nullptr: the view is gone; store_name is left out
    const domain::OrderFile* file = nullptr;  // with the documents, where they are needed
};

std::string StoreName(const domain::StoreView& view);  // three lines
void WriteHistoryEntry(JsonWriter& json, domain::OrderId order, const domain::HistoryEntry& entry);
void WriteOrder(JsonWriter& json, const OrderToShow& shown);

}  // namespace orderyard::api::rest
