// The tables.
#include "amazon/map/marketplaces.hpp"

#include <algorithm>
#include <array>

namespace orderyard::amazon {

namespace {

constexpr std::array kMarketplaces = {
    Marketplace{"ATVPDKIKX0DER", "na", "US", "USD", false, "Amazon.com", "America/Los_Angeles"},
    Marketplace{"A2EUQ1WTGCTBG2", "na", "CA", "CAD", false, "Amazon.ca", "America/Toronto"},
    Marketplace{"A1AM78C64UM0Y8", "na", "MX", "MXN", true, "Amazon.com.mx", "America/Mexico_City"},
    Marketplace{"A2Q3Y263D00KWC", "na", "BR", "BRL", true, "Amazon.com.br", "America/Sao_Paulo"},
    Marketplace{"A1F83G8C2ARO7P", "eu", "GB", "GBP", true, "Amazon.co.uk", "Europe/London"},
    Marketplace{"A1PA6795UKMFR9", "eu", "DE", "EUR", true, "Amazon.de", "Europe/Berlin"},
    Marketplace{"A13V1IB3VIYZZH", "eu", "FR", "EUR", true, "Amazon.fr", "Europe/Paris"},
    Marketplace{"APJ6JRA9NG5V4", "eu", "IT", "EUR", true, "Amazon.it", "Europe/Rome"},
    Marketplace{"A1RKKUPIHCS9HS", "eu", "ES", "EUR", true, "Amazon.es", "Europe/Madrid"},
    Marketplace{"A1805IZSGTT6HS", "eu", "NL", "EUR", true, "Amazon.nl", "Europe/Amsterdam"},
    Marketplace{"AMEN7PMS3EDWL", "eu", "BE", "EUR", true, "Amazon.com.be", "Europe/Brussels"},
    Marketplace{"A28R8C7NBKEWEA", "eu", "IE", "EUR", true, "Amazon.ie", "Europe/Dublin"},
    Marketplace{"A2NODRKZP88ZB9", "eu", "SE", "SEK", true, "Amazon.se", "Europe/Stockholm"},
    Marketplace{"A1C3SOZRARQ6R3", "eu", "PL", "PLN", true, "Amazon.pl", "Europe/Warsaw"},
    Marketplace{"A33AVAJ2PDY3EV", "eu", "TR", "TRY", true, "Amazon.com.tr", "Europe/Istanbul"},
    Marketplace{"ARBP9OOSHTCHU", "eu", "EG", "EGP", true, "Amazon.eg", "Africa/Cairo"},
    Marketplace{"A17E79C6D8DWNP", "eu", "SA", "SAR", true, "Amazon.sa", "Asia/Riyadh"},
    Marketplace{"A2VIGQ35RCS4UG", "eu", "AE", "AED", true, "Amazon.ae", "Asia/Dubai"},
    Marketplace{"AE08WJ6YKNBMC", "eu", "ZA", "ZAR", true, "Amazon.co.za", "Africa/Johannesburg"},
    Marketplace{"A21TJRUUN4KGV", "eu", "IN", "INR", true, "Amazon.in", "Asia/Kolkata"},
    Marketplace{"A1VC38T7YXB528", "fe", "JP", "JPY", true, "Amazon.co.jp", "Asia/Tokyo"},
    Marketplace{"A39IBJ37TRP1C6", "fe", "AU", "AUD", true, "Amazon.com.au", "Australia/Sydney"},
    Marketplace{"A19VAU5U5O7RUS", "fe", "SG", "SGD", true, "Amazon.sg", "Asia/Singapore"},
};

constexpr std::string_view kTokenUrl = "https://api.amazon.com/auth/o2/token";

constexpr std::array kRegions = {
    Region{"na", "https://sellingpartnerapi-na.amazon.com",
           "https://sandbox.sellingpartnerapi-na.amazon.com", kTokenUrl},
    Region{"eu", "https://sellingpartnerapi-eu.amazon.com",
           "https://sandbox.sellingpartnerapi-eu.amazon.com", kTokenUrl},
    Region{"fe", "https://sellingpartnerapi-fe.amazon.com",
           "https://sandbox.sellingpartnerapi-fe.amazon.com", kTokenUrl},
};

}  // namespace

std::span<const Marketplace> Marketplaces() {
    return kMarketplaces;
}

const Marketplace* FindMarketplace(std::string_view id) {
    const auto found = std::find_if(kMarketplaces.begin(), kMarketplaces.end(),
                                    [&](const Marketplace& each) { return each.id == id; });
    return found == kMarketplaces.end() ? nullptr : &*found;
}

std::span<const Region> Regions() {
    return kRegions;
}

const Region* FindRegion(std::string_view code) {
    const auto found = std::find_if(kRegions.begin(), kRegions.end(),
                                    [&](const Region& each) { return each.code == code; });
    return found == kRegions.end() ? nullptr : &*found;
}

}  // namespace orderyard::amazon
