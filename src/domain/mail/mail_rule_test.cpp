// What may be set about mails, and above all what may not: everything here ends up in headers and
// commands.
#include "domain/mail/mail_rule.hpp"

#include <gtest/gtest.h>

#include "domain/mail/channel_message.hpp"

namespace orderyard::domain {
namespace {

TEST(IsMailAddress, TakesAddressesAndNothingElse) {
    for (const char* good : {"a@b.c", "shop+orders@mail.example.com", "x_y%z@sub-1.example.org"}) {
        EXPECT_TRUE(IsMailAddress(good)) << good;
    }
    for (const std::string bad :
         {"", "a", "@b.c", "a@", "a b@c.d", "a@b..c", "a@-b.c", ".a@b.c", "a.@b.c",
          "a@b.c\r\nBcc: x@y.z", "<a@b.c>", "a@b.c>", "\"a\"@b.c", "a@b@c.d", "a@[127.0.0.1]",
          "홍@b.c", "a@한.kr", "a,b@c.d", "a;b@c.d"}) {
        EXPECT_FALSE(IsMailAddress(bad)) << bad;
    }
    EXPECT_FALSE(IsMailAddress(std::string("a\0@b.c", 6)));
    EXPECT_FALSE(IsMailAddress(std::string(65, 'a') + "@b.c"));
    EXPECT_FALSE(IsMailAddress("a@" + std::string(300, 'b')));
}

TEST(CheckMailRule, NamesTheFieldAtFault) {
    EXPECT_TRUE(CheckMailRule({}));
    const struct {
        void (*spoil)(MailRule&);
        const char* field;
    } cases[] = {
        {[](MailRule& rule) { rule.sender_name = "a\nb"; }, "sender_name"},
        {[](MailRule& rule) { rule.sender_name = std::string(200, 'a'); }, "sender_name"},
        {[](MailRule& rule) { rule.sender_address = "a"; }, "sender_address"},
        {[](MailRule& rule) { rule.reply_to = "a@b.c\r\nX: y"; }, "reply_to"},
        {[](MailRule& rule) {
             rule.copy_to = {"a@b.c", "x"};
         },
         "copy_to[1]"},
        {[](MailRule& rule) { rule.copy_to = std::vector<std::string>(11, "a@b.c"); }, "copy_to"},
        {[](MailRule& rule) { rule.language = "fr"; }, "language"},
    };
    for (const auto& each : cases) {
        MailRule rule;
        each.spoil(rule);
        const auto checked = CheckMailRule(rule);
        ASSERT_FALSE(checked) << each.field;
        EXPECT_EQ(checked.error().field, each.field);
    }
}

TEST(CheckMailServer, NamesTheFieldAtFault) {
    MailServer good;
    good.host = "mail.example.com";
    good.sender_address = "shop@example.com";
    EXPECT_TRUE(CheckMailServer(good));
    const struct {
        void (*spoil)(MailServer&);
        const char* field;
    } cases[] = {
        {[](MailServer& server) { server.host = ""; }, "host"},
        {[](MailServer& server) { server.host = "a b"; }, "host"},
        {[](MailServer& server) { server.host = "a/b"; }, "host"},
        {[](MailServer& server) { server.port = 0; }, "port"},
        {[](MailServer& server) { server.password = "x"; }, "user"},
        {[](MailServer& server) { server.user = "a\r\nb"; }, "user"},
        {[](MailServer& server) { server.sender_address = ""; }, "sender_address"},
        {[](MailServer& server) { server.timeout_seconds = 1; }, "timeout_seconds"},
        {[](MailServer& server) { server.ca_certificate = "hello"; }, "ca_certificate"},
    };
    for (const auto& each : cases) {
        MailServer server = good;
        each.spoil(server);
        const auto checked = CheckMailServer(server);
        ASSERT_FALSE(checked) << each.field;
        EXPECT_EQ(checked.error().field, each.field);
    }
}

TEST(CheckMailServer, SendsNoPasswordInTheClear) {
    MailServer server;
    server.host = "mail.example.com";
    server.sender_address = "shop@example.com";
    server.user = "shop";
    server.password = "secret";
    server.security = MailSecurity::kNone;
    ASSERT_FALSE(CheckMailServer(server));
    EXPECT_EQ(CheckMailServer(server).error().field, "security");
    server.host = "localhost";
    EXPECT_TRUE(CheckMailServer(server));
    server.host = "localhost.evil.example";
    EXPECT_FALSE(CheckMailServer(server));
}

TEST(MailWords, GoBothWays) {
    for (const MailKind kind : kMailKinds) {
        EXPECT_EQ(MailKindFrom(ToString(kind)), kind);
    }
    for (const MailState state : kMailStates) {
        EXPECT_EQ(MailStateFrom(ToString(state)), state);
    }
    EXPECT_EQ(CopyMethodFrom("separate"), CopyMethod::kSeparate);
    EXPECT_EQ(MailSecurityFrom("starttls"), MailSecurity::kStartTls);
    EXPECT_EQ(MailAudienceFrom("nobody"), std::nullopt);
}

TEST(CheckChannelMessage, KnowsTheLengthsOfEachKind) {
    EXPECT_TRUE(CheckChannelMessage("confirm_order", "Blue or green?"));
    EXPECT_TRUE(CheckChannelMessage("review_request", ""));
    EXPECT_EQ(CheckChannelMessage("review_request", "please").error().field, "text");
    EXPECT_EQ(CheckChannelMessage("hello", "x").error().field, "kind");
    EXPECT_EQ(CheckChannelMessage("confirm_order", " \n ").error().field, "text");
    EXPECT_EQ(CheckChannelMessage("confirm_order", "write to a@b.c").error().field, "text");
    EXPECT_EQ(CheckChannelMessage("confirm_order", "<b>x</b>").error().field, "text");
    for (const auto& kind : kChannelMessageKinds) {
        if (kind.characters_max == 0) {
            EXPECT_TRUE(CheckChannelMessage(kind.word, "")) << kind.word;
            EXPECT_EQ(CheckChannelMessage(kind.word, "hello").error().field, "text") << kind.word;
            continue;
        }
        std::string text;
        for (std::size_t i = 0; i < kind.characters_max; ++i) {
            text += "가";  // characters count, not bytes
        }
        EXPECT_TRUE(CheckChannelMessage(kind.word, text)) << kind.word;
        EXPECT_FALSE(CheckChannelMessage(kind.word, text + "가")) << kind.word;
    }
}

TEST(CheckChannelMessage, AWarrantyMayNameItsDays) {
    EXPECT_TRUE(CheckChannelMessage("warranty", "2026-01-31/2028-01-31"));
    for (const char* text :
         {"2026-01-31", "2028-01-31/2026-01-31", "a/b", "2026-01-31/2026-02-30"}) {
        EXPECT_FALSE(CheckChannelMessage("warranty", text)) << text;
    }
}

TEST(CheckMessageFile, TakesWhatTheChannelTakes) {
    const ChosenFile pdf{"Garantie (de).pdf", "%PDF-1.7 ..."};
    EXPECT_TRUE(CheckMessageFile("warranty", false, &pdf));
    EXPECT_TRUE(CheckMessageFile("invoice", true, nullptr));
    EXPECT_TRUE(CheckMessageFile("digital_key", false, nullptr));
    EXPECT_EQ(CheckMessageFile("invoice", true, &pdf).error().field, "invoice_id");
    EXPECT_EQ(CheckMessageFile("warranty", true, nullptr).error().field, "invoice_id");
    EXPECT_EQ(CheckMessageFile("legal_disclosure", false, nullptr).error().field, "file");
    EXPECT_EQ(CheckMessageFile("confirm_order", false, &pdf).error().field, "file");
    EXPECT_EQ(CheckMessageFile("review_request", false, &pdf).error().field, "file");
    const std::string large(kMessageFileBytesMax + 1, 'x');
    const ChosenFile refused[] = {
        {"a.pdf", ""},        {"a.pdf", "plain"},    {"a.exe", "MZ\x01"},  {".pdf", "%PDF-1.7"},
        {"a.txt", "a\x01"},   {"a.txt", "\xff\xfe"}, {"a\nb.txt", "text"}, {"a\"b.txt", "text"},
        {"../a.txt", "text"}, {"a.png", "%PDF-1.7"}, {"a.txt", large},
    };
    for (const ChosenFile& file : refused) {
        EXPECT_EQ(CheckMessageFile("warranty", false, &file).error().field, "file") << file.name;
    }
    EXPECT_EQ(MediaTypeOf("\x89PNG\r\n\x1a\n..."), "image/png");
    EXPECT_EQ(MediaTypeOf("\xff\xd8\xff\xe0"), "image/jpeg");
    EXPECT_EQ(MediaTypeOf("plain\ntext"), "text/plain");
    EXPECT_EQ(MediaTypeOf(""), "");
}

}  // namespace
}  // namespace orderyard::domain
