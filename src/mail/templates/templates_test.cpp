// Templates: the built-in ones pass our own check and fill for every kind; nothing of an order is
// read as a template or as markup.
#include <gtest/gtest.h>

#include "base/text.hpp"
#include "mail/templates/builtin_templates.hpp"
#include "mail/templates/check_template.hpp"
#include "mail/templates/render.hpp"
#include "mail/templates/show_value.hpp"

namespace orderyard::mail {
namespace {

using domain::MailKind;
using domain::MailTemplate;

bool Holds(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

MailContent ContentOf(const domain::OrderFile& file, MailKind kind, const std::string& language) {
    MailContent content(file);
    content.kind = kind;
    content.document = 1;
    content.language = language;
    content.store_name = "Acme & Sons";
    content.status_label = "Processing";
    content.message_subject = "About it";
    if (domain::IsCommentMail(kind) || kind == MailKind::kMessage) {
        content.note = "First line\nSecond <line>";
    }
    return content;
}

TEST(BuiltinTemplates, PassTheCheckAndFillForEveryKind) {
    const auto file = SampleOrderFile();
    for (const MailKind kind : domain::kMailKinds) {
        for (const std::string language : {"en", "ko"}) {
            const MailTemplate made = BuiltinTemplate(kind, language);
            const auto checked = CheckTemplate(made);
            ASSERT_TRUE(checked) << ToString(kind) << ": " << checked.error().Text();
            const MailTemplate mail = Render(made, ContentOf(file, kind, language));
            for (const std::string& text : {mail.subject, mail.text, mail.html}) {
                EXPECT_FALSE(Holds(text, "{{")) << ToString(kind) << text;
                EXPECT_FALSE(Holds(text, "[[")) << ToString(kind) << text;
            }
            EXPECT_TRUE(Holds(mail.text, "000000042")) << ToString(kind);
            EXPECT_TRUE(Holds(mail.html, "Acme &amp; Sons")) << ToString(kind);
            EXPECT_TRUE(Holds(mail.text, "Acme & Sons")) << ToString(kind);
        }
    }
}

TEST(Render, ShowsWhatTheKindIsAbout) {
    const auto file = SampleOrderFile();
    const auto text = [&](MailKind kind) {
        return Render(BuiltinTemplate(kind, "en"), ContentOf(file, kind, "en")).text;
    };
    EXPECT_TRUE(Holds(text(MailKind::kOrder), "4 x Light bulb E27 (BULB-E27)  11.96 EUR"));
    EXPECT_TRUE(Holds(text(MailKind::kOrder), "Total: 66.76 EUR"));
    EXPECT_TRUE(Holds(text(MailKind::kInvoice), "000000021"));
    EXPECT_TRUE(Holds(text(MailKind::kShipment), "DHL 00340434161094042557"));
    EXPECT_FALSE(Holds(text(MailKind::kShipment), "EUR")) << "no prices in a parcel's mail";
    EXPECT_TRUE(Holds(text(MailKind::kCreditMemo), "49.90 EUR"));
    EXPECT_TRUE(Holds(text(MailKind::kOrderComment), "First line\nSecond <line>"));
    EXPECT_FALSE(Holds(text(MailKind::kOrderComment), "BULB-E27"));
    EXPECT_TRUE(Holds(text(MailKind::kMessage), "Second <line>"));
}

TEST(Render, KeepsHostileTextsLiteral) {
    domain::OrderFile file = SampleOrderFile();
    const std::string hostile = "{{grand_total}} {{{x}}} ${7*7} {% x %} %s <b onclick='x'>\"&";
    file.order.personal.buyer_name = hostile;
    file.order.items[0].name = hostile;
    file.order.shipping_description = hostile;
    file.order.personal.shipping.lines = {hostile};
    auto content = ContentOf(file, MailKind::kOrder, "en");
    content.note = hostile;
    const MailTemplate mail = Render(BuiltinTemplate(MailKind::kOrder, "en"), content);
    EXPECT_TRUE(Holds(mail.text, "Hello " + hostile));
    EXPECT_FALSE(Holds(mail.html, "<b onclick"));
    EXPECT_TRUE(Holds(mail.html, "{{grand_total}} {{{x}}} ${7*7} {% x %} %s &lt;b onclick"));
    const MailTemplate own{"{{customer_name}}", "{{#lines}}{{name}}|{{/lines}}",
                           "<i title=\"{{customer_name}}\">"};
    const MailTemplate made = Render(own, content);
    EXPECT_EQ(made.subject, hostile);
    EXPECT_TRUE(Holds(made.text, hostile + "|"));
    EXPECT_FALSE(Holds(made.html, "\"&\"")) << made.html;
    file.order.personal.buyer_name = "a\r\nBcc: x@y.z";
    const MailTemplate split = Render(own, ContentOf(file, MailKind::kOrder, "en"));
    EXPECT_FALSE(Holds(split.subject, "\n"));
}

TEST(Render, LeavesOutWhatWasForgotten) {
    domain::OrderFile file = SampleOrderFile();
    file.order.personal = {};
    const MailTemplate mail =
        Render(BuiltinTemplate(MailKind::kOrder, "en"), ContentOf(file, MailKind::kOrder, "en"));
    EXPECT_TRUE(Holds(mail.text, "Hello there,"));
    EXPECT_FALSE(Holds(mail.text, "Delivery address"));
}

TEST(CheckTemplate, NamesWhatIsWrong) {
    const struct {
        const char* text;
        const char* word;
    } cases[] = {
        {"a\nb {{nothing}}", "Line 2: there is no variable nothing"},
        {"{{{status}}}", "escaped"},
        {"{{&status}}", "escaped"},
        {"{{>part}}", "brackets"},
        {"{{=<% %>=}}", "brackets"},
        {"{{#lines}}", "lines is never closed"},
        {"{{#lines}}{{/totals}}", "not open"},
        {"{{/lines}}", "not open"},
        {"{{status", "never closed"},
        {"{{}}", "empty"},
        {"{{sku}}", "no variable sku"},
        {"{{lines}}", "opens a section"},
        {"{{#totals}}{{sku}}{{/totals}}", "no variable sku"},
    };
    for (const auto& each : cases) {
        const auto checked = CheckTemplate({"x", each.text, ""});
        ASSERT_FALSE(checked) << each.text;
        EXPECT_EQ(checked.error().field, "text") << each.text;
        EXPECT_TRUE(Holds(checked.error().Text(), each.word)) << checked.error().Text();
        EXPECT_EQ(CheckTemplate({"x", "y", each.text}).error().field, "html");
    }
    EXPECT_TRUE(CheckTemplate({"{{status}}",
                               "{{#lines}}{{sku}}{{^is_guest}}x{{/is_guest}}{{/lines}}"
                               "{{! remark }}",
                               ""}));
    EXPECT_EQ(CheckTemplate({"", "x", ""}).error().field, "subject");
    EXPECT_EQ(CheckTemplate({"a\nb", "x", ""}).error().field, "subject");
    EXPECT_EQ(CheckTemplate({"x", " ", ""}).error().field, "text");
    EXPECT_EQ(CheckTemplate({"x", std::string(kTemplateBytesMax + 1, 'x'), ""}).error().field,
              "text");
}

TEST(ShowMoney, GroupsAndNamesTheCurrency) {
    const auto show = [](const char* amount, const char* currency) {
        return ShowMoney(base::Money::Parse(amount, base::Currency::Of(currency)).value());
    };
    EXPECT_EQ(show("1234567.5", "EUR"), "1,234,567.50 EUR");
    EXPECT_EQ(show("123", "EUR"), "123.00 EUR");
    EXPECT_EQ(show("-1234", "JPY"), "-1,234 JPY");
    EXPECT_EQ(show("-123", "KRW"), "-123 KRW");
    EXPECT_EQ(show("1000.125", "KWD"), "1,000.125 KWD");
}

TEST(ShowDay, IsThatOfTheZone) {
    const auto at = base::Instant::ParseIso("2026-01-31T23:30:00Z").value();
    EXPECT_EQ(ShowDay(at, "UTC", "en"), "31 January 2026");
    EXPECT_EQ(ShowDay(at, "Asia/Seoul", "ko"), "2026년 2월 1일");
    EXPECT_EQ(ShowDay(at, "No/Where", "en"), "31 January 2026");
}

}  // namespace
}  // namespace orderyard::mail
