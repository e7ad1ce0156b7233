// Any sequence of what can be done to an order keeps its counters, sums, state, ledger and stock
// true: order-management.md section 13, points 1 to 5.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <numeric>

#include "domain/order/document_fixture.hpp"
#include "domain/order/line_shares.hpp"

namespace orderyard::domain {
namespace {

using base::Money;
using testing::Book;
using testing::LinePrice;
using testing::Pieces;

// Draws numbers from one random word, so that a step is one value and shrinks as one.
struct Dice {
    std::uint64_t rest;

    std::int64_t Upto(std::int64_t most) {
        const auto sides = static_cast<std::uint64_t>(most) + 1;
        const auto drawn = static_cast<std::int64_t>(rest % sides);
        rest /= sides;
        return drawn;
    }
    bool Coin() { return Upto(1) == 1; }
};

OrderItemId AnyLine(const Book& book, Dice& dice) {
    return OrderItemId(dice.Upto(static_cast<std::int64_t>(book.file.order.items.size()) - 1) + 1);
}

template <class Document>
auto AnyId(const std::vector<Document>& documents, Dice& dice) {
    return documents.empty() ? decltype(Document::id)(1)
                             : documents[static_cast<std::size_t>(dice.Upto(
                                             static_cast<std::int64_t>(documents.size()) - 1))]
                                   .id;
}

std::string Invoice(Book& book, Dice& dice) {
    const bool is_paid = dice.Coin();
    if (dice.Upto(7) == 0) {
        return book.Invoice({}, is_paid);
    }
    return book.Invoice({{AnyLine(book, dice), 1 + dice.Upto(2)}}, is_paid);
}
std::string Pay(Book& book, Dice& dice) {
    const auto id = AnyId(book.file.invoices, dice);
    return book.Do(DecidePayInvoice(book.file, id, book.scene()));
}
std::string CancelInvoice(Book& book, Dice& dice) {
    const auto id = AnyId(book.file.invoices, dice);
    return book.Do(DecideCancelInvoice(book.file, id, book.scene()));
}
std::string Ship(Book& book, Dice& dice) {
    ShipRequest request;
    request.invoice_too = dice.Coin();
    if (dice.Upto(3) > 0) {
        request.packages.resize(static_cast<std::size_t>(1 + dice.Upto(1)));
        for (auto& package : request.packages) {
            package.lines = {{AnyLine(book, dice), 1 + dice.Upto(1)}};
        }
    }
    return book.Do(DecideShip(book.file, request, book.scene()));
}
std::string VoidShipment(Book& book, Dice& dice) {
    const auto id = AnyId(book.file.shipments, dice);
    return book.Do(DecideVoidShipment(book.file, id, "", book.scene()));
}
std::string RefundPieces(Book& book, Dice& dice) {
    CreditMemoRequest request;
    request.lines = {Pieces(AnyLine(book, dice), 1 + dice.Upto(2))};
    request.lines[0].return_to_stock = dice.Coin();
    request.lines[0].is_split_given = dice.Coin();
    request.lines[0].unshipped_quantity = dice.Upto(2);
    if (dice.Coin()) {
        request.shipping = book.Minor(dice.Upto(300));
    }
    return book.Refund(request);
}
std::string RefundAll(Book& book, Dice& dice) {
    if (dice.Upto(3) > 0) {
        return RefundPieces(book, dice);
    }
    CreditMemoRequest request;
    request.return_to_stock = dice.Coin();
    return book.Refund(request);
}
// Amounts up to what is left, now and then one more.
std::string RefundComponents(Book& book, Dice& dice) {
    const auto lines = RefundableLines(book.file);
    if (lines.empty()) {
        return "nothing left";
    }
    const Refundable& left =
        lines[static_cast<std::size_t>(dice.Upto(static_cast<std::int64_t>(lines.size()) - 1))];
    CreditMemoRequest request;
    request.lines = {Pieces(left.order_item_id, dice.Upto(1))};
    auto& asked = request.lines[0].amounts.emplace();
    const auto draw = [&](std::optional<Money>& amount, const Money& most) {
        if (dice.Coin()) {
            amount = book.Minor(dice.Upto(most.minor() + (dice.Upto(15) == 0 ? 1 : 0)));
        }
    };
    draw(asked.item, left.amounts.item);
    draw(asked.item_tax, left.amounts.item_tax);
    draw(asked.shipping, left.amounts.shipping);
    draw(asked.shipping_tax, left.amounts.shipping_tax);
    draw(asked.gift_wrap, left.amounts.gift_wrap);
    draw(asked.fee, left.amounts.fee);
    return book.Refund(request);
}
std::string RefundAdjustment(Book& book, Dice& dice) {
    CreditMemoRequest request;
    request.is_lines_given = true;
    request.shipping = book.Minor(dice.Upto(20));
    request.adjustment_refund = book.Minor(dice.Upto(100));
    request.adjustment_fee = book.Minor(dice.Upto(40));
    return book.Refund(request);
}
std::string RefundInvoice(Book& book, Dice& dice) {
    CreditMemoRequest request;
    request.invoice_id = AnyId(book.file.invoices, dice);
    return book.Refund(request);
}
std::string VoidMemo(Book& book, Dice& dice) {
    const auto id = AnyId(book.file.credit_memos, dice);
    return book.Do(DecideVoidCreditMemo(book.file, id, "", book.scene()));
}
std::string Cancel(Book& book, Dice& dice) {
    if (book.file.order.channel) {
        return "by the channel's news";
    }
    CancelRequest request;
    if (dice.Upto(3) > 0) {
        request.lines = {{AnyLine(book, dice), 1}};
    }
    return book.Do(DecideCancel(book.file, request, book.scene()));
}
std::string Hold(Book& book, Dice& dice) {
    return dice.Coin() ? "not now" : book.Do(DecideHold(book.file, {}, book.scene()));
}
std::string Unhold(Book& book, Dice& /*dice*/) {
    return book.Do(DecideUnhold(book.file, book.scene()));
}
std::string Comment(Book& book, Dice& /*dice*/) {
    CommentRequest request;
    request.text = "called the buyer";
    return book.Do(DecideComment(book.file, request, book.scene()));
}
// The channel hears and sees what was queued.
std::string Hear(Book& book, Dice& dice) {
    for (auto& follow_up : book.file.follow_ups) {
        if (follow_up.state == FollowUpState::kQueued && dice.Coin()) {
            follow_up.state = FollowUpState::kSeen;
        }
    }
    return "";
}

struct Verb {
    const char* name;
    std::string (*act)(Book& book, Dice& dice);
    int accepted = 0;
};
std::array<Verb, 20> g_verbs{{
    {"invoice", Invoice},
    {"invoice", Invoice},
    {"pay", Pay},
    {"cancel invoice", CancelInvoice},
    {"ship", Ship},
    {"ship", Ship},
    {"void shipment", VoidShipment},
    {"refund all", RefundAll},
    {"refund pieces", RefundPieces},
    {"refund components", RefundComponents},
    {"refund adjustment", RefundAdjustment},
    {"refund invoice", RefundInvoice},
    {"void memo", VoidMemo},
    {"cancel", Cancel},
    {"hold", Hold},
    {"unhold", Unhold},
    {"unhold", Unhold},
    {"unhold", Unhold},
    {"comment", Comment},
    {"hear", Hear},
}};

Book AnyOrder(Dice dice) {
    static constexpr std::array kCurrencies{"USD", "JPY", "KRW", "KWD"};
    Book book(kCurrencies[static_cast<std::size_t>(dice.Upto(3))]);
    const std::int64_t lines = 1 + dice.Upto(2);
    for (std::int64_t i = 0; i < lines; ++i) {
        const std::int64_t ordered = 1 + dice.Upto(3);
        LinePrice price;
        price.row = 10 * ordered + dice.Upto(997);
        price.discount = dice.Coin() ? dice.Upto(price.row - 4 * ordered) : 0;
        price.tax = dice.Upto(31);
        price.shipping = dice.Coin() ? dice.Upto(101) : 0;
        price.shipping_tax = price.shipping / 11;
        price.shipping_discount = dice.Coin() ? price.shipping / 3 : 0;
        price.gift_wrap = dice.Coin() ? dice.Upto(29) : 0;
        price.gift_wrap_tax = price.gift_wrap / 7;
        price.fee = dice.Coin() ? dice.Upto(13) : 0;
        price.rounding = dice.Upto(2) - 1;
        book.AddLine(ordered, price, dice.Upto(ordered));
    }
    book.AddExtras(dice.Coin() ? dice.Upto(50) - 1 : 0);
    return book;
}

void CheckCounters(const Book& book) {
    for (const auto& item : book.file.order.items) {
        for (const std::int64_t counter :
             {item.invoiced, item.shipped, item.refunded_shipped, item.refunded_unshipped,
              item.canceled, item.reserved, item.backordered}) {
            RC_ASSERT(counter >= 0);
            RC_ASSERT(counter <= item.ordered);
        }
        RC_ASSERT(item.shipped + item.refunded_unshipped + item.canceled <= item.ordered);
        RC_ASSERT(item.invoiced + item.canceled <= item.ordered);
        RC_ASSERT(item.refunded_shipped <= item.shipped);
        RC_ASSERT(item.Refunded() <= item.invoiced);
        RC_ASSERT(item.reserved <= item.ToShip());
    }
}

Components PaidOf(const OrderFile& file, OrderItemId item) {
    Components paid = ZeroComponents(file.order.currency);
    for (const auto& invoice : file.invoices) {
        for (const auto& line : invoice.lines) {
            if (invoice.state == InvoiceState::kPaid && line.order_item_id == item) {
                paid = paid + ComponentsOf(line.amounts);
            }
        }
    }
    return paid;
}

void CheckMoney(const Book& book) {
    const Order& order = book.file.order;
    const OrderTotals& totals = order.totals;
    std::int64_t to_invoice = 0;
    for (const auto& item : order.items) {
        to_invoice += item.ToInvoice();
        const Components left = PaidOf(book.file, item.id) - RefundedOf(book.file, item.id);
        for (const Money& each : {left.item, left.item_tax, left.shipping, left.shipping_tax,
                                  left.gift_wrap, left.gift_wrap_tax, left.fee, left.fee_tax}) {
            RC_ASSERT(!each.IsNegative());
            RC_ASSERT(each.IsWholeMinor());
        }
    }
    if (to_invoice == 0) {
        RC_ASSERT(totals.invoiced + totals.canceled == totals.grand_total);
    }
    RC_ASSERT(totals.paid <= totals.invoiced);
    RC_ASSERT(totals.invoiced + totals.canceled <= Max(totals.grand_total, totals.invoiced));
    RC_ASSERT(totals.refunded <= totals.paid);
    RC_ASSERT(RefundableTotal(book.file) == totals.paid - totals.refunded);
    for (const Money* money : {&totals.paid, &totals.invoiced, &totals.refunded}) {
        RC_ASSERT(money->currency() == order.currency);
    }
}

void CheckLedger(const Book& book) {
    Money clearing = book.Minor(0), receivable = book.Minor(0), tax = book.Minor(0);
    for (const auto& event : book.ledger) {
        RC_ASSERT(event.IsBalanced());
        RC_ASSERT(event.currency == book.file.order.currency);
        clearing += event.Of(Account::kClearing);
        receivable += event.Of(Account::kReceivable);
        tax += event.Of(Account::kTax);
    }
    const OrderTotals& totals = book.file.order.totals;
    RC_ASSERT(clearing == totals.paid - totals.refunded);
    RC_ASSERT(receivable == totals.invoiced - totals.paid);
    Money tax_of_documents = book.Minor(0);
    for (const auto& item : book.file.order.items) {
        const Components back = RefundedOf(book.file, item.id);
        tax_of_documents += back.item_tax + back.shipping_tax + back.gift_wrap_tax + back.fee_tax;
        tax_of_documents -= InvoicedOf(book.file, item.id).tax;
    }
    RC_ASSERT(tax == tax_of_documents);
}

void CheckStock(const Book& book, const Book& before) {
    for (const auto& item : book.file.order.items) {
        std::int64_t gone = 0;
        for (const auto& shipment : book.file.shipments) {
            for (const auto& package : shipment.packages) {
                for (const auto& line : package.lines) {
                    const bool counts = !shipment.is_void && line.order_item_id == item.id;
                    gone += counts ? line.from_stock : 0;
                }
            }
        }
        for (const auto& memo : book.file.credit_memos) {
            for (const auto& line : memo.lines) {
                const bool counts = memo.Counts() && line.order_item_id == item.id;
                gone -= counts ? line.returned_quantity : 0;
            }
        }
        const auto reserved = book.reserved.at(item.id), shelf = book.shelf.at(item.id);
        RC_ASSERT(reserved == item.reserved * item.units_per_piece);
        RC_ASSERT(shelf == before.shelf.at(item.id) - gone * item.units_per_piece);
        RC_ASSERT(shelf >= reserved);
    }
}

void CheckAll(const Book& book, const Book& before) {
    CheckCounters(book);
    CheckMoney(book);
    CheckLedger(book);
    CheckStock(book, before);
    RC_ASSERT(book.file.order.state == DeriveState(book.file.order));
    OrderFile recounted = book.file;
    Recount(recounted);
    RC_ASSERT(recounted.order == book.file.order);
}

void Finish(Book& book) {
    if (book.file.order.hold) {
        RC_ASSERT(book.Do(DecideUnhold(book.file, book.scene())) == "");
    }
    book.Invoice();
    for (std::size_t i = 0; i < book.file.invoices.size(); ++i) {
        const InvoiceId id = book.file.invoices[i].id;
        book.Do(DecidePayInvoice(book.file, id, book.scene()));
    }
    for (std::size_t i = 0; i < book.file.credit_memos.size(); ++i) {
        const CreditMemo& memo = book.file.credit_memos[i];
        if (!memo.adjustment_refund.IsZero() || !memo.adjustment_fee.IsZero()) {
            book.Do(DecideVoidCreditMemo(book.file, memo.id, "", book.scene()));
        }
    }
    if (book.file.order.totals.paid > book.file.order.totals.refunded) {
        const std::string refused = book.Refund({});
        RC_ASSERT(refused == "");
    }
}

void AnySequence(bool is_of_channel) {
    const auto words = rc::gen::inRange<std::uint64_t>(0, UINT64_MAX);
    const Book before = AnyOrder({*words});
    Book book = before;
    if (is_of_channel) {
        book.MakeChannelOrder();
    }
    const auto steps = *rc::gen::container<std::vector<std::uint64_t>>(rc::gen::noShrink(words));
    for (const std::uint64_t step : steps) {
        Dice dice{step};
        Verb& verb = g_verbs[static_cast<std::size_t>(dice.Upto(g_verbs.size() - 1))];
        const bool is_accepted = verb.act(book, dice).empty();
        verb.accepted += is_accepted ? 1 : 0;
        RC_LOG() << verb.name << (is_accepted ? "" : " refused") << "\n";
        CheckAll(book, before);
    }
    if (!is_of_channel) {
        Finish(book);
        CheckAll(book, before);
        RC_ASSERT(book.file.order.totals.refunded == book.file.order.totals.paid);
        for (const auto& line : RefundableLines(book.file)) {  // pieces may be left, money not
            RC_ASSERT(line.amounts == ZeroComponents(book.file.order.currency));
        }
    }
}

RC_GTEST_PROP(ProcessProperties, AnySequenceOnOurOwnOrders, ()) {
    for (int order = 0; order < 2; ++order) {
        AnySequence(false);
    }
}

RC_GTEST_PROP(ProcessProperties, AnySequenceOnChannelOrders, ()) {
    AnySequence(true);
}

// The properties above are worth nothing for verbs that random steps never get through.
TEST(ProcessPropertiesReach, EveryVerbWasAccepted) {
    const auto sum = [](int n, const Verb& verb) { return n + verb.accepted; };
    if (std::accumulate(g_verbs.begin(), g_verbs.end(), 0, sum) == 0) {
        GTEST_SKIP() << "the properties did not run";
    }
    for (const auto& verb : g_verbs) {
        EXPECT_GT(verb.accepted, 0) << verb.name;
    }
}

}  // namespace
}  // namespace orderyard::domain
