// Buyers with an account.
#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "domain/customer/customer.hpp"
#include "ports/search.hpp"

namespace orderyard::ports {

struct CustomerPage {
    std::vector<domain::Customer> customers;
    std::int64_t total_count = 0;
};

class CustomerStore {
  public:
    virtual ~CustomerStore() = default;
    virtual std::optional<domain::Customer> Load(domain::CustomerId id) = 0;
    // By the e-mail address, compared case-insensitively through its keyed hash.
    virtual std::optional<domain::CustomerId> FindByEmail(domain::StoreViewId view,
                                                          const std::string& email) = 0;
    virtual void Insert(domain::Customer& customer) = 0;  // a taken e-mail throws VersionConflict
    // By Magento's names (entity_id, email, firstname, lastname, created_at, store_id ...); names
    // and addresses are those on the customers' orders. kInvalidInput names an unknown field.
    virtual base::Result<CustomerPage> Search(const SearchQuery&) {
        throw std::logic_error("no search of customers here");
    }
    // Newest first.
    virtual CustomerPage List(std::int64_t /*page_size*/, std::int64_t /*page*/) {
        throw std::logic_error("no list of customers here");
    }
    // Whose address this is, in any view; newest first. Empty for those who may not see people.
    virtual std::vector<domain::CustomerId> AllWithEmail(const std::string&) {
        throw std::logic_error("no list of customers here");
    }
};

}  // namespace orderyard::ports
