// 32 threads issue invoices for the same store view, some of them in transactions that fail: each
// number is given once, and none is left out. ORDERYARD_INVOICES: how many.
#include <gtest/gtest.h>

#include <atomic>
#include <set>
#include <stdexcept>

#include "actions/action_fixture.hpp"
#include "actions/invoice_order.hpp"
#include "actions/race_counts.hpp"

namespace orderyard::actions {
namespace {

using domain::testing::Line;
using domain::testing::Placed;

constexpr int kThreads = 32;

class InvoiceRaceTest : public ActionTest {
  protected:
    static domain::ChannelOrder OrderOfNumber(int number) {
        domain::ChannelOrder order =
            Placed(domain::FulfilledBy::kMerchant, domain::ChannelStatus::kUnshipped,
                   {Line("1", 1, 0, 900)});
        order.number = "bill-" + std::to_string(number);
        return order;
    }

    void Invoice(int number) {
        const auto id = OrderOf("bill-" + std::to_string(number))->id;
        database().Write([&](ports::Transaction& tx) { EXPECT_TRUE(InvoiceIn(tx, id)); });
    }

    // As when a server dies before it commits.
    void InvoiceInVain(int number) {
        const auto id = OrderOf("bill-" + std::to_string(number))->id;
        EXPECT_THROW(database().Write([&](ports::Transaction& tx) {
            EXPECT_TRUE(InvoiceIn(tx, id));
            throw std::runtime_error("undone");
        }),
                     std::runtime_error);
    }

    Processed InvoiceIn(ports::Transaction& tx, domain::OrderId id) const {
        return InvoiceOrder({tx, {domain::ActorKind::kUser, "ada"}, clock.Now(), {}}, id, {});
    }

    std::vector<domain::Invoice> InvoicesOf(int number) {
        std::vector<domain::Invoice> invoices;
        const auto order = OrderOf("bill-" + std::to_string(number));
        database().Read(
            [&](ports::Transaction& tx) { invoices = ReadFile(tx, order->id)->invoices; });
        return invoices;
    }
};
ORDERYARD_ON_BOTH_ENGINES(InvoiceRaceTest);

TEST_P(InvoiceRaceTest, NumbersHaveNoGapsAndNoTwins) {
    const int count = PlayedCount("ORDERYARD_INVOICES", 320);
    std::atomic<int> next = 0;
    Together(kThreads, [&](int) {
        for (int number = next++; number < count; number = next++) {
            Patiently([&] { Apply(OrderOfNumber(number), "new"); });
            if (number % 5 == 2) {
                Patiently([&] { InvoiceInVain(number); });
            }
            Patiently([&] { Invoice(number); });
        }
    });
    std::set<std::string> numbers;
    for (int number = 0; number < count; ++number) {
        const auto invoices = InvoicesOf(number);
        ASSERT_EQ(invoices.size(), 1U);
        EXPECT_TRUE(numbers.insert(invoices[0].increment_id).second) << "a twin";
    }
    int expected = 0;
    for (const std::string& number : numbers) {
        ++expected;
        ASSERT_EQ(std::stoi(number) % 100'000'000, expected);
    }
}

}  // namespace
}  // namespace orderyard::actions
