// Documents: every field comes back, what may change changes, and no more can be given back than
// was paid, whoever tries and how many.
#include "storage/document_store.hpp"

#include <atomic>
#include <thread>

#include "storage/document_samples.hpp"
#include "storage/sql/error.hpp"

namespace orderyard::storage {
namespace {

using domain::CreditMemo;
using domain::Invoice;
using domain::InvoiceState;
using domain::Order;
using domain::Shipment;
using ports::DocumentKind;

class DocumentStoreTest : public DocumentsTest {
  protected:
    void SetUp() override {
        DocumentsTest::SetUp();
        if (!IsSkipped()) {
            order_ = PaidOrder("100");
        }
    }
    template <class Document>
    void Save(Document& document) {
        Write([&](ports::Transaction& t) { t.documents().Save(document); });
    }
    void AddComment(DocumentKind kind, std::int64_t id, domain::DocumentComment& comment) {
        Write([&](ports::Transaction& t) { t.documents().AddComment(kind, id, comment); });
    }
    std::vector<domain::DocumentComment> Comments(DocumentKind kind, std::int64_t id) {
        std::vector<domain::DocumentComment> comments;
        database().Read(
            [&](ports::Transaction& t) { comments = t.documents().Comments(kind, id); });
        return comments;
    }
    // Refused by the database, not by a conflict that trying again would solve.
    template <class Document>
    bool IsRefused(Document& document) {
        try {
            InsertDocument(document);
        } catch (const sql::SqlError&) {
            return true;
        }
        return false;
    }
    Order order_;
};
ORDERYARD_ON_BOTH_ENGINES(DocumentStoreTest);

TEST_P(DocumentStoreTest, GivesBackEveryField) {
    Invoice invoice = SomeInvoice(order_, "I2", {1, 2}, InvoiceState::kOpen);
    invoice.lines.push_back(SomeInvoice(order_, "", {3, 1}).lines[0]);
    invoice.extras = Eur(-1);
    invoice.grand_total =
        invoice.lines[0].amounts.total + invoice.lines[1].amounts.total + invoice.extras;
    invoice.is_from_channel = true;
    invoice.updated_at = At(99);
    InsertDocument(invoice);
    Shipment shipment = SomeShipment(order_, "S1");
    InsertDocument(shipment);
    Shipment foreign = SomeShipment(order_, "S2");
    foreign.packages[0].reference = foreign.packages[1].reference = 0;
    foreign.packages[0].channel_reference = "P-9";
    foreign.is_from_channel = foreign.is_void = true;
    InsertDocument(foreign);
    CreditMemo memo = SomeCreditMemo(order_, "C1", 500);
    memo.invoice_id = invoice.id;
    memo.state = domain::CreditMemoState::kRejected;
    memo.lines[0].unshipped_quantity = 2;
    memo.lines[0].returned_quantity = 1;
    memo.lines[0].amounts = {Eur(1), Eur(2), Eur(3), Eur(4), Eur(5), Eur(6), Eur(7), Eur(8)};
    memo.extras = Eur(9);
    memo.adjustment_refund = Eur(10);
    memo.adjustment_fee = Eur(11);
    memo.grand_total = Eur(36 + 9 + 10 - 11);
    memo.is_from_channel = memo.is_mail_sent = true;
    InsertDocument(memo);

    const domain::OrderFile file = LoadFile(order_);
    ASSERT_EQ(file.invoices.size(), 2U);
    EXPECT_EQ(file.invoices[1], invoice);
    EXPECT_EQ(file.shipments, (std::vector{shipment, foreign}));
    EXPECT_EQ(file.credit_memos, std::vector{memo});
    EXPECT_LT(file.invoices[0].id, file.invoices[1].id);
    database().Read([&](ports::Transaction& t) {
        EXPECT_EQ(t.documents().FindInvoice(invoice.id), invoice);
        EXPECT_EQ(t.documents().FindShipment(foreign.id), foreign);
        EXPECT_EQ(t.documents().FindCreditMemo(memo.id), memo);
        EXPECT_EQ(t.documents().FindShipmentOfPackage(shipment.packages[1].id), shipment.id);
        EXPECT_EQ(t.documents().FindShipmentOfTrack(shipment.packages[0].tracks[1].id),
                  shipment.id);
        EXPECT_EQ(t.documents().FindInvoice(domain::InvoiceId(99'999)), std::nullopt);
        EXPECT_EQ(t.documents().FindShipment(domain::ShipmentId(99'999)), std::nullopt);
        EXPECT_EQ(t.documents().FindCreditMemo(domain::CreditMemoId(99'999)), std::nullopt);
        EXPECT_EQ(t.documents().FindShipmentOfPackage(domain::PackageId(99'999)), std::nullopt);
        EXPECT_EQ(t.documents().FindShipmentOfTrack(domain::TrackId(99'999)), std::nullopt);
    });
}

TEST_P(DocumentStoreTest, KeepsOrdersApart) {
    Order other = PaidOrder("200");
    Shipment shipment = SomeShipment(other, "S1");
    InsertDocument(shipment);
    EXPECT_EQ(LoadFile(order_).invoices.size(), 1U);
    EXPECT_TRUE(LoadFile(order_).shipments.empty());
    EXPECT_EQ(LoadFile(other).shipments.size(), 1U);
    EXPECT_TRUE(LoadFile(Order{}).invoices.empty());
}

TEST_P(DocumentStoreTest, SavesWhatMayChange) {
    Invoice invoice = SomeInvoice(order_, "I2", {0, 2}, InvoiceState::kOpen);
    InsertDocument(invoice);
    invoice.state = InvoiceState::kCanceled;
    invoice.transaction_id = "T-2";
    invoice.is_mail_sent = true;
    invoice.updated_at = At(50);
    Save(invoice);
    EXPECT_EQ(LoadFile(order_).invoices.at(1), invoice);
    CreditMemo memo = SomeCreditMemo(order_, "C1", 500);
    InsertDocument(memo);
    memo.state = domain::CreditMemoState::kVoid;
    memo.is_mail_sent = true;
    memo.updated_at = At(51);
    Save(memo);
    EXPECT_EQ(LoadFile(order_).credit_memos.at(0), memo);

    Invoice nobody = invoice;
    nobody.id = domain::InvoiceId(99'999);
    EXPECT_THROW(Save(nobody), ports::VersionConflict);
    Shipment no_shipment = SomeShipment(order_, "S1");
    no_shipment.id = domain::ShipmentId(99'999);
    EXPECT_THROW(Save(no_shipment), ports::VersionConflict);
    CreditMemo no_memo = memo;
    no_memo.id = domain::CreditMemoId(99'999);
    EXPECT_THROW(Save(no_memo), ports::VersionConflict);
}

TEST_P(DocumentStoreTest, SavesTracks) {
    Shipment shipment = SomeShipment(order_, "S1");
    InsertDocument(shipment);
    domain::Track kept = shipment.packages[0].tracks[1];
    kept.number = "78";
    kept.carrier_code = "dhl";
    shipment.packages[0].tracks = {{{}, "fedex", "FedEx", "99", "", At(30)}, kept};
    shipment.packages[1].tracks = {{{}, "usps", "USPS", "42", "", At(31)}};
    shipment.packages[1].is_untracked = false;
    shipment.is_void = true;
    shipment.is_mail_sent = false;
    shipment.updated_at = At(60);
    Save(shipment);
    EXPECT_TRUE(shipment.packages[0].tracks[0].id.IsSet());
    EXPECT_TRUE(shipment.packages[1].tracks[0].id.IsSet());
    EXPECT_EQ(LoadFile(order_).shipments.at(0), shipment);

    Shipment foreign_track = shipment;
    foreign_track.packages[1].tracks = {kept};
    EXPECT_THROW(Save(foreign_track), std::logic_error);
    Shipment more = shipment;
    more.packages.push_back(SomeShipment(order_, "").packages[0]);
    EXPECT_THROW(Save(more), std::logic_error);
}

TEST_P(DocumentStoreTest, TakesNumbersOnce) {
    Invoice invoice = SomeInvoice(order_, "i100", {0, 1}, InvoiceState::kOpen);
    EXPECT_THROW(InsertDocument(invoice), ports::VersionConflict);  // I100 is there
    Shipment shipment = SomeShipment(order_, "S1");
    InsertDocument(shipment);
    Shipment same_number = SomeShipment(order_, "S1");
    same_number.packages[0].reference = 3;
    same_number.packages[1].reference = 4;
    EXPECT_THROW(InsertDocument(same_number), ports::VersionConflict);
    Shipment same_reference = SomeShipment(order_, "S2");
    EXPECT_THROW(InsertDocument(same_reference), ports::VersionConflict);
    Order other = PaidOrder("200");
    Shipment of_another_order = SomeShipment(other, "S3");
    InsertDocument(of_another_order);
    CreditMemo memo = SomeCreditMemo(order_, "C1", 1);
    InsertDocument(memo);
    CreditMemo same_memo = SomeCreditMemo(order_, "C1", 1);
    EXPECT_THROW(InsertDocument(same_memo), ports::VersionConflict);
}

TEST_P(DocumentStoreTest, RefusesAnAmountOfAnotherCurrency) {
    Invoice invoice = SomeInvoice(order_, "I2", {0, 1}, InvoiceState::kOpen);
    invoice.extras = base::Money::OfMinor(25, base::Currency::Of("USD"));
    EXPECT_THROW(InsertDocument(invoice), std::logic_error);
}

TEST_P(DocumentStoreTest, NeverGivesBackMoreThanWasPaid) {
    CreditMemo all = SomeCreditMemo(order_, "C1", 4'404);  // the line's total is 44.03
    EXPECT_TRUE(IsRefused(all));
    CreditMemo first = SomeCreditMemo(order_, "C2", 4'000);
    EXPECT_FALSE(IsRefused(first));
    CreditMemo second = SomeCreditMemo(order_, "C3", 404);
    EXPECT_TRUE(IsRefused(second));
    CreditMemo adjusted = SomeCreditMemo(order_, "C4", 0);
    adjusted.adjustment_refund = adjusted.grand_total = Eur(429);  // paid are 44.28
    EXPECT_TRUE(IsRefused(adjusted));
    adjusted.adjustment_refund = adjusted.grand_total = Eur(428);
    EXPECT_FALSE(IsRefused(adjusted));
    CreditMemo shipping = SomeCreditMemo(order_, "C5", 0);
    Write([&](ports::Transaction& t) {
        adjusted.state = domain::CreditMemoState::kVoid;
        t.documents().Save(adjusted);
    });
    shipping.lines[0].amounts.shipping = shipping.grand_total = Eur(401);
    EXPECT_TRUE(IsRefused(shipping));
    // Coming back to life counts again.
    EXPECT_FALSE(IsRefused(second = SomeCreditMemo(order_, "C6", 403)));
    adjusted.state = domain::CreditMemoState::kIssued;
    EXPECT_THROW(Save(adjusted), sql::SqlError);
}

TEST_P(DocumentStoreTest, AnOpenInvoiceIsNotPaid) {
    Order order = FourPieces("300");
    Insert(order);
    Invoice invoice = SomeInvoice(order, "I300", {0, 4}, InvoiceState::kOpen);
    InsertDocument(invoice);
    CreditMemo memo = SomeCreditMemo(order, "C1", 1);
    EXPECT_TRUE(IsRefused(memo));
}

// 32 clients try to give back 1.00 of 44.03 until none succeeds any more; none of them locks the
// order or looks before.
TEST_P(DocumentStoreTest, NobodyWinsARaceForTheLastCent) {
    std::atomic<int> given_back = 0;
    std::atomic<int> number = 0;
    std::vector<std::thread> clients;
    for (int i = 0; i < 32; ++i) {
        clients.emplace_back([&] {
            for (int attempt = 0; attempt < 3; ++attempt) {
                CreditMemo memo = SomeCreditMemo(order_, "R" + std::to_string(++number), 100);
                try {
                    InsertDocument(memo);
                    ++given_back;
                } catch (const sql::SqlError&) {
                } catch (const ports::VersionConflict&) {
                }
            }
        });
    }
    for (std::thread& client : clients) {
        client.join();
    }
    EXPECT_EQ(given_back, 44);
    EXPECT_EQ(Connect()->QueryInt("SELECT count(*) FROM credit_memo"), 44);
}

TEST_P(DocumentStoreTest, KeepsCommentsSealedAndPurgesThem) {
    Shipment shipment = SomeShipment(order_, "S1");
    InsertDocument(shipment);
    domain::DocumentComment first;
    first.at = At(40);
    first.author = {domain::ActorKind::kApi, "shop"};
    first.text = "Frau Mustermann rief an";
    first.is_customer_notified = first.is_visible_on_front = true;
    domain::DocumentComment silent;
    silent.at = At(39);
    AddComment(DocumentKind::kShipment, shipment.id.value, first);
    AddComment(DocumentKind::kShipment, shipment.id.value, silent);
    domain::DocumentComment elsewhere = silent;
    AddComment(DocumentKind::kInvoice, LoadFile(order_).invoices[0].id.value, elsewhere);

    const auto comments = Comments(DocumentKind::kShipment, shipment.id.value);
    ASSERT_EQ(comments.size(), 2U);
    EXPECT_EQ(comments[0].id, first.id);
    EXPECT_EQ(comments[0].at, At(40));
    EXPECT_EQ(comments[0].author.kind, domain::ActorKind::kApi);
    EXPECT_EQ(comments[0].author.name, "shop");
    EXPECT_EQ(comments[0].text, first.text);
    EXPECT_TRUE(comments[0].is_customer_notified && comments[0].is_visible_on_front);
    EXPECT_EQ(comments[1].text, "");
    EXPECT_FALSE(comments[1].is_customer_notified || comments[1].is_visible_on_front);
    EXPECT_TRUE(Comments(DocumentKind::kCreditMemo, 1).empty());
    EXPECT_THROW(AddComment(DocumentKind::kCreditMemo, 99'999, silent), std::logic_error);

    Write([&](ports::Transaction& t) { t.orders().PurgePersonalData(order_.id); });
    EXPECT_EQ(Comments(DocumentKind::kShipment, shipment.id.value).at(0).text, "");
    domain::DocumentComment later = silent;
    later.text = "neu";
    AddComment(DocumentKind::kShipment, shipment.id.value, later);
    EXPECT_EQ(Comments(DocumentKind::kShipment, shipment.id.value).at(2).text, "neu");
}

// Items of an order that was not stored yet had provisional ids.
TEST_P(DocumentStoreTest, AnOrderInsertedWithProvisionalIdsGetsRealOnes) {
    Order order = FourPieces("400");
    order.items.push_back(order.items[0]);
    order.items[1].channel_item_number = "item-2";
    order.items[0].id = domain::OrderItemId(-1);
    order.items[1].id = domain::OrderItemId(-2);
    order.reordered_from = order_.id;
    Insert(order);
    EXPECT_GT(order.items[0].id.value, 0);
    EXPECT_GT(order.items[1].id.value, order.items[0].id.value);
    EXPECT_EQ(Load(order.id), order);
    domain::OrderItem added = order.items[0];
    added.channel_item_number = "item-3";
    added.id = domain::OrderItemId(-3);
    order.items.push_back(added);
    OrdersTest::Save(order);
    EXPECT_GT(order.items[2].id.value, 0);
    EXPECT_EQ(Load(order.id), order);
}

}  // namespace
}  // namespace orderyard::storage
