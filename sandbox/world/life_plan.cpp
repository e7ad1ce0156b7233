// Rolls traits and plans. Shares are in per mille and chosen so that a day of a busy shop shows
// every case.
#include "sandbox/world/life_plan.hpp"

#include "base/check.hpp"
#include "sandbox/world/dice.hpp"

namespace orderyard::sandbox {
namespace {

constexpr std::uint64_t kTraitsRoll = 1;
constexpr std::uint64_t kPlanRoll = 2;
constexpr std::int64_t kHour = 3600;

class PlanWriter {
  public:
    PlanWriter(LifePlan& plan, base::Instant at, base::Instant seller_acts_until)
        : plan_(plan), at_(at), seller_acts_until_(seller_acts_until) {}

    void After(std::int64_t seconds, std::int64_t millis, StepKind kind) {
        at_ = at_ + base::Duration::Seconds(seconds) + base::Duration::Millis(millis);
        plan_.Add(at_, kind);
    }
    // False when that is the seller's own doing and no longer part of the plan.
    bool SellerAfter(std::int64_t seconds, std::int64_t millis, StepKind kind) {
        if (at_ + base::Duration::Seconds(seconds + 1) > seller_acts_until_) {
            return false;
        }
        After(seconds, millis, kind);
        return true;
    }

  private:
    LifePlan& plan_;
    base::Instant at_;
    base::Instant seller_acts_until_;
};

// True when the order lives on as a paid one.
bool RollPayment(PlanWriter& writer, const Traits& traits, Dice& dice) {
    if (traits.is_preorder) {
        writer.After(dice.Between(24 * kHour, 96 * kHour), dice.Below(1000), StepKind::kRelease);
    }
    if (dice.Chance(25)) {
        writer.After(dice.Between(120, 1500), dice.Below(1000), StepKind::kCancelPending);
        return false;
    }
    if (traits.payment == PaymentKind::kConvenienceStore) {
        if (dice.Chance(250)) {
            writer.After(72 * kHour, dice.Below(1000), StepKind::kLapse);
            return false;
        }
        writer.After(dice.Between(kHour, 48 * kHour), dice.Below(1000), StepKind::kPay);
        return true;
    }
    writer.After(dice.Between(150, 2400), dice.Below(1000), StepKind::kPay);
    return true;
}

void RollAmazonsWork(PlanWriter& writer, Dice& dice) {
    if (dice.Chance(20)) {
        writer.After(dice.Between(kHour, 6 * kHour), dice.Below(1000), StepKind::kCancelByAmazon);
        return;
    }
    writer.After(dice.Between(4 * kHour, 40 * kHour), dice.Below(1000), StepKind::kShipRest);
}

void RollMerchantsWork(PlanWriter& writer, const Traits& traits, Dice& dice) {
    if (dice.Chance(45)) {
        writer.After(dice.Between(600, 5 * kHour), dice.Below(1000), StepKind::kRequestCancel);
        if (dice.Chance(700)) {
            writer.SellerAfter(dice.Between(kHour, 10 * kHour), dice.Below(1000),
                               StepKind::kCancelByMerchant);
            return;
        }
    }
    if (traits.line_count >= 2) {
        if (dice.Chance(80)) {
            writer.After(dice.Between(600, 3 * kHour), dice.Below(1000), StepKind::kReduceLastLine);
        } else if (dice.Chance(120)) {
            if (!writer.SellerAfter(dice.Between(3 * kHour, 20 * kHour), dice.Below(1000),
                                    StepKind::kShipFirstLine)) {
                return;
            }
        }
    }
    if (writer.SellerAfter(dice.Between(5 * kHour, 34 * kHour), dice.Below(1000),
                           StepKind::kShipRest)) {
        writer.After(dice.Between(40 * kHour, 130 * kHour), dice.Below(1000), StepKind::kDeliver);
    }
}

}  // namespace

Traits RollTraits(const WorldSeed& seed, std::uint64_t ordinal) {
    base::Check(!seed.marketplaces.empty(), "a world needs a marketplace");
    Dice dice({seed.seed, ordinal, kTraitsRoll});
    Traits traits;
    traits.marketplace = seed.marketplaces[static_cast<std::size_t>(
        dice.Below(static_cast<std::int64_t>(seed.marketplaces.size())))];
    const std::string_view country = traits.marketplace->country;
    traits.is_by_amazon = dice.Chance(420);
    traits.is_non_amazon_channel = traits.is_by_amazon && dice.Chance(15);
    traits.is_business = dice.Chance(70);
    traits.is_prime = dice.Chance(traits.is_by_amazon ? 800 : 120);
    traits.is_preorder = !traits.is_by_amazon && dice.Chance(8);
    traits.is_replacement = !traits.is_preorder && dice.Chance(15);
    traits.is_easy_ship = !traits.is_by_amazon && country == "IN" && dice.Chance(600);
    if (traits.is_business && dice.Chance(400)) {
        traits.payment = PaymentKind::kInvoice;
    } else if (country == "JP" && dice.Chance(280)) {
        traits.payment =
            dice.Chance(500) ? PaymentKind::kCashOnDelivery : PaymentKind::kConvenienceStore;
    } else if (country == "IN" && dice.Chance(300)) {
        traits.payment = PaymentKind::kCashOnDelivery;
    } else if (country == "BR" && dice.Chance(300)) {
        traits.payment = PaymentKind::kPix;
    }
    const std::int64_t roll = dice.Below(1000);
    traits.line_count = roll < 740 ? 1 : roll < 920 ? 2 : roll < 975 ? 3 : roll < 997 ? 4 : 12;
    return traits;
}

LifePlan RollPlan(const WorldSeed& seed, std::uint64_t ordinal, const Traits& traits,
                  base::Instant created, base::Instant seller_acts_until) {
    Dice dice({seed.seed, ordinal, kPlanRoll});
    LifePlan plan;
    PlanWriter writer(plan, created, seller_acts_until);
    if (!RollPayment(writer, traits, dice)) {
        return plan;
    }
    if (traits.is_by_amazon) {
        RollAmazonsWork(writer, dice);
    } else {
        RollMerchantsWork(writer, traits, dice);
    }
    return plan;
}

std::string_view StatusAfter(const Traits& traits, const LifePlan& plan, int step_count) {
    std::string_view status = traits.is_preorder ? kPendingAvailability : kPending;
    for (int i = 0; i < step_count; ++i) {
        switch (plan.steps[static_cast<std::size_t>(i)].kind) {
            case StepKind::kRelease: status = kPending; break;
            case StepKind::kPay: status = kUnshipped; break;
            case StepKind::kCancelPending:
            case StepKind::kLapse:
            case StepKind::kCancelByMerchant:
            case StepKind::kCancelByAmazon: status = kCancelled; break;
            case StepKind::kShipFirstLine: status = kPartiallyShipped; break;
            case StepKind::kShipRest: status = kShipped; break;
            case StepKind::kRequestCancel:
            case StepKind::kReduceLastLine:
            case StepKind::kDeliver: break;
        }
    }
    return status;
}

}  // namespace orderyard::sandbox
