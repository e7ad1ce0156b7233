// A remark on an invoice, a shipment or a credit memo.
#pragma once

#include <cstdint>
#include <string>

#include "base/instant.hpp"
#include "domain/order/actor.hpp"

namespace orderyard::domain {

struct DocumentComment {
    std::int64_t id = 0;
    base::Instant at;
    Actor author;
    std::string text;  // shown as text; may hold personal data: stored sealed
    bool is_customer_notified = false;
    bool is_visible_on_front = false;
};

}  // namespace orderyard::domain
