// Each step saves where the job stands before the next one starts, so that a crash anywhere repeats
// only what has no effect.
#include "amazon/sync/feed_job.hpp"

#include <algorithm>
#include <array>

#include "amazon/sync/upload_invoice.hpp"
#include "amazon/wire/feed_xml.hpp"
#include "amazon/wire/invoice_feed.hpp"
#include "amazon/wire/requests.hpp"
#include "base/limits.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "ports/order_store.hpp"

namespace orderyard::amazon {

using base::Duration;
using domain::FollowUp;
using domain::FollowUpState;
using ports::FeedJob;

namespace {

// The order was read right before the feed was built; older than this the reading proves nothing.
constexpr Duration kGuardGoodFor = Duration::Seconds(30);
constexpr Duration kStuckAfter = Duration::Hours(4);
constexpr Duration kResultsKept = Duration::Days(28);
constexpr Duration kListBefore = Duration::Minutes(5);
constexpr int kCancelledMax = 3;
constexpr std::array kPolls = {Duration::Minutes(2),  Duration::Minutes(4),  Duration::Minutes(8),
                               Duration::Minutes(15), Duration::Minutes(30), Duration::Minutes(60)};
constexpr std::array kListings = {Duration::Minutes(2), Duration::Minutes(8),
                                  Duration::Minutes(10)};  // at +2, +10 and +20 minutes
constexpr const char* kMaybeSubmitted = "Amazon's answer to the feed was lost";

Duration PollAfter(int looks) {
    return kPolls.at(std::min(static_cast<std::size_t>(looks), kPolls.size() - 1));
}

// Saves the job and tells its rows when and what comes next.
void SaveWithRows(FollowUpRun& r, FeedJob& job, const char* state, base::Instant not_before,
                  const std::string& next, std::optional<FollowUpState> rows_to = std::nullopt) {
    const std::string before = job.state;
    job.state = state;
    job.not_before = not_before;
    job.error = base::TruncateUtf8(base::CleanUtf8(job.error), base::limits::kShortTextBytesMax);
    r.run.Write([&](ports::Transaction& tx) {
        SaveFeed(tx, job, before);
        ChangeRows(tx, job, [&](FollowUp& row) {
            row.state = rows_to.value_or(row.state);
            row.sent_at = rows_to ? job.submitted_at : row.sent_at;
            row.not_before = not_before;
            row.error = job.error;
            row.next = next;
        });
    });
}

void SaveQuietly(FollowUpRun& r, FeedJob& job, const char* state) {
    const std::string before = job.state;
    job.state = state;
    r.run.Write([&](ports::Transaction& tx) { SaveFeed(tx, job, before); });
}

void PostponeStep(FollowUpRun& r, FeedJob& job, const CallFailure& failure, const char* state) {
    AppendProblem(r.run, failure);
    job.attempts += failure.WasSent() ? 1 : 0;
    job.error = InWords(failure);
    const base::Instant later = r.Later(failure, job.attempts);
    SaveWithRows(r, job, state, later, "the feed goes on at " + later.ToIso());
}

bool IsGuardStale(const FollowUpRun& r, const FeedJob& job) {
    return job.type == wire::kAcknowledgementFeed && r.Now() > job.created_at + kGuardGoodFor;
}

// built -> uploaded. False: not now, or not at all.
bool Upload(FollowUpRun& r, FeedJob& job) {
    const std::string content_type(job.type == wire::kInvoiceFeed ? wire::kInvoiceContentType
                                                                  : wire::kFeedContentType);
    const auto document = r.writes.CreateFeedDocument(r.run.store, content_type, r.run.stop);
    if (!document) {
        PostponeStep(r, job, document.error(), kFeedBuilt);
        return false;
    }
    job.document_id = document->id;
    SaveQuietly(r, job, kFeedDocumentCreated);
    const auto done = r.writes.UploadFeedDocument(r.run.store, document->url, content_type,
                                                  job.content, r.run.stop);
    if (!done) {
        PostponeStep(r, job, done.error(),
                     kFeedBuilt);  // with another document: the URL is short-lived
        return false;
    }
    SaveQuietly(r, job, kFeedUploaded);
    return true;
}

void RememberHolder(FollowUpRun& r, const FeedJob& job) {
    const std::lock_guard lock(r.feed_attempts.mutex);
    r.feed_attempts.holders[job.id] = {r.run.lease->owner, r.run.lease->epoch};
}

// Nobody but us can have tried, and we know that we have not since.
bool IsOnlySender(FollowUpRun& r, const FeedJob& job) {
    if (r.options.is_only_process) {
        return true;
    }
    const std::lock_guard lock(r.feed_attempts.mutex);
    const auto found = r.feed_attempts.holders.find(job.id);
    return found != r.feed_attempts.holders.end() &&
           found->second == std::pair(r.run.lease->owner, r.run.lease->epoch);
}

void NoteMaybeSubmitted(FollowUpRun& r, FeedJob& job, const std::string& why) {
    job.looks = 0;
    job.error = why;
    const base::Instant at = r.Now() + kListings.front();
    SaveWithRows(r, job, kFeedUnknown, at, "Amazon's feeds are listed at " + at.ToIso(),
                 FollowUpState::kUnknown);
    r.report.unknown += static_cast<int>(job.messages.size());
}

void NoteSubmitted(FollowUpRun& r, FeedJob& job, const std::string& feed_id) {
    job.feed_id = feed_id;
    job.looks = 0;
    job.error.clear();
    const base::Instant at = r.Now() + PollAfter(0);
    SaveWithRows(r, job, kFeedSubmitted, at,
                 "Amazon works on feed " + feed_id + "; asked about at " + at.ToIso(),
                 FollowUpState::kSent);
    base::LogInfo("feed_submitted", {{"store", r.run.store.code},
                                     {"type", job.type},
                                     {"feed", feed_id},
                                     {"messages", job.messages.size()}});
}

void Submit(FollowUpRun& r, FeedJob& job) {
    if (!r.MayAct()) {
        return;
    }
    if (IsGuardStale(r, job)) {
        return DissolveFeed(r, job, "the feed took too long to build", r.Now());
    }
    job.submitted_at = r.Now();
    SaveQuietly(r, job, kFeedSubmitting);
    RememberHolder(r, job);
    if (!r.MayAct()) {
        return;  // the next holder of the lease looks whether it left
    }
    const std::string options =
        job.type == wire::kInvoiceFeed ? InvoiceFeedOptions(r, job) : std::string();
    const std::string body =
        wire::WriteFeedRequest(job.type, {job.marketplace_id}, job.document_id, options);
    const auto feed_id = r.SendPatiently<std::string>(
        [&] { return r.writes.CreateFeed(r.run.store, body, r.run.stop); });
    if (feed_id) {
        r.report.sent += 1;
        r.report.feeds_submitted += 1;
        return NoteSubmitted(r, job, *feed_id);
    }
    const CallFailure& call = feed_id.error().call;
    switch (feed_id.error().outcome) {
        case WriteOutcome::kNotProcessed:
            job.submitted_at.reset();
            job.attempts += call.WasSent() ? 1 : 0;
            job.error = InWords(call);
            {
                const base::Instant later = r.Later(call, job.attempts);
                SaveWithRows(r, job, kFeedUploaded, later,
                             "the feed is handed over at " + later.ToIso());
            }
            return;
        case WriteOutcome::kNoEffect:
        case WriteOutcome::kStateDiffers: return RefuseFeed(r, job, InWords(call));
        case WriteOutcome::kAmbiguous:
            r.report.sent += 1;
            return NoteMaybeSubmitted(r, job, InWords(call));
    }
}

void ResubmitCancelled(FollowUpRun& r, FeedJob& job) {
    int attempts = 0;
    r.run.tools.database.Read([&](ports::Transaction& tx) {
        for (const domain::FollowUpId id : job.messages) {
            const auto row = tx.follow_ups().Find(id);
            attempts = std::max(attempts, row ? row->attempts : 0);
        }
    });
    if (attempts >= kCancelledMax) {
        return RefuseFeed(r, job, "Amazon cancels every feed with it before it begins");
    }
    DissolveFeed(r, job, "Amazon cancelled the feed before it began",
                 job.submitted_at.value_or(r.Now()) + kFeedSpacing);
}

void Poll(FollowUpRun& r, FeedJob& job) {
    const auto feed = r.writes.GetFeed(r.run.store, job.feed_id, r.run.stop);
    if (!feed) {
        AppendProblem(r.run, feed.error());
        job.error = InWords(feed.error());
        const base::Instant later = feed.error().kind == FailureKind::kNotFound
                                        ? r.Now() + PollAfter(++job.looks)
                                        : r.Later(feed.error(), 1);
        SaveWithRows(r, job, kFeedSubmitted, later, "asked about again at " + later.ToIso());
        return;
    }
    job.result_document_id = feed->result_document_id;
    job.error.clear();
    if (feed->status == "DONE" || feed->status == "FATAL") {
        job.looks = 0;
        SaveQuietly(r, job, feed->status == "DONE" ? kFeedDone : kFeedFatal);
        return FinishFeed(r, job);
    }
    if (feed->status == "CANCELLED") {
        SaveQuietly(r, job, kFeedCancelled);
        return ResubmitCancelled(r, job);
    }
    // IN_QUEUE, IN_PROGRESS, and words that are not known yet.
    const Duration age = r.Now() - job.submitted_at.value_or(job.created_at);
    if (age > kResultsKept) {
        return ParkFeed(r, job, "Amazon has not finished the feed in four weeks");
    }
    if (age > kStuckAfter) {
        job.error = "Amazon has been working on the feed for " +
                    std::to_string(age.seconds() / 3600) + " hours; it is not sent again";
        base::LogError("feed_stuck", {{"store", r.run.store.code},
                                      {"type", job.type},
                                      {"feed", job.feed_id},
                                      {"age_seconds", age.seconds()}});
    }
    job.looks += 1;
    const base::Instant at = r.Now() + PollAfter(job.looks);
    SaveWithRows(r, job, kFeedSubmitted, at,
                 "Amazon works on feed " + job.feed_id + "; asked about at " + at.ToIso());
}

void AfterEmptyListings(FollowUpRun& r, FeedJob& job) {
    if (job.type == wire::kAcknowledgementFeed) {
        // Each order is read again before its cancel is built anew.
        return DissolveFeed(r, job, "the feed never reached Amazon", r.Now());
    }
    const bool is_old = job.submitted_at && r.Now() >= *job.submitted_at + kFeedSpacing;
    if (is_old && IsOnlySender(r, job)) {
        return DissolveFeed(r, job, "the feed never reached Amazon", r.Now());
    }
    ParkFeed(r, job,
             "Amazon lists no such feed, but another process may still have been sending it");
}

// Whether an answer that was lost meant yes: a feed of our type and time that we do not know.
void List(FollowUpRun& r, FeedJob& job) {
    const Duration offset = r.run.tools.client.ClockOffset(r.run.store.id);
    const base::Instant tried_at = job.submitted_at.value_or(job.created_at);
    const auto feeds =
        r.writes.GetFeeds(r.run.store, job.type, tried_at + offset - kListBefore, r.run.stop);
    if (!feeds) {
        AppendProblem(r.run, feeds.error());
        job.error = InWords(feeds.error());
        const base::Instant later = r.Later(feeds.error(), 1);
        SaveWithRows(r, job, kFeedUnknown, later, "Amazon's feeds are listed at " + later.ToIso());
        return;
    }
    std::set<std::string> known;
    r.run.tools.database.Read([&](ports::Transaction& tx) {
        known.clear();
        for (const FeedJob& other : tx.follow_ups().OpenFeeds(r.run.store.id)) {
            known.insert(other.feed_id);
        }
    });
    std::vector<std::string> strangers;
    for (const wire::Feed& feed : *feeds) {
        const auto& places = feed.marketplace_ids;
        const bool is_here = places.empty() || std::find(places.begin(), places.end(),
                                                         job.marketplace_id) != places.end();
        if (feed.type == job.type && is_here && !known.contains(feed.id) &&
            feed.created_at >= tried_at + offset - kListBefore) {
            strangers.push_back(feed.id);
        }
    }
    if (strangers.size() == 1) {
        return NoteSubmitted(r, job, strangers.front());
    }
    if (strangers.size() > 1) {
        return ParkFeed(r, job, "Amazon lists several feeds of which any may be this one");
    }
    job.looks += 1;
    if (job.looks >= static_cast<int>(kListings.size())) {
        return AfterEmptyListings(r, job);
    }
    const base::Instant at = r.Now() + kListings.at(static_cast<std::size_t>(job.looks));
    SaveWithRows(r, job, kFeedUnknown, at, "Amazon's feeds are listed at " + at.ToIso());
}

}  // namespace

void SaveFeed(ports::Transaction& tx, const FeedJob& job, const std::string& state_before) {
    if (!tx.follow_ups().SaveFeed(job, state_before)) {
        throw ports::VersionConflict("a feed changed meanwhile");
    }
}

void AdvanceFeed(FollowUpRun& r, FeedJob job) {
    if (job.state == kFeedSubmitting) {
        return NoteMaybeSubmitted(r, job, kMaybeSubmitted);
    }
    if (job.not_before > r.Now()) {
        return;
    }
    if (job.state == kFeedBuilt || job.state == kFeedDocumentCreated) {
        if (IsGuardStale(r, job)) {
            return DissolveFeed(r, job, "the feed took too long to build", r.Now());
        }
        if (Upload(r, job)) {
            Submit(r, job);
        }
    } else if (job.state == kFeedUploaded) {
        if (r.Now() > job.created_at + Duration::Days(1)) {
            SaveQuietly(r, job, kFeedBuilt);  // Amazon forgets documents
        } else {
            Submit(r, job);
        }
    } else if (job.state == kFeedSubmitted) {
        Poll(r, job);
    } else if (job.state == kFeedUnknown) {
        List(r, job);
    } else if (job.state == kFeedCancelled) {
        ResubmitCancelled(r, job);
    } else if (job.state == kFeedDone || job.state == kFeedFatal) {
        FinishFeed(r, job);
    }
}

}  // namespace orderyard::amazon
