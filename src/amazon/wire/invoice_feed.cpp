// The names of the options are Amazon's, capitals included.
#include "amazon/wire/invoice_feed.hpp"

#include <algorithm>
#include <vector>

#include "base/text.hpp"

namespace orderyard::amazon::wire {
namespace {

constexpr std::size_t kReportBytesMax = 1024 * 1024;
constexpr std::size_t kLinesMax = 10'000;
constexpr std::size_t kDescriptionBytesMax = 2'000;
constexpr std::size_t kCodeBytesMax = 64;
constexpr std::string_view kProcessed = "Number of records processed";
constexpr std::string_view kSuccessful = "Number of records successful";

struct Table {
    std::vector<std::string> names;  // of the columns; empty until their line has come

    std::string_view Of(const std::vector<std::string>& cells, std::string_view name) const {
        const auto found = std::find(names.begin(), names.end(), name);
        const auto at = static_cast<std::size_t>(found - names.begin());
        return at < cells.size() && found != names.end() ? base::Trim(cells[at])
                                                         : std::string_view();
    }
};

std::optional<std::int64_t> LastNumber(const std::vector<std::string>& cells) {
    for (auto cell = cells.rbegin(); cell != cells.rend(); ++cell) {
        if (!base::Trim(*cell).empty()) {
            return base::ParseInt(base::Trim(*cell));
        }
    }
    return std::nullopt;
}

base::Result<MessageResult> ReadLine(const Table& table, const std::vector<std::string>& cells) {
    MessageResult result;
    // A line without a number is about the only record there is.
    const std::string_view number = table.Of(cells, "original-record-number");
    const auto id = number.empty() ? std::optional<std::int64_t>(1) : base::ParseInt(number);
    const std::string kind = base::AsciiLower(table.Of(cells, "error-type"));
    if (!id || *id < 0 || (kind != "error" && kind != "warning")) {
        return base::Fail(base::Malformed("a line of the report that cannot be read"));
    }
    result.message_id = *id;
    result.is_error = kind == "error";
    result.code = base::TruncateUtf8(base::CleanUtf8(std::string(table.Of(cells, "error-code"))),
                                     kCodeBytesMax);
    result.description = base::TruncateUtf8(
        base::CleanUtf8(std::string(table.Of(cells, "error-message"))), kDescriptionBytesMax);
    return result;
}

}  // namespace

std::string WriteFeedOptions(const InvoiceUpload& upload) {
    std::string json = "{";
    const auto add = [&json](std::string_view name, std::string_view value) {
        if (!value.empty()) {
            json += json.size() > 1 ? "," : "";
            json += base::JsonQuote(name) + ":" + base::JsonQuote(value);
        }
    };
    add("metadata:orderid", upload.order_id);
    add("metadata:invoicenumber", upload.invoice_number);
    add("metadata:documenttype", upload.is_credit_note ? "CreditNote" : "Invoice");
    add("metadata:totalAmount", upload.total_amount);
    add("metadata:totalvatamount", upload.total_vat_amount);
    add("metadata:transactionid", upload.transaction_id);
    return json + "}";
}

base::Result<ProcessingReport> ReadFlatReport(std::string_view text) {
    if (text.size() > kReportBytesMax) {
        return base::Fail({base::ErrorCode::kTooLarge, "the report is too large", {}, {}});
    }
    const std::vector<std::string> lines = base::Split(text, '\n');
    if (lines.size() > kLinesMax) {
        return base::Fail({base::ErrorCode::kTooLarge, "the report has too many lines", {}, {}});
    }
    ProcessingReport report;
    Table table;
    for (const std::string& line : lines) {
        const std::vector<std::string> cells = base::Split(line, '\t');
        if (base::Trim(line).empty()) {
            continue;
        }
        if (!table.names.empty()) {
            auto result = ReadLine(table, cells);
            if (!result) {
                return base::Fail(result.error());
            }
            report.results.push_back(std::move(*result));
        } else if (line.find(kProcessed) != std::string::npos) {
            report.processed = LastNumber(cells);
        } else if (line.find(kSuccessful) != std::string::npos) {
            report.successful = LastNumber(cells);
        } else if (line.find("error-code") != std::string::npos) {
            for (const std::string& cell : cells) {
                table.names.emplace_back(base::Trim(cell));
            }
        }
    }
    if (!report.processed || !report.successful) {
        return base::Fail(base::Malformed("the result document holds no processing summary"));
    }
    report.status = "Complete";  // the table has no word for it: it is written at the end
    return report;
}

}  // namespace orderyard::amazon::wire
