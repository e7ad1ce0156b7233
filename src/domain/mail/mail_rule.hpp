// How mails of a kind go out, the server that takes them, and the templates they are made with:
// what a seller sets, and what of it can be used. order-management.md section 8.2.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "domain/order/order_change.hpp"

namespace orderyard::domain {

inline constexpr std::array kMailKinds{
    MailKind::kOrder,          MailKind::kOrderComment,      MailKind::kInvoice,
    MailKind::kInvoiceComment, MailKind::kShipment,          MailKind::kShipmentComment,
    MailKind::kCreditMemo,     MailKind::kCreditMemoComment, MailKind::kMessage,
};
bool IsCommentMail(MailKind kind);  // its reason is a remark, which it shows

enum class CopyMethod {
    kBcc,       // one mail; the copies are hidden recipients of it
    kSeparate,  // a mail of its own for each address
};
std::string_view ToString(CopyMethod method);  // "bcc", "separate"
std::optional<CopyMethod> CopyMethodFrom(std::string_view text);

struct MailRule {
    bool is_enabled = true;
    std::string sender_name;     // empty: the server's
    std::string sender_address;  // empty: the server's
    std::string reply_to;        // empty: no such header
    std::vector<std::string> copy_to;
    CopyMethod copy_method = CopyMethod::kBcc;
    std::string language = "en";  // of the builtin templates: "en", "ko"
    bool attaches_document = false;

    friend bool operator==(const MailRule&, const MailRule&) = default;
};

enum class MailSecurity {
    kNone,
    kStartTls,  // required: without it nothing is sent
    kTls,       // from the first byte
};
std::string_view ToString(MailSecurity security);  // "none", "starttls", "tls"
std::optional<MailSecurity> MailSecurityFrom(std::string_view text);

struct MailServer {
    std::string host;
    int port = 587;
    MailSecurity security = MailSecurity::kStartTls;
    std::string user;
    std::string password;  // sealed at rest; never shown or logged
    std::string sender_name;
    std::string sender_address;
    int timeout_seconds = 60;
    std::string ca_certificate;  // PEM; empty: those the system trusts

    friend bool operator==(const MailServer&, const MailServer&) = default;
};

// Who is written to: with an account in our books, or not.
enum class MailAudience { kCustomer, kGuest };
std::string_view ToString(MailAudience audience);  // "customer", "guest"
std::optional<MailAudience> MailAudienceFrom(std::string_view text);

struct MailTemplate {
    std::string subject;
    std::string text;
    std::string html;

    friend bool operator==(const MailTemplate&, const MailTemplate&) = default;
};

// What has become of a mail.
enum class MailState {
    kQueued,    // to be sent at not_before
    kSending,   // being handed over; found in this state later, nobody knows: kDoubtful
    kSent,      // the server took it
    kRefused,   // the server will not have it, or it waited too long
    kDoubtful,  // perhaps the server has it; a person decides
    kGivenUp,   // a person decided
};
inline constexpr std::array kMailStates{MailState::kQueued,   MailState::kSending,
                                        MailState::kSent,     MailState::kRefused,
                                        MailState::kDoubtful, MailState::kGivenUp};
std::string_view ToString(MailState state);  // "queued", "sending" ...
std::optional<MailState> MailStateFrom(std::string_view text);

inline constexpr int kMailTimeoutSecondsMin = 5;
inline constexpr int kMailTimeoutSecondsMax = 600;
inline constexpr std::size_t kMailCopiesMax = 10;

bool IsMailLanguage(std::string_view language);
// "name@host", ASCII, nothing that could end a line or open a comment in a header or a command.
bool IsMailAddress(std::string_view address);
// kInvalidInput names the field: "sender_address", "copy_to[1]", "host" ...
base::Result<> CheckMailRule(const MailRule& rule);
base::Result<> CheckMailServer(const MailServer& server);

}  // namespace orderyard::domain
