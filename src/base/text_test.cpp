// UTF-8 is checked as the Unicode standard says, encodings undo each other, and JSON text cannot be
// broken out of.
#include "base/text.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <boost/json.hpp>

namespace orderyard::base {
namespace {

using namespace std::string_literals;

constexpr std::string_view kBad = "\xEF\xBF\xBD";  // U+FFFD

std::string Bad(int count) {
    std::string text;
    for (int i = 0; i < count; ++i) {
        text += kBad;
    }
    return text;
}

struct Utf8Case {
    std::string text;
    std::string clean;
    bool is_valid;
};

TEST(Text, Utf8IsCheckedAndCleaned) {
    const std::vector<Utf8Case> table = {
        {"", "", true},
        {"plain\ttext\n", "plain\ttext\n", true},
        {"M\xC3\xBCller \xEA\xB9\x80\xEB\xAF\xBC\xEC\x88\x98 \xF0\x9F\x98\x80",
         "M\xC3\xBCller \xEA\xB9\x80\xEB\xAF\xBC\xEC\x88\x98 \xF0\x9F\x98\x80", true},
        {"a\r\nb\x01\x7F", "a\nb", true},
        {"a\0b"s, "ab", true},
        {"a\xC2\x85z", "az", true},                      // NEL, a C1 control
        {"\xF4\x8F\xBF\xBF", "\xF4\x8F\xBF\xBF", true},  // U+10FFFF, the last one
        {"\x80", Bad(1), false},                         // continuation alone
        {"\xC3", Bad(1), false},                         // cut short
        {"\xE2\x82", Bad(1), false},                     // cut short, one mark
        {"\xC0\xAF", Bad(2), false},                     // overlong '/'
        {"\xE0\x80\xAF", Bad(3), false},                 // overlong '/'
        {"\xED\xA0\x80", Bad(3), false},                 // surrogate
        {"\xF4\x90\x80\x80", Bad(4), false},             // past U+10FFFF
        {"\xFF\xFE", Bad(2), false},
        {"a\xF0\x9F\x98z", "a" + Bad(1) + "z", false},
        {"M\xFCller", "M" + Bad(1) + "ller", false},  // Latin-1
    };
    for (const Utf8Case& c : table) {
        EXPECT_EQ(IsValidUtf8(c.text), c.is_valid) << Hex(c.text);
        EXPECT_EQ(CleanUtf8(c.text), c.clean) << Hex(c.text);
    }
}

RC_GTEST_PROP(Text, AnyBytesCleanToValidUtf8, (const std::string& bytes)) {
    const std::string clean = CleanUtf8(bytes);
    RC_ASSERT(IsValidUtf8(clean));
    RC_ASSERT(CleanUtf8(clean) == clean);
    RC_ASSERT(IsValidUtf8(FoldForSearch(bytes)));
}

TEST(Text, TruncateNeverCutsACharacter) {
    const std::string text = "a\xC3\xBC\xED\x95\x9C\xF0\x9F\x98\x80";  // 1 + 2 + 3 + 4 bytes
    const std::vector<std::size_t> sizes = {0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 10};
    for (std::size_t bytes_max = 0; bytes_max < sizes.size(); ++bytes_max) {
        EXPECT_EQ(TruncateUtf8(text, bytes_max).size(), sizes[bytes_max]) << bytes_max;
    }
    EXPECT_LE(TruncateUtf8("\x80\x80\x80\x80\x80\x80", 5).size(), 5U);
}

TEST(Text, CodePointsAreCounted) {
    EXPECT_EQ(CodePoints("a\xED\x95\x9C\xF0\x9F\x98\x80\xFF"),
              (std::vector<char32_t>{U'a', U'\uD55C', U'\U0001F600', U'\uFFFD'}));
    EXPECT_TRUE(CodePoints("").empty());
}

TEST(Text, TrimAndCase) {
    EXPECT_EQ(Trim(" \t\r\n a b \v\f"), "a b");
    EXPECT_EQ(Trim(" \n "), "");
    EXPECT_EQ(Trim("\xC2\xA0x"), "\xC2\xA0x");  // ASCII only
    EXPECT_EQ(AsciiLower("AbZ@[\xC3\x9C"), "abz@[\xC3\x9C");
    EXPECT_EQ(AsciiUpper("aBz`{\xC3\xBC"), "ABZ`{\xC3\xBC");
    EXPECT_TRUE(EqualsIgnoreAsciiCase("Content-Type", "content-TYPE"));
    EXPECT_FALSE(EqualsIgnoreAsciiCase("abc", "abcd"));
    EXPECT_FALSE(EqualsIgnoreAsciiCase("[", "{"));
}

TEST(Text, FoldForSearchFindsWhatPeopleMean) {
    const std::vector<std::pair<std::string, std::string>> table = {
        {"", ""},
        {"  ", ""},
        {"\xEF\xBC\xAD\xC3\x9CLLER  Jo", "m\xC3\xBCller jo"},      // full-width M
        {"u\xCC\x88", "\xC3\xBC"},                                 // u and a combining mark
        {"Stra\xC3\x9F\x65", "strasse"},                           // sharp s
        {"\xE1\x84\x80\xE1\x85\xB5\xE1\x86\xB7", "\xEA\xB9\x80"},  // Hangul letters to a syllable
        {"\xEA\xB9\x80\xE3\x80\x80\xEB\xAF\xBC\xEC\x88\x98",
         "\xEA\xB9\x80 \xEB\xAF\xBC\xEC\x88\x98"},  // wide blank
        {"\xEF\xBE\x94\xEF\xBE\x8F\xEF\xBE\x80\xEF\xBE\x9E",
         "\xE3\x83\xA4\xE3\x83\x9E\xE3\x83\x80"},  // half-width kana
        {"a\tb\r\n c\xC2\xA0", "a b c"},
        {"so\xC2\xADul", "soul"},  // a soft hyphen is nothing
        {"x\xFFy", "x\xEF\xBF\xBDy"},
    };
    for (const auto& [text, folded] : table) {
        EXPECT_EQ(FoldForSearch(text), folded) << Hex(text);
        EXPECT_EQ(FoldForSearch(folded), folded) << Hex(text);
    }
}

TEST(Text, SplitJoinReplace) {
    using Parts = std::vector<std::string>;
    EXPECT_EQ(Split("a,,b", ','), (Parts{"a", "", "b"}));
    EXPECT_EQ(Split("", ','), (Parts{""}));
    EXPECT_EQ(Split(",", ','), (Parts{"", ""}));
    EXPECT_EQ(Join({"a", "", "b"}, ", "), "a, , b");
    EXPECT_EQ(Join({}, ","), "");
    std::string text = "aaa";
    EXPECT_TRUE(ReplaceAll(text, "a", "aa"));
    EXPECT_EQ(text, "aaaaaa");
    EXPECT_FALSE(ReplaceAll(text, "b", "c"));
    EXPECT_FALSE(ReplaceAll(text, "", "c"));
    EXPECT_EQ(text, "aaaaaa");
}

RC_GTEST_PROP(Text, JoinUndoesSplit, (const std::string& text)) {
    RC_ASSERT(Join(Split(text, 'a'), "a") == text);
}

TEST(Text, ParseIntTakesTheWholeText) {
    EXPECT_EQ(ParseInt("0"), 0);
    EXPECT_EQ(ParseInt("-17"), -17);
    EXPECT_EQ(ParseInt("007"), 7);
    EXPECT_EQ(ParseInt("9223372036854775807"), INT64_MAX);
    EXPECT_EQ(ParseInt("-9223372036854775808"), INT64_MIN);
    for (const std::string_view text :
         {"", "-", "+1", " 1", "1 ", "1.0", "1e3", "0x1", "9223372036854775808", "--1", "1,000"}) {
        EXPECT_EQ(ParseInt(text), std::nullopt) << text;
    }
}

TEST(Text, EncodingsMatchTheirStandards) {
    EXPECT_EQ(Hex("\x00\xAB\x10"s), "00ab10");
    EXPECT_EQ(Unhex("00aB10"), "\x00\xAB\x10"s);
    EXPECT_EQ(Unhex("0"), std::nullopt);
    EXPECT_EQ(Unhex("0g"), std::nullopt);
    // RFC 4648, section 10.
    EXPECT_EQ(Base64(""), "");
    EXPECT_EQ(Base64("f"), "Zg==");
    EXPECT_EQ(Base64("foobar"), "Zm9vYmFy");
    EXPECT_EQ(Unbase64("Zm9vYg=="), "foob");
    EXPECT_EQ(Unbase64(""), "");
    for (const std::string_view text :
         {"Zg", "Zg=", "Zg===", "Zh==", "Z", "Zm9v\n", "Zm9v ", "-_-_", "====", "Zg==Zg=="}) {
        EXPECT_EQ(Unbase64(text), std::nullopt) << text;
    }
    EXPECT_EQ(PercentEncode("a-Z_0.9~ /+%\xC3\xBC"), "a-Z_0.9~%20%2F%2B%25%C3%BC");
    EXPECT_EQ(PercentDecode("a%20b+c%2fd"), "a b+c/d");
    EXPECT_EQ(PercentDecode("100%"), "100%");
    EXPECT_EQ(PercentDecode("%zz%4"), "%zz%4");
    EXPECT_EQ(PercentDecode("%2541"), "%41");  // once only
    EXPECT_EQ(PercentDecode("%00"), "\0"s);
}

RC_GTEST_PROP(Text, DecodingUndoesEncoding, (const std::string& bytes)) {
    RC_ASSERT(Unhex(Hex(bytes)) == bytes);
    RC_ASSERT(Unbase64(Base64(bytes)) == bytes);
    RC_ASSERT(PercentDecode(PercentEncode(bytes)) == bytes);
}

TEST(Text, JsonQuoteEscapes) {
    EXPECT_EQ(JsonQuote(""), R"("")");
    EXPECT_EQ(JsonQuote("a\"b\\c/"), R"("a\"b\\c/")");
    EXPECT_EQ(JsonQuote("\n\r\t\x01\x1B[31m\x7F"), R"("\n\r\t\u0001\u001b[31m\u007f")");
    EXPECT_EQ(JsonQuote("\0"s), R"("\u0000")");
    EXPECT_EQ(JsonQuote("\xFF"), R"("\ufffd")");
    EXPECT_EQ(JsonQuote("\xC2\x85"), R"("\u0085")");
    EXPECT_EQ(JsonQuote("\xE2\x80\xA8\xE2\x80\xAE\xE2\x81\xA6"), R"("\u2028\u202e\u2066")");
    EXPECT_EQ(JsonQuote("\xED\x95\x9C"), "\"\xED\x95\x9C\"");
}

RC_GTEST_PROP(Text, JsonQuoteReadsBackAsTheCleanText, (const std::string& bytes)) {
    const std::string quoted = JsonQuote(bytes);
    const boost::json::value value = boost::json::parse(quoted);
    RC_ASSERT(CodePoints(std::string_view(value.as_string())) == CodePoints(bytes));
    RC_ASSERT(std::none_of(quoted.begin(), quoted.end(), [](char c) { return c >= 0 && c < ' '; }));
}

}  // namespace
}  // namespace orderyard::base
