// Checked conversions of single values: money, times, quantities, ids, addresses.
#include "amazon/map/mapping.hpp"

#include <array>
#include <utility>

#include "base/limits.hpp"
#include "base/text.hpp"

namespace orderyard::amazon {

namespace {

std::string Cut(std::string text, std::size_t bytes_max) {
    if (text.size() > bytes_max) {
        text.resize(base::TruncateUtf8(text, bytes_max).size());
    }
    return text;
}

void AddPair(std::vector<std::pair<std::string, std::string>>& pairs, std::string name,
             std::string value) {
    if (!value.empty()) {
        pairs.emplace_back(std::move(name), Short(std::move(value)));
    }
}

}  // namespace

std::string Short(std::string text) {
    return Cut(std::move(text), base::limits::kShortTextBytesMax);
}

std::string Long(std::string text) {
    return Cut(std::move(text), base::limits::kLongTextBytesMax);
}

void AddFact(std::vector<domain::ChannelFact>& facts, std::string_view name, std::string value) {
    if (!value.empty()) {
        facts.push_back({std::string(name), Short(std::move(value))});
    }
}

void Mapping::Fail(std::string field, base::Error error) {
    if (!error_) {
        error.field = std::move(field);
        error.message = error.field + ": " + error.message;
        error_ = std::move(error);
    }
}

void Mapping::Unknown(std::string path, std::string_view value) {
    out_.unknown_values.push_back({std::move(path), Short(std::string(value))});
}

base::Money Mapping::Amount(const wire::Money& money, const std::string& field) {
    const auto currency = base::Currency::Parse(money.currency_code);
    if (!currency) {
        Fail(field, currency.error());
        return {};
    }
    if (!out_.currency.IsSet()) {
        out_.currency = *currency;
    } else if (out_.currency != *currency) {
        Fail(field, base::Malformed("a second currency in one order"));
        return {};
    }
    const auto amount = base::Money::Parse(money.amount, *currency);
    if (!amount) {
        Fail(field, amount.error());
        return {};
    }
    return *amount;
}

std::optional<base::Money> Mapping::Amount(const std::optional<wire::Money>& money,
                                           const std::string& field) {
    return money ? std::optional(Amount(*money, field)) : std::nullopt;
}

std::optional<base::Instant> Mapping::Time(const std::string& text, const std::string& field) {
    if (text.empty()) {
        return std::nullopt;
    }
    const auto instant = base::Instant::ParseIso(text);
    if (!instant) {
        Fail(field, instant.error());
        return std::nullopt;
    }
    return *instant;
}

base::Instant Mapping::RequiredTime(const std::string& text, const std::string& field) {
    const auto instant = Time(text, field);
    if (!instant) {
        Fail(field, base::Malformed("is missing"));
        return {};
    }
    return *instant;
}

domain::TimeWindow Mapping::Window(const wire::DateTimeRange& range, const std::string& field) {
    return {Time(range.earliest_date_time, field), Time(range.latest_date_time, field)};
}

std::int64_t Mapping::Quantity(std::optional<std::int64_t> quantity, const std::string& field) {
    if (quantity && (*quantity < 0 || *quantity > base::limits::kQuantityMax)) {
        Fail(field, base::Malformed("a quantity outside 0 to " +
                                    std::to_string(base::limits::kQuantityMax)));
        return 0;
    }
    return quantity.value_or(0);
}

std::string Mapping::Id(std::string text, const std::string& field) {
    if (text.size() > base::limits::kShortTextBytesMax) {
        Fail(field, base::Malformed("too long for an id"));
        return {};
    }
    return text;
}

domain::AmountKind AmountKindOf(std::string_view amazon_word) {
    using enum domain::AmountKind;
    static constexpr std::array<std::pair<std::string_view, domain::AmountKind>, 7> kWords = {{
        {"ITEM", kItem},
        {"SHIPPING", kShipping},
        {"GIFT_WRAP", kGiftWrap},
        {"COD_FEE", kCodFee},
        {"TAX", kTax},
        {"DISCOUNT", kDiscount},
        {"DELIVERY_TIP", kTip},
    }};
    for (const auto& [word, kind] : kWords) {
        if (word == amazon_word) {
            return kind;
        }
    }
    return kOther;
}

domain::Location LocationOf(const wire::Address& address) {
    domain::Location location;
    location.city = Short(address.city);
    location.district = Short(address.district_or_county);
    location.municipality = Short(address.municipality);
    location.region = Short(address.state_or_region);
    location.country_code = Short(address.country_code);
    location.address_kind = Short(address.address_type);
    return location;
}

domain::PersonalAddress PersonalAddressOf(wire::Address address) {
    domain::PersonalAddress personal;
    personal.name = Short(std::move(address.name));
    personal.company = Short(std::move(address.company_name));
    for (std::string* line : {&address.line1, &address.line2, &address.line3}) {
        if (!line->empty()) {
            personal.lines.push_back(Short(std::move(*line)));
        }
    }
    personal.postal_code = Short(std::move(address.postal_code));
    personal.phone = Short(std::move(address.phone));
    AddPair(personal.extended, "streetName", std::move(address.street_name));
    AddPair(personal.extended, "streetNumber", std::move(address.street_number));
    AddPair(personal.extended, "complement", std::move(address.complement));
    AddPair(personal.extended, "neighborhood", std::move(address.neighborhood));
    return personal;
}

std::string MeasurementText(const wire::Measurement& measurement) {
    return measurement.value + " " + measurement.unit;
}

}  // namespace orderyard::amazon
