// For tests of plans: a database with some thousand orders, and a connection that explains every
// query it is asked. On SQLite no statement may walk a whole table or sort more than it has found;
// on PostgreSQL an index must exist for each of them.
#pragma once

#include "storage/order_samples.hpp"

namespace orderyard::storage {

// A connection that passes everything on and keeps the plans of what it was asked.
class ExplainingConnection final : public sql::Connection {
  public:
    explicit ExplainingConnection(sql::Connection& inner) : inner_(inner) {}

    sql::Dialect dialect() const override { return inner_.dialect(); }
    sql::Rows QueryWith(std::string_view sql, std::span<const sql::Value> values) override {
        const bool is_sqlite = dialect() == sql::Dialect::kSqlite;
        std::string text(is_sqlite ? "EXPLAIN QUERY PLAN " : "EXPLAIN ");
        text += sql;
        sql::Rows rows = inner_.QueryWith(text, values);
        std::string plan = std::string(sql) + "\n";
        while (rows.Next()) {
            plan += "  " + rows.Text(is_sqlite ? 3 : 0) + "\n";
        }
        plans.push_back(plan);
        return inner_.QueryWith(sql, values);
    }
    std::int64_t ExecWith(std::string_view sql, std::span<const sql::Value> values) override {
        return inner_.ExecWith(sql, values);
    }
    void ExecLaterWith(std::string_view sql, std::span<const sql::Value> values,
                       bool expects_one) override {
        inner_.ExecLaterWith(sql, values, expects_one);
    }
    std::int64_t NewId(std::string_view table) override { return inner_.NewId(table); }
    sql::Answers& answers() override { return inner_.answers(); }
    void ExecScript(const std::string& sql) override { inner_.ExecScript(sql); }
    void Begin(bool for_writing) override { inner_.Begin(for_writing); }
    void Commit() override { inner_.Commit(); }
    void Rollback() noexcept override { inner_.Rollback(); }
    void BeginPart() override { inner_.BeginPart(); }
    void CommitPart() override { inner_.CommitPart(); }
    void RollbackPart() override { inner_.RollbackPart(); }

    std::vector<std::string> plans;

  private:
    sql::Commons& commons() override { return commons_; }
    bool IsReading() const override { return false; }  // all shall be asked
    std::string StateOfData() override { return ""; }

    sql::Connection& inner_;
    sql::Commons commons_;
};

class PlansTest : public OrdersTest {
  protected:
    // Rows by plain SQL, because there must be more of them than the few that are found first and
    // sorted then.
    void Fill() {
        store_ = MakeStore();
        inner_ = Connect();
        if (!IsSqlite()) {
            // What tests before have left behind in the indexes would count in the plans.
            inner_->ExecScript("TRUNCATE channel_order, sales_order, listing CASCADE");
        }
        const std::string numbers =
            IsSqlite() ? "(WITH RECURSIVE s(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM s "
                         "WHERE i < 7300) SELECT i FROM s) AS s"
                       : "generate_series(CAST(1 AS BIGINT), 7300) AS s(i)";
        const std::string hash = IsSqlite() ? "zeroblob(32)" : "decode(repeat('00', 32), 'hex')";
        inner_->ExecScript(
            "INSERT INTO channel_order(id, store_id, number, created_at, updated_at, is_foreign, "
            "marketplace_id, "
            "marketplace_name, status, status_text, fulfilled_by, ship_by_latest, currency, "
            "grand_total, "
            "grand_total_currency, quantity_ordered, quantity_shipped, content_hash, verdict_kind, "
            "verdict_rule, "
            "verdict_text, verdict_inputs, details) SELECT i, 1, '303-' || (1000000 + i), i, i, 0, "
            "'', '', 'shipped', "
            "'', 'merchant', i, 'EUR', 30000, 'EUR', 1, 1, " +
            hash + ", 'not_yet', '', '', '[]', '{}' FROM " + numbers +
            ";INSERT INTO sales_order(id, store_view_id, increment_id, version, state, status, "
            "currency, subtotal, "
            "subtotal_incl_tax, shipping, shipping_tax, shipping_discount, gift_wrap, "
            "gift_wrap_tax, fee, fee_tax, tip, "
            "discount, tax, rounding, grand_total, paid, invoiced, refunded, canceled, due, "
            "quantity_ordered, "
            "item_count, shipping_method, shipping_description, placed_at, created_at, updated_at, "
            "package_reference_last) "
            "SELECT i, 1, CAST(100000000 + i AS TEXT), 1, 'processing', 'processing', 'EUR', i, i, "
            "0, 0, 0, 0, 0, 0, 0, "
            "0, 0, 0, 0, i, 0, 0, 0, 0, i, 0, 0, '', '', i, 1700000000000000 + i * 1000000, "
            "1700000000000000 + i * 1000000, 0 FROM " +
            numbers);
        inner_->ExecScript(
            "INSERT INTO channel_order_count VALUES (0, 1, 'shipped', 'not_yet', 7300);"
            "INSERT INTO sales_order_count VALUES (0, 1, 'processing', 'processing', 7300);"
            "INSERT INTO sales_order_block_count SELECT 0, id >> 10, count(*), min(created_at), "
            "max(created_at), min(updated_at), max(updated_at) FROM sales_order GROUP BY id >> 10;"
            "INSERT INTO sales_order_hour_count SELECT 0, updated_at / 3600000000, count(*), "
            "count(*) FROM sales_order GROUP BY updated_at / 3600000000");
        if (!IsSqlite()) {
            inner_->ExecScript(
                "ANALYZE sales_order; ANALYZE channel_order; SET enable_seqscan = off");
        }
        connection_ = std::make_unique<ExplainingConnection>(*inner_);
    }
    void TearDown() override {
        connection_.reset();
        inner_.reset();
    }
    // `may_sort`: the query is a narrow one, which sorts the few it found.
    void ExpectGoodPlans(const std::string& what, bool may_sort) {
        for (const std::string& plan : connection_->plans) {
            const bool walks_table =
                IsSqlite() ? HasTableScan(plan)
                           : plan.find("Seq Scan on sales_order o") != std::string::npos ||
                                 plan.find("Seq Scan on channel_order o") != std::string::npos;
            EXPECT_FALSE(walks_table) << what << "\n" << plan;
            if (IsSqlite() && !may_sort) {
                EXPECT_FALSE(SortsEverything(plan)) << what << "\n" << plan;
            }
        }
        EXPECT_FALSE(connection_->plans.empty());
        connection_->plans.clear();
    }
    // "SCAN o" without an index; scans of results (subqueries, the list of ids) are small by their
    // LIMIT.
    static bool HasTableScan(const std::string& plan) {
        if (plan.find("_order_count o") != std::string::npos) {
            return false;  // the counters: a few dozen rows
        }
        for (std::size_t at = plan.find("SCAN o"); at != std::string::npos;
             at = plan.find("SCAN o", at + 1)) {
            const std::string line = plan.substr(at, plan.find('\n', at) - at);
            if (line.find("USING") == std::string::npos) {
                return true;
            }
        }
        return false;
    }
    // A sort right under a search of the big table, not over merged branches, the page itself or
    // ids that were found before.
    static bool SortsEverything(const std::string& plan) {
        const bool has_sort = plan.find("USE TEMP B-TREE FOR ORDER BY") != std::string::npos;
        const bool is_over_results = plan.find("SCAN branch") != std::string::npos ||
                                     plan.find("SCAN p") != std::string::npos ||
                                     plan.find("SCAN json_each") != std::string::npos;
        return has_sort && !is_over_results;
    }
    domain::StoreId store_;
    std::unique_ptr<sql::Connection> inner_;
    std::unique_ptr<ExplainingConnection> connection_;
};

}  // namespace orderyard::storage
