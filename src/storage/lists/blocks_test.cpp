// Lists over indexes in blocks: the same answers as if the index were one, whatever block an order
// lies in. On PostgreSQL the indexes have no blocks; the answers are the same.
#include "storage/lists/blocks.hpp"

#include "ports/order_desk.hpp"
#include "storage/order_samples.hpp"

namespace orderyard::storage {
namespace {

using ports::FilterOp;
using ports::SearchQuery;
using Ids = std::vector<std::int64_t>;

constexpr std::int64_t kOrders = 40;
constexpr std::int64_t kIdStep = 3'000;  // some orders in each of fifteen blocks

class BlocksTest : public OrdersTest {
  protected:
    void SetUp() override {
        OrdersTest::SetUp();
        if (IsSkipped()) {
            return;
        }
        const domain::StoreId store = MakeStore();
        for (std::int64_t i = 1; i <= kOrders; ++i) {
            InsertOrder(store, i);
        }
    }
    static std::string CountryOf(std::int64_t i) { return i % 3 == 0 ? "DE" : "FR"; }
    // Totals go up and down, each twice; every third order has no number of a channel.
    static std::int64_t TotalOf(std::int64_t i) { return i * 17 % (kOrders / 2) + 100; }
    static bool HasNumber(std::int64_t i) { return i % 3 != 0; }
    static std::string NumberOf(std::int64_t i) {
        return "30" + std::to_string(i * 7 % 10) + "-" + std::to_string(i);
    }

    void InsertOrder(domain::StoreId store, std::int64_t i) {
        domain::Order order = SmallOrder(static_cast<int>(i));
        order.personal.buyer_email = "buyer" + std::to_string(i % 5) + "@example.org";
        domain::OrderItem item;
        item.sku = "LAMP-" + std::to_string(i % 4);
        item.name = item.sku;
        item.ordered = 1;
        order.items = {item};
        if (HasNumber(i)) {
            domain::ChannelOrder channel_order = FilledChannelOrder(store, NumberOf(i));
            Insert(channel_order);
            domain::ChannelLink& link = order.channel.emplace();
            link.store_id = store;
            link.channel_order_id = channel_order.id;
            link.number = NumberOf(i);
        }
        Insert(order);
        MoveTo(order.id.value, i, TotalOf(i) * 10'000);
    }
    // To another key, total and country: keys this far apart would need a hundred thousand orders
    // else.
    void MoveTo(std::int64_t id, std::int64_t i, std::int64_t total) {
        const auto connection = Connect();
        const std::string from = " WHERE order_id = " + std::to_string(id);
        const std::string to = std::to_string(i * kIdStep);
        const char* const kChildren[] = {"sales_order_item",    "sales_order_address",
                                         "sales_order_payment", "sales_order_exception",
                                         "sales_order_history", "sales_order_personal"};
        std::string sql =
            IsSqlite() ? "PRAGMA foreign_keys = OFF;" : "SET session_replication_role = replica;";
        for (const char* table : kChildren) {
            sql += "UPDATE " + std::string(table) + " SET order_id = " + to + from + ";";
        }
        const std::string units = std::to_string(total);
        sql += "UPDATE sales_order SET id = " + to + ", grand_total = " + units + ", subtotal = ";
        sql += units + ", subtotal_incl_tax = " + units + ", shipping = 0, gift_wrap = 0, fee = 0,";
        sql += " tip = 0, tax = 0, discount = 0, rounding = 0";
        sql += ", ship_country = '" + CountryOf(i) + "' WHERE id = " + std::to_string(id);
        connection->ExecScript(sql);
    }

    Ids IdsOf(const SearchQuery& query) {
        Ids ids;
        database().Read([&](ports::Transaction& tx) {
            ports::DeskQuery desk;
            desk.search = query;
            const auto page = tx.order_desk().Find(desk);
            ASSERT_TRUE(page) << page.error().Text();
            for (const domain::OrderId id : page->ids) {
                ids.push_back(id.value / kIdStep);
            }
        });
        return ids;
    }
    // The orders for which `matches`, sorted by `key`, then by id.
    template <class Matches, class Key>
    static Ids Expected(const Matches& matches, const Key& key, bool is_descending) {
        Ids ids;
        for (std::int64_t i = 1; i <= kOrders; ++i) {
            if (matches(i)) {
                ids.push_back(i);
            }
        }
        std::sort(ids.begin(), ids.end(), [&](std::int64_t a, std::int64_t b) {
            const auto left = std::pair(key(a), a);
            const auto right = std::pair(key(b), b);
            return is_descending ? right < left : left < right;
        });
        return ids;
    }
    static bool All(std::int64_t) { return true; }
};
ORDERYARD_ON_BOTH_ENGINES(BlocksTest);

TEST_P(BlocksTest, SortsAcrossBlocks) {
    for (const bool is_descending : {false, true}) {
        const Ids expected = Expected(All, TotalOf, is_descending);
        EXPECT_EQ(IdsOf({{}, {{"grand_total", is_descending}}, 100, 1}), expected);
        for (std::int64_t page = 1; page <= 6; ++page) {
            const auto first = expected.begin() + std::min<std::int64_t>((page - 1) * 7, kOrders);
            const auto last = expected.begin() + std::min<std::int64_t>(page * 7, kOrders);
            EXPECT_EQ(IdsOf({{}, {{"grand_total", is_descending}}, 7, page}), Ids(first, last))
                << "page " << page;
        }
    }
    // A second key decides between those alike in the first.
    const auto key = [](std::int64_t i) { return std::pair(TotalOf(i), -i); };
    EXPECT_EQ(IdsOf({{}, {{"grand_total", false}, {"entity_id", true}}, 100, 1}),
              Expected(All, key, false));
}

TEST_P(BlocksTest, TextsSortAcrossBlocksAndThoseWithoutComeFirst) {
    const auto key = [](std::int64_t i) { return HasNumber(i) ? NumberOf(i) : std::string(); };
    EXPECT_EQ(IdsOf({{}, {{"ext_order_id", false}}, 100, 1}), Expected(All, key, false));
    EXPECT_EQ(IdsOf({{}, {{"ext_order_id", true}}, 100, 1}), Expected(All, key, true));
    EXPECT_EQ(IdsOf({{}, {{"ship_country", true}}, 100, 1}), Expected(All, CountryOf, true));
}

TEST_P(BlocksTest, FiltersLookIntoEveryBlock) {
    const auto by_id = [](std::int64_t i) { return i; };
    const auto find = [&](const char* field, FilterOp op, const std::string& value) {
        return IdsOf({{{{field, op, {value}}}}, {{"entity_id", false}}, 100, 1});
    };
    EXPECT_EQ(find("ext_order_id", FilterOp::kEq, NumberOf(38)), Ids{38});
    EXPECT_EQ(find("ext_order_id", FilterOp::kLike, "304-%"),
              Expected([](auto i) { return HasNumber(i) && NumberOf(i).starts_with("304-"); },
                       by_id, false));
    EXPECT_EQ(find("grand_total", FilterOp::kGteq, "110"),
              Expected([](auto i) { return TotalOf(i) >= 110; }, by_id, false));
    EXPECT_EQ(find("ship_country", FilterOp::kEq, "de"),
              Expected([](auto i) { return CountryOf(i) == "DE"; }, by_id, false));
    EXPECT_EQ(find("sku", FilterOp::kEq, "lamp-2"),
              Expected([](auto i) { return i % 4 == 2; }, by_id, false));
    const SearchQuery both{
        {{{"grand_total", FilterOp::kLt, {"110"}}}}, {{"grand_total", true}}, 100, 1};
    EXPECT_EQ(IdsOf(both), Expected([](auto i) { return TotalOf(i) < 110; }, TotalOf, true));
    EXPECT_EQ(find("customer_email", FilterOp::kEq, "buyer3@example.org"),
              Expected([](auto i) { return i % 5 == 3; }, by_id, false));
}

TEST_P(BlocksTest, NeighboursAreFoundAcrossBlocks) {
    const Ids expected = Expected(All, TotalOf, true);
    ports::DeskQuery query;
    query.search.sort = {{"grand_total", true}};
    database().Read([&](ports::Transaction& tx) {
        for (std::size_t i = 0; i < expected.size(); ++i) {
            const auto beside =
                tx.order_desk().NeighboursOf(domain::OrderId(expected[i] * kIdStep), query);
            ASSERT_TRUE(beside);
            const auto place = [](const auto& id) { return id ? id->value / kIdStep : 0; };
            EXPECT_EQ(place(beside->before), i == 0 ? 0 : expected[i - 1]);
            EXPECT_EQ(place(beside->after), i + 1 == expected.size() ? 0 : expected[i + 1]);
        }
    });
}

}  // namespace
}  // namespace orderyard::storage
