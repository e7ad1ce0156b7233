// RFC 4180 and the files people really have are read, with line numbers; what is written cannot
// become a formula.
#include "base/csv.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace orderyard::base {
namespace {

using Cells = std::vector<std::string>;

struct Everything {
    std::vector<Cells> records;
    std::vector<std::size_t> lines;
    std::vector<std::string> errors;
};

Everything ReadAll(std::string_view text, CsvFormat format = {}) {
    Everything all;
    CsvReader reader(text, format);
    CsvRecord record;
    for (;;) {
        const Result<bool> read = reader.Read(record);
        if (!read) {
            EXPECT_EQ(read.error().code, ErrorCode::kMalformed);
            all.errors.push_back(read.error().Text());
        } else if (*read) {
            all.records.push_back(record.fields);
            all.lines.push_back(record.line);
        } else {
            return all;
        }
    }
}

struct ReadCase {
    std::string_view text;
    std::vector<Cells> records;
};

TEST(Csv, Reads) {
    const std::vector<ReadCase> table = {
        {"", {}},
        {"\n\r\n\n", {}},
        {"a", {{"a"}}},
        {"a,b\r\nc,d\r\n", {{"a", "b"}, {"c", "d"}}},
        {"a,b\nc,d", {{"a", "b"}, {"c", "d"}}},
        {"a,,\n", {{"a", "", ""}}},
        {",\n", {{"", ""}}},
        {"\"\"\n", {{""}}},
        {"\"a,b\",\"c\"\"d\"\n", {{"a,b", "c\"d"}}},
        {"\"two\r\nlines\",x\n", {{"two\r\nlines", "x"}}},
        {"a\"b\",c\n", {{"a\"b\"", "c"}}},  // a stray quote inside a plain field
        {" a , b \n", {{" a ", " b "}}},    // blanks belong to the field
        {"\xEF\xBB\xBFsku,qty\n1,2\n", {{"sku", "qty"}, {"1", "2"}}},
        {"\xEF\xBB\xBF\"sku\"\n", {{"sku"}}},
        {"a\rb\n", {{"a\rb"}}},
        {"\"\"\"\"", {{"\""}}},
        {"\"a\",", {{"a", ""}}},
    };
    for (const ReadCase& c : table) {
        const Everything all = ReadAll(c.text);
        EXPECT_EQ(all.records, c.records) << c.text;
        EXPECT_TRUE(all.errors.empty()) << c.text;
    }
}

TEST(Csv, ReadsOtherSeparatorsAndUnquotedReports) {
    EXPECT_EQ(ReadAll("a;\"b;c\"\n", {.separator = ';'}).records,
              (std::vector<Cells>{{"a", "b;c"}}));
    EXPECT_EQ(ReadAll("a\t\"b\tc\"\n", {.separator = '\t'}).records,
              (std::vector<Cells>{{"a", "b\tc"}}));
    // Tab-separated reports do not quote: 19" is an inch mark.
    EXPECT_EQ(
        ReadAll("\"19\" rack\t1\r\nx\t2\r\n", {.separator = '\t', .has_quotes = false}).records,
        (std::vector<Cells>{{"\"19\" rack", "1"}, {"x", "2"}}));
}

TEST(Csv, NumbersTheLines) {
    const Everything all = ReadAll("h\n\n\"a\nb\nc\"\r\nd\n");
    EXPECT_EQ(all.lines, (std::vector<std::size_t>{1, 3, 6}));
}

TEST(Csv, ReportsErrorsByLineAndGoesOn) {
    const Everything all = ReadAll("a,b\n\"x\"y,z\nc,d\n\"1\n2\"3\n\xFF,e\nf,g\n\"open,\n\n");
    EXPECT_EQ(all.records, (std::vector<Cells>{{"a", "b"}, {"c", "d"}, {"f", "g"}}));
    EXPECT_EQ(all.errors,
              (Cells{"line 2: text after a closing quote", "line 5: text after a closing quote",
                     "line 6: not UTF-8 text", "line 8: a quote is opened here and never closed"}));
}

struct WriteCase {
    std::string cell;
    std::string written;
};

TEST(Csv, WritesCellsThatStayText) {
    const std::vector<WriteCase> table = {
        {"plain", "plain"},
        {"a,b", "\"a,b\""},
        {"a\"b", "\"a\"\"b\""},
        {"a\nb", "\"a\nb\""},
        {" a", "\" a\""},
        {"=1+1", "'=1+1"},
        {"=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"},
        {"=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\""},
        {"+49 30 1234", "'+49 30 1234"},
        {"@SUM(A1)", "'@SUM(A1)"},
        {"-1+1", "'-1+1"},
        {"-", "'-"},
        {"-.5", "'-.5"},
        {"-5.", "'-5."},
        {"-1.2.3", "'-1.2.3"},
        {"-2+3+cmd", "'-2+3+cmd"},
        {"\t=1", "'\t=1"},
        {"\r=1", "\"'\r=1\""},
        {"\xEF\xBC\x9D\x31", "'\xEF\xBC\x9D\x31"},  // full-width =
        {"-12.50", "-12.50"},
        {"-7", "-7"},
        {"12.50", "12.50"},
        {"a=b", "a=b"},
        {"a-b", "a-b"},
    };
    for (const WriteCase& c : table) {
        std::string csv;
        AppendCsvRecord(csv, std::vector{c.cell});
        EXPECT_EQ(csv, c.written + "\r\n");
    }
    std::string csv;
    AppendCsvRecord(csv, Cells{"a;b", "", "c,d"}, ';');
    EXPECT_EQ(csv, "\"a;b\";;c,d\r\n");
}

RC_GTEST_PROP(Csv, ReadUndoesWrite, ()) {
    // Letters that matter to the format, and none that begin a formula.
    const auto cell =
        rc::gen::container<std::string>(rc::gen::element('a', ',', '"', '\n', '\r', ' ', ';'));
    auto records =
        *rc::gen::container<std::vector<Cells>>(rc::gen::nonEmpty(rc::gen::container<Cells>(cell)));
    std::string csv;
    for (Cells& cells : records) {
        for (std::string& text : cells) {
            text.insert(0, "x");
        }
        AppendCsvRecord(csv, cells);
    }
    const Everything all = ReadAll(csv);
    RC_ASSERT(all.records == records);
    RC_ASSERT(all.errors.empty());
}

RC_GTEST_PROP(Csv, AnyTextIsReadToItsEnd, ()) {
    const auto text =
        *rc::gen::container<std::string>(rc::gen::element('a', ',', '"', '\n', '\r', '\xFF', '\0'));
    const Everything all = ReadAll(text);
    RC_ASSERT(all.records.size() + all.errors.size() <= text.size());
}

}  // namespace
}  // namespace orderyard::base
