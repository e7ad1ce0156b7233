// What a seller's own template may hold: known variables and sections, each closed, nothing
// unescaped.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "domain/mail/mail_rule.hpp"

namespace orderyard::mail {

inline constexpr std::size_t kSubjectBytesMax = 300;
inline constexpr std::size_t kTemplateBytesMax = 128 * 1024;

struct TemplateVariable {
    std::string name;
    std::string within;  // the list whose entries have it, or empty
    bool is_section = false;
};
// All there are, in the order in which people should see them.
const std::vector<TemplateVariable>& TemplateVariables();

// kInvalidInput names the field ("subject", "text", "html"), the line and what is wrong with it.
base::Result<> CheckTemplate(const domain::MailTemplate& wanted);

}  // namespace orderyard::mail
