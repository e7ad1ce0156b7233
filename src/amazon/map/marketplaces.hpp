// Amazon's marketplaces and the hosts of its regions, as published.
#pragma once

#include <span>
#include <string_view>

namespace orderyard::amazon {

struct Marketplace {
    std::string_view id;
    std::string_view region;        // "na", "eu", "fe"
    std::string_view country_code;  // ISO 3166-1 alpha-2
    std::string_view currency_code;
    bool prices_include_tax;  // the convention there; an order's own sums count first
    std::string_view sales_channel;
    std::string_view zone;  // IANA
};

std::span<const Marketplace> Marketplaces();
const Marketplace* FindMarketplace(std::string_view id);  // null: not one of ours to ask about

struct Region {
    std::string_view code;  // "na", "eu", "fe"
    std::string_view api_url;
    std::string_view sandbox_api_url;
    std::string_view token_url;
};

std::span<const Region> Regions();
const Region* FindRegion(std::string_view code);

}  // namespace orderyard::amazon
