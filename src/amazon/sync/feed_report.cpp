// What became of each message of a feed.
#include <algorithm>

#include "amazon/sync/backoff.hpp"
#include "amazon/sync/feed_job.hpp"
#include "amazon/sync/refund.hpp"
#include "amazon/sync/upload_invoice.hpp"
#include "amazon/wire/invoice_feed.hpp"
#include "base/limits.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "ports/order_store.hpp"

namespace orderyard::amazon {

using domain::FollowUp;
using domain::FollowUpKind;
using domain::FollowUpState;

namespace {

constexpr int kReportTriesMax = 20;
constexpr const char* kNoReport = "Amazon gives no report about the feed";
constexpr const char* kSeenNote = "accepted by Amazon's processing report";

std::optional<FollowUp> FindRow(FollowUpRun& r, domain::FollowUpId id) {
    std::optional<FollowUp> row;
    r.run.tools.database.Read([&](ports::Transaction& tx) { row = tx.follow_ups().Find(id); });
    return row;
}

bool IsOf(const ports::FeedJob& job, const FollowUp& row) {
    return row.feed_reference == std::to_string(job.id) &&
           (row.state == FollowUpState::kSending || row.state == FollowUpState::kSent ||
            row.state == FollowUpState::kUnknown);
}

// Ends the rows that are still the feed's, one transaction each: an order that cannot be written
// now does not hold up the others, and a crash in between repeats nothing.
void EndRows(FollowUpRun& r, const ports::FeedJob& job,
             const std::function<void(std::size_t, FollowUp&)>& edit) {
    for (std::size_t i = 0; i < job.messages.size(); ++i) {
        const auto row = FindRow(r, job.messages[i]);
        if (row && IsOf(job, *row)) {
            r.Change(*row, [&](ports::Transaction&, FollowUp& stored) { edit(i, stored); });
        }
    }
}

void Close(FollowUpRun& r, ports::FeedJob& job, const char* state, const std::string& why) {
    const std::string before = job.state;
    job.state = state;
    job.error = base::TruncateUtf8(why, base::limits::kShortTextBytesMax);
    r.run.Write([&](ports::Transaction& tx) { SaveFeed(tx, job, before); });
}

void EndByVerdict(FollowUpRun& r, FollowUp& row, const MessageFate& fate) {
    const bool is_whole_cancel = row.kind == FollowUpKind::kCancelOrder;
    switch (fate.verdict) {
        case MessageVerdict::kDone:
            if (row.kind == FollowUpKind::kRefund || row.kind == FollowUpKind::kUploadVatInvoice) {
                Settle(row, FollowUpState::kSeen,
                       fate.text.empty() ? kSeenNote : kSeenNote + (": " + fate.text), r.Now());
            } else {
                row.looks = 0;
                LookLater(row, FollowUpState::kAccepted, fate.text, r.Now() + kFirstLook);
            }
            return;
        case MessageVerdict::kRefused:
            Settle(row, FollowUpState::kRejected, fate.text, r.Now());
            return;
        case MessageVerdict::kUnknown:
            if (is_whole_cancel || row.kind == FollowUpKind::kCancelLines) {
                row.looks = 0;
                LookLater(row, FollowUpState::kUnknown, fate.text, r.Now() + kFirstLook);
            } else {
                const bool is_file = row.kind == FollowUpKind::kUploadVatInvoice;
                Settle(row, FollowUpState::kParked,
                       fate.text + "; " + (is_file ? kUploadUnknown : kRefundUnknown), r.Now());
            }
            return;
    }
}

// True when job.result holds the report, or there will never be one.
bool FetchReport(FollowUpRun& r, ports::FeedJob& job) {
    if (!job.result.empty() || job.result_document_id.empty()) {
        return true;
    }
    auto text = r.writes.DownloadFeedDocument(r.run.store, job.result_document_id, r.run.stop);
    if (text) {
        job.result = base::CleanUtf8(*text);
        r.run.Write([&](ports::Transaction& tx) { SaveFeed(tx, job, job.state); });
        return true;
    }
    AppendProblem(r.run, text.error());
    const bool is_try = text.error().WasSent() && text.error().kind != FailureKind::kStopped;
    job.looks += is_try ? 1 : 0;
    if (job.looks >= kReportTriesMax) {
        return true;
    }
    job.not_before = r.Later(text.error(), job.looks);
    job.error = InWords(text.error());
    r.run.Write([&](ports::Transaction& tx) {
        SaveFeed(tx, job, job.state);
        ChangeRows(tx, job, [&](FollowUp& row) {
            row.not_before = job.not_before;
            row.next = "Amazon's report is fetched at " + job.not_before.ToIso();
        });
    });
    return false;
}

}  // namespace

std::vector<MessageFate> ReadVerdicts(const wire::ProcessingReport& report, std::size_t count,
                                      bool is_fatal) {
    std::vector<MessageFate> fates(count);
    std::vector<bool> is_named(count, false);
    std::string feed_error;
    bool has_strangers = false;
    std::int64_t warned = 0;
    for (const wire::MessageResult& result : report.results) {
        const std::string text =
            result.description + (result.code.empty() ? "" : " (" + result.code + ")");
        if (result.message_id == 0) {
            feed_error = result.is_error ? text : feed_error;
            continue;
        }
        const auto index = static_cast<std::size_t>(result.message_id) - 1;
        if (index >= count) {
            has_strangers = true;
            continue;
        }
        MessageFate& fate = fates[index];
        const bool is_first_error = result.is_error && !is_named[index];
        if (fate.text.empty() || is_first_error) {
            fate.text = text;
        }
        is_named[index] = is_named[index] || result.is_error;
        if (result.is_error) {
            fate.verdict = MessageVerdict::kRefused;
        } else {
            warned += 1;
        }
    }
    const auto total = static_cast<std::int64_t>(count);
    const auto errors =
        static_cast<std::int64_t>(std::count(is_named.begin(), is_named.end(), true));
    const bool is_none_processed = report.processed == 0 && report.successful.value_or(0) == 0;
    const bool adds_up = report.status == "Complete" && !has_strangers && feed_error.empty() &&
                         !is_fatal && report.processed == total &&
                         // Whether those with a warning count as successful is not written down.
                         (!report.successful || (*report.successful <= total - errors &&
                                                 *report.successful >= total - errors - warned)) &&
                         (!report.with_error || *report.with_error == errors);
    for (std::size_t i = 0; i < count; ++i) {
        if (is_named[i]) {
            continue;
        }
        if (is_none_processed && !has_strangers && !feed_error.empty()) {
            fates[i] = {MessageVerdict::kRefused, feed_error};
        } else if (adds_up) {
            fates[i].verdict = MessageVerdict::kDone;
        } else {
            fates[i] = {MessageVerdict::kUnknown,
                        feed_error.empty() ? "Amazon's report does not add up" : feed_error};
        }
    }
    return fates;
}

void ChangeRows(ports::Transaction& tx, const ports::FeedJob& job,
                const std::function<void(FollowUp&)>& edit) {
    for (const domain::FollowUpId id : job.messages) {
        auto row = tx.follow_ups().Find(id);
        if (!row || !IsOf(job, *row)) {
            continue;
        }
        const FollowUpState before = row->state;
        edit(*row);
        if (!tx.follow_ups().Move(*row, before)) {
            throw ports::VersionConflict("a follow-up changed meanwhile");
        }
    }
}

void FinishFeed(FollowUpRun& r, ports::FeedJob job) {
    if (!FetchReport(r, job)) {
        return;
    }
    std::vector<MessageFate> fates(job.messages.size(),
                                   {MessageVerdict::kUnknown, std::string(kNoReport)});
    std::string error;
    if (!job.result.empty()) {
        // Of the feed of invoices it is a table, but nobody promises that it stays one.
        const auto report = base::Trim(job.result).starts_with('<')
                                ? wire::ReadProcessingReport(job.result)
                                : wire::ReadFlatReport(job.result);
        if (report) {
            fates = ReadVerdicts(*report, job.messages.size(), job.state == kFeedFatal);
        } else {
            error = report.error().Text();
            fates.assign(job.messages.size(), {MessageVerdict::kUnknown, error});
        }
    } else {
        error = kNoReport;
    }
    EndRows(r, job, [&](std::size_t i, FollowUp& row) { EndByVerdict(r, row, fates[i]); });
    Close(r, job, kFeedParsed, error);
}

void DissolveFeed(FollowUpRun& r, ports::FeedJob job, const std::string& why, base::Instant again) {
    r.run.Write([&](ports::Transaction& tx) {
        ports::FeedJob closed = job;
        closed.state = kFeedParsed;
        closed.error = why;
        SaveFeed(tx, closed, job.state);
        ChangeRows(tx, job, [&](FollowUp& row) {
            row.state = FollowUpState::kQueued;
            row.feed_reference.clear();
            row.sent_at.reset();
            row.error = why;
            row.not_before = again;
            row.next = "sent in another feed at " + again.ToIso();
        });
    });
}

void ParkFeed(FollowUpRun& r, ports::FeedJob job, const std::string& why) {
    base::LogError("feed_parked",
                   {{"store", r.run.store.code}, {"type", job.type}, {"reason", why}});
    EndRows(r, job, [&](std::size_t, FollowUp& row) {
        MessageFate fate{MessageVerdict::kUnknown, why};
        EndByVerdict(r, row, fate);
    });
    Close(r, job, kFeedParked, why);
}

void RefuseFeed(FollowUpRun& r, ports::FeedJob job, const std::string& why) {
    EndRows(r, job, [&](std::size_t, FollowUp& row) {
        Settle(row, FollowUpState::kRejected, why, r.Now());
    });
    Close(r, job, kFeedParsed, why);
}

}  // namespace orderyard::amazon
