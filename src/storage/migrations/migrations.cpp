// The list of migrations, in order.
#include "storage/migrations/migrations.hpp"

#include <array>

namespace orderyard::storage {

std::span<const Migration> AllMigrations() {
    static const std::array<Migration, 2> kAll = {kMigrationFoundation, kMigrationOrders};
    return kAll;
}

}  // namespace orderyard::storage
