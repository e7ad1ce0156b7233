// Scripts index street[0] and read names and telephone without checks, so those are never missing.
// A billing address the channel does not give is the shipping address.
#include "api/rest/address_shape.hpp"

#include <algorithm>

#include "api/rest/person_name.hpp"

namespace orderyard::api::rest {
namespace {

using domain::Location;
using domain::Order;
using domain::PersonalAddress;

constexpr std::string_view kHiddenText = "-";
constexpr std::string_view kHiddenTelephone = "0000000000";
constexpr std::string_view kBuyerEntity = "BUYER";
constexpr std::size_t kRegionCodeBytesMax = 3;

struct Place {
    const PersonalAddress* person;
    const Location* location;
};

Place PlaceOf(const Order& order, AddressType type) {
    const Place shipping{&order.personal.shipping, &order.ship_to};
    const Place billing{&order.personal.billing, &order.bill_to};
    return type == AddressType::kBilling && IsBillingKnown(order) ? billing : shipping;
}

std::string_view OrHidden(std::string_view text, std::string_view placeholder) {
    return text.empty() ? placeholder : text;
}

// "CA", "NSW": channels give the code itself where a country has codes.
bool IsRegionCode(std::string_view region) {
    return !region.empty() && region.size() <= kRegionCodeBytesMax &&
           std::all_of(region.begin(), region.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

void WriteStreet(JsonWriter& json, const PersonalAddress& person) {
    json.Key("street").BeginArray();
    bool has_line = false;
    for (const std::string& line : person.lines) {
        if (!line.empty()) {
            json.String(line);
            has_line = true;
        }
    }
    if (!has_line) {
        json.String(kHiddenText);
    }
    json.EndArray();
}

std::string_view TaxNumber(const Order& order) {
    for (const domain::TaxRegistration& registration : order.personal.tax_registrations) {
        if (registration.entity == kBuyerEntity) {
            return registration.number;
        }
    }
    return "";
}

}  // namespace

std::int64_t AddressId(const Order& order, AddressType type) {
    return order.id.value * 2 - (type == AddressType::kShipping ? 1 : 0);
}

bool IsBillingKnown(const Order& order) {
    return order.personal.billing != PersonalAddress{} || !order.bill_to.country_code.empty();
}

AddressText AddressTextOf(const Order& order, AddressType type) {
    const auto [person, location] = PlaceOf(order, type);
    const PersonName name =
        SplitName(person->name.empty() ? order.personal.buyer_name : person->name);
    const auto line = std::find_if(person->lines.begin(), person->lines.end(),
                                   [](const std::string& text) { return !text.empty(); });
    AddressText text;
    text.first_name = name.first;
    text.last_name = name.last;
    text.city = OrHidden(location->city, kHiddenText);
    text.telephone = OrHidden(person->phone, kHiddenTelephone);
    text.street1 = line == person->lines.end() ? kHiddenText : *line;
    return text;
}

void WriteAddress(JsonWriter& json, const Order& order, AddressType type) {
    const auto [person, location] = PlaceOf(order, type);
    const AddressText text = AddressTextOf(order, type);
    json.BeginObject();
    json.Field("address_type", type == AddressType::kBilling ? "billing" : "shipping");
    json.Field("city", text.city);
    json.TextIfAny("company", person->company);
    json.TextOrNull("country_id", location->country_code);
    json.TextIfAny("email", order.personal.buyer_email);
    json.Field("entity_id", AddressId(order, type));
    json.Field("firstname", text.first_name).Field("lastname", text.last_name);
    json.Field("parent_id", order.id.value);
    json.TextOrNull("postcode", person->postal_code);
    json.TextIfAny("region", location->region);
    if (IsRegionCode(location->region)) {
        json.Field("region_code", location->region);
    }
    WriteStreet(json, *person);
    json.Field("telephone", text.telephone);
    if (type == AddressType::kBilling) {
        json.TextIfAny("vat_id", TaxNumber(order));
    }
    json.EndObject();
}

}  // namespace orderyard::api::rest
