// 32 clients give money back on the same few orders at once, in every way a credit memo can be
// asked for (quality-bar.md M4). Whatever they try, no order, no line and no component of a line
// gives back more than was charged. ORDERYARD_REFUND_ATTEMPTS: how often they try.
#include <gtest/gtest.h>

#include <atomic>
#include <deque>
#include <iostream>
#include <random>

#include "actions/action_fixture.hpp"
#include "actions/invoice_order.hpp"
#include "actions/race_counts.hpp"
#include "actions/refund_order.hpp"
#include "actions/reorder.hpp"
#include "domain/order/order_file.hpp"
#include "domain/order/order_rules.hpp"
#include "ports/ledger_store.hpp"

namespace orderyard::actions {
namespace {

using domain::AmountKind;
using domain::Components;
using domain::testing::Amount;
using domain::testing::Line;
using domain::testing::Part;
using domain::testing::Placed;
using domain::testing::Usd;

constexpr int kClients = 32;
constexpr int kAttemptsAnOrder = 40;

struct Target {
    domain::OrderId id;
    std::vector<domain::OrderItemId> lines;
    std::atomic<std::int64_t> given_back_cents = 0;  // as the clients were told
};

class Dice {
  public:
    explicit Dice(unsigned seed) : engine_(seed) {}
    std::int64_t Upto(std::int64_t most) {
        return std::uniform_int_distribution<std::int64_t>(0, most)(engine_);
    }

  private:
    std::mt19937 engine_;
};

// Now and then more than there ever was.
domain::CreditMemoRequest AnyRequest(const Target& target, bool is_late, Dice& dice) {
    domain::CreditMemoRequest request;
    request.reason = "customer_return";
    if (is_late && dice.Upto(3) == 0) {
        return request;  // everything that is left
    }
    const std::int64_t kind = dice.Upto(9);
    request.is_lines_given = true;
    if (kind <= 1) {
        request.adjustment_refund = Usd(dice.Upto(700));
        request.adjustment_fee = Usd(dice.Upto(30));
        request.shipping = Usd(dice.Upto(60));
        return request;
    }
    domain::RefundLineRequest line;
    const auto last = static_cast<std::int64_t>(target.lines.size()) - 1;
    line.order_item_id = target.lines[static_cast<std::size_t>(dice.Upto(last))];
    if (kind <= 4) {
        line.quantity = 1 + dice.Upto(3);
        request.shipping = Usd(dice.Upto(120));
    } else {
        auto& asked = line.amounts.emplace();
        asked.item = Usd(dice.Upto(kind == 9 ? 1'100 : 90));
        asked.item_tax = Usd(dice.Upto(kind == 9 ? 200 : 20));
        asked.shipping = Usd(dice.Upto(kind == 9 ? 400 : 30));
    }
    request.lines = {line};
    return request;
}

class OverRefundTest : public ActionTest {
  protected:
    Processed Do(const std::function<Processed(const Step&)>& verb) {
        Processed result = base::Fail(base::NotFound("not run"));
        database().Write([&](ports::Transaction& tx) {
            result = verb(Step{tx, {domain::ActorKind::kUser, "ada"}, clock.Now(), {}});
        });
        return result;
    }

    // Even ones are the channel's, shipped and paid; odd ones our own, billed before shipping.
    void MakeTargets(int count) {
        Stock("SKU-1", 3 * count);
        Stock("SKU-2", count);
        for (int i = 0; i < count; ++i) {
            auto first = Line("1", 3, 3, 1'000);
            first.amounts.push_back(Amount(AmountKind::kShipping, 350));
            first.amounts.push_back(Amount(AmountKind::kTax, 190));
            first.amounts.push_back(Part(AmountKind::kTax, AmountKind::kItem, 160));
            first.amounts.push_back(Part(AmountKind::kTax, AmountKind::kShipping, 30));
            first.proceeds_total = Usd(1'540);
            domain::ChannelOrder order =
                Placed(domain::FulfilledBy::kMerchant, domain::ChannelStatus::kShipped,
                       {first, Line("2", 1, 1, 499)});
            order.number = "111-" + std::to_string(i);
            ASSERT_EQ(Apply(order, order.number), ApplyOutcome::kApplied);
            domain::Order made = OrderOf(order.number).value();
            if (i % 2 == 1) {
                auto again = Do([&](const Step& step) { return Reorder(step, made.id); });
                ASSERT_TRUE(again) << again.error().Text();
                made = again->file.order;
                const auto billed =
                    Do([&](const Step& step) { return InvoiceOrder(step, made.id, {}); });
                ASSERT_TRUE(billed) << billed.error().Text();
            }
            Target& target = targets.emplace_back();
            target.id = made.id;
            for (const auto& item : made.items) {
                target.lines.push_back(item.id);
            }
        }
    }

    void Attack(int client, int attempts) {
        Dice dice(static_cast<unsigned>(client) + 1);
        for (int turn = next_attempt++; turn < attempts; turn = next_attempt++) {
            Target& target = targets[static_cast<std::size_t>(turn / kAttemptsAnOrder)];
            const auto request =
                AnyRequest(target, turn % kAttemptsAnOrder >= kAttemptsAnOrder / 2, dice);
            const auto memo = Patiently([&] {
                return Do([&](const Step& step) { return RefundOrder(step, target.id, request); });
            });
            if (memo) {
                target.given_back_cents += memo->file.credit_memos.back().grand_total.minor();
                ++granted;
            } else {
                ++refused;
            }
        }
    }

    static bool IsWithin(const Components& given, const Components& charged) {
        return given.item <= charged.item && given.item_tax <= charged.item_tax &&
               given.shipping <= charged.shipping && given.shipping_tax <= charged.shipping_tax &&
               given.gift_wrap <= charged.gift_wrap &&
               given.gift_wrap_tax <= charged.gift_wrap_tax && given.fee <= charged.fee &&
               given.fee_tax <= charged.fee_tax;
    }

    void ExpectWithinCharge(const Target& target) {
        std::optional<domain::OrderFile> file;
        database().Read([&](ports::Transaction& tx) { file = ReadFile(tx, target.id); });
        const domain::OrderTotals& totals = file->order.totals;
        EXPECT_LE(totals.refunded, totals.paid) << file->order.increment_id;
        EXPECT_EQ(totals.refunded.minor(), target.given_back_cents) << file->order.increment_id;
        base::Money sum = Usd(0);
        for (const auto& memo : file->credit_memos) {
            sum += memo.grand_total;
        }
        EXPECT_EQ(sum, totals.refunded) << file->order.increment_id;
        for (const auto& item : file->order.items) {
            EXPECT_TRUE(IsWithin(RefundedOf(*file, item.id),
                                 domain::ComponentsOf(InvoicedOf(*file, item.id))))
                << file->order.increment_id << " " << item.sku;
            EXPECT_LE(item.Refunded(), item.ordered);
        }
        emptied += domain::WhyNot(domain::OrderVerb::kCreditMemo, *file).has_value() ? 1 : 0;
    }

    std::deque<Target> targets;
    std::atomic<int> next_attempt = 0;
    std::atomic<int> granted = 0, refused = 0;
    int emptied = 0;
};
ORDERYARD_ON_BOTH_ENGINES(OverRefundTest);

TEST_P(OverRefundTest, ManyClientsNeverGiveBackMoreThanWasCharged) {
    const int attempts = PlayedCount("ORDERYARD_REFUND_ATTEMPTS", 640);
    ASSERT_NO_FATAL_FAILURE(MakeTargets((attempts + kAttemptsAnOrder - 1) / kAttemptsAnOrder));
    Together(kClients, [&](int client) { Attack(client, attempts); });
    for (const Target& target : targets) {
        ExpectWithinCharge(target);
    }
    database().Read([&](ports::Transaction& tx) {
        const auto money = tx.ledger().VerifyMoney(5);
        EXPECT_TRUE(money.imbalances.empty()) << money.imbalances.front();
    });
    // It was a race for the last cent, and not one that the first client had won.
    EXPECT_GT(emptied, static_cast<int>(targets.size()) / 5);
    EXPECT_GT(granted, 3 * static_cast<int>(targets.size()));
    EXPECT_GT(refused, granted / 2);
    std::cout << attempts << " attempts: " << granted << " granted, " << refused << " refused, "
              << emptied << " of " << targets.size() << " orders emptied\n";
}

}  // namespace
}  // namespace orderyard::actions
