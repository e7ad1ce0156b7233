// Every state that refunds can bring a small order to, walked completely: what is accepted is
// exactly what a plain count of pieces and minor units allows, so no sequence gives back too much
// and every legal split can be reached.
#include <gtest/gtest.h>

#include <array>
#include <deque>
#include <map>
#include <set>

#include "domain/credit_memo/decide_credit_memo.hpp"
#include "domain/order/document_fixture.hpp"

namespace orderyard::domain {
namespace {

using base::Money;
using testing::Book;
using testing::Pieces;

const OrderItemId kA{1}, kB{2};

// What was given back, in pieces and minor units. A: 2 pieces, one shipped; price 2, tax 1,
// shipping 1. B: 1 piece, shipped; price 1, shipping 1.
constexpr std::size_t kDigits = 9;
using State = std::array<std::int64_t, kDigits>;
enum Digit : std::size_t {
    kPiecesShippedA,
    kPiecesUnshippedA,
    kPiecesB,
    kPriceA,
    kTaxA,
    kShipA,
    kPriceB,
    kShipB,
    kAdjusted
};
constexpr std::int64_t kPaid = 2 + 1 + 1 + 1 + 1;
constexpr State kMost{1, 1, 1, 2, 1, 1, 1, 1, kPaid};  // an adjustment may take all

std::int64_t MoneyOf(const State& state) {
    std::int64_t sum = 0;
    for (std::size_t i = kPriceA; i < kDigits; ++i) {
        sum += state[i];
    }
    return sum;
}

Book SmallOrder() {
    Book book("JPY");
    testing::LinePrice price;
    price.row = 2;
    price.tax = 1;
    price.shipping = 1;
    book.AddLine(2, price, 2);
    price.row = 1;
    price.tax = 0;
    price.shipping = 1;
    book.AddLine(1, price, 1);
    EXPECT_EQ(book.Invoice(), "");
    EXPECT_EQ(book.Ship({{kA, 1}, {kB, 1}}), "");
    return book;
}

State StateOf(const OrderFile& file) {
    State state{};
    const OrderItem& a = *file.order.FindItem(kA);
    const OrderItem& b = *file.order.FindItem(kB);
    const Components from_a = RefundedOf(file, kA), from_b = RefundedOf(file, kB);
    state[kPiecesShippedA] = a.refunded_shipped;
    state[kPiecesUnshippedA] = a.refunded_unshipped;
    state[kPiecesB] = b.Refunded();
    state[kPriceA] = from_a.item.minor();
    state[kTaxA] = from_a.item_tax.minor();
    state[kShipA] = from_a.shipping.minor();
    state[kPriceB] = from_b.item.minor();
    state[kShipB] = from_b.shipping.minor();
    Money adjusted = Money::Zero(file.order.currency);
    for (const auto& memo : file.credit_memos) {
        adjusted += memo.adjustment_refund;
    }
    state[kAdjusted] = adjusted.minor();
    return state;
}

// One more of one digit, and nothing else.
CreditMemoRequest OneMore(const Book& book, std::size_t digit) {
    CreditMemoRequest request;
    request.is_lines_given = true;
    request.is_zero_allowed = true;
    request.shipping = book.Minor(0);
    if (digit == kAdjusted) {
        request.adjustment_refund = book.Minor(1);
        return request;
    }
    const bool is_b = digit == kPiecesB || digit == kPriceB || digit == kShipB;
    const bool is_piece = digit < kPriceA;
    RefundLineRequest line = Pieces(is_b ? kB : kA, is_piece ? 1 : 0);
    line.is_split_given = true;
    line.unshipped_quantity = digit == kPiecesUnshippedA ? 1 : 0;
    auto& amounts = line.amounts.emplace();
    const Money one = book.Minor(1);
    if (digit == kPriceA || digit == kPriceB) {
        amounts.item = one;
    } else if (digit == kTaxA) {
        amounts.item_tax = one;
    } else if (!is_piece) {
        amounts.shipping = one;
    }
    request.lines = {line};
    return request;
}

// A memo needs money that is left; beyond that only the digit's own limit counts.
bool IsLegal(const State& state, std::size_t digit) {
    const std::int64_t asked = digit < kPriceA ? 0 : 1;
    return MoneyOf(state) < kPaid && MoneyOf(state) + asked <= kPaid && state[digit] < kMost[digit];
}

void CheckNotOver(const State& state) {
    for (std::size_t i = 0; i < kDigits; ++i) {
        EXPECT_LE(state[i], kMost[i]) << "digit " << i;
        EXPECT_GE(state[i], 0) << "digit " << i;
    }
    EXPECT_LE(MoneyOf(state), kPaid);
}

// All splits of pieces and money that stay within what was paid. A memo with pieces alone cannot
// follow when no money is left, but it can come before the last money.
std::size_t CountLegalStates() {
    std::size_t count = 0;
    State state{};
    while (true) {
        count += MoneyOf(state) <= kPaid ? 1 : 0;
        std::size_t digit = 0;
        while (digit < kDigits && state[digit] == kMost[digit]) {
            state[digit] = 0;
            digit += 1;
        }
        if (digit == kDigits) {
            return count;
        }
        state[digit] += 1;
    }
}

// Memos as the pages make them: pieces at their own price, shipping, everything, an invoice's.
std::vector<CreditMemoRequest> UsualMemos(const Book& book) {
    std::vector<CreditMemoRequest> memos(1);
    for (const auto& [line, unshipped] : {std::pair{kA, 0}, std::pair{kA, 1}, std::pair{kB, 0}}) {
        CreditMemoRequest piece;
        piece.lines = {Pieces(line, 1)};
        piece.lines[0].is_split_given = true;
        piece.lines[0].unshipped_quantity = unshipped;
        memos.push_back(piece);
        piece.shipping = book.Minor(0);
        memos.push_back(piece);
    }
    CreditMemoRequest shipping;
    shipping.is_lines_given = true;
    shipping.shipping = book.Minor(1);
    memos.push_back(shipping);
    shipping.shipping.reset();
    memos.push_back(shipping);
    memos.emplace_back().invoice_id = book.file.invoices[0].id;
    return memos;
}

TEST(RefundModel, EverySequenceOfASmallOrder) {
    std::set<State> seen{State{}};
    std::deque<Book> open{SmallOrder()};
    std::size_t refused = 0;
    const auto visit = [&](const Book& book, const base::Result<OrderChange>& decided) {
        if (!decided) {
            refused += 1;
            return;
        }
        const State state = StateOf(decided->file);
        CheckNotOver(state);
        if (seen.insert(state).second) {
            open.push_back(book);
            open.back().Do(decided);
        }
    };
    while (!open.empty() && !::testing::Test::HasFailure()) {
        const Book book = std::move(open.front());
        open.pop_front();
        const State state = StateOf(book.file);
        for (std::size_t digit = 0; digit < kDigits; ++digit) {
            const auto decided = DecideCreditMemo(book.file, OneMore(book, digit), book.scene());
            EXPECT_EQ(decided.has_value(), IsLegal(state, digit)) << digit;
            visit(book, decided);
        }
        for (const auto& memo : UsualMemos(book)) {
            visit(book, DecideCreditMemo(book.file, memo, book.scene()));
        }
    }
    EXPECT_EQ(seen.size(), CountLegalStates());
    EXPECT_GT(refused, 0u);
}

}  // namespace
}  // namespace orderyard::domain
