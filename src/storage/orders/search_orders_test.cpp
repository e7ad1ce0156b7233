// The order list: Magento's conditions, one line each, with what they find.
#include <algorithm>
#include <set>

#include "storage/lists/list_page.hpp"
#include "storage/order_samples.hpp"
#include "storage/orders/order_fields.hpp"

namespace orderyard::storage {
namespace {

using domain::Order;
using ports::Filter;
using ports::FilterOp;
using ports::OrderPage;
using ports::SearchQuery;

class SearchOrdersTest : public OrdersTest {
  protected:
    base::Result<OrderPage> Try(const SearchQuery& query) {
        std::optional<base::Result<OrderPage>> page;
        database().Read([&](ports::Transaction& t) { page = t.orders().Search(query); });
        return *page;
    }
    // The last digits of the increment ids found, in order.
    std::vector<int> Search(const SearchQuery& query) {
        const auto page = Try(query);
        EXPECT_TRUE(page) << (page ? "" : page.error().Text());
        std::vector<int> found;
        for (const Order& order : page->orders) {
            found.push_back(std::stoi(order.increment_id) - 100'000'000);
        }
        return found;
    }
    std::vector<int> Find(const std::string& field, FilterOp op, std::vector<std::string> values) {
        return Search({{{{field, op, std::move(values)}}}, {}, 0, 1});
    }
    std::string RefusedField(const SearchQuery& query) {
        const auto page = Try(query);
        return page ? "accepted" : page.error().field;
    }
    void InsertSamples() {
        Order a = SmallOrder(1);
        a.personal.buyer_email = "Erika@Example.org";
        a.personal.buyer_name = "Erika Mustermann";
        Order b = SmallOrder(2);
        b.status = "custom_status";
        b.totals.paid = Eur(150);
        b.personal.buyer_email = "hans@example.com";
        b.personal.buyer_name = "Hans 김";
        b.personal.shipping.name = "Erika Berg";
        Order c = SmallOrder(3);
        c.state = domain::OrderState::kCanceled;
        c.status = "canceled";
        c.totals.canceled = Eur(300);
        c.shipping_method = "Amazon,Standard_x";
        const domain::StoreId store = MakeStore();
        domain::ChannelOrder channel_order = FilledChannelOrder(store, "303-1");
        Insert(channel_order);
        c.channel = domain::ChannelLink{
            store, channel_order.id, "303-ABC", "", domain::FulfilledBy::kMerchant, {}, {}, {}};
        domain::OrderItem item;
        item.ordered = 3;
        c.items = {item};
        for (Order* order : {&a, &b, &c}) {
            Insert(*order);
        }
        ids_ = {a.id.value, b.id.value, c.id.value};
    }
    std::vector<std::int64_t> ids_;
};
ORDERYARD_ON_BOTH_ENGINES(SearchOrdersTest);

TEST_P(SearchOrdersTest, AnswersEveryCondition) {
    InsertSamples();
    using Op = FilterOp;
    using Found = std::vector<int>;
    const std::string id2 = std::to_string(ids_[1]);
    const struct {
        const char* field;
        Op op;
        std::vector<std::string> values;
        Found found;
    } kCases[] = {
        {"status", Op::kEq, {"processing"}, {1}},
        {"status", Op::kEq, {"PROCESSING  "}, {1}},
        {"status", Op::kNeq, {"processing"}, {2, 3}},
        {"status", Op::kIn, {"Processing", "canceled", "nothing"}, {1, 3}},
        {"status", Op::kNin, {"processing", "canceled"}, {2}},
        {"status", Op::kLike, {"c%"}, {2, 3}},
        {"status", Op::kLike, {"CUSTOM\\_%"}, {2}},
        {"status", Op::kLike, {"_anceled"}, {3}},
        {"status", Op::kNlike, {"c%"}, {1}},
        {"status", Op::kEq, {""}, {}},
        {"status", Op::kEq, {}, {}},
        {"status", Op::kNeq, {}, {}},
        {"status", Op::kIn, {}, {}},
        {"status", Op::kGt, {"custom"}, {1, 2}},
        {"state", Op::kEq, {"canceled"}, {3}},
        {"state", Op::kIn, {"processing"}, {1, 2}},
        {"entity_id", Op::kEq, {id2}, {2}},
        {"entity_id", Op::kEq, {id2 + "abc"}, {2}},
        {"entity_id", Op::kEq, {id2 + ".5"}, {}},
        {"entity_id", Op::kNeq, {id2}, {1, 3}},
        {"entity_id", Op::kGt, {id2}, {3}},
        {"entity_id", Op::kGteq, {id2 + ".5"}, {3}},
        {"entity_id", Op::kLt, {id2 + ".5"}, {1, 2}},
        {"entity_id", Op::kLteq, {id2}, {1, 2}},
        {"entity_id", Op::kIn, {id2, "x", std::to_string(ids_[2])}, {2, 3}},
        {"entity_id", Op::kNin, {id2, "99"}, {1, 3}},
        {"entity_id", Op::kLike, {id2}, {2}},
        {"entity_id", Op::kGt, {"99999999999999999999999"}, {}},
        {"entity_id", Op::kLt, {"99999999999999999999999"}, {1, 2, 3}},
        {"entity_id", Op::kGt, {"-99999999999999999999999"}, {1, 2, 3}},
        {"increment_id", Op::kEq, {"100000002"}, {2}},
        {"increment_id", Op::kLike, {"%002"}, {2}},
        {"increment_id", Op::kLike, {"1000%"}, {1, 2, 3}},
        {"grand_total", Op::kEq, {"2"}, {2}},
        {"grand_total", Op::kEq, {"2.0000"}, {2}},
        {"base_grand_total", Op::kGt, {"1.99995"}, {2, 3}},
        {"grand_total", Op::kGteq, {"2"}, {2, 3}},
        {"grand_total", Op::kLt, {"2.00"}, {1}},
        {"grand_total", Op::kNeq, {"2.00005"}, {1, 2, 3}},
        {"grand_total", Op::kIn, {"1", "3"}, {1, 3}},
        {"discount_amount", Op::kLteq, {"0"}, {1, 2, 3}},
        {"total_paid", Op::kGteq, {"0"}, {2}},
        {"total_paid", Op::kNull, {}, {1, 3}},
        {"total_paid", Op::kNotNull, {"1"}, {2}},
        {"total_due", Op::kEq, {"0.5"}, {2}},
        {"total_due", Op::kEq, {"0"}, {3}},
        {"total_canceled", Op::kGt, {"0"}, {3}},
        {"total_qty_ordered", Op::kGteq, {"3"}, {3}},
        {"total_item_count", Op::kEq, {"1"}, {3}},
        {"created_at", Op::kEq, {"2023-11-14 22:13:22"}, {2}},
        {"created_at", Op::kGt, {"2023-11-14 22:13:22"}, {3}},
        {"created_at", Op::kGteq, {"2023-11-14T22:13:22Z"}, {2, 3}},
        {"created_at", Op::kLt, {"2023-11-14+22:13:22"}, {1}},
        {"created_at", Op::kLteq, {"2023-11-14T22:13:22.500Z"}, {1, 2}},
        {"created_at", Op::kLteq, {"2023-11-14"}, {}},
        {"created_at", Op::kNeq, {"2023-11-14 22:13:22"}, {1, 3}},
        {"created_at", Op::kGt, {""}, {1, 2, 3}},
        {"created_at", Op::kLike, {"2023-11-14%"}, {1, 2, 3}},
        {"created_at", Op::kLike, {"2023-11%"}, {1, 2, 3}},
        {"created_at", Op::kLike, {"2024%"}, {}},
        {"created_at", Op::kNlike, {"2023-11-14%"}, {}},
        {"updated_at", Op::kGteq, {"2023-11-14 22:13:23"}, {3}},
        {"ext_order_id", Op::kEq, {"303-abc"}, {3}},
        {"ext_order_id", Op::kNeq, {"x"}, {3}},
        {"ext_order_id", Op::kNin, {"x"}, {3}},
        {"ext_order_id", Op::kNull, {}, {1, 2}},
        {"ext_order_id", Op::kNotNull, {}, {3}},
        {"shipping_method", Op::kFinset, {"standard_X"}, {3}},
        {"shipping_method", Op::kFinset, {"standard%"}, {}},
        {"shipping_method", Op::kFinset, {"amazon,standard_x"}, {}},
        {"shipping_method", Op::kNfinset, {"Amazon"}, {1, 2}},
        {"store_id", Op::kEq, {"1"}, {1, 2, 3}},
        {"store_id", Op::kFinset, {"1"}, {1, 2, 3}},
        {"customer_id", Op::kNull, {}, {1, 2, 3}},
        {"customer_is_guest", Op::kEq, {"1"}, {1, 2, 3}},
        {"customer_is_guest", Op::kEq, {"99999999999"}, {}},
        {"order_currency_code", Op::kEq, {"eur"}, {1, 2, 3}},
        {"customer_email", Op::kEq, {"ERIKA@example.ORG"}, {1}},
        {"customer_email", Op::kNeq, {"erika@example.org"}, {2}},
        {"customer_email", Op::kIn, {"erika@example.org", "hans@example.com"}, {1, 2}},
        {"customer_email", Op::kNin, {"erika@example.org"}, {2}},
        {"customer_email", Op::kLike, {"%@EXAMPLE.%"}, {1, 2}},
        {"customer_email", Op::kLike, {"%example.org"}, {1}},
        {"customer_email", Op::kLike, {"h%"}, {2}},
        {"customer_email", Op::kLike, {"rika%"}, {}},
        {"customer_email", Op::kLike, {"%example.co"}, {}},
        {"customer_email", Op::kLike, {"hans@example.com"}, {2}},
        {"customer_email", Op::kLike, {"%"}, {1, 2}},
        {"customer_email", Op::kNlike, {"%.org"}, {2}},
        {"customer_email", Op::kNull, {}, {3}},
        {"customer_email", Op::kNotNull, {}, {1, 2}},
        {"customer_firstname", Op::kEq, {"erika"}, {1}},
        {"customer_lastname", Op::kLike, {"Muster%"}, {1}},
        {"customer_lastname", Op::kLike, {"%mann"}, {1}},
        {"customer_lastname", Op::kLike, {"uster%"}, {}},
        {"customer_lastname", Op::kEq, {"김"}, {2}},
        {"customer_name", Op::kLike, {"%김%"}, {2}},
        {"customer_name", Op::kLike, {"%a%"}, {1, 2}},
        {"customer_name", Op::kNlike, {"%erika%"}, {2, 3}},
        {"customer_name", Op::kIn, {"hans", "erika"}, {1, 2}},
        {"customer_name", Op::kNin, {"hans"}, {1, 3}},
        {"customer_name", Op::kEq, {""}, {}},
        {"shipping_name", Op::kLike, {"%erika%"}, {2}},
    };
    for (const auto& each : kCases) {
        EXPECT_EQ(Find(each.field, each.op, each.values), each.found)
            << each.field << " " << static_cast<int>(each.op) << " "
            << (each.values.empty() ? "-" : each.values.front());
    }
}

TEST_P(SearchOrdersTest, AndsGroupsAndOrsFiltersInside) {
    InsertSamples();
    using Op = FilterOp;
    EXPECT_EQ(Search({{{{"status", Op::kEq, {"canceled"}}, {"status", Op::kEq, {"Processing"}}},
                       {{"grand_total", Op::kGteq, {"2"}}}},
                      {},
                      0,
                      1}),
              (std::vector{3}));
    EXPECT_EQ(
        Search({{{{"status", Op::kEq, {"canceled"}}, {"customer_name", Op::kLike, {"%hans%"}}}},
                {},
                0,
                1}),
        (std::vector{2, 3}));
    EXPECT_EQ(Search({{{{"created_at", Op::kGteq, {"2023-11-14 22:13:22"}}},
                       {{"created_at", Op::kLt, {"2023-11-14 22:13:23"}}}},
                      {},
                      0,
                      1}),
              (std::vector{2}));
}

TEST_P(SearchOrdersTest, SortsStablyByEveryColumn) {
    InsertSamples();
    using Sort = std::vector<ports::SortKey>;
    const std::vector<std::pair<Sort, std::vector<int>>> kCases = {
        {{}, {1, 2, 3}},
        {{{"entity_id", true}}, {3, 2, 1}},
        {{{"grand_total", true}}, {3, 2, 1}},
        {{{"created_at", false}}, {1, 2, 3}},
        {{{"status", false}}, {3, 2, 1}},
        {{{"state", false}}, {3, 1, 2}},
        {{{"state", true}, {"grand_total", false}}, {1, 2, 3}},
        {{{"ext_order_id", false}}, {1, 2, 3}},  // NULL first
        {{{"ext_order_id", true}}, {3, 2, 1}},
        {{{"total_paid", true}}, {2, 3, 1}},
        {{{"store_id", true}}, {3, 2, 1}},
        {{{"shipping_method", false}}, {3, 1, 2}},
    };
    for (const auto& [sort, found] : kCases) {
        EXPECT_EQ(Search({{}, sort, 0, 1}), found) << (sort.empty() ? "" : sort[0].field);
        EXPECT_EQ(Search({{{{"status", FilterOp::kNeq, {"x"}}}}, sort, 0, 1}), found);
        EXPECT_EQ(
            Search({{{{"status", FilterOp::kIn, {"processing", "custom_status", "canceled"}}}},
                    sort,
                    0,
                    1}),
            found);
    }
}

TEST_P(SearchOrdersTest, PagesAndTotals) {
    Write([&](ports::Transaction& t) {
        for (int n = 1; n <= 25; ++n) {
            Order order = SmallOrder(n);
            order.status = n % 2 == 0 ? "processing" : "complete";
            order.state =
                n % 2 == 0 ? domain::OrderState::kProcessing : domain::OrderState::kComplete;
            t.orders().Insert(order);
        }
    });
    const ports::FilterGroup both = {{"status", FilterOp::kIn, {"processing", "complete"}}};
    for (const auto& groups :
         {std::vector<ports::FilterGroup>{}, std::vector<ports::FilterGroup>{both}}) {
        for (const bool is_descending : {false, true}) {
            std::vector<int> seen;
            for (int page = 1; page <= 4; ++page) {
                const auto answer = Try({groups, {{"created_at", is_descending}}, 10, page});
                ASSERT_TRUE(answer);
                EXPECT_EQ(answer->total_count, 25);
                EXPECT_EQ(answer->orders.size(), page < 3 ? 10U : page == 3 ? 5U : 0U);
                for (const Order& order : answer->orders) {
                    seen.push_back(std::stoi(order.increment_id) - 100'000'000);
                }
            }
            ASSERT_EQ(seen.size(), 25U);
            EXPECT_EQ(seen.front(), is_descending ? 25 : 1);
            EXPECT_TRUE(is_descending ? std::is_sorted(seen.rbegin(), seen.rend())
                                      : std::is_sorted(seen.begin(), seen.end()));
        }
    }
    EXPECT_EQ(Search({{}, {}, 0, 7}).size(), 25U);    // no page size: everything, on whatever page
    EXPECT_EQ(Search({{}, {}, -5, 1}).size(), 25U);   // negative: none
    EXPECT_EQ(Search({{}, {}, 10, -3}).size(), 10U);  // before the first: the first
    EXPECT_EQ(Search({{}, {}, 9'223'372'036'854'775'807, 9'223'372'036'854'775'807}).size(), 0U);
    EXPECT_EQ(Search({{}, {}, 9'223'372'036'854'775'807, 1}).size(), 25U);
}

// A connection may remember a count only until somebody commits.
TEST_P(SearchOrdersTest, TotalsFollowEveryCommit) {
    const SearchQuery wanted{{{{"subtotal", FilterOp::kGt, {"1.50"}}}}, {}, 10, 1};
    for (int i = 1; i <= 5; ++i) {
        Order order = SmallOrder(i);
        Insert(order);
        for (int again = 0; again < 2; ++again) {
            const auto page = Try(wanted);
            ASSERT_TRUE(page);
            EXPECT_EQ(page->total_count, i - 1) << "the first is of 1.00";
        }
    }
    const auto others = Try({{{{"subtotal", FilterOp::kGt, {"2.50"}}}}, {}, 10, 1});
    EXPECT_EQ(others->total_count, 3);
}

// By name all ids are found at once, in whatever order; a longer list goes page by page.
TEST_P(SearchOrdersTest, ListsByNameAreTakenWhole) {
    InsertSamples();
    const Keys keys(std::string(32, 'k'));
    const BlindIndex index(keys, "sales_order_search");
    const auto reader = Connect(sql::SqliteMode::kReadOnly);
    const auto whole = [&](const SearchQuery& query, std::int64_t rows_max) {
        ListPlan plan(OrderFields());
        EXPECT_TRUE(MakePlan(plan, query, {keys, index, reader->dialect()}));
        reader->Begin(false);
        const sql::Numbers ids = WholeList(*reader, plan, index, rows_max);
        reader->Commit();
        return ids == nullptr ? std::vector<std::int64_t>{-1} : *ids;
    };
    const Filter all{"customer_lastname", FilterOp::kLike, {"%"}};
    const Filter erika{"customer_firstname", FilterOp::kLike, {"%a%"}};
    const SearchQuery by_total{{{all}, {erika}}, {{"grand_total", true}}, 1, 1};
    std::vector<std::int64_t> expected;
    for (const int n : Search({{{all}, {erika}}, {{"grand_total", true}}, 0, 1})) {
        expected.push_back(ids_[static_cast<std::size_t>(n) - 1]);
    }
    ASSERT_FALSE(expected.empty());
    EXPECT_EQ(whole(by_total, 100), expected);
    EXPECT_EQ(whole(by_total, std::ssize(expected)), expected);
    EXPECT_EQ(whole(by_total, std::ssize(expected) - 1), std::vector<std::int64_t>{-1});
    EXPECT_EQ(whole({{{{"status", FilterOp::kEq, {"canceled"}}}}, {}, 1, 1}, 100),
              std::vector<std::int64_t>{-1})
        << "not by name";
}

// Each change of names counts at once, and so does an order that somebody deletes by hand.
TEST_P(SearchOrdersTest, ListsByNameFollowTheNames) {
    InsertSamples();
    using Found = std::vector<int>;
    const auto found = [this](const std::string& name) {
        const Filter filter{"customer_lastname", FilterOp::kLike, {name}};
        const Found up = Search({{{filter}}, {}, 0, 1});
        Found down = Search({{{filter}}, {{"entity_id", true}}, 0, 1});
        std::reverse(down.begin(), down.end());
        EXPECT_EQ(up, down);
        EXPECT_EQ(Search({{{filter}}, {}, 1, 1}).size(), std::min<std::size_t>(up.size(), 1));
        return up;
    };
    EXPECT_EQ(found("%uster%"), (Found{1}));
    EXPECT_EQ(found("%uster%"), (Found{1}));
    Order another = SmallOrder(4);
    another.personal.buyer_name = "Max Muster";
    Insert(another);
    EXPECT_EQ(found("%uster%"), (Found{1, 4}));
    EXPECT_EQ(found("%"), (Found{1, 2, 3, 4}));
    Order nameless = SmallOrder(5);
    nameless.personal = {};
    Insert(nameless);
    EXPECT_EQ(found("%uster%"), (Found{1, 4}));
    EXPECT_EQ(found("%"), (Found{1, 2, 3, 4, 5}));
    std::optional<Order> first;
    database().Read(
        [&](ports::Transaction& t) { first = t.orders().Load(domain::OrderId(ids_[0])); });
    first->personal.buyer_name = "Erika Maurer";
    Save(*first);
    EXPECT_EQ(found("%uster%"), (Found{4}));
    EXPECT_EQ(found("maurer"), (Found{1}));
    Write([&](ports::Transaction& t) { t.orders().PurgePersonalData(another.id); });
    EXPECT_EQ(found("%uster%"), Found{});
    EXPECT_EQ(found("maurer"), (Found{1}));
    const auto by_hand = Connect();
    by_hand->Begin(true);
    for (const char* table : {"sales_order_history", "sales_order_item", "sales_order_personal",
                              "sales_order_address", "sales_order_payment"}) {
        by_hand->Exec("DELETE FROM " + std::string(table) + " WHERE order_id = ?", ids_[0]);
    }
    by_hand->Exec("DELETE FROM sales_order WHERE id = ?", ids_[0]);
    by_hand->Commit();
    EXPECT_EQ(found("maurer"), Found{});
}

TEST_P(SearchOrdersTest, LoadsWholeOrders) {
    Order a = FilledOrder("100000001");
    Order b = FilledOrder("100000002");
    Order c = SmallOrder(3);
    for (Order* order : {&a, &b, &c}) {
        Insert(*order);
    }
    const auto page = Try({{}, {{"entity_id", true}}, 10, 1});
    ASSERT_TRUE(page);
    ASSERT_EQ(page->orders.size(), 3U);
    EXPECT_EQ(page->orders[0], c);
    EXPECT_EQ(page->orders[1], b);
    EXPECT_EQ(page->orders[2], a);
}

TEST_P(SearchOrdersTest, RefusesWhatItCannotAnswerByName) {
    using Op = FilterOp;
    const auto filter = [](const char* field, Op op, std::vector<std::string> values) {
        return SearchQuery{{{{field, op, std::move(values)}}}, {}, 0, 1};
    };
    EXPECT_EQ(RefusedField(filter("nonsense", Op::kEq, {"1"})), "nonsense");
    EXPECT_EQ(RefusedField(filter("o.id) OR (1=1", Op::kEq, {"1"})), "o.id) OR (1=1");
    EXPECT_EQ(RefusedField(filter("id", Op::kEq, {"1"})), "id");
    EXPECT_EQ(RefusedField(filter("billing_address", Op::kEq, {"1"})), "billing_address");
    EXPECT_EQ(RefusedField(filter("created_at", Op::kGt, {"soon"})), "created_at");
    EXPECT_EQ(RefusedField(filter("created_at", Op::kLike, {"%14%"})), "created_at");
    EXPECT_EQ(RefusedField(filter("grand_total", Op::kLike, {"1%"})), "grand_total");
    EXPECT_EQ(RefusedField(filter("customer_email", Op::kGt, {"a"})), "customer_email");
    EXPECT_EQ(RefusedField(filter("customer_email", Op::kLike, {"%a%"})), "customer_email");
    EXPECT_EQ(RefusedField(filter("customer_email", Op::kLike, {"a%b"})), "customer_email");
    EXPECT_EQ(RefusedField(filter("customer_name", Op::kLike, {"a%b"})), "customer_name");
    EXPECT_EQ(RefusedField(filter("customer_lastname", Op::kNull, {})), "customer_lastname");
    EXPECT_EQ(RefusedField(filter("status", Op::kEq, {std::string("a\0b", 3)})), "status");
    EXPECT_EQ(RefusedField(filter("status", Op::kEq, {"\xFF"})), "status");
    EXPECT_EQ(RefusedField(filter("status", Op::kEq, {std::string(5'000, 'a')})), "status");
    EXPECT_EQ(RefusedField(filter("status", Op::kIn, std::vector<std::string>(2'000, "a"))),
              "searchCriteria");
    EXPECT_EQ(RefusedField({{}, {{"nonsense", true}}, 0, 1}), "nonsense");
    EXPECT_EQ(RefusedField({{}, {{"customer_email", true}}, 0, 1}), "customer_email");
    EXPECT_EQ(RefusedField(filter("status", Op::kEq, {"' OR 1=1 --"})), "accepted");
    EXPECT_EQ(RefusedField(filter("increment_id", Op::kLike, {"\\"})), "accepted");
}

}  // namespace
}  // namespace orderyard::storage
