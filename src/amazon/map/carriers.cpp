// The codes are those of Amazon's order fulfilment schema and its later announcements. A code that
// a country's list does not have costs a warning there, a missing one the tracking rate.
#include "amazon/map/carriers.hpp"

#include <algorithm>
#include <array>

#include "amazon/map/marketplaces.hpp"
#include "base/text.hpp"

namespace orderyard::amazon {

namespace {

struct Entry {
    std::string_view ours;     // folded: lower case, letters and digits only
    std::string_view amazons;  // as Amazon writes it
    std::string_view country;  // only there; empty: everywhere
};

// The first entry that fits counts: those of a country stand before the general one.
constexpr std::array kEntries = {
    // Everywhere
    Entry{"ups", "UPS", ""},
    Entry{"unitedparcelservice", "UPS", ""},
    Entry{"upsmi", "UPS Mail Innovations", ""},
    Entry{"upsmailinnovations", "UPS Mail Innovations", ""},
    Entry{"fedex", "FEDEX_JP", "JP"},
    Entry{"fedex", "FedEx", ""},
    Entry{"federalexpress", "FedEx", ""},
    Entry{"fedexsmartpost", "FedEx SmartPost", ""},
    Entry{"dhl", "DHL", ""},
    Entry{"dhlexpress", "DHL", ""},
    Entry{"dhlpaket", "DHL", ""},
    Entry{"dhlglobalmail", "DHL Global Mail", ""},
    Entry{"dhlecommerce", "DHL Global Mail", ""},
    Entry{"tnt", "TNT", ""},
    Entry{"dpd", "DPD", ""},
    Entry{"gls", "GLS", ""},
    Entry{"aramex", "Aramex", ""},
    Entry{"amazonshipping", "Amazon Shipping", ""},
    // United States, Canada
    Entry{"usps", "USPS", ""},
    Entry{"unitedstatespostalservice", "USPS", ""},
    Entry{"lasership", "Lasership", ""},
    Entry{"ontrac", "OnTrac", ""},
    Entry{"osm", "OSM", ""},
    Entry{"streamlite", "Streamlite", ""},
    Entry{"newgistics", "Newgistics", ""},
    Entry{"bluepackage", "Blue Package", ""},
    Entry{"target", "Target", ""},
    Entry{"canadapost", "Canada Post", ""},
    // United Kingdom
    Entry{"royalmail", "Royal Mail", ""},
    Entry{"parcelforce", "Parcelforce", ""},
    Entry{"citylink", "City Link", ""},
    Entry{"yodel", "Yodel", ""},
    Entry{"parcelnet", "Parcelnet", ""},
    // Germany
    Entry{"hermes", "Hermes Logistik Gruppe", "DE"},
    Entry{"hermeslogistikgruppe", "Hermes Logistik Gruppe", ""},
    Entry{"deutschepost", "Deutsche Post", ""},
    Entry{"go", "GO!", "DE"},
    // France, Italy, Spain
    Entry{"chronopost", "Chronopost", ""},
    Entry{"laposte", "La Poste", ""},
    Entry{"colissimo", "La Poste", "FR"},
    Entry{"posteitaliane", "Poste Italiane", ""},
    Entry{"sda", "SDA", ""},
    Entry{"seur", "Seur", ""},
    Entry{"correos", "Correos", ""},
    Entry{"mrw", "MRW", ""},
    Entry{"nacex", "Nacex", ""},
    Entry{"endopack", "Endopack", ""},
    Entry{"chronoexpress", "Chrono Express", ""},
    Entry{"correosexpress", "Chrono Express", "ES"},
    // Japan
    Entry{"yamato", "YAMATO", "JP"},
    Entry{"yamato", "YamatoTransport", ""},
    Entry{"kuronekoyamato", "YAMATO", "JP"},
    Entry{"yamatotransport", "YAMATO", "JP"},
    Entry{"yamatotransport", "YamatoTransport", ""},
    Entry{"sagawa", "SAGAWA", "JP"},
    Entry{"sagawa", "SagawaExpress", ""},
    Entry{"sagawaexpress", "SAGAWA", "JP"},
    Entry{"sagawaexpress", "SagawaExpress", ""},
    Entry{"japanpost", "JP_EXPRESS", "JP"},
    Entry{"jpexpress", "JP_EXPRESS", "JP"},
    Entry{"nipponexpress", "NITTSU", "JP"},
    Entry{"nipponexpress", "NipponExpress", ""},
    Entry{"nittsu", "NITTSU", "JP"},
    // India
    Entry{"bluedart", "BlueDart", ""},
    Entry{"indiapost", "India Post", ""},
    Entry{"delhivery", "Delhivery", ""},
    Entry{"dtdc", "DTDC", ""},
    Entry{"professional", "Professional", "IN"},
    Entry{"professionalcouriers", "Professional", "IN"},
    Entry{"overniteexpress", "Overnite Express", ""},
    Entry{"firstflight", "First Flight", ""},
    // Australia
    Entry{"australiapost", "Australia Post", ""},
    Entry{"auspost", "Australia Post", ""},
    Entry{"fastway", "Fastway", ""},
    Entry{"tollglobalexpress", "Toll Global Express", ""},
    Entry{"toll", "Toll Global Express", "AU"},
    Entry{"smartmail", "Smartmail", ""},
    // Brazil
    Entry{"correios", "Correios", ""},
    // From China
    Entry{"chinapost", "China Post", ""},
    Entry{"eub", "EUB", ""},
    Entry{"yunexpress", "Yun Express", ""},
    Entry{"4px", "4PX", ""},
    Entry{"yanwen", "YANWEN", ""},
    Entry{"sfexpress", "SF Express", ""},
};

constexpr std::size_t kNameBytesMax = 50;

std::string Folded(std::string_view text) {
    std::string folded;
    for (const char c : base::AsciiLower(text)) {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            folded += c;
        }
    }
    return folded;
}

}  // namespace

AmazonCarrier CarrierForAmazon(std::string_view carrier_code, std::string_view title,
                               std::string_view marketplace_id) {
    const Marketplace* marketplace = FindMarketplace(marketplace_id);
    const std::string_view country = marketplace != nullptr ? marketplace->country_code : "";
    const bool is_custom = base::EqualsIgnoreAsciiCase(carrier_code, "custom");
    // A custom carrier may well be one Amazon has a code for.
    const std::string wanted = Folded(is_custom ? title : carrier_code);
    for (const Entry& entry : kEntries) {
        const bool is_same = entry.ours == wanted || Folded(entry.amazons) == wanted;
        if (!wanted.empty() && is_same && (entry.country.empty() || entry.country == country)) {
            return {std::string(entry.amazons), ""};
        }
    }
    std::string name = base::CleanUtf8(base::Trim(title.empty() ? carrier_code : title));
    name = base::TruncateUtf8(name, kNameBytesMax);
    return {"Other", name.empty() ? "Other" : name};
}

std::vector<std::pair<std::string_view, std::string_view>> CarrierCodes() {
    std::vector<std::pair<std::string_view, std::string_view>> codes;
    for (const Entry& entry : kEntries) {
        codes.emplace_back(entry.amazons, entry.country);
    }
    std::sort(codes.begin(), codes.end());
    codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
    return codes;
}

}  // namespace orderyard::amazon
