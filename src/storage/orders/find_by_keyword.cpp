// A list of places with their statements. Numbers and SKUs are found by how they begin, names by
// how their words begin, in any order, the rest as a whole.
#include "storage/orders/find_by_keyword.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "ports/personal_view.hpp"
#include "storage/lists/blocks.hpp"
#include "storage/lists/filter_values.hpp"

namespace orderyard::storage {
namespace {

constexpr int kHitsOfPlaceMax = 2'000;
constexpr const char* kLastCharacter = "\xF4\x8F\xBF\xBF";
constexpr std::size_t kNumberDigits = 9;  // our numbers are padded with zeros
constexpr std::size_t kTitleCharactersMin = 3;

struct Place {
    const char* field;
    const char* sql;  // takes the beginning, the end of the range, a limit
    BlockKey block = {};
};

constexpr BlockKey kChannelOrderBlock{"c.channel_order_id", "channel_order"};
constexpr BlockKey kItemBlock{"i.order_id", "sales_order"};

// Ranges, so that both engines read the index whatever collation it has.
constexpr Place kByBeginning[] = {
    {"number",
     "SELECT o.id FROM sales_order o WHERE lower(o.increment_id) >= ? "
     "AND lower(o.increment_id) < ? LIMIT ?"},
    {"channel_number",
     "SELECT o.id FROM sales_order o WHERE {block}lower(o.channel_number) >= ? "
     "AND lower(o.channel_number) < ? LIMIT ?",
     {"o.id", "sales_order"}},
    {"sku",
     "SELECT i.order_id FROM sales_order_item i WHERE i.sku <> '' AND {block}lower(i.sku) >= ? "
     "AND lower(i.sku) < ? LIMIT ?",
     kItemBlock},
    {"city",
     "SELECT a.order_id FROM sales_order_address a WHERE a.kind = 'shipping' AND a.city <> '' "
     "AND {block}lower(a.city) >= ? AND lower(a.city) < ? LIMIT ?",
     {"a.order_id", "sales_order"}},
    {"tracking",
     "SELECT p.order_id FROM track t JOIN shipment_package p ON p.id = t.package_id "
     "WHERE {block}lower(t.number) >= ? AND lower(t.number) < ? LIMIT ?",
     {"t.id", "track"}},
    {"invoice",
     "SELECT d.order_id FROM invoice d WHERE lower(d.increment_id) >= ? "
     "AND lower(d.increment_id) < ? LIMIT ?"},
    {"shipment",
     "SELECT d.order_id FROM shipment d WHERE lower(d.increment_id) >= ? "
     "AND lower(d.increment_id) < ? LIMIT ?"},
    {"credit_memo",
     "SELECT d.order_id FROM credit_memo d WHERE lower(d.increment_id) >= ? "
     "AND lower(d.increment_id) < ? LIMIT ?"},
};

constexpr const char* kByProductNumber =
    "SELECT o.id FROM channel_order_item c JOIN sales_order o "
    "ON o.channel_order_id = c.channel_order_id WHERE {block}c.product_number = ? LIMIT ?";
// By the catalog, which is small: titles of a million order lines would be a large index.
constexpr const char* kByTitle =
    "SELECT i.order_id FROM (SELECT lower(p.sku) AS sku FROM product p "
    "WHERE lower(p.name) LIKE ? ESCAPE '\\' LIMIT 200) AS named "
    "JOIN sales_order_item i ON {block}lower(i.sku) = named.sku AND i.sku <> '' LIMIT ?";

bool IsAllDigits(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

class Search {
  public:
    Search(sql::Connection& connection, const BlindIndex& index)
        : connection_(connection), index_(index) {}

    void ByBeginning(const std::string& beginning) {
        const std::string end = beginning + kLastCharacter;
        for (const Place& place : kByBeginning) {
            Take(place.field, connection_.Query(WithBlock(place.sql, place.block), beginning, end,
                                                kHitsOfPlaceMax));
        }
        // "119975" is order 000119975.
        if (IsAllDigits(beginning) && beginning.size() < kNumberDigits) {
            const std::string padded =
                std::string(kNumberDigits - beginning.size(), '0') + beginning;
            for (const Place& place : kByBeginning) {
                const std::string_view field = place.field;
                if (field == "number" || field == "invoice" || field == "shipment" ||
                    field == "credit_memo") {
                    Take(place.field, connection_.Query(WithBlock(place.sql, place.block), padded,
                                                        padded + " ", kHitsOfPlaceMax));
                }
            }
        }
    }

    void ByGoods(std::string_view keyword, const std::string& lower) {
        std::string number;
        for (const char c : keyword) {
            number += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        }
        Take("asin", connection_.Query(WithBlock(kByProductNumber, kChannelOrderBlock), number,
                                       kHitsOfPlaceMax));
        if (base::CodePoints(keyword).size() >= kTitleCharactersMin) {
            Take("title", connection_.Query(WithBlock(kByTitle, kItemBlock),
                                            "%" + EscapeLike(lower) + "%", kHitsOfPlaceMax));
        }
    }

    void ByPeople(std::string_view keyword) {
        if (!ports::PersonalViewScope::IsOpen()) {
            return;
        }
        const std::pair<IndexedText, const char*> texts[] = {{IndexedText::kName, "buyer"},
                                                             {IndexedText::kRecipient, "recipient"},
                                                             {IndexedText::kEmail, "email"}};
        for (const auto& [kind, field] : texts) {
            sql::Assembly condition;
            if (index_.AddWordsCondition(condition, connection_.dialect(), "o.id", kind, keyword)) {
                TakeSealed(field, condition);
            }
        }
        const std::pair<IndexedText, const char*> wholes[] = {{IndexedText::kPhone, "phone"},
                                                              {IndexedText::kPostcode, "postcode"}};
        for (const auto& [kind, field] : wholes) {
            sql::Assembly condition;
            if (index_.AddWholeCondition(condition, connection_.dialect(), "o.id", kind, keyword)) {
                TakeSealed(field, condition);
            }
        }
    }

    KeywordHits hits;

  private:
    std::string WithBlock(std::string sql, const BlockKey& block) const {
        base::ReplaceAll(sql, "{block}", InBlocks(connection_.dialect(), block));
        return sql;
    }

    void TakeSealed(const char* field, const sql::Assembly& condition) {
        sql::Assembly sql;
        sql.Add("SELECT o.id FROM sales_order o WHERE ").Append(condition);
        sql.Add(" LIMIT ?", kHitsOfPlaceMax);
        Take(field, sql.Query(connection_));
    }

    void Take(const char* field, sql::Rows rows) {
        int count = 0;
        while (rows.Next()) {
            ++count;
            std::vector<std::string>& fields = hits.fields[rows.Int(0)];
            if (std::find(fields.begin(), fields.end(), field) == fields.end()) {
                fields.emplace_back(field);
            }
        }
        hits.is_complete = hits.is_complete && count < kHitsOfPlaceMax;
    }

    sql::Connection& connection_;
    const BlindIndex& index_;
};

}  // namespace

KeywordHits FindByKeyword(sql::Connection& connection, const BlindIndex& index,
                          std::string_view keyword) {
    const std::string_view text = base::Trim(keyword);
    Search search(connection, index);
    if (text.empty()) {
        return std::move(search.hits);
    }
    const std::string lower = base::AsciiLower(text);
    search.ByBeginning(lower);
    search.ByGoods(text, lower);
    search.ByPeople(text);
    return std::move(search.hits);
}

}  // namespace orderyard::storage
