// Orders as aggregates: everything comes back, nobody overwrites anybody, and history stays in
// order.
#include "storage/order_store.hpp"

#include "storage/order_samples.hpp"

namespace orderyard::storage {
namespace {

using domain::Order;
using domain::OrderId;

class OrderStoreTest : public OrdersTest {
  protected:
    // A filled order with a product, a reservation and a channel order behind it.
    Order FilledAndLinked() {
        const domain::StoreId store = MakeStore();
        domain::ChannelOrder channel_order = FilledChannelOrder(store, "303-1");
        Insert(channel_order);
        const domain::Product product = MakeProduct("SKU-1", 10);
        Order order = FilledOrder("000000001");
        order.items[0].product_id = product.id;
        order.items[0].reserved = 1;
        order.channel = domain::ChannelLink{store,
                                            channel_order.id,
                                            "303-1",
                                            "A1PA6795UKMFR9",
                                            domain::FulfilledBy::kMerchant,
                                            {At(1), At(2)},
                                            {At(3), At(4)}};
        return order;
    }
};
ORDERYARD_ON_BOTH_ENGINES(OrderStoreTest);

TEST_P(OrderStoreTest, GivesBackEveryField) {
    Order order = FilledAndLinked();
    Insert(order);
    EXPECT_TRUE(order.id.IsSet());
    EXPECT_EQ(order.version, 1);
    EXPECT_TRUE(order.items[0].id.IsSet());
    EXPECT_EQ(Load(order.id), order);
    EXPECT_EQ(Load(OrderId(order.id.value + 1'000)), std::nullopt);
}

TEST_P(OrderStoreTest, SavesEveryChange) {
    Order order = FilledAndLinked();
    Insert(order);
    order.state = domain::OrderState::kComplete;
    order.status = "complete";
    order.hold.reset();
    order.totals.paid = Eur(1'896);
    order.payment.amount_paid = Eur(1'896);
    order.payment.details.emplace_back("x", "y");
    order.ship_to.city = "Graz";
    order.bill_to = {};
    order.personal.buyer_name = "Jemand Anderes";
    order.personal.tax_registrations.clear();
    order.exceptions.erase(order.exceptions.begin());
    order.items[0].reserved = 0;
    order.items[0].invoiced = 5;
    domain::OrderItem added;
    added.sku = "NEW";
    order.items.insert(order.items.begin(), added);
    order.items.pop_back();  // item-2
    order.updated_at = At(50);
    Save(order);
    EXPECT_EQ(order.version, 2);
    EXPECT_TRUE(order.items[0].id.IsSet());
    EXPECT_EQ(Load(order.id), order);

    order.items[1].reserved = 2;
    order.channel.reset();
    Save(order);
    EXPECT_EQ(Load(order.id), order);
}

TEST_P(OrderStoreTest, RefusesASaveByAnOldVersion) {
    Order order = FilledAndLinked();
    Insert(order);
    Order mine = order;
    Order theirs = order;
    theirs.status = "processing";
    theirs.state = domain::OrderState::kProcessing;
    theirs.hold.reset();
    Save(theirs);
    mine.shipping_description = "late";
    EXPECT_THROW(Save(mine), ports::VersionConflict);
    EXPECT_EQ(Load(order.id), theirs);
    Order nobody = order;
    nobody.id = OrderId(987'654);
    EXPECT_THROW(Save(nobody), ports::VersionConflict);
}

TEST_P(OrderStoreTest, NeverMovesTheChangeTimeBackwards) {
    Order order = FilledOrder("000000001");
    order.updated_at = At(100);
    Insert(order);
    order.updated_at = At(50);
    Save(order);
    EXPECT_EQ(order.updated_at, At(100));
    EXPECT_EQ(Load(order.id)->updated_at, At(100));
}

TEST_P(OrderStoreTest, TakesAnIncrementIdAndAChannelOrderOnce) {
    Order order = FilledAndLinked();
    Insert(order);
    Order same_number = FilledOrder("000000001");
    EXPECT_THROW(Insert(same_number), ports::VersionConflict);
    Order same_channel_order = FilledOrder("000000002");
    same_channel_order.channel = order.channel;
    EXPECT_THROW(Insert(same_channel_order), ports::VersionConflict);
}

TEST_P(OrderStoreTest, FindsByItsTwoOtherKeys) {
    Order order = FilledAndLinked();
    Insert(order);
    Write([&](ports::Transaction& t) {
        EXPECT_EQ(t.orders().FindByChannelOrder(order.channel->channel_order_id), order.id);
        EXPECT_EQ(t.orders().FindByChannelOrder(domain::ChannelOrderId(99)), std::nullopt);
        EXPECT_EQ(t.orders().FindByIncrementId(domain::StoreViewId(1), "000000001"), order.id);
        EXPECT_EQ(t.orders().FindByIncrementId(domain::StoreViewId(2), "000000001"), std::nullopt);
        EXPECT_EQ(t.orders().LoadForUpdate(order.id), order);
        EXPECT_EQ(t.orders().LoadForUpdate(OrderId(99'999)), std::nullopt);
    });
}

TEST_P(OrderStoreTest, RefusesAnAmountOfAnotherCurrency) {
    Order order = FilledOrder("000000001");
    order.totals.tip = base::Money::OfMinor(25, base::Currency::Of("USD"));
    EXPECT_THROW(Insert(order), std::logic_error);
    EXPECT_EQ(Load(order.id), std::nullopt);
}

TEST_P(OrderStoreTest, KeepsHistoryInOrderWithItsComments) {
    Order order = FilledOrder("000000001");
    Insert(order);
    const domain::HistoryEntry first{{},
                                     order.id,
                                     At(7),
                                     domain::ActorKind::kUser,
                                     "anna",
                                     "comment",
                                     "Call 0151 first",
                                     "holded",
                                     "a",
                                     "b",
                                     true,
                                     true};
    const domain::HistoryEntry second{{},     order.id,   At(6), domain::ActorKind::kSystem,
                                      "sync", "imported", "",    "pending",
                                      "",     "",         false, false};
    Write([&](ports::Transaction& t) {
        t.orders().AppendHistory(first);
        t.orders().AppendHistory(second);
    });
    std::vector<domain::HistoryEntry> entries;
    database().Read([&](ports::Transaction& t) { entries = t.orders().History(order.id); });
    ASSERT_EQ(entries.size(), 2U);
    EXPECT_LT(entries[0].id, entries[1].id);
    for (domain::HistoryEntry& entry : entries) {
        entry.id = {};
    }
    EXPECT_EQ(entries[0], first);
    EXPECT_EQ(entries[1], second);
}

TEST_P(OrderStoreTest, CountsWithoutCounting) {
    for (int i = 0; i < 5; ++i) {
        Order order = SmallOrder(i);
        Insert(order);
    }
    Order failed = SmallOrder(99);
    EXPECT_THROW(Write([&](ports::Transaction& t) {
                     t.orders().Insert(failed);
                     throw std::runtime_error("undone");
                 }),
                 std::runtime_error);
    Write([&](ports::Transaction& t) { EXPECT_EQ(t.orders().Count(), 5); });
    EXPECT_EQ(Connect()->QueryInt("SELECT count(*) FROM sales_order"), 5);
    Order changed = SmallOrder(6);
    Insert(changed);
    changed.status = "complete";
    changed.state = domain::OrderState::kComplete;
    Save(changed);
    const auto count = [&](const std::string& status) {
        return Connect()->QueryInt(
            "SELECT CAST(sum(orders) AS BIGINT) FROM sales_order_count WHERE status = ?", status);
    };
    EXPECT_EQ(count("processing"), 5);
    EXPECT_EQ(count("complete"), 1);
    Connect()->Exec("DELETE FROM sales_order WHERE id = ?", changed.id);
    EXPECT_EQ(count("complete"), 0);
}

TEST_P(OrderStoreTest, ForgetsThePersonOnPurgeAndKeepsTheOrder) {
    Order order = FilledOrder("000000001");
    Insert(order);
    Write([&](ports::Transaction& t) {
        t.orders().AppendHistory({{},
                                  order.id,
                                  At(7),
                                  domain::ActorKind::kUser,
                                  "anna",
                                  "comment",
                                  "Frau M.",
                                  "holded",
                                  "",
                                  "",
                                  false,
                                  false});
    });
    Write([&](ports::Transaction& t) {
        t.orders().PurgePersonalData(order.id);
    });

    const auto left = Load(order.id);
    ASSERT_TRUE(left);
    EXPECT_EQ(left->personal, domain::PersonalData{});
    EXPECT_EQ(left->totals, order.totals);
    const auto connection = Connect();
    EXPECT_EQ(connection->QueryInt("SELECT count(*) FROM sales_order_personal"), 0);
    Write([&](ports::Transaction& t) {
        EXPECT_EQ(t.orders().History(order.id).at(0).comment, "");
        const auto found = t.orders().Search(
            {{{{"customer_name", ports::FilterOp::kLike, {"%erika%"}}}}, {}, 0, 1});
        EXPECT_EQ(found->total_count, 0);
        // A comment made afterwards is kept again.
        t.orders().AppendHistory({{},
                                  order.id,
                                  At(8),
                                  domain::ActorKind::kUser,
                                  "anna",
                                  "comment",
                                  "neu",
                                  "holded",
                                  "",
                                  "",
                                  false,
                                  false});
    });
    Write([&](ports::Transaction& t) {
        EXPECT_EQ(t.orders().History(order.id).at(1).comment, "neu");
    });
}

}  // namespace
}  // namespace orderyard::storage
