// The list of migrations, in order.
#include "storage/migrations/migrations.hpp"

#include <array>

namespace orderyard::storage {

std::span<const Migration> AllMigrations() {
    static const std::array<Migration, 4> kAll = {kMigrationFoundation, kMigrationOrders,
                                                  kMigrationProcessing, kMigrationAccess};
    return kAll;
}

}  // namespace orderyard::storage
