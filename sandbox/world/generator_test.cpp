// Generated orders: the sums hold for any seed, an id leads back to its order, and the cheap status
// of a plan is the status of the order built from it.
#include "sandbox/world/generator.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

namespace orderyard::sandbox {
namespace {

std::vector<const Marketplace*> AllMarketplaces() {
    std::vector<const Marketplace*> all;
    for (const Marketplace& marketplace : Marketplaces()) {
        all.push_back(&marketplace);
    }
    return all;
}

const std::vector<const Marketplace*> kAll = AllMarketplaces();
const base::Instant kCreated = base::Instant::FromSeconds(1'790'000'000);
const base::Instant kLater = kCreated + base::Duration::Days(30);

const Breakdown* FindBreakdown(const Line& line, std::string_view type) {
    for (const Breakdown& breakdown : line.breakdowns) {
        if (breakdown.type == type) {
            return &breakdown;
        }
    }
    return nullptr;
}

void CheckMoney(const Order& order) {
    const Marketplace* marketplace = FindMarketplace(order.marketplace_id);
    base::Money payments;
    for (const PaymentExecution& payment : order.payments) {
        payments += payment.amount;
    }
    RC_ASSERT(payments == order.Total());
    for (const Line& line : order.lines) {
        if (line.breakdowns.empty()) {
            RC_ASSERT(!line.unit_price.has_value());
            continue;
        }
        const Breakdown* item = FindBreakdown(line, "ITEM");
        RC_ASSERT(item != nullptr);
        RC_ASSERT(item->subtotal == line.unit_price->Times(line.quantity_ordered));
        RC_ASSERT(!line.Total().IsNegative());
        RC_ASSERT(marketplace->includes_tax == (FindBreakdown(line, "TAX") == nullptr) ||
                  !marketplace->includes_tax);
        for (const Breakdown& breakdown : line.breakdowns) {
            RC_ASSERT(breakdown.subtotal.IsWholeMinor());
            RC_ASSERT(breakdown.subtotal.currency().code() == marketplace->currency);
            base::Money details;
            for (const Detail& detail : breakdown.details) {
                details += detail.value;
            }
            RC_ASSERT(breakdown.details.empty() || details == breakdown.subtotal);
        }
    }
}

RC_GTEST_PROP(GeneratorMoney, SumsHoldForEverySeedAndStep, ()) {
    const auto seed = *rc::gen::arbitrary<std::uint64_t>();
    const Generator generator({seed, kAll}, kLater);
    for (std::uint64_t ordinal = 0; ordinal < 20; ++ordinal) {
        const LifePlan plan = generator.PlanOf(ordinal, generator.TraitsOf(ordinal), kCreated);
        for (int steps = 0; steps <= plan.step_count; ++steps) {
            CheckMoney(generator.After(ordinal, kCreated, steps));
        }
    }
}

RC_GTEST_PROP(GeneratorLife, CheapStatusIsTheBuiltStatus, ()) {
    const auto seed = *rc::gen::arbitrary<std::uint64_t>();
    const Generator generator({seed, kAll}, kLater);
    for (std::uint64_t ordinal = 0; ordinal < 20; ++ordinal) {
        const Traits traits = generator.TraitsOf(ordinal);
        const LifePlan plan = generator.PlanOf(ordinal, traits, kCreated);
        for (int steps = 0; steps <= plan.step_count; ++steps) {
            const Order order = generator.After(ordinal, kCreated, steps);
            RC_ASSERT(order.status == StatusAfter(traits, plan, steps));
            for (const Line& line : order.lines) {
                RC_ASSERT(line.quantity_fulfilled >= 0);
                RC_ASSERT(line.quantity_unfulfilled >= 0);
                RC_ASSERT(line.quantity_fulfilled + line.quantity_unfulfilled <=
                          line.quantity_ordered);
            }
        }
    }
}

RC_GTEST_PROP(GeneratorIds, LeadBackToTheirOrdinal, ()) {
    const auto seed = *rc::gen::arbitrary<std::uint64_t>();
    const auto ordinal =
        static_cast<std::uint64_t>(*rc::gen::inRange<std::int64_t>(0, 100'000'000));
    const Generator generator({seed, kAll}, kLater);
    const std::string id = generator.OrderIdOf(ordinal);
    RC_ASSERT(id.size() == 19U);
    RC_ASSERT(generator.OrdinalOf(id) == std::optional(ordinal));
}

TEST(Generator, RefusesTextsThatAreNoIds) {
    const Generator generator({1, kAll}, kLater);
    for (const char* id : {"", "114-1234567-123456", "114-1234567-12345678", "114_1234567_1234567",
                           "114-12345a7-1234567"}) {
        EXPECT_FALSE(generator.OrdinalOf(id)) << id;
    }
}

TEST(Generator, SameSeedSameOrderOtherSeedOther) {
    const Generator one({5, kAll}, kLater);
    const Generator same({5, kAll}, kLater);
    const Generator other({6, kAll}, kLater);
    EXPECT_EQ(one.Place(3, kCreated).lines[0].order_item_id,
              same.Place(3, kCreated).lines[0].order_item_id);
    EXPECT_NE(one.OrderIdOf(3), other.OrderIdOf(3));
}

TEST(Generator, ShowsEveryKindOfOrderInTwoThousand) {
    const Generator generator({11, kAll}, kLater);
    std::set<std::string> seen;
    for (std::uint64_t ordinal = 0; ordinal < 2'000; ++ordinal) {
        const Traits traits = generator.TraitsOf(ordinal);
        const LifePlan plan = generator.PlanOf(ordinal, traits, kCreated);
        const Order order = generator.After(ordinal, kCreated, plan.step_count);
        seen.insert(order.status);
        seen.insert(order.fulfilled_by);
        seen.insert(order.channel_name);
        seen.insert(order.marketplace_id);
        seen.insert(order.programs.begin(), order.programs.end());
        for (const PaymentExecution& payment : order.payments) {
            seen.insert(payment.method);
        }
        if (!order.associated_orders.empty() && order.Total().IsZero()) {
            seen.insert("replacement of total 0");
        }
        for (const Line& line : order.lines) {
            seen.insert(line.gift ? "gift" : "");
            seen.insert(line.promotion_ids.empty() ? "" : "promotion");
            seen.insert(line.cancel_request_reason ? "cancel request" : "");
            seen.insert(line.quantity_ordered == 0 ? "line of 0" : "");
            seen.insert(line.points_number > 0 ? "points" : "");
        }
        if (order.delivery_address.country_code == "KR") {
            seen.insert("KR");
        }
    }
    for (const char* wanted : {"SHIPPED",
                               "CANCELLED",
                               "AMAZON",
                               "MERCHANT",
                               "NON_AMAZON",
                               "PRIME",
                               "AMAZON_BUSINESS",
                               "PREORDER",
                               "AMAZON_EASY_SHIP",
                               "CashOnDelivery",
                               "ConvenienceStore",
                               "CreditCard",
                               "Pix",
                               "Invoice",
                               "GiftCard",
                               "replacement of total 0",
                               "gift",
                               "promotion",
                               "cancel request",
                               "line of 0",
                               "points",
                               "KR"}) {
        EXPECT_TRUE(seen.count(wanted)) << wanted;
    }
    for (const Marketplace& marketplace : Marketplaces()) {
        EXPECT_TRUE(seen.count(std::string(marketplace.id))) << marketplace.name;
    }
}

}  // namespace
}  // namespace orderyard::sandbox
