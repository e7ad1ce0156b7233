// The one list to extend when an import fills a new table. Customers are not in it: the seller of
// the bench has guests only.
#include "stored_rows.hpp"

#include <array>
#include <stdexcept>

namespace orderyard::bench {

namespace {

constexpr std::string_view kOfOrder = " t JOIN sales_order s ON s.id = t.order_id";

constexpr std::string_view kOfLine =
    " t JOIN sales_order_item i ON i.id = t.order_item_id JOIN sales_order s ON s.id = i.order_id";

constexpr std::array<FilledTable, 21> kTables = {{
    {"inbox", " t JOIN channel_order c ON c.store_id = t.store_id AND c.number = t.order_number",
     "c.id"},
    {"channel_order", " t", "t.id"},
    {"channel_order_item", " t", "t.channel_order_id"},
    {"channel_order_personal", " t", "t.channel_order_id"},
    {"channel_order_event", " t", "t.channel_order_id"},
    {"sales_order", " t", "t.channel_order_id"},
    {"sales_order_item", kOfOrder, "s.channel_order_id"},
    {"stock_reservation", kOfLine, "s.channel_order_id"},
    {"stock_movement", kOfOrder, "s.channel_order_id"},
    {"sales_order_address", kOfOrder, "s.channel_order_id"},
    {"sales_order_payment", kOfOrder, "s.channel_order_id"},
    {"sales_order_exception", kOfOrder, "s.channel_order_id"},
    {"sales_order_history", kOfOrder, "s.channel_order_id"},
    {"sales_order_personal", kOfOrder, "s.channel_order_id"},
    {"invoice", kOfOrder, "s.channel_order_id"},
    {"invoice_line", kOfLine, "s.channel_order_id"},
    {"shipment", kOfOrder, "s.channel_order_id"},
    {"shipment_package", kOfOrder, "s.channel_order_id"},
    {"package_line", kOfLine, "s.channel_order_id"},
    {"track",
     " t JOIN shipment_package p ON p.id = t.package_id JOIN sales_order s ON s.id = p.order_id",
     "s.channel_order_id"},
    {"ledger_event", kOfOrder, "s.channel_order_id"},
}};

}  // namespace

std::span<const FilledTable> FilledTables() {
    return kTables;
}

bool IsChangedInPlace(std::string_view table) {
    return table == "sequence_value" || table.ends_with("_order_count");
}

void ExpectSameCounts(const RowCounts& imported, const RowCounts& floor) {
    for (const auto& [table, count] : imported) {
        const auto found = floor.find(table);
        const std::int64_t written = found == floor.end() ? 0 : found->second;
        if (written != count && !IsChangedInPlace(table)) {
            throw std::runtime_error("table " + table + ": the import left " +
                                     std::to_string(count) + " rows, the floor " +
                                     std::to_string(written));
        }
    }
}

}  // namespace orderyard::bench
