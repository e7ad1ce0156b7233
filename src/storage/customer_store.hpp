// The port of buyers with an account.
#pragma once

#include "ports/customer_store.hpp"
#include "storage/keys.hpp"
#include "storage/sql/connection.hpp"

namespace orderyard::storage {

class SqlCustomerStore final : public ports::CustomerStore {
  public:
    SqlCustomerStore(sql::Connection& connection, const Keys& keys)
        : connection_(connection), keys_(keys) {}

    std::optional<domain::Customer> Load(domain::CustomerId id) override;
    std::optional<domain::CustomerId> FindByEmail(domain::StoreViewId view,
                                                  const std::string& email) override;
    void Insert(domain::Customer& customer) override;
    base::Result<ports::CustomerPage> Search(const ports::SearchQuery& query) override;
    ports::CustomerPage List(std::int64_t page_size, std::int64_t page) override;
    std::vector<domain::CustomerId> AllWithEmail(const std::string& email) override;

  private:
    sql::Connection& connection_;
    const Keys& keys_;
};

// Empties the account of a buyer none of whose orders holds personal data any more.
void ForgetCustomerWithoutOrders(sql::Connection& connection, const Keys& keys,
                                 domain::CustomerId id);

}  // namespace orderyard::storage
