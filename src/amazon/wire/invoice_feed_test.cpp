// The options and the report of the feed of invoices.
#include "amazon/wire/invoice_feed.hpp"

#include <gtest/gtest.h>

namespace orderyard::amazon::wire {
namespace {

constexpr const char* kHead =
    "Feed Processing Summary:\n\tNumber of records processed\t\t1\n"
    "\tNumber of records successful\t\t0\n\n"
    "original-record-number\tsku\terror-code\terror-type\terror-message\n";

TEST(InvoiceFeed, OptionsHaveAmazonsNames) {
    InvoiceUpload upload{"302-1", "INV \"7\"", false, "", "", ""};
    EXPECT_EQ(WriteFeedOptions(upload),
              R"({"metadata:orderid":"302-1","metadata:invoicenumber":"INV \"7\"",)"
              R"("metadata:documenttype":"Invoice"})");
    upload = {"302-1", "8", true, "3.25", "1.23", "T-1"};
    EXPECT_EQ(WriteFeedOptions(upload),
              R"({"metadata:orderid":"302-1","metadata:invoicenumber":"8",)"
              R"("metadata:documenttype":"CreditNote","metadata:totalAmount":"3.25",)"
              R"("metadata:totalvatamount":"1.23","metadata:transactionid":"T-1"})");
}

TEST(InvoiceFeed, ReportsAreRead) {
    const auto good = ReadFlatReport(
        "Feed Processing Summary:\r\n\tNumber of records processed\t\t1\r\n"
        "\tNumber of records successful\t\t1\r\n\r\n");
    ASSERT_TRUE(good);
    EXPECT_EQ(good->processed, 1);
    EXPECT_EQ(good->successful, 1);
    EXPECT_TRUE(good->results.empty());
    const auto bad = ReadFlatReport(std::string(kHead) +
                                    "1\t\t79513\tError\tPlease provide metadata:shippingid\n");
    ASSERT_TRUE(bad);
    ASSERT_EQ(bad->results.size(), 1u);
    EXPECT_EQ(bad->results[0].message_id, 1);
    EXPECT_TRUE(bad->results[0].is_error);
    EXPECT_EQ(bad->results[0].code, "79513");
    EXPECT_EQ(bad->results[0].description, "Please provide metadata:shippingid");
    const auto unnumbered = ReadFlatReport(std::string(kHead) + "\t\t79525\tWarning\tx\n");
    ASSERT_TRUE(unnumbered);
    EXPECT_EQ(unnumbered->results[0].message_id, 1);
    EXPECT_FALSE(unnumbered->results[0].is_error);
}

TEST(InvoiceFeed, ReportsThatAreNoneAreRefused) {
    for (const std::string& text :
         {std::string(), std::string("nothing"), std::string("\tNumber of records processed\t\tx"),
          std::string(kHead) + "one\t\t1\tError\tx\n", std::string(kHead) + "1\t\t1\tOdd\tx\n",
          std::string(2 * 1024 * 1024, 'x'), std::string(20'000, '\n')}) {
        EXPECT_FALSE(ReadFlatReport(text)) << text.substr(0, 200);
    }
}

}  // namespace
}  // namespace orderyard::amazon::wire
