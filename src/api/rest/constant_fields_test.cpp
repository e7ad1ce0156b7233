// Filters by what all rows have in common come to "all", "none" or nothing to ask.
#include "api/rest/constant_fields.hpp"

#include <gtest/gtest.h>

#include "api/rest/criteria_text.hpp"

namespace orderyard::api::rest {
namespace {

constexpr ConstantField kFields[] = {{"flag", "0"},
                                     {"rate", "1"},
                                     {"code", "default"},
                                     {"parent", std::nullopt},
                                     {"store", std::nullopt, true}};

std::string Settled(const std::string& query_text) {
    auto query = Read(query_text).value().ToQuery().value();
    SettleConstants(query, kFields);
    return Show(query.groups);
}

TEST(ConstantFieldsTest, ComparedAsMySqlDoes) {
    struct Row {
        const char* field;
        const char* condition;
        const char* value;
        bool holds;
    };
    const Row rows[] = {
        {"flag", "eq", "0", true},
        {"flag", "eq", "0.0000", true},
        {"flag", "eq", "1", false},
        {"flag", "eq", "none", true},  // a text is 0 beside a number
        {"flag", "neq", "1", true},
        {"flag", "lt", "0.5", true},
        {"flag", "gt", "-0.0001", true},
        {"flag", "gteq", "99999999999999999999", false},
        {"rate", "in", "0,1", true},
        {"rate", "nin", "0,1", false},
        {"rate", "lteq", "1.00", true},
        {"rate", "from", "1.5", false},
        {"rate", "notnull", "", true},
        {"code", "eq", "DEFAULT  ", true},
        {"code", "eq", "defaul", false},
        {"code", "like", "def%25", true},
        {"code", "like", "%25FAULT", true},
        {"code", "like", "d_fa%25t", true},
        {"code", "like", "d\\_fault", false},
        {"code", "like", "%25", true},
        {"code", "like", "", false},
        {"code", "nlike", "b%25", true},
        {"code", "finset", "default", true},
        {"code", "gt", "a", true},
        {"parent", "null", "", true},
        {"parent", "notnull", "", false},
        {"parent", "eq", "", false},
        {"parent", "neq", "5", false},
        {"parent", "nin", "5,6", false},
        {"store", "eq", "7", true},
    };
    for (const Row& row : rows) {
        EXPECT_EQ(Settled(One(row.field, row.value, row.condition)),
                  row.holds ? "" : "(entity_id null)")
            << row.field << " " << row.condition << " " << row.value;
    }
}

TEST(ConstantFieldsTest, WhatIsLeftIsAsked) {
    const auto filter = [](const char* group, const char* place, const char* field,
                           const char* value) {
        const std::string start =
            std::string("searchCriteria[filter_groups][") + group + "][filters][" + place + "]";
        return start + "[field]=" + field + "&" + start + "[value]=" + value + "&";
    };
    const std::string sku = filter("0", "0", "sku", "x");
    EXPECT_EQ(Settled(sku + filter("0", "1", "flag", "1")), "(sku = x)") << "or never";
    EXPECT_EQ(Settled(sku + filter("0", "1", "flag", "0")), "") << "or always";
    EXPECT_EQ(Settled(sku + filter("1", "0", "flag", "0")), "(sku = x)") << "and always";
    EXPECT_EQ(Settled(sku + filter("1", "0", "flag", "1")), "(sku = x) & (entity_id null)");
}

TEST(ConstantFieldsTest, NothingIsSortedByThem) {
    const std::string start = "searchCriteria[sortOrders]";
    auto query = Read(start + "[0][field]=flag&" + start + "[1][field]=sku").value().ToQuery();
    SettleConstants(*query, kFields);
    ASSERT_EQ(query->sort.size(), 1U);
    EXPECT_EQ(query->sort[0].field, "sku");
    query = Read(start + "[0][field]=flag").value().ToQuery();
    SettleConstants(*query, kFields);
    ASSERT_EQ(query->sort.size(), 1U);
    EXPECT_EQ(query->sort[0].field, "entity_id");
}

}  // namespace
}  // namespace orderyard::api::rest
