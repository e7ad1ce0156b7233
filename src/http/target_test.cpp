// Targets and queries as clients send them, good and bad.
#include "http/target.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/text.hpp"

namespace orderyard::http {
namespace {

TEST(TargetTest, SplitsPathAndQuery) {
    struct Case {
        std::string_view target, path, query;
    };
    for (const Case& c : std::vector<Case>{
             {"/", "/", ""},
             {"/orders?page=2", "/orders", "page=2"},
             {"/orders?", "/orders", ""},
             {"/a?b?c", "/a", "b?c"},
             {"/a%3Fb", "/a%3Fb", ""},
             {"http://shop.example/orders?x=1", "/orders", "x=1"},
             {"HTTPS://shop.example", "/", ""},
             {"http://shop.example?x=1", "/", "x=1"},
             {"*", "*", ""},
         }) {
        const auto parts = SplitTarget(c.target);
        ASSERT_TRUE(parts) << c.target;
        EXPECT_EQ(parts->raw_path, c.path) << c.target;
        EXPECT_EQ(parts->raw_query, c.query) << c.target;
    }
    for (const std::string_view bad :
         {"", "orders", "shop.example:443", "?a=1", "ftp://x/y", "/a#b", "/a?b#c"}) {
        const auto parts = SplitTarget(bad);
        ASSERT_FALSE(parts) << bad;
        EXPECT_EQ(parts.error().field, "path") << bad;
    }
}

TEST(TargetTest, DecodesPathsStrictly) {
    EXPECT_EQ(DecodePath("/a%20b/c+d").value(), "/a b/c+d");
    EXPECT_EQ(DecodePath("/%ED%99%8D").value(), "/\xED\x99\x8D");
    for (const std::string_view bad :
         {"/%", "/%2", "/%zz", "/%2g", "/a%00b", "/%ff", "/%C0%AF", "/%ED%A0%80"}) {
        const auto path = DecodePath(bad);
        ASSERT_FALSE(path) << bad;
        EXPECT_EQ(path.error().code, base::ErrorCode::kMalformed) << bad;
        EXPECT_EQ(path.error().field, "path") << bad;
    }
}

std::string Written(const std::vector<QueryPair>& pairs) {
    std::string text;
    for (const QueryPair& pair : pairs) {
        text += "[" + pair.name + "]=[" + pair.value + "]";
    }
    return text;
}

TEST(TargetTest, ReadsQueries) {
    struct Case {
        std::string_view raw, pairs;
    };
    for (const Case& c : std::vector<Case>{
             {"", ""},
             {"a=1", "[a]=[1]"},
             {"a=1&b=2&a=3", "[a]=[1][b]=[2][a]=[3]"},
             {"a&b=", "[a]=[][b]=[]"},
             {"&&a=1&", "[a]=[1]"},
             {"a=b=c", "[a]=[b=c]"},
             {"=x", "[]=[x]"},
             {"q=a+b%2Bc%20d", "[q]=[a b+c d]"},
             {"f[0][field]=status", "[f[0][field]]=[status]"},
             {"f%5B0%5D=x", "[f[0]]=[x]"},
             {"like=%Shirt%", "[like]=[%Shirt%]"},
             {"like=100%25", "[like]=[100%]"},
             {"name=%ED%99%8D", "[name]=[\xED\x99\x8D]"},
             {"a%26b=c%3Dd", "[a&b]=[c=d]"},
         }) {
        const auto pairs = ParseQuery(c.raw);
        ASSERT_TRUE(pairs) << c.raw;
        EXPECT_EQ(Written(*pairs), c.pairs) << c.raw;
    }
    for (const std::string_view bad : {"a=%00", "%00=a", "a=%ff", "a=%C3"}) {
        const auto pairs = ParseQuery(bad);
        ASSERT_FALSE(pairs) << bad;
        EXPECT_EQ(pairs.error().field, "query") << bad;
    }
}

RC_GTEST_PROP(TargetTest, EncodedPairsComeBack,
              (const std::vector<std::pair<std::string, std::string>>& given)) {
    std::string raw;
    std::string expected;
    for (const auto& [wild_name, wild_value] : given) {
        const std::string name = base::CleanUtf8(wild_name) + "n";
        const std::string value = base::CleanUtf8(wild_value);
        raw += "&" + base::PercentEncode(name) + "=" + base::PercentEncode(value);
        expected += "[" + name + "]=[" + value + "]";
    }
    const auto pairs = ParseQuery(raw);
    RC_ASSERT(pairs.has_value());
    RC_ASSERT(Written(*pairs) == expected);
}

TEST(TargetTest, LogsPathsSafely) {
    EXPECT_EQ(PathForLog("/orders/7?name=Kim"), "/orders/7");
    EXPECT_EQ(PathForLog("http://user:secret@proxy/orders?x"), "/orders");
    EXPECT_EQ(PathForLog("secret"), "-");
    EXPECT_EQ(PathForLog(""), "-");
    EXPECT_EQ(PathForLog("/a\x1b[31m\"\\\xff"), "/a%1B[31m%22%5C%FF");
    EXPECT_EQ(PathForLog("/" + std::string(5'000, 'x')).size(), kLoggedPathBytesMax);
    EXPECT_EQ(PathForLog("/" + std::string(5'000, '\xff')).size(), kLoggedPathBytesMax);
}

}  // namespace
}  // namespace orderyard::http
