// The export's own parameters are taken out; what is left is the list's language.
#include "api/v1/papers/read_export.hpp"

#include <algorithm>
#include <array>

#include "api/v1/orders/order_filter.hpp"
#include "api/v1/query_reader.hpp"

namespace orderyard::api::v1 {
namespace {

using documents::ExportKind;
using documents::TableFormat;

constexpr std::array kOwnWords = {"columns", "heads", "separator", "decimal", "mark"};

bool IsOwn(const http::QueryPair& pair) {
    return std::find(kOwnWords.begin(), kOwnWords.end(), pair.name) != kOwnWords.end();
}

http::Request Without(const http::Request& request, bool own) {
    http::Request part = request;
    std::erase_if(part.query, [own](const http::QueryPair& pair) { return IsOwn(pair) == own; });
    return part;
}

base::Error OneOf(const char* name, const char* words) {
    return base::InvalidInput(name, std::string("One of ") + words + ".");
}

base::Result<> ReadCsvStyle(const QueryReader& query, documents::TableStyle& style) {
    const auto separator = query.Text("separator");
    const auto decimal = separator ? query.Text("decimal") : separator;
    if (!decimal) {
        return base::Fail(decimal.error());
    }
    if (*separator == "semicolon") {
        style.separator = ';';
    } else if (*separator == "tab") {
        style.separator = '\t';
    } else if (!separator->empty() && *separator != "comma") {
        return base::Fail(OneOf("separator", "comma, semicolon, tab"));
    }
    if (!decimal->empty() && *decimal != "point" && *decimal != "comma") {
        return base::Fail(OneOf("decimal", "point, comma"));
    }
    style.has_comma = *decimal == "comma";
    const auto mark = query.Int("mark", 0, 0, 1);
    if (!mark) {
        return base::Fail(mark.error());
    }
    style.has_mark = *mark == 1;
    return {};
}

base::Result<> ReadHeads(const QueryReader& query, ExportPlan& plan) {
    auto columns = documents::ChooseColumns(plan.kind, query.List("columns"));
    const auto heads = columns ? query.Text("heads") : base::Fail(columns.error());
    if (!heads) {
        return base::Fail(heads.error());
    }
    plan.columns = std::move(*columns);
    if (*heads == "codes") {
        for (const auto& column : plan.columns) {
            plan.heads.emplace_back(column.code);
        }
        return {};
    }
    if (!heads->empty() && *heads != "en" && *heads != "ko") {
        return base::Fail(OneOf("heads", "en, ko, codes"));
    }
    plan.heads = documents::HeadsOf(plan.columns, *heads == "ko" ? domain::PaperLanguage::kKorean
                                                                 : domain::PaperLanguage::kEnglish);
    return {};
}

base::Result<> ChooseOrders(ports::Transaction& tx, const QueryReader& query,
                            const FilterFrame& frame, ExportPlan& plan) {
    if (const auto allowed = AllowOrderFilter(query); !allowed) {
        return base::Fail(allowed.error());
    }
    auto wanted = ReadOrderFilter(tx, query, frame);
    const auto sorted = wanted ? ReadOrderSort(query, *wanted) : base::Fail(wanted.error());
    if (!sorted) {
        return base::Fail(sorted.error());
    }
    plan.wanted = std::move(*wanted);
    return {};
}

base::Result<> ChooseDocuments(const QueryReader& query, const FilterFrame& frame,
                               ExportPlan& plan) {
    if (const auto allowed = query.Allow({"created_from", "created_to", "zone"}); !allowed) {
        return base::Fail(allowed.error());
    }
    const auto from = query.Moment("created_from", frame.zone, false);
    const auto to = from ? query.Moment("created_to", frame.zone, true) : from;
    if (!to) {
        return base::Fail(to.error());
    }
    plan.from = *from;
    plan.to = *to;
    return {};
}

}  // namespace

base::Result<ExportName> ReadExportName(std::string_view file) {
    const std::size_t dot = file.rfind('.');
    const auto kind = documents::ExportKindFrom(file.substr(0, dot));
    const std::string_view format = dot == std::string_view::npos ? "" : file.substr(dot + 1);
    if (!kind || (format != "csv" && format != "xlsx")) {
        return base::Fail(base::NotFound(
            "There are orders, invoices, shipments and credit-memos, as .csv and .xlsx."));
    }
    return ExportName{*kind, format == "csv" ? TableFormat::kCsv : TableFormat::kXlsx};
}

std::string FileNameOf(const ExportName& name) {
    return std::string(ToString(name.kind)) + (name.format == TableFormat::kCsv ? ".csv" : ".xlsx");
}

std::string_view ContentTypeOf(TableFormat format) {
    switch (format) {
        case TableFormat::kCsv: return "text/csv; charset=utf-8";
        case TableFormat::kXlsx:
            return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    }
    return "";
}

const char* ResourceOf(ExportKind kind) {
    switch (kind) {
        case ExportKind::kOrders: return "Magento_Sales::actions_view";
        case ExportKind::kInvoices: return "Orderyard::invoices_view";
        case ExportKind::kShipments: return "Orderyard::shipments_view";
        case ExportKind::kCreditMemos: return "Orderyard::credit_memos_view";
    }
    return "Magento_Backend::all";
}

base::Result<ExportPlan> ReadExport(const Call& call, ports::Transaction& tx,
                                    const ExportName& name,
                                    const std::optional<domain::ChangeSpan>& covers) {
    const http::Request own = Without(call.request, false);
    const http::Request list = Without(call.request, true);
    if (const auto allowed =
            QueryReader(own).Allow({"heads", "separator", "decimal", "mark"}, {"columns"});
        !allowed) {
        return base::Fail(allowed.error());
    }
    const auto frame = FrameOf(call);
    if (!frame) {
        return base::Fail(frame.error());
    }
    ExportPlan plan;
    plan.kind = name.kind;
    plan.format = name.format;
    plan.covers = covers;
    plan.style.zone = frame->zone;
    plan.style.now = frame->now;
    if (const auto read = ReadCsvStyle(QueryReader(own), plan.style); !read) {
        return base::Fail(read.error());
    }
    if (const auto read = ReadHeads(QueryReader(own), plan); !read) {
        return base::Fail(read.error());
    }
    const QueryReader query(list);
    const auto chosen = name.kind == ExportKind::kOrders ? ChooseOrders(tx, query, *frame, plan)
                                                         : ChooseDocuments(query, *frame, plan);
    if (!chosen) {
        return base::Fail(chosen.error());
    }
    return plan;
}

}  // namespace orderyard::api::v1
