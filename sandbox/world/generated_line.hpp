// One line of a generated order: article, price, tax, discount and the rarer sections.
#pragma once

#include "base/money.hpp"
#include "sandbox/world/dice.hpp"
#include "sandbox/world/life_plan.hpp"
#include "sandbox/world/order.hpp"

namespace orderyard::sandbox {

struct OrderTerms {
    const Traits* traits = nullptr;
    base::Currency currency;
    std::int64_t tax_per_ten_thousand = 0;  // 0 where prices include the tax
    bool is_gift = false;
    bool has_paid_shipping = false;
    base::Instant created;
};

Line GenerateLine(const OrderTerms& terms, bool is_first_line, std::string order_item_id,
                  Dice& dice);

}  // namespace orderyard::sandbox
