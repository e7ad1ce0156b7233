// Plans of the order lists.
#include "storage/channel_order_store.hpp"
#include "storage/order_store.hpp"
#include "storage/plans_fixture.hpp"

namespace orderyard::storage {
namespace {

using ports::ChannelOrderQuery;
using ports::ChannelOrderSort;
using ports::FilterOp;
using ports::SearchQuery;

class QueryPlansTest : public PlansTest {
  protected:
    void NameOrders(const Keys& keys);
};
ORDERYARD_ON_BOTH_ENGINES(QueryPlansTest);

TEST_P(QueryPlansTest, OrderListsUseTheirIndexes) {
    Fill();
    const Keys keys(std::string(32, 'k'));
    SqlOrderStore orders(*connection_, keys);
    using Groups = std::vector<ports::FilterGroup>;
    using Sort = std::vector<ports::SortKey>;
    const Groups processing = {{{"status", FilterOp::kEq, {"processing"}}}};
    const Groups either = {{{"status", FilterOp::kIn, {"processing", "pending"}}}};
    const Groups state = {{{"state", FilterOp::kEq, {"processing"}}}};
    const Groups changed = {{{"updated_at", FilterOp::kGteq, {"2023-11-14 22:14:00"}}}};
    const Groups number = {{{"increment_id", FilterOp::kEq, {"100000007"}}}};
    const Groups numbers = {{{"increment_id", FilterOp::kLike, {"10000001%"}}}};
    const Groups channel_number = {{{"ext_order_id", FilterOp::kEq, {"303-1"}}}};
    const Groups total = {{{"grand_total", FilterOp::kGt, {"2000"}}}};
    const Groups id = {{{"entity_id", FilterOp::kGt, {"50"}}}};
    const Groups email = {{{"customer_email", FilterOp::kEq, {"a@b.c"}}}};
    const Groups name = {{{"customer_name", FilterOp::kLike, {"%kim%"}}}};
    Groups changed_processing = processing;
    changed_processing.push_back(changed[0]);
    const struct {
        const char* what;
        Groups groups;
        Sort sort;
        bool may_sort;
    } kLists[] = {
        {"default", {}, {}, false},
        {"newest", {}, {{"created_at", true}}, false},
        {"changed first", {}, {{"updated_at", false}}, false},
        {"by number", {}, {{"increment_id", true}}, false},
        {"by total", {}, {{"grand_total", true}}, false},
        {"by status", {}, {{"status", false}}, false},
        {"status", processing, {}, false},
        {"status, newest", processing, {{"created_at", true}}, false},
        {"statuses", either, {}, false},
        {"statuses, newest", either, {{"created_at", true}}, false},
        {"state, newest", state, {{"created_at", false}}, false},
        {"status, by change", processing, {{"updated_at", false}}, false},
        {"changes", changed, {{"updated_at", false}}, false},
        {"changes of a status", changed_processing, {{"updated_at", false}}, false},
        {"one number", number, {{"created_at", true}}, true},
        {"numbers", numbers, {{"created_at", true}}, true},
        {"channel number", channel_number, {}, true},
        {"large ones", total, {{"created_at", true}}, true},
        {"ids", id, {}, false},
        {"e-mail", email, {}, true},
        {"name", name, {}, true},
    };
    for (const auto& list : kLists) {
        const auto page = orders.Search({list.groups, list.sort, 20, 2});
        ASSERT_TRUE(page) << list.what;
        ExpectGoodPlans(list.what, list.may_sort);
    }
}

// Counted by hours, but for the one that the date cuts.
TEST_P(QueryPlansTest, TotalsOfLongRangesAreExact) {
    Fill();
    const Keys keys(std::string(32, 'k'));
    SqlOrderStore orders(*connection_, keys);
    const struct {
        FilterOp op;
        const char* at;
        std::int64_t count;
    } kRanges[] = {
        {FilterOp::kGt, "2023-11-14 22:13:30", 7'290},  // the first order is of second 21
        {FilterOp::kGteq, "2023-11-14 22:13:30", 7'291},
        {FilterOp::kLt, "2023-11-15 00:14:50", 7'289},  // the last is of second 7,300
        {FilterOp::kLteq, "2023-11-15 00:14:50", 7'290},
        {FilterOp::kGt, "1999-01-01 00:00:00", 7'300},
    };
    for (const auto& range : kRanges) {
        const std::vector<ports::FilterGroup> groups = {{{"updated_at", range.op, {range.at}}}};
        const auto page = orders.Search({groups, {{"updated_at", false}}, 20, 1});
        ASSERT_TRUE(page) << range.at;
        EXPECT_EQ(page->total_count, range.count) << range.at;
        const auto& plans = connection_->plans;
        const bool is_by_hours = std::any_of(plans.begin(), plans.end(), [](const auto& plan) {
            return plan.find("FROM sales_order_hour_count h WHERE h.hour") != std::string::npos;
        });
        EXPECT_TRUE(is_by_hours) << range.at;
        ExpectGoodPlans(range.at, false);
    }
}

// All orders are Kim's, a few are Zoe's as well.
void QueryPlansTest::NameOrders(const Keys& keys) {
    const BlindIndex index(keys, "channel_order_search");
    inner_->Begin(true);
    for (std::int64_t id = 1; id <= 7'300; ++id) {
        Tokens tokens;
        index.AddText(tokens, IndexedText::kName, id % 1'000 == 0 ? "Zoe Kim" : "Kim");
        index.Insert(*inner_, id, tokens);
    }
    inner_->Commit();
    if (!IsSqlite()) {
        inner_->ExecScript("ANALYZE channel_order_search");
    }
}

TEST_P(QueryPlansTest, AllOrdersUsesItsIndexes) {
    Fill();
    const Keys keys(std::string(32, 'k'));
    NameOrders(keys);
    SqlChannelOrderStore orders(*connection_, keys);
    for (const ChannelOrderSort sort :
         {ChannelOrderSort::kPurchasedAt, ChannelOrderSort::kNumber, ChannelOrderSort::kStatus,
          ChannelOrderSort::kTotal, ChannelOrderSort::kUpdatedAt, ChannelOrderSort::kShipBy}) {
        for (int filter = 0; filter < 9; ++filter) {
            ChannelOrderQuery query;
            query.store_id = store_;
            query.sort = sort;
            query.is_descending = filter % 2 == 0;
            query.page_size = 20;
            switch (filter) {
                case 1:
                    query.statuses = {domain::ChannelStatus::kShipped,
                                      domain::ChannelStatus::kPending};
                    break;
                case 2: query.verdicts = {domain::VerdictKind::kNotYet}; break;
                case 3: query.number = "303-1000"; break;
                case 4: query.purchased_from = base::Instant::FromMicros(10); break;
                case 5: query.total_from_units = 20'000; break;
                case 6: query.buyer_name = "kim"; break;
                case 7: query.buyer_name = "zoe"; break;
                case 8:
                    query.buyer_name = "ki";
                    query.statuses = {domain::ChannelStatus::kShipped};
                    break;
                default: break;
            }
            for (int page_number = 0; page_number < 2; ++page_number) {
                const auto page = orders.Search(query);
                ASSERT_TRUE(page);
                ExpectGoodPlans("sort " + std::to_string(static_cast<int>(sort)) + " filter " +
                                    std::to_string(filter) + " page " + std::to_string(page_number),
                                filter == 1 || filter == 3 || filter >= 5);
                query.after = page->next;
            }
        }
    }
    orders.DueForLook(store_, At(0), 10);
    orders.WaitingForSku("SKU", 10);
    orders.FindHead(store_, "303-1");
    ExpectGoodPlans("look-ups", true);
}

// However many have a term: only rows near those asked about are read.
TEST_P(QueryPlansTest, TermsAreLookedForInTheRowsAskedAbout) {
    Fill();
    const Keys keys(std::string(32, 'k'));
    NameOrders(keys);
    const BlindIndex index(keys, "channel_order_search");
    const std::initializer_list<IndexedText> kinds = {IndexedText::kName, IndexedText::kRecipient};
    for (const char* name : {"ki", "zoe", "zoe kim"}) {
        const BlindTerm term = index.TermOf(kinds, name).value();
        const bool is_everywhere = name == std::string("ki");
        for (const std::vector<std::int64_t>& ids :
             {std::vector<std::int64_t>{2'001, 2'000, 1'999}, {7'000, 1'000}}) {
            const std::size_t zoes = ids.size() == 3 ? 1 : 2;
            for (const bool ends_newest : {true, false}) {
                EXPECT_EQ(index.Among(*connection_, term, ids, ends_newest).size(),
                          is_everywhere ? ids.size() : zoes);
            }
            for (const std::string& plan : connection_->plans) {
                // FTS5's way: matches of column 0 between two row ids, in their order.
                const char* wanted = IsSqlite() ? ":M0><" : "channel_order_search_pkey";
                EXPECT_NE(plan.find(wanted), std::string::npos) << plan;
                EXPECT_EQ(plan.find("channel_order_search_by_token"), std::string::npos) << plan;
            }
            connection_->plans.clear();
        }
    }
}

}  // namespace
}  // namespace orderyard::storage
