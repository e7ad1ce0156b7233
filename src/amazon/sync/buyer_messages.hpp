// Sends the messages to buyers that Amazon's own messaging carries, and requests for reviews. The
// same proof discipline as for mails and follow-ups: recorded before it is sent, read back where
// Amazon shows it, doubtful where it does not, and only a person sends a doubtful one again.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

#include "amazon/client/messages_client.hpp"
#include "domain/channel/store.hpp"
#include "ports/clock.hpp"
#include "ports/database.hpp"
#include "ports/mail_store.hpp"

namespace orderyard::amazon {

class BuyerMessages {
  public:
    // Both must outlive it.
    BuyerMessages(ports::Database& database, const ports::Clock& clock,
                  std::shared_ptr<CallLine> line)
        : database_(database), clock_(clock), client_(std::move(line)) {}

    // One run of a store at a time (its lease). `may_send` is asked before each message.
    void RunOnce(const domain::Store& store, const std::function<bool()>& may_send,
                 std::stop_token stop);
    std::optional<base::Instant> NextDue(domain::StoreId store) const;

  private:
    struct Target {
        std::string number;
        std::string marketplace;
    };
    std::optional<Target> TargetOf(const ports::Mail& message) const;
    void SendOne(const domain::Store& store, const ports::Mail& queued, std::stop_token stop);
    // What a request for a review came to is seen by asking whether it may be made.
    void LookForReview(const domain::Store& store, ports::Mail message, std::stop_token stop);
    void Wait(ports::Mail message, const CallFailure& failure);
    void End(ports::Mail message, domain::MailState state, std::string problem, std::string answer,
             int status);

    ports::Database& database_;
    const ports::Clock& clock_;
    MessagesClient client_;
};

}  // namespace orderyard::amazon
