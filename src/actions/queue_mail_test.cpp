// Who gets a mail: every kind, for the buyer or for the seller's copies alone, with each way of
// copying, for orders of a channel and of our own (order-management.md section 13, 9).
#include "actions/queue_mail.hpp"

#include <map>

#include "actions/action_fixture.hpp"
#include "domain/mail/mail_rule.hpp"
#include "ports/mail_store.hpp"
#include "ports/store_registry.hpp"

namespace orderyard::actions {
namespace {

using domain::ChannelStatus;
using domain::CopyMethod;
using domain::FulfilledBy;
using domain::MailKind;
using domain::testing::Line;
using domain::testing::Placed;

constexpr const char* kBuyer = "buyer@example.org";

class QueueMailTest : public ActionTest {
  protected:
    domain::Order Take() {
        Stock("SKU-1", 10);
        auto order =
            Placed(FulfilledBy::kMerchant, ChannelStatus::kUnshipped, {Line("1", 3, 0, 1000)});
        order.number = "111-1";
        EXPECT_EQ(Apply(order, "a"), ApplyOutcome::kApplied);
        domain::Order taken = *OrderOf("111-1");
        taken.personal.buyer_email = kBuyer;
        return taken;
    }
    void Allow(MailKind kind) {
        database().Write([&](ports::Transaction& tx) {
            auto loaded = *tx.stores().Load(store.id);
            loaded.settings.mail_kinds = {std::string(ToString(kind))};
            tx.stores().Save(loaded);
        });
    }
    // Whom mails were queued for, with their hidden copies: "buyer@example.org+a@b.c".
    std::vector<std::string> Queued(const domain::Order& order, const MailWish& wish) {
        std::vector<std::string> recipients;
        database().Write([&](ports::Transaction& tx) {
            recipients.clear();
            const auto before = tx.mails().Search({}).total_count;
            refusal_ = QueueMail(tx, order, wish, clock.Now());
            ports::MailQuery newest;
            newest.page_size = static_cast<int>(tx.mails().Search({}).total_count - before);
            if (newest.page_size == 0) {
                return;
            }
            for (const auto& mail : tx.mails().Search(newest).mails) {
                std::string one = mail.recipient;
                for (const auto& copy : mail.blind_copies) {
                    one += "+" + copy;
                }
                recipients.insert(recipients.begin(), one);
                EXPECT_EQ(mail.is_copy, mail.recipient != kBuyer);
                EXPECT_EQ(mail.kind, wish.kind);
            }
        });
        return recipients;
    }
    std::optional<domain::Refusal> refusal_;
};
ORDERYARD_ON_BOTH_ENGINES(QueueMailTest);

TEST_P(QueueMailTest, TheMatrix) {
    const domain::Order order = Take();
    using Names = std::vector<std::string>;
    const struct {
        Names copies;
        CopyMethod method;
        Names told;    // the buyer is told
        Names untold;  // only the copies
    } rows[] = {
        {{}, CopyMethod::kBcc, {kBuyer}, {}},
        {{"a@b.c", "d@e.f"},
         CopyMethod::kBcc,
         {"buyer@example.org+a@b.c+d@e.f"},
         {"a@b.c", "d@e.f"}},
        {{"a@b.c", "d@e.f"}, CopyMethod::kSeparate, {kBuyer, "a@b.c", "d@e.f"}, {"a@b.c", "d@e.f"}},
    };
    int occasion = 0;
    for (const MailKind kind : domain::kMailKinds) {
        for (const auto& row : rows) {
            domain::MailRule rule;
            rule.copy_to = row.copies;
            rule.copy_method = row.method;
            database().Write([&](ports::Transaction& tx) { tx.mails().PutRule({{}, kind, rule}); });
            for (const bool is_to_buyer : {true, false}) {
                MailWish wish;
                wish.kind = kind;
                wish.is_to_buyer = is_to_buyer;
                wish.occasion = std::to_string(++occasion);
                Allow(MailKind::kOrder == kind ? MailKind::kInvoice : MailKind::kOrder);
                EXPECT_TRUE(Queued(order, wish).empty()) << ToString(kind);
                EXPECT_EQ(refusal_->reason, "channel_mail");
                Allow(kind);
                EXPECT_EQ(Queued(order, wish), is_to_buyer ? row.told : row.untold)
                    << ToString(kind);
                EXPECT_FALSE(refusal_);
                EXPECT_TRUE(Queued(order, wish).empty()) << "it is on its way already";
                EXPECT_FALSE(refusal_);
            }
        }
    }
}

TEST_P(QueueMailTest, SaysWhyNot) {
    domain::Order order = Take();
    Allow(MailKind::kOrder);
    const auto why = [&](const domain::Order& of) -> std::string {
        MailWish wish;
        EXPECT_TRUE(Queued(of, wish).empty());
        std::string planned;
        database().Read([&](ports::Transaction& tx) {
            const auto refusal = WhyNotQueueMail(tx, of, wish.kind);
            planned = refusal ? refusal->reason : "";
        });
        EXPECT_EQ(planned, refusal_ ? refusal_->reason : "");
        return planned;
    };
    domain::Order nobody = order;
    nobody.personal.buyer_email.clear();
    EXPECT_EQ(why(nobody), "no_address");
    domain::MailRule off;
    off.is_enabled = false;
    database().Write([&](ports::Transaction& tx) {
        tx.mails().PutRule({order.store_view_id, MailKind::kOrder, off});
    });
    EXPECT_EQ(why(order), "kind_off");
    order.channel.reset();
    EXPECT_EQ(why(order), "kind_off") << "orders of our own, too";
    database().Write([&](ports::Transaction& tx) {
        tx.mails().DropRule(order.store_view_id, MailKind::kOrder);
    });
    MailWish wish;
    wish.occasion = "own";
    EXPECT_EQ(Queued(order, wish), std::vector<std::string>{kBuyer}) << "no channel forbids it";
}

}  // namespace
}  // namespace orderyard::actions
