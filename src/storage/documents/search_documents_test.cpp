// Lists of documents: each column and what it finds, sorts, pages and refusals.
#include "storage/document_samples.hpp"

namespace orderyard::storage {
namespace {

using ports::FilterOp;
using ports::SearchQuery;

class SearchDocumentsTest : public DocumentsTest {
  protected:
    // Order 101 has I101 (paid, 44.28) and S101; order 102 has I102 (open), two memos and S102.
    void SetUp() override {
        DocumentsTest::SetUp();
        if (IsSkipped()) {
            return;
        }
        first_ = PaidOrder("Ab101");
        domain::Shipment shipment = SomeShipment(first_, "S101");
        InsertDocument(shipment);
        second_ = PaidOrder("Ab102");
        domain::Invoice open = SomeInvoice(second_, "X7", {0, 1}, domain::InvoiceState::kOpen);
        open.created_at = At(3'600);
        open.updated_at = At(7'200);
        open.is_mail_sent = true;
        open.transaction_id = "T-2";
        InsertDocument(open);
        domain::Shipment later = SomeShipment(second_, "S102");
        later.packages.pop_back();
        later.created_at = later.updated_at = At(3'600);
        later.is_mail_sent = false;
        InsertDocument(later);
        domain::CreditMemo of_invoice = SomeCreditMemo(second_, "C1", 100);
        of_invoice.invoice_id = open.id;
        InsertDocument(of_invoice);
        domain::CreditMemo adjusted = SomeCreditMemo(second_, "C2", 100);
        adjusted.adjustment_refund = Eur(50);
        adjusted.adjustment_fee = Eur(20);
        adjusted.grand_total = Eur(130);
        adjusted.state = domain::CreditMemoState::kRejected;
        adjusted.created_at = adjusted.updated_at = At(3'600);
        adjusted.is_mail_sent = true;
        InsertDocument(adjusted);
        invoice_id_ = std::to_string(open.id.value);
        order_id_ = std::to_string(second_.id.value);
    }
    template <class Page>
    static std::string Numbers(const Page& page) {
        if (!page) {
            return "refused: " + page.error().field;
        }
        std::string numbers;
        for (const auto& document : page->documents) {
            numbers += (numbers.empty() ? "" : " ") + document.increment_id;
        }
        return numbers;
    }
    // `kind`: i, s or c.
    std::string Search(char kind, const SearchQuery& query) {
        std::string found;
        database().Read([&](ports::Transaction& t) {
            ports::DocumentStore& documents = t.documents();
            found = kind == 'i'   ? Numbers(documents.SearchInvoices(query))
                    : kind == 's' ? Numbers(documents.SearchShipments(query))
                                  : Numbers(documents.SearchCreditMemos(query));
        });
        return found;
    }
    domain::Order first_, second_;
    std::string invoice_id_, order_id_;
};
ORDERYARD_ON_BOTH_ENGINES(SearchDocumentsTest);

TEST_P(SearchDocumentsTest, FiltersByEveryColumn) {
    using Op = FilterOp;
    const struct {
        char kind;
        const char* field;
        Op op;
        std::vector<std::string> values;
        const char* found;
    } kCases[] = {
        {'i', "entity_id", Op::kEq, {invoice_id_}, "X7"},
        {'i', "entity_id", Op::kNeq, {invoice_id_}, "IAb101 IAb102"},
        {'i', "increment_id", Op::kEq, {"iab101"}, "IAb101"},
        {'i', "increment_id", Op::kLike, {"iab1%"}, "IAb101 IAb102"},
        {'i', "order_id", Op::kEq, {order_id_}, "IAb102 X7"},
        {'i', "order_increment_id", Op::kEq, {"AB102"}, "IAb102 X7"},
        {'i', "order_increment_id", Op::kLike, {"ab1%"}, "IAb101 IAb102 X7"},
        {'i', "order_increment_id", Op::kIn, {"Ab101", "none"}, "IAb101"},
        {'i', "order_increment_id", Op::kNeq, {"Ab101"}, "IAb102 X7"},
        {'i', "order_increment_id", Op::kNull, {}, ""},
        {'i', "store_id", Op::kEq, {"1"}, "IAb101 IAb102 X7"},
        {'i', "store_id", Op::kEq, {"2"}, ""},
        {'i', "state", Op::kEq, {"1"}, "X7"},
        {'i', "state", Op::kIn, {"2", "3"}, "IAb101 IAb102"},
        {'i', "created_at", Op::kGteq, {"2023-11-14 23:00:00"}, "X7"},
        {'i', "updated_at", Op::kGt, {"2023-11-15 00:00:00"}, "X7"},
        {'i', "updated_at", Op::kLt, {"2023-11-15"}, "IAb101 IAb102"},
        {'i', "grand_total", Op::kEq, {"44.28"}, "IAb101 IAb102"},
        {'i', "base_grand_total", Op::kLt, {"44.28"}, "X7"},
        {'i', "total_qty", Op::kEq, {"1"}, "X7"},
        {'i', "email_sent", Op::kEq, {"1"}, "X7"},
        {'i', "transaction_id", Op::kEq, {"t-2"}, "X7"},
        {'i', "order_currency_code", Op::kEq, {"EUR"}, "IAb101 IAb102 X7"},
        {'s', "entity_id", Op::kGt, {"0"}, "S101 S102"},
        {'s', "increment_id", Op::kEq, {"S101"}, "S101"},
        {'s', "order_id", Op::kEq, {order_id_}, "S102"},
        {'s', "order_increment_id", Op::kEq, {"Ab101"}, "S101"},
        {'s', "store_id", Op::kNeq, {"1"}, ""},
        {'s', "created_at", Op::kGteq, {"2023-11-14 23:00:00"}, "S102"},
        {'s', "updated_at", Op::kLt, {"2023-11-14 23:00:00"}, "S101"},
        {'s', "total_qty", Op::kEq, {"3"}, "S101"},
        {'s', "email_sent", Op::kEq, {"0"}, "S102"},
        {'c', "entity_id", Op::kGt, {"0"}, "C1 C2"},
        {'c', "increment_id", Op::kEq, {"c2"}, "C2"},
        {'c', "order_id", Op::kEq, {order_id_}, "C1 C2"},
        {'c', "order_increment_id", Op::kEq, {"Ab101"}, ""},
        {'c', "invoice_id", Op::kEq, {invoice_id_}, "C1"},
        {'c', "invoice_id", Op::kNull, {}, "C2"},
        {'c', "state", Op::kEq, {"1"}, "C2"},
        {'c', "state", Op::kEq, {"2"}, "C1"},
        {'c', "created_at", Op::kGteq, {"2023-11-14 23:00:00"}, "C2"},
        {'c', "updated_at", Op::kLt, {"2023-11-14 23:00:00"}, "C1"},
        {'c', "grand_total", Op::kGt, {"1"}, "C2"},
        {'c', "adjustment_positive", Op::kEq, {"0.5"}, "C2"},
        {'c', "adjustment_negative", Op::kEq, {"0.2"}, "C2"},
        {'c', "adjustment", Op::kEq, {"0.3"}, "C2"},
        {'c', "email_sent", Op::kEq, {"1"}, "C2"},
        {'c', "base_currency_code", Op::kNeq, {"eur"}, ""},
        {'i', "customer_email", Op::kEq, {"a"}, "refused: customer_email"},
        {'i', "status", Op::kEq, {"a"}, "refused: status"},
        {'s', "grand_total", Op::kEq, {"1"}, "refused: grand_total"},
        {'s', "state", Op::kEq, {"1"}, "refused: state"},
        {'c', "o.id", Op::kEq, {"1"}, "refused: o.id"},
        {'i', "created_at", Op::kEq, {"never"}, "refused: created_at"},
    };
    for (const auto& one : kCases) {
        EXPECT_EQ(Search(one.kind, {{{{one.field, one.op, one.values}}}, {}, 0, 1}), one.found)
            << one.kind << " " << one.field << " " << static_cast<int>(one.op);
    }
}

TEST_P(SearchDocumentsTest, SortsAndPages) {
    const struct {
        char kind;
        std::vector<ports::SortKey> sort;
        const char* found;
    } kCases[] = {
        {'i', {}, "IAb101 IAb102 X7"},
        {'i', {{"entity_id", true}}, "X7 IAb102 IAb101"},
        {'i', {{"increment_id", true}}, "X7 IAb102 IAb101"},
        {'i', {{"created_at", true}}, "X7 IAb102 IAb101"},
        {'i', {{"updated_at", false}}, "IAb101 IAb102 X7"},
        {'i', {{"grand_total", false}}, "X7 IAb101 IAb102"},
        {'i', {{"order_id", false}}, "IAb101 IAb102 X7"},
        {'i', {{"state", true}, {"entity_id", false}}, "IAb101 IAb102 X7"},
        {'i', {{"order_increment_id", true}}, "refused: order_increment_id"},
        {'i', {{"nonsense", true}}, "refused: nonsense"},
        {'s', {{"total_qty", true}}, "S101 S102"},
        {'c', {{"invoice_id", false}}, "C2 C1"},
        {'c', {{"invoice_id", true}}, "C1 C2"},
    };
    for (const auto& one : kCases) {
        EXPECT_EQ(Search(one.kind, {{}, one.sort, 0, 1}), one.found)
            << one.kind << " " << (one.sort.empty() ? "" : one.sort[0].field);
    }
    EXPECT_EQ(Search('i', {{}, {}, 2, 1}), "IAb101 IAb102");
    EXPECT_EQ(Search('i', {{}, {}, 2, 2}), "X7");
    EXPECT_EQ(Search('i', {{}, {}, 2, 3}), "");
    EXPECT_EQ(Search('i', {{}, {}, 2, INT64_MAX}), "");
    EXPECT_EQ(Search('i', {{}, {}, INT64_MAX, 3}), "");
    database().Read([&](ports::Transaction& t) {
        const auto past_the_end = t.documents().SearchInvoices({{}, {}, 2, 9});
        EXPECT_EQ(past_the_end->total_count, 3);
        const auto page = t.documents().SearchInvoices({{}, {}, 1, 1});
        EXPECT_EQ(page->total_count, 3);
        EXPECT_EQ(page->documents.at(0).lines.size(), 1U);  // whole documents
    });
}

}  // namespace
}  // namespace orderyard::storage
