// Statements over column lists: one list serves the insert, the update and the select.
#include "storage/sql/assembly.hpp"

#include <bit>

#include "base/text.hpp"

namespace orderyard::storage::sql {

Assembly& Assembly::AddSlice(Dialect dialect, std::int64_t limit, std::int64_t offset) {
    // A limit in the text is one the planner can count on for all times; few sizes are in use.
    constexpr std::int64_t kInTextMax = 2'048;
    if (dialect == Dialect::kPostgres && offset == 0 && limit >= 0 && limit <= kInTextMax) {
        text_ += " LIMIT " + std::to_string(limit);
        return *this;
    }
    Add(" LIMIT ?", limit);
    return offset > 0 ? Add(" OFFSET ?", offset) : *this;
}

std::string Assembly::Fingerprint() const {
    std::string text = text_;
    for (const Value& value : values_) {
        text += '\0';
        switch (value.kind()) {
            case Value::Kind::kNull: text += 'n'; break;
            case Value::Kind::kInt: text += 'i' + std::to_string(value.AsInt()); break;
            case Value::Kind::kDouble:
                text += 'd' + std::to_string(std::bit_cast<std::uint64_t>(value.AsDouble()));
                break;
            case Value::Kind::kText:
            case Value::Kind::kBytes:
                text += 't' + std::to_string(value.AsText().size()) + ':';
                text += value.AsText();
                break;
        }
    }
    return text;
}

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
