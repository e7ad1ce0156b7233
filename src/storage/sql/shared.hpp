// What the connections to one PostgreSQL database have in common.
#pragma once

#include "storage/sql/answers.hpp"
#include "storage/sql/connection.hpp"
#include "storage/sql/id_blocks.hpp"

namespace orderyard::storage::sql {

struct Shared {
    IdBlocks ids;
    Answers answers{32U << 20U};
    Commons commons;
};

}  // namespace orderyard::storage::sql
