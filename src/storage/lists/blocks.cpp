// A merge of sorted blocks: of each only the rows next in turn are held.
#include "storage/lists/blocks.hpp"

#include <algorithm>
#include <queue>

namespace orderyard::storage {

using sql::Assembly;

namespace {

// In the indexes' definitions as well (migrations/engine_words.hpp).
constexpr const char* kOfBlock = " >> 13)";
constexpr std::int64_t kRowsAtOnceMin = 8;

// A sort key as it is stored; nothing is NULL, the smallest on SQLite.
struct Key {
    bool is_null = false;
    std::int64_t number = 0;
    std::string text;
};

int Compare(const Key& a, const Key& b) {
    if (a.is_null || b.is_null) {
        return static_cast<int>(b.is_null) - static_cast<int>(a.is_null);
    }
    if (a.number != b.number) {
        return a.number < b.number ? -1 : 1;
    }
    return a.text.compare(b.text);
}

struct Row {
    std::int64_t id = 0;
    std::vector<Key> keys;
};

class Block {
  public:
    Block(std::int64_t number, std::int64_t rows_at_once)
        : number_(number), rows_at_once_(rows_at_once) {}

    // False at the end of the block.
    bool Next(sql::Connection& connection, const FieldList& list, const Assembly& where,
              const SortFields& sort) {
        ++place_;
        if (place_ < rows_.size()) {
            return true;
        }
        if (is_read_to_end_) {
            return false;
        }
        Read(connection, list, where, sort);
        return !rows_.empty();
    }
    const Row& row() const { return rows_[place_]; }

  private:
    // Each time more, so that going over the rows read before costs less than reading these.
    void Read(sql::Connection& connection, const FieldList& list, const Assembly& where,
              const SortFields& sort) {
        Assembly sql;
        sql.Add("SELECT o.id");
        for (const auto& [field, is_descending] : sort) {
            sql.Add(", ").Add(field->sql);
        }
        AddListFrom(sql, connection.dialect(), list, sort[0].first->index);
        sql.Add(" WHERE (").Add(sort[0].first->block.column).Add(kOfBlock).Add(" = ?", number_);
        if (!where.IsEmpty()) {
            sql.Add(" AND ").Append(where);
        }
        AddOrder(sql, sort);
        sql.AddSlice(connection.dialect(), rows_at_once_, offset_);
        rows_.clear();
        place_ = 0;
        sql::Rows rows = sql.Query(connection);
        while (rows.Next()) {
            rows_.push_back(ReadRow(rows, sort));
        }
        const auto count = static_cast<std::int64_t>(rows_.size());
        is_read_to_end_ = count < rows_at_once_;
        offset_ += count;
        rows_at_once_ = std::max(offset_, kRowsAtOnceMin);
    }

    static Row ReadRow(sql::Rows& rows, const SortFields& sort) {
        Row row;
        row.id = rows.Int(0);
        for (std::size_t i = 0; i < sort.size(); ++i) {
            const int column = static_cast<int>(i) + 1;
            Key& key = row.keys.emplace_back();
            key.is_null = rows.IsNull(column);
            if (!key.is_null && sort[i].first->kind == FieldKind::kText) {
                key.text = rows.Text(column);
            } else if (!key.is_null) {
                key.number = rows.Int(column);
            }
        }
        return row;
    }

    std::int64_t number_;
    std::int64_t rows_at_once_;
    std::int64_t offset_ = 0;
    std::vector<Row> rows_;
    std::size_t place_ = 0;
    bool is_read_to_end_ = false;
};

// For a queue whose top is the next row of the list.
struct ComesLater {
    const SortFields* sort;

    bool operator()(const Block* a, const Block* b) const {
        const Row& first = a->row();
        const Row& second = b->row();
        for (std::size_t i = 0; i < sort->size(); ++i) {
            if (const int order = Compare(first.keys[i], second.keys[i]); order != 0) {
                return (*sort)[i].second ? order < 0 : order > 0;
            }
        }
        return (*sort)[0].second ? first.id < second.id : first.id > second.id;
    }
};

std::int64_t LastBlock(sql::Connection& connection, const BlockKey& key) {
    const std::string sql = "SELECT (max(id)" + std::string(kOfBlock) + " FROM ";
    return connection.QueryInt(sql + std::string(key.table)).value_or(-1);
}

}  // namespace

std::string InBlocks(sql::Dialect dialect, const BlockKey& key) {
    if (dialect == sql::Dialect::kPostgres || key.column.empty()) {
        return {};
    }
    std::string sql = "(" + std::string(key.column) + kOfBlock;
    sql +=
        " IN (WITH RECURSIVE block(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM block "
        "WHERE n < (SELECT (max(id)";
    sql += kOfBlock;
    return sql + " FROM " + std::string(key.table) + ")) SELECT n FROM block) AND ";
}

std::vector<std::int64_t> IdsByBlocks(sql::Connection& connection, const FieldList& list,
                                      const Assembly& where, const SortFields& sort,
                                      const Slice& slice) {
    const std::int64_t count = LastBlock(connection, sort[0].first->block) + 1;
    const std::int64_t end = slice.offset + slice.limit;
    const std::int64_t share = end / std::max<std::int64_t>(count, 1);
    const std::int64_t rows_at_once = std::min(end, share + kRowsAtOnceMin);
    std::vector<Block> blocks;
    blocks.reserve(static_cast<std::size_t>(count));
    std::priority_queue<Block*, std::vector<Block*>, ComesLater> next(ComesLater{&sort});
    for (std::int64_t number = 0; number < count; ++number) {
        Block& block = blocks.emplace_back(number, rows_at_once);
        if (block.Next(connection, list, where, sort)) {
            next.push(&block);
        }
    }
    std::vector<std::int64_t> ids;
    for (std::int64_t place = 0; place < end && !next.empty(); ++place) {
        Block* block = next.top();
        next.pop();
        if (place >= slice.offset) {
            ids.push_back(block->row().id);
        }
        if (block->Next(connection, list, where, sort)) {
            next.push(block);
        }
    }
    return ids;
}

}  // namespace orderyard::storage
