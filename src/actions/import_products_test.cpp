// The product file: all of it or nothing, a repeat changes nothing, each refusal names line and
// column.
#include "actions/import_products.hpp"

#include "actions/action_fixture.hpp"

namespace orderyard::actions {
namespace {

class ImportProductsTest : public ActionTest {
  protected:
    auto Import(const std::string& csv) { return ImportProducts(database(), clock, csv); }
    std::int64_t Count() {
        std::int64_t count = 0;
        database().Read([&](ports::Transaction& tx) { count = tx.products().Count(); });
        return count;
    }
};
ORDERYARD_ON_BOTH_ENGINES(ImportProductsTest);

constexpr const char* kFile =
    "sku,name,price,currency,status,manage_stock,quantity,amazon_sku,asin,store,units\n"
    "A-1,\"Lamp, red\",19.90,EUR,enabled,yes,7,AMZ-A1,B000000001,acme,2\n"
    "A-2,Chair,,,,,,,,,\n";

TEST_P(ImportProductsTest, TakesTheFileOnceAndARepeatChangesNothing) {
    const auto first = Import(kFile);
    ASSERT_TRUE(first) << first.error().Text();
    EXPECT_EQ(first->created, 2);
    EXPECT_EQ(Product("A-1").on_hand, 7);
    EXPECT_EQ(Product("A-1").name, "Lamp, red");
    const auto again = Import(kFile);
    EXPECT_EQ(again->created, 0);
    EXPECT_EQ(again->changed, 0);
    EXPECT_EQ(again->unchanged, 2);
    EXPECT_TRUE(again->touched_skus.empty());
}

TEST_P(ImportProductsTest, OneBadLineKeepsTheWholeFileOut) {
    const auto report = Import("sku,quantity,store,amazon_sku\nA-1,3,,\nA-2,x,,\n,1,,\n");
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().field, "quantity");
    EXPECT_NE(report.error().Text().find("Line 3"), std::string::npos);
    EXPECT_EQ(report.error().params.size(), 2u);
    EXPECT_EQ(Count(), 0);
}

TEST_P(ImportProductsTest, RefusalsFoundWhileWritingUndoEverything) {
    const auto report = Import("sku,quantity,store,amazon_sku\nA-1,3,,\nA-2,1,nowhere,X\n");
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().field, "store");
    EXPECT_EQ(Count(), 0);
}

TEST_P(ImportProductsTest, RefusalsOfTheFileItself) {
    const auto field = [&](const std::string& csv) {
        const auto report = Import(csv);
        return report ? std::string("accepted") : report.error().field;
    };
    EXPECT_EQ(field("sku,colour\nA,red\n"), "colour");
    EXPECT_EQ(field("name\nLamp\n"), "sku");
    EXPECT_EQ(field("sku,name\nA-1\n"), "");
    EXPECT_EQ(field("sku,name\nA-1,x\nA-1,y\n"), "sku");
    EXPECT_EQ(Count(), 0);
}

TEST_P(ImportProductsTest, QuantityBelowTheReservedIsRefused) {
    Stock("SKU-1", 5);
    auto order =
        domain::testing::Placed(domain::FulfilledBy::kMerchant, domain::ChannelStatus::kUnshipped,
                                {domain::testing::Line("1", 2, 0, 100)});
    Apply(order, "a");
    const auto report = Import("sku,quantity\nSKU-1,1\n");
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().field, "quantity");
    EXPECT_TRUE(Import("sku,quantity\nSKU-1,2\n"));
    EXPECT_EQ(Product("SKU-1").Free(), 0);
}

TEST_P(ImportProductsTest, AMappedChannelSkuTakesItsUnits) {
    ASSERT_TRUE(Import(kFile));
    auto order =
        domain::testing::Placed(domain::FulfilledBy::kMerchant, domain::ChannelStatus::kUnshipped,
                                {domain::testing::Line("1", 3, 0, 100)});
    order.items[0].sku = "AMZ-A1";
    Apply(order, "a");
    EXPECT_EQ(Product("A-1").reserved, 6);
    EXPECT_EQ(OrderOf(order.number)->items[0].reserved, 3);
}

}  // namespace
}  // namespace orderyard::actions
