// The port of API tokens.
#pragma once

#include "ports/token_store.hpp"
#include "storage/sql/connection.hpp"

namespace orderyard::storage {

class SqlTokenStore final : public ports::TokenStore {
  public:
    explicit SqlTokenStore(sql::Connection& connection) : connection_(connection) {}

    void Insert(ports::ApiToken& token) override;
    std::optional<ports::ApiToken> FindByHash(const std::string& hash) override;
    void MarkUsed(std::int64_t id, base::Instant at) override;
    bool Revoke(std::int64_t id, base::Instant at) override;
    std::vector<ports::ApiToken> List() override;

  private:
    sql::Connection& connection_;
};

}  // namespace orderyard::storage
