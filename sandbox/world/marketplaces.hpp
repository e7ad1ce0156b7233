// Amazon's marketplaces: id, country, currency and whether prices include tax. Ids and names are
// Amazon's facts.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace orderyard::sandbox {

struct Marketplace {
    std::string_view id;
    std::string_view country;  // ISO 3166-1
    std::string_view currency;
    bool includes_tax = true;
    std::string_view name;  // "Amazon.de"
    std::string_view order_prefix;
    std::int64_t price_per_mille = 1000;  // of a price in US cents, in this currency's minor unit
};

std::span<const Marketplace> Marketplaces();
// nullptr for an id Amazon does not sell under (also the "Non-Amazon" ids).
const Marketplace* FindMarketplace(std::string_view id);
const Marketplace* FindMarketplaceOfCountry(std::string_view country);

}  // namespace orderyard::sandbox
