// The port of document numbers.
#pragma once

#include <map>
#include <string>
#include <utility>

#include "ports/sequence_store.hpp"
#include "storage/sql/connection.hpp"

namespace orderyard::storage {

class SqlSequenceStore final : public ports::SequenceStore {
  public:
    explicit SqlSequenceStore(sql::Connection& connection) : connection_(connection) {}

    std::int64_t Next(const std::string& kind, domain::StoreViewId view) override;
    void Skip(const std::string& kind, domain::StoreViewId view, std::int64_t count) override;

  private:
    sql::Connection& connection_;
    // The numbers this transaction has reached. Its first step on a row locks it, so they are ours
    // till its end.
    std::uint64_t memory_no_ = 0;
    std::map<std::pair<std::string, std::int64_t>, std::int64_t> reached_;
};

}  // namespace orderyard::storage
