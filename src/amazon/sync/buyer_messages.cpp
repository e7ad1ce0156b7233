// Before each message Amazon is asked whether it allows it now: what was allowed when a person
// wrote it may not be any more.
#include "amazon/sync/buyer_messages.hpp"

#include <algorithm>

#include "base/log.hpp"
#include "domain/mail/channel_message.hpp"
#include "ports/order_store.hpp"

namespace orderyard::amazon {

using domain::MailState;
using ports::Mail;

namespace {

constexpr int kBatch = 20;
constexpr base::Duration kPauseMin = base::Duration::Minutes(1);
constexpr base::Duration kPauseMax = base::Duration::Hours(1);
constexpr base::Duration kExpiresAfter = base::Duration::Days(3);

}  // namespace

std::optional<base::Instant> BuyerMessages::NextDue(domain::StoreId store) const {
    std::optional<base::Instant> next;
    database_.Read([&](ports::Transaction& tx) { next = tx.mails().NextDue(store); });
    return next;
}

std::optional<BuyerMessages::Target> BuyerMessages::TargetOf(const Mail& message) const {
    std::optional<Target> target;
    database_.Read([&](ports::Transaction& tx) {
        const auto order = tx.orders().Load(message.order_id);
        target = order && order->channel
                     ? std::optional(Target{order->channel->number, order->channel->marketplace_id})
                     : std::nullopt;
    });
    return target;
}

void BuyerMessages::RunOnce(const domain::Store& store, const std::function<bool()>& may_send,
                            std::stop_token stop) {
    std::vector<Mail> left_behind;
    std::vector<Mail> due;
    database_.Write(
        [&](ports::Transaction& tx) { tx.mails().DoubtSending(store.id, clock_.Now()); });
    database_.Read([&](ports::Transaction& tx) {
        due = tx.mails().Due(store.id, clock_.Now(), kBatch);
        ports::MailQuery doubtful;
        doubtful.state = MailState::kDoubtful;
        left_behind = tx.mails().Search(doubtful).mails;
    });
    for (const Mail& message : left_behind) {
        if (message.channel == store.id && message.channel_action == domain::kReviewRequest &&
            !stop.stop_requested() && may_send()) {
            LookForReview(store, message, stop);
        }
    }
    for (const Mail& message : due) {
        if (stop.stop_requested() || !may_send()) {
            return;
        }
        SendOne(store, message, stop);
    }
}

void BuyerMessages::SendOne(const domain::Store& store, const Mail& queued, std::stop_token stop) {
    const auto target = TargetOf(queued);
    if (!target || queued.is_forgotten) {
        End(queued, MailState::kRefused, "forgotten", "", 0);
        return;
    }
    const auto allowed = client_.Allowed(store, target->number, target->marketplace, stop);
    if (!allowed) {
        Wait(queued, allowed.error());
        return;
    }
    if (std::find(allowed->begin(), allowed->end(), queued.channel_action) == allowed->end()) {
        End(queued, MailState::kRefused, "not_allowed_now", "", 0);
        return;
    }
    std::optional<UploadedFile> file;
    if (!UploadFile(store, queued, *target, stop, file)) {
        return;
    }
    Mail begun = queued;
    begun.text = begun.note;
    bool is_ours = false;
    database_.Write([&](ports::Transaction& tx) {
        begun.attempts = queued.attempts;
        is_ours = tx.mails().Begin(begun, clock_.Now());
    });
    if (is_ours) {
        Judge(begun, client_.Send(store, target->number, target->marketplace, queued.channel_action,
                                  queued.note, file, stop));
    }
}

// A file that was uploaded and is named by no message has no effect, so this may be repeated.
bool BuyerMessages::UploadFile(const domain::Store& store, const Mail& queued, const Target& target,
                               std::stop_token stop, std::optional<UploadedFile>& uploaded) {
    std::optional<ports::MailAttachment> file;
    database_.Read([&](ports::Transaction& tx) {
        file = queued.document > 0
                   ? invoice_file_(tx, queued.order_id, domain::InvoiceId(queued.document))
                   : tx.mails().FileOf(queued);
    });
    const auto* kind = domain::FindChannelMessage(queued.channel_action);
    if (!file) {
        const bool is_needed = kind != nullptr && kind->file == domain::MessageFile::kMust;
        if (is_needed) {
            End(queued, MailState::kRefused, "forgotten", "", 0);
        }
        return !is_needed;
    }
    const auto done = client_.Upload(store, target.number, target.marketplace,
                                     queued.channel_action, *file, stop);
    if (!done) {
        if (done.error().kind == FailureKind::kBadRequest) {
            End(queued, MailState::kRefused, "refused", done.error().text,
                done.error().http_status);
        } else {
            Wait(queued, done.error());
        }
        return false;
    }
    uploaded = *done;
    return true;
}

void BuyerMessages::Judge(const Mail& begun, const WriteResult<WriteReceipt>& sent) {
    if (sent) {
        End(begun, MailState::kSent, "", sent->request_id, sent->http_status);
        return;
    }
    const CallFailure& failure = sent.error().call;
    const bool is_refused = sent.error().outcome == WriteOutcome::kNoEffect ||
                            sent.error().outcome == WriteOutcome::kStateDiffers ||
                            (failure.kind == FailureKind::kForbidden && failure.has_error_list);
    if (is_refused) {
        End(begun, MailState::kRefused, "refused", failure.text, failure.http_status);
    } else if (sent.error().outcome == WriteOutcome::kNotProcessed) {
        Wait(begun, failure);
    } else {
        End(begun, MailState::kDoubtful, "no_answer", failure.text, failure.http_status);
    }
}

void BuyerMessages::LookForReview(const domain::Store& store, Mail message, std::stop_token stop) {
    const auto target = TargetOf(message);
    if (!target) {
        return;
    }
    const auto may_request =
        client_.MayRequestReview(store, target->number, target->marketplace, stop);
    if (!may_request) {
        return;  // the next run looks again
    }
    if (!*may_request) {
        End(message, MailState::kSent, "", "read back: the review has been requested", 0);
        return;
    }
    // It did not arrive, so sending it again does no harm.
    message.not_before = clock_.Now();
    End(message, MailState::kQueued, "temporary", "", 0);
}

void BuyerMessages::Wait(Mail message, const CallFailure& failure) {
    const base::Instant now = clock_.Now();
    if (now - message.created_at > kExpiresAfter) {
        End(message, MailState::kRefused, "temporary", failure.text, failure.http_status);
        return;
    }
    const bool is_set_up =
        failure.kind == FailureKind::kCredentials || failure.kind == FailureKind::kForbidden;
    const auto pause = std::clamp(failure.wait, is_set_up ? kPauseMax : kPauseMin, kPauseMax);
    message.not_before = now + pause;
    message.problem = is_set_up ? "login" : "temporary";
    message.reply_code = failure.http_status;
    const MailState before = message.state;
    message.state = MailState::kQueued;
    database_.Write([&](ports::Transaction& tx) {
        if (before == MailState::kSending) {
            tx.mails().End(message);
        } else {
            tx.mails().Decide(message, before);
        }
    });
}

void BuyerMessages::End(Mail message, MailState state, std::string problem, std::string answer,
                        int status) {
    const MailState before = message.state;
    message.state = state;
    message.problem = std::move(problem);
    message.answer = std::move(answer);
    message.reply_code = status;
    const bool is_over = state != MailState::kDoubtful && state != MailState::kQueued;
    message.ended_at = is_over ? std::optional(clock_.Now()) : std::nullopt;
    database_.Write([&](ports::Transaction& tx) {
        if (before == MailState::kQueued) {
            tx.mails().Decide(message, before);
        } else {
            tx.mails().End(message);
        }
    });
    base::LogInfo("buyer_message", {{"mail", message.id.value},
                                    {"kind", message.channel_action},
                                    {"state", ToString(message.state)},
                                    {"status", status},
                                    {"problem", message.problem}});
}

}  // namespace orderyard::amazon
