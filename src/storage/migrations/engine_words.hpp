// Tables are written once, with placeholders; each engine has its words for them. For migrations
// only.
#pragma once

#include <array>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "base/text.hpp"

namespace orderyard::storage {

using EngineWords = std::array<std::pair<std::string_view, std::string_view>, 10>;

// {id}: a key that the stores give out. {own_id}: one the database gives. {clustered}: the rows lie
// in the order of the primary key, where the engine can do that. {in blocks}: what an index in
// blocks starts with, by the key of its row or of the order it is of (lists/blocks.hpp).
inline constexpr EngineWords kSqliteWords = {{{"{id}", "INTEGER PRIMARY KEY"},
                                              {"{own_id}", "INTEGER PRIMARY KEY"},
                                              {"{int}", "INTEGER"},
                                              {"{text}", "TEXT"},
                                              {"{bytes}", "BLOB"},
                                              {"{strict}", "STRICT"},
                                              {"{clustered}", "STRICT, WITHOUT ROWID"},
                                              {"{in blocks}", "id >> 13, "},
                                              {"{in order blocks}", "order_id >> 13, "},
                                              {"{in channel blocks}", "channel_order_id >> 13, "}}};
inline constexpr EngineWords kPostgresWords = {
    {{"{id}", "BIGINT PRIMARY KEY"},
     {"{own_id}", "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY"},
     {"{int}", "BIGINT"},
     {"{text}", "TEXT COLLATE \"C\""},
     {"{bytes}", "BYTEA"},
     {"{strict}", ""},
     {"{clustered}", ""},
     {"{in blocks}", ""},
     {"{in order blocks}", ""},
     {"{in channel blocks}", ""}}};

// All `tables` in the engine's words, then what only this engine has.
inline std::string EngineScript(const EngineWords& words, std::initializer_list<const char*> tables,
                                const char* engine_only) {
    std::string sql;
    for (const char* text : tables) {
        sql += text;
    }
    for (const auto& [placeholder, word] : words) {
        base::ReplaceAll(sql, placeholder, word);
    }
    return sql + engine_only;
}

}  // namespace orderyard::storage
