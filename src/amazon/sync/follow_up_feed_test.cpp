// Cancels and refunds: collected, sent in feeds, proven. A cancel must never follow a shipment, and
// a refund never come twice.
#include <gtest/gtest.h>

#include "amazon/fakes/follow_up_bench.hpp"
#include "amazon/sync/feed_job.hpp"
#include "base/text.hpp"

namespace orderyard::amazon {

namespace {

using base::Duration;
using fakes::FollowUpBench;
using fakes::MarketFeed;
using fakes::Mishap;

std::string FeedState(const FollowUpBench& bench, std::size_t index = 0) {
    return bench.database.state.books.feeds.at(index).state;
}

wire::ProcessingReport Report(std::int64_t processed, std::int64_t successful,
                              std::vector<wire::MessageResult> results) {
    wire::ProcessingReport report;
    report.status = "Complete";
    report.processed = processed;
    report.successful = successful;
    report.with_error = processed - successful;
    report.results = std::move(results);
    return report;
}

std::string Verdicts(const wire::ProcessingReport& report, std::size_t count,
                     bool is_fatal = false) {
    std::string text;
    for (const MessageFate& fate : ReadVerdicts(report, count, is_fatal)) {
        text += fate.verdict == MessageVerdict::kDone      ? 'd'
                : fate.verdict == MessageVerdict::kRefused ? 'r'
                                                           : 'u';
    }
    return text;
}

}  // namespace

TEST(Verdicts, OnlyWhatAddsUpIsDone) {
    EXPECT_EQ(Verdicts(Report(3, 3, {}), 3), "ddd");
    EXPECT_EQ(Verdicts(Report(3, 2, {{2, true, "18001", "no", ""}}), 3), "drd");
    EXPECT_EQ(Verdicts(Report(3, 3, {{2, false, "1", "careful", ""}}), 3), "ddd");
    EXPECT_EQ(Verdicts(Report(3, 2, {{2, false, "1", "careful", ""}}), 3), "uuu");  // who failed?
    EXPECT_EQ(Verdicts(Report(2, 2, {}), 3), "uuu");  // one is missing
    EXPECT_EQ(Verdicts(Report(4, 4, {}), 3), "uuu");  // another feed's report
    EXPECT_EQ(Verdicts(Report(3, 2, {{9, true, "1", "x", ""}}), 3), "uuu");  // a stranger
    EXPECT_EQ(Verdicts(Report(3, 2, {{9, true, "1", "x", ""}, {1, true, "1", "y", ""}}), 3), "ruu");
    EXPECT_EQ(Verdicts(Report(0, 0, {{0, true, "5000", "XML parsing error", ""}}), 3), "rrr");
    EXPECT_EQ(Verdicts(Report(3, 2, {{0, true, "1", "half done", ""}}), 3), "uuu");
    EXPECT_EQ(Verdicts(Report(3, 3, {}), 3, true), "uuu");  // aborted
    auto processing = Report(3, 3, {});
    processing.status = "Processing";
    EXPECT_EQ(Verdicts(processing, 3), "uuu");
    EXPECT_EQ(Verdicts({}, 2), "uu");
}

TEST(Cancels, TheOrderIsReadThenCanceledThenSeen) {
    FollowUpBench bench;
    bench.PutOrder(1, 2);
    bench.PutOrder(2);
    const auto id = bench.Cancel(1);
    const auto other = bench.Cancel(2);
    (void)bench.Run();
    EXPECT_TRUE(bench.market.feeds.empty());
    EXPECT_EQ(bench.Row(id).next, "leaves with others of its kind at 2026-03-01T12:10:00Z");
    bench.RunFor(Duration::Hours(1));
    ASSERT_EQ(bench.market.feeds.size(), 1u);  // both in one
    EXPECT_EQ(bench.StateOf(id), "seen");
    EXPECT_EQ(bench.StateOf(other), "seen");
    EXPECT_EQ(bench.There(1).lines[1].canceled, 3);
    EXPECT_EQ(bench.market.uploads.at(0).headers,
              (std::vector<std::pair<std::string, std::string>>{
                  {"Content-Type", "text/xml; charset=UTF-8"}}));
    EXPECT_EQ(bench.database.state.books.ends,
              (std::vector<std::string>{"cancel 1 done", "cancel 2 done"}));
}

TEST(Cancels, NothingShippedIsEverCanceled) {
    FollowUpBench bench;
    bench.PutOrder(1);
    const auto id = bench.Cancel(1);
    bench.There(1).packages.push_back({"1", "T", "DHL", {{"L1", 1}}, 0});
    bench.RunFor(Duration::Hours(1));
    EXPECT_EQ(bench.StateOf(id), "rejected");
    EXPECT_TRUE(bench.market.feeds.empty());
    EXPECT_EQ(bench.database.state.books.ends, std::vector<std::string>{"cancel 1 refused"});
}

TEST(Cancels, AStaleGuardIsNoGuard) {
    FollowUpBench bench;
    bench.PutOrder(1);
    const auto id = bench.Cancel(1);
    bool is_broken = true;
    bench.market.upload_mishap = [&](const HttpRequest&) {
        return is_broken ? Mishap::kForbidden : Mishap::kNone;
    };
    bench.RunFor(Duration::Minutes(11));  // built, but not uploaded
    bench.There(1).packages.push_back({"1", "T", "DHL", {{"L1", 3}}, 0});
    is_broken = false;
    bench.RunFor(Duration::Hours(1));
    EXPECT_EQ(bench.StateOf(id), "rejected");
    EXPECT_EQ(bench.market.canceled_after_shipping, 0);
}

TEST(Cancels, GoAtOnceWhenUrgentAndByCallWhereThatIsOpen) {
    FollowUpBench bench;
    bench.PutOrder(1);
    const auto id = bench.Cancel(1);
    (void)bench.Run(FeedPace::kUrgent);
    EXPECT_EQ(bench.market.feeds.size(), 1u);
    EXPECT_EQ(bench.StateOf(id), "sent");

    FollowUpBench direct;
    direct.has_cancel_order = true;
    direct.runner = direct.NewProcess();
    direct.PutOrder(1);
    const auto by_call = direct.Cancel(1);
    (void)direct.Run();
    EXPECT_EQ(direct.StateOf(by_call), "accepted");
    direct.RunFor(Duration::Minutes(5));
    EXPECT_EQ(direct.StateOf(by_call), "seen");
    EXPECT_TRUE(direct.market.feeds.empty());
}

TEST(Cancels, APendingOrderWaits) {
    FollowUpBench bench;
    bench.PutOrder(1);
    const auto id = bench.Cancel(1);
    bench.There(1).status = "PENDING";
    bench.RunFor(Duration::Hours(1));
    EXPECT_EQ(bench.StateOf(id), "queued");
    EXPECT_TRUE(bench.market.feeds.empty());
    bench.There(1).status.clear();
    bench.RunFor(Duration::Hours(2));
    EXPECT_EQ(bench.StateOf(id), "seen");
}

TEST(Cancels, SomePiecesOnlyOnce) {
    FollowUpBench bench;
    bench.PutOrder(1);
    domain::FollowUp row;
    row.kind = domain::FollowUpKind::kCancelLines;
    row.order_id = domain::OrderId(1);
    row.reason = "no_inventory";
    row.pieces = {{"L1", 1}};
    const auto first = bench.Queue(row);
    const auto second = bench.Queue(row);
    bench.RunFor(Duration::Hours(3));
    EXPECT_EQ(bench.StateOf(first), "seen");
    EXPECT_EQ(bench.StateOf(second), "seen");
    EXPECT_EQ(bench.There(1).lines[0].canceled, 2);
    EXPECT_NE(bench.market.feeds[0].content.find(
                  "<ActionType>Cancel</ActionType><AdjustedItem>"
                  "<AmazonOrderItemCode>L1</AmazonOrderItemCode>"
                  "<MerchantAdjustmentItemID>fu1-1</MerchantAdjustmentItemID>"
                  "<AdjustmentReason>NoInventory</AdjustmentReason>"
                  "<QuantityCancelled>1</QuantityCancelled></AdjustedItem>"),
              std::string::npos);
}

TEST(Refunds, AreSentOnceAndSeenInTheReport) {
    FollowUpBench bench;
    for (int i = 1; i <= 3; ++i) {
        bench.PutShipped(i);
        (void)bench.Refund(i, 1000 + i);
    }
    bench.RunFor(Duration::Hours(1));
    ASSERT_EQ(bench.market.feeds.size(), 1u);
    EXPECT_EQ(bench.There(2).refunds, std::vector<std::string>{"cm21-21 Principal 10.02 EUR"});
    const domain::FollowUp row = bench.Row(domain::FollowUpId(2));
    EXPECT_EQ(domain::ToString(row.state), "seen");
    EXPECT_EQ(row.error, "accepted by Amazon's processing report");
    EXPECT_EQ(FeedState(bench), "parsed");
    EXPECT_NE(bench.database.state.books.feeds[0].result.find("Complete"), std::string::npos);
}

TEST(Refunds, WhatAmazonWouldRefuseIsNotSent) {
    FollowUpBench bench;
    bench.PutOrder(1);  // not shipped
    const auto unshipped = bench.Refund(1);
    bench.PutShipped(2);
    const auto too_much = bench.Refund(2, 3001);
    bench.RunFor(Duration::Hours(1));
    EXPECT_EQ(bench.StateOf(unshipped), "rejected");
    EXPECT_EQ(bench.StateOf(too_much), "rejected");
    EXPECT_NE(bench.Row(too_much).error.find("30.01 is over the 30.00"), std::string::npos);
    EXPECT_TRUE(bench.market.feeds.empty());
    EXPECT_EQ(bench.database.state.books.ends.size(), 2u);
}

TEST(Refunds, EachMessageHasItsOwnVerdict) {
    FollowUpBench bench;
    bench.PutShipped(1);
    bench.PutShipped(2);
    const auto good = bench.Refund(1);
    const auto bad = bench.Refund(2);
    bench.There(2).packages.clear();  // Amazon sees it otherwise
    bench.RunFor(Duration::Hours(1));
    EXPECT_EQ(bench.StateOf(good), "seen");
    EXPECT_EQ(bench.StateOf(bad), "rejected");
    EXPECT_EQ(bench.Row(bad).error, "the order has not been shipped (18001)");
}

TEST(Refunds, AFeedThatIsStuckIsNeverSentAgain) {
    FollowUpBench bench;
    bench.PutShipped(1);
    const auto id = bench.Refund(1);
    bench.market.feed_time = Duration::Hours(30);
    bench.RunFor(Duration::Hours(29));
    EXPECT_EQ(bench.StateOf(id), "sent");
    EXPECT_NE(bench.Row(id).error.find("hours"), std::string::npos);
    bench.PutShipped(2);
    const auto behind = bench.Refund(2);
    bench.RunFor(Duration::Hours(4));
    EXPECT_EQ(bench.StateOf(id), "seen");
    EXPECT_EQ(bench.StateOf(behind), "sent");  // one feed of a type at a time
    EXPECT_EQ(bench.market.feeds.size(), 2u);
    EXPECT_EQ(bench.There(1).refunds.size(), 1u);
}

TEST(Refunds, ACancelledFeedIsSentAgainAnAbortedOneIsNot) {
    FollowUpBench bench;
    bench.PutShipped(1);
    const auto id = bench.Refund(1);
    bench.RunFor(Duration::Minutes(11));
    ASSERT_EQ(bench.market.feeds.size(), 1u);
    bench.market.feeds[0].status = "CANCELLED";
    bench.There(1).refunds.clear();
    bench.RunFor(Duration::Hours(1));
    ASSERT_EQ(bench.market.feeds.size(), 2u);
    EXPECT_EQ(bench.market.feeds[0].content, bench.market.feeds[1].content);
    EXPECT_GE(bench.market.feeds[1].created_at - bench.market.feeds[0].created_at,
              Duration::Minutes(20));
    EXPECT_EQ(bench.StateOf(id), "seen");

    bench.PutShipped(2);
    const auto aborted = bench.Refund(2);
    bench.RunFor(Duration::Minutes(11));
    bench.market.feeds.back().status = "FATAL";
    bench.RunFor(Duration::Hours(2));
    EXPECT_EQ(bench.StateOf(aborted), "parked");
    EXPECT_NE(bench.Row(aborted).error.find("Seller Central"), std::string::npos);
    EXPECT_EQ(bench.market.feeds.size(), 3u);
}

TEST(Refunds, HostileReportsDecideNothing) {
    const std::string deep(200'000, '<');
    std::string nested;
    for (int i = 0; i < 50'000; ++i) {
        nested += "<a>";
    }
    const std::vector<std::string> reports = {
        "<html>no</html>",
        "{}",
        deep,
        nested,
        std::string("\x00\x01", 2),
        "<!DOCTYPE a [<!ENTITY x \"y\">]><ProcessingReport><StatusCode>&x;</StatusCode>"
        "</ProcessingReport>",
        "<ProcessingReport><Result><MessageID>-1</MessageID></Result></ProcessingReport>"};
    for (const std::string& text : reports) {
        FollowUpBench bench;
        bench.PutShipped(1);
        const auto id = bench.Refund(1);
        bench.market.change_report = [&](const MarketFeed&, const std::string&) { return text; };
        bench.RunFor(Duration::Hours(1));
        EXPECT_EQ(bench.StateOf(id), "parked") << text.substr(0, 40);
        EXPECT_EQ(bench.market.feeds.size(), 1u);
    }
}

struct Lost {
    const char* name;
    Mishap mishap;  // of the first createFeed
    bool has_same_process;
    const char* refund;  // at the end
    std::size_t feeds;
};
class LostFeeds : public testing::TestWithParam<Lost> {};

TEST_P(LostFeeds, AreAdoptedOrSentAgainOrParkedNeverGuessed) {
    const Lost& row = GetParam();
    FollowUpBench bench;
    bench.PutShipped(1);
    const auto id = bench.Refund(1);
    bench.market.mishap = [&](const HttpRequest&, int n) {
        return n == 1 ? row.mishap : Mishap::kNone;
    };
    bench.RunFor(Duration::Minutes(11));
    if (!row.has_same_process) {
        bench.runner = bench.NewProcess();
    }
    bench.RunFor(Duration::Hours(3));
    EXPECT_EQ(bench.StateOf(id), row.refund);
    EXPECT_EQ(bench.market.feeds.size(), row.feeds);
    EXPECT_EQ(bench.There(1).refunds.size(), row.feeds);
}

INSTANTIATE_TEST_SUITE_P(
    Table, LostFeeds,
    testing::Values(Lost{"refused", Mishap::kRefused, true, "seen", 1},
                    Lost{"throttled", Mishap::kThrottled, true, "seen", 1},
                    Lost{"bad_request", Mishap::kBadRequest, true, "rejected", 0},
                    Lost{"lost_but_there", Mishap::kLostAfter, true, "seen", 1},
                    Lost{"lost_but_there_new_process", Mishap::kLostAfter, false, "seen", 1},
                    Lost{"503_but_there", Mishap::kErrorAfter, true, "seen", 1},
                    Lost{"lost_and_not_there", Mishap::kLostBefore, true, "seen", 1},
                    Lost{"lost_and_not_there_new_process", Mishap::kLostBefore, false, "parked",
                         0}),
    [](const auto& param) { return std::string(param.param.name); });

TEST(Refunds, TwoFeedsAreTwentyMinutesApart) {
    FollowUpBench bench;
    bench.PutShipped(1);
    bench.PutShipped(2);
    (void)bench.Refund(1);
    bench.RunFor(Duration::Minutes(4));
    const auto second = bench.Refund(2);
    bench.clock.Advance(Duration::Minutes(6));
    (void)bench.Run(FeedPace::kUrgent);
    ASSERT_EQ(bench.market.feeds.size(), 1u);  // both: whoever is urgent takes the others along
    bench.PutShipped(3);
    const auto third = bench.Refund(3);
    bench.RunFor(Duration::Minutes(5));
    (void)bench.Run(FeedPace::kUrgent);
    EXPECT_EQ(bench.StateOf(third), "queued");
    bench.RunFor(Duration::Hours(1));
    EXPECT_EQ(bench.StateOf(second), "seen");
    EXPECT_EQ(bench.StateOf(third), "seen");
    ASSERT_EQ(bench.market.feeds.size(), 2u);
    EXPECT_GE(bench.market.feeds[1].created_at - bench.market.feeds[0].created_at,
              Duration::Minutes(20));
}

TEST(Refunds, TwoStrangeFeedsCannotBeToldApart) {
    FollowUpBench bench;
    bench.PutShipped(1);
    const auto id = bench.Refund(1);
    bench.market.mishap = [](const HttpRequest&, int) { return Mishap::kLostAfter; };
    bench.RunFor(Duration::Minutes(11));
    MarketFeed other = bench.market.feeds.at(0);
    other.id = "F2";
    bench.market.feeds.push_back(other);
    bench.RunFor(Duration::Hours(1));
    EXPECT_EQ(bench.StateOf(id), "parked");
    EXPECT_EQ(FeedState(bench), "parked");
    EXPECT_EQ(bench.There(1).refunds.size(), 1u);
}

TEST(Feeds, ACrashAtAnyStepRefundsOnceAndCancelsOnce) {
    for (const bool is_only_process : {true, false}) {
        for (int step = 1;; step += is_only_process ? 3 : 1) {
            FollowUpBench bench;
            bench.is_only_process = is_only_process;
            bench.runner = bench.NewProcess();
            bench.PutShipped(1);
            const auto refund = bench.Refund(1);
            bench.PutOrder(2);
            const auto cancel = bench.Cancel(2);
            bench.database.fuse.steps = 0;
            bench.database.fuse.crash_at = step;
            const int processes = bench.processes;
            bench.RunFor(Duration::Hours(4));
            const std::size_t refunds = bench.There(1).refunds.size();
            ASSERT_LE(refunds, 1u) << "crash at " << step;
            // Parked is allowed only where nobody can know, and nothing was paid then.
            const bool is_parked = bench.StateOf(refund) == "parked" && !is_only_process;
            ASSERT_TRUE(is_parked || (bench.StateOf(refund) == "seen" && refunds == 1))
                << bench.StateOf(refund) << " after a crash at " << step;
            ASSERT_EQ(bench.StateOf(cancel), "seen") << "crash at " << step;
            ASSERT_EQ(bench.market.canceled_after_shipping, 0);
            if (bench.processes == processes) {
                ASSERT_GT(step, 80);
                break;
            }
        }
    }
}

TEST(Feeds, AmbiguityOnHalfOfAllCallsNeverPaysTwice) {
    FollowUpBench bench;
    for (int i = 1; i <= 30; ++i) {
        bench.PutShipped(i);
    }
    bench.market.mishap = [](const HttpRequest&, int n) {
        constexpr std::array kAll = {Mishap::kLostAfter, Mishap::kNone, Mishap::kErrorBefore,
                                     Mishap::kNone};
        return kAll.at(static_cast<std::size_t>(n) % kAll.size());
    };
    for (int i = 1; i <= 30; ++i) {
        (void)bench.Refund(i);
        bench.RunFor(Duration::Minutes(25));
    }
    bench.RunFor(Duration::Days(2));
    for (int i = 1; i <= 30; ++i) {
        EXPECT_EQ(bench.StateOf(domain::FollowUpId(i)), "seen");
        EXPECT_EQ(bench.There(i).refunds.size(), 1u) << i;
    }
    base::Instant last;
    for (const MarketFeed& feed : bench.market.feeds) {
        EXPECT_GE(feed.created_at - last, Duration::Minutes(20));
        last = feed.created_at;
    }
}

}  // namespace orderyard::amazon
