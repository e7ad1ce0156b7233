// The ledger is only appended to, and the checks find every kind of disagreement in the books.
#include "storage/ledger_store.hpp"

#include "storage/document_samples.hpp"
#include "storage/sql/error.hpp"

namespace orderyard::storage {
namespace {

using domain::LedgerEvent;

class LedgerStoreTest : public DocumentsTest {
  protected:
    void Append(const LedgerEvent& event) {
        Write([&](ports::Transaction& t) { t.ledger().Append(event); });
    }
    ports::LedgerCheck VerifyMoney(int limit = 100) {
        ports::LedgerCheck check;
        database().Read([&](ports::Transaction& t) { check = t.ledger().VerifyMoney(limit); });
        return check;
    }
    ports::LedgerCheck VerifyStock(int limit = 100) {
        ports::LedgerCheck check;
        database().Read([&](ports::Transaction& t) { check = t.ledger().VerifyStock(limit); });
        return check;
    }
    // An order with all kinds of documents, all of them posted; the books agree.
    domain::Order Booked() {
        domain::OrderFile file;
        file.order = FourPieces("100");
        Insert(file.order);
        domain::Invoice canceled =
            SomeInvoice(file.order, "I1", {0, 1}, domain::InvoiceState::kOpen);
        domain::Invoice open = SomeInvoice(file.order, "I2", {0, 1}, domain::InvoiceState::kOpen);
        domain::Invoice paid = SomeInvoice(file.order, "I3", {1, 3});
        domain::Shipment shipment = SomeShipment(file.order, "S1");
        domain::Shipment taken_back = SomeShipment(file.order, "S2");
        taken_back.is_void = true;
        taken_back.packages[0].reference = taken_back.packages[1].reference = 0;
        domain::CreditMemo memo = SomeCreditMemo(file.order, "C1", 500);
        domain::CreditMemo void_memo = SomeCreditMemo(file.order, "C2", 300);
        Write([&](ports::Transaction& t) {
            for (domain::Invoice* invoice : {&canceled, &open, &paid}) {
                t.documents().Insert(*invoice);
                t.ledger().Append(PostInvoice(*invoice, At(1)));
            }
            canceled.state = domain::InvoiceState::kCanceled;
            t.documents().Save(canceled);
            t.ledger().Append(PostInvoiceCancel(canceled, false, At(2)));
            t.documents().Insert(shipment);
            t.documents().Insert(taken_back);
            for (domain::CreditMemo* each : {&memo, &void_memo}) {
                t.documents().Insert(*each);
                t.ledger().Append(PostCreditMemo(*each, At(3)));
            }
            void_memo.state = domain::CreditMemoState::kVoid;
            t.documents().Save(void_memo);
            t.ledger().Append(PostCreditMemoVoid(void_memo, At(4)));
            t.documents().LoadFor(file);
            Recount(file);
            domain::Order copy = file.order;
            t.orders().Save(copy);
        });
        return *Load(file.order.id);
    }
};
ORDERYARD_ON_BOTH_ENGINES(LedgerStoreTest);

TEST_P(LedgerStoreTest, GivesBackItsEventsInOrder) {
    const domain::Order order = PaidOrder("100");
    const domain::Invoice invoice = LoadFile(order).invoices.at(0);
    domain::Invoice open = invoice;
    open.state = domain::InvoiceState::kOpen;
    const LedgerEvent payment = PostPayment(invoice, At(1));
    const LedgerEvent billed = PostInvoice(open, At(1));
    LedgerEvent memo = PostCreditMemo(SomeCreditMemo(order, "C1", 100), At(2));
    for (std::size_t i = 0; i < memo.amounts.size(); ++i) {  // each account its own amount
        memo.amounts[i] = Eur(i == 9 ? -45 : static_cast<std::int64_t>(i) + 1);
    }
    Append(payment);
    Append(memo);
    Append(billed);
    database().Read([&](ports::Transaction& t) {
        EXPECT_EQ(t.ledger().ForOrder(order.id), (std::vector{billed, payment, memo}));
        EXPECT_TRUE(t.ledger().ForOrder(domain::OrderId(99'999)).empty());
    });
}

TEST_P(LedgerStoreTest, IsAppendOnlyBalancedAndPostsOnce) {
    const domain::Order order = PaidOrder("100");
    const LedgerEvent event = PostInvoice(LoadFile(order).invoices.at(0), At(1));
    Append(event);
    EXPECT_THROW(Append(event), ports::VersionConflict);
    LedgerEvent unbalanced = event;
    unbalanced.document = "other";
    unbalanced.Of(domain::Account::kTips) += Eur(1);
    EXPECT_THROW(Append(unbalanced), sql::SqlError);
    LedgerEvent foreign = event;
    foreign.document = "other";
    foreign.currency = base::Currency::Of("USD");
    EXPECT_THROW(Append(foreign), std::logic_error);
    const auto connection = Connect();
    EXPECT_THROW(connection->Exec("DELETE FROM ledger_event"), sql::SqlError);
    EXPECT_THROW(connection->Exec("UPDATE ledger_event SET at = 1"), sql::SqlError);
    EXPECT_THROW(connection->Exec("UPDATE ledger_event SET goods = goods + 1, tips = tips - 1"),
                 sql::SqlError);
}

TEST_P(LedgerStoreTest, AgreeingBooksHaveNoImbalances) {
    EXPECT_EQ(VerifyMoney().events, 0);
    Booked();
    const ports::LedgerCheck check = VerifyMoney();
    EXPECT_EQ(check.events, 7);
    EXPECT_EQ(check.imbalances, std::vector<std::string>{});
}

TEST_P(LedgerStoreTest, FindsWhatDoesNotAgree) {
    const domain::Order order = Booked();
    ASSERT_TRUE(VerifyMoney().imbalances.empty());
    const struct {
        const char* damage;
        const char* named;
    } kCases[] = {
        {"UPDATE sales_order SET invoiced = invoiced + 1", "order 100: invoiced and its invoices"},
        {"UPDATE sales_order SET paid = paid + 1", "order 100: paid and its paid invoices"},
        {"UPDATE sales_order SET refunded = refunded - 1",
         "order 100: refunded and its credit memos"},
        {"UPDATE sales_order SET subtotal = subtotal + 1, rounding = rounding - 1",
         "order 100: subtotal and its lines"},
        {"UPDATE sales_order SET tax = tax - 1, rounding = rounding + 1", "tax and its lines"},
        {"UPDATE sales_order SET discount = discount + 1, rounding = rounding + 1",
         "discount and its lines"},
        {"UPDATE sales_order SET canceled = grand_total - invoiced + 1",
         "order 100: what is invoiced or canceled and its total"},
        {"UPDATE invoice SET state = 'paid' WHERE increment_id = 'I2'",
         "receivable in the ledger and open invoices"},
        {"UPDATE credit_memo SET state = 'void'", "clearing in the ledger and paid less refunded"},
        {"UPDATE invoice SET quantity = 9 WHERE increment_id = 'I3'",
         "order 100, invoice I3: pieces and its lines"},
        {"UPDATE invoice SET lines_total = lines_total + 1, extras = extras - 1 "
         "WHERE increment_id = 'I3'",
         "order 100, invoice I3: total and its lines"},
        {"UPDATE credit_memo SET lines_total = lines_total + 1, extras = extras - 1 "
         "WHERE increment_id = 'C1'",
         "order 100, credit memo C1: total and its lines"},
        {"UPDATE sales_order_item SET invoiced = invoiced - 1",
         "order 100, line SKU-1: pieces invoiced and its invoices"},
        {"UPDATE sales_order_item SET shipped = shipped + 1", "pieces shipped and its shipments"},
        {"UPDATE sales_order_item SET refunded_shipped = 0",
         "shipped pieces refunded and its credit memos"},
        {"UPDATE sales_order_item SET refunded_unshipped = 1",
         "unshipped pieces refunded and its credit memos"},
        {"UPDATE sales_order SET currency = 'USD'", "entries in a foreign currency"},
        {"UPDATE sales_hour SET orders = orders + 1", "orders counted and the orders are 2 and 1"},
        {"UPDATE sales_order_block_count SET orders = orders + 1",
         "orders of block 0: tallied and stored are 2 and 1"},
        {"UPDATE sales_order_hour_count SET updated = updated - 1", "tallied and stored are"},
        {"UPDATE sales_hour SET total = total - 1", "total counted and the orders"},
        {"DELETE FROM sales_hour", "orders counted and the orders are 0 and 1"},
    };
    const auto connection = Connect();
    SqlLedgerStore ledger(*connection);
    for (const auto& one : kCases) {
        connection->Begin(true);
        connection->Exec(one.damage);
        const ports::LedgerCheck check = ledger.VerifyMoney(100);
        connection->Rollback();
        std::string all;
        for (const std::string& line : check.imbalances) {
            all += line + "\n";
        }
        EXPECT_NE(all.find(one.named), std::string::npos) << one.damage << "\n" << all;
    }
    connection->Begin(true);
    connection->Exec("UPDATE sales_order SET invoiced = invoiced + 1, paid = paid + 1");
    connection->Exec("UPDATE invoice SET quantity = 9");
    EXPECT_EQ(ledger.VerifyMoney(2).imbalances.size(), 2U);
    EXPECT_EQ(ledger.VerifyMoney(2).events, 7);
    connection->Rollback();
}

TEST_P(LedgerStoreTest, FindsStockThatDoesNotAgree) {
    const domain::Product product = MakeProduct("SKU-1", 10);
    domain::Order order = FourPieces("100");
    order.items[0].product_id = product.id;
    order.items[0].is_stock_managed = true;
    order.items[0].units_per_piece = 2;
    order.items[0].reserved = 3;
    Insert(order);
    Write([&](ports::Transaction& t) {
        t.products().Apply({product.id, 0, 6, domain::StockReason::kReserve, order.id, "item-1"},
                           At(1));
    });
    EXPECT_EQ(VerifyStock().events, 2);
    EXPECT_EQ(VerifyStock().imbalances, std::vector<std::string>{});
    const struct {
        const char* damage;
        const char* named;
    } kCases[] = {
        {"UPDATE product SET on_hand = 11", "product SKU-1: on hand and its movements"},
        {"UPDATE product SET reserved = 5", "product SKU-1: reserved and its movements"},
        {"UPDATE stock_reservation SET quantity = 4", "reserved and the orders' reservations"},
        {"DELETE FROM stock_movement", "on hand and its movements are 10 and 0"},
    };
    const auto connection = Connect();
    SqlLedgerStore ledger(*connection);
    for (const auto& one : kCases) {
        connection->Begin(true);
        connection->Exec(one.damage);
        const ports::LedgerCheck check = ledger.VerifyStock(100);
        connection->Rollback();
        ASSERT_EQ(check.imbalances.size(), 1U) << one.damage;
        EXPECT_NE(check.imbalances[0].find(one.named), std::string::npos) << check.imbalances[0];
    }
}

}  // namespace
}  // namespace orderyard::storage
