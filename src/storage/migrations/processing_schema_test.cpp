// What the tables of migration 3 refuse, one line for each CHECK, key and reference; and every text
// column is on a list: plain on purpose, or sealed.
#include <map>
#include <set>

#include "ports/bulk_store.hpp"
#include "ports/idempotency_store.hpp"
#include "ports/recon_store.hpp"
#include "storage/document_samples.hpp"
#include "storage/sql/error.hpp"

namespace orderyard::storage {
namespace {

class ProcessingSchemaTest : public DocumentsTest {
  protected:
    void SetUp() override {
        DocumentsTest::SetUp();
        if (IsSkipped()) {
            return;
        }
        const domain::StoreId store = MakeStore();
        const domain::Order order = PaidOrder("100");
        domain::Invoice invoice = SomeInvoice(order, "I2", {0, 1}, domain::InvoiceState::kOpen);
        InsertDocument(invoice);
        domain::Shipment shipment = SomeShipment(order, "S1");
        InsertDocument(shipment);
        domain::CreditMemo memo = SomeCreditMemo(order, "C1", 100);
        InsertDocument(memo);
        domain::CreditMemo other_memo = SomeCreditMemo(order, "C2", 100);
        InsertDocument(other_memo);
        domain::FollowUp cancel;
        cancel.kind = domain::FollowUpKind::kCancelLines;
        cancel.order_id = order.id;
        cancel.store_id = store;
        cancel.channel_number = "303-1";
        cancel.dedupe_key = "a";
        cancel.pieces = {{"item-1", 1}};
        domain::FollowUp second = cancel;
        second.dedupe_key = "b";
        ports::FeedJob feed;
        feed.store_id = store;
        feed.type = "T";
        feed.state = "built";
        feed.content_hash = std::string(64, 'a');
        ports::BulkJob job;
        job.verb = "hold";
        domain::DocumentComment comment;
        Write([&](ports::Transaction& t) {
            t.documents().AddComment(ports::DocumentKind::kInvoice, invoice.id.value, comment);
            t.follow_ups().Insert(cancel);
            t.follow_ups().Insert(second);
            t.follow_ups().InsertFeed(feed);
            t.idempotency().Put({"c", "k", "r", "h", 200, "b", At(0), At(1)});
            t.bulk().Insert(job, {order.id, order.id});
            t.recon().Open({0, store, "1", "money", "a", At(0), {}, ""});
            t.recon().Open({0, store, "1", "money", "b", At(0), {}, ""});
        });
        connection_ = Connect();
    }
    void TearDown() override { connection_.reset(); }
    // Runs an UPDATE and undoes it; true when the database refused it.
    bool Refuses(const std::string& table, const std::string& change) {
        connection_->Begin(true);
        bool is_refused = false;
        try {
            const std::string sql = "UPDATE " + table + " SET " + change;
            EXPECT_GT(connection_->Exec(sql), 0) << sql;
        } catch (const sql::SqlError&) {
            is_refused = true;
        } catch (const sql::UniqueViolation&) {
            is_refused = true;
        }
        connection_->Rollback();
        return is_refused;
    }
    std::unique_ptr<sql::Connection> connection_;
};
ORDERYARD_ON_BOTH_ENGINES(ProcessingSchemaTest);

TEST_P(ProcessingSchemaTest, AcceptsWhatIsRight) {
    EXPECT_FALSE(Refuses("invoice", "extras = extras + 5, grand_total = grand_total + 5"));
    EXPECT_FALSE(Refuses("credit_memo", "adjustment_fee = 5, grand_total = grand_total - 5"));
    EXPECT_FALSE(Refuses("follow_up", "state = 'unknown', looks = 4"));
    EXPECT_FALSE(Refuses("bulk_job", "done = 1, failed = 1, ended_at = 5"));
}

TEST_P(ProcessingSchemaTest, RefusesWrongDocuments) {
    const std::vector<std::pair<const char*, const char*>> kWrong = {
        {"invoice", "order_id = 999999"},
        {"invoice", "store_view_id = 999999"},
        {"invoice", "increment_id = ''"},
        {"invoice", "increment_id = 'same'"},
        {"invoice", "state = 'lost'"},
        {"invoice", "currency = 'EURO'"},
        {"invoice", "currency = ''"},
        {"invoice", "quantity = -1"},
        {"invoice", "lines_total = lines_total + 1"},
        {"invoice", "extras = extras + 1"},
        {"invoice", "grand_total = grand_total + 1"},
        {"invoice", "extras = -lines_total - 1, grand_total = -1"},
        {"invoice", "is_from_channel = 2"},
        {"invoice", "is_mail_sent = 2"},
        {"invoice_line", "order_item_id = 999999"},
        {"invoice_line", "invoice_id = 999999"},
        {"invoice_line", "piece_first = -1"},
        {"invoice_line", "piece_count = -1"},
        {"invoice_line", "position = -1"},
        {"invoice_line", "row_total = row_total + 1"},
        {"invoice_line", "row_total = -1, total = total - row_total - 1"},
        {"invoice_line", "row_tax = -1"},
        {"invoice_line", "shipping = shipping + 1"},
        {"invoice_line", "shipping_tax = -1"},
        {"invoice_line", "gift_wrap = gift_wrap + 1"},
        {"invoice_line", "gift_wrap_tax = -1"},
        {"invoice_line", "fee = fee + 1"},
        {"invoice_line", "fee_tax = -1"},
        {"invoice_line", "discount = discount + 1"},
        {"invoice_line", "shipping_discount = discount + 1"},
        {"invoice_line", "tax = tax + 1"},
        {"invoice_line", "rounding = rounding + 1"},
        {"invoice_line", "total = total + 1"},
        {"shipment", "order_id = 999999"},
        {"shipment", "store_view_id = 999999"},
        {"shipment", "increment_id = ''"},
        {"shipment", "quantity = -1"},
        {"shipment", "is_void = 2"},
        {"shipment", "is_from_channel = 2"},
        {"shipment", "is_mail_sent = 2"},
        {"shipment_package", "order_id = 999999"},
        {"shipment_package", "shipment_id = 999999"},
        {"shipment_package", "position = -1"},
        {"shipment_package", "reference = -1"},
        {"shipment_package", "reference = 7"},
        {"shipment_package", "is_untracked = 2"},
        {"package_line", "order_item_id = 999999"},
        {"package_line", "package_id = 999999"},
        {"package_line", "position = -1"},
        {"package_line", "quantity = 0"},
        {"package_line", "from_stock = -1"},
        {"package_line", "from_stock = quantity + 1"},
        {"track", "package_id = 999999"},
        {"track", "position = -1"},
        {"credit_memo", "order_id = 999999"},
        {"credit_memo", "store_view_id = 999999"},
        {"credit_memo", "invoice_id = 999999"},
        {"credit_memo", "increment_id = ''"},
        {"credit_memo", "increment_id = 'same'"},
        {"credit_memo", "state = 'lost'"},
        {"credit_memo", "currency = ''"},
        {"credit_memo", "lines_total = -1, grand_total = grand_total - lines_total - 1"},
        {"credit_memo", "extras = extras + 1"},
        {"credit_memo", "adjustment_refund = adjustment_refund + 1"},
        {"credit_memo", "adjustment_refund = -1, grand_total = grand_total - 1"},
        {"credit_memo", "adjustment_fee = adjustment_fee + 1"},
        {"credit_memo", "adjustment_fee = -1, grand_total = grand_total + 1"},
        {"credit_memo", "adjustment_fee = lines_total + 1, grand_total = -1"},
        {"credit_memo", "grand_total = grand_total + 1"},
        {"credit_memo", "extras = 9999999, grand_total = grand_total + 9999999"},
        {"credit_memo", "is_from_channel = 2"},
        {"credit_memo", "is_mail_sent = 2"},
        {"credit_memo_line", "credit_memo_id = 999999"},
        {"credit_memo_line", "order_item_id = 999999"},
        {"credit_memo_line", "position = -1"},
        {"credit_memo_line", "shipped_quantity = -1"},
        {"credit_memo_line", "unshipped_quantity = -1"},
        {"credit_memo_line", "returned_quantity = -1"},
        {"credit_memo_line", "returned_quantity = 2"},
        {"credit_memo_line", "item = item + 1"},
        {"credit_memo_line", "item_tax = item_tax + 1"},
        {"credit_memo_line", "shipping = -1, total = total - 1"},
        {"credit_memo_line", "shipping_tax = -1, total = total - 1"},
        {"credit_memo_line", "gift_wrap = -1, total = total - 1"},
        {"credit_memo_line", "gift_wrap_tax = -1, total = total - 1"},
        {"credit_memo_line", "fee = -1, total = total - 1"},
        {"credit_memo_line", "fee_tax = -1, total = total - 1"},
        {"credit_memo_line", "total = total + 1"},
        {"credit_memo_line", "item = -1, total = -1"},
        {"credit_memo_line", "discount = -1"},
        {"document_comment", "order_id = 999999"},
        {"document_comment", "kind = 'poem'"},
        {"document_comment", "actor_kind = 'cat'"},
        {"document_comment", "is_customer_notified = 2"},
        {"document_comment", "is_visible_on_front = 2"},
    };
    for (const auto& [table, change] : kWrong) {
        EXPECT_TRUE(Refuses(table, change)) << table << ": " << change;
    }
}

TEST_P(ProcessingSchemaTest, RefusesWrongMessagesAndJobs) {
    const std::vector<std::pair<const char*, const char*>> kWrong = {
        {"follow_up", "kind = 'poem'"},
        {"follow_up", "kind = 'confirm_shipment'"},
        {"follow_up", "kind = 'refund'"},
        {"follow_up", "package_id = (SELECT min(id) FROM shipment_package)"},
        {"follow_up", "credit_memo_id = (SELECT min(id) FROM credit_memo)"},
        {"follow_up", "kind = 'refund', credit_memo_id = 999999"},
        {"follow_up", "kind = 'confirm_shipment', package_id = 999999"},
        {"follow_up", "kind = 'upload_vat_invoice'"},
        {"follow_up", "kind = 'upload_vat_invoice', invoice_id = 999999"},
        {"follow_up", "invoice_id = (SELECT min(id) FROM invoice)"},
        {"follow_up",
         "kind = 'upload_vat_invoice', invoice_id = (SELECT min(id) FROM invoice), "
         "credit_memo_id = (SELECT min(id) FROM credit_memo)"},
        {"follow_up", "order_id = 999999"},
        {"follow_up", "store_id = 999999"},
        {"follow_up", "channel_number = ''"},
        {"follow_up", "seq = 0"},
        {"follow_up", "seq = 5"},
        {"follow_up", "dedupe_key = ''"},
        {"follow_up", "dedupe_key = 'same'"},
        {"follow_up", "state = 'lost'"},
        {"follow_up", "attempts = -1"},
        {"follow_up", "looks = -1"},
        {"follow_up", "http_status = -1"},
        {"follow_up_piece", "follow_up_id = 999999"},
        {"follow_up_piece", "position = -1"},
        {"follow_up_piece", "channel_item_number = ''"},
        {"follow_up_piece", "quantity = 0"},
        {"feed_job", "store_id = 999999"},
        {"feed_job", "type = ''"},
        {"feed_job", "state = 'lost'"},
        {"feed_job", "content_hash = 'short'"},
        {"feed_job", "attempts = -1"},
        {"feed_job", "looks = -1"},
        {"idempotency_key", "request_key = ''"},
        {"idempotency_key", "status = 0"},
        {"idempotency_key", "expires_at = created_at"},
        {"bulk_job", "verb = ''"},
        {"bulk_job", "actor_kind = 'cat'"},
        {"bulk_job", "total = -1"},
        {"bulk_job", "done = -1"},
        {"bulk_job", "failed = -1"},
        {"bulk_job", "done = 3"},
        {"bulk_job", "done = 2"},
        {"bulk_job", "ended_at = 5"},
        {"bulk_item", "job_id = 999999"},
        {"bulk_item", "position = 0"},
        {"bulk_item", "position = 7"},
        {"bulk_item", "state = 'lost'"},
        {"bulk_item", "state = 'failed'"},
        {"bulk_item", "code = 'x'"},
        {"recon_difference", "store_id = 999999"},
        {"recon_difference", "channel_number = ''"},
        {"recon_difference", "kind = 'mood'"},
        {"recon_difference", "text_hash = 'short'"},
        {"recon_difference",
         "text_hash = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'"},
        {"recon_difference", "ended_at = 1"},
        {"recon_difference", "end_reason = 'why'"},
        {"sales_order", "refunded = paid + 1"},
        {"sales_order", "package_reference_last = -1"},
        {"sales_order", "reordered_from = 999999"},
        {"sales_order", "reordered_from = id"},
        {"sales_order", "pending_cancel_reason = 'x'"},
        {"sales_order", "pending_cancel_asked_at = 1"},
        {"sales_order", "pending_cancel_actor = 'x'"},
        {"sales_order_item", "units_per_piece = 0"},
    };
    for (const auto& [table, change] : kWrong) {
        EXPECT_TRUE(Refuses(table, change)) << table << ": " << change;
    }
}

// A new column that can hold text must be put on one of these lists by somebody who thought about
// it. Texts of the program's own, numbers the channel gave, SKUs and tracking numbers are plain.
TEST_P(ProcessingSchemaTest, EveryTextColumnIsClassified) {
    if (!IsSqlite()) {
        GTEST_SKIP() << "the tables are written once; SQLite's catalog is enough";
    }
    const std::map<std::string, std::set<std::string>> kPlain = {
        {"invoice", {"increment_id", "state", "currency", "transaction_id"}},
        {"shipment", {"increment_id"}},
        {"shipment_package", {"channel_reference"}},
        {"track", {"carrier_code", "title", "number", "service"}},
        {"credit_memo", {"increment_id", "state", "currency", "reason"}},
        {"document_comment", {"kind", "actor_kind", "actor"}},
        {"follow_up",
         {"kind", "channel_number", "reason", "dedupe_key", "state", "body", "request_id",
          "feed_reference", "error", "next"}},
        {"follow_up_piece", {"channel_item_number"}},
        {"feed_job",
         {"type", "marketplace_id", "state", "document_id", "feed_id", "result_document_id",
          "content_hash", "messages", "error"}},
        {"ledger_event", {"kind", "document", "currency"}},
        {"idempotency_key", {"caller", "request_key", "route", "body_hash"}},
        {"bulk_job", {"verb", "actor_kind", "actor"}},
        {"bulk_item", {"state", "code", "message"}},
        {"recon_difference", {"channel_number", "kind", "text", "text_hash", "end_reason"}},
    };
    const std::map<std::string, std::set<std::string>> kSealed = {
        {"document_comment", {"comment"}},
        {"feed_job", {"content", "result"}},
        {"idempotency_key", {"body"}},
        {"bulk_job", {"params"}},
    };
    const std::set<std::string> kNoText = {"invoice_line", "package_line", "credit_memo_line"};
    sql::Rows rows = connection_->Query(
        "SELECT t.name, c.name, c.type FROM sqlite_schema t JOIN pragma_table_info(t.name) c "
        "WHERE t.type = 'table' AND c.type IN ('TEXT', 'BLOB')");
    std::set<std::string> seen;
    while (rows.Next()) {
        const std::string table = rows.Text(0);
        if (!kPlain.contains(table) && !kNoText.contains(table)) {
            continue;  // of the migrations before
        }
        const std::string column = rows.Text(1);
        const bool is_plain = kPlain.contains(table) && kPlain.at(table).contains(column);
        const bool is_sealed = kSealed.contains(table) && kSealed.at(table).contains(column);
        EXPECT_TRUE(is_plain || is_sealed) << table << "." << column << " is not classified";
        EXPECT_TRUE(!is_sealed || rows.Text(2) == "BLOB") << table << "." << column;
        seen.insert(table);
    }
    EXPECT_EQ(seen.size(), kPlain.size());
}

}  // namespace
}  // namespace orderyard::storage
