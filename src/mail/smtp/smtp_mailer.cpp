// STARTTLS, when asked for, is required, and certificates are checked: a mail holds a buyer's
// address.
#include "mail/smtp/smtp_mailer.hpp"

#include <curl/curl.h>

#include "base/check.hpp"
#include "mail/smtp/dialogue.hpp"
#include "mail/smtp/header_text.hpp"

namespace orderyard::mail {
namespace {

using ports::Letter;
using ports::MailAnswer;

constexpr long kConnectSeconds = 20;

struct Attempt {
    Dialogue dialogue;
    std::stop_token stop;
};

int Overhear(CURL*, curl_infotype type, char* bytes, std::size_t size, void* attempt) {
    Dialogue& dialogue = static_cast<Attempt*>(attempt)->dialogue;
    if (type == CURLINFO_HEADER_OUT) {
        dialogue.Said({bytes, size});
    } else if (type == CURLINFO_HEADER_IN) {
        dialogue.Heard({bytes, size});
    }
    return 0;
}

// Ends the conversation when the recipient was refused: the copies alone make no sense.
std::size_t TakeReply(char*, std::size_t size, std::size_t count, void* attempt) {
    return static_cast<Attempt*>(attempt)->dialogue.IsRecipientRefused() ? 0 : size * count;
}

std::size_t Drop(char*, std::size_t size, std::size_t count, void*) {
    return size * count;
}

int LookForStop(void* attempt, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    const auto* a = static_cast<Attempt*>(attempt);
    return a->stop.stop_requested() && !a->dialogue.IsBodyUnderWay() ? 1 : 0;
}

struct ListFree {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using List = std::unique_ptr<curl_slist, ListFree>;

void Append(List& list, const std::string& text) {
    curl_slist* longer = curl_slist_append(list.get(), text.c_str());
    base::Check(longer != nullptr, "memory for a mail");
    (void)list.release();
    list.reset(longer);
}

void AddBytes(curl_mimepart* part, const std::string& bytes, const std::string& type) {
    curl_mime_data(part, bytes.data(), bytes.size());
    curl_mime_type(part, type.c_str());
    curl_mime_encoder(part, "base64");
}

curl_mime* Alternatives(CURL* curl, const Letter& letter) {
    curl_mime* both = curl_mime_init(curl);
    AddBytes(curl_mime_addpart(both), letter.text, "text/plain; charset=utf-8");
    if (letter.html.empty()) {
        return both;
    }
    if (letter.inline_images.empty()) {
        AddBytes(curl_mime_addpart(both), letter.html, "text/html; charset=utf-8");
        return both;
    }
    curl_mime* related = curl_mime_init(curl);
    AddBytes(curl_mime_addpart(related), letter.html, "text/html; charset=utf-8");
    for (const auto& image : letter.inline_images) {
        curl_mimepart* part = curl_mime_addpart(related);
        AddBytes(part, image.bytes, image.media_type);
        List headers;
        Append(headers, "Content-ID: <" + image.file_name + ">");
        Append(headers, "Content-Disposition: inline");
        curl_mime_headers(part, headers.release(), 1);
    }
    curl_mimepart* part = curl_mime_addpart(both);
    curl_mime_subparts(part, related);
    curl_mime_type(part, "multipart/related");
    return both;
}

curl_mime* Body(CURL* curl, const Letter& letter) {
    curl_mime* whole = curl_mime_init(curl);
    curl_mimepart* said = curl_mime_addpart(whole);
    curl_mime_subparts(said, Alternatives(curl, letter));
    curl_mime_type(said, "multipart/alternative");
    for (const auto& file : letter.attachments) {
        curl_mimepart* part = curl_mime_addpart(whole);
        AddBytes(part, file.bytes, file.media_type);
        curl_mime_filename(part, file.file_name.c_str());
    }
    return whole;
}

List Headers(const Letter& letter) {
    List headers;
    Append(headers, "Date: " + HeaderDate(letter.date));
    Append(headers, "From: " + HeaderAddress(letter.sender_name, letter.sender_address));
    Append(headers, "To: " + HeaderAddress("", letter.recipient));
    if (!letter.reply_to.empty()) {
        Append(headers, "Reply-To: " + HeaderAddress("", letter.reply_to));
    }
    Append(headers, "Subject: " + HeaderText(letter.subject));
    Append(headers, "Message-ID: <" + letter.message_id + ">");
    Append(headers, "Auto-Submitted: auto-generated");
    return headers;
}

// Our word for what the library could not do.
const char* ProblemOf(CURLcode code) {
    switch (code) {
        case CURLE_OPERATION_TIMEDOUT: return "timeout";
        case CURLE_PEER_FAILED_VERIFICATION:
        case CURLE_SSL_CONNECT_ERROR:
        case CURLE_USE_SSL_FAILED:
        case CURLE_SSL_CACERT_BADFILE: return "tls";
        case CURLE_LOGIN_DENIED: return "login";
        case CURLE_ABORTED_BY_CALLBACK: return "stopped";
        default: return "connect";
    }
}

class SmtpMailer final : public ports::Mailer {
  public:
    SmtpMailer() : curl_(curl_easy_init()) {
        base::Check(curl_ != nullptr, "libcurl has been set up");
    }
    ~SmtpMailer() override { curl_easy_cleanup(curl_); }
    SmtpMailer(const SmtpMailer&) = delete;
    SmtpMailer& operator=(const SmtpMailer&) = delete;

    MailAnswer Send(const domain::MailServer& server, const Letter& letter,
                    std::stop_token stop) override {
        Attempt attempt{Dialogue(letter.recipient), std::move(stop)};
        const List headers = Headers(letter);
        List recipients;
        Append(recipients, "<" + letter.recipient + ">");
        for (const std::string& copy : letter.blind_copies) {
            Append(recipients, "<" + copy + ">");
        }
        curl_easy_reset(curl_);  // keeps the connection
        SetServer(server, letter);
        curl_easy_setopt(curl_, CURLOPT_MAIL_RCPT, recipients.get());
        curl_easy_setopt(curl_, CURLOPT_HTTPHEADER, headers.get());
        curl_mime* body = Body(curl_, letter);
        curl_easy_setopt(curl_, CURLOPT_MIMEPOST, body);
        Listen(attempt);
        char words[CURL_ERROR_SIZE] = "";
        curl_easy_setopt(curl_, CURLOPT_ERRORBUFFER, words);
        const CURLcode code = curl_easy_perform(curl_);
        curl_easy_setopt(curl_, CURLOPT_ERRORBUFFER, nullptr);
        curl_mime_free(body);
        const std::string failure = words[0] != '\0' ? words : curl_easy_strerror(code);
        return attempt.dialogue.Judge(code == CURLE_OK, failure, ProblemOf(code));
    }

  private:
    void SetServer(const domain::MailServer& server, const Letter& letter) {
        const bool is_tls = server.security == domain::MailSecurity::kTls;
        const bool is_v6 = server.host.find(':') != std::string::npos;
        const std::string host = is_v6 ? "[" + server.host + "]" : server.host;
        // The path is what we call ourselves.
        const std::string url = (is_tls ? "smtps://" : "smtp://") + host + ":" +
                                std::to_string(server.port) + "/" +
                                letter.sender_address.substr(letter.sender_address.rfind('@') + 1);
        curl_easy_setopt(curl_, CURLOPT_URL, url.c_str());
        curl_easy_setopt(curl_, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
        curl_easy_setopt(curl_, CURLOPT_PROXY, "");
        curl_easy_setopt(curl_, CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(
            curl_, CURLOPT_USE_SSL,
            static_cast<long>(server.security == domain::MailSecurity::kNone ? CURLUSESSL_NONE
                                                                             : CURLUSESSL_ALL));
        curl_easy_setopt(curl_, CURLOPT_SSL_VERIFYPEER, 1L);
        curl_easy_setopt(curl_, CURLOPT_SSL_VERIFYHOST, 2L);
        curl_easy_setopt(curl_, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
        if (!server.ca_certificate.empty()) {
            curl_blob blob{};
            blob.data = const_cast<char*>(server.ca_certificate.data());
            blob.len = server.ca_certificate.size();
            blob.flags = CURL_BLOB_COPY;
            curl_easy_setopt(curl_, CURLOPT_CAINFO_BLOB, &blob);
        }
        if (!server.user.empty()) {
            curl_easy_setopt(curl_, CURLOPT_USERNAME, server.user.c_str());
            curl_easy_setopt(curl_, CURLOPT_PASSWORD, server.password.c_str());
        }
        curl_easy_setopt(curl_, CURLOPT_CONNECTTIMEOUT, kConnectSeconds);
        curl_easy_setopt(curl_, CURLOPT_TIMEOUT, static_cast<long>(server.timeout_seconds));
        curl_easy_setopt(curl_, CURLOPT_MAIL_FROM, ("<" + letter.sender_address + ">").c_str());
        curl_easy_setopt(curl_, CURLOPT_MAIL_RCPT_ALLLOWFAILS, 1L);
    }

    void Listen(Attempt& attempt) {
        curl_easy_setopt(curl_, CURLOPT_VERBOSE, 1L);  // only this makes DEBUGFUNCTION hear
        curl_easy_setopt(curl_, CURLOPT_DEBUGFUNCTION, Overhear);
        curl_easy_setopt(curl_, CURLOPT_DEBUGDATA, &attempt);
        curl_easy_setopt(curl_, CURLOPT_HEADERFUNCTION, TakeReply);
        curl_easy_setopt(curl_, CURLOPT_HEADERDATA, &attempt);
        curl_easy_setopt(curl_, CURLOPT_WRITEFUNCTION, Drop);
        curl_easy_setopt(curl_, CURLOPT_NOPROGRESS, 0L);
        curl_easy_setopt(curl_, CURLOPT_XFERINFOFUNCTION, LookForStop);
        curl_easy_setopt(curl_, CURLOPT_XFERINFODATA, &attempt);
    }

    CURL* curl_;
};

}  // namespace

std::unique_ptr<ports::Mailer> MakeSmtpMailer() {
    return std::make_unique<SmtpMailer>();
}

}  // namespace orderyard::mail
