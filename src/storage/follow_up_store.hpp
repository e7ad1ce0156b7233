// What the channel has to be told, and the feeds it is told by, over SQL.
#pragma once

#include "ports/follow_up_store.hpp"
#include "storage/keys.hpp"
#include "storage/sql/assembly.hpp"
#include "storage/sql/connection.hpp"

namespace orderyard::storage {

class SqlFollowUpStore final : public ports::FollowUpStore {
  public:
    SqlFollowUpStore(sql::Connection& connection, const Keys& keys)
        : connection_(connection), keys_(keys) {}

    bool Insert(domain::FollowUp& follow_up) override;
    // Keeps what the follow-up is about (order, kind, package, memo, pieces, key) as it was stored.
    bool Move(const domain::FollowUp& follow_up, domain::FollowUpState from) override;
    std::optional<domain::FollowUp> Find(domain::FollowUpId id) override;
    std::vector<domain::FollowUp> ForOrder(domain::OrderId id) override;
    std::vector<domain::FollowUp> Due(domain::StoreId store, base::Instant now, int limit) override;
    std::vector<domain::FollowUp> Sending(domain::StoreId store) override;
    std::optional<base::Instant> NextDue(domain::StoreId store) override;
    std::vector<domain::FollowUp> Search(const ports::FollowUpQuery& query) override;
    std::vector<std::pair<domain::FollowUpState, std::int64_t>> Count(
        domain::StoreId store) override;

    void InsertFeed(ports::FeedJob& job) override;
    // Content, its hash and the messages stay as they were stored.
    bool SaveFeed(const ports::FeedJob& job, const std::string& state_before) override;
    std::optional<ports::FeedJob> FindFeed(std::int64_t id) override;
    std::vector<ports::FeedJob> OpenFeeds(domain::StoreId store) override;
    std::optional<base::Instant> LastFeedAt(domain::StoreId store,
                                            const std::string& type) override;

  private:
    std::vector<domain::FollowUp> Read(sql::Rows rows);
    std::vector<ports::FeedJob> ReadFeeds(sql::Rows rows);

    sql::Connection& connection_;
    const Keys& keys_;
};

}  // namespace orderyard::storage
