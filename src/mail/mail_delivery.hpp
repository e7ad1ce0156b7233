// Works off the queue of mails: makes each one's text, hands it to the mail server, records what
// became of it. The record of an attempt is durable before the first byte leaves.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>

#include "domain/order/order_file.hpp"
#include "ports/clock.hpp"
#include "ports/database.hpp"
#include "ports/mail_store.hpp"
#include "ports/mailer.hpp"

namespace orderyard::mail {

struct MailDeliveryOptions {
    // Set by the configuration file: rules over the one in the database.
    std::optional<domain::MailServer> server;
    std::function<std::unique_ptr<ports::Mailer>()> make_mailer;
    // The document a mail is about as a file; empty function, or nullopt: none is attached.
    std::function<std::optional<ports::MailAttachment>(
        ports::Transaction&, const domain::OrderFile&, domain::MailKind, std::int64_t document)>
        attach;
    // The logo of a store view; likewise.
    std::function<std::optional<ports::MailAttachment>(ports::Transaction&, domain::StoreViewId)>
        logo;
    std::function<double()> random;  // in [0, 1); for the pauses between attempts
};

struct MailRunReport {
    int sent = 0;
    int refused = 0;
    int later = 0;
    int doubtful = 0;
};

class MailDelivery {
  public:
    // Both must outlive it.
    MailDelivery(ports::Database& database, const ports::Clock& clock, MailDeliveryOptions options);

    // One run at a time over all processes (a lease): whatever it finds being sent was left behind
    // by a dead sender and becomes doubtful. `may_send` is asked before each mail.
    MailRunReport Run(const std::function<bool()>& may_send, std::stop_token stop);
    // nullopt: nothing is due, or there is no server. Cheap.
    std::optional<base::Instant> NextDue();
    // A mail of the program's own to one of its users, sent at once. nullopt: there is no server.
    struct Notice {
        std::string to, message_id_seed, subject, text;
    };
    std::optional<ports::MailAnswer> SendNotice(const Notice& notice, std::stop_token stop);
    // Sends a short mail to see whether the server takes it. kNotAllowed says what is wrong.
    base::Result<> SendTest(const domain::MailServer& server, const std::string& recipient);

  private:
    struct Prepared;
    std::optional<domain::MailServer> Server(ports::Transaction& tx) const;
    std::optional<Prepared> Prepare(const ports::Mail& queued, const domain::MailServer& server);
    // False: the server itself fails; the others need not be tried.
    bool SendOne(const ports::Mail& queued, const domain::MailServer& server, ports::Mailer& mailer,
                 std::stop_token stop, MailRunReport& report);
    void Refuse(ports::Mail mail, const char* problem);
    void Record(ports::Mail mail, const ports::MailAnswer& answer, MailRunReport& report);

    // After a failure that is the server's, not the mail's: until then it is left alone, unless its
    // settings are changed.
    base::Instant RestUntil(const domain::MailServer& server) const;

    ports::Database& database_;
    const ports::Clock& clock_;
    MailDeliveryOptions options_;
    mutable std::mutex mutex_;  // of what follows
    std::optional<domain::MailServer> failed_server_;
    base::Instant rest_until_;
};

// What a mail says: its texts as they would be sent now. Reads the order, the view, the template.
struct MailDraft {
    domain::MailTemplate made;
    domain::MailRule rule;
};
std::optional<MailDraft> DraftMail(ports::Transaction& tx, const domain::OrderFile& file,
                                   const ports::Mail& mail, bool has_logo);

}  // namespace orderyard::mail
