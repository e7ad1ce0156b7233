// Lists by name against a plain reading of all rows: frequent and rare terms, by every way to a
// page, two stores, other filters, every sort, both directions, by cursor and by offset, with ties.
#include "storage/channel/named_orders.hpp"

#include <algorithm>
#include <tuple>

#include "base/text.hpp"
#include "storage/order_samples.hpp"

namespace orderyard::storage {
namespace {

using ports::ChannelOrderQuery;
using ports::ChannelOrderSort;

struct Row {
    std::int64_t id = 0;
    domain::StoreId store;
    std::string number, status, verdict, name, recipient;
    std::int64_t created = 0, updated = 0;
    std::optional<std::int64_t> total, ship_by;
};

constexpr const char* kNames[] = {"Karla Kant", "Mia Muster", "Okka Krug", "Jan Maas",
                                  "Kai",        "An Na",      "Max Karst", ""};
constexpr const char* kInsert =
    "INSERT INTO channel_order(id, store_id, number, created_at, updated_at, is_foreign, "
    "marketplace_id, marketplace_name, status, status_text, fulfilled_by, ship_by_latest, "
    "currency, grand_total, grand_total_currency, quantity_ordered, quantity_shipped, "
    "content_hash, verdict_kind, verdict_rule, verdict_text, verdict_inputs, details) "
    "VALUES (?, ?, ?, ?, ?, 0, '', '', ?, '', 'merchant', ?, 'EUR', ?, ?, 1, 1, ?, ?, '', '', "
    "'[]', '{}')";

// A sort key made comparable: numbers before texts do not meet.
using SortKey = std::tuple<std::string, std::int64_t, std::int64_t, std::int64_t>;

SortKey KeyOf(const Row& row, ChannelOrderSort sort) {
    switch (sort) {
        case ChannelOrderSort::kPurchasedAt: return {"", row.created, 0, row.id};
        case ChannelOrderSort::kNumber: return {row.number, 0, 0, row.id};
        case ChannelOrderSort::kStatus: return {row.status, 0, row.created, row.id};
        case ChannelOrderSort::kTotal:
            return {"", row.total.value_or(-1'000'000'000'000'000'000), 0, row.id};
        case ChannelOrderSort::kUpdatedAt: return {"", row.updated, 0, row.id};
        case ChannelOrderSort::kShipBy:
            return {"", row.ship_by.value_or(9'000'000'000'000'000'000), 0, row.id};
    }
    return {};
}

PageCursor CursorAt(const Row& row, ChannelOrderSort sort) {
    const auto [text, number, second, id] = KeyOf(row, sort);
    PageCursor cursor;
    cursor.text_key = text;
    cursor.key = number;
    cursor.second = second;
    cursor.id = id;
    return cursor;
}

class NamedOrdersTest : public OrdersTest {
  protected:
    void SetUp() override {
        OrdersTest::SetUp();
        if (!IsSkipped()) {
            stores_ = {MakeStore(), MakeStore("other")};
            connection_ = Connect();
        }
    }
    void TearDown() override { connection_.reset(); }

    // Ids with gaps, of which one is wide, in another order than the dates.
    void Fill(int count) {
        connection_->Begin(true);
        const std::string hash(32, '\0');
        for (int n = 0; n < count; ++n) {
            Row row = RowOf(n);
            const sql::Value total = row.total ? sql::Value(*row.total) : sql::Value();
            const sql::Value currency = row.total ? sql::Value("EUR") : sql::Value();
            const sql::Value ship_by = row.ship_by ? sql::Value(*row.ship_by) : sql::Value();
            connection_->ExecLater(kInsert, row.id, row.store, row.number, row.created, row.updated,
                                   row.status, ship_by, total, currency, sql::Bytes{hash},
                                   row.verdict);
            Tokens tokens;
            index_.AddText(tokens, IndexedText::kName, row.name);
            index_.AddText(tokens, IndexedText::kRecipient, row.recipient);
            index_.Insert(*connection_, row.id, tokens);
            rows_.push_back(std::move(row));
        }
        for (const domain::StoreId store : stores_) {
            for (const char* status : {"pending", "shipped"}) {
                for (const char* verdict : {"imported", "not_yet"}) {
                    const auto orders =
                        std::count_if(rows_.begin(), rows_.end(), [&](const Row& row) {
                            return row.store == store && row.status == status &&
                                   row.verdict == verdict;
                        });
                    connection_->Exec("INSERT INTO channel_order_count VALUES (0, ?, ?, ?, ?)",
                                      store, status, verdict, static_cast<std::int64_t>(orders));
                }
            }
        }
        connection_->Commit();
    }
    Row RowOf(int n) const {
        Row row;
        row.id = n * 3 + 1 + (n > 200 ? 40'000 : 0);
        row.store = stores_[n % 4 == 0 ? 1 : 0];
        row.number = "303-" + std::to_string(n * 7'919 % 100'003);
        row.created = 1'000 + n / 3 * 10 - (n % 50 == 0 ? 900 : 0);
        row.updated = 1'000 + n * 37 % 211;
        row.status = n % 10 == 0 ? "pending" : "shipped";
        row.verdict = n % 3 == 0 ? "imported" : "not_yet";
        row.name = kNames[static_cast<std::size_t>(n) * 5 % std::size(kNames)];
        row.recipient = n % 40 == 7 ? "Seltsam" : n % 6 == 0 ? kNames[0] : "";
        if (n % 5 != 0) {
            row.total = n % 13 * 10'000;
            row.ship_by = 5'000 + n % 17;
        }
        return row;
    }

    // What the list has to show, in its order.
    std::vector<Row> Expected(const ChannelOrderQuery& query) const {
        const std::string name = base::FoldForSearch(query.buyer_name);
        const auto has = [](const auto& words, const std::string& word) {
            return words.empty() || std::any_of(words.begin(), words.end(), [&](auto value) {
                       return ToString(value) == word;
                   });
        };
        std::vector<Row> rows;
        std::copy_if(rows_.begin(), rows_.end(), std::back_inserter(rows), [&](const Row& row) {
            const auto is_in = [&](const std::string& text) {
                return (" " + base::FoldForSearch(text) + " ").find(name) != std::string::npos;
            };
            return row.store == query.store_id && (is_in(row.name) || is_in(row.recipient)) &&
                   has(query.statuses, row.status) && has(query.verdicts, row.verdict) &&
                   row.number.starts_with(query.number) &&
                   (!query.purchased_from || row.created >= query.purchased_from->micros) &&
                   (!query.total_from_units ||
                    (row.total && *row.total >= *query.total_from_units));
        });
        std::sort(rows.begin(), rows.end(), [&](const Row& a, const Row& b) {
            return query.is_descending ? KeyOf(b, query.sort) < KeyOf(a, query.sort)
                                       : KeyOf(a, query.sort) < KeyOf(b, query.sort);
        });
        return rows;
    }
    NamedPage Find(const ChannelOrderQuery& query, const PagePlace& place,
                   const NamedLimits& limits) {
        ListConditions conditions;
        MakeConditions(conditions, query, index_, *connection_);
        EXPECT_TRUE(conditions.name.has_value());
        return FindNamedOrders(*connection_, index_, *frequent_, query, conditions, place, limits);
    }
    static std::vector<std::int64_t> IdsOf(const NamedPage& page) {
        std::vector<std::int64_t> ids;
        for (const PageCursor& row : page.rows) {
            ids.push_back(row.id);
        }
        return ids;
    }
    static std::vector<std::int64_t> Ids(const std::vector<Row>& rows, std::size_t begin,
                                         std::size_t end) {
        std::vector<std::int64_t> ids;
        for (std::size_t i = begin; i < std::min(end, rows.size()); ++i) {
            ids.push_back(rows[i].id);
        }
        return ids;
    }
    // The first page, one in the middle and the last, by cursor and by offset.
    void ExpectPages(const ChannelOrderQuery& query, const NamedLimits& limits,
                     const std::string& what) {
        constexpr std::size_t kLimit = 8;
        const std::vector<Row> rows = Expected(query);
        const std::size_t last = rows.size() < kLimit ? 0 : rows.size() - kLimit / 2;
        for (const std::size_t begin : {std::size_t{0}, rows.size() / 2, last}) {
            const auto expected = Ids(rows, begin, begin + kLimit);
            std::vector<PagePlace> places = {{nullptr, static_cast<std::int64_t>(begin), kLimit}};
            PageCursor cursor;
            if (begin > 0) {
                cursor = CursorAt(rows[begin - 1], query.sort);
                places.push_back({&cursor, 0, kLimit});
            }
            for (const PagePlace& place : places) {
                const NamedPage page = Find(query, place, limits);
                ASSERT_EQ(IdsOf(page), expected) << what << " from " << begin;
                const auto count = static_cast<std::int64_t>(rows.size());
                if (page.is_total_exact) {
                    ASSERT_EQ(page.total_count, count) << what;
                } else {
                    ASSERT_LE(page.total_count, count) << what;
                    ASSERT_GE(page.total_count, place.offset + std::ssize(expected));
                }
            }
        }
    }
    std::vector<ChannelOrderQuery> Filters(const std::string& name) const {
        std::vector<ChannelOrderQuery> queries(6);
        queries[1].statuses = {domain::ChannelStatus::kPending};
        queries[2].verdicts = {domain::VerdictKind::kImported, domain::VerdictKind::kBlocked};
        queries[3].purchased_from = base::Instant::FromMicros(2'500);
        queries[4].total_from_units = 60'000;
        queries[5].number = "303-1";
        for (ChannelOrderQuery& query : queries) {
            query.store_id = stores_[0];
            query.buyer_name = name;
        }
        return queries;
    }

    std::vector<domain::StoreId> stores_;
    std::unique_ptr<sql::Connection> connection_;
    const Keys keys_{std::string(32, 'k')};
    const BlindIndex index_{keys_, "channel_order_search"};
    std::optional<FrequentTerms> frequent_{std::in_place};
    std::vector<Row> rows_;
};
ORDERYARD_ON_BOTH_ENGINES(NamedOrdersTest);

// Found first; walked; walked and then found; walked however far; counted only so far; frequent in
// the newest rows.
constexpr NamedLimits kWays[] = {{2'000, 100'000, 1, 2, 20'000, 50'000, 50'000},
                                 {2'000, 0, 1, 2, 20'000, 50'000, 50'000},
                                 {2'000, 0, 1, 2, 20'000, 50, 50'000},
                                 {2'000, 0, 1, 2, 20'000, 50, 0},
                                 {5, 0, 1, 2, 120, 50'000, 50'000},
                                 {2'000, 20, 50, 5, 20'000, 50'000, 50'000}};

TEST_P(NamedOrdersTest, ShowsTheSameOrdersByEveryWay) {
    Fill(800);
    for (const std::string name : {"ka", "a", "seltsam", "n k", "karst", "zz"}) {
        for (const ChannelOrderQuery& filtered : Filters(name)) {
            for (const auto sort : {ChannelOrderSort::kPurchasedAt, ChannelOrderSort::kStatus}) {
                for (std::size_t way = 0; way < std::size(kWays); ++way) {
                    ChannelOrderQuery query = filtered;
                    query.sort = sort;
                    query.is_descending = way % 2 == 0;
                    frequent_.emplace();
                    ExpectPages(query, kWays[way], name + " by way " + std::to_string(way));
                }
            }
        }
    }
}

TEST_P(NamedOrdersTest, ShowsThemInEverySortAndDirection) {
    Fill(800);
    for (const auto sort : {ChannelOrderSort::kNumber, ChannelOrderSort::kTotal,
                            ChannelOrderSort::kUpdatedAt, ChannelOrderSort::kShipBy}) {
        for (const bool is_descending : {true, false}) {
            for (const std::string name : {"ka", "seltsam"}) {
                for (const std::size_t way : {0U, 1U, 3U}) {
                    ChannelOrderQuery query = Filters(name)[0];
                    query.sort = sort;
                    query.is_descending = is_descending;
                    frequent_.emplace();
                    ExpectPages(query, kWays[way],
                                name + " sort " + std::to_string(static_cast<int>(sort)));
                }
            }
        }
    }
}

TEST_P(NamedOrdersTest, CountsToTheCapAndNoOtherStores) {
    Fill(800);
    ChannelOrderQuery query = Filters("a")[0];
    const auto count = static_cast<std::int64_t>(Expected(query).size());
    const PagePlace first{nullptr, 0, 8};
    NamedLimits limits;
    limits.sample_found_min = INT64_MAX;
    NamedPage page = Find(query, first, limits);
    EXPECT_EQ(page.total_count, count);
    EXPECT_TRUE(page.is_total_exact);
    // Frequent, and counted to its end nevertheless, in this store alone.
    limits.few_max = 1;
    page = Find(query, first, limits);
    EXPECT_EQ(page.total_count, count);
    EXPECT_TRUE(page.is_total_exact);
    limits.count_max = 100;
    page = Find(query, first, limits);
    EXPECT_EQ(page.total_count, 100);
    EXPECT_FALSE(page.is_total_exact);
    // The other store has few of them: told as far as the walk went.
    query.store_id = stores_[1];
    const auto others = static_cast<std::int64_t>(Expected(query).size());
    limits.walked_to_count_max = 20;
    page = Find(query, first, limits);
    EXPECT_FALSE(page.is_total_exact);
    EXPECT_LE(page.total_count, others);
    EXPECT_GE(page.total_count, 8);
    // It is the only one: nothing has to be walked for the lower bound.
    connection_->Exec("DELETE FROM channel_order_count WHERE store_id = ?", stores_[0]);
    frequent_.emplace();
    page = Find(query, first, limits);
    EXPECT_EQ(page.total_count, 100);
}

TEST_P(NamedOrdersTest, RemembersThatATermIsFrequentForAWhileOnly) {
    Fill(800);
    const ChannelOrderQuery query = Filters("a")[0];
    const NamedLimits limits = {1, 1, 1, 2, 20, 50'000, 50'000};
    NamedLimits others;
    others.sample_found_min = INT64_MAX;
    const PagePlace first{nullptr, 0, 8};
    for (const auto kept : {std::chrono::minutes(1), std::chrono::minutes(0)}) {
        FrequentTerms frequent(kept);
        ListConditions conditions;
        MakeConditions(conditions, query, index_, *connection_);
        FindNamedOrders(*connection_, index_, frequent, query, conditions, first, limits);
        // With other limits nothing is frequent, unless it is remembered.
        const NamedPage page =
            FindNamedOrders(*connection_, index_, frequent, query, conditions, first, others);
        EXPECT_EQ(page.is_total_exact, kept == std::chrono::minutes(0));
    }
    FrequentTerms many;
    for (int i = 0; i < 1'000; ++i) {
        many.Keep(std::to_string(i), many.New());
    }
    EXPECT_FALSE(many.Find("1"));
    EXPECT_TRUE(many.Find("999"));
}

}  // namespace
}  // namespace orderyard::storage
