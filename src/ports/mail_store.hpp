// Mails on their way and their log, the mail server, and the rules and templates of each kind. A
// row is written in the transaction of what it tells of, and is the queue and the record at once.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/instant.hpp"
#include "domain/ids.hpp"
#include "domain/mail/mail_rule.hpp"
#include "ports/mailer.hpp"

namespace orderyard::ports {

using MailId = base::Id<struct MailTag>;

using domain::MailState;

struct Mail {
    MailId id;
    domain::OrderId order_id;
    domain::StoreViewId store_view_id;
    std::string order_number;  // the order's increment id
    domain::MailKind kind = domain::MailKind::kOrder;
    std::int64_t document = 0;  // id of the invoice, shipment or credit memo; 0: the order
    // Set: the channel's own messaging carries it, not the mail server; `channel_action` is then
    // the word of domain/mail/channel_message.hpp.
    domain::StoreId channel;
    std::string channel_action;
    bool is_copy = false;  // to an address of the seller's, not to the buyer
    MailState state = MailState::kQueued;
    int attempts = 0;
    int reply_code = 0;      // of the server's last answer
    std::string problem;     // a word for what stands in the way: "connect", "tls", "login",
                             // "temporary", "refused", "no_answer", "interrupted", "forgotten" ...
    std::string asked_by;    // a person's name, or empty: by itself
    std::string message_id;  // of the first attempt, kept for all; empty before it
    std::string dedupe_key;  // unique among those not yet ended
    base::Instant created_at;
    base::Instant not_before;
    std::optional<base::Instant> tried_at;
    std::optional<base::Instant> ended_at;

    // Sealed with the order's key. Empty once that is destroyed: is_forgotten.
    std::string recipient;
    std::vector<std::string> blind_copies;
    std::string note;     // the remark or the message it carries
    std::string subject;  // as sent; of a message: as written
    std::string text;     // the text part, as sent
    std::string answer;   // the server's words
    bool is_forgotten = false;
};

struct MailQuery {
    std::optional<MailState> state;
    std::optional<domain::MailKind> kind;
    std::optional<domain::OrderId> order_id;
    int page = 1;
    int page_size = 50;
};

struct MailPage {
    std::vector<Mail> mails;  // newest first
    std::int64_t total_count = 0;
};

// Of a store view, or of all that have none of their own (view unset).
struct ScopedMailRule {
    domain::StoreViewId view;
    domain::MailKind kind = domain::MailKind::kOrder;
    domain::MailRule rule;
};

struct ScopedMailTemplate {
    domain::StoreViewId view;  // unset: all views without one of their own
    domain::MailKind kind = domain::MailKind::kOrder;
    domain::MailAudience audience = domain::MailAudience::kCustomer;
    domain::MailTemplate text;
};

class MailStore {
  public:
    virtual ~MailStore() = default;
    // Fills the id. false: one with this dedupe key has not ended yet.
    virtual bool Queue(Mail& mail) = 0;
    virtual std::optional<Mail> Find(MailId id) = 0;
    // Those of the mail server (`channel` unset) or of one channel, earliest first.
    virtual std::vector<Mail> Due(domain::StoreId channel, base::Instant now, int limit) = 0;
    virtual std::optional<base::Instant> NextDue(domain::StoreId channel) = 0;
    // kQueued -> kSending, one attempt more, with everything of `mail`. false: it is no longer
    // queued.
    virtual bool Begin(Mail& mail, base::Instant now) = 0;
    // The end of the attempt that `mail` counts: from kSending, or from kDoubtful when a successor
    // was faster to doubt. false: another attempt has begun since.
    virtual bool End(const Mail& mail) = 0;
    // What a dead sender left in kSending becomes kDoubtful ("interrupted"); how many.
    virtual int DoubtSending(domain::StoreId channel, base::Instant now) = 0;
    // A person's decision: state, not_before, attempts, problem, ended_at; only from `from`.
    virtual bool Decide(const Mail& mail, MailState from) = 0;
    // The file that goes with a message; stored with it, sealed with the order's key. At most one.
    virtual void PutFile(const Mail& mail, const MailAttachment& file) = 0;
    virtual std::optional<MailAttachment> FileOf(const Mail& mail) = 0;  // nullopt: none, or gone
    virtual MailPage Search(const MailQuery& query) = 0;
    virtual std::vector<std::pair<MailState, std::int64_t>> Counts() = 0;

    virtual std::optional<domain::MailServer> LoadServer() = 0;
    virtual void SaveServer(const domain::MailServer& server) = 0;
    virtual void DropServer() = 0;

    virtual std::vector<ScopedMailRule> Rules() = 0;
    virtual void PutRule(const ScopedMailRule& rule) = 0;
    virtual bool DropRule(domain::StoreViewId view, domain::MailKind kind) = 0;
    // The view's own, else the one for all views, else the built-in one.
    virtual domain::MailRule RuleFor(domain::StoreViewId view, domain::MailKind kind) = 0;

    virtual std::vector<ScopedMailTemplate> Templates() = 0;
    virtual void PutTemplate(const ScopedMailTemplate& text) = 0;
    virtual bool DropTemplate(domain::StoreViewId view, domain::MailKind kind,
                              domain::MailAudience audience) = 0;
    // The view's own, else the one for all views; nullopt: the built-in one is meant.
    virtual std::optional<domain::MailTemplate> TemplateFor(domain::StoreViewId view,
                                                            domain::MailKind kind,
                                                            domain::MailAudience audience) = 0;
};

}  // namespace orderyard::ports
