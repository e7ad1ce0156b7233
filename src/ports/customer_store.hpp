// Buyers with an account.
#pragma once

#include <optional>
#include <string>

#include "domain/customer/customer.hpp"

namespace orderyard::ports {

class CustomerStore {
  public:
    virtual ~CustomerStore() = default;
    virtual std::optional<domain::Customer> Load(domain::CustomerId id) = 0;
    // By the e-mail address, compared case-insensitively through its keyed hash.
    virtual std::optional<domain::CustomerId> FindByEmail(domain::StoreViewId view,
                                                          const std::string& email) = 0;
    virtual void Insert(domain::Customer& customer) = 0;  // a taken e-mail throws VersionConflict
};

}  // namespace orderyard::ports
