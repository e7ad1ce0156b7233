// One personal row after the other is opened, indexed and forgotten; a few names are kept to be
// looked for at the end.
#include "storage/move/search_indexes.hpp"

#include <algorithm>
#include <array>

#include "base/log.hpp"
#include "storage/channel/channel_order_rows.hpp"
#include "storage/move/moved_rows.hpp"
#include "storage/orders/order_keys.hpp"
#include "storage/privacy/indexed_texts.hpp"
#include "storage/privacy/personal_codec.hpp"

namespace orderyard::storage {

namespace {

// What of an order is found by, and where its personal data lies.
struct SearchIndex {
    std::string_view name;
    const char* personal;  // key of the order, its own key wrapped, its personal data
    domain::PersonalData (*open)(const Keys& keys, const sql::Rows& row);
    Tokens (*tokens)(const BlindIndex& index, const domain::PersonalData& data);
};

domain::PersonalData Opened(const Keys& keys, const sql::Rows& row, const SealedPlace& key_place,
                            const SealedPlace& personal_place) {
    const OrderKey key = OrderKey::Unwrap(keys, row.View(1), key_place);
    return DecodePersonalData(key.Open(row.View(2), personal_place));
}

domain::PersonalData OpenOrder(const Keys& keys, const sql::Rows& row) {
    const domain::OrderId id(row.Int(0));
    return Opened(keys, row, OrderKeyPlace(id), OrderPersonalPlace(id));
}

domain::PersonalData OpenChannelOrder(const Keys& keys, const sql::Rows& row) {
    const domain::ChannelOrderId id(row.Int(0));
    return Opened(keys, row, ChannelKeyPlace(id), ChannelPersonalPlace(id));
}

constexpr std::array kSearchIndexes = {
    SearchIndex{"sales_order_search",
                "SELECT order_id, wrapped_key, personal FROM sales_order_personal "
                "ORDER BY order_id",
                OpenOrder, OrderTokens},
    SearchIndex{"channel_order_search",
                "SELECT channel_order_id, wrapped_key, personal FROM channel_order_personal "
                "ORDER BY channel_order_id",
                OpenChannelOrder, ChannelOrderTokens}};

// Orders in an index, and tokens, each counted once an order.
struct IndexSize {
    std::int64_t orders = 0;
    std::int64_t tokens = 0;

    friend bool operator==(const IndexSize&, const IndexSize&) = default;
};

std::int64_t CountDifferent(Tokens tokens) {
    std::sort(tokens.begin(), tokens.end());
    return std::unique(tokens.begin(), tokens.end()) - tokens.begin();
}

// SQLite knows no number of orders: the tokens alone have to do, which tell more.
IndexSize StoredSize(sql::Connection& connection, std::string_view index,
                     std::int64_t orders_expected) {
    const std::string name(index);
    if (connection.dialect() == sql::Dialect::kPostgres) {
        sql::Rows rows = connection.Query(
            "SELECT count(*), CAST(coalesce(sum(cardinality(tokens)), 0) AS BIGINT) FROM " + name);
        rows.Next();
        return {rows.Int(0), rows.Int(1)};
    }
    connection.ExecScript("CREATE VIRTUAL TABLE temp." + name + "_terms USING fts5vocab(main, " +
                          name + ", row)");
    const std::int64_t tokens =
        connection.QueryInt("SELECT coalesce(sum(doc), 0) FROM temp." + name + "_terms").value();
    connection.ExecScript("DROP TABLE temp." + name + "_terms");
    return {orders_expected, tokens};
}

// Buyers to look for, spread evenly over all that came: when there are too many, every second is
// dropped, and from then on only every second taken.
class Sample {
  public:
    void Offer(std::int64_t id, const std::string& name) {
        if (name.empty() || offered_++ % step_ != 0) {
            return;
        }
        kept_.emplace_back(id, name);
        if (kept_.size() > kKeptMax) {
            for (std::size_t i = 0; i * 2 < kept_.size(); ++i) {
                kept_[i] = kept_[i * 2];
            }
            kept_.resize((kept_.size() + 1) / 2);
            step_ *= 2;
        }
    }
    bool IsFound(sql::Connection& target, const BlindIndex& index) const {
        return std::all_of(kept_.begin(), kept_.end(), [&](const auto& buyer) {
            const auto term = index.TermOf({IndexedText::kName}, buyer.second);
            return !term || index.Among(target, *term, {buyer.first}).size() == 1;
        });
    }

  private:
    static constexpr std::size_t kKeptMax = 200;
    std::vector<std::pair<std::int64_t, std::string>> kept_;
    std::int64_t offered_ = 0;
    std::int64_t step_ = 1;
};

bool MakeIndex(sql::Connection& source, sql::Connection& target, const Keys& keys,
               const SearchIndex& made) {
    const BlindIndex index(keys, made.name);
    const Table personal{"opened_" + std::string(made.name),
                         {{"id", CellKind::kInt, 8, 1},
                          {"wrapped_key", CellKind::kBytes, 0, 0},
                          {"personal", CellKind::kBytes, 0, 0}}};
    IndexSize expected;
    Sample sample;
    RowStream rows(source, personal, made.personal);
    while (rows.Next()) {
        const domain::PersonalData data = made.open(keys, rows.row());
        const Tokens tokens = made.tokens(index, data);
        const std::int64_t id = rows.row().Int(0);
        index.Insert(target, id, tokens);
        expected.orders += tokens.empty() ? 0 : 1;
        expected.tokens += CountDifferent(tokens);
        sample.Offer(id, data.buyer_name);
    }
    base::LogInfo("move_search_index_made", {{"index", made.name}, {"orders", expected.orders}});
    return StoredSize(target, made.name, expected.orders) == expected &&
           sample.IsFound(target, index);
}

}  // namespace

bool IsSearchIndex(std::string_view table) {
    return std::any_of(kSearchIndexes.begin(), kSearchIndexes.end(),
                       [&](const SearchIndex& each) { return each.name == table; });
}

std::string MakeSearchIndexes(sql::Connection& source, sql::Connection& target, const Keys& keys) {
    for (const SearchIndex& each : kSearchIndexes) {
        if (!MakeIndex(source, target, keys, each)) {
            return std::string(each.name);
        }
    }
    return "";
}

}  // namespace orderyard::storage
