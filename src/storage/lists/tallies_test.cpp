// The tallies of orders: equal to the rows after every kind of write, in every snapshot while
// several servers write, and pages found by them are those that the rows give.
#include "storage/lists/tallies.hpp"

#include <algorithm>
#include <atomic>
#include <thread>

#include "storage/order_store.hpp"
#include "storage/orders/order_fields.hpp"
#include "storage/plans_fixture.hpp"

namespace orderyard::storage {
namespace {

using domain::Order;
using ports::FilterOp;
using ports::SearchQuery;

// Tallies that differ from the rows; a block's dates may only be too wide.
constexpr const char* kWrongBlocks =
    "SELECT count(*) FROM (SELECT block FROM (SELECT block, orders, created_from, created_to, "
    "updated_from, updated_to, 0 AS c FROM sales_order_block_count UNION ALL SELECT id >> 10, "
    "-1, created_at, created_at, updated_at, updated_at, 1 FROM sales_order) AS b GROUP BY block "
    "HAVING sum(orders) <> 0 OR "
    "min(CASE c WHEN 1 THEN created_from END) < min(CASE c WHEN 0 THEN created_from END) OR "
    "max(CASE c WHEN 1 THEN created_to END) > max(CASE c WHEN 0 THEN created_to END) OR "
    "min(CASE c WHEN 1 THEN updated_from END) < min(CASE c WHEN 0 THEN updated_from END) OR "
    "max(CASE c WHEN 1 THEN updated_to END) > max(CASE c WHEN 0 THEN updated_to END)) AS wrong";
constexpr const char* kWrongHours =
    "SELECT count(*) FROM (SELECT hour FROM (SELECT hour, created, updated FROM "
    "sales_order_hour_count UNION ALL SELECT created_at / 3600000000, -1, 0 FROM sales_order "
    "UNION ALL SELECT updated_at / 3600000000, 0, -1 FROM sales_order) AS h GROUP BY hour "
    "HAVING sum(created) <> 0 OR sum(updated) <> 0) AS wrong";

class TalliesTest : public OrdersTest {
  protected:
    void ExpectTrueTallies(const char* when) {
        const auto connection = Connect();
        EXPECT_EQ(connection->QueryInt(kWrongBlocks), 0) << when;
        EXPECT_EQ(connection->QueryInt(kWrongHours), 0) << when;
    }
    static std::int64_t CountOf(ports::Transaction& tx, const std::string& field, FilterOp op,
                                const std::string& at) {
        const auto page = tx.orders().Search({{{{field, op, {at}}}}, {}, 1, 1});
        EXPECT_TRUE(page);
        return page ? page->total_count : -1;
    }
};
ORDERYARD_ON_BOTH_ENGINES(TalliesTest);

TEST_P(TalliesTest, HoldAfterEveryKindOfWrite) {
    std::vector<Order> orders;
    for (int i = 1; i <= 5; ++i) {
        Order order = SmallOrder(i);
        order.updated_at = At(i * 1'800);
        Insert(order);
        orders.push_back(order);
    }
    ExpectTrueTallies("inserted");
    orders[0].updated_at = At(9'000'000);
    Save(orders[0]);
    orders[1].updated_at = At(1);  // the store never sets it back
    Save(orders[1]);
    ExpectTrueTallies("saved");
    EXPECT_THROW(Write([&](ports::Transaction& tx) {
                     Order undone = SmallOrder(7);
                     tx.orders().Insert(undone);
                     Order moved = orders[2];
                     moved.updated_at = At(50'000'000);
                     tx.orders().Save(moved);
                     throw std::runtime_error("undone");
                 }),
                 std::runtime_error);
    ExpectTrueTallies("undone");
    Connect()->Exec("DELETE FROM sales_order WHERE id = ?", orders[3].id);
    ExpectTrueTallies("deleted");
    database().Read([&](ports::Transaction& tx) {
        EXPECT_EQ(CountOf(tx, "updated_at", FilterOp::kGt, "2023-11-14 22:13:20"), 4);
        EXPECT_EQ(CountOf(tx, "updated_at", FilterOp::kGteq, "2024-02-27 02:13:20"), 1);
        EXPECT_EQ(CountOf(tx, "updated_at", FilterOp::kGt, "2024-02-27 02:13:20"), 0);
    });
}

// Two servers (on SQLite the server and a tool) insert and change orders while a third reads: in
// each snapshot those before and those after a moment are all there are.
TEST_P(TalliesTest, AreExactInEverySnapshotWhileServersWrite) {
    constexpr int kOrdersEach = 25;
    DatabaseOptions options = Options();
    options.is_server = !IsSqlite();
    auto second = OpenDatabase(options);
    ASSERT_TRUE(second) << second.error().Text();
    std::atomic<int> running = 0;
    std::vector<std::thread> writers;
    int number = 0;
    for (OpenedDatabase* server : {&database(), second->get()}) {
        for (int of_server = 0; of_server < 2; ++of_server, number += 1'000) {
            ++running;
            writers.emplace_back([&running, server, number] {
                for (int i = 1; i <= kOrdersEach; ++i) {
                    Order order = SmallOrder(number + i);
                    server->Write([&](ports::Transaction& tx) {
                        Order copy = order;
                        tx.orders().Insert(copy);
                        order.id = copy.id;
                    });
                    server->Write([&](ports::Transaction& tx) {
                        Order stored = *tx.orders().Load(order.id);
                        stored.updated_at = At(i * 3'000);
                        tx.orders().Save(stored);
                    });
                }
                --running;
            });
        }
    }
    int looks = 0;
    for (bool is_last = false; !is_last; ++looks) {
        is_last = running == 0;
        database().Read([&](ports::Transaction& tx) {
            const std::string moment = "2023-11-15 06:13:20";
            const auto all = tx.orders().Search({{}, {}, 1, 1})->total_count;
            const auto before = CountOf(tx, "updated_at", FilterOp::kLt, moment);
            const auto after = CountOf(tx, "updated_at", FilterOp::kGteq, moment);
            EXPECT_EQ(before + after, all);
            EXPECT_EQ(CountOf(tx, "created_at", FilterOp::kGt, "2000-01-01 00:00:00"), all);
            // By the rows themselves, in the same snapshot.
            const auto rows = tx.orders().Search(
                {{{{"updated_at", FilterOp::kGteq, {moment}}}, {{"state", FilterOp::kNeq, {"x"}}}},
                 {},
                 1,
                 1});
            EXPECT_EQ(rows->total_count, after);
        });
    }
    for (std::thread& writer : writers) {
        writer.join();
    }
    EXPECT_GT(looks, 2);
    ExpectTrueTallies("at the end");
    database().Read([&](ports::Transaction& tx) {
        EXPECT_EQ(tx.orders().Search({{}, {}, 1, 1})->total_count, 4 * kOrdersEach);
    });
}

class TalliedPagesTest : public PlansTest {
  protected:
    // Gaps between the ids, whole blocks and sums of blocks among them, and every ninth order
    // changed long after.
    void FillWithGaps() {
        Fill();
        inner_->ExecScript(
            "DELETE FROM sales_order WHERE id % 5 = 0 OR id BETWEEN 3072 AND 4095;"
            "UPDATE sales_order SET updated_at = updated_at + 20000000000 WHERE id % 9 = 0;"
            "UPDATE sales_order SET id = id + 1000000 WHERE id > 5000;"
            "DELETE FROM sales_order_block_count; DELETE FROM sales_order_hour_count;"
            "INSERT INTO sales_order_block_count SELECT 0, id >> 10, count(*), min(created_at), "
            "max(created_at), min(updated_at), max(updated_at) FROM sales_order GROUP BY id >> 10;"
            "INSERT INTO sales_order_hour_count SELECT 0, updated_at / 3600000000, 0, count(*) "
            "FROM sales_order GROUP BY updated_at / 3600000000;"
            "INSERT INTO sales_order_hour_count SELECT 1, created_at / 3600000000, count(*), 0 "
            "FROM sales_order GROUP BY created_at / 3600000000");
    }
    std::vector<std::int64_t> IdsBySql(const std::string& where, bool is_descending) {
        std::vector<std::int64_t> ids;
        sql::Rows rows = inner_->Query("SELECT id FROM sales_order WHERE " + where +
                                       " ORDER BY id" + (is_descending ? " DESC" : ""));
        while (rows.Next()) {
            ids.push_back(rows.Int(0));
        }
        return ids;
    }
};
ORDERYARD_ON_BOTH_ENGINES(TalliedPagesTest);

TEST_P(TalliedPagesTest, AreThoseOfTheRows) {
    FillWithGaps();
    const Keys keys(std::string(32, 'k'));
    const BlindIndex index(keys, "sales_order_search");
    // Second 3,700 of the fixture, within a block and within an hour.
    const std::string cut = "1700003700000000";
    const std::string cut_text = "2023-11-14 23:15:00";
    const struct {
        std::vector<ports::FilterGroup> groups;
        std::string where;
    } kLists[] = {
        {{}, "1 = 1"},
        {{{{"updated_at", FilterOp::kGteq, {cut_text}}}}, "updated_at >= " + cut},
        {{{{"updated_at", FilterOp::kLt, {cut_text}}}}, "updated_at < " + cut},
        {{{{"created_at", FilterOp::kGteq, {cut_text}}}}, "created_at >= " + cut},
        {{{{"created_at", FilterOp::kLt, {cut_text}}}}, "created_at < " + cut},
    };
    constexpr std::int64_t kPageSize = 70;
    int pages_by_tallies = 0;
    for (const auto& list : kLists) {
        for (const bool is_descending : {false, true}) {
            const auto all = IdsBySql(list.where, is_descending);
            const auto size = static_cast<std::int64_t>(all.size());
            ASSERT_GT(size, 2'000) << list.where;
            ListPlan plan(OrderFields());
            const SearchQuery query{list.groups, {{"entity_id", is_descending}}, kPageSize, 1};
            ASSERT_TRUE(MakePlan(plan, query, {keys, index, connection_->dialect()}));
            EXPECT_EQ(CountByHours(*connection_, plan).value_or(size), size) << list.where;
            EXPECT_EQ(CountByHours(*connection_, plan).has_value(), !list.groups.empty());
            const auto beyond = std::find_if(all.begin(), all.end(), [&](std::int64_t id) {
                return (id > 1'000'000) != is_descending;
            });
            const std::int64_t over_the_gap = std::max<std::int64_t>(beyond - all.begin() - 30, 0);
            for (const std::int64_t offset :
                 {std::int64_t{0}, std::int64_t{1'000}, over_the_gap, size - 300, size - 7}) {
                const auto ids = IdsByTallies(*connection_, plan, {kPageSize, offset});
                pages_by_tallies += ids ? 1 : 0;
                const auto end = std::min(offset + kPageSize, size);
                EXPECT_EQ(ids.value_or(std::vector(all.begin() + offset, all.begin() + end)),
                          std::vector(all.begin() + offset, all.begin() + end))
                    << list.where << (is_descending ? " descending, from " : ", from ") << offset;
            }
        }
    }
    EXPECT_GE(pages_by_tallies, 30);
    ExpectGoodPlans("pages by tallies", false);
}

// What the tallies are for: a deep page, and the first of the late ones, read one block.
TEST_P(TalliedPagesTest, PassOverBlocksUnread) {
    Fill();
    const Keys keys(std::string(32, 'k'));
    SqlOrderStore orders(*connection_, keys);
    const auto blocks_read = [this] {
        const auto& plans = connection_->plans;
        return std::count_if(plans.begin(), plans.end(), [](const std::string& plan) {
            return plan.starts_with("SELECT o.id FROM") &&
                   plan.find("WHERE o.id >= ") != std::string::npos;
        });
    };
    const auto page = orders.Search({{}, {}, 20, 300});
    ASSERT_TRUE(page);
    EXPECT_EQ(page->orders.front().id.value, 299 * 20 + 1);
    EXPECT_EQ(blocks_read(), 1);
    ExpectGoodPlans("deep page", false);
    const auto late =
        orders.Search({{{{"updated_at", FilterOp::kGteq, {"2023-11-14 22:15:00"}}}}, {}, 20, 1});
    ASSERT_TRUE(late);
    EXPECT_EQ(late->total_count, 7'201);
    EXPECT_EQ(late->orders.front().id.value, 100);
    EXPECT_EQ(blocks_read(), 1);
    ExpectGoodPlans("late ones by id", false);
}

}  // namespace
}  // namespace orderyard::storage
