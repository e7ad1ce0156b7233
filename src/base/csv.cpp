// RFC 4180 with the tolerance real files need (LF, byte order mark, stray quotes inside a plain
// field).
#include "base/csv.hpp"

#include <algorithm>
#include <array>

#include "base/check.hpp"
#include "base/text.hpp"

namespace orderyard::base {

namespace {

Error AtLine(std::size_t line, std::string message) {
    Error error = Malformed("line %line: " + std::move(message));
    error.params = {{"line", std::to_string(line)}};
    return error;
}

// "-" followed by digits with at most one point or comma inside: a negative amount, no formula.
bool IsNegativeNumber(std::string_view cell) {
    if (!cell.starts_with('-') || cell.size() < 2) {
        return false;
    }
    const std::string_view digits = cell.substr(1);
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    const auto is_mark = [](char c) { return c == '.' || c == ','; };
    const bool only_digits = std::all_of(digits.begin(), digits.end(),
                                         [&](char c) { return is_digit(c) || is_mark(c); });
    return only_digits && std::count_if(digits.begin(), digits.end(), is_mark) <= 1 &&
           is_digit(digits.front()) && is_digit(digits.back());
}

bool LooksLikeFormula(std::string_view cell) {
    // The full-width forms = + - @ count too: Excel with an East Asian keyboard language reads them
    // alike.
    constexpr std::array<std::string_view, 11> kStarts = {"=",
                                                          "+",
                                                          "-",
                                                          "@",
                                                          "\t",
                                                          "\r",
                                                          "\n",
                                                          "\xEF\xBC\x9D",
                                                          "\xEF\xBC\x8B",
                                                          "\xEF\xBC\x8D",
                                                          "\xEF\xBC\xA0"};
    if (IsNegativeNumber(cell)) {
        return false;
    }
    // Programs that trim cells or take quotes off must not uncover one either.
    cell.remove_prefix(std::min(cell.find_first_not_of(" \"'"), cell.size()));
    return std::any_of(kStarts.begin(), kStarts.end(),
                       [cell](std::string_view start) { return cell.starts_with(start); });
}

bool NeedsQuotes(std::string_view cell, char separator) {
    return cell.find_first_of("\"\r\n") != std::string_view::npos ||
           cell.find(separator) != std::string_view::npos || cell.starts_with(' ') ||
           cell.ends_with(' ');
}

}  // namespace

CsvReader::CsvReader(std::string_view text, CsvFormat format) : rest_(text), format_(format) {
    Check(format.separator != '"' && format.separator != '\n' && format.separator != '\r',
          "a CSV separator cannot be a quote or a line end");
    if (rest_.starts_with(kUtf8ByteOrderMark)) {
        rest_.remove_prefix(kUtf8ByteOrderMark.size());
    }
}

Result<bool> CsvReader::Read(CsvRecord& record) {
    record.fields.clear();
    while (!rest_.empty() && AtLineEnd()) {
        SkipLineEnd();
    }
    record.line = line_;
    if (rest_.empty()) {
        return false;
    }
    for (;;) {
        std::string& field = record.fields.emplace_back();
        if (format_.has_quotes && rest_.starts_with('"')) {
            if (auto read = ReadQuoted(field); !read) {
                return Fail(std::move(read.error()));
            }
        } else {
            ReadPlain(field);
        }
        if (rest_.starts_with(format_.separator)) {
            rest_.remove_prefix(1);
            continue;
        }
        SkipLineEnd();
        break;
    }
    if (!std::all_of(record.fields.begin(), record.fields.end(), IsValidUtf8)) {
        return Fail(AtLine(record.line, "not UTF-8 text"));
    }
    return true;
}

Result<> CsvReader::ReadQuoted(std::string& field) {
    const std::size_t first_line = line_;
    rest_.remove_prefix(1);
    for (;;) {
        const std::size_t quote = rest_.find('"');
        if (quote == std::string_view::npos) {
            rest_ = {};
            return Fail(AtLine(first_line, "a quote is opened here and never closed"));
        }
        const std::string_view part = rest_.substr(0, quote);
        line_ += static_cast<std::size_t>(std::count(part.begin(), part.end(), '\n'));
        field += part;
        rest_.remove_prefix(quote + 1);
        if (!rest_.starts_with('"')) {
            break;
        }
        field += '"';  // two quotes stand for one
        rest_.remove_prefix(1);
    }
    if (!rest_.empty() && !rest_.starts_with(format_.separator) && !AtLineEnd()) {
        const std::size_t at_line = line_;
        SkipLine();
        return Fail(AtLine(at_line, "text after a closing quote"));
    }
    return {};
}

void CsvReader::ReadPlain(std::string& field) {
    std::size_t end = 0;
    while (end < rest_.size() && rest_[end] != format_.separator && rest_[end] != '\n') {
        ++end;
    }
    // The CR of a CRLF belongs to the line end, a lone one to the text.
    if (end > 0 && end < rest_.size() && rest_[end] == '\n' && rest_[end - 1] == '\r') {
        --end;
    }
    field = rest_.substr(0, end);
    rest_.remove_prefix(end);
}

bool CsvReader::AtLineEnd() const {
    return rest_.starts_with('\n') || rest_.starts_with("\r\n");
}

void CsvReader::SkipLineEnd() {
    if (rest_.starts_with('\r')) {
        rest_.remove_prefix(1);
    }
    if (rest_.starts_with('\n')) {
        rest_.remove_prefix(1);
        ++line_;
    }
}

void CsvReader::SkipLine() {
    const std::size_t end = rest_.find('\n');
    rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end);
    SkipLineEnd();
}

std::string_view UnguardedCell(std::string_view cell) {
    const bool is_guarded = cell.starts_with('\'') && LooksLikeFormula(cell.substr(1));
    return is_guarded ? cell.substr(1) : cell;
}

void AppendCsvRecord(std::string& csv, std::span<const std::string> cells, char separator) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i > 0) {
            csv += separator;
        }
        std::string cell = LooksLikeFormula(cells[i]) ? "'" + cells[i] : cells[i];
        if (!NeedsQuotes(cell, separator)) {
            csv += cell;
            continue;
        }
        ReplaceAll(cell, "\"", "\"\"");
        csv += '"' + cell + '"';
    }
    csv += "\r\n";
}

}  // namespace orderyard::base
