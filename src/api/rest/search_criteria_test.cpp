// The grammar of searchCriteria by tables: every example of the specification, every spelling,
// every refusal.
#include "api/rest/search_criteria.hpp"

#include <gtest/gtest.h>

#include "api/rest/bracket_query.hpp"
#include "api/rest/criteria_text.hpp"
#include "api/rest/scalar.hpp"
#include "base/limits.hpp"
#include "base/text.hpp"

namespace orderyard::api::rest {
namespace {

TEST(SearchCriteriaTest, ExamplesOfTheSpecification) {
    const char* kStates =
        "searchCriteria[filter_groups][0][filters][0][field]=state&searchCriteria[filter_groups][0]"
        "[filters][0]"
        "[value]=new&searchCriteria[filter_groups][0][filters][1][field]=state&searchCriteria["
        "filter_groups][0]"
        "[filters][1][value]=processing&searchCriteria[filter_groups][1][filters][0][field]=grand_"
        "total&"
        "searchCriteria[filter_groups][1][filters][0][value]=50&searchCriteria[filter_groups][1]["
        "filters][0]"
        "[condition_type]=gteq";
    EXPECT_EQ(GroupsOf(kStates), "(state = new | state = processing) & (grand_total >= 50)");

    const auto pending = Read(
        "searchCriteria[filter_groups][0][filters][0][field]=status&searchCriteria[filter_groups]["
        "0][filters][0]"
        "[value]=pending,processing&searchCriteria[filter_groups][0][filters][0][condition_type]="
        "in&"
        "searchCriteria[pageSize]=100&searchCriteria[currentPage]=1");
    ASSERT_TRUE(pending);
    const ports::SearchQuery query = pending->ToQuery().value();
    EXPECT_EQ(Show(query.groups), "(status in pending;processing)");
    EXPECT_EQ(query.page_size, 100);
    EXPECT_EQ(query.current_page, 1);

    const auto changed = Read(
        "searchCriteria[filterGroups][0][filters][0][field]=updated_at&searchCriteria[filterGroups]"
        "[0][filters][0]"
        "[value]=2024-05-01%2000:00:00&searchCriteria[filterGroups][0][filters][0][conditionType]="
        "gt&"
        "searchCriteria[sortOrders][0][field]=updated_at&searchCriteria[sortOrders][0][direction]="
        "ASC");
    ASSERT_TRUE(changed);
    const ports::SearchQuery later = changed->ToQuery().value();
    EXPECT_EQ(Show(later.groups), "(updated_at > 2024-05-01 00:00:00)");
    ASSERT_EQ(later.sort.size(), 1u);
    EXPECT_EQ(later.sort[0].field, "updated_at");
    EXPECT_FALSE(later.sort[0].is_descending);

    EXPECT_EQ(GroupsOf("searchCriteria[filter_groups][0][filters][0][field]=order_id&"
                       "searchCriteria[filter_groups]"
                       "[0][filters][0][value]=12"),
              "(order_id = 12)");
    // Between A and B in both usual ways.
    const std::string from =
        "[filters][0][field]=created_at&searchCriteria[filter_groups][0][filters][0][value]="
        "2024-01-01&searchCriteria[filter_groups][0][filters][0][condition_type]=from";
    EXPECT_EQ(
        GroupsOf("searchCriteria[filter_groups][0]" + from +
                 "&searchCriteria[filter_groups][1][filters][0][field]=created_at&searchCriteria"
                 "[filter_groups][1][filters][0][value]=2024-02-01&searchCriteria[filter_groups][1]"
                 "[filters][0][condition_type]=to"),
        "(created_at >= 2024-01-01) & (created_at <= 2024-02-01)");
    EXPECT_EQ(
        GroupsOf("searchCriteria[filter_groups][0]" + from +
                 "&searchCriteria[filter_groups][0][filters][1][field]=created_at&searchCriteria"
                 "[filter_groups][0][filters][1][value]=2024-02-01&searchCriteria[filter_groups][0]"
                 "[filters][1][condition_type]=to"),
        "(created_at >= 2024-01-01) & (created_at <= 2024-02-01)");
}

TEST(SearchCriteriaTest, SpellingsOfPresence) {
    for (const char* query :
         {"searchCriteria", "searchCriteria=", "searchCriteria=all", "search_criteria=0",
          "searchCriteria[]", "searchCriteria%5B%5D=", "search_criteria"}) {
        EXPECT_EQ(GroupsOf(query), "") << query;
    }
    for (const char* query : {"", "page_size=5", "searchCriteriaX=1", "searchcriteria=all",
                              "searchCriteria[pageSize"}) {
        const auto read = Read(query);
        ASSERT_FALSE(read) << query;
        EXPECT_EQ(read.error().message, "\"%fieldName\" is required. Enter and try again.");
        EXPECT_EQ(read.error().params.at(0).second, "searchCriteria");
    }
}

TEST(SearchCriteriaTest, SpellingsOfFilters) {
    struct Row {
        const char* query;
        const char* groups;
    };
    const Row rows[] = {
        // camelCase and snake_case mixed within one filter
        {"searchCriteria[filterGroups][0][filters][0][field]=a&searchCriteria[filterGroups][0]["
         "filters][0][value]=1&"
         "searchCriteria[filterGroups][0][filters][0][conditionType]=gt",
         "(a > 1)"},
        {"search_criteria[filter_groups][0][filters][0][field]=a&search_criteria[filter_groups][0]["
         "filters][0][value]"
         "=1&search_criteria[filter_groups][0][filters][0][conditionType]=lt",
         "(a < 1)"},
        // sparse, unordered and named keys
        {"searchCriteria[filter_groups][1][filters][1][field]=a&searchCriteria[filter_groups][1]["
         "filters][1][value]=1",
         "(a = 1)"},
        {"searchCriteria[filter_groups][9][filters][x][field]=b&searchCriteria[filter_groups][9]["
         "filters][x][value]=2&"
         "searchCriteria[filter_groups][0][filters][7][field]=a&searchCriteria[filter_groups][0]["
         "filters][7][value]=1",
         "(b = 2) & (a = 1)"},
        // encoded brackets, '+' as a blank
        {"searchCriteria%5Bfilter_groups%5D%5B0%5D%5Bfilters%5D%5B0%5D%5Bfield%5D=status&"
         "searchCriteria%5B"
         "filter_groups%5D%5B0%5D%5Bfilters%5D%5B0%5D%5Bvalue%5D=a+b",
         "(status = a b)"},
        // a list as an array
        {"searchCriteria[filter_groups][0][filters][0][field]=status&searchCriteria[filter_groups]["
         "0][filters][0]"
         "[value][0]=a,b&searchCriteria[filter_groups][0][filters][0][value][1]=c&searchCriteria["
         "filter_groups][0]"
         "[filters][0][condition_type]=in",
         "(status in a,b;c)"},
        // the bare name beside the brackets does not wipe them out, in any order
        {"searchCriteria=&searchCriteria[filter_groups][0][filters][0][field]=a&searchCriteria["
         "filter_groups][0]"
         "[filters][0][value]=1",
         "(a = 1)"},
        {"searchCriteria[filter_groups][0][filters][0][field]=a&searchCriteria[filter_groups][0]["
         "filters][0][value]=1&"
         "searchCriteria=",
         "(a = 1)"},
        // unknown names inside are ignored; n8n puts current_page at the top by mistake
        {"searchCriteria[requestName]=x&searchCriteria[filter_groups][0][filters][0][field]=a&"
         "searchCriteria"
         "[filter_groups][0][filters][0][value]=1&current_page=3",
         "(a = 1)"},
        // a value that comes twice: the later one
        {"searchCriteria[filter_groups][0][filters][0][field]=a&searchCriteria[filter_groups][0]["
         "filters][0][value]=1&"
         "searchCriteria[filter_groups][0][filters][0][value]=2",
         "(a = 2)"},
    };
    for (const Row& row : rows) {
        EXPECT_EQ(GroupsOf(row.query), row.groups) << row.query;
    }
}

TEST(SearchCriteriaTest, Refusals) {
    struct Row {
        const char* query;
        const char* message;
    };
    const Row rows[] = {
        {"searchCriteria[filter_groups][0][filters][0][value]=1",
         "\"%fieldName\" is required. Enter and try again."},
        {"searchCriteria[filter_groups][0][filters][0][field]=&searchCriteria[filter_groups][0]["
         "filters][0][value]=1",
         "\"%fieldName\" is required. Enter and try again."},
        {"searchCriteria[filterGroups][][filters][][field]=a&searchCriteria[filterGroups][]["
         "filters][][value]=b",
         "\"%fieldName\" is required. Enter and try again."},
        {"searchCriteria[filter_groups][0][filters][0]=x",
         "\"%fieldName\" is required. Enter and try again."},
        {"searchCriteria[filter_groups][0][filters][0][field][x]=1",
         "Error occurred during \"field\" processing. The \"array\" value's type is invalid. The "
         "\"string\" type was "
         "expected. Verify and try again."},
        {"searchCriteria[pageSize]=many",
         "Error occurred during \"pageSize\" processing. The \"many\" value's type is invalid. The "
         "\"int\" type was "
         "expected. Verify and try again."},
        {"searchCriteria[page_size]=",
         "Error occurred during \"page_size\" processing. The \"\" value's type is invalid. The "
         "\"int\" type was "
         "expected. Verify and try again."},
        {"searchCriteria[current_page][0]=1",
         "Error occurred during \"current_page\" processing. The \"array\" value's type is "
         "invalid. The \"int\" type "
         "was expected. Verify and try again."},
        {"searchCriteria[pageSize]=10001", "Maximum SearchCriteria pageSize is %max"},
        {"searchCriteria[pageSize]=99999999999999999999",
         "Maximum SearchCriteria pageSize is %max"},
        {"searchCriteria[sortOrders][0][field]=a&searchCriteria[sortOrders][0][direction]=up",
         "The sort order has to be specified as %1 for ascending order or %2 for descending "
         "order."},
        {"searchCriteria[sortOrders][0][field]=a b",
         "Sort order field %1 contains restricted symbols"},
        {"searchCriteria[sortOrders][0][direction]=ASC",
         "\"%fieldName\" is required. Enter and try again."},
    };
    for (const Row& row : rows) {
        const auto read = Read(row.query);
        ASSERT_FALSE(read) << row.query;
        EXPECT_EQ(read.error().message, row.message) << row.query;
    }
    std::string many;
    for (int i = 0; i <= base::limits::kFilterCountMax; ++i) {
        const std::string filter =
            "&searchCriteria[filter_groups][" + std::to_string(i) + "][filters][0]";
        many += filter + "[field]=a" + filter + "[value]=1";
    }
    EXPECT_FALSE(Read(many));
    EXPECT_TRUE(
        Read(many.substr(0, many.rfind("&searchCriteria[filter_groups][50][filters][0][field]"))));
    std::string deep = "searchCriteria";
    for (int i = 0; i < 9; ++i)
        deep += "[a]";
    EXPECT_FALSE(Read(deep + "=1"));
}

TEST(SearchCriteriaTest, SortingAndPaging) {
    struct Row {
        const char* query;
        std::int64_t page_size;
        std::int64_t current_page;
        const char* sort;
    };
    const std::int64_t all = base::limits::kMagentoPageSizeMax;
    const Row rows[] = {
        {"searchCriteria", all, 1, "entity_id ASC"},
        {"searchCriteria[pageSize]=0", all, 1, "entity_id ASC"},
        {"searchCriteria[pageSize]=-3&searchCriteria[currentPage]=4", all, 1, "entity_id ASC"},
        {"searchCriteria[currentPage]=4", all, 1, "entity_id ASC"},
        {"searchCriteria[pageSize]=10000", all, 1, "entity_id ASC"},
        {"searchCriteria[pageSize]=20&searchCriteria[currentPage]=0", 20, 1, "entity_id ASC"},
        {"searchCriteria[pageSize]=5.7&searchCriteria[current_page]=10.0000", 5, 10,
         "entity_id ASC"},
        {"searchCriteria[pageSize]=5&searchCriteria[current_page]=99999999999999999999", 5,
         1'000'000'000'000, "entity_id ASC"},
        {"searchCriteria[sortOrders][0][field]=created_at", all, 1, "created_at DESC"},
        {"searchCriteria[sort_orders][0][field]=a&searchCriteria[sort_orders][0][direction]=asc&"
         "searchCriteria"
         "[sortOrders2]=x",
         all, 1, "a ASC"},
        {"searchCriteria[sortOrders][5][field]=a&searchCriteria[sortOrders][5][direction]=ASC&"
         "searchCriteria"
         "[sortOrders][1][field]=b",
         all, 1, "a ASC,b DESC"},
        {"searchCriteria[sortOrders][email]=ASC", all, 1, "entity_id ASC"},
    };
    for (const Row& row : rows) {
        const auto criteria = Read(row.query);
        ASSERT_TRUE(criteria) << row.query << criteria.error().Text();
        const ports::SearchQuery query = criteria->ToQuery().value();
        EXPECT_EQ(query.page_size, row.page_size) << row.query;
        EXPECT_EQ(query.current_page, row.current_page) << row.query;
        std::vector<std::string> sort;
        for (const ports::SortKey& key : query.sort) {
            sort.push_back(key.field + (key.is_descending ? " DESC" : " ASC"));
        }
        EXPECT_EQ(base::Join(sort, ","), row.sort) << row.query;
    }
}

TEST(SearchCriteriaTest, Echo) {
    struct Row {
        const char* query;
        const char* json;
    };
    const Row rows[] = {
        {"searchCriteria", R"({"filter_groups":[]})"},
        {"searchCriteria[filter_groups][7][filters][3][field]=order_id&searchCriteria[filter_"
         "groups][7][filters][3]"
         "[value]=12&searchCriteria[pageSize]=20&searchCriteria[currentPage]=1",
         R"({"filter_groups":[{"filters":[{"field":"order_id","value":"12","condition_type":"eq"}]}],)"
         R"("page_size":20,"current_page":1})"},
        {"searchCriteria[filterGroups][0][filters][0][field]=a&searchCriteria[filterGroups][0]["
         "filters][0]"
         "[conditionType]=notnull&searchCriteria[sortOrders][0][field]=a&searchCriteria[sortOrders]"
         "[0][direction]=asc",
         R"({"filter_groups":[{"filters":[{"field":"a","value":null,"condition_type":"notnull"}]}],)"
         R"("sort_orders":[{"field":"a","direction":"ASC"}]})"},
        {"searchCriteria[filterGroups][0][filters][0][field]=a&searchCriteria[filterGroups][0]["
         "filters][0][value][]=x&"
         "searchCriteria[filterGroups][0][filters][0][value][]=y&searchCriteria[filterGroups][0]["
         "filters][0]"
         "[conditionType]=in",
         R"({"filter_groups":[{"filters":[{"field":"a","value":["x","y"],"condition_type":"in"}]}]})"},
        {"searchCriteria[filterGroups][0][filters][0][field]=a&searchCriteria[filterGroups][0]["
         "filters][0][value]="
         "2024-01-01%2010:00:00%22",
         R"({"filter_groups":[{"filters":[{"field":"a","value":"2024-01-01 10:00:00\"","condition_type":"eq"}]}]})"},
    };
    for (const Row& row : rows) {
        const auto criteria = Read(row.query);
        ASSERT_TRUE(criteria) << row.query;
        JsonWriter json(JsonWriter::Style::kMagento);
        WriteCriteria(json, *criteria);
        EXPECT_EQ(json.text(), row.json);
    }
}

TEST(ScalarTest, NumericText) {
    struct Row {
        const char* text;
        std::optional<std::int64_t> value;
    };
    const Row rows[] = {
        {"5", 5},
        {"-5", -5},
        {"+5", 5},
        {" 5 ", 5},
        {"10.0000", 10},
        {"5.7", 5},
        {".5", 0},
        {"5.", 5},
        {"", std::nullopt},
        {"abc", std::nullopt},
        {"5x", std::nullopt},
        {".", std::nullopt},
        {"1e3", std::nullopt},
        {"true", std::nullopt},
        {"--5", std::nullopt},
    };
    for (const Row& row : rows) {
        EXPECT_EQ(NumericInt(row.text), row.value) << row.text;
    }
}

TEST(BracketQueryTest, SnakeCase) {
    EXPECT_EQ(SnakeCase("filterGroups"), "filter_groups");
    EXPECT_EQ(SnakeCase("filter_groups"), "filter_groups");
    EXPECT_EQ(SnakeCase("FilterGroups"), "filter_groups");
}

}  // namespace
}  // namespace orderyard::api::rest
