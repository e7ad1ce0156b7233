// Statements over column lists: one list serves the insert, the update and the select.
#include "storage/sql/assembly.hpp"

#include "base/text.hpp"

namespace orderyard::storage::sql {

std::string Placeholders(int count) {
    std::string text;
    for (int i = 0; i < count; ++i) {
        text += i == 0 ? "?" : ", ?";
    }
    return text;
}

std::string InsertSql(std::string_view table, std::string_view columns) {
    const auto count = static_cast<int>(base::Split(columns, ',').size());
    return "INSERT INTO " + std::string(table) + "(" + std::string(columns) + ") VALUES (" +
           Placeholders(count) + ")";
}

std::string UpdateSql(std::string_view table, std::string_view columns,
                      std::string_view condition) {
    std::string text = "UPDATE " + std::string(table) + " SET ";
    std::string_view separator;
    for (const std::string& column : base::Split(columns, ',')) {
        text += separator;
        text += std::string(base::Trim(column)) + " = ?";
        separator = ", ";
    }
    return text + " WHERE " + std::string(condition);
}

}  // namespace orderyard::storage::sql
