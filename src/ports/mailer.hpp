// Hands one mail to a mail server and says what became of it.
#pragma once

#include <stop_token>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "domain/mail/mail_rule.hpp"

namespace orderyard::ports {

struct MailAttachment {
    std::string file_name;  // ASCII
    std::string media_type;
    std::string bytes;
};

// Every text may be hostile; no text of it may start a header of its own.
struct Letter {
    std::string sender_name;
    std::string sender_address;
    std::string reply_to;
    std::string recipient;
    std::vector<std::string> blind_copies;
    std::string message_id;  // without the angle brackets
    base::Instant date;
    std::string subject;
    std::string text;
    std::string html;
    std::vector<MailAttachment> inline_images;  // "cid:<file_name>" in the HTML
    std::vector<MailAttachment> attachments;
};

enum class MailFate {
    kTaken,     // the server has it
    kRefused,   // it will never take this mail: trying again is no use
    kLater,     // not taken now; nothing has left
    kDoubtful,  // the whole mail was handed over, and no answer came
};

struct MailAnswer {
    MailFate fate = MailFate::kLater;
    int reply_code = 0;   // of the server, or 0
    std::string problem;  // as in Mail::problem; empty when it was taken
    std::string text;     // the server's or the library's words; may hold addresses
    std::vector<std::string> refused_copies;
};

class Mailer {
  public:
    virtual ~Mailer() = default;
    // Returns within the server's timeout, and soon after `stop` unless the mail is on its way.
    virtual MailAnswer Send(const domain::MailServer& server, const Letter& letter,
                            std::stop_token stop) = 0;
};

}  // namespace orderyard::ports
