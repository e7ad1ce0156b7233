// Address corrections: the country's rules, and what the history may tell.
#include <gtest/gtest.h>

#include "base/limits.hpp"
#include "domain/order/address_format.hpp"
#include "domain/order/document_fixture.hpp"

namespace orderyard::domain {
namespace {

using testing::Book;

Book InSeattle() {
    Book book;
    testing::LinePrice price;
    price.row = 1000;
    book.AddLine(1, price, 1);
    Order& order = book.file.order;
    order.ship_to.city = "Seattle";
    order.ship_to.region = "WA";
    order.ship_to.country_code = "US";
    order.bill_to = order.ship_to;
    order.personal.shipping = {"Min-su Kim", "", {"1 Pine St", "Apt 2"}, "98101", "555", {}};
    order.personal.billing = order.personal.shipping;
    return book;
}

std::string Correct(Book& book, const AddressCorrection& correction,
                    AddressKind kind = AddressKind::kShipping) {
    return book.Do(DecideCorrectAddress(book.file, kind, correction, book.scene()));
}

TEST(DecideCorrectAddress, RefusesWhatCannotBeAnAddress) {
    const std::string too_long(base::limits::kShortTextBytesMax + 1, 'x');
    struct Row {
        AddressCorrection correction;
        const char* refusal;
    };
    using Field = std::optional<std::string> AddressCorrection::*;
    const auto with = [](std::initializer_list<std::pair<Field, std::string>> fields) {
        AddressCorrection correction;
        for (const auto& [field, value] : fields) {
            correction.*field = value;
        }
        return correction;
    };
    using A = AddressCorrection;
    const Row rows[] = {
        {with({{&A::name, too_long}, {&A::street1, ""}}), "name too_long"},
        {with({{&A::street2, "a\nb"}}), "street2 not_text"},
        {with({{&A::phone, "\x01"}}), "phone not_text"},
        {with({{&A::city, "\xff"}, {&A::street1, ""}}), "city not_text"},
        {with({{&A::street1, "  "}, {&A::country_code, "??"}}), "street1 empty"},
        {with({{&A::city, ""}}), "city empty"},
        {with({{&A::country_code, ""}}), "country_code unknown_country"},
        {with({{&A::country_code, "USA"}}), "country_code unknown_country"},
        {with({{&A::country_code, "XX"}, {&A::region, "??"}}), "country_code unknown_country"},
        {with({{&A::region, "Washington"}, {&A::postal_code, "?"}}), "region unknown_region"},
        {with({{&A::region, ""}}), "region unknown_region"},
        {with({{&A::postal_code, ""}}), "postal_code bad_postal_code"},
        {with({{&A::postal_code, "9810"}}), "postal_code bad_postal_code"},
        {with({{&A::postal_code, "98101-12"}}), "postal_code bad_postal_code"},
        {with({{&A::country_code, "CA"}}), "postal_code bad_postal_code"},
        {with({{&A::city, " Seattle "}, {&A::region, "wa"}}), "address unchanged"},
        {{}, "address unchanged"},
    };
    for (const auto& row : rows) {
        Book book = InSeattle();
        EXPECT_EQ(Correct(book, row.correction), row.refusal);
    }
}

TEST(DecideCorrectAddress, RuleFirst) {
    Book book = InSeattle();
    AddressCorrection correction;
    correction.city = "";
    ASSERT_EQ(book.Ship(), "");
    EXPECT_EQ(Correct(book, correction), "nothing_to_ship");
    book.file.order.state = OrderState::kCanceled;
    EXPECT_EQ(Correct(book, correction), "canceled");
}

TEST(DecideCorrectAddress, ChangesOneAddressAndTellsNoStreetInPlainColumns) {
    Book book = InSeattle();
    AddressCorrection correction;
    correction.street1 = " 22 Oak Ave ";
    correction.street2 = "";
    correction.city = "Portland";
    correction.region = "or";
    correction.postal_code = "97035-1234";
    correction.name = "Minsu Kim";
    ASSERT_EQ(Correct(book, correction), "");
    const Order& order = book.file.order;
    EXPECT_EQ(order.personal.shipping.lines, std::vector<std::string>{"22 Oak Ave"});
    EXPECT_EQ(order.ship_to.city, "Portland");
    EXPECT_EQ(order.ship_to.region, "OR");
    EXPECT_EQ(order.personal.shipping.postal_code, "97035-1234");
    EXPECT_EQ(order.personal.shipping.phone, "555") << "as it was";
    EXPECT_EQ(order.bill_to.city, "Seattle");
    EXPECT_EQ(order.personal.billing.name, "Min-su Kim");
    ASSERT_EQ(book.last.history.size(), 1u);
    const HistoryEntry& entry = book.last.history[0];
    EXPECT_EQ(entry.event, "shipping_address_corrected");
    EXPECT_EQ(entry.before, "Seattle, WA, US");
    EXPECT_EQ(entry.after, "Portland, OR, US");
    EXPECT_EQ(entry.comment,
              "name: Min-su Kim -> Minsu Kim\nstreet1: 1 Pine St -> 22 Oak Ave\n"
              "street2: Apt 2 -> \ncity: Seattle -> Portland\nregion: WA -> OR\n"
              "postal_code: 98101 -> 97035-1234");
    EXPECT_EQ(entry.actor, "min");
    EXPECT_TRUE(book.file.follow_ups.empty()) << "the channel is not told";
}

TEST(DecideCorrectAddress, ToAnotherCountryAndTheBillingAddress) {
    Book book = InSeattle();
    AddressCorrection correction;
    correction.country_code = "ca";
    correction.region = "Ontario";
    correction.city = "Ottawa";
    correction.postal_code = "k1a0b1";
    ASSERT_EQ(Correct(book, correction, AddressKind::kBilling), "");
    EXPECT_EQ(book.file.order.bill_to.country_code, "CA");
    EXPECT_EQ(book.file.order.personal.billing.postal_code, "K1A 0B1");
    EXPECT_EQ(book.file.order.ship_to.country_code, "US");
    EXPECT_EQ(book.last.history[0].event, "billing_address_corrected");
}

TEST(DecideCorrectAddress, LeavesAloneWhatTheChannelGave) {
    Book book = InSeattle();
    book.file.order.ship_to.region = "Washington";
    book.file.order.personal.shipping.postal_code = "unknown";
    book.file.order.personal.shipping.lines = {"a", "b", "c", "d"};
    AddressCorrection correction;
    correction.street3 = "floor 4";
    ASSERT_EQ(Correct(book, correction), "");
    EXPECT_EQ(book.file.order.personal.shipping.lines,
              (std::vector<std::string>{"a", "b", "floor 4", "d"}));
    EXPECT_EQ(book.file.order.ship_to.region, "Washington");
}

TEST(AddressFormat, Codes) {
    for (const char* code : {"US", "KR", "GB", "DE", "XK", "AD", "ZW"}) {
        EXPECT_TRUE(IsCountryCode(code)) << code;
    }
    for (const char* code : {"", "U", "us", "UK", "XX", "EU", "SA ", "DA"}) {
        EXPECT_FALSE(IsCountryCode(code)) << code;
    }
    for (const char* code : {"WA", "DC", "PR", "AE", "NY", "WY"}) {
        EXPECT_TRUE(IsUsStateCode(code)) << code;
    }
    for (const char* code : {"", "XX", "wa", "AB", "ON"}) {
        EXPECT_FALSE(IsUsStateCode(code)) << code;
    }
}

TEST(AddressFormat, PostalCodes) {
    struct Row {
        const char *country, *given;
        std::optional<std::string> code;
    };
    const Row rows[] = {
        {"US", " 98101 ", "98101"},  {"US", "98101-0001", "98101-0001"},
        {"US", "981010001", {}},     {"US", "9810A", {}},
        {"US", "98101 0001", {}},    {"CA", "K1A 0B1", "K1A 0B1"},
        {"CA", "k1a0b1", "K1A 0B1"}, {"CA", "K1A-0B1", {}},
        {"CA", "W1A 0B1", {}},       {"CA", "K1O 0B1", {}},
        {"CA", "98101", {}},         {"GB", "SW1A 1AA", "SW1A 1AA"},
        {"KR", "04524", "04524"},    {"IE", "", ""},
    };
    for (const auto& row : rows) {
        EXPECT_EQ(PostalCodeIn(row.country, row.given), row.code) << row.country << row.given;
    }
}

}  // namespace
}  // namespace orderyard::domain
