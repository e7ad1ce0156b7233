// The list of migrations, in order.
#include "storage/migrations/migrations.hpp"

#include <array>

namespace orderyard::storage {

std::span<const Migration> AllMigrations() {
    static const std::array kAll = {
        kMigrationFoundation, kMigrationOrders,   kMigrationProcessing,   kMigrationAccess,
        kMigrationWeb,        kMigrationSettings, kMigrationPapers,       kMigrationMail,
        kMigrationVat,        kMigrationExports,  kMigrationOrderTallies, kMigrationNameChanges};
    return kAll;
}

}  // namespace orderyard::storage
