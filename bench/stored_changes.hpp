// What lies between two readings of the same database, as the fewest statements that lead from the
// first to the second: the rows an action wrote, for the floor to write.
#pragma once

#include <stdexcept>
#include <unordered_map>

#include "stored_rows.hpp"

namespace orderyard::bench {

template <class Cell>
class ChangeFinder {
  public:
    using Rows = StoredRows<Cell>;
    using Row = StoredRow<Cell>;

    // Orders on which nothing was done are left out.
    Rows Find(const Rows& before, const Rows& after) {
        std::unordered_map<std::int64_t, std::size_t> places;
        for (const std::int64_t id : before.ids) {
            places.emplace(id, places.size());
        }
        const std::vector<Row> nothing;
        for (std::size_t i = 0; i < after.ids.size(); ++i) {
            const auto place = places.find(after.ids[i]);
            changes_.clear();
            Compare(after.tables, place == places.end() ? nothing : before.orders[place->second],
                    after.orders[i]);
            if (!changes_.empty()) {
                found_.row_count += static_cast<std::int64_t>(changes_.size());
                found_.ids.push_back(after.ids[i]);
                found_.orders.push_back(std::move(changes_));
            }
        }
        return std::move(found_);
    }

  private:
    // Rows that went go first: others may take their keys.
    void Compare(const std::vector<TableShape>& tables, const std::vector<Row>& before,
                 const std::vector<Row>& after) {
        for (auto row = before.rbegin(); row != before.rend(); ++row) {
            if (Same(tables, after, *row) == nullptr) {
                Delete(tables[row->statement], *row);
            }
        }
        for (const Row& row : after) {
            const Row* earlier = Same(tables, before, row);
            if (earlier == nullptr) {
                changes_.push_back({StatementOf(InsertInto(tables[row.statement])), row.cells});
            } else if (earlier->cells != row.cells) {
                Update(tables[row.statement], *earlier, row);
            }
        }
    }

    // A row that has no key is the same only while nothing in it changed.
    const Row* Same(const std::vector<TableShape>& tables, const std::vector<Row>& rows,
                    const Row& wanted) const {
        const auto& key = tables[wanted.statement].key;
        for (const Row& row : rows) {
            if (row.statement != wanted.statement) {
                continue;
            }
            bool is_same = !key.empty() || row.cells == wanted.cells;
            for (const std::size_t column : key) {
                is_same = is_same && row.cells[column] == wanted.cells[column];
            }
            if (is_same) {
                return &row;
            }
        }
        return nullptr;
    }

    void Delete(const TableShape& table, const Row& row) {
        if (table.key.empty()) {
            throw std::runtime_error("a row of " + table.name + " is gone or was changed");
        }
        Row change;
        const std::string sql = "DELETE FROM " + table.name + WhereKey(table, row, change);
        change.statement = StatementOf(sql);
        changes_.push_back(std::move(change));
    }

    // Only what changed: indexes over other columns are left alone.
    void Update(const TableShape& table, const Row& before, const Row& after) {
        Row change;
        std::string set;
        for (std::size_t column = 0; column < table.columns.size(); ++column) {
            if (before.cells[column] != after.cells[column]) {
                change.cells.push_back(after.cells[column]);
                set += (set.empty() ? "" : ", ") + table.columns[column] + " = $" +
                       std::to_string(change.cells.size());
            }
        }
        const std::string where = WhereKey(table, after, change);
        change.statement = StatementOf("UPDATE " + table.name + " SET " + set + where);
        changes_.push_back(std::move(change));
    }

    static std::string WhereKey(const TableShape& table, const Row& row, Row& change) {
        std::string where;
        for (const std::size_t column : table.key) {
            change.cells.push_back(row.cells[column]);
            where += (where.empty() ? " WHERE " : " AND ") + table.columns[column] + " = $" +
                     std::to_string(change.cells.size());
        }
        return where;
    }

    std::size_t StatementOf(const std::string& sql) {
        const auto [place, is_new] = statements_.emplace(sql, found_.statements.size());
        if (is_new) {
            found_.statements.push_back(sql);
        }
        return place->second;
    }

    Rows found_;
    std::vector<Row> changes_;  // of the order at hand
    std::unordered_map<std::string, std::size_t> statements_;
};

template <class Cell>
StoredRows<Cell> ChangesBetween(const StoredRows<Cell>& before, const StoredRows<Cell>& after) {
    return ChangeFinder<Cell>().Find(before, after);
}

}  // namespace orderyard::bench
