// PostgreSQL's answers: rows in binary format, and errors sorted by what the caller can do about
// them.
#pragma once

#include <exception>
#include <memory>
#include <string_view>

#include "storage/sql/postgres_connection.hpp"

namespace orderyard::storage::sql {

std::unique_ptr<Cursor> NewPostgresCursor(PostgresResult result);

// The exception for a result with an error. Holds SQLSTATE, constraint and statement, never a row's
// values.
std::exception_ptr PostgresError(const pg_result* result, std::string_view sql);

}  // namespace orderyard::storage::sql
