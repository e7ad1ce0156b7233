// Reads the report's rows, groups them by order id and says in Amazon's words what each row means.
// The table of decisions is in docs/sandbox.md.
#include "sandbox/world/report_world.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <unordered_map>

#include "base/csv.hpp"
#include "base/text.hpp"
#include "sandbox/world/life.hpp"
#include "sandbox/world/marketplaces.hpp"

namespace orderyard::sandbox {
namespace {

enum Column : std::size_t {
    kOrderId,
    kDate,
    kStatus,
    kFulfilment,
    kSalesChannel,
    kServiceLevel,
    kStyle,
    kSku,
    kCategory,
    kSize,
    kAsin,
    kCourierStatus,
    kQty,
    kCurrency,
    kAmount,
    kCity,
    kState,
    kPostalCode,
    kCountry,
    kPromotionIds,
    kB2b,
    kFulfilledBy,
    kColumnCount
};
constexpr std::array<std::string_view, kColumnCount> kColumnNames = {
    "Order ID",     "Date",          "Status",
    "Fulfilment",   "Sales Channel", "ship-service-level",
    "Style",        "SKU",           "Category",
    "Size",         "ASIN",          "Courier Status",
    "Qty",          "currency",      "Amount",
    "ship-city",    "ship-state",    "ship-postal-code",
    "ship-country", "promotion-ids", "B2B",
    "fulfilled-by"};
constexpr std::int64_t kIndiaOffsetSeconds = 5 * 3600 + 1800;

using Row = std::array<std::string, kColumnCount>;

base::Error BadRow(std::size_t line, std::string_view field, std::string_view what) {
    base::Error error = base::InvalidInput(std::string(field), "line %line: " + std::string(what));
    error.params.emplace_back("line", std::to_string(line));
    return error;
}

// "04-30-22" as the start of that day in India.
base::Result<base::Instant> DayOf(const std::string& text, std::size_t line) {
    const std::vector<std::string> parts = base::Split(text, '-');
    if (parts.size() != 3 || parts[2].size() != 2) {
        return base::Fail(BadRow(line, "Date", "a date of the form MM-DD-YY is needed"));
    }
    const auto midnight =
        base::Instant::ParseIso("20" + parts[2] + "-" + parts[0] + "-" + parts[1] + "T00:00:00Z");
    if (!midnight) {
        return base::Fail(BadRow(line, "Date", "there is no such day"));
    }
    return *midnight - base::Duration::Seconds(kIndiaOffsetSeconds);
}

// Spreadsheets wrote whole numbers as "400081.0".
std::string WithoutPointZero(std::string_view text) {
    return std::string(text.ends_with(".0") ? text.substr(0, text.size() - 2) : text);
}

bool IsCancelledRow(const Row& row) {
    return row[kStatus] == "Cancelled" || row[kCourierStatus] == "Cancelled";
}

base::Result<Line> LineOf(const Row& row, std::size_t line_number, std::size_t position) {
    Line line;
    const std::optional<std::int64_t> quantity = base::ParseInt(row[kQty]);
    if (!quantity || *quantity < 0) {
        return base::Fail(BadRow(line_number, "Qty", "a whole number is needed"));
    }
    line.order_item_id =
        base::Join(base::Split(row[kOrderId].substr(4), '-'), "") + std::to_string(position + 1);
    line.quantity_ordered = *quantity;
    line.asin = row[kAsin];
    line.seller_sku = row[kSku];
    line.title = row[kCategory] + " " + row[kStyle] + " (" + row[kSize] + ")";
    if (IsCancelledRow(row)) {
        line.cancelled_by = row[kFulfilment] == "Amazon" ? "AMAZON" : "BUYER";
        line.cancel_reason = "Not stated in the report";
    } else if (row[kStatus].starts_with("Shipped")) {
        line.quantity_fulfilled = *quantity;
    } else {
        line.quantity_unfulfilled = *quantity;
    }
    if (!row[kAmount].empty()) {
        const auto currency = base::Currency::Parse(row[kCurrency]);
        if (!currency) {
            return base::Fail(BadRow(line_number, "currency", "unknown"));
        }
        const auto amount = base::Money::Parse(row[kAmount], *currency);
        if (!amount) {
            return base::Fail(BadRow(line_number, "Amount", "an amount of money is needed"));
        }
        line.breakdowns.push_back({"ITEM", "", *amount, {}});
        // Only a price that divides without rest is known; a made-up cent would not be.
        if (*quantity > 0 && amount->minor() % *quantity == 0) {
            line.unit_price = base::Money::OfMinor(amount->minor() / *quantity, *currency);
        }
    }
    for (const std::string& id : base::Split(row[kPromotionIds], ',')) {
        if (!base::Trim(id).empty()) {
            line.promotion_ids.emplace_back(base::Trim(id));
        }
    }
    line.has_business_price = row[kB2b] == "True" && line.unit_price.has_value();
    return line;
}

struct PackageWords {
    std::string_view report;
    std::string_view status;
    std::string_view detailed;
};
constexpr PackageWords kPackageWords[] = {
    {"Shipped - Delivered to Buyer", "DELIVERED", "DELIVERED"},
    {"Shipped - Returned to Seller", "UNDELIVERABLE", "RETURNED_TO_SELLER"},
    {"Shipped - Rejected by Buyer", "UNDELIVERABLE", "REJECTED_BY_BUYER"},
    {"Shipped - Lost in Transit", "UNDELIVERABLE", "LOST"},
};

std::string StatusOf(const Row& row) {
    const std::string& status = row[kStatus];
    if (status == "Cancelled") {
        return std::string(kCancelled);
    }
    if (status.starts_with("Shipped")) {
        return std::string(kShipped);
    }
    return std::string(status.starts_with("Pending") && row[kCourierStatus].empty() ? kPending
                                                                                    : kUnshipped);
}

Order OrderOf(const Row& row) {
    Order order;
    order.order_id = row[kOrderId];
    const bool is_amazon = row[kSalesChannel].starts_with("Amazon");
    order.channel_name = is_amazon ? "AMAZON" : "NON_AMAZON";
    order.marketplace_id = FindMarketplaceOfCountry("IN")->id;
    order.marketplace_name = row[kSalesChannel];
    order.status = StatusOf(row);
    order.fulfilled_by = row[kFulfilment] == "Amazon" ? kByAmazon : kByMerchant;
    order.service_level = base::AsciiUpper(row[kServiceLevel]);
    if (row[kB2b] == "True") {
        order.programs.emplace_back("AMAZON_BUSINESS");
    }
    if (row[kFulfilledBy] == "Easy Ship") {
        order.programs.emplace_back("AMAZON_EASY_SHIP");
    }
    order.delivery_address.city = row[kCity];
    order.delivery_address.state_or_region = row[kState];
    order.delivery_address.postal_code = WithoutPointZero(row[kPostalCode]);
    order.delivery_address.country_code = row[kCountry];
    return order;
}

// Merchant parcels of the report went by Easy Ship: the courier is known to Amazon, not to the
// report.
void AddPackage(Order& order, const std::string& report_status) {
    if (!order.IsFulfilledByMerchant() || order.status != kShipped) {
        return;
    }
    Package package;
    package.reference_id = "1";
    package.status = "SHIPPED";
    for (const PackageWords& words : kPackageWords) {
        if (words.report == report_status) {
            package.status = words.status;
            package.detailed_status = words.detailed;
        }
    }
    for (const Line& line : order.lines) {
        if (line.quantity_fulfilled > 0) {
            package.lines.push_back({line.order_item_id, line.quantity_fulfilled, {}});
        }
    }
    order.packages.push_back(std::move(package));
}

base::Result<std::array<std::size_t, kColumnCount>> FindColumns(const base::CsvRecord& header) {
    std::array<std::size_t, kColumnCount> positions{};
    for (std::size_t column = 0; column < kColumnCount; ++column) {
        const auto found = std::find_if(
            header.fields.begin(), header.fields.end(),
            [&](const std::string& name) { return base::Trim(name) == kColumnNames[column]; });
        if (found == header.fields.end()) {
            return base::Fail(BadRow(header.line, kColumnNames[column], "this column is missing"));
        }
        positions[column] = static_cast<std::size_t>(found - header.fields.begin());
    }
    return positions;
}

// Orders of one day are spread over it in file order (newest first in the file), each updated an
// hour later.
void SpreadOverDays(std::vector<Order>& orders) {
    std::map<base::Instant, std::vector<Order*>> days;
    for (Order& order : orders) {
        days[order.created].push_back(&order);
    }
    for (auto& [day, of_day] : days) {
        const auto count = static_cast<std::int64_t>(of_day.size());
        for (std::int64_t i = 0; i < count; ++i) {
            Order& order = *of_day[static_cast<std::size_t>(count - 1 - i)];
            order.created = day + base::Duration::Millis(i * (23 * 3'600'000LL / count));
            order.last_updated = order.created + base::Duration::Hours(1);
            order.ship_by = {day, day + base::Duration::Days(2)};
        }
    }
    std::sort(orders.begin(), orders.end(), [](const Order& a, const Order& b) {
        return a.created != b.created ? a.created < b.created : a.order_id < b.order_id;
    });
}

}  // namespace

base::Result<ReportOrders> ReadReport(std::string_view csv) {
    base::CsvReader reader(csv);
    base::CsvRecord record;
    const auto has_header = reader.Read(record);
    if (!has_header || !*has_header) {
        return base::Fail(has_header ? base::Malformed("the report is empty") : has_header.error());
    }
    const auto columns = FindColumns(record);
    if (!columns) {
        return base::Fail(columns.error());
    }
    ReportOrders report;
    std::unordered_map<std::string, std::size_t> positions;
    std::vector<std::string> statuses;
    while (true) {
        const auto more = reader.Read(record);
        if (!more) {
            return base::Fail(more.error());
        }
        if (!*more) {
            break;
        }
        Row row;
        for (std::size_t column = 0; column < kColumnCount; ++column) {
            const std::size_t position = (*columns)[column];
            row[column] = position < record.fields.size()
                              ? std::string(base::Trim(record.fields[position]))
                              : "";
        }
        if (row[kOrderId].size() < 5) {
            return base::Fail(BadRow(record.line, "Order ID", "an order id is needed"));
        }
        const auto day = DayOf(row[kDate], record.line);
        if (!day) {
            return base::Fail(day.error());
        }
        const auto [found, is_new] = positions.try_emplace(row[kOrderId], report.orders.size());
        if (is_new) {
            report.orders.push_back(OrderOf(row));
            report.orders.back().created = *day;
            statuses.push_back(row[kStatus]);
        }
        Order& order = report.orders[found->second];
        auto line = LineOf(row, record.line, order.lines.size());
        if (!line) {
            return base::Fail(line.error());
        }
        order.lines.push_back(std::move(*line));
        report.end = std::max(report.end, *day + base::Duration::Days(1));
        ++report.row_count;
    }
    for (std::size_t i = 0; i < report.orders.size(); ++i) {
        AddPackage(report.orders[i], statuses[i]);
    }
    SpreadOverDays(report.orders);
    return report;
}

}  // namespace orderyard::sandbox
