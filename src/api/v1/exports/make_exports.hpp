// Makes the files of saved exports: what the job of exports does, and the command line.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "api/context.hpp"
#include "ports/mailer.hpp"

namespace orderyard::api::v1 {

struct ExportNoticeMail {
    std::string to;
    std::string message_id_seed;  // the same for every attempt
    std::string subject;
    std::string text;
};

struct ExportHelp {
    std::function<bool()> should_stop;
    // Whether the lease is still ours; asked in the transaction of every result.
    std::function<bool(ports::Transaction&)> is_mine;
    // nullopt: there is no mail server. Empty function: notices are left to others.
    std::function<std::optional<ports::MailAnswer>(const ExportNoticeMail&)> send_notice;
    std::string public_url;  // for the link in a notice; empty: no link
    // Files with personal data are kept no longer, whatever the export says.
    int personal_days_max = base::limits::kPurgeAfterDaysDefault;
};

// Everything that is due: runs, notices, files whose time is over. One caller at a time over all
// processes (the job's lease). `context.export_files` must be there. Returns how many files were
// made; an export that cannot be made is recorded as failed and tried again later.
int MakeExports(const ApiContext& context, const ExportHelp& help);

}  // namespace orderyard::api::v1
