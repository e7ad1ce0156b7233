// Upserts that add: two connections seldom have the same slot, and then one waits for the other.
#include "storage/orders/tally_order.hpp"

#include "storage/lists/tallies.hpp"

namespace orderyard::storage {

using domain::Order;

namespace {

// Dates only ever widen a block.
constexpr const char* kTallyBlock =
    "INSERT INTO sales_order_block_count(slot, block, orders, created_from, created_to, "
    "updated_from, updated_to) VALUES (0, ?, ?, ?, ?, ?, ?) ON CONFLICT (block, slot) DO UPDATE "
    "SET orders = orders + excluded.orders, created_from = min(created_from, "
    "excluded.created_from), created_to = max(created_to, excluded.created_to), "
    "updated_from = min(updated_from, excluded.updated_from), "
    "updated_to = max(updated_to, excluded.updated_to)";
constexpr const char* kTallyBlockPostgres =
    "INSERT INTO sales_order_block_count AS b (slot, block, orders, created_from, created_to, "
    "updated_from, updated_to) VALUES (pg_backend_pid() % 16, ?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (block, slot) DO UPDATE "
    "SET orders = b.orders + excluded.orders, created_from = least(b.created_from, "
    "excluded.created_from), created_to = greatest(b.created_to, excluded.created_to), "
    "updated_from = least(b.updated_from, excluded.updated_from), "
    "updated_to = greatest(b.updated_to, excluded.updated_to)";
constexpr const char* kTallyHour =
    "INSERT INTO sales_order_hour_count(slot, hour, created, updated) VALUES (0, ?, ?, ?) "
    "ON CONFLICT (hour, slot) DO UPDATE SET created = created + excluded.created, "
    "updated = updated + excluded.updated";
constexpr const char* kTallyHourPostgres =
    "INSERT INTO sales_order_hour_count AS h (slot, hour, created, updated) "
    "VALUES (pg_backend_pid() % 16, ?, ?, ?) ON CONFLICT (hour, slot) DO UPDATE SET "
    "created = h.created + excluded.created, updated = h.updated + excluded.updated";

void TallyBlock(sql::Connection& connection, const Order& order, std::int64_t orders) {
    connection.ExecLater(connection.Pick(kTallyBlock, kTallyBlockPostgres),
                         order.id.value / kIdsPerTallyBlock, orders, order.created_at,
                         order.created_at, order.updated_at, order.updated_at);
}

void TallyHour(sql::Connection& connection, std::int64_t hour, std::int64_t created,
               std::int64_t updated) {
    connection.ExecLater(connection.Pick(kTallyHour, kTallyHourPostgres), hour, created, updated);
}

}  // namespace

void TallyNew(sql::Connection& connection, const Order& order) {
    TallyBlock(connection, order, 1);
    const std::int64_t created = TallyHourOf(order.created_at.micros);
    const std::int64_t updated = TallyHourOf(order.updated_at.micros);
    TallyHour(connection, created, 1, updated == created ? 1 : 0);
    if (updated != created) {
        TallyHour(connection, updated, 0, 1);
    }
}

void TallyChange(sql::Connection& connection, const Order& before, const Order& after) {
    if (after.updated_at != before.updated_at || after.created_at != before.created_at) {
        TallyBlock(connection, after, 0);
    }
    const auto move = [&](base::Instant from, base::Instant to, std::int64_t created,
                          std::int64_t updated) {
        if (TallyHourOf(from.micros) != TallyHourOf(to.micros)) {
            TallyHour(connection, TallyHourOf(from.micros), -created, -updated);
            TallyHour(connection, TallyHourOf(to.micros), created, updated);
        }
    };
    move(before.updated_at, after.updated_at, 0, 1);
    move(before.created_at, after.created_at, 1, 0);
}

}  // namespace orderyard::storage
