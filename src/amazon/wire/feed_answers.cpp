// Ids are kept as they are or refused: a cut one would name another feed.
#include "amazon/wire/feed_answers.hpp"

#include "amazon/wire/json_document.hpp"
#include "amazon/wire/object_reader.hpp"
#include "base/limits.hpp"

namespace orderyard::amazon::wire {

namespace {

constexpr std::size_t kUrlBytesMax = 8 * 1024;

void ReadId(ObjectReader& in, std::string_view name, std::string& out) {
    in.RequiredText(name, out);
    if (out.size() > base::limits::kShortTextBytesMax) {
        in.Fail(name, "is too long");
    }
}

void ReadOneFeed(ObjectReader& in, Feed& feed) {
    ReadId(in, "feedId", feed.id);
    in.RequiredText("feedType", feed.type);
    in.RequiredText("processingStatus", feed.status);
    in.Text("resultFeedDocumentId", feed.result_document_id);
    in.TextArray("marketplaceIds", feed.marketplace_ids);
    std::string created;
    in.RequiredText("createdTime", created);
    if (const auto at = base::Instant::ParseIso(created)) {
        feed.created_at = *at;
    } else {
        in.Fail("createdTime", "is not a time");
    }
}

// `read` is void(ObjectReader&); kMalformed when it found something missing.
template <class Read>
base::Result<> ReadObject(std::string_view text, Read read) {
    const auto document = JsonDocument::Parse(text);
    if (!document) {
        return base::Fail(document.error());
    }
    ReadNotes notes;
    {
        const JsonPath path;
        ObjectReader in(document->root(), path, notes);
        read(in);
    }
    if (notes.error) {
        return base::Fail(*notes.error);
    }
    return {};
}

}  // namespace

base::Result<FeedDocument> ReadFeedDocument(std::string_view text) {
    FeedDocument document;
    std::string compression;
    const auto done = ReadObject(text, [&](ObjectReader& in) {
        ReadId(in, "feedDocumentId", document.id);
        in.RequiredText("url", document.url);
        in.Text("compressionAlgorithm", compression);
        if (document.url.size() > kUrlBytesMax) {
            in.Fail("url", "is too long");
        }
        if (!compression.empty() && compression != "GZIP") {
            in.Fail("compressionAlgorithm", "is not one we know");
        }
    });
    if (!done) {
        return base::Fail(done.error());
    }
    document.is_gzip = compression == "GZIP";
    return document;
}

base::Result<std::string> ReadCreatedFeed(std::string_view text) {
    std::string id;
    const auto done = ReadObject(text, [&](ObjectReader& in) { ReadId(in, "feedId", id); });
    if (!done) {
        return base::Fail(done.error());
    }
    return id;
}

base::Result<Feed> ReadFeed(std::string_view text) {
    Feed feed;
    const auto done = ReadObject(text, [&](ObjectReader& in) { ReadOneFeed(in, feed); });
    if (!done) {
        return base::Fail(done.error());
    }
    return feed;
}

base::Result<FeedPage> ReadFeedPage(std::string_view text) {
    FeedPage page;
    const auto done = ReadObject(text, [&](ObjectReader& in) {
        if (!in.Has("feeds")) {
            in.Fail("feeds", "is missing");
        }
        in.Array("feeds", page.feeds, ReadOneFeed);
        in.Text("nextToken", page.next_token);
    });
    if (!done) {
        return base::Fail(done.error());
    }
    return page;
}

}  // namespace orderyard::amazon::wire
