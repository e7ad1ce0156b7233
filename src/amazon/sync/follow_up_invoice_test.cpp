// The files of invoices: one a feed, never two of the same, and what cannot be told goes to a
// person.
#include <gtest/gtest.h>

#include "amazon/fakes/follow_up_bench.hpp"
#include "amazon/sync/upload_invoice.hpp"

namespace orderyard::amazon {

namespace {

using base::Duration;
using fakes::FollowUpBench;
using fakes::MarketFeed;
using fakes::Mishap;

std::string Refusal(const MarketFeed&, const std::string&) {
    return "Feed Processing Summary:\n\tNumber of records processed\t\t1\n"
           "\tNumber of records successful\t\t0\n\n"
           "original-record-number\tsku\terror-code\terror-type\terror-message\n"
           "1\t\t79525\tError\tAmazon will generate invoice for shipmentId N/A, orderId N/A\n";
}

}  // namespace

TEST(InvoiceUpload, OnePdfAFeedWithItsOptionsAndTwentyMinutesBetween) {
    FollowUpBench bench;
    bench.PutShipped(1);
    bench.PutShipped(2);
    const auto first = bench.Upload(1);
    const auto second = bench.Upload(2);
    (void)bench.Run();
    ASSERT_EQ(bench.market.feeds.size(), 1u);  // without waiting for others of its kind
    EXPECT_EQ(bench.market.feeds[0].content, "%PDF-1.7 1");
    EXPECT_EQ(bench.market.feeds[0].marketplace_id, FollowUpBench::kMarketplace);
    EXPECT_EQ(
        bench.market.uploads.at(0).headers,
        (std::vector<std::pair<std::string, std::string>>{{"Content-Type", "application/pdf"}}));
    EXPECT_EQ(bench.Row(first).body,
              R"({"metadata:orderid":"o101","metadata:invoicenumber":"INV-1",)"
              R"("metadata:documenttype":"Invoice"})");
    EXPECT_EQ(bench.market.invoices.at(0), bench.Row(first).body + "}");
    EXPECT_EQ(bench.StateOf(second), "queued");
    bench.RunFor(Duration::Minutes(15));
    EXPECT_EQ(bench.StateOf(first), "seen");
    EXPECT_EQ(bench.market.feeds.size(), 1u);
    bench.RunFor(Duration::Minutes(15));
    EXPECT_EQ(bench.StateOf(second), "seen");
    EXPECT_EQ(bench.market.feeds.size(), 2u);
    EXPECT_EQ(bench.database.state.books.ends,
              (std::vector<std::string>{"upload 1 done", "upload 2 done"}));
}

TEST(InvoiceUpload, TellsBothSumsOnlyWhereTheTaxIsKnown) {
    FollowUpBench bench;
    bench.PutShipped(1);
    auto& invoice = bench.database.state.books.files.at(domain::OrderId(1)).invoices.front();
    const auto eur = base::Currency::Of("EUR");
    invoice.grand_total = base::Money::OfMinor(3300, eur);
    invoice.lines.front().amounts.tax = base::Money::OfMinor(527, eur);
    const auto id = bench.Upload(1);
    (void)bench.Run();
    EXPECT_NE(bench.Row(id).body.find(
                  R"("metadata:totalAmount":"33.00","metadata:totalvatamount":"5.27")"),
              std::string::npos);
}

TEST(InvoiceUpload, WaitsForTheGoodsAndHoldsUpNothing) {
    FollowUpBench bench;
    bench.PutOrder(1);
    const auto file = bench.Upload(1);
    (void)bench.Run();
    EXPECT_EQ(bench.StateOf(file), "queued");
    EXPECT_EQ(bench.Row(file).next, "waits until a piece of the order has shipped");
    const auto shipment = bench.Ship(1);
    (void)bench.Run();
    EXPECT_EQ(bench.StateOf(shipment), "accepted");
    bench.RunFor(Duration::Hours(1));
    EXPECT_EQ(bench.StateOf(file), "seen");
}

TEST(InvoiceUpload, WhatAmazonRefusesIsToldInItsWords) {
    FollowUpBench bench;
    bench.PutShipped(1);
    bench.market.change_report = Refusal;
    const auto id = bench.Upload(1);
    bench.RunFor(Duration::Minutes(30));
    EXPECT_EQ(bench.StateOf(id), "rejected");
    EXPECT_EQ(bench.Row(id).error,
              "Amazon will generate invoice for shipmentId N/A, orderId N/A (79525)");
    EXPECT_EQ(bench.market.feeds.size(), 1u);
}

TEST(InvoiceUpload, ADocumentTakenBackIsNeverSent) {
    FollowUpBench bench;
    bench.PutShipped(1);
    const auto id = bench.Upload(1);
    bench.database.state.books.files.at(domain::OrderId(1)).invoices.front().state =
        domain::InvoiceState::kCanceled;
    (void)bench.Run();
    EXPECT_EQ(bench.StateOf(id), "rejected");
    EXPECT_TRUE(bench.market.feeds.empty());
}

TEST(InvoiceUpload, ALostAnswerIsFoundInTheListOfFeeds) {
    for (const Mishap mishap : {Mishap::kLostAfter, Mishap::kErrorAfter}) {
        FollowUpBench bench;
        bench.PutShipped(1);
        bench.market.mishap = [&](const HttpRequest&, int n) {
            return n == 1 ? mishap : Mishap::kNone;
        };
        const auto id = bench.Upload(1);
        (void)bench.Run();
        EXPECT_EQ(bench.StateOf(id), "unknown");
        bench.RunFor(Duration::Hours(2));
        EXPECT_EQ(bench.StateOf(id), "seen");
        EXPECT_EQ(bench.market.invoices.size(), 1u);
    }
}

TEST(InvoiceUpload, OneThatNeverArrivedIsSentAgainByItsOnlySenderOrParked) {
    for (const bool is_only_process : {true, false}) {
        FollowUpBench bench;
        bench.is_only_process = is_only_process;
        bench.runner = bench.NewProcess();
        bench.PutShipped(1);
        bench.market.mishap = [](const HttpRequest&, int n) {
            return n == 1 ? Mishap::kLostBefore : Mishap::kNone;
        };
        const auto id = bench.Upload(1);
        (void)bench.Run();
        bench.runner = bench.NewProcess();  // the one that sent it is gone
        bench.RunFor(Duration::Hours(3));
        EXPECT_EQ(bench.StateOf(id), is_only_process ? "seen" : "parked");
        EXPECT_EQ(bench.market.invoices.size(), is_only_process ? 1u : 0u);
    }
}

TEST(InvoiceUpload, AReportThatSaysNothingParksTheFile) {
    FollowUpBench bench;
    bench.PutShipped(1);
    bench.market.change_report = [](const MarketFeed&, const std::string&) {
        return std::string("nothing that could be read");
    };
    const auto id = bench.Upload(1);
    bench.RunFor(Duration::Hours(2));
    EXPECT_EQ(bench.StateOf(id), "parked");
    EXPECT_NE(bench.Row(id).error.find(kUploadUnknown), std::string::npos);
    EXPECT_EQ(bench.market.feeds.size(), 1u);
}

// A crash at every step that has an effect: the file never arrives twice, and never gets lost.
TEST(InvoiceUpload, ACrashAnywhereDoublesNothing) {
    int crashes = 0;
    for (int step = 1; step < 400; ++step) {
        FollowUpBench bench;
        bench.is_only_process = true;
        bench.runner = bench.NewProcess();
        bench.PutShipped(1);
        const auto id = bench.Upload(1);
        bench.database.fuse.crash_at = bench.database.fuse.steps + step;
        const int before = bench.processes;
        bench.RunFor(Duration::Hours(3));
        ASSERT_EQ(bench.StateOf(id), "seen") << step;
        ASSERT_EQ(bench.market.invoices.size(), 1u) << step;
        if (bench.processes == before) {
            break;
        }
        ++crashes;
    }
    EXPECT_GT(crashes, 20);
}

}  // namespace orderyard::amazon
