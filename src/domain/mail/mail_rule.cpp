// What is stored here ends up in headers and in commands to a mail server, so everything that could
// end a line is refused before it is kept.
#include "domain/mail/mail_rule.hpp"

#include <algorithm>

#include "base/limits.hpp"
#include "domain/words.hpp"

namespace orderyard::domain {
namespace {

constexpr Words<CopyMethod, 2> kCopyWords{
    {{CopyMethod::kBcc, "bcc"}, {CopyMethod::kSeparate, "separate"}}};
constexpr Words<MailSecurity, 3> kSecurityWords{{{MailSecurity::kNone, "none"},
                                                 {MailSecurity::kStartTls, "starttls"},
                                                 {MailSecurity::kTls, "tls"}}};
constexpr Words<MailAudience, 2> kAudienceWords{
    {{MailAudience::kCustomer, "customer"}, {MailAudience::kGuest, "guest"}}};

constexpr Words<MailState, 6> kStateWords{{{MailState::kQueued, "queued"},
                                           {MailState::kSending, "sending"},
                                           {MailState::kSent, "sent"},
                                           {MailState::kRefused, "refused"},
                                           {MailState::kDoubtful, "doubtful"},
                                           {MailState::kGivenUp, "given_up"}}};

constexpr std::size_t kAddressBytesMax = 254;  // RFC 5321, 4.5.3.1.3, without the brackets
constexpr std::size_t kLocalBytesMax = 64;
constexpr std::size_t kNameBytesMax = 128;

bool IsIn(std::string_view text, std::string_view extra) {
    return std::all_of(text.begin(), text.end(), [extra](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               extra.find(c) != std::string_view::npos;
    });
}

bool IsHostName(std::string_view host) {
    return !host.empty() && host.size() <= 253 && IsIn(host, "-.:") && host.front() != '-' &&
           host.front() != '.' && host.find("..") == std::string_view::npos;
}

bool IsPrintable(std::string_view text) {
    return std::none_of(text.begin(), text.end(),
                        [](char c) { return (static_cast<unsigned char>(c) < 0x20) || c == 0x7F; });
}

base::Result<> CheckAddress(std::string_view field, const std::string& address) {
    if (address.empty() || IsMailAddress(address)) {
        return {};
    }
    return base::Fail(
        base::InvalidInput(std::string(field), "Write an address such as shop@example.com."));
}

base::Result<> CheckName(std::string_view field, const std::string& name) {
    if (name.size() <= kNameBytesMax && IsPrintable(name)) {
        return {};
    }
    return base::Fail(
        base::InvalidInput(std::string(field), "Write a name of one line, up to 128 bytes."));
}

bool IsLoopback(std::string_view host) {
    return host == "localhost" || host == "::1" || host.starts_with("127.");
}

}  // namespace

bool IsCommentMail(MailKind kind) {
    switch (kind) {
        case MailKind::kOrderComment:
        case MailKind::kInvoiceComment:
        case MailKind::kShipmentComment:
        case MailKind::kCreditMemoComment: return true;
        case MailKind::kOrder:
        case MailKind::kInvoice:
        case MailKind::kShipment:
        case MailKind::kCreditMemo:
        case MailKind::kMessage: return false;
    }
    return false;
}

std::string_view ToString(CopyMethod method) {
    return WordOf(kCopyWords, method);
}
std::optional<CopyMethod> CopyMethodFrom(std::string_view text) {
    return EnumOf(kCopyWords, text);
}

std::string_view ToString(MailSecurity security) {
    return WordOf(kSecurityWords, security);
}
std::optional<MailSecurity> MailSecurityFrom(std::string_view text) {
    return EnumOf(kSecurityWords, text);
}

std::string_view ToString(MailAudience audience) {
    return WordOf(kAudienceWords, audience);
}
std::optional<MailAudience> MailAudienceFrom(std::string_view text) {
    return EnumOf(kAudienceWords, text);
}

std::string_view ToString(MailState state) {
    return WordOf(kStateWords, state);
}
std::optional<MailState> MailStateFrom(std::string_view text) {
    return EnumOf(kStateWords, text);
}

bool IsMailLanguage(std::string_view language) {
    return language == "en" || language == "ko";
}

bool IsMailAddress(std::string_view address) {
    const std::size_t at = address.rfind('@');
    if (at == std::string_view::npos || address.size() > kAddressBytesMax) {
        return false;
    }
    const std::string_view local = address.substr(0, at);
    const std::string_view host = address.substr(at + 1);
    return !local.empty() && local.size() <= kLocalBytesMax &&
           IsIn(local, "!#$%&'*+-/=?^_`{|}~.") && local.front() != '.' && local.back() != '.' &&
           IsHostName(host) && host.find(':') == std::string_view::npos;
}

base::Result<> CheckMailRule(const MailRule& rule) {
    if (auto checked = CheckName("sender_name", rule.sender_name); !checked) {
        return checked;
    }
    if (auto checked = CheckAddress("sender_address", rule.sender_address); !checked) {
        return checked;
    }
    if (auto checked = CheckAddress("reply_to", rule.reply_to); !checked) {
        return checked;
    }
    if (rule.copy_to.size() > kMailCopiesMax) {
        return base::Fail(base::InvalidInput("copy_to", "Name up to 10 addresses."));
    }
    for (std::size_t i = 0; i < rule.copy_to.size(); ++i) {
        if (!IsMailAddress(rule.copy_to[i])) {
            return base::Fail(base::InvalidInput("copy_to[" + std::to_string(i) + "]",
                                                 "Write an address such as shop@example.com."));
        }
    }
    if (!IsMailLanguage(rule.language)) {
        return base::Fail(base::InvalidInput("language", "Choose en or ko."));
    }
    return {};
}

base::Result<> CheckMailServer(const MailServer& server) {
    if (!IsHostName(server.host)) {
        return base::Fail(
            base::InvalidInput("host", "Write the server's name, such as mail.example.com."));
    }
    if (server.port < 1 || server.port > 65'535) {
        return base::Fail(base::InvalidInput("port", "A number from 1 to 65535."));
    }
    if (!IsPrintable(server.user) || !IsPrintable(server.password)) {
        return base::Fail(base::InvalidInput("user", "Neither user nor password has two lines."));
    }
    if (!server.password.empty() && server.user.empty()) {
        return base::Fail(base::InvalidInput("user", "A password needs a user."));
    }
    if (!server.user.empty() && server.security == MailSecurity::kNone &&
        !IsLoopback(server.host)) {
        return base::Fail(base::InvalidInput(
            "security",
            "A password goes over an encrypted connection only: choose starttls or "
            "tls."));
    }
    if (auto checked = CheckName("sender_name", server.sender_name); !checked) {
        return checked;
    }
    if (!IsMailAddress(server.sender_address)) {
        return base::Fail(base::InvalidInput("sender_address",
                                             "Write the address that mails come from, such as "
                                             "shop@example.com."));
    }
    if (server.timeout_seconds < kMailTimeoutSecondsMin ||
        server.timeout_seconds > kMailTimeoutSecondsMax) {
        return base::Fail(base::InvalidInput("timeout_seconds", "From 5 to 600 seconds."));
    }
    if (!server.ca_certificate.empty() &&
        (server.ca_certificate.size() > base::limits::kLongTextBytesMax ||
         server.ca_certificate.find("-----BEGIN CERTIFICATE-----") == std::string::npos)) {
        return base::Fail(
            base::InvalidInput("ca_certificate", "Paste certificates in PEM form, up to 16 KiB."));
    }
    return {};
}

}  // namespace orderyard::domain
