// Feeds travel by presigned URLs of a storage service: those calls carry no token of ours, and what
// they answer is not Amazon's selling API.
#include "amazon/client/writes_client.hpp"

#include <algorithm>

#include "amazon/client/call_line.hpp"
#include "amazon/wire/requests.hpp"
#include "base/crypto.hpp"
#include "base/text.hpp"

namespace orderyard::amazon {

namespace {

constexpr std::string_view kFeedsPath = "/feeds/2021-06-30/feeds";
constexpr std::string_view kDocumentsPath = "/feeds/2021-06-30/documents";
constexpr std::size_t kFeedBytesMax = 10 * 1024 * 1024;
constexpr std::size_t kPackedReportBytesMax = 16 * 1024 * 1024;
constexpr std::size_t kReportBytesMax = 16 * 1024 * 1024;
constexpr std::size_t kUnpackRatioMax = 200;  // honest XML packs to a twentieth or so
constexpr std::size_t kUnpackedBytesFree = 1024 * 1024;
constexpr int kFeedPagesMax = 20;

const Operation kConfirmShipment{"confirmShipment", {2, 10}};
const Operation kCancelOrder{"cancelOrder", {1, 5}};
const Operation kCreateFeedDocument{"createFeedDocument", {0.5, 15}};
const Operation kCreateFeed{"createFeed", {0.0083, 15}};
const Operation kGetFeed{"getFeed", {2, 15}};
const Operation kGetFeeds{"getFeeds", {0.0222, 10}};
const Operation kGetFeedDocument{"getFeedDocument", {0.0222, 10}};
const std::string kUpload = "uploadFeedDocument";
const std::string kDownload = "downloadFeedDocument";

tl::unexpected<WriteFailure> RefuseWrite(CallFailure failure) {
    const WriteOutcome outcome = OutcomeOf(failure);
    return tl::unexpected(WriteFailure{outcome, std::move(failure)});
}

CallFailure NotSent(const std::string& operation, std::string text) {
    CallFailure failure = MakeFailure(FailureKind::kBadRequest, operation);
    failure.text = std::move(text);
    return failure;
}

bool IsLoopbackUrl(std::string_view url) {
    for (const std::string_view start : {"http://127.0.0.1", "http://localhost", "http://[::1]",
                                         "https://127.0.0.1", "https://localhost"}) {
        if (url.starts_with(start) &&
            (url.size() == start.size() || url[start.size()] == ':' || url[start.size()] == '/')) {
            return true;
        }
    }
    return false;
}

template <class T>
CallLine::Read Into(std::optional<T>& out, base::Result<T> (*read)(std::string_view)) {
    return [&out, read](const std::string& body) -> base::Result<> {
        auto value = read(body);
        if (!value) {
            return base::Fail(value.error());
        }
        out = std::move(*value);
        return {};
    };
}

base::Result<> NoBody(const std::string& body) {
    // Amazon answers with nothing or with an empty object. Anything else is not from Amazon.
    const std::string_view text = base::Trim(body);
    return text.empty() || text == "{}"
               ? base::Result<>()
               : base::Fail(base::Malformed("a body where there should be none"));
}

}  // namespace

bool IsStorageUrlAllowed(const domain::Store& store, std::string_view url) {
    if (IsLoopbackUrl(url)) {
        return IsLoopbackUrl(store.api_url);
    }
    return url.starts_with("https://");
}

ChannelWrites::ChannelWrites(std::shared_ptr<CallLine> line) : line_(std::move(line)) {}

ChannelWrites::~ChannelWrites() = default;

WriteResult<WriteReceipt> ChannelWrites::ConfirmShipment(const domain::Store& store,
                                                         const std::string& number,
                                                         const std::string& body,
                                                         std::stop_token stop) {
    const std::string path =
        "/orders/v0/orders/" + base::PercentEncode(number) + "/shipmentConfirmation";
    const auto done = line_->Act(store, kConfirmShipment, {"POST", path, body}, Priority::kReadBack,
                                 stop, NoBody);
    if (!done) {
        return RefuseWrite(done.error());
    }
    return WriteReceipt{done->http_status, done->request_id};
}

WriteResult<WriteReceipt> ChannelWrites::CancelOrder(const domain::Store& store,
                                                     const std::string& number,
                                                     const std::string& body,
                                                     std::stop_token stop) {
    const std::string path =
        "/orders/2026-01-01/orders/" + base::PercentEncode(number) + "/cancellation";
    const auto done =
        line_->Act(store, kCancelOrder, {"PUT", path, body}, Priority::kReadBack, stop, NoBody);
    if (!done) {
        return RefuseWrite(done.error());
    }
    return WriteReceipt{done->http_status, done->request_id};
}

WriteResult<std::string> ChannelWrites::CreateFeed(const domain::Store& store,
                                                   const std::string& body, std::stop_token stop) {
    std::optional<std::string> feed_id;
    const auto done =
        line_->Act(store, kCreateFeed, {"POST", std::string(kFeedsPath), body}, Priority::kReadBack,
                   stop, Into<std::string>(feed_id, wire::ReadCreatedFeed));
    if (!done) {
        return RefuseWrite(done.error());
    }
    return std::move(*feed_id);
}

CallResult<wire::FeedDocument> ChannelWrites::CreateFeedDocument(const domain::Store& store,
                                                                 const std::string& content_type,
                                                                 std::stop_token stop) {
    std::optional<wire::FeedDocument> document;
    const auto done = line_->Act(
        store, kCreateFeedDocument,
        {"POST", std::string(kDocumentsPath), wire::WriteFeedDocumentRequest(content_type)},
        Priority::kReadBack, stop, Into<wire::FeedDocument>(document, wire::ReadFeedDocument));
    if (!done) {
        return tl::unexpected(done.error());
    }
    return std::move(*document);
}

CallResult<void> ChannelWrites::UploadFeedDocument(const domain::Store& store,
                                                   const std::string& url,
                                                   const std::string& content_type,
                                                   const std::string& text, std::stop_token stop) {
    if (text.size() > kFeedBytesMax) {
        return tl::unexpected(NotSent(kUpload, "the feed is larger than Amazon takes"));
    }
    if (!IsStorageUrlAllowed(store, url)) {
        return tl::unexpected(NotSent(kUpload, "the URL of the document is not one to send to"));
    }
    // The content type is part of what the URL was signed for: byte for byte the same.
    const HttpRequest request{"PUT", url, {{"Content-Type", content_type}}, text};
    const auto answer = line_->Exchange(store, kUpload, request, stop);
    if (!answer) {
        return tl::unexpected(answer.error());
    }
    if (answer->status != 200) {
        return tl::unexpected(FailureOfAnswer(kUpload, *answer));
    }
    return {};
}

CallResult<wire::Feed> ChannelWrites::GetFeed(const domain::Store& store,
                                              const std::string& feed_id, std::stop_token stop) {
    std::optional<wire::Feed> feed;
    const auto read = [&](const std::string& body) -> base::Result<> {
        auto answer = wire::ReadFeed(body);
        if (!answer) {
            return base::Fail(answer.error());
        }
        if (answer->id != feed_id) {
            return base::Fail(base::Malformed("the answer is about another feed"));
        }
        feed = std::move(*answer);
        return {};
    };
    const auto done =
        line_->Get(store, kGetFeed, std::string(kFeedsPath) + "/" + base::PercentEncode(feed_id),
                   Priority::kReadBack, stop, read);
    if (!done) {
        return tl::unexpected(done.error());
    }
    return std::move(*feed);
}

CallResult<std::vector<wire::Feed>> ChannelWrites::GetFeeds(const domain::Store& store,
                                                            const std::string& feed_type,
                                                            base::Instant since,
                                                            std::stop_token stop) {
    std::vector<wire::Feed> feeds;
    std::string query = "?feedTypes=" + base::PercentEncode(feed_type) +
                        "&pageSize=100&createdSince=" + base::PercentEncode(since.ToIsoMillis());
    for (int page_no = 1; page_no <= kFeedPagesMax; ++page_no) {
        std::optional<wire::FeedPage> page;
        const auto done =
            line_->Get(store, kGetFeeds, std::string(kFeedsPath) + query, Priority::kReadBack, stop,
                       Into<wire::FeedPage>(page, wire::ReadFeedPage));
        if (!done) {
            return tl::unexpected(done.error());
        }
        std::move(page->feeds.begin(), page->feeds.end(), std::back_inserter(feeds));
        if (page->next_token.empty()) {
            return feeds;
        }
        // "call the getFeeds operation with this token as the only parameter"
        query = "?nextToken=" + base::PercentEncode(page->next_token);
    }
    CallFailure failure = MakeFailure(FailureKind::kBadAnswer, kGetFeeds.name);
    failure.text = "the list of feeds has no end";
    return tl::unexpected(std::move(failure));
}

CallResult<std::string> ChannelWrites::DownloadFeedDocument(const domain::Store& store,
                                                            const std::string& document_id,
                                                            std::stop_token stop) {
    std::optional<wire::FeedDocument> document;
    const auto done = line_->Get(
        store, kGetFeedDocument,
        std::string(kDocumentsPath) + "/" + base::PercentEncode(document_id), Priority::kReadBack,
        stop, Into<wire::FeedDocument>(document, wire::ReadFeedDocument));
    if (!done) {
        return tl::unexpected(done.error());
    }
    if (!IsStorageUrlAllowed(store, document->url)) {
        return tl::unexpected(NotSent(kDownload, "the URL of the document is not one to ask"));
    }
    const auto answer = line_->Exchange(store, kDownload, {"GET", document->url, {}, {}}, stop);
    if (!answer) {
        return tl::unexpected(answer.error());
    }
    if (answer->status != 200) {
        return tl::unexpected(FailureOfAnswer(kDownload, *answer));
    }
    const auto too_large = [&] {
        CallFailure failure = MakeFailure(FailureKind::kBadAnswer, kDownload);
        failure.text = "the document is too large or cannot be unpacked";
        return tl::unexpected(std::move(failure));
    };
    // Some servers on the way unpack what was announced as packed.
    const bool is_packed = answer->body.starts_with("\x1f\x8b");
    if (answer->body.size() > (is_packed ? kPackedReportBytesMax : kReportBytesMax)) {
        return too_large();
    }
    if (!is_packed) {
        return answer->body;
    }
    auto text = base::Gunzip(
        answer->body,
        std::min(kReportBytesMax, kUnpackedBytesFree + answer->body.size() * kUnpackRatioMax));
    if (!text) {
        return too_large();
    }
    return std::move(*text);
}

}  // namespace orderyard::amazon
