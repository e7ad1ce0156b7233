// Texts of listTransactions, and the payment each of them is.
#include "amazon/map/refund_from_amazon.hpp"

#include <gtest/gtest.h>

namespace orderyard::amazon {
namespace {

constexpr const char* kPage = R"({"payload": {"nextToken": "more", "transactions": [
  {"relatedIdentifiers": [{"relatedIdentifierName": "SETTLEMENT_ID", "relatedIdentifierValue": "9"},
                          {"relatedIdentifierName": "ORDER_ID", "relatedIdentifierValue": "302-1"}],
   "transactionType": "Refund", "transactionId": "T1", "transactionStatus": "RELEASED",
   "postedDate": "2026-11-20T10:00:00.5Z", "totalAmount": {"currencyAmount": -10.56, "currencyCode": "EUR"},
   "items": [{"breakdowns": [
        {"breakdownType": "Product Charges", "breakdownAmount": {"currencyAmount": -10.00, "currencyCode": "EUR"}},
        {"breakdownType": "Tax", "breakdownAmount": {"currencyAmount": -1.90, "currencyCode": "EUR"}},
        {"breakdownType": "Restocking Fee", "breakdownAmount": {"currencyAmount": 0.14, "currencyCode": "EUR"}},
        {"breakdownType": "Amazon Fees", "breakdownAmount": {"currencyAmount": 1.2, "currencyCode": "EUR"}}]}]},
  {"relatedIdentifiers": [{"relatedIdentifierName": "ORDER_ID", "relatedIdentifierValue": "302-2"}],
   "transactionType": "Shipment", "transactionId": "T2", "postedDate": "2026-11-20T10:00:00Z",
   "totalAmount": {"currencyAmount": 10, "currencyCode": "USD"}},
  {"relatedIdentifiers": [{"relatedIdentifierName": "ORDER_ID", "relatedIdentifierValue": "302-3"}],
   "transactionType": "Refund", "transactionId": "T3", "postedDate": "2026-11-20T10:00:00Z",
   "totalAmount": {"currencyAmount": -980, "currencyCode": "JPY"}}]}})";

TEST(RefundFromAmazon, TakesWhatTheBuyerGot) {
    const auto page = wire::ReadTransactionPage(kPage);
    ASSERT_TRUE(page) << page.error().Text();
    EXPECT_EQ(page->next_token, "more");
    ASSERT_EQ(page->transactions.size(), 3U);
    const auto first = RefundFromAmazon(page->transactions[0], domain::StoreId(1));
    ASSERT_TRUE(first && *first);
    EXPECT_EQ((*first)->transaction_id, "T1");
    EXPECT_EQ((*first)->channel_number, "302-1");
    EXPECT_EQ((*first)->amount.ToDecimal(), "11.76");
    EXPECT_EQ((*first)->status, "RELEASED");
    const auto sale = RefundFromAmazon(page->transactions[1], domain::StoreId(1));
    EXPECT_TRUE(sale && !*sale);
    const auto without_parts = RefundFromAmazon(page->transactions[2], domain::StoreId(1));
    ASSERT_TRUE(without_parts && *without_parts);
    EXPECT_EQ((*without_parts)->amount.ToDecimal(), "980");
}

TEST(RefundFromAmazon, RefusesAmountsThatAreNone) {
    const auto with = [](const std::string& amount, const std::string& currency) {
        wire::Transaction transaction;
        transaction.type = "Refund";
        transaction.id = "T";
        transaction.order_number = "302-1";
        transaction.total = {amount, currency};
        return RefundFromAmazon(transaction, domain::StoreId(1));
    };
    EXPECT_TRUE(with("-1.00", "EUR"));
    EXPECT_FALSE(with("-1.001", "EUR"));
    EXPECT_FALSE(with("1e3", "EUR"));
    EXPECT_FALSE(with("-1.00", "XXY"));
    const auto nothing = with("0", "EUR");
    EXPECT_TRUE(nothing && !*nothing);
}

TEST(RefundFromAmazon, NamesWhatAnAnswerLacks) {
    for (const auto& [text, path] :
         {std::pair(R"({})", "payload"), std::pair(R"([])", ""),
          std::pair(R"({"payload": {"transactions": [{"postedDate": "2026-11-20T10:00:00Z"}]}})",
                    "transactionId"),
          std::pair(
              R"({"payload": {"transactions": [{"transactionId": "T", "postedDate": "soon"}]}})",
              "postedDate")}) {
        const auto page = wire::ReadTransactionPage(text);
        ASSERT_FALSE(page) << text;
        EXPECT_NE(page.error().Text().find(path), std::string::npos) << page.error().Text();
    }
    EXPECT_TRUE(wire::ReadTransactionPage(R"({"payload": {"nextToken": "x"}})"))
        << "an empty page with a token is one of Amazon's habits";
}

}  // namespace
}  // namespace orderyard::amazon
