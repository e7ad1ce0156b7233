// Amazon's Messaging v1 and Solicitations v1: which messages to the buyer of an order it allows
// now, and sending one. In our neutral words (domain/mail/channel_message.hpp).
#pragma once

#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "amazon/client/writes_client.hpp"
#include "ports/mailer.hpp"

namespace orderyard::amazon {

// A file that Amazon's storage has taken for one message.
struct UploadedFile {
    std::string id;
    std::string name;  // as the buyer sees it
};

// Safe to use from several threads.
class MessagesClient {
  public:
    explicit MessagesClient(std::shared_ptr<CallLine> line) : line_(std::move(line)) {}

    // Of both APIs. A kind we do not know is left out.
    CallResult<std::vector<std::string>> Allowed(const domain::Store& store,
                                                 const std::string& number,
                                                 const std::string& marketplace,
                                                 std::stop_token stop);
    // Whether a review may be requested: false once it was, which proves that a request arrived.
    CallResult<bool> MayRequestReview(const domain::Store& store, const std::string& number,
                                      const std::string& marketplace, std::stop_token stop);
    // Puts a file where a message of this kind and order may name it. Harmless to repeat: a file
    // that no message names has no effect.
    CallResult<UploadedFile> Upload(const domain::Store& store, const std::string& number,
                                    const std::string& marketplace, const std::string& kind,
                                    const ports::MailAttachment& file, std::stop_token stop);
    // `kind`: one of Allowed's; `text` and `file` as domain/mail/channel_message.hpp says. Sent
    // once.
    WriteResult<WriteReceipt> Send(const domain::Store& store, const std::string& number,
                                   const std::string& marketplace, const std::string& kind,
                                   const std::string& text, const std::optional<UploadedFile>& file,
                                   std::stop_token stop);

  private:
    CallResult<std::vector<std::string>> Actions(const domain::Store& store,
                                                 const std::string& operation,
                                                 const std::string& path, std::stop_token stop);

    std::shared_ptr<CallLine> line_;
};

}  // namespace orderyard::amazon
