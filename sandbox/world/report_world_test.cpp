// The report reader: each kind of row in a few lines of our own, and the real report's counts where
// it is at hand.
#include "sandbox/world/report_world.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "sandbox/test_rig.hpp"

namespace orderyard::sandbox {
namespace {

const std::string kHeader =
    "index,Order ID,Date,Status,Fulfilment,Sales Channel "
    ",ship-service-level,Style,SKU,Category,Size,ASIN,Courier Status,"
    "Qty,currency,Amount,ship-city,ship-state,ship-postal-code,ship-country,promotion-ids,B2B,"
    "fulfilled-by,Unnamed: 22\n";

std::string Row(const std::string& id, const std::string& status, const std::string& fulfilment,
                const std::string& courier, const std::string& quantity, const std::string& amount,
                const std::string& channel = "Amazon.in") {
    return "0," + id + ",04-30-22," + status + "," + fulfilment + "," + channel +
           ",Standard,ST1,ST1-KR-XL,kurta,XL,B000000001," + courier + "," + quantity + "," +
           (amount.empty() ? "" : "INR") + "," + amount +
           ",Navi mumbai,MAHARASHTRA,400081.0,IN,\"P1,P2\",True," +
           (fulfilment == "Merchant" ? "Easy Ship" : "") + ",\n";
}

const std::string kId = "405-0000001-0000001";

Order OnlyOrder(const std::string& rows) {
    const auto report = ReadReport(kHeader + rows);
    if (!report || report->orders.size() != 1) {
        ADD_FAILURE() << (report ? "not one order" : report.error().Text());
        return {};
    }
    return report->orders[0];
}

TEST(ReportWorld, ReadsStatusesInAmazonsWords) {
    struct Case {
        const char* status;
        const char* fulfilment;
        const char* courier;
        const char* quantity;
        std::string_view expected;
        int fulfilled;
        int unfulfilled;
        const char* detailed;
    };
    const Case cases[] = {
        {"Cancelled", "Merchant", "", "0", kCancelled, 0, 0, ""},
        {"Cancelled", "Amazon", "Cancelled", "0", kCancelled, 0, 0, ""},
        {"Cancelled", "Amazon", "Unshipped", "1", kCancelled, 0, 0, ""},
        {"Shipped", "Amazon", "Shipped", "2", kShipped, 2, 0, ""},
        {"Shipped", "Amazon", "Unshipped", "15", kShipped, 15, 0, ""},
        {"Shipped", "Amazon", "Cancelled", "0", kShipped, 0, 0, ""},
        {"Shipped - Delivered to Buyer", "Merchant", "Shipped", "1", kShipped, 1, 0, "DELIVERED"},
        {"Shipped - Returned to Seller", "Merchant", "Shipped", "1", kShipped, 1, 0,
         "RETURNED_TO_SELLER"},
        {"Shipped - Rejected by Buyer", "Merchant", "Shipped", "1", kShipped, 1, 0,
         "REJECTED_BY_BUYER"},
        {"Shipped - Lost in Transit", "Merchant", "Shipped", "1", kShipped, 1, 0, "LOST"},
        {"Pending", "Merchant", "", "1", kPending, 0, 1, ""},
        {"Pending - Waiting for Pick Up", "Merchant", "Unshipped", "1", kUnshipped, 0, 1, ""},
    };
    for (const Case& c : cases) {
        const Order order =
            OnlyOrder(Row(kId, c.status, c.fulfilment, c.courier, c.quantity, "100.0"));
        ASSERT_EQ(order.lines.size(), 1U);
        EXPECT_EQ(order.status, c.expected) << c.status << "/" << c.courier;
        EXPECT_EQ(order.lines[0].quantity_fulfilled, c.fulfilled) << c.status << "/" << c.courier;
        EXPECT_EQ(order.lines[0].quantity_unfulfilled, c.unfulfilled)
            << c.status << "/" << c.courier;
        EXPECT_EQ(order.packages.empty() ? "" : order.packages[0].detailed_status, c.detailed)
            << c.status;
    }
}

TEST(ReportWorld, KeepsMoneyAsGiven) {
    const Order whole = OnlyOrder(Row(kId, "Shipped", "Amazon", "Shipped", "2", "788.0"));
    EXPECT_EQ(whole.lines[0].unit_price->ToDecimal(), "394.00");
    EXPECT_EQ(whole.Total().ToDecimal(), "788.00");
    const Order uneven = OnlyOrder(Row(kId, "Shipped", "Amazon", "Shipped", "3", "100.0"));
    EXPECT_FALSE(uneven.lines[0].unit_price);
    EXPECT_EQ(uneven.Total().ToDecimal(), "100.00");
    EXPECT_TRUE(
        OnlyOrder(Row(kId, "Shipped", "Amazon", "Shipped", "1", "")).lines[0].breakdowns.empty());
    EXPECT_EQ(
        OnlyOrder(Row(kId, "Shipped", "Amazon", "Shipped", "1", "0.0")).lines[0].breakdowns.size(),
        1U);
}

TEST(ReportWorld, GroupsRowsAndCleansPostcodes) {
    const Order order = OnlyOrder(Row(kId, "Shipped", "Merchant", "Shipped", "1", "5") +
                                  Row(kId, "Shipped", "Merchant", "Shipped", "1", "7"));
    ASSERT_EQ(order.lines.size(), 2U);
    EXPECT_NE(order.lines[0].order_item_id, order.lines[1].order_item_id);
    EXPECT_EQ(order.delivery_address.postal_code, "400081");
    EXPECT_EQ(order.delivery_address.city, "Navi mumbai");
    EXPECT_EQ(order.delivery_address.name, "");
    EXPECT_EQ(order.lines[0].promotion_ids, (std::vector<std::string>{"P1", "P2"}));
    EXPECT_TRUE(order.HasProgram("AMAZON_BUSINESS"));
    EXPECT_TRUE(order.HasProgram("AMAZON_EASY_SHIP"));
    EXPECT_EQ(
        OnlyOrder(Row(kId, "Shipped", "Amazon", "Shipped", "1", "", "Non-Amazon")).channel_name,
        "NON_AMAZON");
}

TEST(ReportWorld, RefusesWhatIsNoReport) {
    const std::pair<std::string, std::string> cases[] = {
        {"a,b\n1,2\n", "Order ID"},
        {kHeader + "0," + kId +
             ",30-04-2022,Shipped,Amazon,Amazon.in,Standard,,,,,,Shipped,1,INR,5,,,,IN,,False,,\n",
         "Date"},
        {kHeader + "0," + kId +
             ",02-31-22,Shipped,Amazon,Amazon.in,Standard,,,,,,Shipped,1,INR,5,,,,IN,,False,,\n",
         "Date"},
        {kHeader + Row(kId, "Shipped", "Amazon", "Shipped", "two", "5"), "Qty"},
        {kHeader + Row(kId, "Shipped", "Amazon", "Shipped", "1", "5.123"), "Amount"},
        {kHeader + Row("", "Shipped", "Amazon", "Shipped", "1", "5"), "Order ID"},
    };
    for (const auto& [text, field] : cases) {
        const auto report = ReadReport(text);
        ASSERT_FALSE(report) << field;
        EXPECT_EQ(report.error().field, field);
    }
    EXPECT_FALSE(ReadReport(""));
}

TEST(ReportWorld, HoldsTheRealReportExactly) {
    const std::string path = SharedFile("amazon/data/amazon-in-orders-april-2022.csv");
    if (path.empty()) {
        GTEST_SKIP() << "the report is not at hand; set ORDERYARD_SHARED to the folder that holds "
                        "amazon/data";
    }
    SandboxOptions options = Rig::Defaults();
    options.start_time.reset();
    options.from_report = path;
    Rig rig(options);
    const boost::json::object state = rig.Control("state");
    EXPECT_EQ(state.at("orders").to_number<int>(), 5390);
    EXPECT_EQ(state.at("now").as_string(), "2022-05-01T18:30:00.000Z");
    std::set<std::string> ids;
    std::int64_t lines = 0;
    std::string after;
    while (true) {
        const boost::json::object page =
            rig.Control("orders?limit=2000" + (after.empty() ? "" : "&after=" + after));
        for (const boost::json::value& row : page.at("orders").as_array()) {
            ids.insert(std::string(row.as_object().at("order_id").as_string()));
            lines += static_cast<std::int64_t>(row.as_object().at("lines").as_array().size());
        }
        if (page.at("next_after").is_null()) {
            break;
        }
        after = std::to_string(page.at("next_after").to_number<std::int64_t>());
    }
    EXPECT_EQ(ids.size(), 5390U);
    EXPECT_EQ(lines, 5733);
    std::set<std::string> walked;
    std::string query =
        "lastUpdatedAfter=2022-04-01T00%3A00%3A00Z&includedData=FULFILLMENT,PROCEEDS,RECIPIENT,"
        "PACKAGES";
    std::string token;
    int pages = 0;
    do {
        const boost::json::object page = Rig::Parse(rig.Search(
            query + (token.empty() ? "" : "&paginationToken=" + base::PercentEncode(token))));
        for (const boost::json::value& order : page.at("orders").as_array()) {
            walked.insert(std::string(order.as_object().at("orderId").as_string()));
        }
        token = page.contains("pagination")
                    ? std::string(page.at("pagination").as_object().at("nextToken").as_string())
                    : "";
        ++pages;
    } while (!token.empty());
    EXPECT_EQ(pages, 54);
    EXPECT_EQ(walked, ids);
}

}  // namespace
}  // namespace orderyard::sandbox
