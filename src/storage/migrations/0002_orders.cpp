// Migration 2: products and their stock, channel orders, commerce orders, personal data. The tables
// are written once, in 0002_orders_tables.hpp; here are the words of each engine and what only one
// of them has.
#include <string>

#include "storage/migrations/0002_orders_tables.hpp"
#include "storage/migrations/engine_words.hpp"
#include "storage/migrations/migrations.hpp"

namespace orderyard::storage {

namespace {

// How many orders there are of each kind: lists show totals, and counting a million rows takes
// longer than reading a page. The stores count what they insert; changes and deletions are counted
// by triggers. (A trigger on the insert as well would cost an eighth of an import: before a
// statement with triggers, SQLite writes out what FTS5 has gathered.) The sum over the slots is the
// number; a single row may be negative.
constexpr const char* kCountTables = R"sql(
CREATE TABLE channel_order_count (
    slot {int} NOT NULL,
    store_id {int} NOT NULL,
    status {text} NOT NULL,
    verdict_kind {text} NOT NULL,
    orders {int} NOT NULL,
    PRIMARY KEY (slot, store_id, status, verdict_kind)
) {strict};

CREATE TABLE sales_order_count (
    slot {int} NOT NULL,
    store_view_id {int} NOT NULL,
    state {text} NOT NULL,
    status {text} NOT NULL,
    orders {int} NOT NULL,
    PRIMARY KEY (slot, store_view_id, state, status)
) {strict};

-- What was sold in each hour by the time of purchase, canceled orders left out: sums over years must
-- not read the orders. store_id 0: orders of no channel. The sum over the slots is the figure.
CREATE TABLE sales_hour (
    slot {int} NOT NULL,
    store_id {int} NOT NULL,
    hour {int} NOT NULL,
    currency {text} NOT NULL,
    orders {int} NOT NULL,
    total {int} NOT NULL,
    PRIMARY KEY (store_id, hour, currency, slot)
) {clustered};
)sql";

// The blind index (storage/privacy/blind_index.hpp) and the counting triggers are each engine's
// own.
constexpr const char* kSqliteOnly = R"sql(
CREATE VIRTUAL TABLE channel_order_search USING fts5(tokens, content='', columnsize=0, tokenize='ascii');
CREATE VIRTUAL TABLE sales_order_search USING fts5(tokens, content='', columnsize=0, tokenize='ascii');
-- Eight segments of a level are merged at once, not four: with a million orders each token is copied
-- four times then, not seven, and a search looks into a few segments more.
INSERT INTO channel_order_search(channel_order_search, rank) VALUES ('automerge', 8);
INSERT INTO sales_order_search(sales_order_search, rank) VALUES ('automerge', 8);

-- Walked when a client pages deep through all orders: the table itself is a hundred times wider.
CREATE INDEX sales_order_by_id ON sales_order(id, store_view_id);

CREATE TRIGGER channel_order_uncounted AFTER DELETE ON channel_order BEGIN
    UPDATE channel_order_count SET orders = orders - 1 WHERE slot = 0 AND store_id = old.store_id
        AND status = old.status AND verdict_kind = old.verdict_kind;
END;
CREATE TRIGGER channel_order_recounted AFTER UPDATE OF store_id, status, verdict_kind ON channel_order
WHEN (old.store_id, old.status, old.verdict_kind) <> (new.store_id, new.status, new.verdict_kind) BEGIN
    UPDATE channel_order_count SET orders = orders - 1 WHERE slot = 0 AND store_id = old.store_id
        AND status = old.status AND verdict_kind = old.verdict_kind;
    INSERT INTO channel_order_count VALUES (0, new.store_id, new.status, new.verdict_kind, 1)
        ON CONFLICT (slot, store_id, status, verdict_kind) DO UPDATE SET orders = orders + 1;
END;

CREATE TRIGGER sales_order_uncounted AFTER DELETE ON sales_order BEGIN
    UPDATE sales_order_count SET orders = orders - 1 WHERE slot = 0 AND store_view_id = old.store_view_id
        AND state = old.state AND status = old.status;
END;
CREATE TRIGGER sales_order_recounted AFTER UPDATE OF store_view_id, state, status ON sales_order
WHEN (old.store_view_id, old.state, old.status) <> (new.store_view_id, new.state, new.status) BEGIN
    UPDATE sales_order_count SET orders = orders - 1 WHERE slot = 0 AND store_view_id = old.store_view_id
        AND state = old.state AND status = old.status;
    INSERT INTO sales_order_count VALUES (0, new.store_view_id, new.state, new.status, 1)
        ON CONFLICT (slot, store_view_id, state, status) DO UPDATE SET orders = orders + 1;
END;
)sql";

// Counters have sixteen slots, so that transactions of different connections seldom wait for each
// other's.
constexpr const char* kPostgresOnly = R"sql(
CREATE SEQUENCE product_id INCREMENT BY 32;
CREATE SEQUENCE channel_order_id INCREMENT BY 32;
CREATE SEQUENCE channel_order_item_id INCREMENT BY 32;
CREATE SEQUENCE sales_order_id INCREMENT BY 32;
CREATE SEQUENCE sales_order_item_id INCREMENT BY 32;

CREATE TABLE channel_order_search (
    id BIGINT PRIMARY KEY REFERENCES channel_order(id) ON DELETE CASCADE,
    tokens BIGINT[] NOT NULL,
    phrase TEXT COLLATE "C" NOT NULL
);
CREATE INDEX channel_order_search_by_token ON channel_order_search USING GIN (tokens)
    WITH (gin_pending_list_limit = 256);  -- kB: a search reads the pending list from end to end
CREATE TABLE sales_order_search (
    id BIGINT PRIMARY KEY REFERENCES sales_order(id) ON DELETE CASCADE,
    tokens BIGINT[] NOT NULL,
    phrase TEXT COLLATE "C" NOT NULL
);
CREATE INDEX sales_order_search_by_token ON sales_order_search USING GIN (tokens)
    WITH (gin_pending_list_limit = 256);  -- kB: a search reads the pending list from end to end

CREATE FUNCTION channel_order_count_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO channel_order_count
        VALUES (pg_backend_pid() % 16, OLD.store_id, OLD.status, OLD.verdict_kind, -1)
        ON CONFLICT (slot, store_id, status, verdict_kind)
        DO UPDATE SET orders = channel_order_count.orders - 1;
    IF TG_OP = 'UPDATE' THEN
        INSERT INTO channel_order_count
            VALUES (pg_backend_pid() % 16, NEW.store_id, NEW.status, NEW.verdict_kind, 1)
            ON CONFLICT (slot, store_id, status, verdict_kind)
            DO UPDATE SET orders = channel_order_count.orders + 1;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER channel_order_uncounted AFTER DELETE ON channel_order
    FOR EACH ROW EXECUTE FUNCTION channel_order_count_change();
CREATE TRIGGER channel_order_recounted AFTER UPDATE OF store_id, status, verdict_kind ON channel_order FOR EACH ROW
    WHEN ((OLD.store_id, OLD.status, OLD.verdict_kind) IS DISTINCT FROM (NEW.store_id, NEW.status, NEW.verdict_kind))
    EXECUTE FUNCTION channel_order_count_change();

CREATE FUNCTION sales_order_count_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO sales_order_count
        VALUES (pg_backend_pid() % 16, OLD.store_view_id, OLD.state, OLD.status, -1)
        ON CONFLICT (slot, store_view_id, state, status)
        DO UPDATE SET orders = sales_order_count.orders - 1;
    IF TG_OP = 'UPDATE' THEN
        INSERT INTO sales_order_count
            VALUES (pg_backend_pid() % 16, NEW.store_view_id, NEW.state, NEW.status, 1)
            ON CONFLICT (slot, store_view_id, state, status)
            DO UPDATE SET orders = sales_order_count.orders + 1;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER sales_order_uncounted AFTER DELETE ON sales_order
    FOR EACH ROW EXECUTE FUNCTION sales_order_count_change();
CREATE TRIGGER sales_order_recounted AFTER UPDATE OF store_view_id, state, status ON sales_order FOR EACH ROW
    WHEN ((OLD.store_view_id, OLD.state, OLD.status) IS DISTINCT FROM (NEW.store_view_id, NEW.state, NEW.status))
    EXECUTE FUNCTION sales_order_count_change();
)sql";

std::string Script(const EngineWords& words, const char* engine_only) {
    using namespace orders_migration;
    return EngineScript(
        words, {kProductTables, kChannelTables, kOrderTable, kOrderChildTables, kCountTables},
        engine_only);
}

const std::string kSqliteScript = Script(kSqliteWords, kSqliteOnly);
const std::string kPostgresScript = Script(kPostgresWords, kPostgresOnly);

}  // namespace

const Migration kMigrationOrders{2, "orders", kSqliteScript.c_str(), kPostgresScript.c_str()};

}  // namespace orderyard::storage
