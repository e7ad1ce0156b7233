// The table of marketplaces.
#include "sandbox/world/marketplaces.hpp"

namespace orderyard::sandbox {
namespace {

constexpr Marketplace kMarketplaces[] = {
    {"ATVPDKIKX0DER", "US", "USD", false, "Amazon.com", "114", 1000},
    {"A2EUQ1WTGCTBG2", "CA", "CAD", false, "Amazon.ca", "702", 1350},
    {"A1AM78C64UM0Y8", "MX", "MXN", true, "Amazon.com.mx", "701", 18'000},
    {"A2Q3Y263D00KWC", "BR", "BRL", true, "Amazon.com.br", "703", 5'500},
    {"A1F83G8C2ARO7P", "GB", "GBP", true, "Amazon.co.uk", "202", 820},
    {"A1PA6795UKMFR9", "DE", "EUR", true, "Amazon.de", "304", 980},
    {"A13V1IB3VIYZZH", "FR", "EUR", true, "Amazon.fr", "404", 990},
    {"APJ6JRA9NG5V4", "IT", "EUR", true, "Amazon.it", "405", 990},
    {"A1RKKUPIHCS9HS", "ES", "EUR", true, "Amazon.es", "406", 970},
    {"A1805IZSGTT6HS", "NL", "EUR", true, "Amazon.nl", "407", 1000},
    {"AMEN7PMS3EDWL", "BE", "EUR", true, "Amazon.com.be", "408", 1000},
    {"A28R8C7NBKEWEA", "IE", "EUR", true, "Amazon.ie", "204", 1010},
    {"A2NODRKZP88ZB9", "SE", "SEK", true, "Amazon.se", "409", 11'000},
    {"A1C3SOZRARQ6R3", "PL", "PLN", true, "Amazon.pl", "410", 4'200},
    {"A33AVAJ2PDY3EV", "TR", "TRY", true, "Amazon.com.tr", "028", 41'000},
    {"ARBP9OOSHTCHU", "EG", "EGP", true, "Amazon.eg", "411", 48'000},
    {"A17E79C6D8DWNP", "SA", "SAR", true, "Amazon.sa", "412", 3'800},
    {"A2VIGQ35RCS4UG", "AE", "AED", true, "Amazon.ae", "413", 3'700},
    {"AE08WJ6YKNBMC", "ZA", "ZAR", true, "Amazon.co.za", "414", 18'000},
    {"A21TJRUUN4KGV", "IN", "INR", true, "Amazon.in", "403", 60'000},
    {"A1VC38T7YXB528", "JP", "JPY", true, "Amazon.co.jp", "250", 1'500},
    {"A39IBJ37TRP1C6", "AU", "AUD", true, "Amazon.com.au", "503", 1'500},
    {"A19VAU5U5O7RUS", "SG", "SGD", true, "Amazon.sg", "504", 1'350},
};

}  // namespace

std::span<const Marketplace> Marketplaces() {
    return kMarketplaces;
}

const Marketplace* FindMarketplace(std::string_view id) {
    for (const Marketplace& marketplace : kMarketplaces) {
        if (marketplace.id == id) {
            return &marketplace;
        }
    }
    return nullptr;
}

const Marketplace* FindMarketplaceOfCountry(std::string_view country) {
    for (const Marketplace& marketplace : kMarketplaces) {
        if (marketplace.country == country) {
            return &marketplace;
        }
    }
    return nullptr;
}

}  // namespace orderyard::sandbox
