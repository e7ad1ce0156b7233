// A made-up order to show how papers will look.
#pragma once

#include "base/instant.hpp"
#include "domain/order/order_file.hpp"
#include "domain/papers/document_settings.hpp"

namespace orderyard::api::v1 {

// With one invoice; in the currency and to an address of the language's country.
domain::OrderFile PreviewOrder(domain::PaperLanguage language, base::Instant now);

}  // namespace orderyard::api::v1
