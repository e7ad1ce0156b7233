// Stock: never negative whoever comes first, and always the sum of its ledger.
#include "storage/product_store.hpp"

#include <array>
#include <atomic>
#include <thread>

#include "storage/order_samples.hpp"

namespace orderyard::storage {
namespace {

using domain::Listing;
using domain::Product;
using domain::ProductId;
using domain::StockMove;
using domain::StockReason;

class ProductStoreTest : public OrdersTest {
  protected:
    Product Stored(const std::string& sku) {
        std::optional<Product> product;
        database().Read([&](ports::Transaction& t) { product = t.products().FindBySku(sku); });
        return product.value();
    }
    void Apply(const StockMove& move) {
        Write([&](ports::Transaction& t) { t.products().Apply(move, At(9)); });
    }
};
ORDERYARD_ON_BOTH_ENGINES(ProductStoreTest);

TEST_P(ProductStoreTest, GivesBackEveryField) {
    Product product{{}, " SKU 1 ", "Tasse", "A-12", Eur(999), false, true, 7, 2, 0};
    Write([&](ports::Transaction& t) { t.products().Insert(product); });
    const Product stored = Stored(" SKU 1 ");
    EXPECT_EQ(stored.id, product.id);
    EXPECT_EQ(stored.name, "Tasse");
    EXPECT_EQ(stored.bin, "A-12");
    EXPECT_EQ(stored.price, Eur(999));
    EXPECT_FALSE(stored.is_enabled);
    EXPECT_TRUE(stored.is_stock_managed);
    EXPECT_EQ(stored.on_hand, 7);
    EXPECT_EQ(stored.reserved, 2);
    EXPECT_EQ(stored.version, 1);
    Write([&](ports::Transaction& t) {
        EXPECT_EQ(t.products().FindBySku("SKU 1"), std::nullopt);  // never trimmed
        EXPECT_EQ(t.products().FindBySku(" sku 1 "), std::nullopt);
        EXPECT_EQ(t.products().Count(), 1);
    });
    Product again{{}, " SKU 1 ", "", "", std::nullopt, true, true, 0, 0, 0};
    EXPECT_THROW(Write([&](ports::Transaction& t) { t.products().Insert(again); }),
                 ports::VersionConflict);
}

TEST_P(ProductStoreTest, SavesByVersionAndLeavesTheStockAlone) {
    Product product = MakeProduct("A", 5);
    Apply({product.id, 0, 3, StockReason::kReserve, {}, ""});
    product.name = "neu";
    product.price.reset();
    product.on_hand = 99;
    Write([&](ports::Transaction& t) {
        Product copy = product;
        t.products().Save(copy);
        EXPECT_EQ(copy.version, 2);
    });
    EXPECT_EQ(Stored("A").name, "neu");
    EXPECT_EQ(Stored("A").on_hand, 5);
    EXPECT_EQ(Stored("A").reserved, 3);
    EXPECT_THROW(Write([&](ports::Transaction& t) {
                     Product copy = product;
                     t.products().Save(copy);
                 }),
                 ports::VersionConflict);
}

TEST_P(ProductStoreTest, RefusesMovesThatBreakTheStock) {
    const Product product = MakeProduct("A", 5);
    Apply({product.id, 0, 3, StockReason::kReserve, {}, "item-1"});
    const std::vector<StockMove> wrong = {
        {product.id, 0, 3, StockReason::kReserve, {}, ""},   // more than there is
        {product.id, 0, -4, StockReason::kRelease, {}, ""},  // more than is held
        {product.id, -3, 0, StockReason::kShip, {}, ""},     // what is held for others
        {product.id, -6, -3, StockReason::kShip, {}, ""},    // below nothing
        {ProductId(999'999), 1, 0, StockReason::kImport, {}, ""},
    };
    for (const StockMove& move : wrong) {
        EXPECT_THROW(Apply(move), ports::VersionConflict);
    }
    Apply({product.id, -3, -3, StockReason::kShip, {}, "item-1"});
    EXPECT_EQ(Stored("A").on_hand, 2);
    EXPECT_EQ(Stored("A").reserved, 0);
    std::vector<StockMove> moves;
    database().Read([&](ports::Transaction& t) { moves = t.products().Moves(product.id); });
    const std::vector<StockMove> expected = {
        {product.id, 5, 0, StockReason::kImport, {}, ""},
        {product.id, 0, 3, StockReason::kReserve, {}, "item-1"},
        {product.id, -3, -3, StockReason::kShip, {}, "item-1"}};
    EXPECT_EQ(moves, expected);
}

TEST_P(ProductStoreTest, LocksInOrderOfIds) {
    const Product a = MakeProduct("A", 1);
    const Product b = MakeProduct("B", 2);
    Write([&](ports::Transaction& t) {
        const auto found = t.products().LoadForUpdate({b.id, ProductId(77'777), a.id, b.id});
        ASSERT_EQ(found.size(), 2U);
        EXPECT_EQ(found[0].id, a.id);
        EXPECT_EQ(found[1].id, b.id);
        EXPECT_TRUE(t.products().LoadForUpdate({}).empty());
    });
}

// 64 threads want 3 units each of 100: exactly 33 get them, and the ledger says the same.
TEST_P(ProductStoreTest, NeverGoesNegativeUnderManyThreads) {
    const Product product = MakeProduct("A", 100);
    std::atomic<int> served = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 64; ++i) {
        threads.emplace_back([&] {
            try {
                Apply({product.id, 0, 3, StockReason::kReserve, {}, ""});
                ++served;
            } catch (const ports::VersionConflict&) {
            }
        });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    EXPECT_EQ(served, 33);
    EXPECT_EQ(Stored("A").reserved, 99);
    const auto connection = Connect();
    EXPECT_EQ(connection->QueryInt("SELECT CAST(sum(reserved) AS BIGINT) FROM stock_movement"), 99);
    EXPECT_EQ(connection->QueryInt("SELECT CAST(sum(on_hand) AS BIGINT) FROM stock_movement"), 100);
}

// 64 clients reserve, give back and ship single units of ten products, all at once: what they were
// granted is what is gone, and never more than there was.
TEST_P(ProductStoreTest, NeverOversellsTenProductsToManyClients) {
    constexpr int kClients = 64, kAttempts = 40, kProducts = 10, kOnHand = 50;
    std::vector<Product> products;
    for (int i = 0; i < kProducts; ++i) {
        products.push_back(MakeProduct("P" + std::to_string(i), kOnHand));
    }
    std::array<std::atomic<int>, kProducts> reserved{};
    std::array<std::atomic<int>, kProducts> shipped{};
    const auto client = [&](int number) {
        for (int attempt = 0; attempt < kAttempts; ++attempt) {
            const auto i = static_cast<std::size_t>((number + attempt) % kProducts);
            const ProductId id = products[i].id;
            try {
                Apply({id, 0, 1, StockReason::kReserve, {}, ""});
                ++reserved[i];
                if (attempt % 7 == 0) {
                    Apply({id, 0, -1, StockReason::kRelease, {}, ""});
                    --reserved[i];
                } else if (attempt % 7 == 1) {
                    Apply({id, -1, -1, StockReason::kShip, {}, ""});
                    --reserved[i];
                    ++shipped[i];
                }
            } catch (const ports::VersionConflict&) {
            }
        }
    };
    std::vector<std::thread> clients;
    for (int i = 0; i < kClients; ++i) {
        clients.emplace_back(client, i);
    }
    for (std::thread& each : clients) {
        each.join();
    }
    for (std::size_t i = 0; i < products.size(); ++i) {
        const Product left = Stored(products[i].sku);
        EXPECT_EQ(left.on_hand, kOnHand - shipped[i]);
        EXPECT_EQ(left.reserved, reserved[i]);
        EXPECT_LE(left.reserved, left.on_hand);
        EXPECT_GT(shipped[i] + reserved[i], kOnHand / 2);  // it was a race for the last ones
    }
    std::int64_t moved = 0;
    database().Read([&](ports::Transaction& t) {
        for (const StockMove& move : t.products().Moves(products[0].id)) {
            moved += move.on_hand;
        }
    });
    EXPECT_EQ(moved, Stored("P0").on_hand);
}

// A batch asks once; what its own orders change in between must be seen by the later ones.
TEST_P(ProductStoreTest, ExpectedLinesFollowTheTransactionsOwnChanges) {
    const domain::StoreId store = MakeStore();
    const Product a = MakeProduct("A", 5);
    const Product b = MakeProduct("B", 5);
    const auto reserve = [&](const Product& product) {
        return StockMove{product.id, 0, 1, StockReason::kReserve, {}, ""};
    };
    Write([&](ports::Transaction& t) {
        ports::ProductStore& products = t.products();
        products.ExpectLines(store, {{"A", ""}, {"B", ""}, {"A", ""}, {"none", "B0"}});
        products.Apply(reserve(a), At(9));
        products.Apply(reserve(a), At(9));
        const auto catalog = products.MatchForUpdate(store, {{"A", ""}, {"none", "B0"}});
        ASSERT_TRUE(catalog[0].product);
        EXPECT_EQ(catalog[0].product->reserved, 2);
        EXPECT_FALSE(catalog[1].product);
        products.PutListing({store, "none", "B0", b.id, 3});
        const auto listed = products.MatchForUpdate(store, {{"none", "B0"}});
        ASSERT_TRUE(listed[0].product);
        EXPECT_EQ(listed[0].product->id, b.id);
        EXPECT_EQ(listed[0].units_per_piece, 3);
    });
    // A part that was undone takes its reservation along.
    Write([&](ports::Transaction& t) {
        t.products().ExpectLines(store, {{"A", ""}});
        EXPECT_THROW(t.Part([&] {
            t.products().Apply(reserve(a), At(9));
            throw std::runtime_error("undone");
        }),
                     std::runtime_error);
        EXPECT_EQ(t.products().MatchForUpdate(store, {{"A", ""}})[0].product->reserved, 2);
    });
}

TEST_P(ProductStoreTest, FindsListingsBySkuThenByAnUnambiguousProductNumber) {
    const domain::StoreId store = MakeStore();
    const Product a = MakeProduct("A", 1);
    const Product b = MakeProduct("B", 1);
    Write([&](ports::Transaction& t) {
        t.products().PutListing({store, "am-a", "B01", a.id, 1});
        t.products().PutListing({store, "am-b", "B02", a.id, 1});
        t.products().PutListing({store, "am-b", "B02", b.id, 6});  // replaces
        t.products().PutListing({store, "am-c", "B01", b.id, 1});
    });
    const auto find = [&](const std::string& sku, const std::string& number) {
        std::optional<Listing> listing;
        database().Read(
            [&](ports::Transaction& t) { listing = t.products().FindListing(store, sku, number); });
        return listing;
    };
    EXPECT_EQ(find("am-b", "")->product_id, b.id);
    EXPECT_EQ(find("am-b", "")->units, 6);
    EXPECT_EQ(find("am-a", "B02")->product_id, a.id);     // the SKU rules
    EXPECT_EQ(find("unknown", "B02")->product_id, b.id);  // else the channel's number
    EXPECT_FALSE(find("unknown", "B01"));                 // which here means two products
    EXPECT_FALSE(find("unknown", ""));
    EXPECT_FALSE(find("AM-A", ""));
}

}  // namespace
}  // namespace orderyard::storage
