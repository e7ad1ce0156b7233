// RFC 5321: the client says one command, the server answers with a code and a text of one or more
// lines. A mail is the server's from the moment it answers 250 to its end; between our last byte
// and that answer nobody can tell (RFC 1047).
#include "mail/smtp/dialogue.hpp"

#include "base/text.hpp"

namespace orderyard::mail {

using ports::MailAnswer;
using ports::MailFate;

namespace {

constexpr std::size_t kAnswerBytesMax = 500;

std::string_view Word(std::string_view line) {
    return line.substr(0, line.find_first_of(" :\r\n"));
}

// "RCPT TO:<a@b> NOTIFY=..." -> a@b
std::string AddressOf(std::string_view line) {
    const auto begin = line.find('<');
    const auto end = line.find('>');
    return begin == std::string_view::npos || end == std::string_view::npos
               ? ""
               : std::string(line.substr(begin + 1, end - begin - 1));
}

// Calls `use` with each whole line of what came, and keeps the rest for later.
template <class Use>
void EachLine(std::string& rest, std::string_view text, Use use) {
    rest += text;
    for (auto end = rest.find('\n'); end != std::string::npos; end = rest.find('\n')) {
        use(std::string_view(rest).substr(0, end));
        rest.erase(0, end + 1);
    }
}

}  // namespace

void Dialogue::Said(std::string_view text) {
    EachLine(said_rest_, text, [this](std::string_view line) {
        const std::string word = base::AsciiUpper(Word(line));
        if (word == "EHLO" || word == "HELO") {
            step_ = Step::kHello;
        } else if (word == "STARTTLS") {
            step_ = Step::kTls;
        } else if (word == "AUTH") {
            step_ = Step::kLogin;
        } else if (word == "MAIL") {
            step_ = Step::kSender;
        } else if (word == "RCPT") {
            step_ = Step::kRecipient;
            at_recipient_ = AddressOf(line);
        } else if (word == "DATA") {
            step_ = Step::kData;
        } else if (word == "QUIT" || word == "RSET") {
            step_ = Step::kAfter;
        }
    });
}

void Dialogue::Heard(std::string_view text) {
    EachLine(heard_rest_, text, [this](std::string_view line) { HeardLine(base::Trim(line)); });
}

void Dialogue::HeardLine(std::string_view line) {
    const auto code = base::ParseInt(line.substr(0, 3));
    if (line.size() < 3 || !code || *code < 100 || step_ == Step::kAfter) {
        return;
    }
    last_text_ += (last_text_.empty() ? "" : " ") + std::string(line.substr(0, kAnswerBytesMax));
    if (line.size() > 3 && line[3] == '-') {
        return;  // more lines follow
    }
    const std::string reply(base::TruncateUtf8(last_text_, kAnswerBytesMax));
    last_text_.clear();
    last_code_ = static_cast<int>(*code);
    last_step_ = step_;
    if (step_ == Step::kData && last_code_ == 354) {
        step_ = Step::kBody;
        is_body_under_way_ = true;
        return;
    }
    has_final_answer_ = has_final_answer_ || step_ == Step::kBody;
    if (last_code_ < 400) {
        return;
    }
    const bool is_copy = step_ == Step::kRecipient && at_recipient_ != recipient_;
    if (step_ == Step::kRecipient) {
        refused_.insert(at_recipient_);
        is_recipient_refused_ = is_recipient_refused_ || !is_copy;
    }
    if (!is_copy) {
        refusal_code_ = last_code_;
        refusal_text_ = reply;
        refusal_step_ = step_;
    }
}

MailAnswer Dialogue::Judge(bool is_ok, const std::string& failure,
                           const std::string& problem) const {
    MailAnswer answer;
    answer.reply_code = refusal_code_;
    answer.text = refusal_text_;
    if (is_ok) {
        answer.fate = MailFate::kTaken;
        answer.reply_code = last_code_ >= 200 && last_code_ < 300 ? last_code_ : 250;
        answer.text.clear();
        answer.refused_copies.assign(refused_.begin(), refused_.end());
        return answer;
    }
    if (is_body_under_way_ && !has_final_answer_) {
        answer.fate = MailFate::kDoubtful;
        answer.problem = "no_answer";
        answer.text = failure;
        return answer;
    }
    if (refusal_code_ == 0) {  // nobody refused anything: the way there failed
        answer.fate = MailFate::kLater;
        answer.problem = problem;
        answer.text = failure;
        return answer;
    }
    // Who may not log in or send at all is a matter of the settings: once they are put right,
    // what waited goes out.
    const bool is_set_up = refusal_step_ == Step::kGreeting || refusal_step_ == Step::kHello ||
                           refusal_step_ == Step::kTls || refusal_step_ == Step::kLogin ||
                           refusal_code_ == 530 || refusal_code_ == 535 || refusal_code_ == 538;
    if (is_set_up) {
        const bool is_tls = refusal_step_ == Step::kTls || refusal_code_ == 538;
        const bool is_login =
            refusal_step_ == Step::kLogin || refusal_code_ == 530 || refusal_code_ == 535;
        answer.problem = is_tls ? "tls" : (is_login ? "login" : "connect");
        answer.fate = MailFate::kLater;
    } else if (refusal_code_ < 500) {
        answer.problem = "temporary";
        answer.fate = MailFate::kLater;
    } else {
        answer.problem = "refused";
        answer.fate = MailFate::kRefused;
    }
    return answer;
}

}  // namespace orderyard::mail
