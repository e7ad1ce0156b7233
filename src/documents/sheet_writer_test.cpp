// Tables as other programs read them: cell by cell, formulas disarmed, numbers still numbers.
#include "documents/sheet_writer.hpp"

#include <gtest/gtest.h>

#include "base/csv.hpp"
#include "base/text.hpp"
#include "documents/export_columns.hpp"
#include "documents/other_program.hpp"

namespace orderyard::documents {
namespace {

using testing::HasProgram;
using testing::OutputOf;
using testing::TemporaryFile;

const std::vector<std::string> kHostile = {
    "=1+1",     "+49 30",      "-2+3",          "@SUM(A1)",           " =1+1",
    "\"=1+1\"", "'=1+1",       "\uFF1D1+1",     "=cmd|' /C calc'!A0", "<b>&amp;</b>",
    "_x0041_",  "a,b;c\"d\ne", "한글 日本語 Ü", "  blanks  "};

std::string Made(TableFormat format, const TableStyle& style,
                 const std::vector<std::vector<TableCell>>& rows) {
    const auto writer = MakeSheetWriter(format, style);
    writer->Heads({"text", "number", "at"});
    std::string bytes;
    for (const auto& row : rows) {
        writer->Row(row);
        bytes += writer->Take();
    }
    writer->End();
    return bytes + writer->Take();
}

std::vector<std::vector<TableCell>> HostileRows() {
    std::vector<std::vector<TableCell>> rows;
    for (const std::string& text : kHostile) {
        rows.push_back({TableCell::Text(text), TableCell::Number("-12.50"),
                        TableCell::Moment(base::Instant::FromSeconds(1'769'900'400))});
    }
    return rows;
}

TEST(SheetWriterTest, CsvIsDisarmedAndComesBackAsItWas) {
    const std::string csv = Made(TableFormat::kCsv, {}, HostileRows());
    base::CsvReader reader(csv);
    base::CsvRecord record;
    ASSERT_TRUE(*reader.Read(record));
    for (const std::string& text : kHostile) {
        ASSERT_TRUE(*reader.Read(record));
        EXPECT_EQ(base::UnguardedCell(record.fields.at(0)), text);
        EXPECT_EQ(std::string_view("=+-@\t\r\n").find(record.fields.at(0)[0]),
                  std::string_view::npos);
        EXPECT_EQ(record.fields.at(1), "-12.50");
        EXPECT_EQ(record.fields.at(2), "2026-01-31 23:00:00");
    }
    EXPECT_FALSE(*reader.Read(record));
}

TEST(SheetWriterTest, CsvInTheSellersWays) {
    TableStyle style;
    style.has_mark = true;
    style.separator = ';';
    style.has_comma = true;
    style.zone = "Asia/Seoul";
    const auto at = base::Instant::FromSeconds(1'769'900'400);
    EXPECT_EQ(Made(TableFormat::kCsv, style,
                   {{TableCell::Text("a;b"), TableCell::Number("-1234.50"), TableCell::Moment(at)},
                    {TableCell(), TableCell::Count(7), TableCell()}}),
              "\xEF\xBB\xBFtext;number;at\r\n\"a;b\";-1234,50;2026-02-01 08:00:00\r\n;7;\r\n");
}

// Prints each cell as "type value", a line a cell.
constexpr const char* kReadXlsx = R"(import sys, openpyxl
from openpyxl.utils.escape import unescape
sheet = openpyxl.load_workbook(sys.argv[1], read_only=True).worksheets[0]
for row in sheet.iter_rows(min_row=2):
    for cell in row:
        value = cell.value
        print(cell.data_type, repr(unescape(value) if isinstance(value, str) else value))
)";

TEST(SheetWriterTest, XlsxIsReadByAnotherProgramCellByCell) {
    // Another python may stand before Debian's, which has the package.
    std::string python = "python3";
    if (!OutputOf({python, "-c", "import openpyxl"})) {
        python = "/usr/bin/python3";
    }
    if (!OutputOf({python, "-c", "import openpyxl"})) {
        GTEST_SKIP() << "python3-openpyxl is not installed";
    }
    const TemporaryFile file(Made(TableFormat::kXlsx, {}, HostileRows()), ".xlsx");
    const TemporaryFile script(kReadXlsx, ".py");
    const auto output = OutputOf({python, script.path(), file.path()});
    ASSERT_TRUE(output);
    const auto lines = base::Split(*output, '\n');
    ASSERT_EQ(lines.size(), kHostile.size() * 3 + 1);
    for (std::size_t i = 0; i < kHostile.size(); ++i) {
        const std::string& line = lines[i * 3];
        // Text, never "f" for a formula.
        EXPECT_EQ(line.substr(0, 2), "s ") << kHostile[i];
        if (kHostile[i].find_first_of("\"'\n") == std::string::npos) {
            EXPECT_EQ(line, "s '" + kHostile[i] + "'");
        }
        EXPECT_EQ(lines[i * 3 + 1], "n -12.5");
        EXPECT_EQ(lines[i * 3 + 2], "d datetime.datetime(2026, 1, 31, 23, 0)");
    }
}

TEST(SheetWriterTest, XlsxIsAnArchiveWithoutFaults) {
    const TemporaryFile file(Made(TableFormat::kXlsx, {}, HostileRows()), ".xlsx");
    const auto output = OutputOf({"python3", "-m", "zipfile", "-t", file.path()});
    ASSERT_TRUE(output);
    EXPECT_EQ(*output, "Done testing\n");
}

TEST(ExportColumnsTest, CodesAreUniqueAndTheRestIsRefused) {
    for (const ExportKind kind : {ExportKind::kOrders, ExportKind::kInvoices,
                                  ExportKind::kShipments, ExportKind::kCreditMemos}) {
        EXPECT_EQ(ExportKindFrom(ToString(kind)), kind);
        std::vector<std::string> codes;
        for (const auto& column : ExportColumns(kind)) {
            codes.emplace_back(column.code);
            EXPECT_FALSE(column.ko.empty());
        }
        auto sorted = codes;
        std::sort(sorted.begin(), sorted.end());
        EXPECT_EQ(std::unique(sorted.begin(), sorted.end()), sorted.end());
        EXPECT_EQ(ChooseColumns(kind, codes).value().size(), codes.size());
    }
    EXPECT_EQ(ChooseColumns(ExportKind::kOrders, {"password"}).error().field, "columns");
}

}  // namespace
}  // namespace orderyard::documents
