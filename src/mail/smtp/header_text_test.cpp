// Headers hold what they are given, and nothing given can begin another.
#include "mail/smtp/header_text.hpp"

#include <gtest/gtest.h>

#include "base/text.hpp"

namespace orderyard::mail {
namespace {

// What a reader of mails makes of encoded words.
std::string Decoded(std::string header) {
    std::string text;
    base::ReplaceAll(header, "\r\n ", "");
    for (auto at = header.find("=?UTF-8?B?"); at != std::string::npos;
         at = header.find("=?UTF-8?B?", at + 1)) {
        const auto end = header.find("?=", at);
        text += base::Unbase64(header.substr(at + 10, end - at - 10)).value_or("?");
    }
    return text;
}

TEST(HeaderText, LeavesPlainWordsAlone) {
    EXPECT_EQ(HeaderText("Your order 000000042"), "Your order 000000042");
    EXPECT_EQ(HeaderText("  x  "), "x");
    EXPECT_EQ(HeaderText(""), "");
}

TEST(HeaderText, EncodesTheRestWithoutLoss) {
    std::string longest;
    for (int i = 0; i < 60; ++i) {
        longest += "주문 접수 안내 ";
    }
    longest.pop_back();
    for (const std::string& text :
         {std::string("주문 42 접수 안내"), longest, std::string("=?UTF-8?B?eA==?="),
          std::string("\"quoted\" <a@b.c>"), std::string(61, 'a')}) {
        const std::string header = HeaderText(text);
        EXPECT_EQ(Decoded(header), text);
        for (const std::string& line : base::Split(header, '\n')) {
            EXPECT_LE(line.size(), 77U) << line;
        }
    }
}

TEST(HeaderText, StaysOneHeader) {
    for (const std::string hostile :
         {"a\r\nBcc: x@y.z", "a\nBcc: x@y.z", "a\r\n\r\nbody", "\r\n", "a\rb", "가\r\nX: y",
          "a\x01"
          "b\x7f"}) {
        const std::string header = HeaderText(hostile);
        for (std::size_t at = header.find('\n'); at != std::string::npos;
             at = header.find('\n', at + 1)) {
            EXPECT_EQ(header.substr(at - 1, 3), "\r\n ") << "only a fold";
        }
        EXPECT_EQ(Decoded(header).find('\n'), std::string::npos);
        EXPECT_EQ(Decoded(header).find('\r'), std::string::npos);
    }
}

TEST(HeaderText, SurvivesWhatIsNotUtf8) {
    EXPECT_EQ(Decoded(HeaderText("\xFF\xFE\xFF")), "\xFF\xFE\xFF");
    EXPECT_EQ(Decoded(HeaderText(std::string(200, '\x80'))), std::string(200, '\x80'));
}

TEST(HeaderAddress, KeepsNameAndAddressApart) {
    EXPECT_EQ(HeaderAddress("", "a@b.c"), "<a@b.c>");
    EXPECT_EQ(HeaderAddress("Acme", "a@b.c"), "\"Acme\" <a@b.c>");
    EXPECT_EQ(Decoded(HeaderAddress("Evil\" <x@y.z>, \"", "a@b.c")), "Evil\" <x@y.z>, \"");
    EXPECT_TRUE(HeaderAddress("Evil\" <x@y.z>, \"", "a@b.c").ends_with(" <a@b.c>"));
}

TEST(HeaderDate, IsThatOfRfc5322) {
    EXPECT_EQ(HeaderDate(base::Instant::FromSeconds(0)), "Thu, 01 Jan 1970 00:00:00 +0000");
    EXPECT_EQ(HeaderDate(base::Instant::ParseIso("2026-11-23T04:05:06Z").value()),
              "Mon, 23 Nov 2026 04:05:06 +0000");
}

}  // namespace
}  // namespace orderyard::mail
