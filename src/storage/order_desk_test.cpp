// The order grid: flags, the keyword, neighbours, bounded totals, sales by hour; and that none of
// it walks all orders without an index.
#include "storage/order_desk.hpp"

#include "ports/personal_view.hpp"
#include "storage/change_feed.hpp"
#include "storage/desk_store.hpp"
#include "storage/plans_fixture.hpp"

namespace orderyard::storage {
namespace {

using domain::Order;
using ports::DeskQuery;
using ports::FilterOp;

class OrderDeskTest : public OrdersTest {
  protected:
    template <class Ask>
    auto Read(Ask ask) {
        std::optional<decltype(ask(std::declval<ports::Transaction&>()))> answer;
        database().Read([&](ports::Transaction& tx) { answer = ask(tx); });
        return *answer;
    }
    std::vector<std::int64_t> Find(const DeskQuery& query) {
        const auto page = Read([&](ports::Transaction& tx) { return tx.order_desk().Find(query); });
        EXPECT_TRUE(page) << (page ? "" : page.error().Text());
        std::vector<std::int64_t> ids;
        for (const auto id : page->ids) {
            ids.push_back(id.value);
        }
        return ids;
    }
    std::vector<std::int64_t> Flagged(const std::string& flag, const std::string& value = "1") {
        DeskQuery query;
        query.search.groups = {{{flag, FilterOp::kEq, {value}}}};
        query.search.sort = {{"placed_at", false}};
        return Find(query);
    }
    // Which fields of `order` hold the keyword; empty: it is not found.
    std::vector<std::string> Matched(const std::string& keyword, const Order& order) {
        DeskQuery query;
        query.keyword = keyword;
        const auto page = Read([&](ports::Transaction& tx) { return tx.order_desk().Find(query); });
        const auto found = page->matched.find(order.id.value);
        return found == page->matched.end() ? std::vector<std::string>() : found->second;
    }
    static domain::OrderItem Piece(const std::string& sku, std::int64_t count) {
        domain::OrderItem item;
        item.sku = sku;
        item.name = sku;
        item.ordered = count;
        return item;
    }
};
ORDERYARD_ON_BOTH_ENGINES(OrderDeskTest);

using Ids = std::vector<std::int64_t>;
using Fields = std::vector<std::string>;

TEST_P(OrderDeskTest, FlagsFollowTheOrder) {
    Order a = SmallOrder(1);
    a.items = {Piece("LAMP-1", 2)};
    a.state = domain::OrderState::kNew;
    Insert(a);
    EXPECT_EQ(Flagged("to_ship"), Ids{a.id.value});
    EXPECT_EQ(Flagged("needs_attention"), Ids{});
    EXPECT_EQ(Flagged("needs_attention", "0"), Ids{a.id.value});
    a.exceptions = {{"cancel_requested", "", "The buyer wants to cancel.", At(9)}};
    a.pending_cancel = domain::PendingCancel{"buyer", "min", At(9)};
    database().Write([&](ports::Transaction& tx) { tx.orders().Save(a); });
    EXPECT_EQ(Flagged("to_ship"), Ids{}) << "it is about to be canceled";
    EXPECT_EQ(Flagged("needs_attention"), Ids{a.id.value});
    EXPECT_EQ(Flagged("is_cancel_requested"), Ids{a.id.value});
    EXPECT_EQ(Flagged("is_cancel_pending"), Ids{a.id.value});
    EXPECT_EQ(Flagged("has_sync_error"), Ids{});
    EXPECT_EQ(Flagged("is_refunded", "0"), Ids{a.id.value});
    DeskQuery wrong;
    wrong.search.groups = {{{"to_ship", FilterOp::kEq, {"yes"}}}};
    const auto refused = Read([&](ports::Transaction& tx) { return tx.order_desk().Find(wrong); });
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().field, "to_ship");
}

TEST_P(OrderDeskTest, MarksAreKeptAndFound) {
    Order plain = SmallOrder(1);
    Insert(plain);
    domain::ChannelOrder given = FilledChannelOrder(MakeStore(), "302-1");
    given.marks = {};
    given.marks.Add(domain::OrderMark::kPrime);
    given.marks.Add(domain::OrderMark::kGift);
    Insert(given);
    Order marked = SmallOrder(2);
    marked.channel = domain::ChannelLink{};
    marked.channel->store_id = given.store_id;
    marked.channel->channel_order_id = given.id;
    marked.channel->number = given.number;
    marked.channel->fulfilled_by = given.fulfilled_by;
    marked.channel->marks = given.marks;
    Insert(marked);
    EXPECT_EQ(Flagged("is_prime"), Ids{marked.id.value});
    EXPECT_EQ(Flagged("is_gift"), Ids{marked.id.value});
    EXPECT_EQ(Flagged("is_business"), Ids{});
    EXPECT_EQ(Flagged("is_premium"), Ids{});
    EXPECT_EQ(Flagged("is_prime", "0"), Ids{plain.id.value});
    const auto read =
        Read([&](ports::Transaction& tx) { return tx.order_desk().Orders({marked.id}); });
    EXPECT_EQ(read.at(0).channel->marks, marked.channel->marks);
}

TEST_P(OrderDeskTest, AKeywordIsLookedForEverywhere) {
    Order a = SmallOrder(1);
    a.items = {Piece("LAMP-1", 1)};
    a.personal.buyer_name = "Erika Mustermann";
    a.personal.buyer_email = "erika@example.org";
    a.personal.shipping.name = "김민수";
    a.personal.shipping.phone = "+82 10-1234-5678";
    a.personal.shipping.postal_code = "06236";
    a.ship_to = SomePlace("Seoul");
    Insert(a);
    Order b = SmallOrder(2);
    Insert(b);
    EXPECT_EQ(Matched(a.increment_id, a), Fields{"number"});
    EXPECT_EQ(Matched(a.increment_id, b), Fields{});
    EXPECT_EQ(Matched(" lamp ", a), Fields{"sku"});
    EXPECT_EQ(Matched("seo", a), Fields{"city"});
    EXPECT_EQ(Matched("muster", a), Fields{"buyer"});
    EXPECT_EQ(Matched("erika mus", a), Fields{"buyer"});
    EXPECT_EQ(Matched("Mustermann, erika", a), Fields{"buyer"}) << "words in any order";
    EXPECT_EQ(Matched("muster 김민", a), Fields{}) << "all words in one text";
    EXPECT_EQ(Matched("erika mustermen", a), Fields{});
    EXPECT_EQ(Matched("rika", a), Fields{}) << "from the beginning of a word";
    EXPECT_EQ(Matched("김민", a), Fields{"recipient"});
    EXPECT_EQ(Matched("erika@", a), Fields{"email"});
    EXPECT_EQ(Matched("010-1234-5678", a), Fields{"phone"});
    EXPECT_EQ(Matched("06236", a), Fields{"postcode"});
    EXPECT_EQ(Matched("nobody", a), Fields{});
    a.personal.shipping.phone = "+49 89 7654321";
    database().Write([&](ports::Transaction& tx) { tx.orders().Save(a); });
    EXPECT_EQ(Matched("010-1234-5678", a), Fields{}) << "the index follows the order";
    EXPECT_EQ(Matched("0897654321", a), Fields{"phone"});
    ports::PersonalView blind;
    blind.is_open = false;
    const ports::PersonalViewScope scope(&blind);
    EXPECT_EQ(Matched("muster", a), Fields{}) << "people are found by those only who may see them";
    EXPECT_EQ(Matched("0897654321", a), Fields{});
    EXPECT_EQ(Matched("lamp-1", a), Fields{"sku"});
}

TEST_P(OrderDeskTest, NeighboursKeepTheListsOrder) {
    std::vector<Order> orders;
    for (int i = 1; i <= 4; ++i) {
        orders.push_back(SmallOrder(i));
        orders.back().placed_at = At(i / 2);  // 0, 1, 1, 2: two at the same time
        Insert(orders.back());
    }
    DeskQuery query;
    query.search.sort = {{"placed_at", true}};
    const Ids all = Find(query);
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto found = Read([&](ports::Transaction& tx) {
            return tx.order_desk().NeighboursOf(domain::OrderId(all[i]), query);
        });
        ASSERT_TRUE(found);
        EXPECT_EQ(found->before ? found->before->value : 0, i == 0 ? 0 : all[i - 1]);
        EXPECT_EQ(found->after ? found->after->value : 0, i + 1 < all.size() ? all[i + 1] : 0);
    }
    query.ids = std::vector<domain::OrderId>{orders[0].id, orders[3].id};
    const auto found = Read(
        [&](ports::Transaction& tx) { return tx.order_desk().NeighboursOf(orders[1].id, query); });
    EXPECT_EQ(found->before, orders[3].id) << "also beside an order that left the list";
    EXPECT_EQ(found->after, orders[0].id);
}

TEST_P(OrderDeskTest, SalesFollowWhatIsPlacedAndCanceled) {
    const auto total = [&](ports::SalesSum ports::StoreSales::*which) {
        std::int64_t units = 0;
        for (const auto& sales : Read([](ports::Transaction& tx) {
                 return tx.order_desk().Sales(At(5 * 3'600), At(100 * 3'600));
             })) {
            units += (sales.*which).total.units();
        }
        return units;
    };
    using ports::StoreSales;
    Order a = SmallOrder(1);
    a.placed_at = At(0);
    Insert(a);
    Order b = SmallOrder(2);
    b.placed_at = At(7 * 3'600);
    Insert(b);
    const std::int64_t both = a.totals.grand_total.units() + b.totals.grand_total.units();
    EXPECT_EQ(total(&StoreSales::ever), both);
    EXPECT_EQ(total(&StoreSales::since_first), b.totals.grand_total.units());
    EXPECT_EQ(total(&StoreSales::since_second), 0);
    b.state = domain::OrderState::kCanceled;
    b.status = "canceled";
    database().Write([&](ports::Transaction& tx) { tx.orders().Save(b); });
    EXPECT_EQ(total(&StoreSales::ever), a.totals.grand_total.units());
}

TEST_P(OrderDeskTest, ChangesAreFoundByTheirTime) {
    Order a = SmallOrder(1);
    a.updated_at = At(10);
    Insert(a);
    Order b = SmallOrder(2);
    b.updated_at = At(20);
    Insert(b);
    const auto since = [&](std::int64_t seconds, int limit) {
        Ids ids;
        for (const auto& change : Read([&](ports::Transaction& tx) {
                 return tx.changes().OrdersSince(At(seconds), limit);
             })) {
            ids.push_back(change.id.value);
        }
        return ids;
    };
    EXPECT_EQ(since(0, 10), (Ids{a.id.value, b.id.value}));
    EXPECT_EQ(since(0, 1), Ids{a.id.value});
    EXPECT_EQ(since(11, 10), Ids{b.id.value});
    EXPECT_EQ(Read([](ports::Transaction& tx) { return tx.changes().NewestOrderChange(); }),
              At(20));
    EXPECT_TRUE(Read([](ports::Transaction& tx) { return tx.changes().OpenFollowUps(9); }).empty());
    EXPECT_TRUE(Read([](ports::Transaction& tx) { return tx.changes().Stores(); }).empty());
    EXPECT_TRUE(Read([](ports::Transaction& tx) { return tx.changes().OpenBulkJobs(); }).empty());
}

class DeskPlansTest : public PlansTest {};
ORDERYARD_ON_BOTH_ENGINES(DeskPlansTest);

TEST_P(DeskPlansTest, NothingWalksAllOrdersUnindexed) {
    Fill();
    const Keys keys(std::string(32, 'k'));
    SqlOrderDesk desk(*connection_, keys);
    const auto ask = [&](const std::string& what, std::vector<ports::FilterGroup> groups,
                         const std::string& sort, bool is_descending = true) {
        DeskQuery query;
        query.search = {std::move(groups), {{sort, is_descending}}, 50, 1};
        EXPECT_TRUE(desk.Find(query)) << what;
        EXPECT_TRUE(desk.NeighboursOf(domain::OrderId(100), query)) << what;
        ExpectGoodPlans(what, true);
    };
    ask("all", {}, "placed_at");
    ask("to ship", {{{"to_ship", FilterOp::kEq, {"1"}}}}, "ship_by", false);
    ask("late", {{{"to_ship", FilterOp::kEq, {"1"}}}, {{"ship_by", FilterOp::kLt, {"2024-01-01"}}}},
        "ship_by", false);
    ask("held and due",
        {{{"state", FilterOp::kEq, {"holded"}}},
         {{"fulfilled_by", FilterOp::kEq, {"merchant"}}},
         {{"ship_by", FilterOp::kLt, {"2024-01-01"}}}},
        "ship_by", false);
    ask("attention", {{{"needs_attention", FilterOp::kEq, {"1"}}}}, "placed_at");
    ask("refunded", {{{"is_refunded", FilterOp::kEq, {"1"}}}}, "placed_at");
    for (const char* mark : {"is_prime", "is_premium", "is_business", "is_gift"}) {
        ask(mark, {{{mark, FilterOp::kEq, {"1"}}}}, "placed_at");
    }
    ask("two marks", {{{"is_prime", FilterOp::kEq, {"1"}}, {"is_gift", FilterOp::kEq, {"1"}}}},
        "placed_at");
    ask("cancel pending", {{{"is_cancel_pending", FilterOp::kEq, {"1"}}}}, "placed_at");
    ask("cancel requested", {{{"is_cancel_requested", FilterOp::kEq, {"1"}}}}, "placed_at");
    ask("sync error", {{{"has_sync_error", FilterOp::kEq, {"1"}}}}, "placed_at");
    ask("SKU", {{{"sku", FilterOp::kEq, {"LAMP-1"}}}}, "placed_at");
    ask("marketplace", {{{"marketplace_id", FilterOp::kEq, {"A1PA6795UKMFR9"}}}}, "placed_at");
    ask("country", {{{"ship_country", FilterOp::kIn, {"DE", "FR"}}}}, "placed_at");
    ask("store", {{{"channel_store_id", FilterOp::kEq, {"1"}}}}, "placed_at");
    for (const char* sort : {"updated_at", "increment_id", "channel_number", "grand_total"}) {
        ask(sort, {}, sort);
    }
    DeskQuery keyword;
    keyword.keyword = "lamp";
    EXPECT_TRUE(desk.Find(keyword));
    ExpectGoodPlans("keyword", true);
    desk.Sales(At(0), At(10));
    ExpectGoodPlans("sales", true);
    for (const std::string& plan : connection_->plans) {
        EXPECT_EQ(plan.find("sales_order "), std::string::npos) << "sums do not read the orders";
    }
    SqlChangeFeed feed(*connection_);
    feed.NewestOrderChange();
    feed.OrdersSince(At(0), 10);
    feed.Presences(At(0), 10);
    for (const std::string& plan : connection_->plans) {
        if (IsSqlite()) {
            EXPECT_EQ(plan.find("SCAN sales_order\n"), std::string::npos) << plan;
            EXPECT_EQ(plan.find("TEMP B-TREE"), std::string::npos) << plan;
        }
    }
    ExpectGoodPlans("changes", true);
}

class DeskStoreTest : public OrdersTest {};
ORDERYARD_ON_BOTH_ENGINES(DeskStoreTest);

TEST_P(DeskStoreTest, PreferencesAreReplaced) {
    const domain::UserId user(1);
    database().Write([&](ports::Transaction& tx) {
        tx.desk().PutPreference(user, "grid.orders", "{\"a\":1}");
        tx.desk().PutPreference(user, "grid.orders", "{\"a\":2}");
        tx.desk().PutPreference(domain::UserId(2), "grid.orders", "{}");
    });
    database().Read([&](ports::Transaction& tx) {
        EXPECT_EQ(tx.desk().Preference(user, "grid.orders"), "{\"a\":2}");
        EXPECT_EQ(tx.desk().Preference(user, "other"), std::nullopt);
        EXPECT_EQ(tx.desk().CountPreferences(user), 1);
    });
}

}  // namespace
}  // namespace orderyard::storage
