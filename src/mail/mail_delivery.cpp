// Exactly once as far as the protocol allows: attempt recorded, sent, result recorded. A crash in
// between leaves a doubtful mail, never a second one. When a person has a doubtful one sent again,
// it keeps its Message-ID, so that a mailbox which got the first can drop the second.
#include "mail/mail_delivery.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "base/crypto.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "mail/smtp/header_text.hpp"
#include "ports/document_store.hpp"
#include "ports/order_store.hpp"

namespace orderyard::mail {

using ports::Mail;
using ports::MailAnswer;
using ports::MailFate;
using ports::MailState;

namespace {

constexpr int kBatch = 20;
constexpr base::Duration kRest = base::Duration::Minutes(1);
constexpr base::Duration kExpiresAfter = base::Duration::Days(5);  // RFC 5321, 4.5.4.1
// Greylisting wants to see the sender again after some minutes; a server that is down, later.
constexpr std::int64_t kPausesMinutes[] = {2, 5, 10, 20, 40, 60, 120};

base::Duration PauseAfter(int attempts, double random) {
    const auto last = std::size(kPausesMinutes) - 1;
    const auto at =
        std::min<std::size_t>(static_cast<std::size_t>(std::max(attempts, 1)) - 1, last);
    const std::int64_t seconds = kPausesMinutes[at] * 60;
    return base::Duration::Seconds(
        seconds + static_cast<std::int64_t>(random * static_cast<double>(seconds) / 4));
}

// Words of ports::Mail::problem that are about the way to the server.
bool IsOfServer(const MailAnswer& answer) {
    return answer.fate == MailFate::kLater &&
           (answer.problem == "connect" || answer.problem == "tls" || answer.problem == "login" ||
            answer.problem == "timeout");
}

std::string HostOf(const std::string& address) {
    return address.substr(address.rfind('@') + 1);
}

}  // namespace

struct MailDelivery::Prepared {
    Mail mail;  // as it is recorded before the send
    ports::Letter letter;
};

MailDelivery::MailDelivery(ports::Database& database, const ports::Clock& clock,
                           MailDeliveryOptions options)
    : database_(database), clock_(clock), options_(std::move(options)) {
    base::Check(options_.make_mailer != nullptr && options_.random != nullptr,
                "a delivery with a mailer");
}

std::optional<domain::MailServer> MailDelivery::Server(ports::Transaction& tx) const {
    return options_.server ? options_.server : tx.mails().LoadServer();
}

base::Instant MailDelivery::RestUntil(const domain::MailServer& server) const {
    const std::lock_guard lock(mutex_);
    return failed_server_ == server ? rest_until_ : base::Instant();
}

std::optional<base::Instant> MailDelivery::NextDue() {
    std::optional<base::Instant> next;
    database_.Read([&](ports::Transaction& tx) {
        next = tx.mails().NextDue({});
        const auto server = next ? Server(tx) : std::nullopt;
        next = server ? std::optional(std::max(*next, RestUntil(*server))) : std::nullopt;
    });
    return next;
}

MailRunReport MailDelivery::Run(const std::function<bool()>& may_send, std::stop_token stop) {
    MailRunReport report;
    std::optional<domain::MailServer> server;
    int doubted = 0;
    database_.Write([&](ports::Transaction& tx) {
        doubted = tx.mails().DoubtSending({}, clock_.Now());
        server = Server(tx);
    });
    if (doubted > 0) {
        base::LogWarn("mails_left_behind", {{"doubtful", doubted}});
    }
    if (!server || RestUntil(*server) > clock_.Now()) {
        return report;
    }
    const auto mailer = options_.make_mailer();
    for (std::vector<Mail> due(1); !due.empty();) {
        database_.Read(
            [&](ports::Transaction& tx) { due = tx.mails().Due({}, clock_.Now(), kBatch); });
        for (const Mail& queued : due) {
            if (stop.stop_requested() || !may_send()) {
                return report;
            }
            if (!SendOne(queued, *server, *mailer, stop, report)) {
                const std::lock_guard lock(mutex_);
                failed_server_ = server;
                rest_until_ = clock_.Now() + kRest;
                return report;
            }
        }
    }
    base::LogInfo("mail_run", {{"sent", report.sent},
                               {"refused", report.refused},
                               {"later", report.later},
                               {"doubtful", report.doubtful}});
    return report;
}

std::optional<MailDelivery::Prepared> MailDelivery::Prepare(const Mail& queued,
                                                            const domain::MailServer& server) {
    Prepared prepared;
    prepared.mail = queued;
    bool is_ready = false;
    database_.Read([&](ports::Transaction& tx) {
        is_ready = false;
        domain::OrderFile file;
        const auto order = tx.orders().Load(queued.order_id);
        if (!order) {
            return;
        }
        file.order = *order;
        tx.documents().LoadFor(file);
        const auto logo = options_.logo ? options_.logo(tx, order->store_view_id) : std::nullopt;
        const auto draft = DraftMail(tx, file, queued, logo.has_value());
        if (!draft) {
            return;
        }
        ports::Letter& letter = prepared.letter;
        letter = {};
        const domain::MailRule& rule = draft->rule;
        const bool has_own = !rule.sender_address.empty();
        letter.sender_address = has_own ? rule.sender_address : server.sender_address;
        letter.sender_name = rule.sender_name.empty() ? server.sender_name : rule.sender_name;
        letter.reply_to = rule.reply_to;
        letter.subject = draft->made.subject;
        letter.text = draft->made.text;
        letter.html = draft->made.html;
        if (logo) {
            letter.inline_images.push_back(*logo);
        }
        const auto file_of_document = rule.attaches_document && options_.attach
                                          ? options_.attach(tx, file, queued.kind, queued.document)
                                          : std::nullopt;
        if (file_of_document) {
            letter.attachments.push_back(*file_of_document);
        }
        is_ready = true;
    });
    if (!is_ready) {
        return std::nullopt;
    }
    Mail& mail = prepared.mail;
    if (mail.message_id.empty()) {
        mail.message_id = base::RandomToken(18) + "@" + HostOf(prepared.letter.sender_address);
    }
    if (mail.kind != domain::MailKind::kMessage) {
        mail.subject = prepared.letter.subject;
    }
    mail.text = prepared.letter.text;
    prepared.letter.recipient = mail.recipient;
    prepared.letter.blind_copies = mail.blind_copies;
    prepared.letter.message_id = mail.message_id;
    prepared.letter.date = mail.created_at;  // the same in every attempt
    return prepared;
}

bool MailDelivery::SendOne(const Mail& queued, const domain::MailServer& server,
                           ports::Mailer& mailer, std::stop_token stop, MailRunReport& report) {
    if (queued.is_forgotten || queued.recipient.empty()) {
        Refuse(queued, "forgotten");
        ++report.refused;
        return true;
    }
    if (!domain::IsMailAddress(queued.recipient)) {
        Refuse(queued, "bad_address");
        ++report.refused;
        return true;
    }
    auto prepared = Prepare(queued, server);
    if (!prepared) {
        Refuse(queued, "forgotten");
        ++report.refused;
        return true;
    }
    bool is_ours = false;
    database_.Write([&](ports::Transaction& tx) {
        Mail begun = prepared->mail;
        is_ours = tx.mails().Begin(begun, clock_.Now());
        if (is_ours) {
            prepared->mail.attempts = queued.attempts + 1;
        }
    });
    if (!is_ours) {
        return true;
    }
    const MailAnswer answer = mailer.Send(server, prepared->letter, std::move(stop));
    Record(prepared->mail, answer, report);
    return !IsOfServer(answer);
}

void MailDelivery::Refuse(Mail mail, const char* problem) {
    mail.state = MailState::kRefused;
    mail.problem = problem;
    mail.not_before = clock_.Now();
    mail.ended_at = clock_.Now();
    database_.Write([&](ports::Transaction& tx) { tx.mails().Decide(mail, MailState::kQueued); });
}

void MailDelivery::Record(Mail mail, const MailAnswer& answer, MailRunReport& report) {
    const base::Instant now = clock_.Now();
    mail.reply_code = answer.reply_code;
    mail.problem = answer.problem;
    mail.answer = base::CleanUtf8(answer.text);
    mail.not_before = now;
    mail.ended_at.reset();
    switch (answer.fate) {
        case MailFate::kTaken:
            mail.state = MailState::kSent;
            mail.ended_at = now;
            mail.problem = answer.refused_copies.empty() ? "" : "copy_refused";
            mail.answer = base::Join(answer.refused_copies, ", ");
            ++report.sent;
            break;
        case MailFate::kRefused:
            mail.state = MailState::kRefused;
            mail.ended_at = now;
            ++report.refused;
            break;
        case MailFate::kDoubtful:
            mail.state = MailState::kDoubtful;
            ++report.doubtful;
            break;
        case MailFate::kLater: {
            const bool is_over = now - mail.created_at > kExpiresAfter;
            mail.state = is_over ? MailState::kRefused : MailState::kQueued;
            mail.not_before = now + PauseAfter(mail.attempts, options_.random());
            if (is_over) {
                mail.ended_at = now;
            }
            ++(is_over ? report.refused : report.later);
            break;
        }
    }
    database_.Write([&](ports::Transaction& tx) { tx.mails().End(mail); });
    base::LogInfo("mail_tried", {{"mail", mail.id.value},
                                 {"kind", ToString(mail.kind)},
                                 {"state", ToString(mail.state)},
                                 {"attempt", mail.attempts},
                                 {"reply_code", mail.reply_code},
                                 {"problem", mail.problem}});
}

std::optional<ports::MailAnswer> MailDelivery::SendNotice(const Notice& notice,
                                                          std::stop_token stop) {
    std::optional<domain::MailServer> server;
    database_.Read([&](ports::Transaction& tx) { server = Server(tx); });
    if (!server) {
        return std::nullopt;
    }
    ports::Letter letter;
    letter.sender_name = server->sender_name;
    letter.sender_address = server->sender_address;
    letter.recipient = notice.to;
    letter.message_id = notice.message_id_seed + "@" + HostOf(server->sender_address);
    letter.date = clock_.Now();
    letter.subject = notice.subject;
    letter.text = notice.text;
    return options_.make_mailer()->Send(*server, letter, std::move(stop));
}

base::Result<> MailDelivery::SendTest(const domain::MailServer& server,
                                      const std::string& recipient) {
    if (!domain::IsMailAddress(recipient)) {
        return base::Fail(base::InvalidInput("to", "Write an address such as shop@example.com."));
    }
    ports::Letter letter;
    letter.sender_name = server.sender_name;
    letter.sender_address = server.sender_address;
    letter.recipient = recipient;
    letter.message_id = base::RandomToken(18) + "@" + HostOf(server.sender_address);
    letter.date = clock_.Now();
    letter.subject = "Orderyard: test mail";
    letter.text = "This mail shows that Orderyard reaches your mail server.\n";
    const MailAnswer answer = options_.make_mailer()->Send(server, letter, {});
    if (answer.fate == MailFate::kTaken) {
        return {};
    }
    base::Error error = base::NotAllowed("The mail server did not take the mail (%problem): %said");
    error.params = {{"problem", answer.problem}, {"said", base::CleanUtf8(answer.text)}};
    return base::Fail(std::move(error));
}

}  // namespace orderyard::mail
