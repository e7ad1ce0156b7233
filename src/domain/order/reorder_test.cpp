// The same goods once more: what is taken over, and what stays with the channel.
#include <gtest/gtest.h>

#include "domain/order/document_fixture.hpp"

namespace orderyard::domain {
namespace {

using testing::Book;

std::vector<CatalogLine> CatalogFor(const Order& order, std::int64_t on_hand) {
    std::vector<CatalogLine> catalog;
    for (const auto& item : order.items) {
        Product product;
        product.id = item.product_id;
        product.on_hand = on_hand;
        catalog.push_back({product, item.units_per_piece});
    }
    return catalog;
}

Book Canceled() {
    Book book;
    testing::LinePrice price;
    price.row = 3000;
    price.tax = 300;
    book.AddLine(3, price, 3);
    price.row = 1000;
    book.AddLine(2, price, 2);
    Order& order = book.file.order;
    order.increment_id = "1000000005";
    order.customer_id = CustomerId(4);
    order.payment.method = "banktransfer";
    order.shipping_method = "agorapost_standard";
    order.ship_to.city = "Pune";
    order.personal.shipping.name = "Min-su Kim";
    order.personal.buyer_email = "a@example.com";
    order.personal.items.push_back({"1", "Happy birthday", "", "", ""});
    EXPECT_EQ(book.Do(DecideCancel(book.file, {}, book.scene())), "");
    return book;
}

TEST(DecideReorder, RefusesInThisOrder) {
    Book book = Canceled();
    auto catalog = CatalogFor(book.file.order, 10);
    catalog[1].product.reset();
    const auto gone = DecideReorder(book.file, catalog, book.scene());
    ASSERT_FALSE(gone);
    EXPECT_EQ(gone.error().params[0].second, "no_product");
    EXPECT_NE(gone.error().message.find("SKU-2"), std::string::npos);
    book.file.order.items[0].product_id = {};
    EXPECT_EQ(book.Do(DecideReorder(book.file, catalog, book.scene())), "no_product");
    book.file.order.state = OrderState::kOnHold;
    EXPECT_EQ(book.Do(DecideReorder(book.file, catalog, book.scene())), "on_hold");
}

TEST(DecideReorder, RepeatsLinesPricesAndAddresses) {
    Book book = Canceled();
    const Order& old = book.file.order;
    const auto change = DecideReorder(book.file, CatalogFor(old, 100), book.scene());
    ASSERT_TRUE(change);
    const Order& order = change->file.order;
    EXPECT_FALSE(order.id.IsSet());
    EXPECT_EQ(order.increment_id, "");
    EXPECT_EQ(order.reordered_from, old.id);
    EXPECT_FALSE(order.channel);
    EXPECT_EQ(order.state, OrderState::kNew);
    EXPECT_EQ(order.status, "pending");
    EXPECT_EQ(order.customer_id, old.customer_id);
    EXPECT_EQ(order.payment.method, "banktransfer");
    EXPECT_EQ(order.ship_to.city, "Pune");
    EXPECT_EQ(order.personal.shipping, old.personal.shipping);
    EXPECT_EQ(order.personal.buyer_email, "a@example.com");
    EXPECT_TRUE(order.personal.items.empty());
    EXPECT_EQ(order.totals.grand_total, old.totals.grand_total);
    EXPECT_TRUE(order.totals.canceled.IsZero());
    EXPECT_EQ(order.totals.Due(), order.totals.grand_total);
    EXPECT_EQ(order.placed_at, book.now);
    ASSERT_EQ(order.items.size(), 2u);
    EXPECT_EQ(order.items[0].id, OrderItemId(-1));
    EXPECT_EQ(order.items[1].id, OrderItemId(-2));
    EXPECT_EQ(order.items[0].amounts, old.items[0].amounts);
    EXPECT_EQ(order.items[0].ordered, 3);
    EXPECT_EQ(order.items[0].canceled, 0);
    EXPECT_EQ(order.items[0].channel_item_number, "");
    EXPECT_EQ(order.items[1].reserved, 2);
    ASSERT_EQ(change->moves.size(), 2u);
    EXPECT_EQ(change->moves[1].reserved, 4) << "two pieces of two units";
    EXPECT_TRUE(order.exceptions.empty());
    ASSERT_EQ(change->history.size(), 1u);
    EXPECT_EQ(change->history[0].event, "created");
    EXPECT_EQ(change->history[0].before, "1000000005");
}

TEST(DecideReorder, OfAChannelsOrderLeavesTheChannelBehind) {
    Book book = Canceled();
    book.MakeChannelOrder();
    book.file.order.channel->fulfilled_by = FulfilledBy::kChannel;
    book.file.order.payment.details = {{"agora_number", "111-2222222-3333333"}};
    const auto change = DecideReorder(book.file, CatalogFor(book.file.order, 100), book.scene());
    ASSERT_TRUE(change);
    const Order& order = change->file.order;
    EXPECT_EQ(order.personal.buyer_email, "") << "a relay address of the channel";
    EXPECT_EQ(order.payment.method, "offline");
    EXPECT_TRUE(order.payment.details.empty());
    EXPECT_EQ(order.payment.amount_ordered, order.totals.grand_total);
    EXPECT_EQ(order.shipping_method, "custom_standard") << "the channel does not ship this one";
}

TEST(DecideReorder, DisabledAndMissingGoodsAreAcceptedAndTold) {
    Book book = Canceled();
    auto catalog = CatalogFor(book.file.order, 1);
    catalog[1].product->is_enabled = false;
    const auto change = DecideReorder(book.file, catalog, book.scene());
    ASSERT_TRUE(change);
    const Order& order = change->file.order;
    EXPECT_EQ(order.items[0].reserved, 1);
    EXPECT_EQ(order.items[0].backordered, 2);
    EXPECT_TRUE(order.HasException("out_of_stock"));
    EXPECT_TRUE(order.HasException("product_disabled"));
}

}  // namespace
}  // namespace orderyard::domain
