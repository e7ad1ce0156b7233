// The one list to extend when an import or an action fills a new table. Customers are not in it:
// the seller of the bench has guests only.
#include "stored_rows.hpp"

#include <array>
#include <stdexcept>

namespace orderyard::bench {

namespace {

constexpr std::string_view kOfOrder = " t JOIN sales_order s ON s.id = t.order_id";

constexpr std::string_view kOfLine =
    " t JOIN sales_order_item i ON i.id = t.order_item_id JOIN sales_order s ON s.id = i.order_id";

constexpr std::array<FilledTable, 25> kTables = {{
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
    {"credit_memo", kOfOrder, "s.channel_order_id"},
    {"credit_memo_line", kOfLine, "s.channel_order_id"},
    {"follow_up", kOfOrder, "s.channel_order_id"},
    {"follow_up_piece",
     " t JOIN follow_up f ON f.id = t.follow_up_id JOIN sales_order s ON s.id = f.order_id",
     "s.channel_order_id"},
    {"ledger_event", kOfOrder, "s.channel_order_id"},
}};

}  // namespace

std::vector<FilledTable> FilledTables(GroupBy group_by) {
    std::vector<FilledTable> tables(kTables.begin(), kTables.end());
    if (group_by == GroupBy::kChannelOrder) {
        return tables;
    }
    std::erase_if(tables, [](const FilledTable& table) {
        return table.name == "inbox" || table.name.starts_with("channel_order");
    });
    for (FilledTable& table : tables) {
        table.order_id = table.name == "sales_order" ? "t.id" : "s.id";
    }
    return tables;
}

std::string OrderIds(GroupBy group_by) {
    const char* table = group_by == GroupBy::kChannelOrder ? "channel_order" : "sales_order";
    return std::string("SELECT id FROM ") + table + " ORDER BY id";
}

// SQLite takes $1 for a name and PostgreSQL for a place: the same while they come in turn.
std::string InsertInto(const TableShape& table) {
    std::string list, marks;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        list += (i == 0 ? "" : ", ") + table.columns[i];
        marks += (i == 0 ? "$" : ", $") + std::to_string(i + 1);
    }
    return "INSERT INTO " + table.name + "(" + list + ") VALUES (" + marks + ")";
}

bool IsChangedInPlace(std::string_view table) {
    return table == "sequence_value" || table == "sales_hour" || table == "blind_index_change" ||
           table.ends_with("_count");
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
