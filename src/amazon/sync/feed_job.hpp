// The way of feeds: cancels and refunds are collected, handed to Amazon in one file, and its report
// is taken apart again. One feed of a type at a time. Only createFeed acts; everything before it
// may be repeated freely.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "amazon/sync/follow_up_run.hpp"
#include "amazon/wire/processing_report.hpp"

namespace orderyard::amazon {

// States of ports::FeedJob.
inline constexpr const char* kFeedBuilt = "built";
inline constexpr const char* kFeedDocumentCreated = "document_created";
inline constexpr const char* kFeedUploaded = "uploaded";
inline constexpr const char* kFeedSubmitting = "submitting";
inline constexpr const char* kFeedSubmitted = "submitted";
inline constexpr const char* kFeedDone = "done";
inline constexpr const char* kFeedFatal = "fatal";
inline constexpr const char* kFeedCancelled = "cancelled";
inline constexpr const char* kFeedParsed = "parsed";
inline constexpr const char* kFeedUnknown = "unknown";
inline constexpr const char* kFeedParked = "parked";

inline constexpr base::Duration kFeedSpacing = base::Duration::Minutes(20);

std::string_view FeedTypeOf(const domain::FollowUp& follow_up);
bool GoesByFeed(const FollowUpRun& r, const domain::FollowUp& follow_up);

// Gives a queued row that has just come its time: with the others of its kind.
void Collect(FollowUpRun& r, const domain::FollowUp& follow_up);
// Builds the feeds whose time has come.
void BuildFeeds(FollowUpRun& r);
// Takes an open feed as far as it gets now.
void AdvanceFeed(FollowUpRun& r, ports::FeedJob job);

// Amazon's verdict on one message.
enum class MessageVerdict { kDone, kRefused, kUnknown };
struct MessageFate {
    MessageVerdict verdict = MessageVerdict::kUnknown;
    std::string text;  // Amazon's words
};
// For messages 1 ... `count`. `is_fatal`: the feed was aborted. Anything that does not add up makes
// unknown what is not named.
std::vector<MessageFate> ReadVerdicts(const wire::ProcessingReport& report, std::size_t count,
                                      bool is_fatal);

// A row leaves in a feed that is being built.
void HandOver(domain::FollowUp& row, std::string body, base::Instant now);
// Changes the rows of the feed that are still its own, within the caller's transaction; they must
// not come to an end by it.
void ChangeRows(ports::Transaction& tx, const ports::FeedJob& job,
                const std::function<void(domain::FollowUp&)>& edit);
// Fetches the report of a feed that ended, and ends its rows one by one.
void FinishFeed(FollowUpRun& r, ports::FeedJob job);
// Certainly not processed: the rows are queued again, the feed is history.
void DissolveFeed(FollowUpRun& r, ports::FeedJob job, const std::string& why, base::Instant again);
// A person must look: the rows are parked.
void ParkFeed(FollowUpRun& r, ports::FeedJob job, const std::string& why);
// Certainly without effect, and a repeat would be, too.
void RefuseFeed(FollowUpRun& r, ports::FeedJob job, const std::string& why);

// Saves the job in its new state; throws when somebody was faster.
void SaveFeed(ports::Transaction& tx, const ports::FeedJob& job, const std::string& state_before);

}  // namespace orderyard::amazon
