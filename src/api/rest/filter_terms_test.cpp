// What each condition of a filter asks of the store, and which filters belong together.
#include "api/rest/filter_terms.hpp"

#include <gtest/gtest.h>

#include "api/rest/criteria_text.hpp"

namespace orderyard::api::rest {
namespace {

TEST(FilterTermsTest, Conditions) {
    struct Row {
        const char* condition;
        const char* value;
        const char* groups;
    };
    const Row rows[] = {
        {"eq", "1", "(f = 1)"},
        {"EQ", "1", "(f = 1)"},
        {"", "1", "(f = 1)"},
        {"neq", "1", "(f != 1)"},
        {"gt", "1", "(f > 1)"},
        {"gteq", "1", "(f >= 1)"},
        {"GtEq", "1", "(f >= 1)"},
        {"moreq", "1", "(f >= 1)"},
        {"lt", "1", "(f < 1)"},
        {"lteq", "1", "(f <= 1)"},
        {"from", "1", "(f >= 1)"},
        {"to", "1", "(f <= 1)"},
        {"in", "a,b", "(f in a;b)"},
        {"nin", "a,b", "(f nin a;b)"},
        {"like", "%25x%25", "(f like %x%)"},
        {"nlike", "x%25", "(f nlike x%)"},
        {"null", "1", "(f null)"},
        {"notnull", "1", "(f notnull)"},
        {"is", "null", "(f null)"},
        {"is", "NOT NULL", "(f notnull)"},
        {"is", "5", "(f = 5)"},
        {"finset", "a", "(f finset a)"},
        {"nfinset", "a", "(f nfinset a)"},
        {"seq", "", "(f null)"},
        {"seq", "x", "(f = x)"},
        {"sneq", "", "(f notnull)"},
        {"sneq", "x", "(f != x)"},
        {"fulltext", "x", "(f like %x%)"},
        {"gte", "1", "(f = 1)"},       // not a name Magento knows: eq, as there
        {"regexp", "^x", "(f = ^x)"},  // no patterns from outside
    };
    for (const Row& row : rows) {
        EXPECT_EQ(GroupsOf(One("f", row.value, row.condition)), row.groups)
            << row.condition << " " << row.value;
    }
    EXPECT_EQ(GroupsOf("searchCriteria[filter_groups][0][filters][0][field]=f"),
              "(f null) & (f notnull)")
        << "compared with nothing: no row";
    EXPECT_EQ(
        GroupsOf(
            "searchCriteria[filter_groups][0][filters][0][field]=f&searchCriteria[filter_groups][0]"
            "[filters][0][condition_type]=notnull"),
        "(f notnull)");
}

TEST(FilterTermsTest, DatesGoToTheStoreAsTheyWereDecoded) {
    struct Row {
        const char* value;
        const char* groups;
    };
    const Row rows[] = {
        {"2024-01-31 10:00:00", "(updated_at > 2024-01-31 10:00:00)"},
        {"2024-01-31+10:00:00", "(updated_at > 2024-01-31 10:00:00)"},
        {"2024-01-31%2B10:00:00", "(updated_at > 2024-01-31+10:00:00)"},
        {"2024-01-31T10:00:00.000Z", "(updated_at > 2024-01-31T10:00:00.000Z)"},
    };
    for (const Row& row : rows) {
        EXPECT_EQ(GroupsOf(One("updated_at", row.value, "gt")), row.groups) << row.value;
    }
}

TEST(FilterTermsTest, FromAndToInOneGroupBelongTogether) {
    const std::string start = "searchCriteria[filter_groups][0][filters]";
    const auto filter = [&](const std::string& key, const std::string& field,
                            const std::string& value, const std::string& condition) {
        return "&" + start + "[" + key + "][field]=" + field + "&" + start + "[" + key +
               "][value]=" + value + "&" + start + "[" + key + "][condition_type]=" + condition;
    };
    EXPECT_EQ(GroupsOf(filter("0", "total", "5", "to") + filter("1", "total", "1", "from") +
                       filter("2", "status", "new", "eq")),
              "(total <= 5 | status = new) & (total >= 1 | status = new)")
        << "(between 1 and 5) or new";
    EXPECT_EQ(GroupsOf(filter("0", "a", "1", "from") + filter("1", "b", "2", "to")),
              "(a >= 1 | b <= 2)")
        << "two fields are no pair";
    std::string many;
    for (int i = 0; i < 7; ++i) {
        const std::string field = "f" + std::to_string(i);
        many += filter(field + "a", field, "1", "from") + filter(field + "b", field, "2", "to");
    }
    EXPECT_EQ(GroupsOf(many), "refused: Too many alternatives in one filter group.");
}

TEST(FilterTermsTest, AListWhereOneValueBelongs) {
    EXPECT_EQ(
        GroupsOf(
            "searchCriteria[filter_groups][0][filters][0][field]=f&searchCriteria[filter_groups][0]"
            "[filters][0][value][]=a&searchCriteria[filter_groups][0][filters][0][value][]=b"),
        "refused: Only the conditions in and nin take a list of values.");
}

}  // namespace
}  // namespace orderyard::api::rest
