// What the channel still has to be told, and the way each message has gone. Rows are never deleted.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/follow_up/follow_up.hpp"

namespace orderyard::ports {

// One batch handed to a channel as a file: its way through document, upload, submit and result.
struct FeedJob {
    std::int64_t id = 0;
    domain::StoreId store_id;
    std::string type;  // the channel's feed type
    std::string marketplace_id;
    std::string state;        // "built", "document_created", "uploaded", "submitting", "submitted",
                              // "done", "fatal", "cancelled", "parsed", "unknown", "parked"
    std::string document_id;  // at the channel
    std::string feed_id;      // at the channel
    std::string result_document_id;
    std::string content;                       // sealed at rest
    std::string content_hash;                  // hex SHA-256
    std::vector<domain::FollowUpId> messages;  // message n of the feed is messages[n - 1]
    int attempts = 0;
    int looks = 0;
    base::Instant created_at;
    std::optional<base::Instant> submitted_at;  // first attempt to submit
    base::Instant not_before;
    std::string error;
    std::string result;  // the channel's report, kept for people; sealed at rest
};

struct FollowUpQuery {
    std::optional<domain::StoreId> store_id;
    std::optional<domain::OrderId> order_id;
    std::vector<domain::FollowUpState> states;  // empty: any
    std::int64_t after_id = 0;  // newest first: ids below this one; 0: from the newest
    int limit = 50;
};

class FollowUpStore {
  public:
    virtual ~FollowUpStore() = default;
    // Fills id and seq. false: one with this dedupe key exists.
    virtual bool Insert(domain::FollowUp& follow_up) = 0;
    // Only while the stored state is `from` and CanMove allows it; false: somebody was faster.
    virtual bool Move(const domain::FollowUp& follow_up, domain::FollowUpState from) = 0;
    virtual std::optional<domain::FollowUp> Find(domain::FollowUpId id) = 0;
    virtual std::vector<domain::FollowUp> ForOrder(domain::OrderId id) = 0;  // oldest first
    // Open ones of a store that are due, earliest deadline first; of each order only the first that
    // is not final and not waiting (one in flight an order). kSending ones are not among them.
    virtual std::vector<domain::FollowUp> Due(domain::StoreId store, base::Instant now,
                                              int limit) = 0;
    // All of a store in kSending, to be called once by who has just become the only sender.
    virtual std::vector<domain::FollowUp> Sending(domain::StoreId store) = 0;
    virtual std::optional<base::Instant> NextDue(domain::StoreId store) = 0;
    virtual std::vector<domain::FollowUp> Search(const FollowUpQuery& query) = 0;
    // By state, for health pages and metrics.
    virtual std::vector<std::pair<domain::FollowUpState, std::int64_t>> Count(
        domain::StoreId store) = 0;

    virtual void InsertFeed(FeedJob& job) = 0;
    virtual bool SaveFeed(const FeedJob& job, const std::string& state_before) = 0;
    virtual std::optional<FeedJob> FindFeed(std::int64_t id) = 0;
    virtual std::vector<FeedJob> OpenFeeds(domain::StoreId store) = 0;  // not parsed, not parked
    // When the last feed of this type was submitted, if ever.
    virtual std::optional<base::Instant> LastFeedAt(domain::StoreId store,
                                                    const std::string& type) = 0;
};

}  // namespace orderyard::ports
