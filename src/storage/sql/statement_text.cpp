// Small scans over SQL text. Our statements hold no comments and no dollar quotes.
#include "storage/sql/statement_text.hpp"

#include <array>

namespace orderyard::storage::sql {

std::string NumberPlaceholders(std::string_view sql) {
    std::string numbered;
    numbered.reserve(sql.size() + 32);
    char quote = '\0';
    int number = 0;
    for (const char c : sql) {
        if (quote != '\0') {
            quote = c == quote ? '\0' : quote;
        } else if (c == '\'' || c == '"') {
            quote = c;
        } else if (c == '?') {
            numbered += '$';
            numbered += std::to_string(++number);
            continue;
        }
        numbered += c;
    }
    return numbered;
}

std::string_view WithoutLockClause(std::string_view sql) {
    constexpr std::array<std::string_view, 4> kClauses = {" SKIP LOCKED", " NOWAIT", " FOR UPDATE",
                                                          " FOR SHARE"};
    for (const std::string_view clause : kClauses) {
        if (sql.ends_with(clause)) {
            sql.remove_suffix(clause.size());
        }
    }
    return sql;
}

std::string Excerpt(std::string_view sql) {
    constexpr std::size_t kLength = 80;
    return std::string(sql.substr(0, kLength));
}

}  // namespace orderyard::storage::sql
