// The library that renders shows nothing for a name it does not know; a buyer would get a mail with
// a hole in it. So tags are read here once more, when a template is saved.
#include "mail/templates/check_template.hpp"

#include <algorithm>
#include <string_view>

#include "base/text.hpp"

namespace orderyard::mail {
namespace {

using base::Result;

constexpr std::size_t kSectionDepthMax = 8;

base::Error Wrong(std::string_view field, std::size_t line, std::string message) {
    return base::InvalidInput(std::string(field),
                              "Line " + std::to_string(line) + ": " + std::move(message));
}

const TemplateVariable* Find(std::string_view name, const std::vector<std::string>& open) {
    for (const TemplateVariable& each : TemplateVariables()) {
        const bool is_here =
            each.within.empty() || std::find(open.begin(), open.end(), each.within) != open.end();
        if (each.name == name && is_here) {
            return &each;
        }
    }
    return nullptr;
}

class Reader {
  public:
    Reader(std::string_view field, std::string_view text) : field_(field), text_(text) {}

    Result<> Check() {
        for (auto begin = text_.find("{{"); begin != std::string_view::npos;
             begin = text_.find("{{", at_)) {
            line_ += static_cast<std::size_t>(
                std::count(text_.begin() + static_cast<std::ptrdiff_t>(at_),
                           text_.begin() + static_cast<std::ptrdiff_t>(begin), '\n'));
            at_ = begin + 2;
            const auto end = text_.find("}}", at_);
            if (end == std::string_view::npos) {
                return base::Fail(Wrong(field_, line_, "a tag is opened by {{ and never closed."));
            }
            const std::string_view tag = text_.substr(at_, end - at_);
            at_ = end + 2;
            if (auto checked = Tag(tag); !checked) {
                return checked;
            }
        }
        if (!open_.empty()) {
            return base::Fail(Wrong(field_, line_,
                                    "the section " + open_.back() + " is never closed; write {{/" +
                                        open_.back() + "}}."));
        }
        return {};
    }

  private:
    Result<> Tag(std::string_view tag) {
        if (tag.empty()) {
            return base::Fail(Wrong(field_, line_, "a tag is empty."));
        }
        const char sigil = tag.front();
        const bool has_sigil = std::string_view("#^/!{&>=").find(sigil) != std::string_view::npos;
        const std::string name(base::Trim(has_sigil ? tag.substr(1) : tag));
        switch (sigil) {
            case '!': return {};
            case '{':
            case '&':
                return base::Fail(Wrong(field_, line_,
                                        "values are always escaped; write {{" +
                                            name.substr(0, name.find('}')) + "}}."));
            case '>':
            case '=':
                return base::Fail(
                    Wrong(field_, line_, "neither parts nor other brackets can be used here."));
            case '/': return Close(name);
            default: break;
        }
        const TemplateVariable* found = Find(name, open_);
        if (found == nullptr) {
            return base::Fail(Wrong(
                field_, line_,
                "there is no variable " + std::string(base::TruncateUtf8(name, 60)) + " here."));
        }
        if (sigil == '#' || sigil == '^') {
            open_.push_back(name);
            return open_.size() <= kSectionDepthMax
                       ? Result<>()
                       : base::Fail(Wrong(field_, line_, "sections are nested too deep."));
        }
        if (found->is_section) {
            return base::Fail(
                Wrong(field_, line_, name + " opens a section: write {{#" + name + "}}."));
        }
        return {};
    }

    Result<> Close(const std::string& name) {
        if (open_.empty() || open_.back() != name) {
            return base::Fail(Wrong(field_, line_,
                                    "{{/" + std::string(base::TruncateUtf8(name, 60)) +
                                        "}} closes a section that is not open."));
        }
        open_.pop_back();
        return {};
    }

    std::string_view field_;
    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t line_ = 1;
    std::vector<std::string> open_;
};

Result<> CheckSize(const char* field, const std::string& text, std::size_t bytes_max) {
    if (text.size() <= bytes_max) {
        return {};
    }
    return base::Fail(
        base::InvalidInput(field, "At most " + std::to_string(bytes_max) + " bytes."));
}

}  // namespace

const std::vector<TemplateVariable>& TemplateVariables() {
    static const std::vector<TemplateVariable> variables{
        {"order_number", "", false},
        {"channel_order_number", "", false},
        {"order_date", "", false},
        {"status", "", false},
        {"customer_name", "", false},
        {"store_name", "", false},
        {"shipping_method", "", false},
        {"payment_method", "", false},
        {"grand_total", "", false},
        {"document_number", "", false},
        {"document_date", "", false},
        {"message_subject", "", false},
        {"is_guest", "", true},
        {"has_logo", "", true},
        {"has_channel_number", "", true},
        {"has_comment", "", true},
        {"has_lines", "", true},
        {"has_prices", "", true},
        {"has_tracks", "", true},
        {"has_shipping_address", "", true},
        {"has_billing_address", "", true},
        {"comment_lines", "", true},
        {"line", "comment_lines", false},
        {"lines", "", true},
        {"name", "lines", false},
        {"sku", "lines", false},
        {"quantity", "lines", false},
        {"row_total", "lines", false},
        {"totals", "", true},
        {"label", "totals", false},
        {"amount", "totals", false},
        {"tracks", "", true},
        {"carrier", "tracks", false},
        {"number", "tracks", false},
        {"shipping_address", "", true},
        {"line", "shipping_address", false},
        {"billing_address", "", true},
        {"line", "billing_address", false},
    };
    return variables;
}

Result<> CheckTemplate(const domain::MailTemplate& wanted) {
    if (base::Trim(wanted.subject).empty()) {
        return base::Fail(base::InvalidInput("subject", "A mail needs a subject."));
    }
    if (wanted.subject.find('\n') != std::string::npos) {
        return base::Fail(base::InvalidInput("subject", "A subject has one line."));
    }
    if (base::Trim(wanted.text).empty()) {
        return base::Fail(
            base::InvalidInput("text", "A mail needs a text for readers that show no HTML."));
    }
    if (auto checked = CheckSize("subject", wanted.subject, kSubjectBytesMax); !checked) {
        return checked;
    }
    if (auto checked = CheckSize("text", wanted.text, kTemplateBytesMax); !checked) {
        return checked;
    }
    if (auto checked = CheckSize("html", wanted.html, kTemplateBytesMax); !checked) {
        return checked;
    }
    if (auto checked = Reader("subject", wanted.subject).Check(); !checked) {
        return checked;
    }
    if (auto checked = Reader("text", wanted.text).Check(); !checked) {
        return checked;
    }
    return Reader("html", wanted.html).Check();
}

}  // namespace orderyard::mail
