// The order around its lines: ids, channel, buyer, windows, payment, tax numbers; and the steps of
// its plan.
#include "sandbox/world/generator.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "sandbox/world/generated_line.hpp"
#include "sandbox/world/life.hpp"
#include "sandbox/world/people.hpp"

namespace orderyard::sandbox {
namespace {

constexpr std::uint64_t kOrderRoll = 3;
constexpr std::uint64_t kIdSpace = 100'000'000'000'000ULL;  // fourteen digits
constexpr std::uint64_t kIdFactor =
    38'721'907'643'011ULL;  // no factor 2 or 5: a permutation of the space
constexpr std::int64_t kDaySeconds = 86'400;

std::uint64_t MulMod(std::uint64_t a, std::uint64_t b) {
    __extension__ using Wide = unsigned __int128;
    return static_cast<std::uint64_t>(static_cast<Wide>(a) * b % kIdSpace);
}

// The number that undoes kIdFactor, by Newton's method on 2^14 and 5^14 at once: x := x(2 - ax)
// doubles the digits.
std::uint64_t InverseFactor() {
    static const std::uint64_t inverse = [] {
        std::uint64_t x = 1;
        while (MulMod(kIdFactor, x) % 10 != 1) {
            ++x;
        }
        for (int digits = 1; digits < 14; digits *= 2) {
            const std::uint64_t product = MulMod(kIdFactor, x);
            x = MulMod(x, (2 + kIdSpace - product) % kIdSpace);
        }
        return x;
    }();
    return inverse;
}

std::uint64_t IdOffset(const WorldSeed& seed) {
    return MixBits(seed.seed ^ 0x1d5) % kIdSpace;
}

std::string PadDigits(std::uint64_t number, std::size_t width) {
    std::string digits = std::to_string(number);
    return std::string(width > digits.size() ? width - digits.size() : 0, '0') + digits;
}

base::Instant DayStart(base::Instant instant) {
    return base::Instant::FromSeconds(instant.seconds() / kDaySeconds * kDaySeconds);
}

base::Instant DayEnd(base::Instant instant, int days_later) {
    return DayStart(instant) + base::Duration::Days(days_later + 1) - base::Duration::Seconds(1);
}

void AddPrograms(Order& order, const Traits& traits, Dice& dice) {
    if (traits.is_business) {
        order.programs.emplace_back("AMAZON_BUSINESS");
    }
    if (traits.is_prime) {
        order.programs.emplace_back("PRIME");
    }
    if (traits.is_preorder) {
        order.programs.emplace_back("PREORDER");
    }
    if (traits.is_easy_ship) {
        order.programs.emplace_back("AMAZON_EASY_SHIP");
    }
    if (!traits.is_by_amazon && !traits.is_easy_ship && dice.Chance(15)) {
        order.programs.emplace_back("FBM_SHIP_PLUS");
    }
    if (dice.Chance(20)) {
        order.programs.emplace_back("PREMIUM");
    }
}

void AddFulfillment(Order& order, const Traits& traits, Dice& dice) {
    constexpr std::string_view kLevels[] = {"STANDARD",   "STANDARD",     "STANDARD", "EXPEDITED",
                                            "SECOND_DAY", "FREE_ECONOMY", "NEXT_DAY", "SCHEDULED"};
    order.status = traits.is_preorder ? kPendingAvailability : kPending;
    order.fulfilled_by = traits.is_by_amazon ? kByAmazon : kByMerchant;
    order.service_level = dice.Pick(kLevels);
    const int wait_days = traits.is_preorder ? 5 : 1;
    order.ship_by = {DayStart(order.created), DayEnd(order.created, wait_days)};
    order.deliver_by = {DayStart(order.created + base::Duration::Days(wait_days + 1)),
                        DayEnd(order.created, wait_days + 5)};
    if (traits.is_easy_ship) {
        order.label_printing = {order.created + base::Duration::Hours(2), std::nullopt};
        order.fulfillment_order_ids.push_back(
            "FO" + std::to_string(dice.Between(100'000'000, 999'999'999)));
    }
}

void AddBuyer(Order& order, const Traits& traits, Dice& dice) {
    const std::string_view country = traits.marketplace->country;
    // Amazon ships abroad for some American sellers: a Korean address on a US order.
    const std::string_view destination = country == "US" && dice.Chance(40) ? "KR" : country;
    const Person person = InventPerson(destination, dice);
    order.buyer_name = person.name;
    order.delivery_address = person.address;
    if (traits.is_by_amazon) {
        order.delivery_address.phone.clear();
        if (dice.Chance(500)) {
            order.delivery_address.line1.clear();
            order.delivery_address.line2.clear();
            order.delivery_address.line3.clear();
        }
    } else {
        order.buyer_email = base::AsciiLower(FillPattern("@#@@##@@#@@#@#", dice)) +
                            "@marketplace." + base::AsciiLower(traits.marketplace->name);
    }
    if (traits.is_business) {
        order.buyer_company = InventCompany(destination, dice);
        order.delivery_address.company_name = order.buyer_company;
        order.delivery_address.address_type = "COMMERCIAL";
        if (dice.Chance(500)) {
            order.buyer_purchase_order = "PO-" + std::to_string(dice.Between(1000, 99'999));
        }
    }
    if (dice.Chance(40)) {
        order.drop_off_location = "Front Porch";
        order.address_instruction = "Door code 0000, please do not ring";
    }
    if (traits.is_business && dice.Chance(100)) {
        order.delivery_capabilities.emplace_back("PALLET_ENABLED");
    }
}

void AddTaxNumbers(Order& order, const Traits& traits, Dice& dice) {
    const std::string_view country = traits.marketplace->country;
    if (country == "BR") {
        order.tax_registrations.push_back(
            {"BUYER",
             order.buyer_company.empty() ? order.buyer_name : order.buyer_company,
             traits.is_business ? "CNPJ" : "CPF",
             FillPattern("###########", dice),
             {},
             ""});
        order.tax_registrations.push_back({"MARKETPLACE", "", "CNPJ", "15436940", {}, ""});
        order.tax_registrations.push_back({"MERCHANT", "Yardling", "", "", {}, ""});
        order.invoice_status = dice.Chance(500) ? "NOT_FOUND" : "ACCEPTED";
    } else if (country == "TR") {
        order.tax_registrations.push_back(
            {"BUYER", order.buyer_company.empty() ? order.buyer_name : order.buyer_company,
             "BUSINESS", FillPattern("##########", dice), order.delivery_address, "Kadıköy"});
        order.invoice_preference = traits.is_business ? "BUSINESS" : "INDIVIDUAL";
    } else if (traits.is_business && order.lines.front().unit_price &&
               order.lines.front().unit_price->currency().code() == "EUR") {
        order.tax_registrations.push_back({"BUYER",
                                           order.buyer_company,
                                           "VAT",
                                           std::string(country) + FillPattern("#########", dice),
                                           {},
                                           ""});
    }
    if (traits.is_easy_ship) {
        order.invoice_status = "NOT_REQUIRED";
    }
}

std::string_view PaymentMethodName(PaymentKind kind) {
    switch (kind) {
        case PaymentKind::kCard: return "CreditCard";
        case PaymentKind::kCashOnDelivery: return "CashOnDelivery";
        case PaymentKind::kConvenienceStore: return "ConvenienceStore";
        case PaymentKind::kInvoice: return "Invoice";
        case PaymentKind::kPix: return "Pix";
    }
    return "";
}

void AddPayment(Order& order, const Traits& traits, Dice& dice) {
    const base::Money total = order.Total();
    if (total.IsZero()) {
        return;
    }
    PaymentExecution payment{std::string(PaymentMethodName(traits.payment)), total, "", "", ""};
    if (traits.marketplace->country == "BR" && traits.payment == PaymentKind::kCard) {
        payment.acquirer_id = "01.027.058/0001-91";
        payment.card_brand = "Visa";
        payment.authorization_code = FillPattern("######", dice);
    }
    if (traits.payment == PaymentKind::kCard && dice.Chance(60)) {
        const base::Money gift_card = total.Scaled(1, 3, base::Rounding::kDown);
        if (!gift_card.IsZero()) {
            payment.amount -= gift_card;
            order.payments.push_back(payment);
            order.payments.push_back({"GiftCard", gift_card, "", "", ""});
            return;
        }
    }
    order.payments.push_back(std::move(payment));
}

std::int64_t RollTaxRate(std::string_view country, Dice& dice) {
    constexpr std::int64_t kUsRates[] = {0, 400, 625, 700, 825, 888, 1025};
    constexpr std::int64_t kCaRates[] = {500, 1200, 1300, 1498, 1500};
    if (country == "US") {
        return dice.Pick(kUsRates);
    }
    return country == "CA" ? dice.Pick(kCaRates) : 0;
}

}  // namespace

std::string Generator::OrderIdOf(std::uint64_t ordinal) const {
    const Traits traits = TraitsOf(ordinal);
    const std::uint64_t number = (MulMod(ordinal, kIdFactor) + IdOffset(seed_)) % kIdSpace;
    const std::string digits = PadDigits(number, 14);
    const std::string_view prefix =
        traits.is_non_amazon_channel ? "S02" : traits.marketplace->order_prefix;
    return std::string(prefix) + "-" + digits.substr(0, 7) + "-" + digits.substr(7);
}

std::optional<std::uint64_t> Generator::OrdinalOf(std::string_view order_id) const {
    if (order_id.size() != 19 || order_id[3] != '-' || order_id[11] != '-') {
        return std::nullopt;
    }
    const std::string digits =
        std::string(order_id.substr(4, 7)) + std::string(order_id.substr(12, 7));
    if (!std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; })) {
        return std::nullopt;
    }
    const auto number = static_cast<std::uint64_t>(*base::ParseInt(digits));
    return MulMod((number + kIdSpace - IdOffset(seed_)) % kIdSpace, InverseFactor());
}

Order Generator::Place(std::uint64_t ordinal, base::Instant created) const {
    const Traits traits = TraitsOf(ordinal);
    Dice dice({seed_.seed, ordinal, kOrderRoll});
    Order order;
    order.order_id = OrderIdOf(ordinal);
    order.created = created;
    order.last_updated = created;
    order.channel_name = traits.is_non_amazon_channel ? "NON_AMAZON" : "AMAZON";
    order.marketplace_id = traits.marketplace->id;
    order.marketplace_name = traits.is_non_amazon_channel ? "Non-Amazon" : traits.marketplace->name;
    if (dice.Chance(300)) {
        order.aliases.push_back(
            {dice.Chance(500) ? order.order_id : "SHOP-" + std::to_string(10'000 + ordinal),
             "SELLER_ORDER_ID"});
    }
    AddPrograms(order, traits, dice);
    AddFulfillment(order, traits, dice);
    AddBuyer(order, traits, dice);
    OrderTerms terms;
    terms.traits = &traits;
    terms.currency = base::Currency::Of(traits.marketplace->currency);
    terms.tax_per_ten_thousand = RollTaxRate(traits.marketplace->country, dice);
    terms.is_gift = dice.Chance(80);
    terms.has_paid_shipping = dice.Chance(300);
    terms.created = created;
    const std::string item_stem = order.order_id.substr(4, 7) + PadDigits(ordinal % 10'000, 4);
    for (int i = 0; i < traits.line_count; ++i) {
        order.lines.push_back(GenerateLine(
            terms, i == 0, item_stem + PadDigits(static_cast<std::uint64_t>(i) + 101, 3), dice));
    }
    if (traits.is_replacement) {
        order.associated_orders.push_back(
            {OrderIdOf(ordinal > 0 ? ordinal - 1 : 0), "REPLACEMENT_ORIGINAL_ID"});
    }
    if (!traits.is_non_amazon_channel) {
        AddTaxNumbers(order, traits, dice);
        AddPayment(order, traits, dice);
    }
    return order;
}

Order Generator::After(std::uint64_t ordinal, base::Instant created, int step_count) const {
    Order order = Place(ordinal, created);
    if (step_count == 0) {
        return order;
    }
    const LifePlan plan = PlanOf(ordinal, TraitsOf(ordinal), created);
    for (int i = 0; i < std::min(step_count, plan.step_count); ++i) {
        const Step& step = plan.steps[static_cast<std::size_t>(i)];
        Apply(order, step);
        order.last_updated = step.at;
    }
    return order;
}

bool Generator::Apply(Order& order, const Step& step) const {
    const std::uint64_t key = KeyOf(order.order_id);
    const std::string tracking =
        "YT" +
        std::to_string(10'000'000'000ULL + (key ^ order.packages.size()) % 89'999'999'999ULL);
    constexpr std::string_view kReasons[] = {"ORDERED_BY_MISTAKE", "FOUND_CHEAPER_ELSEWHERE",
                                             "ARRIVES_TOO_LATE", "OTHER"};
    const std::string_view reason = kReasons[key % 4];
    switch (step.kind) {
        case StepKind::kRelease: return Release(order).has_value();
        case StepKind::kPay: return Pay(order).has_value();
        case StepKind::kCancelPending:
            return order.IsPending() && Cancel(order, "BUYER", reason).has_value();
        case StepKind::kLapse:
            return order.IsPending() && Cancel(order, "AMAZON", "PAYMENT_NOT_RECEIVED").has_value();
        case StepKind::kRequestCancel: return RequestCancel(order, "", reason).has_value();
        case StepKind::kCancelByMerchant: {
            if (!Cancel(order, "MERCHANT", "BUYER_CANCELLED")) {
                return false;
            }
            order.hides_amounts = key % 2 == 0;
            return true;
        }
        case StepKind::kCancelByAmazon: return Cancel(order, "AMAZON", "NO_INVENTORY").has_value();
        case StepKind::kReduceLastLine: {
            const Line& line = order.lines.back();
            return ChangeQuantity(order, line.order_item_id,
                                  line.quantity_fulfilled + line.quantity_unfulfilled - 1, false,
                                  "MERCHANT")
                .has_value();
        }
        case StepKind::kShipFirstLine: {
            const Line& line = order.lines.front();
            return ShipUnits(order, line.order_item_id, line.quantity_unfulfilled, step.at, "DHL",
                             tracking)
                .has_value();
        }
        case StepKind::kShipRest: return ShipRest(order, step.at, "DHL", tracking).has_value();
        case StepKind::kDeliver:
            return !order.packages.empty() &&
                   Deliver(order, order.packages.back().reference_id).has_value();
    }
    return false;
}

}  // namespace orderyard::sandbox
