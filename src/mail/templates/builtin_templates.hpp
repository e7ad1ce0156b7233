// The templates of each kind of mail in English and Korean, which serve until a seller writes
// others.
#pragma once

#include <string_view>

#include "domain/mail/mail_rule.hpp"

namespace orderyard::mail {

// `language`: "ko", else English.
domain::MailTemplate BuiltinTemplate(domain::MailKind kind, std::string_view language);

}  // namespace orderyard::mail
