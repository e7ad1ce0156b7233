// By country: where the postal code stands, and whether the place comes before the street.
#include "documents/address_lines.hpp"

#include <array>
#include <string_view>

namespace orderyard::documents {
namespace {

using Lines = std::vector<std::string>;

void AddIfAny(Lines& lines, std::string line) {
    if (!line.empty()) {
        lines.push_back(std::move(line));
    }
}

std::string Joined(std::string_view a, std::string_view separator, std::string_view b) {
    std::string text(a);
    if (!a.empty() && !b.empty()) {
        text += separator;
    }
    return text + std::string(b);
}

bool IsOneOf(std::string_view country, std::string_view pairs) {
    return country.size() == 2 && pairs.find(country) != std::string_view::npos;
}

// From the large to the small: Japan, Korea, China, Taiwan.
void AddEastAsian(Lines& lines, const domain::PersonalAddress& address,
                  const domain::Location& place) {
    const bool is_japan = place.country_code == "JP";
    std::string code = address.postal_code;
    if (!code.empty()) {
        code = is_japan ? "\u3012" + code : "(" + code + ")";
    }
    AddIfAny(lines, code);
    const std::string_view blank = is_japan ? "" : " ";
    AddIfAny(lines, Joined(Joined(place.region, blank, place.city), blank, place.district));
    for (const std::string& line : address.lines) {
        AddIfAny(lines, line);
    }
}

std::string PlaceLine(const domain::PersonalAddress& address, const domain::Location& place) {
    const std::string& country = place.country_code;
    if (IsOneOf(country, "US CA AU")) {
        const std::string_view comma = country == "AU" ? " " : ", ";
        return Joined(Joined(place.city, comma, place.region), " ", address.postal_code);
    }
    if (IsOneOf(country, "IT ES MX")) {
        const std::string city = Joined(address.postal_code, " ", place.city);
        return place.region.empty() || place.region == place.city
                   ? city
                   : city + " (" + place.region + ")";
    }
    if (IsOneOf(country, "IN SG BR SA AE EG")) {
        return Joined(Joined(place.city, ", ", place.region), " ", address.postal_code);
    }
    return Joined(address.postal_code, " ", place.city);
}

}  // namespace

std::vector<std::string> AddressLines(const domain::PersonalAddress& address,
                                      const domain::Location& place, const std::string& country) {
    Lines lines;
    AddIfAny(lines, address.name);
    if (address.company != address.name) {
        AddIfAny(lines, address.company);
    }
    if (IsOneOf(place.country_code, "JP KR CN TW")) {
        AddEastAsian(lines, address, place);
        AddIfAny(lines, country);
        return lines;
    }
    for (const std::string& line : address.lines) {
        AddIfAny(lines, line);
    }
    if (place.country_code == "GB") {
        AddIfAny(lines, place.city);
        AddIfAny(lines, address.postal_code);
    } else {
        AddIfAny(lines, PlaceLine(address, place));
    }
    AddIfAny(lines, country);
    return lines;
}

}  // namespace orderyard::documents
