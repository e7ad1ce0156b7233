// The answers of Amazon's Feeds API 2021-06-30.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "base/result.hpp"

namespace orderyard::amazon::wire {

// Where to put a feed's text, or where to find a result.
struct FeedDocument {
    std::string id;
    std::string url;  // a permission in itself: never logged, never stored
    bool is_gzip = false;
};

struct Feed {
    std::string id;
    std::string type;
    std::string status;  // IN_QUEUE, IN_PROGRESS, DONE, CANCELLED, FATAL, verbatim
    std::string result_document_id;
    std::vector<std::string> marketplace_ids;
    base::Instant created_at;
};

struct FeedPage {
    std::vector<Feed> feeds;
    std::string next_token;
};

// kMalformed names what is missing.
base::Result<FeedDocument> ReadFeedDocument(std::string_view text);
base::Result<std::string> ReadCreatedFeed(std::string_view text);  // the feed's id
base::Result<Feed> ReadFeed(std::string_view text);
base::Result<FeedPage> ReadFeedPage(std::string_view text);

}  // namespace orderyard::amazon::wire
