// Migration 11: orders counted by blocks of ids and by hours, so that deep pages and totals of long
// ranges of dates need not walk the orders (lists/tallies.hpp).
#include <string>

#include "storage/migrations/engine_words.hpp"
#include "storage/migrations/migrations.hpp"

namespace orderyard::storage {

namespace {

// A block is 1,024 ids. Its dates are bounds: nothing in it lies outside, but perhaps nothing lies
// at them any more. Sums (and the widest bounds) over the slots are what counts; slots are as those
// of sales_order_count.
constexpr const char* kTables = R"sql(
CREATE TABLE sales_order_block_count (
    slot {int} NOT NULL,
    block {int} NOT NULL,
    orders {int} NOT NULL,
    created_from {int} NOT NULL,
    created_to {int} NOT NULL,
    updated_from {int} NOT NULL,
    updated_to {int} NOT NULL,
    PRIMARY KEY (block, slot)
) {clustered};

CREATE TABLE sales_order_hour_count (
    slot {int} NOT NULL,
    hour {int} NOT NULL,
    created {int} NOT NULL,
    updated {int} NOT NULL,
    PRIMARY KEY (hour, slot)
) {clustered};

INSERT INTO sales_order_block_count
    SELECT 0, id >> 10, count(*), min(created_at), max(created_at), min(updated_at), max(updated_at)
    FROM sales_order GROUP BY id >> 10;
INSERT INTO sales_order_hour_count
    SELECT 0, hour, CAST(sum(created) AS {int}), CAST(sum(updated) AS {int}) FROM (
        SELECT created_at / 3600000000 AS hour, count(*) AS created, 0 AS updated
        FROM sales_order GROUP BY created_at / 3600000000 UNION ALL
        SELECT updated_at / 3600000000, 0, count(*)
        FROM sales_order GROUP BY updated_at / 3600000000) AS by_hour
    GROUP BY hour;
)sql";

// The store counts what it writes; it never deletes an order, but somebody may.
constexpr const char* kSqliteOnly = R"sql(
CREATE TRIGGER sales_order_untallied AFTER DELETE ON sales_order BEGIN
    UPDATE sales_order_block_count SET orders = orders - 1 WHERE block = old.id >> 10 AND slot = 0;
    UPDATE sales_order_hour_count SET created = created - 1
        WHERE hour = old.created_at / 3600000000 AND slot = 0;
    UPDATE sales_order_hour_count SET updated = updated - 1
        WHERE hour = old.updated_at / 3600000000 AND slot = 0;
END;
)sql";

constexpr const char* kPostgresOnly = R"sql(
CREATE FUNCTION sales_order_untally() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO sales_order_block_count VALUES (pg_backend_pid() % 16, OLD.id >> 10, -1,
            OLD.created_at, OLD.created_at, OLD.updated_at, OLD.updated_at)
        ON CONFLICT (block, slot) DO UPDATE SET orders = sales_order_block_count.orders - 1;
    INSERT INTO sales_order_hour_count
        VALUES (pg_backend_pid() % 16, OLD.created_at / 3600000000, -1, 0)
        ON CONFLICT (hour, slot) DO UPDATE SET created = sales_order_hour_count.created - 1;
    INSERT INTO sales_order_hour_count
        VALUES (pg_backend_pid() % 16, OLD.updated_at / 3600000000, 0, -1)
        ON CONFLICT (hour, slot) DO UPDATE SET updated = sales_order_hour_count.updated - 1;
    RETURN NULL;
END $$;
CREATE TRIGGER sales_order_untallied AFTER DELETE ON sales_order
    FOR EACH ROW EXECUTE FUNCTION sales_order_untally();
)sql";

const std::string kSqliteScript = EngineScript(kSqliteWords, {kTables}, kSqliteOnly);
const std::string kPostgresScript = EngineScript(kPostgresWords, {kTables}, kPostgresOnly);

}  // namespace

const Migration kMigrationOrderTallies{11, "order tallies", kSqliteScript.c_str(),
                                       kPostgresScript.c_str()};

}  // namespace orderyard::storage
