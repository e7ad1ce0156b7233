// What the shop's pages read: exceptions by cause, sales by day, stock ledgers, listings,
// customers, carriers, views. Each query runs on both engines, and none of the large ones walks a
// whole table.
#include "ports/customer_store.hpp"
#include "ports/exception_store.hpp"
#include "ports/sales_figures.hpp"
#include "ports/store_registry.hpp"
#include "storage/channel_order_store.hpp"
#include "storage/exception_store.hpp"
#include "storage/plans_fixture.hpp"
#include "storage/product_store.hpp"
#include "storage/sales_figures.hpp"

namespace orderyard::storage {
namespace {

using domain::StockReason;

class ShopListsTest : public PlansTest {
  protected:
    // Among the plans since the last look.
    void ExpectUses(const std::string& index) {
        std::string all;
        for (const std::string& plan : connection_->plans) {
            all += plan;
        }
        EXPECT_NE(all.find(index), std::string::npos) << all;
        connection_->plans.clear();
    }
};
ORDERYARD_ON_BOTH_ENGINES(ShopListsTest);

domain::ChannelOrder SoldAt(domain::StoreId store, int n, std::int64_t seconds,
                            std::int64_t cents) {
    domain::ChannelOrder order = SmallChannelOrder(store, n);
    order.created_at = At(seconds);
    order.status = domain::ChannelStatus::kUnshipped;
    order.currency = base::Currency::Of("EUR");
    order.grand_total = Eur(cents);
    return order;
}

TEST_P(ShopListsTest, SalesAreSummedByDayAndCancelledOnesLeftOut) {
    const domain::StoreId store = MakeStore();
    constexpr std::int64_t kDay = 86'400;
    Write([&](ports::Transaction& t) {
        auto first = SoldAt(store, 1, 0, 1'000);
        auto same_day = SoldAt(store, 2, kDay - 1, 250);
        auto next_day = SoldAt(store, 3, kDay, 99);
        auto before = SoldAt(store, 4, -1, 7'777);
        auto cancelled = SoldAt(store, 5, 10, 5'000);
        cancelled.status = domain::ChannelStatus::kCanceled;
        auto pending = SoldAt(store, 6, 20, 0);
        pending.grand_total.reset();
        for (auto* order : {&first, &same_day, &next_day, &before, &cancelled, &pending}) {
            t.channel_orders().Insert(*order, SomeHash(), "{}", SomeVerdict());
        }
    });
    database().Read([&](ports::Transaction& t) {
        const auto days = t.sales().Days(store, At(0), 3);
        ASSERT_EQ(days.size(), 3U);
        EXPECT_EQ(days[0].orders, 3);
        EXPECT_EQ(days[0].totals, std::vector<base::Money>{Eur(1'250)});
        EXPECT_EQ(days[1].orders, 1);
        EXPECT_EQ(days[1].from, At(kDay));
        EXPECT_EQ(days[2].orders, 0);
        EXPECT_TRUE(days[2].totals.empty());
    });
}

TEST_P(ShopListsTest, BlockedOrdersAreGatheredByCauseAndSku) {
    const domain::StoreId store = MakeStore();
    domain::Verdict blocked = SomeVerdict(domain::VerdictKind::kBlocked);
    blocked.rule = "unknown_sku";
    Write([&](ports::Transaction& t) {
        for (int n = 1; n <= 3; ++n) {
            auto order = FilledChannelOrder(store, "303-" + std::to_string(n));
            order.created_at = At(10 - n);
            const std::string sku = n == 3 ? "OTHER" : " SKU-1 ";
            blocked.inputs = {{"sku", sku}, {"status", n == 1 ? "UNSHIPPED" : "SHIPPED"}};
            t.channel_orders().Insert(order, SomeHash(), "{}", blocked);
        }
    });
    database().Read([&](ports::Transaction& t) {
        const auto groups = t.exceptions().Groups(store, 10);
        ASSERT_EQ(groups.size(), 2U);
        EXPECT_EQ(groups[0].sku, " SKU-1 ");  // most orders first, whatever else they differ in
        EXPECT_EQ(groups[0].orders_blocked, 2);
        EXPECT_EQ(groups[0].example_number, "303-2");  // the oldest
        EXPECT_EQ(groups[0].title, "Tasse, blau");
        EXPECT_EQ(groups[0].product_number, "B000000001");
        EXPECT_EQ(groups[1].sku, "OTHER");
        EXPECT_EQ(t.exceptions().Groups(std::nullopt, 1).size(), 1U);
        EXPECT_EQ(t.exceptions().CountOrders(store), 3);
        EXPECT_TRUE(t.exceptions().Groups(domain::StoreId(99), 10).empty());
    });
}

TEST_P(ShopListsTest, ALedgerIsReadBackwardsPageByPage) {
    const auto product = MakeProduct("A", 5);
    Write([&](ports::Transaction& t) {
        domain::StockMove counted{product.id, 2, 0, StockReason::kCorrect, {}, ""};
        counted.note = "a box was found";
        t.products().Apply(counted, At(1));
        t.products().Apply({product.id, 0, 3, StockReason::kReserve, {}, "item"}, At(2));
    });
    database().Read([&](ports::Transaction& t) {
        const auto newest = t.products().Ledger(product.id, 0, 2);
        ASSERT_EQ(newest.size(), 2U);
        EXPECT_EQ(newest[0].move.reserved, 3);
        EXPECT_EQ(newest[1].move.note, "a box was found");
        EXPECT_EQ(newest[1].at, At(1));
        const auto older = t.products().Ledger(product.id, newest[1].id, 2);
        ASSERT_EQ(older.size(), 1U);
        EXPECT_EQ(older[0].move.on_hand, 5);
        EXPECT_EQ(t.products().Load(product.id)->on_hand, 7);
        EXPECT_FALSE(t.products().Load(domain::ProductId(999)));
    });
}

TEST_P(ShopListsTest, ListingsAreFoundByTheirBeginningAndDropped) {
    const domain::StoreId store = MakeStore();
    const auto product = MakeProduct("OURS", 1);
    Write([&](ports::Transaction& t) {
        t.products().PutListing({store, "AB%1", "B01", product.id, 1});
        t.products().PutListing({store, "ABC-2", "B02", product.id, 3});
    });
    Write([&](ports::Transaction& t) {
        ports::ListingQuery query;
        query.q = "ab";
        EXPECT_EQ(t.products().Listings(query).total_count, 2);
        query.q = "ab%";  // a letter like any other
        EXPECT_EQ(t.products().Listings(query).total_count, 1);
        query.q = "b02";
        const auto page = t.products().Listings(query);
        ASSERT_EQ(page.rows.size(), 1U);
        EXPECT_EQ(page.rows[0].sku, "OURS");
        EXPECT_EQ(page.rows[0].listing.units, 3);
        query = {};
        query.product_id = product.id;
        query.store_id = store;
        query.page_size = 1;
        query.page = 2;
        EXPECT_EQ(t.products().Listings(query).rows.at(0).listing.channel_sku, "ABC-2");
        EXPECT_TRUE(t.products().DropListing(store, "ABC-2"));
        EXPECT_FALSE(t.products().DropListing(store, "ABC-2"));
        EXPECT_FALSE(t.products().FindListing(store, "ABC-2", ""));
    });
}

TEST_P(ShopListsTest, CustomersCarriersAndViews) {
    Write([&](ports::Transaction& t) {
        domain::Customer first{{}, domain::StoreViewId(1), "Erika", "e@x.org", At(0)};
        domain::Customer second{{}, domain::StoreViewId(1), "Hans", "h@x.org", At(1)};
        t.customers().Insert(first);
        t.customers().Insert(second);
        const auto page = t.customers().List(1, 2);
        EXPECT_EQ(page.total_count, 2);
        ASSERT_EQ(page.customers.size(), 1U);
        EXPECT_EQ(page.customers[0].name, "Erika");  // the newest is on the first page
        EXPECT_EQ(t.customers().AllWithEmail("H@X.ORG"), std::vector{second.id});

        const ports::ShopCarrier carrier{"cj", "CJ대한통운", "", "https://x.test/{number}", false};
        t.stores().PutCarrier(carrier);
        EXPECT_EQ(t.stores().FindCarrier("cj"), carrier);
        EXPECT_TRUE(t.stores().DropCarrier("cj"));
        EXPECT_FALSE(t.stores().DropCarrier("cj"));
        EXPECT_FALSE(t.stores().ListCarriers().empty());  // those of the migration

        domain::StoreView view = t.stores().FindViewByCode("default").value();
        view.zone = "Asia/Seoul";
        EXPECT_TRUE(t.stores().SaveView(view));
        EXPECT_EQ(t.stores().FindViewByCode("default")->zone, "Asia/Seoul");
        view.id = domain::StoreViewId(99);
        EXPECT_FALSE(t.stores().SaveView(view));
    });
}

TEST_P(ShopListsTest, TheirPlansUseIndexes) {
    Fill();
    const Keys keys(std::string(32, 'k'));
    SqlSalesFigures(*connection_).Days(store_, base::Instant::FromMicros(7'200), 2);
    ExpectUses("channel_order_by_created");
    SqlExceptionStore(*connection_).Groups(store_, 10);
    ExpectUses("channel_order_by_verdict");
    SqlProductStore products(*connection_, keys);
    products.Ledger(domain::ProductId(1), 0, 10);
    ExpectUses("stock_movement_by_product");
    ports::ListingQuery query;
    query.product_id = domain::ProductId(1);
    products.Listings(query);
    ExpectUses("listing_by_product");
}

}  // namespace
}  // namespace orderyard::storage
