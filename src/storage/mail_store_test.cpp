// The queue and log of mails, and their settings, on both engines.
#include "storage/mail_store.hpp"

#include "ports/order_store.hpp"
#include "storage/document_samples.hpp"
#include "storage/plans_fixture.hpp"

namespace orderyard::storage {
namespace {

using domain::MailAudience;
using domain::MailKind;
using domain::MailState;
using ports::Mail;

class MailStoreTest : public DocumentsTest {
  protected:
    void SetUp() override {
        DocumentsTest::SetUp();
        if (!IsSkipped()) {
            MakeStore();
            order_ = PaidOrder("100");
        }
    }
    Mail Make(const std::string& key, base::Instant not_before = At(10)) {
        Mail mail;
        mail.order_id = order_.id;
        mail.store_view_id = order_.store_view_id;
        mail.dedupe_key = key;
        mail.recipient = "erika@example.org";
        mail.blind_copies = {"a@b.c", "d@e.f"};
        mail.note = "note:with 3: colons";
        mail.subject = "주문";
        mail.created_at = At(1);
        mail.not_before = not_before;
        return mail;
    }
    bool Queue(Mail& mail) {
        bool is_new = false;
        Write([&](ports::Transaction& t) { is_new = t.mails().Queue(mail); });
        return is_new;
    }
    std::optional<Mail> Find(ports::MailId id) {
        std::optional<Mail> found;
        database().Read([&](ports::Transaction& t) { found = t.mails().Find(id); });
        return found;
    }
    domain::Order order_;
};
ORDERYARD_ON_BOTH_ENGINES(MailStoreTest);

TEST_P(MailStoreTest, KeepsEverythingAndNothingInPlainText) {
    Mail mail = Make("order/1");
    ASSERT_TRUE(Queue(mail));
    const auto found = Find(mail.id);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->order_number, order_.increment_id);
    EXPECT_EQ(found->recipient, "erika@example.org");
    EXPECT_EQ(found->blind_copies, mail.blind_copies);
    EXPECT_EQ(found->note + found->subject, "note:with 3: colons주문");
    EXPECT_EQ(found->state, MailState::kQueued);
    EXPECT_FALSE(found->is_forgotten);
    const auto connection = Connect();
    auto rows = connection->Query("SELECT sealed FROM mail");
    ASSERT_TRUE(rows.Next());
    EXPECT_EQ(rows.Text(0).find("erika"), std::string::npos);
}

TEST_P(MailStoreTest, AFileIsKeptSealedWithItsMessage) {
    Mail mail = Make("channel/1/warranty");
    Mail without = Make("channel/1/other");
    ASSERT_TRUE(Queue(mail));
    ASSERT_TRUE(Queue(without));
    const std::string bytes("%PDF-1.7 \0 erika", 16);
    Write([&](ports::Transaction& t) {
        t.mails().PutFile(mail, {"Garantie.pdf", "application/pdf", bytes});
    });
    Write([&](ports::Transaction& t) {
        const auto file = t.mails().FileOf(mail);
        ASSERT_TRUE(file);
        EXPECT_EQ(file->file_name, "Garantie.pdf");
        EXPECT_EQ(file->media_type, "application/pdf");
        EXPECT_EQ(file->bytes, bytes);
        EXPECT_FALSE(t.mails().FileOf(without));
    });
    const auto connection = Connect();
    auto rows = connection->Query("SELECT sealed FROM mail_file");
    ASSERT_TRUE(rows.Next());
    EXPECT_EQ(rows.Text(0).find("erika"), std::string::npos);
}

TEST_P(MailStoreTest, OneOfAKindIsOnItsWayAtATime) {
    Mail first = Make("order/1");
    Mail again = Make("order/1");
    ASSERT_TRUE(Queue(first));
    EXPECT_FALSE(Queue(again));
    Write([&](ports::Transaction& t) {
        ASSERT_TRUE(t.mails().Begin(first, At(11)));
        first.state = MailState::kSent;
        first.ended_at = At(12);
        ASSERT_TRUE(t.mails().End(first));
    });
    EXPECT_TRUE(Queue(again)) << "the first has ended";
}

TEST_P(MailStoreTest, HandsOutWhatIsDueAndRecordsTheAttemptFirst) {
    Mail late = Make("late", At(20));
    Mail early = Make("early", At(10));
    Mail of_channel = Make("channel", At(5));
    of_channel.channel = domain::StoreId(1);
    of_channel.channel_action = "confirm_order";
    for (Mail* mail : {&late, &early, &of_channel}) {
        ASSERT_TRUE(Queue(*mail));
    }
    Write([&](ports::Transaction& t) {
        EXPECT_EQ(t.mails().NextDue({}), At(10));
        EXPECT_EQ(t.mails().NextDue(domain::StoreId(1)), At(5));
        EXPECT_TRUE(t.mails().Due({}, At(9), 10).empty());
        const auto due = t.mails().Due({}, At(20), 10);
        ASSERT_EQ(due.size(), 2U);
        EXPECT_EQ(due[0].id, early.id);
        ASSERT_EQ(t.mails().Due(domain::StoreId(1), At(20), 10).size(), 1U);
        early.message_id = "x@y";
        EXPECT_TRUE(t.mails().Begin(early, At(21)));
        EXPECT_EQ(early.attempts, 1);
        Mail other = due[0];
        EXPECT_FALSE(t.mails().Begin(other, At(21))) << "somebody was faster";
    });
    EXPECT_EQ(Find(early.id)->state, MailState::kSending);
    EXPECT_EQ(Find(early.id)->message_id, "x@y");
}

TEST_P(MailStoreTest, WhatADeadSenderLeftIsDoubtfulAndItsAnswerStillCounts) {
    Mail mail = Make("order/1");
    ASSERT_TRUE(Queue(mail));
    Write([&](ports::Transaction& t) {
        ASSERT_TRUE(t.mails().Begin(mail, At(11)));
        EXPECT_EQ(t.mails().DoubtSending(domain::StoreId(1), At(12)), 0);
        EXPECT_EQ(t.mails().DoubtSending({}, At(12)), 1);
    });
    EXPECT_EQ(Find(mail.id)->state, MailState::kDoubtful);
    EXPECT_EQ(Find(mail.id)->problem, "interrupted");
    Mail sent = mail;
    sent.state = MailState::kSent;
    sent.ended_at = At(13);
    Write([&](ports::Transaction& t) {
        Mail of_other_attempt = sent;
        of_other_attempt.attempts = 2;
        EXPECT_FALSE(t.mails().End(of_other_attempt));
        EXPECT_TRUE(t.mails().End(sent)) << "it was alive after all";
        EXPECT_FALSE(t.mails().End(sent)) << "an end is an end";
    });
}

TEST_P(MailStoreTest, APersonDecidesOnlyWhatIsStillSo) {
    Mail mail = Make("order/1");
    ASSERT_TRUE(Queue(mail));
    mail.state = MailState::kGivenUp;
    mail.ended_at = At(30);
    Write([&](ports::Transaction& t) {
        EXPECT_FALSE(t.mails().Decide(mail, MailState::kDoubtful));
        EXPECT_TRUE(t.mails().Decide(mail, MailState::kQueued));
        const auto counts = t.mails().Counts();
        ASSERT_EQ(counts.size(), 1U);
        EXPECT_EQ(counts[0], std::pair(MailState::kGivenUp, std::int64_t{1}));
    });
}

TEST_P(MailStoreTest, ListsByStateKindAndOrder) {
    const domain::Order other = PaidOrder("101");
    for (int i = 0; i < 5; ++i) {
        Mail mail = Make("m" + std::to_string(i));
        mail.kind = i < 2 ? MailKind::kInvoice : MailKind::kMessage;
        mail.order_id = i < 4 ? order_.id : other.id;
        ASSERT_TRUE(Queue(mail));
    }
    const auto count = [&](auto set) {
        ports::MailQuery query;
        set(query);
        ports::MailPage page;
        database().Read([&](ports::Transaction& t) { page = t.mails().Search(query); });
        return page.total_count;
    };
    EXPECT_EQ(count([](auto&) {}), 5);
    EXPECT_EQ(count([](auto& query) { query.kind = MailKind::kInvoice; }), 2);
    EXPECT_EQ(count([](auto& query) { query.state = MailState::kSent; }), 0);
    EXPECT_EQ(count([&](auto& query) { query.order_id = other.id; }), 1);
    ports::MailQuery second;
    second.page = 2;
    second.page_size = 3;
    database().Read([&](ports::Transaction& t) {
        const auto page = t.mails().Search(second);
        EXPECT_EQ(page.mails.size(), 2U);
        EXPECT_EQ(page.mails.back().dedupe_key, "m0") << "newest first";
    });
}

TEST_P(MailStoreTest, IsForgottenWithTheOrder) {
    Mail mail = Make("order/1");
    ASSERT_TRUE(Queue(mail));
    Write([&](ports::Transaction& t) { t.orders().PurgePersonalData(order_.id); });
    const auto found = Find(mail.id);
    ASSERT_TRUE(found);
    EXPECT_TRUE(found->is_forgotten);
    EXPECT_EQ(found->recipient + found->note, "");
}

TEST_P(MailStoreTest, KeepsTheServerSealed) {
    domain::MailServer server;
    server.host = "mail.example.com";
    server.security = domain::MailSecurity::kTls;
    server.port = 465;
    server.user = "shop";
    server.password = "s3cret";
    server.sender_name = "Acme";
    server.sender_address = "shop@example.com";
    Write([&](ports::Transaction& t) {
        EXPECT_FALSE(t.mails().LoadServer());
        t.mails().SaveServer(server);
        EXPECT_EQ(t.mails().LoadServer(), server);
        server.password = "other";
        t.mails().SaveServer(server);
        EXPECT_EQ(t.mails().LoadServer(), server);
    });
    const auto connection = Connect();
    auto rows = connection->Query("SELECT sealed FROM mail_server");
    ASSERT_TRUE(rows.Next());
    EXPECT_EQ(rows.Text(0).find("other"), std::string::npos);
    Write([&](ports::Transaction& t) {
        t.mails().DropServer();
        EXPECT_FALSE(t.mails().LoadServer());
    });
}

TEST_P(MailStoreTest, AViewsOwnRuleAndTemplateComeFirst) {
    const domain::StoreViewId view(7);
    domain::MailRule common;
    common.copy_to = {"a@b.c", "d@e.f"};
    common.copy_method = domain::CopyMethod::kSeparate;
    domain::MailRule own;
    own.is_enabled = false;
    own.language = "ko";
    Write([&](ports::Transaction& t) {
        EXPECT_EQ(t.mails().RuleFor(view, MailKind::kOrder), domain::MailRule());
        t.mails().PutRule({{}, MailKind::kOrder, common});
        EXPECT_EQ(t.mails().RuleFor(view, MailKind::kOrder), common);
        t.mails().PutRule({view, MailKind::kOrder, own});
        EXPECT_EQ(t.mails().RuleFor(view, MailKind::kOrder), own);
        EXPECT_EQ(t.mails().RuleFor(domain::StoreViewId(8), MailKind::kOrder), common);
        EXPECT_EQ(t.mails().RuleFor(view, MailKind::kInvoice), domain::MailRule());
        EXPECT_EQ(t.mails().Rules().size(), 2U);
        EXPECT_TRUE(t.mails().DropRule(view, MailKind::kOrder));
        EXPECT_FALSE(t.mails().DropRule(view, MailKind::kOrder));
        const domain::MailTemplate text{"s", "t", "h"};
        t.mails().PutTemplate({{}, MailKind::kOrder, MailAudience::kGuest, text});
        t.mails().PutTemplate({view, MailKind::kOrder, MailAudience::kGuest, {"own", "t", ""}});
        EXPECT_EQ(t.mails().TemplateFor(view, MailKind::kOrder, MailAudience::kGuest)->subject,
                  "own");
        EXPECT_EQ(t.mails().TemplateFor({}, MailKind::kOrder, MailAudience::kGuest), text);
        EXPECT_FALSE(t.mails().TemplateFor(view, MailKind::kOrder, MailAudience::kCustomer));
        EXPECT_EQ(t.mails().Templates().size(), 2U);
        EXPECT_TRUE(t.mails().DropTemplate(view, MailKind::kOrder, MailAudience::kGuest));
    });
}

class MailPlansTest : public PlansTest {};
ORDERYARD_ON_BOTH_ENGINES(MailPlansTest);

TEST_P(MailPlansTest, QueueAndLogUseTheirIndexes) {
    Fill();
    const std::string sealed = IsSqlite() ? "zeroblob(1)" : "decode('00', 'hex')";
    inner_->ExecScript(
        "INSERT INTO mail(id, order_id, store_view_id, kind, document_id, channel_id, "
        "channel_action, is_copy, state, attempts, reply_code, problem, asked_by, message_id, "
        "dedupe_key, created_at, not_before, ended_at, sealed) SELECT id, id, 1, 'order', 0, 0, "
        "'', 0, 'sent', 1, 250, '', '', '', 'k' || id, id, id, id, " +
        sealed + " FROM sales_order");
    if (!IsSqlite()) {
        inner_->ExecScript("ANALYZE mail");
    }
    const Keys keys(std::string(32, 'k'));
    SqlMailStore mails(*connection_, keys);
    mails.Due({}, At(0), 20);
    mails.NextDue({});
    mails.Find(ports::MailId(7));
    for (int filter = 0; filter < 4; ++filter) {
        ports::MailQuery query;
        if (filter == 1) {
            query.state = MailState::kDoubtful;
        } else if (filter == 2) {
            query.order_id = domain::OrderId(7);
        } else if (filter == 3) {
            query.kind = MailKind::kInvoice;
        }
        mails.Search(query);
    }
    for (const std::string& plan : connection_->plans) {
        // All of them are walked from the newest on, as far as the page; or counted.
        const bool is_of_all = plan.find("WHERE 1 = 1 ORDER BY") != std::string::npos ||
                               plan.find("count(*)") != std::string::npos;
        EXPECT_TRUE(plan.find("SCAN o\n") == std::string::npos || is_of_all) << plan;
        EXPECT_EQ(plan.find("USE TEMP B-TREE"), std::string::npos) << plan;
    }
}

}  // namespace
}  // namespace orderyard::storage
