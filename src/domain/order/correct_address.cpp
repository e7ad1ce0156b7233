// Corrects an address here; the channel is not told. What it was and what it is goes to the
// history: all of it into the sealed comment, only the place into the plain columns.
#include <array>
#include <utility>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "domain/order/address_format.hpp"
#include "domain/order/process_order.hpp"

namespace orderyard::domain {
namespace {

constexpr const char* kUnitedStates = "US";
constexpr const char* kCanada = "CA";

// An address as the form shows it.
struct Fields {
    std::array<std::string, 3> street;
    std::string city, region, postal_code, country_code, name, phone;
};

struct Named {
    const char* name;
    std::string* value;
    const std::optional<std::string>* wanted;
};

std::array<Named, 9> Pair(Fields& fields, const AddressCorrection& correction) {
    return {{
        {"name", &fields.name, &correction.name},
        {"street1", &fields.street[0], &correction.street1},
        {"street2", &fields.street[1], &correction.street2},
        {"street3", &fields.street[2], &correction.street3},
        {"city", &fields.city, &correction.city},
        {"region", &fields.region, &correction.region},
        {"postal_code", &fields.postal_code, &correction.postal_code},
        {"country_code", &fields.country_code, &correction.country_code},
        {"phone", &fields.phone, &correction.phone},
    }};
}

Fields ReadFields(const Location& place, const PersonalAddress& personal) {
    Fields fields;
    for (std::size_t i = 0; i < fields.street.size() && i < personal.lines.size(); ++i) {
        fields.street[i] = personal.lines[i];
    }
    fields.city = place.city;
    fields.region = place.region;
    fields.postal_code = personal.postal_code;
    fields.country_code = place.country_code;
    fields.name = personal.name;
    fields.phone = personal.phone;
    return fields;
}

void WriteFields(const Fields& fields, Location& place, PersonalAddress& personal) {
    if (personal.lines.size() < fields.street.size()) {
        personal.lines.resize(fields.street.size());
    }
    for (std::size_t i = 0; i < fields.street.size(); ++i) {
        personal.lines[i] = fields.street[i];
    }
    while (!personal.lines.empty() && personal.lines.back().empty()) {
        personal.lines.pop_back();
    }
    place.city = fields.city;
    place.region = fields.region;
    place.country_code = fields.country_code;
    personal.postal_code = fields.postal_code;
    personal.name = fields.name;
    personal.phone = fields.phone;
}

base::Result<> CheckText(const char* field, const std::string& text) {
    if (text.size() > base::limits::kShortTextBytesMax) {
        return base::Fail(BadInput(field, "too_long", "This is too long for an address."));
    }
    if (base::CleanUtf8(text) != text || text.find_first_of("\t\n\r") != std::string::npos) {
        return base::Fail(
            BadInput(field, "not_text", "An address holds plain text in UTF-8, line by line."));
    }
    return {};
}

// The country's own rules, for what the correction touches: what the channel gave is left alone.
base::Result<> CheckPlace(const AddressCorrection& correction, Fields& fields) {
    const bool is_moved = correction.country_code.has_value();
    if (is_moved) {
        fields.country_code = base::AsciiUpper(fields.country_code);
        if (!IsCountryCode(fields.country_code)) {
            return base::Fail(BadInput("country_code", "unknown_country",
                                       "A country is given by its two letters of ISO 3166-1."));
        }
    }
    if (fields.country_code == kUnitedStates && (is_moved || correction.region)) {
        fields.region = base::AsciiUpper(fields.region);
        if (!IsUsStateCode(fields.region)) {
            return base::Fail(BadInput("region", "unknown_region",
                                       "A state of the United States is given by its two "
                                       "letters."));
        }
    }
    if (is_moved || correction.postal_code) {
        const auto code = PostalCodeIn(fields.country_code, fields.postal_code);
        if (!code) {
            return base::Fail(BadInput("postal_code", "bad_postal_code",
                                       fields.country_code == kCanada
                                           ? "A Canadian postal code looks like K1A 0B1."
                                           : "A ZIP code looks like 98101 or 98101-1234."));
        }
        fields.postal_code = *code;
    }
    return {};
}

base::Result<> Correct(const AddressCorrection& correction, Fields& fields) {
    for (const Named& each : Pair(fields, correction)) {
        if (!*each.wanted) {
            continue;
        }
        if (auto checked = CheckText(each.name, **each.wanted); !checked) {
            return checked;
        }
        *each.value = std::string(base::Trim(**each.wanted));
    }
    for (const Named& each : Pair(fields, correction)) {
        const bool is_needed = each.value == &fields.street[0] || each.value == &fields.city;
        if (is_needed && *each.wanted && each.value->empty()) {
            return base::Fail(
                BadInput(each.name, "empty", "A parcel cannot do without this; fill it in."));
        }
    }
    return CheckPlace(correction, fields);
}

std::string PlaceOf(const Location& place) {
    std::string text;
    for (const std::string& part : {place.city, place.region, place.country_code}) {
        if (!part.empty()) {
            text += (text.empty() ? "" : ", ") + part;
        }
    }
    return text;
}

}  // namespace

base::Result<std::string> CorrectPlace(const AddressCorrection& correction, Location& place,
                                       PersonalAddress& personal) {
    Fields before = ReadFields(place, personal);
    Fields after = before;
    if (const auto corrected = Correct(correction, after); !corrected) {
        return base::Fail(corrected.error());
    }
    std::string changes;
    const auto old_fields = Pair(before, correction);
    const auto new_fields = Pair(after, correction);
    for (std::size_t i = 0; i < new_fields.size(); ++i) {
        if (*new_fields[i].value != *old_fields[i].value) {
            changes += std::string(changes.empty() ? "" : "\n") + new_fields[i].name + ": " +
                       *old_fields[i].value + " -> " + *new_fields[i].value;
        }
    }
    if (changes.empty()) {
        return base::Fail(BadInput("address", "unchanged",
                                   "The address is like this already; change a field of it."));
    }
    WriteFields(after, place, personal);
    return changes;
}

base::Result<OrderChange> DecideCorrectAddress(const OrderFile& file, AddressKind kind,
                                               const AddressCorrection& correction,
                                               const Scene& scene) {
    if (const auto refusal = WhyNot(OrderVerb::kCorrectAddress, file)) {
        return base::Fail(ToError(*refusal));
    }
    OrderChange change;
    change.file = file;
    Order& order = change.file.order;
    const bool is_shipping = kind == AddressKind::kShipping;
    Location& place = is_shipping ? order.ship_to : order.bill_to;
    PersonalAddress& personal = is_shipping ? order.personal.shipping : order.personal.billing;

    const std::string place_before = PlaceOf(place);
    auto changes = CorrectPlace(correction, place, personal);
    if (!changes) {
        return base::Fail(changes.error());
    }
    change.history.push_back(
        Note(scene, is_shipping ? "shipping_address_corrected" : "billing_address_corrected",
             std::move(*changes), place_before, PlaceOf(place)));
    Finish(change, scene);
    return change;
}

}  // namespace orderyard::domain
