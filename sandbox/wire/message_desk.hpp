// Messaging v1 and Solicitations v1: what a seller may write to the buyer of an order now, what was
// written, and whether a review was asked for. Each kind of message once an order.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "http/message.hpp"
#include "sandbox/wire/message_files.hpp"
#include "sandbox/world/order.hpp"

namespace orderyard::sandbox {

bool IsMessageOperation(std::string_view operation);

struct AttachedFile {
    std::string name;
    std::string content_type;
    std::string bytes;
};

struct BuyerMessage {
    base::Instant at;
    std::string action;  // in the words of the paths: confirmOrderDetails ...
    std::string text;
    std::vector<AttachedFile> files = {};
    std::string coverage = {};  // of a warranty: "<from>/<to>", or empty
};

class MessageDesk {
  public:
    explicit MessageDesk(std::uint64_t seed) : files_(seed) {}

    MessageFiles& files() { return files_; }
    // `order` is the one the path names. `now`: Amazon's.
    http::Response Answer(std::string_view operation, const http::Request& request,
                          const Order& order, base::Instant now);
    // What was sent, oldest first; a review request is "productReviewAndSellerFeedback".
    const std::vector<BuyerMessage>& SentFor(const std::string& order_id) const;

  private:
    std::vector<std::string> AllowedFor(const Order& order) const;
    bool MayAskForReview(const Order& order, base::Instant now) const;
    bool HasSent(const std::string& order_id, std::string_view action) const;
    http::Response Send(const std::string& action, const http::Request& request, const Order& order,
                        base::Instant now);
    http::Response AskForReview(const Order& order, base::Instant now);

    MessageFiles files_;
    std::map<std::string, std::vector<BuyerMessage>> sent_;
};

}  // namespace orderyard::sandbox
