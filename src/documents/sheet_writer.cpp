// CSV by base/csv; XLSX as the smallest workbook that spreadsheets open: text inside the sheet, two
// styles, a further sheet when one is full.
#include "documents/sheet_writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

#include "base/csv.hpp"
#include "base/text.hpp"
#include "documents/zip_stream.hpp"

namespace orderyard::documents {
namespace {

constexpr std::size_t kMomentCharacters = 19;  // "2026-01-31 15:30:00"
constexpr std::int64_t kSheetRowsMax = 1'048'576;
constexpr std::size_t kCellBytesMax = 32'000;  // Excel takes 32,767 characters
constexpr std::size_t kRawBytesMax = 64 * 1024;

std::string LocalTime(base::Instant at, const std::string& zone) {
    const auto text = base::FormatInZone(at, zone);
    return text ? text->substr(0, kMomentCharacters) : at.ToSqlSeconds();
}

class CsvWriter final : public SheetWriter {
  public:
    explicit CsvWriter(TableStyle style) : style_(std::move(style)) {
        if (style_.has_mark) {
            csv_ += base::kUtf8ByteOrderMark;
        }
    }

    void Heads(const std::vector<std::string>& heads) override {
        base::AppendCsvRecord(csv_, heads, style_.separator);
    }
    void Row(const std::vector<TableCell>& cells) override {
        texts_.clear();
        for (const TableCell& cell : cells) {
            texts_.push_back(TextOf(cell));
        }
        base::AppendCsvRecord(csv_, texts_, style_.separator);
    }
    void End() override {}
    std::string Take() override {
        std::string bytes;
        bytes.swap(csv_);
        return bytes;
    }
    std::size_t ReadyBytes() const override { return csv_.size(); }

  private:
    std::string TextOf(const TableCell& cell) const {
        std::string text = cell.text;
        switch (cell.kind) {
            case TableCell::Kind::kText: return base::CleanUtf8(text);
            case TableCell::Kind::kNumber:
                if (style_.has_comma) {
                    std::replace(text.begin(), text.end(), '.', ',');
                }
                return text;
            case TableCell::Kind::kMoment: return LocalTime(cell.at, style_.zone);
            case TableCell::Kind::kNothing: return "";
        }
        return "";
    }

    TableStyle style_;
    std::string csv_;
    std::vector<std::string> texts_;
};

// "_x0041_" means "A" to Excel: the underscore before an x is written as such a code itself.
void AppendXmlText(std::string& xml, std::string_view text) {
    const std::string clean = base::CleanUtf8(base::TruncateUtf8(text, kCellBytesMax));
    for (std::size_t i = 0; i < clean.size(); ++i) {
        const char c = clean[i];
        if (c == '&') {
            xml += "&amp;";
        } else if (c == '<') {
            xml += "&lt;";
        } else if (c == '>') {
            xml += "&gt;";
        } else if (c == '_' && i + 1 < clean.size() && clean[i + 1] == 'x') {
            xml += "_x005F_";
        } else {
            xml += c;
        }
    }
}

// Days since 1899-12-30, as spreadsheets count them.
std::string SerialOf(const std::string& local) {
    const auto at = base::Instant::ParseLoose(local);
    if (!at) {
        return "0";
    }
    constexpr std::int64_t kEpochSerial = 25'569;  // 1970-01-01
    const std::int64_t seconds = at->seconds() + kEpochSerial * 86'400;
    constexpr std::int64_t kParts = 10'000'000'000;  // ten decimals are exact to the microsecond
    const std::int64_t part = (seconds % 86'400 * kParts + 43'200) / 86'400;
    return fmt::format("{}.{:010}", seconds / 86'400, part);
}

constexpr const char* kHead = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr const char* kMain = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
constexpr const char* kPackage = "http://schemas.openxmlformats.org/package/2006";
constexpr const char* kOffice =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
constexpr const char* kKind = "application/vnd.openxmlformats-officedocument.spreadsheetml";

class XlsxWriter final : public SheetWriter {
  public:
    explicit XlsxWriter(TableStyle style) : style_(std::move(style)), zip_(style_.now) {}

    void Heads(const std::vector<std::string>& heads) override {
        heads_ = heads;
        BeginSheet();
    }
    void Row(const std::vector<TableCell>& cells) override {
        if (row_count_ == kSheetRowsMax) {
            EndSheet();
            BeginSheet();
        }
        row_count_ += 1;
        xml_ += "<row>";
        for (const TableCell& cell : cells) {
            AppendCell(cell);
        }
        xml_ += "</row>";
        if (xml_.size() > kRawBytesMax) {
            Flush();
        }
    }
    void End() override {
        EndSheet();
        AddParts();
        zip_.Finish();
    }
    std::string Take() override { return zip_.Take(); }
    std::size_t ReadyBytes() const override { return zip_.size(); }

  private:
    void AppendCell(const TableCell& cell) {
        switch (cell.kind) {
            case TableCell::Kind::kText:
                xml_ += "<c t=\"inlineStr\"><is><t xml:space=\"preserve\">";
                AppendXmlText(xml_, cell.text);
                xml_ += "</t></is></c>";
                return;
            case TableCell::Kind::kNumber: xml_ += "<c><v>" + cell.text + "</v></c>"; return;
            case TableCell::Kind::kMoment:
                xml_ += "<c s=\"1\"><v>" + SerialOf(LocalTime(cell.at, style_.zone)) + "</v></c>";
                return;
            case TableCell::Kind::kNothing: xml_ += "<c/>"; return;
        }
    }
    void BeginSheet() {
        sheet_count_ += 1;
        row_count_ = 1;
        zip_.Begin(fmt::format("xl/worksheets/sheet{}.xml", sheet_count_),
                   ZipStream::Packing::kDeflated);
        xml_ = fmt::format(
            "{}<worksheet xmlns=\"{}\"><sheetViews><sheetView workbookViewId=\"0\">"
            "<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>"
            "</sheetView></sheetViews><sheetData><row>",
            kHead, kMain);
        for (const std::string& head : heads_) {
            xml_ += "<c t=\"inlineStr\" s=\"2\"><is><t xml:space=\"preserve\">";
            AppendXmlText(xml_, head);
            xml_ += "</t></is></c>";
        }
        xml_ += "</row>";
    }
    void EndSheet() {
        xml_ += "</sheetData></worksheet>";
        Flush();
        zip_.End();
    }
    void Flush() {
        zip_.Write(xml_);
        xml_.clear();
    }
    void AddPart(const char* name, const std::string& xml) {
        zip_.Begin(name, ZipStream::Packing::kDeflated);
        zip_.Write(kHead + xml);
        zip_.End();
    }
    void AddParts();

    TableStyle style_;
    ZipStream zip_;
    std::vector<std::string> heads_;
    std::string xml_;
    std::int64_t row_count_ = 0;
    int sheet_count_ = 0;
};

void XlsxWriter::AddParts() {
    std::string sheets, links, kinds;
    for (int n = 1; n <= sheet_count_; ++n) {
        sheets += fmt::format("<sheet name=\"{0}\" sheetId=\"{0}\" r:id=\"rId{0}\"/>", n);
        links += fmt::format(
            "<Relationship Id=\"rId{0}\" Type=\"{1}/worksheet\" "
            "Target=\"worksheets/sheet{0}.xml\"/>",
            n, kOffice);
        kinds += fmt::format(
            "<Override PartName=\"/xl/worksheets/sheet{}.xml\" ContentType=\"{}.worksheet+xml\"/>",
            n, kKind);
    }
    links += fmt::format("<Relationship Id=\"rId{}\" Type=\"{}/styles\" Target=\"styles.xml\"/>",
                         sheet_count_ + 1, kOffice);
    AddPart("xl/workbook.xml",
            fmt::format("<workbook xmlns=\"{}\" xmlns:r=\"{}\"><sheets>{}</sheets></workbook>",
                        kMain, kOffice, sheets));
    AddPart("xl/_rels/workbook.xml.rels",
            fmt::format("<Relationships xmlns=\"{}/relationships\">{}</Relationships>", kPackage,
                        links));
    AddPart(
        "xl/styles.xml",
        fmt::format(
            "<styleSheet xmlns=\"{}\"><numFmts count=\"1\"><numFmt numFmtId=\"164\" "
            "formatCode=\"yyyy\\-mm\\-dd\\ hh:mm:ss\"/></numFmts>"
            "<fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font>"
            "<font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>"
            "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill>"
            "<patternFill patternType=\"gray125\"/></fill></fills>"
            "<borders count=\"1\"><border/></borders><cellStyleXfs count=\"1\"><xf/>"
            "</cellStyleXfs><cellXfs count=\"3\"><xf xfId=\"0\"/><xf numFmtId=\"164\" xfId=\"0\" "
            "applyNumberFormat=\"1\"/><xf fontId=\"1\" xfId=\"0\" "
            "applyFont=\"1\"/></cellXfs><cellStyles count=\"1\"><cellStyle "
            "name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>",
            kMain));
    AddPart("_rels/.rels",
            fmt::format("<Relationships xmlns=\"{}/relationships\"><Relationship Id=\"rId1\" "
                        "Type=\"{}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
                        kPackage, kOffice));
    AddPart("[Content_Types].xml",
            fmt::format("<Types xmlns=\"{0}/content-types\"><Default Extension=\"rels\" "
                        "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                        "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
                        "<Override PartName=\"/xl/workbook.xml\" ContentType=\"{1}.sheet.main+xml\""
                        "/><Override PartName=\"/xl/styles.xml\" ContentType=\"{1}.styles+xml\"/>"
                        "{2}</Types>",
                        kPackage, kKind, kinds));
}

}  // namespace

std::unique_ptr<SheetWriter> MakeSheetWriter(TableFormat format, const TableStyle& style) {
    switch (format) {
        case TableFormat::kCsv: return std::make_unique<CsvWriter>(style);
        case TableFormat::kXlsx: return std::make_unique<XlsxWriter>(style);
    }
    return nullptr;
}

}  // namespace orderyard::documents
