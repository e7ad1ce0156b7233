// One document as Magento shows it, for those who read it and for those who have just made it.
#pragma once

#include <cstdint>

#include "api/rest/call.hpp"
#include "ports/database.hpp"

namespace orderyard::api::rest {

// MagentoNoSuchEntity when there is none.
Answer InvoiceJson(ports::Transaction& tx, std::int64_t id);
Answer ShipmentJson(ports::Transaction& tx, std::int64_t id);
Answer CreditMemoJson(ports::Transaction& tx, std::int64_t id);

}  // namespace orderyard::api::rest
