// CSV (RFC 4180) in and out: a reader that goes record by record over a text in memory, and a
// writer whose cells cannot become formulas when a spreadsheet opens them.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace orderyard::base {

struct CsvFormat {
    char separator = ',';
    // false: a quotation mark is a character like any other (tab-separated reports).
    bool has_quotes = true;
};

struct CsvRecord {
    std::size_t line = 0;  // of the first character of the record, from 1
    std::vector<std::string> fields;
};

class CsvReader {
  public:
    // `text` must outlive the reader. A UTF-8 byte order mark at its start is skipped.
    explicit CsvReader(std::string_view text, CsvFormat format = {});

    // Reads the next record into `record`; false at the end. Lines end in LF or CRLF; empty lines
    // are skipped. kMalformed with params {"line"} for text after a closing quote, a quote never
    // closed, or bytes that are not UTF-8; the next call goes on after that record.
    Result<bool> Read(CsvRecord& record);

  private:
    Result<> ReadQuoted(std::string& field);
    void ReadPlain(std::string& field);
    bool AtLineEnd() const;
    void SkipLineEnd();
    void SkipLine();

    std::string_view rest_;
    CsvFormat format_;
    std::size_t line_ = 1;
};

// Before the first record, so that spreadsheets read the file as UTF-8.
inline constexpr std::string_view kUtf8ByteOrderMark = "\xEF\xBB\xBF";

// Appends one record and CRLF. A cell that a spreadsheet would take for a formula (it starts with =
// + - @, their full-width forms, or a tab or line break, also after blanks, quotes and
// apostrophes) gets a leading apostrophe; "-12.50" is a number and stays as it is.
void AppendCsvRecord(std::string& csv, std::span<const std::string> cells, char separator = ',');
// The cell as it was before AppendCsvRecord disarmed it.
std::string_view UnguardedCell(std::string_view cell);

}  // namespace orderyard::base
