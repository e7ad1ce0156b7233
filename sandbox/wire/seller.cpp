// Amazon itself knows marketplaces by id; people who start a sandbox know countries.
#include "sandbox/wire/seller.hpp"

#include <boost/json.hpp>

namespace orderyard::sandbox {

namespace json = boost::json;

base::Result<std::vector<const Marketplace*>> SellersMarketplaces(const SandboxOptions& options) {
    std::vector<const Marketplace*> found;
    for (const std::string& word : options.marketplaces) {
        const Marketplace* marketplace = FindMarketplace(word);
        if (marketplace == nullptr) {
            marketplace = FindMarketplaceOfCountry(word == "UK" ? "GB" : word);
        }
        if (marketplace == nullptr) {
            return base::Fail(
                base::InvalidInput("marketplaces", "there is no marketplace " + word));
        }
        found.push_back(marketplace);
    }
    if (found.empty()) {
        for (const Marketplace& marketplace : Marketplaces()) {
            found.push_back(&marketplace);
        }
    }
    return found;
}

std::vector<std::string> MarketplaceIds(const SandboxOptions& options) {
    const auto marketplaces = SellersMarketplaces(options);
    std::vector<std::string> ids;
    for (const Marketplace* marketplace : *marketplaces) {
        ids.emplace_back(marketplace->id);
    }
    return ids;
}

http::Response ParticipationsAnswer(const SandboxOptions& options) {
    const auto marketplaces = SellersMarketplaces(options);
    json::array participations;
    for (const Marketplace* marketplace : *marketplaces) {
        participations.push_back(json::object{
            {"marketplace", json::object{{"id", marketplace->id},
                                         {"countryCode", marketplace->country},
                                         {"name", marketplace->name},
                                         {"defaultCurrencyCode", marketplace->currency}}},
            {"participation",
             json::object{{"isParticipating", true}, {"hasSuspendedListings", false}}}});
    }
    return http::JsonResponse(200, json::serialize(json::object{{"payload", participations}}));
}

}  // namespace orderyard::sandbox
