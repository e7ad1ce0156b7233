// What the readers take, coerce and refuse, by tables; and proof that Amazon's own sandbox answers
// lose nothing.
#include "amazon/wire/read_order.hpp"

#include <gtest/gtest.h>

#include "amazon/fakes/sandbox_answers.hpp"
#include "base/limits.hpp"

namespace orderyard::amazon::wire {

namespace {

std::string With(const std::string& members) {
    return R"({"orderId":"1","createdTime":"2026-01-01T00:00:00Z","lastUpdatedTime":"2026-01-01T00:00:00Z",)" +
           members + "}";
}

std::string WithItem(const std::string& members) {
    return With(R"("orderItems":[{"orderItemId":"9","quantityOrdered":1)" + members + "}]");
}

}  // namespace

TEST(ReadOrder, TheSandboxAnswersAreReadWithNoMemberLeftOver) {
    const auto orders = fakes::SandboxOrders();
    if (orders.empty()) {
        GTEST_SKIP()
            << "set ORDERYARD_SHARED to the folder that holds amazon/data/sandbox-pairs.json";
    }
    ASSERT_EQ(orders.size(), 6u);
    for (const std::string& text : orders) {
        ReadNotes notes;
        const auto order = ReadOrder(text, &notes);
        ASSERT_TRUE(order) << order.error().Text();
        EXPECT_EQ(notes.unknown_count, 0) << notes.unknown_paths.front();
        // "measurement": {"value": 1} is a number by the model, too, and kept as text on purpose.
        EXPECT_LE(notes.coercion_count, 3);
    }
}

TEST(ReadOrder, NotesWhatItDoesNotKnow) {
    ReadNotes notes;
    const auto good = ReadOrder(
        WithItem(R"(,"colour":"red","product":{"sellerSku":"A","weight":{"kg":1}})"), &notes);
    ASSERT_TRUE(good) << good.error().Text();
    EXPECT_EQ(notes.unknown_paths,
              (std::vector<std::string>{"orderItems[0].product.weight", "orderItems[0].colour"}));
    EXPECT_EQ(good->items[0].product.seller_sku, "A");
}

struct RefusedCase {
    const char* name;
    std::string text;
    const char* field;
};

TEST(ReadOrder, Refusals) {
    const std::vector<RefusedCase> cases = {
        {"nothing", "", ""},
        {"truncated", WithItem("").substr(0, 90), ""},
        {"html", "<html><body>Service Unavailable</body></html>", ""},
        {"a list", "[]", ""},
        {"text after the end", WithItem("") + "x", ""},
        {"too deep", With(R"("orderItems":)" + std::string(100, '[') + std::string(100, ']')), ""},
        {"no id", R"({"createdTime":"a","lastUpdatedTime":"b","orderItems":[]})", "orderId"},
        {"empty id", R"({"orderId":"","createdTime":"a","lastUpdatedTime":"b","orderItems":[]})",
         "orderId"},
        {"no items", With(R"("programs":[])"), "orderItems"},
        {"null items", With(R"("orderItems":null)"), "orderItems"},
        {"items not a list", With(R"("orderItems":{})"), "orderItems"},
        {"item not an object", With(R"("orderItems":["x"])"), "orderItems[0]"},
        {"item without id", With(R"("orderItems":[{"quantityOrdered":1}])"),
         "orderItems[0].orderItemId"},
        {"item without quantity", With(R"("orderItems":[{"orderItemId":"1"}])"),
         "orderItems[0].quantityOrdered"},
        {"half a unit", With(R"("orderItems":[{"orderItemId":"1","quantityOrdered":1.5}])"),
         "orderItems[0].quantityOrdered"},
        {"huge quantity",
         With(R"("orderItems":[{"orderItemId":"1","quantityOrdered":99999999999999999999}])"),
         "orderItems[0].quantityOrdered"},
        {"exponent quantity", With(R"("orderItems":[{"orderItemId":"1","quantityOrdered":1e3}])"),
         "orderItems[0].quantityOrdered"},
        {"buyer is a text", WithItem("").insert(1, R"("buyer":"Bob",)"), "buyer"},
        {"name is an object", WithItem("").insert(1, R"("buyer":{"buyerName":{}},)"),
         "buyer.buyerName"},
        {"amount without currency",
         WithItem("").insert(1, R"("proceeds":{"grandTotal":{"amount":"1"}},)"),
         "proceeds.grandTotal.currencyCode"},
        {"amount null",
         WithItem("").insert(1,
                             R"("proceeds":{"grandTotal":{"amount":null,"currencyCode":"EUR"}},)"),
         "proceeds.grandTotal.amount"},
    };
    for (const RefusedCase& each : cases) {
        const auto order = ReadOrder(each.text);
        ASSERT_FALSE(order) << each.name;
        EXPECT_EQ(order.error().code, base::ErrorCode::kMalformed) << each.name;
        EXPECT_EQ(order.error().field, each.field) << each.name;
    }
}

TEST(ReadOrder, LimitsOnSize) {
    std::string lines;
    for (int i = 0; i <= base::limits::kOrderLinesMax; ++i) {
        lines += std::string(i == 0 ? "" : ",") + R"({"orderItemId":"1","quantityOrdered":1})";
    }
    EXPECT_EQ(ReadOrder(With(R"("orderItems":[)" + lines + "]")).error().code,
              base::ErrorCode::kTooLarge);
    const std::string padding(base::limits::kOrderPayloadBytesMax, ' ');
    EXPECT_EQ(ReadOrder(WithItem("") + padding).error().code, base::ErrorCode::kTooLarge);
}

TEST(ReadOrder, CoercesSimpleValues) {
    ReadNotes notes;
    const auto order = ReadOrder(
        R"({"orderId":12345678901234567890,"createdTime":"2026-01-01T00:00:00Z",)"
        R"("lastUpdatedTime":"2026-01-01T00:00:00Z","buyer":{"buyerName":true,"buyerEmail":null},)"
        R"("orderItems":[{"orderItemId":7,"quantityOrdered":"2","fulfillment":{"quantityFulfilled":2.0}}]})",
        &notes);
    ASSERT_TRUE(order) << order.error().Text();
    EXPECT_EQ(order->order_id, "12345678901234567890");
    EXPECT_EQ(order->buyer.name, "true");
    EXPECT_EQ(order->buyer.email, "");
    EXPECT_EQ(order->items[0].order_item_id, "7");
    EXPECT_EQ(order->items[0].quantity_ordered, 2);
    EXPECT_EQ(order->items[0].fulfillment.quantity_fulfilled, 2);
    EXPECT_EQ(notes.coercion_count, 4);
}

TEST(ReadOrder, AmountsKeepTheirDigits) {
    // As text or as a number, nothing is rounded: the last would lose its end in a double.
    for (const std::string amount :
         {"12.30", "0.10", "-5", "99999999999.99", "0.1000000000000000055511151231"}) {
        for (const std::string& given : {"\"" + amount + "\"", amount}) {
            const auto order = ReadOrder(WithItem(R"(,"proceeds":{"proceedsTotal":{"amount":)" +
                                                  given + R"(,"currencyCode":"EUR"}})"));
            ASSERT_TRUE(order) << given;
            EXPECT_EQ(order->items[0].proceeds_total->amount, amount);
        }
    }
}

TEST(ReadOrder, TextsAreCleaned) {
    const auto order = ReadOrder(
        WithItem("").insert(1,
                            "\"buyer\":{\"buyerName\":\"a\\u0000b\\u001Bc\",\"buyerCompanyName\":"
                            "\"x\xFFy\",\"buyerEmail\":\"\\u00e9\\n\"},"));
    ASSERT_TRUE(order) << order.error().Text();
    EXPECT_EQ(order->buyer.name, "abc");
    EXPECT_EQ(order->buyer.company_name, "x\xEF\xBF\xBDy");
    EXPECT_EQ(order->buyer.email, "\xC3\xA9\n");
}

TEST(ReadOrder, TheLastOfTwoMembersCounts) {
    ReadNotes notes;
    const auto order = ReadOrder(WithItem("").insert(1, R"("orderId":"first",)"), &notes);
    ASSERT_TRUE(order);
    EXPECT_EQ(order->order_id, "1");
    EXPECT_EQ(notes.unknown_paths, std::vector<std::string>{"orderId"});
}

}  // namespace orderyard::amazon::wire
