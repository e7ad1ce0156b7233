// A template and an order make a mail. Every value is data: nothing in it is read as a template or,
// in the HTML part, as markup.
#pragma once

#include <cstdint>
#include <string>

#include "domain/mail/mail_rule.hpp"
#include "domain/order/order_file.hpp"

namespace orderyard::mail {

struct MailContent {
    explicit MailContent(const domain::OrderFile& about) : file(about) {}

    const domain::OrderFile& file;
    domain::MailKind kind = domain::MailKind::kOrder;
    std::int64_t document = 0;  // of the file; 0 or one that is not there: none
    std::string note;
    std::string message_subject;
    std::string language = "en";
    std::string store_name;
    std::string status_label;
    std::string zone = "UTC";  // of the dates
    bool is_guest = true;
    bool has_logo = false;
};

// The template must have passed CheckTemplate.
domain::MailTemplate Render(const domain::MailTemplate& wanted, const MailContent& content);

// An order to show templates with: of nobody, with everything a mail may show.
domain::OrderFile SampleOrderFile();

}  // namespace orderyard::mail
