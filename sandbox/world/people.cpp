// Word lists per country and the ways in which people mistype their addresses. Nobody here is real.
#include "sandbox/world/people.hpp"

#include <span>

#include "base/text.hpp"

namespace orderyard::sandbox {
namespace {

using Words = std::span<const std::string_view>;

struct City {
    std::string_view name;
    std::string_view region;
    std::string_view postal_pattern;
};

enum class StreetForm { kNumberFirst, kNumberLast, kCommaNumber, kNumberBlock };

struct Country {
    std::string_view code;
    Words given_names;
    Words family_names;
    bool is_family_first;
    std::string_view name_gap;
    Words streets;
    StreetForm street_form;
    std::span<const City> cities;
    std::string_view phone_pattern;
    std::string_view company_suffix;
};

constexpr std::string_view kEnglishGiven[] = {"Olive",     "Marcus", "Tessa", "Owen",
                                              "Priscilla", "Dale",   "Wren",  "Noor"};
constexpr std::string_view kEnglishFamily[] = {"Hartwell",  "Pemberly",    "Okafor",
                                               "Linden",    "O'Shaunessy", "Quill",
                                               "St. Cloud", "Brackenridge"};
constexpr std::string_view kEnglishStreets[] = {"Maple Hollow Road", "Station Approach",
                                                "Elderberry Lane",   "Orchard Street",
                                                "Quarry Hill",       "Harbour View"};
constexpr std::string_view kGermanGiven[] = {"Jörg",  "Anneliese", "Käthe",  "Lennart",
                                             "Björn", "Mareike",   "Günther"};
constexpr std::string_view kGermanFamily[] = {"Müllerhoff", "Weißenfels",  "Grünspan",
                                              "Brückner",   "von der Aue", "Öhlmann"};
constexpr std::string_view kGermanStreets[] = {"Lindenstraße", "Am Mühlbach", "Königsallee",
                                               "Gänsemarkt", "Schloßweg"};
constexpr std::string_view kFrenchGiven[] = {"Éloïse", "Thibault", "Maëlle",
                                             "Anaïs",  "Gérard",   "Zoé"};
constexpr std::string_view kFrenchFamily[] = {"Lefèbre", "d'Aubigny", "Château", "Noël-Martin",
                                              "Beauséjour"};
constexpr std::string_view kFrenchStreets[] = {"rue des Églantiers", "avenue de la Gare",
                                               "place du Marché", "impasse Saint-Honoré"};
constexpr std::string_view kItalianGiven[] = {"Ginevra", "Tommaso", "Niccolò", "Beatrice", "Rocco"};
constexpr std::string_view kItalianFamily[] = {"Fiorenti", "De Santis Verdi", "Bellacqua",
                                               "Mancinelli"};
constexpr std::string_view kItalianStreets[] = {"Via delle Viole", "Corso Vecchio",
                                                "Piazza del Pozzo", "Viale Libertà"};
constexpr std::string_view kSpanishGiven[] = {"Íñigo", "Lucía", "Begoña", "Joaquín", "María José"};
constexpr std::string_view kSpanishFamily[] = {"Muñiz Ortega", "Peñalver", "Ibáñez del Río",
                                               "Quiroga Sáez"};
constexpr std::string_view kSpanishStreets[] = {"Calle del Olivo", "Avenida de la Peña",
                                                "Plaza Mayor", "Paseo Marítimo"};
constexpr std::string_view kDutchGiven[] = {"Sjoerd", "Femke", "Maartje", "Joris"};
constexpr std::string_view kDutchFamily[] = {"van der Meulen", "'t Hoen", "de Koning",
                                             "IJsselstein"};
constexpr std::string_view kDutchStreets[] = {"Kerkstraat", "Molenweg", "Prinsenkade",
                                              "Zuiderdijk"};
constexpr std::string_view kSwedishGiven[] = {"Åsa", "Björk", "Elias", "Märta"};
constexpr std::string_view kSwedishFamily[] = {"Sjölund", "Åkerström", "Lindqvist", "Höglind"};
constexpr std::string_view kSwedishStreets[] = {"Ängsvägen", "Storgatan", "Björkallén",
                                                "Hamngatan"};
constexpr std::string_view kPolishGiven[] = {"Łucja", "Wojciech", "Małgorzata", "Żaneta",
                                             "Grzegorz"};
constexpr std::string_view kPolishFamily[] = {"Wiśniowski", "Źródlany", "Dąbrowiak", "Śliwka-Nowa"};
constexpr std::string_view kPolishStreets[] = {"ul. Kwiatowa", "ul. Świętojańska", "al. Róż",
                                               "os. Słoneczne"};
constexpr std::string_view kTurkishGiven[] = {"Çağla", "Oğuz", "İpek", "Şükrü"};
constexpr std::string_view kTurkishFamily[] = {"Yıldırımer", "Güneşoğlu", "Çınarlı", "Aksoyhan"};
constexpr std::string_view kTurkishStreets[] = {
    "Gül Sokak No:", "Çamlık Caddesi No:", "Atölye Sokağı No:"};
constexpr std::string_view kArabicGiven[] = {"Layla", "Yousef", "نورة", "Hassan", "عمر"};
constexpr std::string_view kArabicFamily[] = {"Al-Rashidi", "Mansouri", "الحربي", "El-Sherbini"};
constexpr std::string_view kArabicStreets[] = {"Palm Grove Street", "شارع النخيل",
                                               "Lighthouse Road", "Old Souk Street"};
constexpr std::string_view kIndianGiven[] = {"Ananya",    "Raghav", "Ishaan",
                                             "Meenakshi", "Tanvi",  "Arjun"};
constexpr std::string_view kIndianFamily[] = {"Deshmukhi", "Venkataraj", "Banerji", "Kulkar",
                                              "Thottathil"};
constexpr std::string_view kIndianStreets[] = {"MG Cross Road", "Near Old Post Office, 2nd Main",
                                               "Lotus Nagar", "Opp. Hanuman Temple, Station Rd"};
constexpr std::string_view kJapaneseGiven[] = {"さくら", "健太", "美咲", "陽翔", "ミドリ", "一郎"};
constexpr std::string_view kJapaneseFamily[] = {"星野原", "川瀬", "綾小路", "藤森", "髙橋谷"};
constexpr std::string_view kJapaneseStreets[] = {"桜台", "北青柳町", "本郷通", "みどりが丘"};
constexpr std::string_view kKoreanGiven[] = {"민수", "서연", "하준", "별", "은지", "가람"};
constexpr std::string_view kKoreanFamily[] = {"김", "이", "박", "남궁", "최"};
constexpr std::string_view kKoreanStreets[] = {"새싹로", "한강대로", "은하수길", "돌담2길"};
constexpr std::string_view kPortugueseGiven[] = {"João", "Conceição", "Thaís", "Antônio", "Lívia"};
constexpr std::string_view kPortugueseFamily[] = {"da Conceição Prado", "Guimarães", "dos Anjos",
                                                  "Araújo Lins"};
constexpr std::string_view kPortugueseStreets[] = {"Rua das Acácias", "Avenida São Bento",
                                                   "Travessa do Café"};

constexpr City kUsCities[] = {{"Larkspur Falls", "WA", "98###"},
                              {"New Dunmore", "NY", "10###"},
                              {"San Alano", "CA", "94###"},
                              {"Pine Junction", "TX", "75###"},
                              {"Eastport Bay", "OR", "97###"}};
constexpr City kCaCities[] = {
    {"Toronto", "ON", "M#@ #@#"}, {"Montréal", "QC", "H#@ #@#"}, {"Halifax", "NS", "B#@ #@#"}};
constexpr City kMxCities[] = {{"Guadalajara", "Jalisco", "44###"}, {"Mérida", "Yucatán", "97###"}};
constexpr City kBrCities[] = {{"São Paulo", "SP", "01###-###"},
                              {"Florianópolis", "SC", "88###-###"}};
constexpr City kGbCities[] = {
    {"Leeds", "West Yorkshire", "LS# #@@"}, {"Cardiff", "", "CF## #@@"}, {"London", "", "SW# #@@"}};
constexpr City kDeCities[] = {
    {"Köln", "", "50###"}, {"Berlin", "", "10###"}, {"Würzburg", "Bayern", "97###"}};
constexpr City kFrCities[] = {
    {"Besançon", "", "25###"}, {"Nîmes", "", "30###"}, {"Paris", "", "750##"}};
constexpr City kItCities[] = {{"Forlì", "FC", "471##"}, {"Torino", "TO", "101##"}};
constexpr City kEsCities[] = {{"A Coruña", "A Coruña", "150##"}, {"Málaga", "Málaga", "290##"}};
constexpr City kNlCities[] = {{"'s-Hertogenbosch", "", "52## @@"}, {"Groningen", "", "97## @@"}};
constexpr City kBeCities[] = {{"Liège", "", "40##"}, {"Gent", "", "90##"}};
constexpr City kIeCities[] = {{"Dún Laoghaire", "Dublin", "A9# @###"},
                              {"Galway", "Galway", "H9# @@##"}};
constexpr City kSeCities[] = {{"Malmö", "", "21# ##"}, {"Västerås", "", "72# ##"}};
constexpr City kPlCities[] = {{"Łódź", "", "90-###"}, {"Gdańsk", "", "80-###"}};
constexpr City kTrCities[] = {{"İstanbul", "Kadıköy", "34###"}, {"İzmir", "Konak", "35###"}};
constexpr City kEgCities[] = {{"Cairo", "Cairo", "11###"}, {"الإسكندرية", "Alexandria", "21###"}};
constexpr City kSaCities[] = {{"Riyadh", "Riyadh", "1####"}, {"جدة", "Makkah", "2####"}};
constexpr City kAeCities[] = {{"Dubai", "Dubai", ""}, {"Abu Dhabi", "Abu Dhabi", ""}};
constexpr City kZaCities[] = {{"Cape Town", "Western Cape", "80##"},
                              {"Durban", "KwaZulu-Natal", "40##"}};
constexpr City kInCities[] = {{"BENGALURU", "KARNATAKA", "5600##"},
                              {"Navi mumbai", "Maharashtra", "4107##"},
                              {"NEW DELHI", "DELHI", "1100##"}};
constexpr City kJpCities[] = {{"横浜市青葉区", "神奈川県", "225-00##"},
                              {"千代田区", "東京都", "100-00##"},
                              {"札幌市", "北海道", "060-00##"}};
constexpr City kAuCities[] = {{"Fremantle", "WA", "61##"}, {"Geelong", "VIC", "32##"}};
constexpr City kSgCities[] = {{"Singapore", "", "5####9"}};
constexpr City kKrCities[] = {{"서울특별시 마포구", "서울특별시", "04###"},
                              {"부산광역시 해운대구", "부산광역시", "48###"}};

constexpr Country kCountries[] = {
    {"US", kEnglishGiven, kEnglishFamily, false, " ", kEnglishStreets, StreetForm::kNumberFirst,
     kUsCities, "+1 2##-555-01##", "LLC"},
    {"CA", kEnglishGiven, kEnglishFamily, false, " ", kEnglishStreets, StreetForm::kNumberFirst,
     kCaCities, "+1 4##-555-01##", "Inc."},
    {"MX", kSpanishGiven, kSpanishFamily, false, " ", kSpanishStreets, StreetForm::kNumberLast,
     kMxCities, "+52 33 0000 ####", "S.A. de C.V."},
    {"BR", kPortugueseGiven, kPortugueseFamily, false, " ", kPortugueseStreets,
     StreetForm::kCommaNumber, kBrCities, "+55 11 90000-####", "Ltda"},
    {"GB", kEnglishGiven, kEnglishFamily, false, " ", kEnglishStreets, StreetForm::kNumberFirst,
     kGbCities, "+44 113 496 0###", "Ltd"},
    {"DE", kGermanGiven, kGermanFamily, false, " ", kGermanStreets, StreetForm::kNumberLast,
     kDeCities, "+49 30 2312 5###", "GmbH & Co. KG"},
    {"FR", kFrenchGiven, kFrenchFamily, false, " ", kFrenchStreets, StreetForm::kNumberFirst,
     kFrCities, "+33 1 99 00 ## ##", "SARL"},
    {"IT", kItalianGiven, kItalianFamily, false, " ", kItalianStreets, StreetForm::kCommaNumber,
     kItCities, "+39 06 0000 ####", "S.r.l."},
    {"ES", kSpanishGiven, kSpanishFamily, false, " ", kSpanishStreets, StreetForm::kCommaNumber,
     kEsCities, "+34 900 000 ###", "S.L."},
    {"NL", kDutchGiven, kDutchFamily, false, " ", kDutchStreets, StreetForm::kNumberLast, kNlCities,
     "+31 20 000 ####", "B.V."},
    {"BE", kFrenchGiven, kDutchFamily, false, " ", kDutchStreets, StreetForm::kNumberLast,
     kBeCities, "+32 2 000 ## ##", "BV"},
    {"IE", kEnglishGiven, kEnglishFamily, false, " ", kEnglishStreets, StreetForm::kNumberFirst,
     kIeCities, "+353 1 000 ####", "Ltd"},
    {"SE", kSwedishGiven, kSwedishFamily, false, " ", kSwedishStreets, StreetForm::kNumberLast,
     kSeCities, "+46 31 390 06##", "AB"},
    {"PL", kPolishGiven, kPolishFamily, false, " ", kPolishStreets, StreetForm::kNumberLast,
     kPlCities, "+48 22 000 ## ##", "Sp. z o.o."},
    {"TR", kTurkishGiven, kTurkishFamily, false, " ", kTurkishStreets, StreetForm::kNumberLast,
     kTrCities, "+90 212 000 ## ##", "A.Ş."},
    {"EG", kArabicGiven, kArabicFamily, false, " ", kArabicStreets, StreetForm::kNumberFirst,
     kEgCities, "+20 2 0000 ####", "S.A.E."},
    {"SA", kArabicGiven, kArabicFamily, false, " ", kArabicStreets, StreetForm::kNumberFirst,
     kSaCities, "+966 11 000 ####", "Est."},
    {"AE", kArabicGiven, kArabicFamily, false, " ", kArabicStreets, StreetForm::kNumberFirst,
     kAeCities, "+971 4 000 ####", "FZE"},
    {"ZA", kEnglishGiven, kEnglishFamily, false, " ", kEnglishStreets, StreetForm::kNumberFirst,
     kZaCities, "+27 21 000 ####", "(Pty) Ltd"},
    {"IN", kIndianGiven, kIndianFamily, false, " ", kIndianStreets, StreetForm::kNumberFirst,
     kInCities, "+91 00000 0####", "Pvt. Ltd."},
    {"JP", kJapaneseGiven, kJapaneseFamily, true, " ", kJapaneseStreets, StreetForm::kNumberBlock,
     kJpCities, "03-0000-####", "株式会社"},
    {"AU", kEnglishGiven, kEnglishFamily, false, " ", kEnglishStreets, StreetForm::kNumberFirst,
     kAuCities, "+61 2 5550 ####", "Pty Ltd"},
    {"SG", kEnglishGiven, kEnglishFamily, false, " ", kEnglishStreets, StreetForm::kNumberFirst,
     kSgCities, "+65 6000 ####", "Pte. Ltd."},
    {"KR", kKoreanGiven, kKoreanFamily, true, "", kKoreanStreets, StreetForm::kNumberLast,
     kKrCities, "010-0000-####", "주식회사"},
};

const Country& CountryOf(std::string_view code) {
    for (const Country& country : kCountries) {
        if (country.code == code) {
            return country;
        }
    }
    return kCountries[0];
}

std::string InventName(const Country& country, Dice& dice) {
    const std::string given(dice.Pick(country.given_names));
    const std::string family(dice.Pick(country.family_names));
    const std::string gap(country.name_gap);
    return country.is_family_first ? family + gap + given : given + gap + family;
}

std::string InventStreetLine(const Country& country, std::string_view street, std::int64_t number) {
    const std::string text = std::to_string(number);
    switch (country.street_form) {
        case StreetForm::kNumberFirst: return text + " " + std::string(street);
        case StreetForm::kNumberLast: return std::string(street) + " " + text;
        case StreetForm::kCommaNumber: return std::string(street) + ", " + text;
        case StreetForm::kNumberBlock:
            return std::string(street) + std::to_string(1 + number % 6) + "-" +
                   std::to_string(1 + number % 29) + "-" + std::to_string(1 + number % 17);
    }
    return text;
}

// What sellers see every day: never a reason to refuse an order.
void MakeDirty(Address& address, Dice& dice) {
    switch (dice.Below(9)) {
        case 0:
            address.line3 = address.city;
            address.city = "see address line 3";
            break;
        case 1: address.name += "\nc/o reception"; break;
        case 2: address.line2 = "🏠 ring twice 🙏"; break;
        case 3: address.phone += " ext. 00042"; break;
        case 4: address.state_or_region = "  somewhere in the north "; break;
        case 5:
            address.line2 = address.line1;
            address.line1.clear();
            break;
        case 6: address.city = base::AsciiUpper(address.city) + " "; break;
        case 7: address.postal_code.clear(); break;
        default: address.line1 += ", <b>rear \"entrance\"</b> & yard; DROP-OFF @ gate"; break;
    }
}

}  // namespace

std::string FillPattern(std::string_view pattern, Dice& dice) {
    std::string text(pattern);
    for (char& c : text) {
        if (c == '#') {
            c = static_cast<char>('0' + dice.Below(10));
        } else if (c == '@') {
            c = static_cast<char>('A' + dice.Below(26));
        }
    }
    return text;
}

Person InventPerson(std::string_view country_code, Dice& dice) {
    const Country& country = CountryOf(country_code);
    const City& city = dice.Pick(country.cities);
    const std::string_view street = dice.Pick(country.streets);
    const std::int64_t number = dice.Between(1, 240);
    Person person;
    person.name = InventName(country, dice);
    Address& address = person.address;
    address.name = dice.Chance(80) ? InventName(country, dice) : person.name;
    address.line1 = InventStreetLine(country, street, number);
    if (dice.Chance(250)) {
        address.line2 = country.code == "JP"
                            ? "コーポ" + std::to_string(dice.Between(101, 909)) + "号室"
                            : "Apt. " + std::to_string(dice.Between(1, 99));
    }
    address.city = city.name;
    if (country.code == "TR") {
        address.district_or_county = city.region;
        address.state_or_region = city.name;
    } else {
        address.state_or_region = city.region;
    }
    address.postal_code = FillPattern(city.postal_pattern, dice);
    address.country_code = country.code;
    address.phone = FillPattern(country.phone_pattern, dice);
    address.address_type = dice.Chance(30) ? "PICKUP_POINT" : "RESIDENTIAL";
    if (country.code == "BR") {
        address.street_name = street;
        address.street_number = std::to_string(number);
        address.neighborhood = "Bairro Novo";
        address.complement = address.line2;
    }
    if (dice.Chance(50)) {
        MakeDirty(address, dice);
    }
    return person;
}

std::string InventCompany(std::string_view country_code, Dice& dice) {
    const Country& country = CountryOf(country_code);
    const std::string family(dice.Pick(country.family_names));
    const std::string suffix(country.company_suffix);
    return country.is_family_first ? suffix + family + (country.code == "JP" ? "商店" : "상사")
                                   : family + " " + suffix;
}

}  // namespace orderyard::sandbox
