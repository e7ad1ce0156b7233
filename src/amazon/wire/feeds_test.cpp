// What goes into feeds, and what may come back.
#include <gtest/gtest.h>

#include "amazon/wire/feed_answers.hpp"
#include "amazon/wire/feed_xml.hpp"
#include "amazon/wire/processing_report.hpp"
#include "amazon/wire/requests.hpp"

namespace orderyard::amazon::wire {

TEST(FeedXml, ACancelListsEveryLine) {
    EXPECT_EQ(WriteCancellation(OrderCancellation{"1-2", "NoInventory", {"a", "b"}}),
              "<OrderAcknowledgement><AmazonOrderID>1-2</AmazonOrderID><StatusCode>Failure"
              "</StatusCode><Item><AmazonOrderItemCode>a</AmazonOrderItemCode><CancelReason>"
              "NoInventory</CancelReason></Item><Item><AmazonOrderItemCode>b"
              "</AmazonOrderItemCode><CancelReason>NoInventory</CancelReason></Item>"
              "</OrderAcknowledgement>");
}

TEST(FeedXml, ARefundHasTotalsAndNoQuantity) {
    OrderAdjustment refund{"1-2", false, "EUR", {}};
    refund.items.push_back(
        {"a", "cm1-2", "CustomerReturn", {{"Principal", "10.00"}, {"Shipping", "1.50"}}, 0});
    const std::string xml = WriteAdjustment(refund);
    EXPECT_EQ(xml,
              "<OrderAdjustment><AmazonOrderID>1-2</AmazonOrderID><ActionType>Refund</ActionType>"
              "<AdjustedItem><AmazonOrderItemCode>a</AmazonOrderItemCode>"
              "<MerchantAdjustmentItemID>cm1-2</MerchantAdjustmentItemID>"
              "<AdjustmentReason>CustomerReturn</AdjustmentReason><ItemPriceAdjustments>"
              "<Component><Type>Principal</Type><Amount currency=\"EUR\">10.00</Amount></Component>"
              "<Component><Type>Shipping</Type><Amount currency=\"EUR\">1.50</Amount></Component>"
              "</ItemPriceAdjustments></AdjustedItem></OrderAdjustment>");
    EXPECT_EQ(xml.find("Quantity"), std::string::npos);
    const std::string feed = WriteFeed(kAdjustmentFeed, "SELLER&CO", {xml, xml});
    EXPECT_NE(feed.find("<Header><DocumentVersion>1.01</DocumentVersion><MerchantIdentifier>"
                        "SELLER&amp;CO</MerchantIdentifier></Header><MessageType>OrderAdjustment"
                        "</MessageType>"),
              std::string::npos);
    EXPECT_NE(feed.find("<Message><MessageID>2</MessageID><OrderAdjustment>"), std::string::npos);
}

TEST(FeedXml, HostileTextStaysText) {
    EXPECT_EQ(EscapeXml("a<b>&\"'\x01\x0b\tz"), "a&lt;b&gt;&amp;&quot;&apos; z");
    EXPECT_EQ(EscapeXml("\xEF\xBF\xBE"), "\xEF\xBF\xBD");
    EXPECT_EQ(EscapeXml("\xff"), "\xEF\xBF\xBD");
    EXPECT_EQ(EscapeXml("]]>"), "]]&gt;");
}

TEST(ProcessingReport, IsRead) {
    const auto report = ReadProcessingReport(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><AmazonEnvelope><Header/><Message>"
        "<MessageID>1</MessageID><ProcessingReport><DocumentTransactionID>5</DocumentTransactionID>"
        "<StatusCode>Complete</StatusCode><ProcessingSummary><MessagesProcessed>2"
        "</MessagesProcessed><MessagesSuccessful>1</MessagesSuccessful><MessagesWithError>1"
        "</MessagesWithError><MessagesWithWarning>0</MessagesWithWarning></ProcessingSummary>"
        "<Result><MessageID>2</MessageID><ResultCode>Error</ResultCode><ResultMessageCode>18028"
        "</ResultMessageCode><ResultDescription>a &amp; b</ResultDescription><AdditionalInfo>"
        "<AmazonOrderID>1-2</AmazonOrderID></AdditionalInfo></Result></ProcessingReport></Message>"
        "</AmazonEnvelope>");
    ASSERT_TRUE(report) << report.error().Text();
    EXPECT_EQ(report->status, "Complete");
    EXPECT_EQ(report->processed, 2);
    EXPECT_EQ(report->successful, 1);
    ASSERT_EQ(report->results.size(), 1u);
    EXPECT_EQ(report->results[0].message_id, 2);
    EXPECT_EQ(report->results[0].description, "a & b");
    EXPECT_EQ(report->results[0].order_id, "1-2");
}

TEST(ProcessingReport, HostileInputIsRefusedOrHarmless) {
    const auto bomb = ReadProcessingReport(
        "<!DOCTYPE lolz [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">"
        "<!ENTITY c SYSTEM \"file:///etc/passwd\">]><ProcessingReport><StatusCode>&b;&c;"
        "</StatusCode></ProcessingReport>");
    ASSERT_TRUE(bomb);
    EXPECT_EQ(bomb->status, "&b;&c;");  // nothing is expanded
    std::string deep;
    for (int i = 0; i < 100'000; ++i) {
        deep += "<a>";
    }
    EXPECT_FALSE(ReadProcessingReport(deep));
    std::string closed = deep;
    for (int i = 0; i < 100'000; ++i) {
        closed += "</a>";
    }
    EXPECT_FALSE(ReadProcessingReport(closed));
    EXPECT_FALSE(ReadProcessingReport(""));
    EXPECT_FALSE(ReadProcessingReport("<a/>"));
    EXPECT_FALSE(ReadProcessingReport(std::string(17 * 1024 * 1024, ' ')));
    EXPECT_FALSE(ReadProcessingReport(
        "<ProcessingReport><Result><MessageID>1e3</MessageID><ResultCode>Error</ResultCode>"
        "</Result></ProcessingReport>"));
    EXPECT_FALSE(ReadProcessingReport(
        "<ProcessingReport><Result><MessageID>1</MessageID><ResultCode>Fine</ResultCode></Result>"
        "</ProcessingReport>"));
}

TEST(FeedAnswers, AreReadOrRefused) {
    EXPECT_EQ(*ReadCreatedFeed(R"({"feedId":"F1"})"), "F1");
    EXPECT_FALSE(ReadCreatedFeed(R"({})"));
    EXPECT_FALSE(ReadCreatedFeed("<html>"));
    EXPECT_FALSE(ReadFeedDocument(R"({"feedDocumentId":"d"})"));
    EXPECT_FALSE(ReadFeedDocument(
        R"({"feedDocumentId":"d","url":"https://x","compressionAlgorithm":"BROTLI"})"));
    EXPECT_TRUE(ReadFeedDocument(
                    R"({"feedDocumentId":"d","url":"https://x","compressionAlgorithm":"GZIP"})")
                    ->is_gzip);
    EXPECT_FALSE(ReadFeedPage(R"({"errors":[]})"));
    EXPECT_FALSE(ReadFeed(R"({"feedId":"F","feedType":"T","processingStatus":"DONE"})"));
    const auto page =
        ReadFeedPage(R"({"feeds":[{"feedId":"F","feedType":"T","processingStatus":"DONE",)"
                     R"("createdTime":"2026-03-01T00:00:00Z"}],"nextToken":"n"})");
    ASSERT_TRUE(page);
    EXPECT_EQ(page->feeds[0].status, "DONE");
    EXPECT_EQ(page->next_token, "n");
}

TEST(Requests, WhatWasWrittenIsReadBack) {
    ShipmentConfirmation told;
    told.marketplace_id = "M";
    told.package_reference_id = "7";
    told.carrier_code = "Other";
    told.carrier_name = "J\"ö";
    told.tracking_number = "1Z";
    told.ship_date = "2026-03-01T00:00:00.000Z";
    told.items = {{"a", 2}, {"b", 1}};
    const std::string text = WriteShipmentConfirmation(told);
    EXPECT_NE(text.find(R"("packageReferenceId":"7")"), std::string::npos);
    const auto read = ReadShipmentConfirmation(text);
    ASSERT_TRUE(read);
    EXPECT_EQ(WriteShipmentConfirmation(*read), text);
    EXPECT_FALSE(ReadShipmentConfirmation("{}").value_or(ShipmentConfirmation{}).items.size() > 0);
    EXPECT_EQ(WriteFeedRequest("T", {"A", "B"}, "d"),
              R"({"feedType":"T","marketplaceIds":["A","B"],"inputFeedDocumentId":"d"})");
}

}  // namespace orderyard::amazon::wire
