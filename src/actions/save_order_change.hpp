// Stores what a decision about an order says: order, documents with their numbers, stock, ledger,
// history, follow-ups and mails. Internal to actions.
#pragma once

#include "domain/order/order_change.hpp"
#include "ports/database.hpp"

namespace orderyard::actions {

// `before` is the file the decision was made on; null for a new order. Fills ids and numbers in
// `change`. A new order needs its increment_id already.
void SaveOrderChange(ports::Transaction& tx, const domain::OrderFile* before,
                     domain::OrderChange& change, base::Instant now);

// Gives new documents of a stored order their numbers and stores them with their ledger rows.
void StoreNewDocuments(ports::Transaction& tx, domain::OrderFile& file, base::Instant now);

// Documents of an order that has just been stored refer to its items by provisional ids: puts the
// real ones in. Call with the items as they were before and after.
void BindItems(domain::OrderFile& file, const std::vector<domain::OrderItem>& before);

}  // namespace orderyard::actions
