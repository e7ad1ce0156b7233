// Feeds: batches of follow-ups handed over as one file. What was sent and what came back may name
// buyers: both are sealed.
#include <stdexcept>

#include "base/text.hpp"
#include "storage/follow_up_store.hpp"
#include "storage/sealed_parts.hpp"
#include "storage/sql/id_list.hpp"
#include "storage/sql/row_reader.hpp"

namespace orderyard::storage {

using ports::FeedJob;

namespace {

const std::string kInsert = sql::InsertSql(
    "feed_job",
    "id, store_id, type, marketplace_id, state, document_id, feed_id, result_document_id, content, "
    "content_hash, messages, attempts, looks, created_at, submitted_at, not_before, error, "
    "result");
constexpr const char* kSave =
    "UPDATE feed_job SET state = ?, document_id = ?, feed_id = ?, result_document_id = ?, "
    "attempts = ?, looks = ?, submitted_at = ?, not_before = ?, error = ?, result = ? "
    "WHERE id = ? AND state = ?";
constexpr const char* kFind =
    "SELECT id, store_id, type, marketplace_id, state, document_id, feed_id, result_document_id, "
    "content, content_hash, messages, attempts, looks, created_at, submitted_at, not_before, "
    "error, result FROM feed_job WHERE id = ?";
constexpr const char* kOpen =
    "SELECT id, store_id, type, marketplace_id, state, document_id, feed_id, result_document_id, "
    "content, content_hash, messages, attempts, looks, created_at, submitted_at, not_before, "
    "error, result FROM feed_job WHERE store_id = ? AND state NOT IN ('parsed', 'parked') "
    "ORDER BY id";
constexpr const char* kLastAt =
    "SELECT max(submitted_at) FROM feed_job WHERE store_id = ? AND type = ?";

std::string Context(std::string_view column, std::int64_t id) {
    return "feed_job|" + std::string(column) + "|" + std::to_string(id);
}

// "[1,2]", in the order of the feed.
std::vector<domain::FollowUpId> MessagesFrom(std::string_view list) {
    std::vector<domain::FollowUpId> messages;
    for (const std::string& text : base::Split(list.substr(1, list.size() - 2), ',')) {
        if (const auto id = base::ParseInt(text)) {
            messages.emplace_back(*id);
        }
    }
    return messages;
}

}  // namespace

void SqlFollowUpStore::InsertFeed(FeedJob& job) {
    job.id = connection_.NewId("feed_job");
    const std::string content = SealParts(keys_.feed, Context("content", job.id), {job.content});
    const std::string result = SealParts(keys_.feed, Context("result", job.id), {job.result});
    const std::string messages = sql::IdList(sql::Dialect::kSqlite, job.messages);
    const std::vector<sql::Value> values = {job.id,
                                            job.store_id,
                                            job.type,
                                            job.marketplace_id,
                                            job.state,
                                            job.document_id,
                                            job.feed_id,
                                            job.result_document_id,
                                            sql::Bytes{content},
                                            job.content_hash,
                                            messages,
                                            job.attempts,
                                            job.looks,
                                            job.created_at,
                                            job.submitted_at,
                                            job.not_before,
                                            job.error,
                                            sql::Bytes{result}};
    connection_.ExecLaterWith(kInsert, values, false);
}

bool SqlFollowUpStore::SaveFeed(const FeedJob& job, const std::string& state_before) {
    const std::string result = SealParts(keys_.feed, Context("result", job.id), {job.result});
    return connection_.Exec(kSave, job.state, job.document_id, job.feed_id, job.result_document_id,
                            job.attempts, job.looks, job.submitted_at, job.not_before, job.error,
                            sql::Bytes{result}, job.id, state_before) == 1;
}

std::vector<FeedJob> SqlFollowUpStore::ReadFeeds(sql::Rows rows) {
    std::vector<FeedJob> jobs;
    while (rows.Next()) {
        sql::RowReader row(rows);
        FeedJob& job = jobs.emplace_back();
        job.id = row.Int();
        job.store_id = row.IdAt<domain::StoreId>();
        job.type = row.Text();
        job.marketplace_id = row.Text();
        job.state = row.Text();
        job.document_id = row.Text();
        job.feed_id = row.Text();
        job.result_document_id = row.Text();
        job.content = OpenParts(keys_.feed, Context("content", job.id), row.View(), 1).front();
        job.content_hash = row.Text();
        job.messages = MessagesFrom(row.View());
        job.attempts = static_cast<int>(row.Int());
        job.looks = static_cast<int>(row.Int());
        job.created_at = row.At();
        job.submitted_at = row.OptionalAt();
        job.not_before = row.At();
        job.error = row.Text();
        job.result = OpenParts(keys_.feed, Context("result", job.id), row.View(), 1).front();
    }
    return jobs;
}

std::optional<FeedJob> SqlFollowUpStore::FindFeed(std::int64_t id) {
    std::vector<FeedJob> found = ReadFeeds(connection_.Query(kFind, id));
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::vector<FeedJob> SqlFollowUpStore::OpenFeeds(domain::StoreId store) {
    return ReadFeeds(connection_.Query(kOpen, store));
}

std::optional<base::Instant> SqlFollowUpStore::LastFeedAt(domain::StoreId store,
                                                          const std::string& type) {
    const auto micros = connection_.QueryInt(kLastAt, store, type);
    return micros ? std::optional(base::Instant::FromMicros(*micros)) : std::nullopt;
}

}  // namespace orderyard::storage
