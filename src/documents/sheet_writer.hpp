// Tables as files, a row at a time: CSV or XLSX. What is ready can be sent while the rest is made,
// so that a million rows need no more memory than ten.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"

namespace orderyard::documents {

struct TableCell {
    enum class Kind { kText, kNumber, kMoment, kNothing };
    Kind kind = Kind::kNothing;
    std::string text;  // of a number: decimal, with a point
    base::Instant at;

    static TableCell Text(std::string text) { return {Kind::kText, std::move(text), {}}; }
    static TableCell Number(std::string decimal) { return {Kind::kNumber, std::move(decimal), {}}; }
    static TableCell Count(std::int64_t n) { return Number(std::to_string(n)); }
    static TableCell Moment(base::Instant at) { return {Kind::kMoment, "", at}; }
};

enum class TableFormat { kCsv, kXlsx };

struct TableStyle {
    bool has_mark = false;     // CSV: UTF-8 byte order mark, for Excel
    char separator = ',';      // CSV
    bool has_comma = false;    // CSV: decimal comma
    std::string zone = "UTC";  // of moments, known
    base::Instant now;         // XLSX: when the archive was made
};

class SheetWriter {
  public:
    virtual ~SheetWriter() = default;
    virtual void Heads(const std::vector<std::string>& heads) = 0;
    virtual void Row(const std::vector<TableCell>& cells) = 0;
    virtual void End() = 0;
    // What is ready; it is not kept.
    virtual std::string Take() = 0;
    virtual std::size_t ReadyBytes() const = 0;
};

// Cells cannot become formulas: in CSV they are disarmed (base/csv.hpp), in XLSX text is text.
std::unique_ptr<SheetWriter> MakeSheetWriter(TableFormat format, const TableStyle& style);

}  // namespace orderyard::documents
