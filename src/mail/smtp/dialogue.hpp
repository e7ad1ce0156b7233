// The conversation with a mail server, overheard: how far it came and what the server said last.
// This, not the library's error code, tells a mail that was not taken from one that perhaps was.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "ports/mailer.hpp"

namespace orderyard::mail {

class Dialogue {
  public:
    // `recipient` is the one without whom the mail makes no sense.
    explicit Dialogue(std::string recipient) : recipient_(std::move(recipient)) {}

    // A line or several that we said / that the server said; without STARTTLS's encryption.
    void Said(std::string_view text);
    void Heard(std::string_view text);

    bool IsRecipientRefused() const { return is_recipient_refused_; }
    // The server has asked for the mail itself: from now on it may have it.
    bool IsBodyUnderWay() const { return is_body_under_way_; }

    // What became of the mail. `is_ok`: the library says it was taken. `failure`: its words
    // otherwise; `problem`: our word for it ("connect", "tls", "no_answer" ...).
    ports::MailAnswer Judge(bool is_ok, const std::string& failure,
                            const std::string& problem) const;

  private:
    enum class Step { kGreeting, kHello, kTls, kLogin, kSender, kRecipient, kData, kBody, kAfter };

    void HeardLine(std::string_view line);

    std::string recipient_;
    Step step_ = Step::kGreeting;
    std::string at_recipient_;
    std::string said_rest_, heard_rest_;  // begun lines
    std::string last_text_;               // lines of the reply that is being heard
    int last_code_ = 0;
    Step last_step_ = Step::kGreeting;
    bool is_recipient_refused_ = false;
    bool is_body_under_way_ = false;
    bool has_final_answer_ = false;
    int refusal_code_ = 0;
    std::string refusal_text_;
    Step refusal_step_ = Step::kGreeting;
    std::set<std::string> refused_;
};

}  // namespace orderyard::mail
