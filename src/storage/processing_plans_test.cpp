// Plans of what processing asks for: lists of documents, and what the sender of follow-ups looks
// for all day. Each list is led by the index named beside it.
#include "storage/bulk_store.hpp"
#include "storage/document_store.hpp"
#include "storage/follow_up_store.hpp"
#include "storage/idempotency_store.hpp"
#include "storage/plans_fixture.hpp"
#include "storage/recon_store.hpp"

namespace orderyard::storage {
namespace {

using ports::FilterOp;

class ProcessingPlansTest : public PlansTest {
  protected:
    void FillDocuments() {
        Fill();
        // One of each to each order of Fill.
        inner_->ExecScript(
            "INSERT INTO invoice(id, order_id, store_view_id, increment_id, state, currency, "
            "quantity, lines_total, extras, grand_total, transaction_id, is_from_channel, "
            "is_mail_sent, created_at, updated_at) SELECT id, id, 1, increment_id, 'paid', 'EUR', "
            "1, 5, 0, 5, '', 0, 0, created_at, updated_at FROM sales_order;"
            "INSERT INTO shipment(id, order_id, store_view_id, increment_id, quantity, is_void, "
            "is_from_channel, is_mail_sent, shipped_at, created_at, updated_at) SELECT id, id, 1, "
            "increment_id, 1, 0, 0, 0, 5, created_at, updated_at FROM sales_order;"
            "INSERT INTO credit_memo(id, order_id, store_view_id, invoice_id, increment_id, state, "
            "currency, lines_total, extras, adjustment_refund, adjustment_fee, grand_total, "
            "reason, "
            "is_from_channel, is_mail_sent, created_at, updated_at) SELECT id, id, 1, id, "
            "increment_id, 'issued', 'EUR', 5, 0, 0, 0, 5, '', 0, 0, created_at, updated_at "
            "FROM sales_order;"
            "INSERT INTO follow_up(id, kind, order_id, store_id, channel_number, seq, reason, "
            "dedupe_key, state, attempts, looks, created_at, not_before, due_at, body, "
            "http_status, request_id, feed_reference, error, next) SELECT id, 'cancel_order', id, "
            "1, '1', 1, '', CAST(id AS TEXT), CASE WHEN id % 10 = 0 THEN 'queued' ELSE 'seen' END, "
            "0, 0, 1, 1, 1, '', 0, '', '', '', '' FROM sales_order");
        if (!IsSqlite()) {
            inner_->ExecScript(
                "ANALYZE invoice; ANALYZE shipment; ANALYZE credit_memo; ANALYZE follow_up");
        }
    }
    // The plans asked for since last time: one uses `index`, none walks a table, none sorts all
    // rows.
    void ExpectLedBy(const std::string& what, const std::string& index, bool may_sort) {
        std::string all;
        for (const std::string& plan : connection_->plans) {
            all += plan;
            if (IsSqlite()) {
                EXPECT_FALSE(!may_sort && SortsEverything(plan)) << what << "\n" << plan;
            } else {
                EXPECT_EQ(plan.find("Seq Scan on"), std::string::npos) << what << "\n" << plan;
            }
        }
        EXPECT_TRUE(!IsSqlite() || all.find(index) != std::string::npos) << what << "\n" << all;
        EXPECT_FALSE(all.empty()) << what;
        connection_->plans.clear();
    }
};
ORDERYARD_ON_BOTH_ENGINES(ProcessingPlansTest);

TEST_P(ProcessingPlansTest, DocumentListsUseTheirIndexes) {
    FillDocuments();
    const Keys keys(std::string(32, 'k'));
    SqlDocumentStore documents(*connection_, keys);
    const std::string early = "2023-11-14 22:14:00";
    const std::string late = "2023-11-15 00:14:00";
    const struct {
        const char* field;
        FilterOp op;
        std::string value;
        const char* sort;
        const char* index;  // after the table's name; empty: the table's own key
        bool may_sort;
        bool may_walk;  // no index has the column: all are counted, page by page they are walked
    } kLists[] = {
        {"", FilterOp::kEq, "", "", "", false, true},
        {"", FilterOp::kEq, "", "entity_id", "", false, true},
        {"", FilterOp::kEq, "", "increment_id", "_by_increment", false, true},
        {"", FilterOp::kEq, "", "created_at", "_by_created", false, true},
        {"", FilterOp::kEq, "", "updated_at", "_by_updated", false, true},
        {"", FilterOp::kEq, "", "order_id", "_by_order", false, true},
        {"", FilterOp::kEq, "", "grand_total", "_by_grand_total", false, true},
        {"entity_id", FilterOp::kEq, "77", "", "", false, false},
        {"entity_id", FilterOp::kGt, "77", "", "", false, false},
        {"increment_id", FilterOp::kEq, "100000077", "", "_by_increment", true, false},
        {"increment_id", FilterOp::kLike, "10000007%", "", "_by_increment", true, false},
        {"order_id", FilterOp::kEq, "77", "", "_by_order", true, false},
        {"order_id", FilterOp::kIn, "77", "created_at", "_by_order", true, false},
        {"order_increment_id", FilterOp::kEq, "100000077", "", "_by_order", true, false},
        {"created_at", FilterOp::kGteq, late, "", "_by_created", true, false},
        {"created_at", FilterOp::kGteq, early, "created_at", "_by_created", false, false},
        {"updated_at", FilterOp::kGteq, late, "", "_by_updated", true, false},
        {"updated_at", FilterOp::kGteq, early, "updated_at", "_by_updated", false, false},
        {"grand_total", FilterOp::kGt, "9", "", "_by_grand_total", true, false},
        {"invoice_id", FilterOp::kEq, "77", "", "_by_invoice", true, false},
        {"store_id", FilterOp::kEq, "1", "created_at", "_by_created", false, true},
        {"state", FilterOp::kEq, "2", "updated_at", "_by_updated", false, true},
        {"total_qty", FilterOp::kEq, "1", "", "", false, true},
        {"email_sent", FilterOp::kEq, "0", "", "", false, true},
        {"transaction_id", FilterOp::kEq, "7", "", "", false, true},
        {"order_currency_code", FilterOp::kEq, "EUR", "", "", false, true},
    };
    for (const auto& list : kLists) {
        ports::SearchQuery query{{}, {}, 20, 2};
        if (list.field[0] != '\0') {
            query.groups = {{{list.field, list.op, {list.value}}}};
        }
        if (list.sort[0] != '\0') {
            query.sort = {{list.sort, true}};
        }
        int accepted = 0;
        const auto check = [&](const std::string& table, bool is_accepted) {
            std::vector<std::string> plans;
            plans.swap(connection_->plans);
            if (!is_accepted) {
                return;  // a table without this column
            }
            ++accepted;
            const std::string what = table + " by " + list.field + " sorted by " + list.sort;
            std::string all;
            for (const std::string& plan : plans) {
                if (plan.find(" FROM " + table + " o") == std::string::npos) {
                    continue;  // reads the page that was found
                }
                all += plan;
                const bool is_count = plan.find("count(*)") != std::string::npos;
                const bool walks =
                    IsSqlite() ? HasTableScan(plan) : plan.find("Seq Scan on") != std::string::npos;
                const bool may_walk =
                    list.may_walk && (is_count || (IsSqlite() && list.index[0] == '\0'));
                EXPECT_FALSE(walks && !may_walk) << what << "\n" << plan;
                EXPECT_FALSE(IsSqlite() && !list.may_sort && SortsEverything(plan)) << what << "\n"
                                                                                    << plan;
            }
            const std::string index = list.index[0] == '\0' ? "" : " INDEX " + table + list.index;
            EXPECT_TRUE(!IsSqlite() || all.find(index) != std::string::npos) << what << "\n" << all;
        };
        check("invoice", documents.SearchInvoices(query).has_value());
        check("shipment", documents.SearchShipments(query).has_value());
        check("credit_memo", documents.SearchCreditMemos(query).has_value());
        EXPECT_GT(accepted, 0) << list.field;
    }
}

TEST_P(ProcessingPlansTest, DocumentsOfAnOrderAreFoundByIndexes) {
    FillDocuments();
    const Keys keys(std::string(32, 'k'));
    SqlDocumentStore documents(*connection_, keys);
    domain::OrderFile file;
    file.order.id = domain::OrderId(77);
    documents.LoadFor(file);
    EXPECT_EQ(file.shipments.size(), 1U);
    documents.FindShipmentOfTrack(domain::TrackId(1));
    documents.Comments(ports::DocumentKind::kInvoice, 77);
    for (const std::string& plan : connection_->plans) {
        const char* const walk = IsSqlite() ? "SCAN" : "Seq Scan";
        EXPECT_EQ(plan.find(walk), std::string::npos) << plan;
    }
    EXPECT_GE(connection_->plans.size(), 9U);
}

TEST_P(ProcessingPlansTest, TheSenderFindsWhatIsDueByIndexes) {
    FillDocuments();
    const Keys keys(std::string(32, 'k'));
    SqlFollowUpStore follow_ups(*connection_, keys);
    EXPECT_EQ(follow_ups.Due(store_, At(0), 20).size(), 20U);
    ExpectLedBy("due", "SEARCH m USING INDEX follow_up_due", false);
    follow_ups.NextDue(store_);
    ExpectLedBy("next due", "SEARCH m USING INDEX follow_up_next", false);
    follow_ups.Sending(store_);
    ExpectLedBy("sending", "follow_up_by_state (store_id=? AND state=?)", false);
    follow_ups.ForOrder(domain::OrderId(7));
    ExpectLedBy("of an order", "(order_id=?)", false);
    follow_ups.Search({});
    ExpectLedBy("newest", "SCAN m", false);  // the table, from its end
    follow_ups.Search({store_, {}, {}, 0, 50});
    ExpectLedBy("newest of a store", "follow_up_by_store", false);
    follow_ups.Search({store_, {}, {domain::FollowUpState::kParked}, 0, 50});
    ExpectLedBy("newest of a state", "follow_up_by_state", false);
    follow_ups.Search({{}, domain::OrderId(7), {}, 0, 50});
    ExpectLedBy("newest of an order", "(order_id=?)", true);
    follow_ups.Count(store_);
    ExpectLedBy("counts", "USING COVERING INDEX follow_up_by_state", false);
    follow_ups.OpenFeeds(store_);
    ExpectLedBy("open feeds", "feed_job_open", false);
    follow_ups.LastFeedAt(store_, "T");
    ExpectLedBy("last feed", "feed_job_by_type", false);
    SqlIdempotencyStore answers(*connection_, keys);
    answers.Find("c", "k", At(0));
    ExpectLedBy("answer", "(caller=? AND request_key=?)", false);
    SqlBulkStore bulk(*connection_, keys);
    bulk.NextOpen();
    ExpectLedBy("open job", "bulk_job_open", false);
    bulk.Items(ports::BulkJobId(1), 5, {}, 10);
    ExpectLedBy("items", "(job_id=? AND position>?)", false);
    bulk.Items(ports::BulkJobId(1), 5, ports::BulkItemState::kFailed, 10);
    ExpectLedBy("failed items", "bulk_item_by_state", false);
    SqlReconStore recon(*connection_);
    recon.ListOpen(store_, 10);
    ExpectLedBy("differences", "recon_difference_newest", false);
    recon.CountOpen(store_);
    ExpectLedBy("number of differences", "recon_difference_", false);
}

}  // namespace
}  // namespace orderyard::storage
