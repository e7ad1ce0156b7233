// The columns of Magento's sales_order that can be filtered and sorted.
#pragma once

#include "storage/lists/list_field.hpp"

namespace orderyard::storage {

const FieldList& OrderFields();

}  // namespace orderyard::storage
