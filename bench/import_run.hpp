// The store path of the sync, without network and JSON: inbox rows added a page at a time, claimed
// and applied in batches.
#pragma once

#include <memory>
#include <span>
#include <string>

#include "domain/channel/store.hpp"
#include "made_orders.hpp"
#include "storage/open_database.hpp"

namespace orderyard::bench {

// Opens (and migrates) the database. Throws std::runtime_error with the reason.
std::unique_ptr<storage::OpenedDatabase> OpenForBench(const std::string& url,
                                                      const std::string& master_key);

// What is there before the first order: a store that imports, and the catalog. Loads the store when
// it exists already.
domain::Store SetUpSeller(storage::OpenedDatabase& database, base::Instant now);

// As amazon/sync/apply_inbox: a Write for the page, then Writes of limits::kInboxBatchRowsMax rows.
void ImportPage(ports::Database& database, const domain::Store& store, std::span<MadeOrder> page,
                base::Instant now);

}  // namespace orderyard::bench
