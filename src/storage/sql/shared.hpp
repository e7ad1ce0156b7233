// What the connections of one program to one database have in common.
#pragma once

#include <atomic>
#include <cstdint>

#include "storage/sql/answers.hpp"
#include "storage/sql/connection.hpp"
#include "storage/sql/id_blocks.hpp"

namespace orderyard::storage::sql {

struct Shared {
    IdBlocks ids;  // PostgreSQL's
    Answers answers{32U << 20U};
    Commons commons;
    std::atomic<std::uint64_t> connections = 0;  // made so far (SQLite)
};

}  // namespace orderyard::storage::sql
