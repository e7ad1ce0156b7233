// 0001: what every installation has: store views and statuses, channel stores, customers, and the
// tables of the sync (inbox, cursors, outbox, budgets, leases), document numbers and API tokens.
// The texts are in the two files beside this one; a test compares the columns of both.
#include "storage/migrations/migrations.hpp"

namespace orderyard::storage {

extern const char* const kFoundationSqliteSql;
extern const char* const kFoundationPostgresSql;

const Migration kMigrationFoundation = {1, "foundation", kFoundationSqliteSql,
                                        kFoundationPostgresSql};

}  // namespace orderyard::storage
