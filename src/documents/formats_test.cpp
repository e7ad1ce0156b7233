// Amounts, dates and addresses as their countries write them.
#include "documents/formats.hpp"

#include <gtest/gtest.h>

#include "documents/address_lines.hpp"
#include "documents/words.hpp"

namespace orderyard::documents {
namespace {

using domain::PaperLanguage;

constexpr PaperLanguage kLanguages[] = {PaperLanguage::kEnglish, PaperLanguage::kKorean,
                                        PaperLanguage::kJapanese, PaperLanguage::kGerman};

struct MoneyCase {
    PaperLanguage language;
    const char* region;
    std::int64_t minor;
    const char* currency;
    const char* text;
};

TEST(FormatsTest, MoneyHasTheCurrencysDecimals) {
    const MoneyCase table[] = {
        {PaperLanguage::kEnglish, "", 123456, "USD", "$1,234.56"},
        {PaperLanguage::kEnglish, "", 123456, "JPY", "¥123,456"},
        {PaperLanguage::kEnglish, "", 123456, "KWD", "KWD\u00A0123.456"},
        {PaperLanguage::kEnglish, "", -500, "EUR", "-€5.00"},
        // Cash in Forints has no decimals; the currency has two.
        {PaperLanguage::kEnglish, "", 1234, "HUF", "HUF\u00A012.34"},
        {PaperLanguage::kKorean, "", 1234567, "KRW", "₩1,234,567"},
        {PaperLanguage::kJapanese, "", 1234567, "JPY", "￥1,234,567"},
        {PaperLanguage::kGerman, "", 123456, "EUR", "1.234,56\u00A0€"},
        {PaperLanguage::kGerman, "CH", 123456, "CHF", "CHF\u00A01’234.56"},
        {PaperLanguage::kEnglish, "", 999'999'999'999'99, "USD", "$999,999,999,999.99"},
    };
    for (const MoneyCase& c : table) {
        Formats formats(c.language, c.region, "UTC");
        EXPECT_EQ(formats.Money(base::Money::OfMinor(c.minor, base::Currency::Of(c.currency))),
                  c.text);
    }
}

TEST(FormatsTest, MoreDecimalsOnlyWhereTheAmountHasThem) {
    Formats formats(PaperLanguage::kEnglish, "", "UTC");
    EXPECT_EQ(formats.Money(base::Money(118'433, base::Currency::Of("EUR"))), "€11.8433");
}

TEST(FormatsTest, DaysAreThoseOfTheZone) {
    const auto at = base::Instant::ParseIso("2026-01-31T22:30:00Z").value();
    EXPECT_EQ(Formats(PaperLanguage::kGerman, "", "UTC").Day(at), "31.01.2026");
    EXPECT_EQ(Formats(PaperLanguage::kGerman, "", "Asia/Seoul").Day(at), "01.02.2026");
    EXPECT_EQ(Formats(PaperLanguage::kKorean, "", "Asia/Seoul").Day(at), "2026. 2. 1.");
    EXPECT_EQ(Formats(PaperLanguage::kJapanese, "", "Asia/Seoul").Day(at), "2026/02/01");
    EXPECT_EQ(Formats(PaperLanguage::kEnglish, "", "no zone").Day(at), "Jan 31, 2026");
}

TEST(FormatsTest, CountriesByName) {
    Formats formats(PaperLanguage::kKorean, "", "UTC");
    EXPECT_EQ(formats.Country("DE"), "독일");
    EXPECT_EQ(formats.Country("a country"), "a country");
}

TEST(WordsTest, EveryLanguageHasEveryWord) {
    for (const PaperLanguage language : kLanguages) {
        for (int word = 0; word <= static_cast<int>(Word::kNothing); ++word) {
            EXPECT_FALSE(WordIn(language, static_cast<Word>(word)).empty()) << word;
        }
        EXPECT_NE(PageOf(language, 2, 5).find('2'), std::string::npos);
    }
}

struct AddressCase {
    const char* country;
    std::vector<std::string> lines;
};

TEST(AddressLinesTest, ByCountry) {
    domain::PersonalAddress address;
    address.name = "N";
    address.company = "C";
    address.lines = {"S 1", "S 2"};
    address.postal_code = "12345";
    domain::Location place;
    place.city = "City";
    place.region = "RG";
    const AddressCase table[] = {
        {"US", {"N", "C", "S 1", "S 2", "City, RG 12345", "Land"}},
        {"AU", {"N", "C", "S 1", "S 2", "City RG 12345", "Land"}},
        {"DE", {"N", "C", "S 1", "S 2", "12345 City", "Land"}},
        {"IT", {"N", "C", "S 1", "S 2", "12345 City (RG)", "Land"}},
        {"GB", {"N", "C", "S 1", "S 2", "City", "12345", "Land"}},
        {"JP", {"N", "C", "〒12345", "RGCity", "S 1", "S 2", "Land"}},
        {"KR", {"N", "C", "(12345)", "RG City", "S 1", "S 2", "Land"}},
        {"", {"N", "C", "S 1", "S 2", "12345 City", "Land"}},
    };
    for (const AddressCase& c : table) {
        place.country_code = c.country;
        EXPECT_EQ(AddressLines(address, place, "Land"), c.lines) << c.country;
    }
    // Gone with the personal data; no empty lines are left.
    place.country_code = "US";
    EXPECT_EQ(AddressLines({}, place, "Land"), (std::vector<std::string>{"City, RG", "Land"}));
    EXPECT_TRUE(AddressLines({}, {}, "").empty());
}

}  // namespace
}  // namespace orderyard::documents
