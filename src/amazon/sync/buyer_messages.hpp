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
    // The PDF of an invoice, with its name; nullopt: there is none.
    using InvoiceFile = std::function<std::optional<ports::MailAttachment>(
        ports::Transaction&, domain::OrderId, domain::InvoiceId)>;

    // Database and clock must outlive it.
    BuyerMessages(ports::Database& database, const ports::Clock& clock,
                  std::shared_ptr<CallLine> line, InvoiceFile invoice_file)
        : database_(database),
          clock_(clock),
          client_(std::move(line)),
          invoice_file_(std::move(invoice_file)) {}

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
    // The file that goes with it, uploaded. False: it was ended or put off instead.
    bool UploadFile(const domain::Store& store, const ports::Mail& queued, const Target& target,
                    std::stop_token stop, std::optional<UploadedFile>& uploaded);
    void Judge(const ports::Mail& begun, const WriteResult<WriteReceipt>& sent);
    // What a request for a review came to is seen by asking whether it may be made.
    void LookForReview(const domain::Store& store, ports::Mail message, std::stop_token stop);
    void Wait(ports::Mail message, const CallFailure& failure);
    void End(ports::Mail message, domain::MailState state, std::string problem, std::string answer,
             int status);

    ports::Database& database_;
    const ports::Clock& clock_;
    MessagesClient client_;
    InvoiceFile invoice_file_;
};

}  // namespace orderyard::amazon
