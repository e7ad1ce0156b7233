// Every marketplace has its line here: a carrier of the country by Amazon's code, or, where no code
// is known to us, told as "Other" by its name.
#include "amazon/map/carriers.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>

#include "amazon/map/marketplaces.hpp"

namespace orderyard::amazon {
namespace {

struct Known {
    const char* ours;     // as a clerk writes it
    const char* amazons;  // "Other": none of the country's own is known
};

const std::map<std::string, Known>& LocalCarriers() {
    static const std::map<std::string, Known> kLocal = {
        {"US", {"usps", "USPS"}},
        {"CA", {"canada post", "Canada Post"}},
        {"MX", {"Estafeta", "Other"}},
        {"BR", {"correios", "Correios"}},
        {"GB", {"royal-mail", "Royal Mail"}},
        {"DE", {"hermes", "Hermes Logistik Gruppe"}},
        {"FR", {"colissimo", "La Poste"}},
        {"IT", {"poste italiane", "Poste Italiane"}},
        {"ES", {"correos", "Correos"}},
        {"NL", {"PostNL", "Other"}},
        {"BE", {"bpost", "Other"}},
        {"IE", {"An Post", "Other"}},
        {"SE", {"PostNord", "Other"}},
        {"PL", {"InPost", "Other"}},
        {"TR", {"PTT Kargo", "Other"}},
        {"EG", {"aramex", "Aramex"}},
        {"SA", {"aramex", "Aramex"}},
        {"AE", {"aramex", "Aramex"}},
        {"ZA", {"South African Post Office", "Other"}},
        {"IN", {"bluedart", "BlueDart"}},
        {"JP", {"yamato", "YAMATO"}},
        {"AU", {"auspost", "Australia Post"}},
        {"SG", {"SingPost", "Other"}},
    };
    return kLocal;
}

TEST(Carriers, EveryMarketplaceIsDecided) {
    std::set<std::string> decided;
    for (const Marketplace& marketplace : Marketplaces()) {
        const std::string country(marketplace.country_code);
        ASSERT_TRUE(LocalCarriers().contains(country)) << country;
        decided.insert(country);
        const Known& known = LocalCarriers().at(country);
        const AmazonCarrier told = CarrierForAmazon(known.ours, "", marketplace.id);
        EXPECT_EQ(told.code, known.amazons) << country;
        EXPECT_EQ(told.name, std::string(known.amazons) == "Other" ? known.ours : "") << country;
        // Those that go everywhere have a code everywhere.
        EXPECT_EQ(CarrierForAmazon("ups", "", marketplace.id).code, "UPS") << country;
        EXPECT_EQ(CarrierForAmazon("DHL Express", "", marketplace.id).code, "DHL") << country;
        EXPECT_EQ(CarrierForAmazon("fedex", "", marketplace.id).code,
                  country == "JP" ? "FEDEX_JP" : "FedEx");
    }
    EXPECT_EQ(decided.size(), LocalCarriers().size()) << "a marketplace is gone";
}

}  // namespace
}  // namespace orderyard::amazon
