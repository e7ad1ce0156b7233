// The port of document numbers.
#pragma once

#include "ports/sequence_store.hpp"
#include "storage/sql/connection.hpp"

namespace orderyard::storage {

class SqlSequenceStore final : public ports::SequenceStore {
  public:
    explicit SqlSequenceStore(sql::Connection& connection) : connection_(connection) {}

    std::int64_t Next(const std::string& kind, domain::StoreViewId view) override;

  private:
    sql::Connection& connection_;
};

}  // namespace orderyard::storage
