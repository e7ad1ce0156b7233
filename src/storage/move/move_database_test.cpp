// What was moved is what was there, on both engines; what cannot be moved leaves nothing behind.
#include "storage/move/move_database.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "storage/move/move_fixture.hpp"
#include "storage/sqlite_database.hpp"

namespace orderyard::storage {
namespace {

std::int64_t InsertOrderWithNote(ports::Database& database) {
    domain::Order order = SmallOrder(7);
    database.Write([&](ports::Transaction& t) {
        t.orders().Insert(order);
        domain::HistoryEntry note;
        note.order_id = order.id;
        note.at = At(1);
        note.actor_kind = domain::ActorKind::kUser;
        note.actor = "a";
        note.event = "noted";
        note.status = "new";
        t.orders().AppendHistory(note);
    });
    return order.id.value;
}

ORDERYARD_ON_BOTH_ENGINES(MoveTest);

// The tables by SQLite's own list, and all cells as texts: none of the code that moves.
using Content = std::map<std::string, std::multiset<std::string>>;

Content ContentOf(const MovePlace& place) {
    const auto connection = place.Connect();
    Content content;
    sql::Rows tables = connection->Query(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%\\_search%' "
        "ESCAPE '\\' AND name <> 'schema_migration'");
    while (tables.Next()) {
        std::vector<std::string> cells;
        sql::Rows columns =
            connection->Query("SELECT name FROM pragma_table_info(?)", tables.View(0));
        while (columns.Next()) {
            cells.push_back("quote(" + Quoted(columns.View(0)) + ")");
        }
        auto& rows_of_table = content[tables.Text(0)];
        sql::Rows rows = connection->Query("SELECT " + base::Join(cells, " || ' ' || ") + " FROM " +
                                           Quoted(tables.View(0)));
        while (rows.Next()) {
            rows_of_table.insert(rows.Text(0));
        }
    }
    return content;
}

TEST_P(MoveTest, ThereAndBackEachTableIsAsItWas) {
    FillEveryTable(source());
    Content before = ContentOf(source());
    EXPECT_GT(before.size(), 70U);
    for (const auto& [table, rows] : before) {
        EXPECT_FALSE(rows.empty()) << "give the test a row of " << table;
    }
    const MoveReport report = Move();
    std::set<std::string> moved;
    for (const MovedTable& table : report.tables) {
        EXPECT_EQ(table.row_count, static_cast<std::int64_t>(before[table.name].size()));
        moved.insert(table.name);
    }
    EXPECT_EQ(moved.size(), before.size());
    EXPECT_EQ(ContentOf(source()), before);

    const MovePlace back(TestEngine::kSqlite);
    const auto returned = MoveDatabase(OptionsTo(target(), back));
    ASSERT_TRUE(returned) << returned.error().Text();
    EXPECT_EQ(returned->difference, "");
    Content after = ContentOf(back);
    // Two moves are in the trail; the lease has ended.
    for (Content* each : {&before, &after}) {
        (*each)["audit_entry"].clear();
        (*each)["audit_head"].clear();
        (*each)["lease"].clear();
    }
    for (const auto& [table, rows] : before) {
        EXPECT_EQ(rows, after[table]) << table;
    }
    const auto connection = back.Connect();
    EXPECT_EQ(CountRows(*connection, "audit_entry"), 3);
    EXPECT_EQ(connection->QueryInt("SELECT count(*) FROM lease WHERE owner = '' AND until_at = 0 "
                                   "AND epoch = 1"),
              1);
}

TEST_P(MoveTest, WhatIsSearchedIsFoundAndWhatWasPurgedIsNot) {
    FillEveryTable(source());
    source().Open()->Write([](ports::Transaction& t) {
        domain::Order order = SmallOrder(5);
        order.personal.buyer_name = "Greta Weg";
        t.orders().Insert(order);
        t.orders().PurgePersonalData(order.id);
    });
    Move();
    const auto database = target().Open();
    const auto found = [&](const std::string& name) {
        std::vector<std::string> numbers;
        database->Read([&](ports::Transaction& t) {
            ports::SearchQuery query;
            query.groups = {{{"customer_lastname", ports::FilterOp::kLike, {"%" + name + "%"}}}};
            query.page_size = 10;
            const ports::OrderPage page = t.orders().Search(query).value();
            for (const auto& order : page.orders) {
                numbers.push_back(order.increment_id);
            }
        });
        return numbers;
    };
    EXPECT_EQ(found("ustermann"), std::vector<std::string>{"000000001"});
    EXPECT_EQ(found("Weg"), std::vector<std::string>{});
}

TEST_P(MoveTest, KeysThatARestoreHasLeftOutStayLeftOut) {
    FillEveryTable(source());
    source().Connect()->ExecScript(
        "PRAGMA user_version = 1; INSERT INTO sequence_value VALUES ('keys of sales_order', 1, "
        "5000), ('keys of sales_order_history', 1, 6000)");
    Move();
    EXPECT_GT(InsertOrderWithNote(*target().Open()), 5'000);
    if (!IsToSqlite()) {
        EXPECT_EQ(target().Connect()->QueryInt("SELECT max(id) FROM sales_order_history"), 6'001);
    }
}

TEST_P(MoveTest, NewRowsGetKeysBeyondTheOldOnes) {
    FillEveryTable(source());
    std::map<std::string, std::int64_t> last;
    {
        const auto connection = source().Connect();
        for (const Table& table : ReadTables(*connection)) {
            if (table.columns[0].name == "id") {
                last[table.name] =
                    connection->QueryInt("SELECT max(id) FROM " + table.name).value();
            }
        }
    }
    Move();
    const auto database = target().Open();
    EXPECT_GT(InsertOrderWithNote(*database), last["sales_order"]);
    const auto connection = target().Connect();
    EXPECT_EQ(connection->QueryInt("SELECT max(id) FROM sales_order_history"),
              last["sales_order_history"] + 1);
    if (!IsToSqlite()) {  // roles of the seller's own still begin beyond the builtin ones
        EXPECT_GE(connection->QueryInt("SELECT nextval('access_role_id')"), 101);
    }
}

std::vector<std::string> SchemaOf(sql::Connection& connection) {
    std::vector<std::string> texts;
    sql::Rows rows = connection.Query(connection.Pick(
        "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY 1",
        "SELECT pg_get_indexdef(indexrelid) FROM pg_index UNION ALL "
        "SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) || "
        "convalidated FROM pg_constraint UNION ALL "
        "SELECT pg_get_triggerdef(oid) || CAST(tgenabled AS text) FROM pg_trigger WHERE NOT "
        "tgisinternal "
        "ORDER BY 1"));
    while (rows.Next()) {
        texts.push_back(rows.Text(0));
    }
    return texts;
}

TEST_P(MoveTest, TheSchemaIsThatOfTheMigrations) {
    FillEveryTable(source());
    target().Open();
    const std::vector<std::string> made = SchemaOf(*target().Connect());
    EXPECT_GT(made.size(), 100U);
    Move();
    EXPECT_EQ(SchemaOf(*target().Connect()), made);
}

TEST_P(MoveTest, WhatWasKilledInTheMigrationsGoesOn) {
    FillEveryTable(source());
    const auto migrations = AllMigrations();
    if (IsToSqlite()) {
        target().Connect()->ExecScript("PRAGMA application_id = " + std::to_string(kApplicationId));
    }
    ASSERT_TRUE(Migrate(*target().Connect(), migrations.first(5), true, At(0)));
    Move();
    EXPECT_EQ(CountRows(*target().Connect(), "sales_order"), 2);
}

TEST_P(MoveTest, WhatWasWrongBeforeIsSaidAndMoved) {
    FillEveryTable(source());
    source().Connect()->ExecScript("UPDATE product SET on_hand = on_hand + 1");
    const MoveReport report = Move();
    EXPECT_THAT(report.findings, testing::Contains(testing::HasSubstr("SKU-1")));
    EXPECT_EQ(CountRows(*target().Connect(), "sales_order"), 2);
}

// Of PostgreSQL's own: counters in many slots, of which SQLite's triggers know the first alone;
// texts in an order of its own; whoever is connected.
TEST(MoveFromPostgresTest, CountersComeTogetherInTheFirstSlot) {
    if (!TestPlace::IsAvailable(TestEngine::kPostgres)) {
        GTEST_SKIP();
    }
    const MovePlace made(TestEngine::kSqlite);
    const MovePlace source(TestEngine::kPostgres);
    const MovePlace target(TestEngine::kSqlite);
    FillEveryTable(made);
    ASSERT_TRUE(MoveDatabase(OptionsTo(made, source)));
    {
        const auto connection = source.Connect();
        connection->ExecScript(
            "UPDATE sales_order_count SET slot = 3; "
            "INSERT INTO sales_order_count SELECT 5, store_view_id, state, status, 2 "
            "FROM sales_order_count; UPDATE sales_order_count SET orders = -1 WHERE slot = 3;"
            "UPDATE sales_order_block_count SET slot = 7");
        EXPECT_EQ(MoveDatabase(OptionsTo(source, target)).error().code, base::ErrorCode::kConflict);
    }
    const auto report = MoveDatabase(OptionsTo(source, target));
    ASSERT_TRUE(report) << report.error().Text();
    EXPECT_EQ(report->difference, "");
    const auto connection = target.Connect();
    EXPECT_EQ(connection->QueryInt("SELECT sum(slot) FROM sales_order_block_count"), 0);
    connection->Exec("UPDATE sales_order SET status = 'other' WHERE id = 2");
    EXPECT_EQ(connection->QueryInt("SELECT sum(orders) FROM sales_order_count"), 2);
    EXPECT_EQ(connection->QueryInt("SELECT min(orders) FROM sales_order_count"), 0);
}

}  // namespace
}  // namespace orderyard::storage
