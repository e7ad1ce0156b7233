// A recursive reader over the bytes; every rule it knows is one of XML 1.0's well-formedness rules.
#include "sandbox/wire/xml.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>

#include "base/text.hpp"

namespace orderyard::sandbox {
namespace {

constexpr int kDepthMax = 32;
constexpr std::string_view kBlanks = " \t\r\n";

bool IsNameStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':' ||
           static_cast<unsigned char>(c) >= 0x80;
}

bool IsNameByte(char c) {
    return IsNameStart(c) || (c >= '0' && c <= '9') || c == '-' || c == '.';
}

bool IsXmlChar(std::uint32_t c) {
    return c == 0x9 || c == 0xA || c == 0xD || (c >= 0x20 && c <= 0xD7FF) ||
           (c >= 0xE000 && c <= 0xFFFD) || (c >= 0x10000 && c <= 0x10FFFF);
}

void AppendUtf8(std::uint32_t c, std::string& to) {
    const auto put = [&](std::uint32_t byte) { to += static_cast<char>(byte); };
    if (c < 0x80) {
        put(c);
    } else if (c < 0x800) {
        put(0xC0 | c >> 6);
        put(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        put(0xE0 | c >> 12);
        put(0x80 | (c >> 6 & 0x3F));
        put(0x80 | (c & 0x3F));
    } else {
        put(0xF0 | c >> 18);
        put(0x80 | (c >> 12 & 0x3F));
        put(0x80 | (c >> 6 & 0x3F));
        put(0x80 | (c & 0x3F));
    }
}

// "#233", "#xE9" or one of the five names; nullopt for anything else.
std::optional<std::string> Resolve(std::string_view reference) {
    constexpr std::pair<std::string_view, char> kNamed[] = {
        {"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}};
    for (const auto& [name, character] : kNamed) {
        if (reference == name) {
            return std::string(1, character);
        }
    }
    if (!reference.starts_with('#')) {
        return std::nullopt;
    }
    const bool is_hex = reference.starts_with("#x");
    const std::string_view digits = reference.substr(is_hex ? 2 : 1);
    std::uint32_t code = 0;
    for (const char c : digits) {
        const std::uint32_t digit =
            c >= '0' && c <= '9'             ? static_cast<std::uint32_t>(c - '0')
            : is_hex && c >= 'a' && c <= 'f' ? static_cast<std::uint32_t>(c - 'a' + 10)
            : is_hex && c >= 'A' && c <= 'F' ? static_cast<std::uint32_t>(c - 'A' + 10)
                                             : 16;
        code = code * (is_hex ? 16 : 10) + digit;
        if (digit > 15 || code > 0x10FFFF) {
            return std::nullopt;
        }
    }
    if (digits.empty() || !IsXmlChar(code)) {
        return std::nullopt;
    }
    std::string character;
    AppendUtf8(code, character);
    return character;
}

class Reader {
  public:
    explicit Reader(std::string_view text) : text_(text) {}

    base::Result<XmlElement> Document() {
        (void)Skip("\xEF\xBB\xBF");
        if (rest().starts_with("<?xml") && !Declaration()) {
            return Failure("the XML declaration is malformed or names another encoding than UTF-8");
        }
        XmlElement root;
        if (!Misc() || !Element(root, 0) || !Misc()) {
            return Failure(problem_);
        }
        return at_ == text_.size() ? base::Result<XmlElement>(std::move(root))
                                   : Failure("content after the document element");
    }

  private:
    std::string_view rest() const { return text_.substr(at_); }

    base::Result<XmlElement> Failure(std::string_view what) const {
        const auto line =
            1 + std::count(text_.begin(),
                           text_.begin() + static_cast<std::ptrdiff_t>(std::min(at_, text_.size())),
                           '\n');
        return base::Fail(
            base::Malformed("Line " + std::to_string(line) + ": " + std::string(what)));
    }

    bool Fail(std::string_view what) {
        if (problem_.empty()) {
            problem_ = what;
        }
        return false;
    }

    bool Skip(std::string_view word) {
        if (!rest().starts_with(word)) {
            return false;
        }
        at_ += word.size();
        return true;
    }

    bool Blanks() {
        const std::size_t before = at_;
        at_ = std::min(text_.find_first_not_of(kBlanks, at_), text_.size());
        return at_ > before;
    }

    // What lies up to `end`, which is passed.
    std::optional<std::string_view> Until(std::string_view end) {
        const std::size_t found = text_.find(end, at_);
        if (found == std::string_view::npos) {
            return std::nullopt;
        }
        const std::string_view inside = text_.substr(at_, found - at_);
        at_ = found + end.size();
        return inside;
    }

    bool Declaration() {
        const auto inside = Until("?>");
        if (!inside || !inside->starts_with("<?xml ") ||
            inside->find("version=") == std::string_view::npos) {
            return false;
        }
        const std::size_t encoding = inside->find("encoding=");
        if (encoding == std::string_view::npos) {
            return true;
        }
        const std::string word = base::AsciiLower(inside->substr(encoding + 9));
        return word.starts_with("\"utf-8\"") || word.starts_with("'utf-8'");
    }

    // Comments, processing instructions and blanks around the document element.
    bool Misc() {
        while (true) {
            (void)Blanks();
            if (rest().starts_with("<!--")) {
                if (!Comment()) {
                    return false;
                }
            } else if (rest().starts_with("<?")) {
                if (rest().starts_with("<?xml ") || !Until("?>")) {
                    return Fail("a processing instruction is malformed");
                }
            } else if (rest().starts_with("<!")) {
                return Fail("a document type is not accepted");
            } else {
                return true;
            }
        }
    }

    bool Comment() {
        at_ += 4;
        const auto inside = Until("--");
        return (inside && Skip(">")) || Fail("a comment is not closed");
    }

    std::string_view Name() {
        const std::size_t begin = at_;
        if (at_ < text_.size() && IsNameStart(text_[at_])) {
            while (at_ < text_.size() && IsNameByte(text_[at_])) {
                ++at_;
            }
        }
        return text_.substr(begin, at_ - begin);
    }

    bool Reference(std::string& to) {
        ++at_;
        const std::size_t end = text_.find(';', at_);
        const auto resolved =
            end == std::string_view::npos ? std::nullopt : Resolve(text_.substr(at_, end - at_));
        if (!resolved) {
            return Fail("'&' must start a known entity or a character reference");
        }
        to += *resolved;
        at_ = end + 1;
        return true;
    }

    bool AttributeList(XmlElement& element) {
        while (true) {
            const bool has_blanks = Blanks();
            if (at_ >= text_.size() || text_[at_] == '>' || text_[at_] == '/') {
                return true;
            }
            const std::string name(Name());
            (void)Blanks();
            if (!has_blanks || name.empty() || !Skip("=")) {
                return Fail("an attribute is malformed");
            }
            (void)Blanks();
            const char quote = at_ < text_.size() ? text_[at_] : '\0';
            if (quote != '"' && quote != '\'') {
                return Fail("an attribute's value must be quoted");
            }
            ++at_;
            std::string value;
            while (at_ < text_.size() && text_[at_] != quote) {
                if (text_[at_] == '<') {
                    return Fail("'<' in an attribute's value");
                }
                if (text_[at_] == '&') {
                    if (!Reference(value)) {
                        return false;
                    }
                } else {
                    value += text_[at_++];
                }
            }
            const bool is_double =
                std::any_of(element.attributes.begin(), element.attributes.end(),
                            [&](const auto& attribute) { return attribute.first == name; });
            if (!Skip(std::string_view(&quote, 1)) || is_double) {
                return Fail("an attribute is not closed or appears twice");
            }
            element.attributes.emplace_back(name, std::move(value));
        }
    }

    bool Element(XmlElement& element, int depth) {
        element.line = Line();
        if (depth > kDepthMax || !Skip("<")) {
            return Fail(depth > kDepthMax ? "nested too deeply" : "an element is expected");
        }
        element.name = Name();
        if (element.name.empty() || !AttributeList(element)) {
            return Fail("an element's name is malformed");
        }
        if (Skip("/>")) {
            return true;
        }
        if (!Skip(">") || !Content(element, depth)) {
            return Fail("a start tag is not closed");
        }
        if (std::string(Name()) != element.name) {
            return Fail("the end tag of " + element.name + " is expected");
        }
        (void)Blanks();
        return Skip(">") || Fail("an end tag is not closed");
    }

    // Up to and including the "</" of the end tag.
    bool Content(XmlElement& element, int depth) {
        while (at_ < text_.size()) {
            if (Skip("</")) {
                return true;
            }
            if (rest().starts_with("<!--")) {
                if (!Comment()) {
                    return false;
                }
            } else if (Skip("<![CDATA[")) {
                const auto inside = Until("]]>");
                if (!inside) {
                    return Fail("a CDATA section is not closed");
                }
                element.text += *inside;
            } else if (rest().starts_with("<?") || rest().starts_with("<!")) {
                return Fail("a processing instruction or declaration inside an element");
            } else if (text_[at_] == '<') {
                if (!Element(element.children.emplace_back(), depth + 1)) {
                    return false;
                }
            } else if (text_[at_] == '&') {
                if (!Reference(element.text)) {
                    return false;
                }
            } else if (rest().starts_with("]]>")) {
                return Fail("']]>' in text");
            } else {
                element.text += text_[at_++];
            }
        }
        return Fail("the end tag of " + element.name + " is missing");
    }

    // Counted on from the last element, so that a large document stays cheap.
    int Line() {
        for (; counted_ < at_; ++counted_) {
            line_ += text_[counted_] == '\n' ? 1 : 0;
        }
        return line_;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t counted_ = 0;
    int line_ = 1;
    std::string problem_;
};

}  // namespace

const XmlElement* XmlElement::Find(std::string_view child) const {
    for (const XmlElement& one : children) {
        if (one.name == child) {
            return &one;
        }
    }
    return nullptr;
}

std::string XmlElement::TextOf(std::string_view child) const {
    const XmlElement* found = Find(child);
    return found == nullptr ? "" : std::string(base::Trim(found->text));
}

std::string XmlElement::Attribute(std::string_view wanted) const {
    for (const auto& [attribute, value] : attributes) {
        if (attribute == wanted) {
            return value;
        }
    }
    return "";
}

base::Result<XmlElement> ParseXml(std::string_view text) {
    if (!base::IsValidUtf8(text)) {
        return base::Fail(base::Malformed("Line 1: the document is not UTF-8"));
    }
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') {
            return base::Fail(base::Malformed("Line 1: a control character is not allowed in XML"));
        }
    }
    return Reader(text).Document();
}

std::string EscapeXml(std::string_view text) {
    std::string escaped;
    for (const char c : text) {
        switch (c) {
            case '&': escaped += "&amp;"; break;
            case '<': escaped += "&lt;"; break;
            case '>': escaped += "&gt;"; break;
            case '"': escaped += "&quot;"; break;
            default: escaped += c;
        }
    }
    return escaped;
}

}  // namespace orderyard::sandbox
