// Brings a database to the newest schema, and proves that the master key is the one it was made
// with.
#pragma once

#include <span>

#include "base/instant.hpp"
#include "base/result.hpp"
#include "storage/keys.hpp"
#include "storage/migrations/migrations.hpp"
#include "storage/open_database.hpp"
#include "storage/sql/connection.hpp"

namespace orderyard::storage {

SchemaState ReadSchema(sql::Connection& connection, std::span<const Migration> migrations);

// Runs what is missing, each step in a transaction of its own with its line in schema_migration:
// killed at any moment, the next start goes on. kUnsupported when the schema is newer than
// `migrations`, or older and `may_migrate` is false.
base::Result<> Migrate(sql::Connection& connection, std::span<const Migration> migrations,
                       bool may_migrate, base::Instant now);

// kUnsupported, with the cure.
base::Error NewerSchema(const SchemaState& schema);

// False also where no check value is stored.
bool HasMasterKey(sql::Connection& connection, const Keys& keys);
base::Error WrongMasterKey();

// Compares the key with the stored check value, or stores that in a new database. kInvalidInput for
// another key.
base::Result<> CheckMasterKey(sql::Connection& connection, const Keys& keys);

}  // namespace orderyard::storage
