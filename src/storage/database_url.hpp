// Where a database is, as the configuration says it: "sqlite:/path/file.db" or
// "postgresql://user:password@host:port/name".
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace orderyard::storage {

inline bool IsPostgresUrl(std::string_view url) {
    return url.starts_with("postgresql://") || url.starts_with("postgres://");
}

// The file of a SQLite URL; nullopt for any other.
inline std::optional<std::string> SqliteFileOf(std::string_view url) {
    constexpr std::string_view kScheme = "sqlite:";
    if (!url.starts_with(kScheme)) {
        return std::nullopt;
    }
    url.remove_prefix(kScheme.size());
    if (url.starts_with("//")) {
        url.remove_prefix(2);
    }
    return url.empty() ? std::nullopt : std::optional(std::string(url));
}

// For errors: the URL itself is never repeated, it may hold a password.
inline constexpr std::string_view kDatabaseUrlForms =
    "the database must be sqlite:/path/to/file or postgresql://user:password@host:port/name";

}  // namespace orderyard::storage
