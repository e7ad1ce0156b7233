// Statement texts on their way to an engine, and the cache of prepared ones.
#pragma once

#include <cstdint>
#include <cstring>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace orderyard::storage::sql {

// `?` outside quotes becomes $1, $2 ... for PostgreSQL.
std::string NumberPlaceholders(std::string_view sql);

// "... FOR UPDATE [SKIP LOCKED]" and "... FOR SHARE" at the end of a statement.
std::string_view WithoutLockClause(std::string_view sql);

// The first words of a statement, for error messages; statements hold no personal data, parameters
// do.
std::string Excerpt(std::string_view sql);

// Hashes a sample of the text: statements are long, looked up all the time, and compared in full
// anyway.
struct StatementHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view sql) const noexcept {
        std::uint64_t hash = sql.size() * 0x9E3779B97F4A7C15U;
        if (sql.size() < 64) {
            return std::hash<std::string_view>{}(sql);
        }
        const std::size_t end = sql.size() - sizeof(std::uint64_t);
        for (std::size_t i = 0; i < 8; ++i) {
            std::uint64_t word = 0;
            std::memcpy(&word, sql.data() + end * i / 7, sizeof word);
            hash = (hash ^ word) * 0xFF51AFD7ED558CCDU;
            hash ^= hash >> 32U;
        }
        return hash;
    }
};

// Texts made at run time (searches) would fill memory: past this many the cache is emptied.
inline constexpr std::size_t kStatementsMax = 400;

template <class T>
using StatementMap = std::unordered_map<std::string, T, StatementHash, std::equal_to<>>;

}  // namespace orderyard::storage::sql
