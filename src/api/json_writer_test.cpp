// Both styles of escaping, and the property that any text comes back as it went in.
#include "api/json_writer.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <boost/json.hpp>

#include "base/text.hpp"

namespace orderyard::api {
namespace {

std::string Written(JsonWriter::Style style, std::string_view text) {
    JsonWriter json(style);
    json.String(text);
    return json.Take();
}

TEST(JsonWriterTest, Escapes) {
    struct Row {
        std::string text;
        const char* magento;
        const char* plain;
    };
    const Row rows[] = {
        {"a/b", R"("a\/b")", R"("a/b")"},
        {"\"\\\n\r\t\b\f", R"("\"\\\n\r\t\b\f")", R"("\"\\\n\r\t\b\f")"},
        {std::string("\0\x01\x1F", 3), R"("\u0000\u0001\u001f")", R"("\u0000\u0001\u001f")"},
        {"é日", R"("\u00e9\u65e5")", "\"é日\""},
        {"😀!", R"("\ud83d\ude00!")", "\"😀!\""},
        {"</script>", R"("<\/script>")", R"("</script>")"},
        {"\xFFx", R"("\ufffdx")", "\"\xEF\xBF\xBDx\""},
    };
    for (const Row& row : rows) {
        EXPECT_EQ(Written(JsonWriter::Style::kMagento, row.text), row.magento);
        EXPECT_EQ(Written(JsonWriter::Style::kPlain, row.text), row.plain);
    }
}

TEST(JsonWriterTest, NestsAndSeparates) {
    JsonWriter json(JsonWriter::Style::kPlain);
    json.BeginObject().Field("a", 1).Field("b", "x").Field("c", true).NullField("d");
    json.Key("e").BeginArray().Int(-5).BeginObject().EndObject().BeginArray().EndArray().EndArray();
    json.TextIfAny("f", "").TextIfAny("g", "y").TextOrNull("h", "").Field(
        "i", std::int64_t{9'007'199'254'740'993});
    json.Field("j", base::Money::Parse("29.90", base::Currency::Of("EUR")).value()).EndObject();
    EXPECT_EQ(json.text(), R"({"a":1,"b":"x","c":true,"d":null,"e":[-5,{},[]],"g":"y","h":null,)"
                           R"("i":9007199254740993,"j":29.9})");
}

RC_GTEST_PROP(JsonWriterTest, AnyTextComesBack, (const std::string& bytes)) {
    const std::string text = base::IsValidUtf8(bytes) ? bytes : base::CleanUtf8(bytes);
    for (const auto style : {JsonWriter::Style::kPlain, JsonWriter::Style::kMagento}) {
        const boost::json::value parsed = boost::json::parse(Written(style, bytes));
        RC_ASSERT(std::string_view(parsed.as_string()) == text);
    }
}

}  // namespace
}  // namespace orderyard::api
