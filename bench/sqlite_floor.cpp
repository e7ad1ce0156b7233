// Settings and checkpoints are those of storage/sql/sqlite_connection.cpp and sqlite_database.cpp,
// so that both sides pay for the same durability.
#include "sqlite_floor.hpp"

#include <sqlite3.h>

#include <memory>
#include <mutex>
#include <stdexcept>
#include <unordered_map>

namespace orderyard::bench {

namespace {

constexpr int kCheckpointFramesMin = 64'000;
constexpr const char* kSettings =
    "PRAGMA foreign_keys=ON; PRAGMA mmap_size=0; PRAGMA cell_size_check=ON; PRAGMA "
    "temp_store=MEMORY;"
    "PRAGMA secure_delete=ON; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA "
    "wal_autocheckpoint=0;"
    "PRAGMA cache_size=-131072";
constexpr const char* kSearchTables[] = {"channel_order_search", "sales_order_search"};

class RawDatabase {
  public:
    explicit RawDatabase(const std::string& file) {
        Require(sqlite3_open_v2(file.c_str(), &handle_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX,
                                nullptr));
        Exec(kSettings);
        sqlite3_wal_hook(handle_, KeepFrames, &frames_);
    }
    ~RawDatabase() { sqlite3_close_v2(handle_); }
    RawDatabase(const RawDatabase&) = delete;
    RawDatabase& operator=(const RawDatabase&) = delete;

    void Require(int outcome) const {
        if (outcome != SQLITE_OK && outcome != SQLITE_DONE && outcome != SQLITE_ROW) {
            throw std::runtime_error(std::string("sqlite: ") + sqlite3_errmsg(handle_));
        }
    }
    void Exec(const char* sql) const {
        Require(sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr));
    }
    void CheckpointIfLong() {
        if (frames_ >= kCheckpointFramesMin) {
            sqlite3_wal_checkpoint_v2(handle_, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr,
                                      nullptr);
            frames_ = 0;
        }
    }
    sqlite3* handle() const { return handle_; }

  private:
    static int KeepFrames(void* frames, sqlite3*, const char*, int count) {
        *static_cast<int*>(frames) = count;
        return SQLITE_OK;
    }
    sqlite3* handle_ = nullptr;
    int frames_ = 0;
};

class RawStatement {
  public:
    RawStatement(const RawDatabase& database, const std::string& sql) : database_(&database) {
        sqlite3_stmt* made = nullptr;
        database.Require(sqlite3_prepare_v3(database.handle(), sql.c_str(), -1,
                                            SQLITE_PREPARE_PERSISTENT, &made, nullptr));
        handle_.reset(made);
    }
    bool Step() const {
        const int outcome = sqlite3_step(handle_.get());
        database_->Require(outcome);
        return outcome == SQLITE_ROW;
    }
    sqlite3_stmt* get() const { return handle_.get(); }

  private:
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
    };
    const RawDatabase* database_;
    std::unique_ptr<sqlite3_stmt, Finalize> handle_;
};

std::string_view View(sqlite3_stmt* statement, int column) {
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement, column));
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, column));
    return bytes == nullptr ? std::string_view() : std::string_view(bytes, size);
}

SqliteCell ReadCell(sqlite3_stmt* statement, int column) {
    switch (sqlite3_column_type(statement, column)) {
        case SQLITE_INTEGER: return sqlite3_column_int64(statement, column);
        case SQLITE_FLOAT: return sqlite3_column_double(statement, column);
        case SQLITE_TEXT: return std::string(View(statement, column));
        case SQLITE_BLOB: return BlobCell{std::string(View(statement, column))};
        default: return nullptr;
    }
}

class Reader {
  public:
    Reader(const std::string& file, GroupBy group_by) : database_(file), group_by_(group_by) {
        const RawStatement ids(database_, OrderIds(group_by));
        while (ids.Step()) {
            rows_.ids.push_back(sqlite3_column_int64(ids.get(), 0));
            places_.emplace(rows_.ids.back(), places_.size());
        }
        rows_.orders.resize(places_.size());
    }

    SqliteRows Read() {
        for (const FilledTable& table : FilledTables(group_by_)) {
            ReadTable(table);
            if (table.name == "channel_order") {
                ReadTokens(kSearchTables[0], places_);
            } else if (table.name == "sales_order") {
                ReadTokens(kSearchTables[1], PlacesOfSalesOrders());
            }
        }
        return std::move(rows_);
    }

  private:
    using Places = std::unordered_map<std::int64_t, std::size_t>;  // in rows_.orders, by id

    void Keep(std::size_t place, std::vector<SqliteCell> cells) {
        ++rows_.row_count;
        rows_.orders[place].push_back({rows_.statements.size() - 1, std::move(cells)});
    }

    void Expect(TableShape shape) {
        rows_.statements.push_back(InsertInto(shape));
        rows_.tables.push_back(std::move(shape));
    }

    void ReadTable(const FilledTable& table) {
        const std::string name(table.name);
        const RawStatement select(database_,
                                  "SELECT t.*, " + std::string(table.order_id) + " FROM " + name +
                                      std::string(table.from) +
                                      " ORDER BY 1, 2");  // keys come first in every table
        const int columns = sqlite3_column_count(select.get()) - 1;
        TableShape shape{name, {}, {}};
        for (int i = 0; i < columns; ++i) {
            shape.columns.emplace_back(sqlite3_column_name(select.get(), i));
        }
        const RawStatement keys(database_,
                                "SELECT cid FROM pragma_table_info('" + name + "') WHERE pk > 0");
        while (keys.Step()) {
            shape.key.push_back(static_cast<std::size_t>(sqlite3_column_int64(keys.get(), 0)));
        }
        Expect(std::move(shape));
        while (select.Step()) {
            std::vector<SqliteCell> cells;
            cells.reserve(static_cast<std::size_t>(columns));
            for (int i = 0; i < columns; ++i) {
                cells.push_back(ReadCell(select.get(), i));
            }
            Keep(places_.at(sqlite3_column_int64(select.get(), columns)), std::move(cells));
        }
    }

    // The index keeps no texts, but each token with its place in them.
    void ReadTokens(const std::string& table, const Places& places) {
        Expect({table, {"rowid", "tokens"}, {0}});
        database_.Exec(("CREATE VIRTUAL TABLE temp.bench_tokens USING fts5vocab(main, '" + table +
                        "', 'instance')")
                           .c_str());
        {
            const RawStatement tokens(
                database_, "SELECT doc, term FROM temp.bench_tokens ORDER BY doc, offset");
            std::int64_t document = 0;
            std::string text;
            while (true) {
                const bool has_row = tokens.Step();
                const std::int64_t next = has_row ? sqlite3_column_int64(tokens.get(), 0) : 0;
                if (next != document && document != 0) {
                    Keep(places.at(document), {document, std::move(text)});
                    text.clear();
                }
                if (!has_row) {
                    break;
                }
                document = next;
                text += (text.empty() ? "" : " ") + std::string(View(tokens.get(), 1));
            }
        }
        database_.Exec("DROP TABLE temp.bench_tokens");
    }

    Places PlacesOfSalesOrders() const {
        if (group_by_ == GroupBy::kOrder) {
            return places_;
        }
        Places places;
        const RawStatement ids(database_, "SELECT id, channel_order_id FROM sales_order");
        while (ids.Step()) {
            places.emplace(sqlite3_column_int64(ids.get(), 0),
                           places_.at(sqlite3_column_int64(ids.get(), 1)));
        }
        return places;
    }

    RawDatabase database_;
    GroupBy group_by_;
    Places places_;
    SqliteRows rows_;
};

void Bind(sqlite3_stmt* statement, int index, const SqliteCell& cell) {
    switch (cell.index()) {
        case 0: sqlite3_bind_null(statement, index); return;
        case 1: sqlite3_bind_int64(statement, index, std::get<1>(cell)); return;
        case 2: sqlite3_bind_double(statement, index, std::get<2>(cell)); return;
        case 3: {
            const auto& text = std::get<3>(cell);
            sqlite3_bind_text64(statement, index, text.data(), text.size(), nullptr, SQLITE_UTF8);
            return;
        }
        default: {
            const auto& bytes = std::get<4>(cell).bytes;
            sqlite3_bind_blob64(statement, index, bytes.data(), bytes.size(), nullptr);
            return;
        }
    }
}

// SQLite has one writer at a time, and its busy handler sleeps: the connections take turns by a
// mutex instead, so that the floor is not slower than it has to be.
class Writer {
  public:
    Writer(const std::string& file, const SqliteRows& rows, std::mutex& turn)
        : database_(file), rows_(rows), turn_(turn) {
        for (const std::string& sql : rows.statements) {
            statements_.emplace_back(database_, sql);
        }
    }

    void Commit(std::size_t first, std::size_t last) {
        const std::lock_guard lock(turn_);
        database_.Exec("BEGIN IMMEDIATE");
        for (std::size_t i = first; i < last; ++i) {
            for (const auto& row : rows_.orders[i]) {
                Write(row);
            }
        }
        database_.Exec("COMMIT");
        database_.CheckpointIfLong();
    }

  private:
    void Write(const StoredRow<SqliteCell>& row) {
        const RawStatement& statement = statements_[row.statement];
        int index = 0;
        for (const SqliteCell& cell : row.cells) {
            Bind(statement.get(), ++index, cell);
        }
        statement.Step();
        sqlite3_reset(statement.get());
    }

    RawDatabase database_;
    const SqliteRows& rows_;
    std::mutex& turn_;
    std::vector<RawStatement> statements_;
};

}  // namespace

SqliteRows ReadSqliteRows(const std::string& file, GroupBy group_by) {
    return Reader(file, group_by).Read();
}

RowCounts CountSqliteRows(const std::string& file) {
    const RawDatabase database(file);
    RowCounts counts;
    const RawStatement tables(
        database,
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
        "AND name NOT LIKE '%_search%'");
    while (tables.Step()) {
        const std::string name(View(tables.get(), 0));
        const RawStatement count(database, "SELECT count(*) FROM " + name);
        count.Step();
        counts[name] = sqlite3_column_int64(count.get(), 0);
    }
    for (const char* table : kSearchTables) {
        database.Exec((std::string("CREATE VIRTUAL TABLE temp.v USING fts5vocab(main, '") + table +
                       "', 'row')")
                          .c_str());
        {
            const RawStatement count(database, "SELECT coalesce(sum(cnt), 0) FROM temp.v");
            count.Step();
            counts[table] = sqlite3_column_int64(count.get(), 0);
        }
        database.Exec("DROP TABLE temp.v");
    }
    return counts;
}

Spent WriteSqliteRows(const std::string& file, const SqliteRows& rows, int orders_per_commit,
                      int clients) {
    std::mutex turn;
    std::vector<std::unique_ptr<Writer>> writers;
    for (int i = 0; i < clients; ++i) {
        writers.push_back(std::make_unique<Writer>(file, rows, turn));
    }
    const Stopwatch watch;
    RunClients(clients, rows.orders.size(), static_cast<std::size_t>(orders_per_commit),
               [&](int client, std::size_t first, std::size_t last) {
                   writers[static_cast<std::size_t>(client)]->Commit(first, last);
               });
    return watch.Read();
}

void CopySqliteLog(const std::string& file) {
    constexpr int kBusyMillis = 60'000;  // somebody may be reading, for a page of the web app
    const RawDatabase database(file);
    sqlite3_busy_timeout(database.handle(), kBusyMillis);
    database.Require(sqlite3_wal_checkpoint_v2(database.handle(), nullptr,
                                               SQLITE_CHECKPOINT_RESTART, nullptr, nullptr));
}

}  // namespace orderyard::bench
