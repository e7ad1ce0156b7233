// The owner's language decides about the words.
#include "api/v1/exports/export_notices.hpp"

#include <tuple>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "domain/mail/mail_rule.hpp"
#include "ports/access_store.hpp"
#include "ports/export_store.hpp"

namespace orderyard::api::v1 {
namespace {

using domain::ExportNotice;
using domain::ExportRun;

constexpr int kBatch = 20;

struct NoticeDue {
    ExportRun run;
    domain::User owner;
};

std::optional<domain::User> OwnerOfRun(ports::Transaction& tx, const ExportRun& run) {
    const auto saved = tx.exports().Find(run.export_id);
    return saved ? tx.access().FindUser(saved->user_id) : std::nullopt;
}

// Takes one to be sent; those that have nobody to go to end here.
std::optional<NoticeDue> Take(const ApiContext& context, const ExportHelp& help) {
    std::optional<NoticeDue> taken;
    context.database.Write([&](ports::Transaction& tx) {
        taken.reset();
        if (!help.is_mine(tx)) {
            return;
        }
        for (ExportRun& run : tx.exports().DueNotices(kBatch)) {
            const auto owner = OwnerOfRun(tx, run);
            const bool has_address =
                owner && owner->is_active && domain::IsMailAddress(owner->email);
            run.notice = has_address ? ExportNotice::kSending : ExportNotice::kFailed;
            run.notice_error = has_address ? "" : "The owner has no e-mail address.";
            run.notice_attempts += has_address ? 1 : 0;
            tx.exports().SaveRun(run, run.state, run.attempts);
            if (has_address) {
                taken = NoticeDue{run, *owner};
                return;
            }
        }
    });
    return taken;
}

ExportNoticeMail Draft(const NoticeDue& due, const std::string& public_url) {
    const bool is_korean = due.owner.language == "ko";
    const ExportRun& run = due.run;
    ExportNoticeMail mail;
    mail.to = due.owner.email;
    mail.message_id_seed = "export-run-" + std::to_string(run.id.value);
    mail.subject = (is_korean ? "내보내기 준비됨: " : "Export ready: ") + run.export_name;
    mail.text = is_korean ? "저장된 내보내기 “" + run.export_name + "”의 파일이 준비되었습니다 (" +
                                std::to_string(run.row_count) + "행).\n"
                          : "The file of your saved export “" + run.export_name + "” is ready (" +
                                std::to_string(run.row_count) + " rows).\n";
    if (!public_url.empty()) {
        mail.text += "\n" + public_url + "/admin/settings/exports/" +
                     std::to_string(run.export_id.value) + "\n";
    }
    mail.text +=
        is_korean ? "\n파일은 로그인 후에 내려받을 수 있습니다.\n" : "\nSign in to download it.\n";
    return mail;
}

void Record(const ApiContext& context, ExportRun run,
            const std::optional<ports::MailAnswer>& answer) {
    const auto decide = [&]() -> std::pair<ExportNotice, std::string> {
        if (!answer) {
            return {ExportNotice::kFailed, "No mail server is set up."};
        }
        switch (answer->fate) {
            case ports::MailFate::kTaken: return {ExportNotice::kSent, ""};
            case ports::MailFate::kRefused:
                return {ExportNotice::kFailed, "The mail server refused it: " + answer->problem};
            case ports::MailFate::kLater:
                return {run.notice_attempts < base::limits::kExportNoticeAttemptsMax
                            ? ExportNotice::kDue
                            : ExportNotice::kFailed,
                        "The mail server did not take it: " + answer->problem};
            case ports::MailFate::kDoubtful:
                return {ExportNotice::kDoubtful, "No answer came: " + answer->problem};
        }
        return {ExportNotice::kFailed, ""};
    };
    std::tie(run.notice, run.notice_error) = decide();
    context.database.Write(
        [&](ports::Transaction& tx) { tx.exports().SaveRun(run, run.state, run.attempts); });
}

}  // namespace

void SendExportNotices(const ApiContext& context, const ExportHelp& help) {
    if (!help.send_notice) {
        return;
    }
    while (!help.should_stop()) {
        const auto due = Take(context, help);
        if (!due) {
            return;
        }
        const auto answer = help.send_notice(Draft(*due, help.public_url));
        Record(context, due->run, answer);
        if (answer && answer->fate == ports::MailFate::kLater) {
            return;  // the server itself is in trouble; the next look tries again
        }
    }
}

}  // namespace orderyard::api::v1
