// What became of a mail, judged by the conversation alone.
#include "mail/smtp/dialogue.hpp"

#include <gtest/gtest.h>

namespace orderyard::mail {
namespace {

using ports::MailFate;

constexpr const char* kTo = "buyer@example.com";

// A conversation: lines of the client begin with '>'.
Dialogue Held(std::initializer_list<const char*> lines) {
    Dialogue dialogue(kTo);
    for (const std::string line : lines) {
        if (line.starts_with(">")) {
            dialogue.Said(line.substr(1) + "\r\n");
        } else {
            dialogue.Heard(line + "\r\n");
        }
    }
    return dialogue;
}

TEST(Dialogue, TakenWhenTheLibrarySaysSo) {
    const auto answer =
        Held({"220 hi", ">EHLO x", "250-mail", "250 AUTH PLAIN", ">MAIL FROM:<a@b.c>", "250 ok",
              ">RCPT TO:<buyer@example.com>", "250 ok", ">RCPT TO:<copy@example.com>",
              "550 no such", ">DATA", "354 go", "250 queued as 7", ">QUIT"})
            .Judge(true, "", "");
    EXPECT_EQ(answer.fate, MailFate::kTaken);
    EXPECT_EQ(answer.reply_code, 250);
    EXPECT_EQ(answer.refused_copies, std::vector<std::string>{"copy@example.com"});
}

TEST(Dialogue, DoubtfulOnlyBetweenTheBodyAndItsAnswer) {
    const auto lost = Held({"220 hi", ">EHLO x", "250 ok", ">MAIL FROM:<a@b.c>", "250 ok",
                            ">RCPT TO:<buyer@example.com>", "250 ok", ">DATA", "354 go"});
    EXPECT_TRUE(lost.IsBodyUnderWay());
    EXPECT_EQ(lost.Judge(false, "timed out", "timeout").fate, MailFate::kDoubtful);
    const auto early = Held({"220 hi", ">EHLO x", "250 ok", ">MAIL FROM:<a@b.c>", "250 ok"});
    EXPECT_EQ(early.Judge(false, "timed out", "timeout").fate, MailFate::kLater);
    EXPECT_EQ(early.Judge(false, "timed out", "timeout").problem, "timeout");
    const auto silent = Held({});
    EXPECT_EQ(silent.Judge(false, "refused", "connect").fate, MailFate::kLater);
}

TEST(Dialogue, EachRefusalHasItsEnd) {
    const struct {
        std::vector<const char*> lines;
        MailFate fate;
        const char* problem;
        int code;
    } cases[] = {
        {{"554 go away"}, MailFate::kLater, "connect", 554},
        {{"421 busy"}, MailFate::kLater, "connect", 421},
        {{"220 hi", ">EHLO x", "250 ok", ">STARTTLS", "454 not now"}, MailFate::kLater, "tls", 454},
        {{"220 hi", ">AUTH PLAIN AGEAYg==", "535 5.7.8 no"}, MailFate::kLater, "login", 535},
        {{"220 hi", ">MAIL FROM:<a@b.c>", "530 log in first"}, MailFate::kLater, "login", 530},
        {{"220 hi", ">MAIL FROM:<a@b.c>", "550 not yours"}, MailFate::kRefused, "refused", 550},
        {{"220 hi", ">RCPT TO:<buyer@example.com>", "451 4.7.1 later"},
         MailFate::kLater,
         "temporary",
         451},
        {{"220 hi", ">RCPT TO:<buyer@example.com>", "550-5.1.1 no such", "550 5.1.1 mailbox"},
         MailFate::kRefused,
         "refused",
         550},
        {{"220 hi", ">DATA", "354 go", "554 spam"}, MailFate::kRefused, "refused", 554},
        {{"220 hi", ">DATA", "354 go", "452 full"}, MailFate::kLater, "temporary", 452},
    };
    for (const auto& each : cases) {
        Dialogue dialogue(kTo);
        for (const std::string line : each.lines) {
            line.starts_with(">") ? dialogue.Said(line.substr(1) + "\r\n")
                                  : dialogue.Heard(line + "\r\n");
        }
        const auto answer = dialogue.Judge(false, "failed", "connect");
        EXPECT_EQ(answer.fate, each.fate) << each.lines.back();
        EXPECT_EQ(answer.problem, each.problem) << each.lines.back();
        EXPECT_EQ(answer.reply_code, each.code) << each.lines.back();
        EXPECT_NE(answer.text.find(std::to_string(each.code)), std::string::npos);
    }
}

TEST(Dialogue, ARefusedCopyIsNoRefusedRecipient) {
    const auto copy = Held({"220 hi", ">RCPT TO:<copy@example.com>", "550 no"});
    EXPECT_FALSE(copy.IsRecipientRefused());
    const auto buyer = Held({"220 hi", ">RCPT TO:<buyer@example.com> NOTIFY=NEVER", "550 no"});
    EXPECT_TRUE(buyer.IsRecipientRefused());
}

TEST(Dialogue, ReadsLinesHoweverTheyAreCut) {
    Dialogue dialogue(kTo);
    dialogue.Heard("22");
    dialogue.Heard("0 hi\r\n");
    dialogue.Said("RCPT TO:<buyer@exa");
    dialogue.Said("mple.com>\r\n");
    dialogue.Heard("550-one\r\n550 two\r");
    EXPECT_FALSE(dialogue.IsRecipientRefused());
    dialogue.Heard("\n");
    EXPECT_TRUE(dialogue.IsRecipientRefused());
    EXPECT_EQ(dialogue.Judge(false, "", "").text, "550-one 550 two");
}

}  // namespace
}  // namespace orderyard::mail
