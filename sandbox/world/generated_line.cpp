// Money of a line: unit price times units is ITEM, taxes are rounded per component, discounts are
// negative, and the breakdowns add up to the line's total by construction.
#include "sandbox/world/generated_line.hpp"

#include <algorithm>

#include "sandbox/world/goods.hpp"

namespace orderyard::sandbox {
namespace {

using base::Money;

constexpr std::string_view kGiftMessages[] = {"Happy birthday, little one!",
                                              "생일 축하해요! 늘 건강하세요.",
                                              "お誕生日おめでとうございます 🎂",
                                              "Alles Gute & viele Grüße,\nOma",
                                              "Feliz aniversário!",
                                              "Bon anniversaire \"mon chou\""};
constexpr std::string_view kPromotionStems[] = {
    "Free Shipping 2026/03/08 07-12-44-", "Spring Coupon PCT-", "Universal Merchant Financing AAT-",
    "Buy 2 save 10% #MP-"};

std::int64_t PriceMinor(std::int64_t us_cents, const Marketplace& marketplace) {
    const std::int64_t scaled = us_cents * marketplace.price_per_mille / 1000;
    if (marketplace.currency == "JPY") {
        return std::max<std::int64_t>(10, scaled / 10 * 10);
    }
    return std::max<std::int64_t>(99, scaled / 100 * 100 - 1);
}

Money TaxOn(const Money& amount, const OrderTerms& terms) {
    return amount.Scaled(terms.tax_per_ten_thousand, 10'000, base::Rounding::kHalfUp);
}

void AddMoney(Line& line, const OrderTerms& terms, bool is_first_line, Dice& dice) {
    const Money zero = Money::Zero(terms.currency);
    const Money item = line.unit_price->Times(line.quantity_ordered);
    line.breakdowns.push_back({"ITEM", "", item, {}});
    Money shipping = zero;
    if (terms.has_paid_shipping && !item.IsZero()) {
        shipping = Money::OfMinor(PriceMinor(499, *terms.traits->marketplace), terms.currency);
        line.breakdowns.push_back({"SHIPPING", "", shipping, {}});
    }
    Money gift_wrap = zero;
    if (line.gift && !item.IsZero() && dice.Chance(600)) {
        gift_wrap = Money::OfMinor(PriceMinor(399, *terms.traits->marketplace), terms.currency);
        line.breakdowns.push_back({"GIFT_WRAP", "", gift_wrap, {}});
    }
    if (is_first_line && terms.traits->payment == PaymentKind::kCashOnDelivery && !item.IsZero()) {
        line.breakdowns.push_back(
            {"COD_FEE",
             "",
             Money::OfMinor(PriceMinor(220, *terms.traits->marketplace), terms.currency),
             {}});
    }
    Money item_off = zero;
    Money shipping_off = zero;
    if (!item.IsZero() && dice.Chance(180)) {
        if (!shipping.IsZero() && dice.Chance(500)) {
            shipping_off = shipping;
        } else {
            item_off = item.Scaled(dice.Between(5, 30), 100, base::Rounding::kDown);
        }
        Breakdown discount{"DISCOUNT", "", -(item_off + shipping_off), {}};
        if (!item_off.IsZero()) {
            discount.details.push_back({"ITEM", -item_off});
        }
        if (!shipping_off.IsZero()) {
            discount.details.push_back({"SHIPPING", -shipping_off});
        }
        line.breakdowns.push_back(std::move(discount));
        const int count = dice.Chance(50) ? 24 : static_cast<int>(dice.Between(1, 2));
        for (int i = 0; i < count; ++i) {
            line.promotion_ids.push_back(std::string(dice.Pick(kPromotionStems)) +
                                         std::to_string(dice.Between(100'000, 99'999'999)));
        }
    }
    if (terms.tax_per_ten_thousand > 0 && !item.IsZero()) {
        Breakdown tax{"TAX", "", zero, {}};
        const std::pair<std::string_view, Money> parts[] = {
            {"ITEM", TaxOn(item, terms)},
            {"SHIPPING", TaxOn(shipping, terms)},
            {"GIFT_WRAP", TaxOn(gift_wrap, terms)},
            {"DISCOUNT", -TaxOn(item_off + shipping_off, terms)}};
        for (const auto& [subtype, value] : parts) {
            if (!value.IsZero()) {
                tax.details.push_back({std::string(subtype), value});
                tax.subtotal += value;
            }
        }
        line.breakdowns.push_back(std::move(tax));
    }
}

void AddRareSections(Line& line, const OrderTerms& terms, Dice& dice) {
    const std::string_view country = terms.traits->marketplace->country;
    if (country == "US" || (country != "JP" && country != "IN" && dice.Chance(100))) {
        line.tax_responsible_party =
            country == "US" ? "Amazon Services, Inc." : "Amazon Services Europe S.a.r.L.";
    }
    const bool is_euro = terms.currency.code() == "EUR";
    if (is_euro && dice.Chance(60)) {
        line.reporting_scheme = dice.Chance(500) ? "IOSS" : "UOSS";
        if (line.reporting_scheme == "IOSS") {
            line.ioss_number = "IM" + std::to_string(dice.Between(1'000'000'000, 9'999'999'999));
        }
    }
    if (country == "JP" && !line.unit_price->IsZero()) {
        const Money item = line.breakdowns.front().subtotal;
        line.points_number = item.minor() / 100;
        line.points_value = Money::OfMinor(line.points_number, terms.currency);
    }
    if (dice.Chance(30)) {
        line.programs.emplace_back("TRANSPARENCY");
    }
    if (dice.Chance(40)) {
        line.programs.emplace_back("SUBSCRIBE_AND_SAVE");
    }
    if (terms.traits->is_by_amazon && dice.Chance(60)) {
        for (std::int64_t i = 0; i < line.quantity_ordered; ++i) {
            line.serial_numbers.push_back("YD" +
                                          std::to_string(dice.Between(10'000'000, 99'999'999)));
        }
    }
    if (!terms.traits->is_by_amazon && dice.Chance(20)) {
        line.customized_url = "https://zme-caps.amazon.com/t/" +
                              std::to_string(dice.Between(1'000'000, 9'999'999)) + "/custom.zip";
    }
    line.needs_serial_number = !terms.traits->is_by_amazon && dice.Chance(10);
    if (dice.Chance(15)) {
        line.constraints.emplace_back(dice.Chance(500) ? "signatureConfirmation"
                                                       : "recipientAgeVerification");
    }
    if (terms.traits->payment == PaymentKind::kCashOnDelivery) {
        line.constraints.emplace_back("cashOnDelivery");
    }
    if (dice.Chance(20)) {
        line.measurement_unit = "COUNT";
        line.measurement_value = 1;
    }
    if (dice.Chance(8)) {
        line.substitution_type = "DO_NOT_SUBSTITUTE";
    }
    if (dice.Chance(15)) {
        line.scheduled_delivery = {
            terms.created + base::Duration::Days(3),
            terms.created + base::Duration::Days(3) + base::Duration::Hours(4)};
    }
}

}  // namespace

Line GenerateLine(const OrderTerms& terms, bool is_first_line, std::string order_item_id,
                  Dice& dice) {
    const Marketplace& marketplace = *terms.traits->marketplace;
    const Article article = ArticleOf(dice.Below(kArticleCount), marketplace.country);
    Line line;
    line.order_item_id = std::move(order_item_id);
    const std::int64_t roll = dice.Below(1000);
    line.quantity_ordered = roll < 840 ? 1 : roll < 970 ? dice.Between(2, 4) : dice.Between(5, 20);
    line.quantity_unfulfilled = line.quantity_ordered;
    line.asin = article.asin;
    line.title = article.title;
    // Removed listings and multi-channel orders come without a SKU now and then.
    if (!dice.Chance(terms.traits->is_non_amazon_channel ? 300 : 3)) {
        line.seller_sku = article.sku;
    }
    const bool is_used = dice.Chance(15);
    line.condition_type = terms.traits->is_preorder ? "PREORDER" : is_used ? "USED" : "NEW";
    line.condition_subtype = is_used ? "VERY_GOOD" : "NEW";
    if (is_used) {
        line.condition_note = "Small scratch on the back; works like new.";
    }
    if (terms.is_gift) {
        line.gift = Gift{std::string(dice.Pick(kGiftMessages)),
                         dice.Chance(700) ? "STANDARD" : "Yard Ribbon Box"};
    }
    if (terms.traits->is_non_amazon_channel) {
        return line;
    }
    const std::int64_t minor =
        terms.traits->is_replacement ? 0 : PriceMinor(article.us_cents, marketplace);
    line.unit_price = Money::OfMinor(minor, terms.currency);
    line.has_business_price = terms.traits->is_business && dice.Chance(700);
    AddMoney(line, terms, is_first_line, dice);
    AddRareSections(line, terms, dice);
    return line;
}

}  // namespace orderyard::sandbox
