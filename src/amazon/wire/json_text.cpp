// Works on the JSON text itself: cuts single orders out of a page verbatim, and mends escapes that
// stand for half a character.
#include <vector>

#include "amazon/wire/json_document.hpp"

namespace orderyard::amazon::wire {

namespace {

// Walks over text that is known to be valid JSON, so it only has to mind strings and brackets.
class TextWalker {
  public:
    explicit TextWalker(std::string_view text) : text_(text) { SkipBlanks(); }

    char Peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

    void Step() {
        ++at_;
        SkipBlanks();
    }

    // The text of the value here; stands behind it (and the blanks) afterwards.
    std::string_view TakeValue() {
        const std::size_t start = at_;
        int depth = 0;
        while (at_ < text_.size()) {
            const char c = text_[at_];
            if (c == '"') {
                SkipString();
            } else if (c == '{' || c == '[') {
                ++depth;
                ++at_;
            } else if (c == '}' || c == ']') {
                if (depth == 0) {
                    break;  // the end of what this value stands in
                }
                --depth;
                ++at_;
            } else if (depth == 0 && (c == ',' || c == ':')) {
                break;
            } else {
                ++at_;
            }
            if (depth == 0 && (c == '}' || c == ']' || c == '"')) {
                break;
            }
        }
        std::size_t end = at_;
        while (end > start && IsBlank(text_[end - 1])) {
            --end;
        }
        SkipBlanks();
        return text_.substr(start, end - start);
    }

  private:
    static bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

    void SkipBlanks() {
        while (at_ < text_.size() && IsBlank(text_[at_])) {
            ++at_;
        }
    }

    void SkipString() {
        ++at_;
        while (at_ < text_.size() && text_[at_] != '"') {
            at_ += text_[at_] == '\\' ? 2 : 1;
        }
        at_ = at_ < text_.size() ? at_ + 1 : text_.size();
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

// The value of \uXXXX at `at`, or -1.
int EscapedUnit(std::string_view text, std::size_t at) {
    if (at + 6 > text.size() || text[at] != '\\' || text[at + 1] != 'u') {
        return -1;
    }
    int unit = 0;
    for (std::size_t i = at + 2; i < at + 6; ++i) {
        const char c = text[i];
        int digit = 0;
        if (c >= '0' && c <= '9') {
            digit = c - '0';
        } else if (c >= 'a' && c <= 'f') {
            digit = c - 'a' + 10;
        } else if (c >= 'A' && c <= 'F') {
            digit = c - 'A' + 10;
        } else {
            return -1;
        }
        unit = unit * 16 + digit;
    }
    return unit;
}

bool IsLeading(int unit) {
    return unit >= 0xD800 && unit <= 0xDBFF;
}
bool IsTrailing(int unit) {
    return unit >= 0xDC00 && unit <= 0xDFFF;
}

}  // namespace

std::string_view MemberText(std::string_view text, std::string_view name) {
    TextWalker walker(text);
    std::string_view found;
    if (walker.Peek() != '{') {
        return found;
    }
    walker.Step();
    while (walker.Peek() == '"') {
        const std::string_view quoted = walker.TakeValue();
        if (walker.Peek() != ':') {
            return {};
        }
        walker.Step();
        const std::string_view value = walker.TakeValue();
        if (quoted.size() >= 2 && quoted.substr(1, quoted.size() - 2) == name) {
            found = value;  // the last one counts, as in JsonValue::Find
        }
        if (walker.Peek() == ',') {
            walker.Step();
        }
    }
    return found;
}

std::vector<std::string_view> ElementTexts(std::string_view text, std::string_view name) {
    std::vector<std::string_view> elements;
    TextWalker walker(MemberText(text, name));
    if (walker.Peek() != '[') {
        return elements;
    }
    walker.Step();
    while (walker.Peek() != ']' && walker.Peek() != '\0') {
        elements.push_back(walker.TakeValue());
        if (walker.Peek() == ',') {
            walker.Step();
        }
    }
    return elements;
}

std::string WithoutLoneSurrogates(std::string_view text) {
    std::string mended;
    mended.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] != '\\') {
            mended += text[at++];
            continue;
        }
        const int unit = EscapedUnit(text, at);
        if (unit < 0) {
            mended += text.substr(at, 2);  // another escape: \" or \\ must not be taken apart
            at += 2;
        } else if (IsLeading(unit) && IsTrailing(EscapedUnit(text, at + 6))) {
            mended += text.substr(at, 12);
            at += 12;
        } else {
            mended += IsLeading(unit) || IsTrailing(unit) ? std::string_view("\\ufffd")
                                                          : text.substr(at, 6);
            at += 6;
        }
    }
    return mended;
}

}  // namespace orderyard::amazon::wire
