// The All Orders list: filters, every sort in both directions while rows change, and names of one
// syllable.
#include <algorithm>
#include <map>
#include <set>

#include "ports/personal_view.hpp"
#include "storage/channel_order_store.hpp"
#include "storage/order_samples.hpp"

namespace orderyard::storage {
namespace {

using domain::ChannelOrder;
using domain::ChannelStatus;
using domain::VerdictKind;
using ports::ChannelOrderPage;
using ports::ChannelOrderQuery;
using ports::ChannelOrderSort;

constexpr std::array kSorts = {ChannelOrderSort::kPurchasedAt, ChannelOrderSort::kNumber,
                               ChannelOrderSort::kStatus,      ChannelOrderSort::kTotal,
                               ChannelOrderSort::kUpdatedAt,   ChannelOrderSort::kShipBy};

class SearchChannelOrdersTest : public OrdersTest {
  protected:
    void SetUp() override {
        OrdersTest::SetUp();
        if (!IsSkipped()) {
            store_ = MakeStore();
        }
    }
    ChannelOrderQuery Query() const {
        ChannelOrderQuery query;
        query.store_id = store_;
        return query;
    }
    base::Result<ChannelOrderPage> Try(const ChannelOrderQuery& query) {
        std::optional<base::Result<ChannelOrderPage>> page;
        database().Read([&](ports::Transaction& t) { page = t.channel_orders().Search(query); });
        return *page;
    }
    ChannelOrderPage Search(const ChannelOrderQuery& query) {
        const auto page = Try(query);
        EXPECT_TRUE(page) << (page ? "" : page.error().Text());
        return page.value_or(ChannelOrderPage{});
    }
    std::set<std::string> Numbers(const ChannelOrderQuery& query) {
        const ChannelOrderPage page = Search(query);
        std::set<std::string> numbers;
        for (const auto& row : page.rows) {
            numbers.insert(row.number);
        }
        EXPECT_EQ(static_cast<std::size_t>(page.total_count), page.rows.size());
        return numbers;
    }
    void InsertMany(int from, int to) {
        Write([&](ports::Transaction& t) {
            for (int n = from; n < to; ++n) {
                ChannelOrder order = SmallChannelOrder(store_, n);
                t.channel_orders().Insert(
                    order, SomeHash(), "{}",
                    SomeVerdict(n % 3 == 0 ? VerdictKind::kImported : VerdictKind::kNotYet));
            }
        });
    }
    domain::StoreId store_;
};
ORDERYARD_ON_BOTH_ENGINES(SearchChannelOrdersTest);

TEST_P(SearchChannelOrdersTest, ShowsEveryColumn) {
    ChannelOrder order = FilledChannelOrder(store_, "303-1");
    Insert(order);
    domain::Order made = SmallOrder(7);
    made.channel =
        domain::ChannelLink{store_, order.id, "303-1", "", domain::FulfilledBy::kMerchant, {}, {}};
    Insert(made);
    const ChannelOrderPage page = Search(Query());
    ASSERT_EQ(page.rows.size(), 1U);
    const ports::ChannelOrderRow& row = page.rows[0];
    EXPECT_EQ(row.id, order.id);
    EXPECT_EQ(row.number, "303-1");
    EXPECT_EQ(row.purchased_at, order.created_at);
    EXPECT_EQ(row.updated_at, order.updated_at);
    EXPECT_EQ(row.status, order.status);
    EXPECT_EQ(row.status_text, order.status_text);
    EXPECT_EQ(row.fulfilled_by, order.fulfilled_by);
    EXPECT_EQ(row.marketplace_name, order.marketplace_name);
    EXPECT_EQ(row.buyer_name, "Erika Mustermann");
    EXPECT_EQ(row.service_level, order.service_level);
    EXPECT_EQ(row.programs, order.programs);
    EXPECT_EQ(row.replaces_number, order.replaces_number);
    EXPECT_EQ(row.total, order.grand_total);
    EXPECT_EQ(row.quantity_ordered, 4);
    EXPECT_EQ(row.quantity_shipped, 1);
    EXPECT_EQ(row.ship_by_latest, order.ship_by.latest);
    EXPECT_EQ(row.verdict, SomeVerdict());
    EXPECT_EQ(row.order_id, made.id);
    EXPECT_EQ(row.order_increment_id, "100000007");
    EXPECT_EQ(row.order_status, "processing");
    EXPECT_EQ(page.total_count, 1);
    EXPECT_TRUE(page.is_total_exact);
    EXPECT_EQ(page.next, "");
}

// A connection remembers what it opened; it must be what is stored now, and for these eyes.
TEST_P(SearchChannelOrdersTest, ShowsWhatIsStoredNowAndToWhomItMayBeShown) {
    ChannelOrder order = FilledChannelOrder(store_, "303-1");
    Insert(order);
    const auto shown = [&](bool may_see) {
        ports::PersonalView view{may_see, {}};
        const ports::PersonalViewScope scope(&view);
        const auto rows = Search(Query()).rows;
        EXPECT_EQ(view.seen.empty(), rows[0].buyer_name.empty()) << "seen and not on record";
        return rows[0].buyer_name + "|" + rows[0].service_level;
    };
    const std::string level = "|" + order.service_level;
    EXPECT_EQ(shown(true), "Erika Mustermann" + level);
    EXPECT_EQ(shown(false), level);
    EXPECT_EQ(shown(true), "Erika Mustermann" + level);
    const auto update = [&] {
        order.updated_at = order.updated_at + base::Duration::Seconds(1);
        Write([&](ports::Transaction& t) {
            t.channel_orders().Update(order, SomeHash(), "{}", SomeVerdict());
        });
    };
    order.personal.buyer_name = "Erika Muster";
    update();
    EXPECT_EQ(shown(true), "Erika Muster" + level);
    order.service_level = "SAME_DAY";
    update();
    EXPECT_EQ(shown(true), "Erika Muster|SAME_DAY");
    EXPECT_EQ(shown(true), "Erika Muster|SAME_DAY");
    Write([&](ports::Transaction& t) { t.channel_orders().PurgePersonalData(order.id); });
    EXPECT_EQ(shown(true), "|SAME_DAY");
}

// Keys so far apart that the indexes of these sorts have ten blocks on SQLite.
TEST_P(SearchChannelOrdersTest, SortsInBlocksGoOverAllOfThem) {
    InsertMany(0, 60);
    std::string sql =
        IsSqlite() ? "PRAGMA foreign_keys = OFF;" : "SET session_replication_role = replica;";
    sql += "DELETE FROM channel_order_personal;";  // sealed for the key it had
    Connect()->ExecScript(sql + "UPDATE channel_order SET id = id * 1400");
    for (const ChannelOrderSort sort : {ChannelOrderSort::kTotal, ChannelOrderSort::kUpdatedAt}) {
        for (const bool is_descending : {true, false}) {
            ChannelOrderQuery query = Query();
            query.sort = sort;
            query.is_descending = is_descending;
            query.page_size = 7;
            std::vector<std::int64_t> keys;
            std::set<std::int64_t> ids;
            do {
                const ChannelOrderPage page = Search(query);
                for (const auto& row : page.rows) {
                    ids.insert(row.id.value);
                    keys.push_back(sort == ChannelOrderSort::kUpdatedAt ? row.updated_at.micros
                                   : row.total                          ? row.total->units()
                                                                        : -1);
                }
                query.after = page.next;
            } while (!query.after.empty());
            EXPECT_EQ(keys.size(), 60U);
            EXPECT_EQ(ids.size(), 60U);
            EXPECT_TRUE(is_descending ? std::is_sorted(keys.rbegin(), keys.rend())
                                      : std::is_sorted(keys.begin(), keys.end()));
        }
    }
}

// Rows come and change between pages; those that were there all the time are seen exactly once.
TEST_P(SearchChannelOrdersTest, PagesVisitEveryRowOnceForEverySort) {
    InsertMany(0, 60);
    int newcomer = 1'000;
    for (const ChannelOrderSort sort : kSorts) {
        for (const bool is_descending : {true, false}) {
            ChannelOrderQuery query = Query();
            query.sort = sort;
            query.is_descending = is_descending;
            query.page_size = 7;
            std::map<std::string, int> seen;
            do {
                const ChannelOrderPage page = Search(query);
                for (const auto& row : page.rows) {
                    ++seen[row.number];
                }
                query.after = page.next;
                InsertMany(newcomer, newcomer + 1);
                ++newcomer;
            } while (!query.after.empty());
            for (int n = 0; n < 60; ++n) {
                EXPECT_EQ(seen[SmallChannelOrder(store_, n).number], 1)
                    << n << " " << static_cast<int>(sort);
            }
        }
    }
}

TEST_P(SearchChannelOrdersTest, FiltersGiveTheSameUnderEverySort) {
    InsertMany(0, 60);
    const auto with = [&](auto change) {
        ChannelOrderQuery query = Query();
        change(query);
        return query;
    };
    const std::vector<ChannelOrderQuery> queries = {
        with([](auto& q) { q.statuses = {ChannelStatus::kPending}; }),
        with([](auto& q) {
            q.statuses = {ChannelStatus::kPending, ChannelStatus::kShipped,
                          ChannelStatus::kPending};
        }),
        with([](auto& q) { q.statuses = {ChannelStatus::kCanceled}; }),
        with([](auto& q) { q.verdicts = {VerdictKind::kImported}; }),
        with([](auto& q) {
            q.verdicts = {VerdictKind::kImported, VerdictKind::kBlocked};
            q.statuses = {ChannelStatus::kPending};
        }),
        with([](auto& q) {
            q.purchased_from = At(5);
            q.purchased_to = At(9);
        }),
        with([](auto& q) { q.total_from_units = 1'000'000; }),
        with([](auto& q) { q.total_to_units = 2'000'000; }),
        with([](auto& q) { q.number = "303-10000"; }),
        with([](auto& q) { q.number = "303-1000011"; }),
        with([](auto& q) {
            q.number = "3";
            q.statuses = {ChannelStatus::kShipped};
        }),
    };
    const auto matches = [&](const ChannelOrderQuery& q, int n) {
        const ChannelOrder order = SmallChannelOrder(store_, n);
        const VerdictKind verdict = n % 3 == 0 ? VerdictKind::kImported : VerdictKind::kNotYet;
        const auto has = [](const auto& list, auto value) {
            return list.empty() || std::find(list.begin(), list.end(), value) != list.end();
        };
        const std::int64_t units = order.grand_total ? order.grand_total->units() : 0;
        return has(q.statuses, order.status) && has(q.verdicts, verdict) &&
               (!q.purchased_from || order.created_at >= *q.purchased_from) &&
               (!q.purchased_to || order.created_at < *q.purchased_to) &&
               (!q.total_from_units || (order.grand_total && units >= *q.total_from_units)) &&
               (!q.total_to_units || (order.grand_total && units <= *q.total_to_units)) &&
               order.number.starts_with(q.number);
    };
    for (std::size_t i = 0; i < queries.size(); ++i) {
        std::set<std::string> expected;
        for (int n = 0; n < 60; ++n) {
            if (matches(queries[i], n)) {
                expected.insert(SmallChannelOrder(store_, n).number);
            }
        }
        for (const ChannelOrderSort sort : kSorts) {
            for (const int page_size : {100, 4}) {
                ChannelOrderQuery query = queries[i];
                query.sort = sort;
                query.page_size = page_size;
                std::vector<std::string> seen;
                do {
                    const ChannelOrderPage page = Search(query);
                    EXPECT_EQ(static_cast<std::size_t>(page.total_count), expected.size()) << i;
                    for (const auto& row : page.rows) {
                        seen.push_back(row.number);
                    }
                    query.after = page.next;
                } while (!query.after.empty() && seen.size() < 100);
                EXPECT_EQ(std::set(seen.begin(), seen.end()), expected)
                    << i << " " << static_cast<int>(sort);
                EXPECT_EQ(seen.size(), expected.size()) << i;
            }
        }
    }
}

TEST_P(SearchChannelOrdersTest, FindsANumberByAllOfItOrItsBeginning) {
    for (const char* number : {"304-0000001-0000001", "304-0000001-0000002", "304-0000002-0000001",
                               "304-000000A-0000001", "304-0000001-00000"}) {
        ChannelOrder order = SmallChannelOrder(store_, 1);
        order.number = number;
        Insert(order);
    }
    const auto found = [&](const std::string& number) {
        ChannelOrderQuery query = Query();
        query.number = number;
        return Numbers(query);
    };
    using Set = std::set<std::string>;
    EXPECT_EQ(found("304-0000001-0000001"), Set{"304-0000001-0000001"});
    EXPECT_EQ(found("304-0000001-0000003"), Set{});
    EXPECT_EQ(found("304-000000A-0000001"), Set{"304-000000A-0000001"});
    EXPECT_EQ(found("304-0000001-000000"), (Set{"304-0000001-0000001", "304-0000001-0000002"}));
    EXPECT_EQ(found("304-0000001-00000").size(), 3U);
    EXPECT_EQ(found("304-0000001-0000001 ").size(), 0U);
}

TEST_P(SearchChannelOrdersTest, SeesOneStoreOnly) {
    InsertMany(0, 3);
    ChannelOrder other = FilledChannelOrder(MakeStore("other"), "999");
    Insert(other);
    EXPECT_EQ(Numbers(Query()).size(), 3U);
    ChannelOrderQuery query = Query();
    query.buyer_name = "Erika";
    EXPECT_TRUE(Numbers(query).empty());
}

TEST_P(SearchChannelOrdersTest, FindsNamesByAnyPartOfThem) {
    const struct {
        const char* number;
        const char* buyer;
        const char* recipient;
    } kOrders[] = {
        {"1", "김민수", "김민수"},
        {"2", "민서준", "박서준"},
        {"3", "佐藤 花子", ""},
        {"4", "Erika Mustermann", ""},
        {"5", "ERIKA  MÜLLER", "J. O'Neil"},
        {"6", "", ""},
        {"7", "abab", "ba ab"},
        {"8", "ｶﾅ かな", ""},
    };
    for (const auto& each : kOrders) {
        ChannelOrder order = SmallChannelOrder(store_, 1);
        order.number = each.number;
        order.personal.buyer_name = each.buyer;
        order.personal.shipping.name = each.recipient;
        Insert(order);
    }
    const std::vector<std::pair<std::string, std::set<std::string>>> kSearches = {
        {"민", {"1", "2"}}, {"김", {"1"}},     {"민수", {"1"}},       {"서준", {"2"}},
        {"김민수", {"1"}},  {"김수", {}},      {"花", {"3"}},         {"花子", {"3"}},
        {"藤 花", {"3"}},   {"佐藤花子", {}},  {"erika", {"4", "5"}}, {"ｅｒｉｋａ", {"4", "5"}},
        {"müller", {"5"}},  {"MÜLLER", {"5"}}, {"a m", {"4", "5"}},   {"o'neil", {"5"}},
        {"ann", {"4"}},     {"abab", {"7"}},   {"baba", {}},          {"bab", {"7"}},
        {"a a", {"7"}},     {"b a", {}},       {"カナ", {"8"}},       {"x", {}},
        {"%", {}},          {"\"", {}},
    };
    for (const auto& [text, expected] : kSearches) {
        ChannelOrderQuery query = Query();
        query.buyer_name = text;
        EXPECT_EQ(Numbers(query), expected) << text;
    }
}

TEST_P(SearchChannelOrdersTest, FollowsNamesThatChange) {
    ChannelOrder order = SmallChannelOrder(store_, 1);
    order.personal.buyer_name = "alt";
    Insert(order);
    const auto found = [&](const std::string& name) {
        ChannelOrderQuery query = Query();
        query.buyer_name = name;
        return Numbers(query).size();
    };
    for (const std::string name : {"neu", "", "alt", "alt", "neuer"}) {
        order.personal.buyer_name = name;
        Write([&](ports::Transaction& t) {
            t.channel_orders().Update(order, SomeHash(), "{}", SomeVerdict());
        });
        EXPECT_EQ(found("alt"), name == "alt" ? 1U : 0U) << name;
        EXPECT_EQ(found("neu"), name.starts_with("neu") ? 1U : 0U) << name;
        EXPECT_EQ(found("neuer"), name == "neuer" ? 1U : 0U) << name;
    }
}

TEST_P(SearchChannelOrdersTest, RefusesWhatItCannotUseByName) {
    const auto field = [&](auto change) {
        ChannelOrderQuery query = Query();
        change(query);
        const auto page = Try(query);
        return page ? std::string("accepted") : page.error().field;
    };
    EXPECT_EQ(field([](auto& q) { q.page_size = 0; }), "page_size");
    EXPECT_EQ(field([](auto& q) { q.page_size = 251; }), "page_size");
    EXPECT_EQ(field([](auto& q) { q.after = "page2"; }), "after");
    EXPECT_EQ(field([](auto& q) { q.number = "\xFF"; }), "number");
    EXPECT_EQ(field([](auto& q) { q.number = std::string(2'000, '1'); }), "number");
    EXPECT_EQ(field([](auto& q) { q.buyer_name = std::string(2'000, 'a'); }), "buyer_name");
    EXPECT_EQ(field([](auto& q) { q.number = "'; DROP TABLE channel_order; --"; }), "accepted");
}

}  // namespace
}  // namespace orderyard::storage
