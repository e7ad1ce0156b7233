// The calls that make Amazon do something, and those around its feeds. Each is sent once; what is
// known afterwards is in the result. Repeating is the business of whoever keeps the books
// (amazon/sync).
#pragma once

#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "amazon/client/orders_client.hpp"
#include "amazon/client/write_outcome.hpp"
#include "amazon/wire/feed_answers.hpp"

namespace orderyard::amazon {

// What Amazon said to a good call: for the log that its support asks for.
struct WriteReceipt {
    int http_status = 0;
    std::string request_id;
};

// A real Amazon never sends us to this machine; only a stand-in that runs on it does.
bool IsStorageUrlAllowed(const domain::Store& store, std::string_view url);

// Safe to use from several threads.
class ChannelWrites {
  public:
    explicit ChannelWrites(std::shared_ptr<CallLine> line);
    ~ChannelWrites();

    // `body`: wire::WriteShipmentConfirmation, byte for byte what was kept before.
    WriteResult<WriteReceipt> ConfirmShipment(const domain::Store& store, const std::string& number,
                                              const std::string& body, std::stop_token stop);
    // The whole order; a preview of Amazon's, not open to every seller.
    WriteResult<WriteReceipt> CancelOrder(const domain::Store& store, const std::string& number,
                                          const std::string& body, std::stop_token stop);
    WriteResult<std::string> CreateFeed(const domain::Store& store, const std::string& body,
                                        std::stop_token stop);  // the feed's id

    // Harmless to repeat: a document that no feed names has no effect.
    CallResult<wire::FeedDocument> CreateFeedDocument(const domain::Store& store,
                                                      const std::string& content_type,
                                                      std::stop_token stop);
    // kBadRequest for a text over limits::kFeedBytesMax. kForbidden: the URL has run out.
    CallResult<void> UploadFeedDocument(const domain::Store& store, const std::string& url,
                                        const std::string& content_type, const std::string& text,
                                        std::stop_token stop);

    CallResult<wire::Feed> GetFeed(const domain::Store& store, const std::string& feed_id,
                                   std::stop_token stop);
    // Every page, or none: a listing that is not complete proves nothing.
    CallResult<std::vector<wire::Feed>> GetFeeds(const domain::Store& store,
                                                 const std::string& feed_type, base::Instant since,
                                                 std::stop_token stop);
    // The result's text, unpacked. kBadAnswer when it is too large, packed or not.
    CallResult<std::string> DownloadFeedDocument(const domain::Store& store,
                                                 const std::string& document_id,
                                                 std::stop_token stop);

  private:
    std::shared_ptr<CallLine> line_;
};

}  // namespace orderyard::amazon
