// Cells travel as the server sent them: no conversion on our side in either direction.
#include "postgres_floor.hpp"

#include <libpq-fe.h>

#include <endian.h>
#include <array>

#include <cstring>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <unordered_map>

namespace orderyard::bench {

namespace {

struct Clear {
    void operator()(PGresult* result) const { PQclear(result); }
};
using Answer = std::unique_ptr<PGresult, Clear>;

class RawConnection {
  public:
    explicit RawConnection(const std::string& url) : handle_(PQconnectdb(url.c_str())) {
        if (PQstatus(handle_) != CONNECTION_OK) {
            const std::string reason = PQerrorMessage(handle_);
            PQfinish(handle_);
            throw std::runtime_error("PostgreSQL: " + reason);
        }
        Exec("SET client_min_messages = error");
    }
    ~RawConnection() { PQfinish(handle_); }
    RawConnection(const RawConnection&) = delete;
    RawConnection& operator=(const RawConnection&) = delete;

    Answer Exec(const std::string& sql) const { return Good(PQexec(handle_, sql.c_str())); }
    Answer SelectBinary(const std::string& sql) const {
        return Good(PQexecParams(handle_, sql.c_str(), 0, nullptr, nullptr, nullptr, nullptr, 1));
    }
    Answer Good(PGresult* result) const {
        Answer answer(result);
        const auto status = PQresultStatus(result);
        if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK &&
            status != PGRES_PIPELINE_SYNC) {
            throw std::runtime_error(std::string("PostgreSQL: ") + PQerrorMessage(handle_));
        }
        return answer;
    }
    PGconn* get() const { return handle_; }

  private:
    PGconn* handle_;
};

std::string Text(const Answer& answer, int row, int column) {
    return PQgetvalue(answer.get(), row, column);
}

std::int64_t BigInt(const Answer& answer, int row, int column) {
    std::uint64_t value = 0;
    std::memcpy(&value, PQgetvalue(answer.get(), row, column), sizeof value);
    return static_cast<std::int64_t>(be64toh(value));
}

// Columns the server fills by itself are left to it, as the application does.
TableShape ShapeOf(const RawConnection& connection, const std::string& table) {
    const Answer answer = connection.Exec(
        "SELECT a.attname, coalesce(a.attnum = ANY(i.indkey), false) FROM pg_attribute a "
        "LEFT JOIN pg_index i ON i.indrelid = a.attrelid AND i.indisprimary "
        "WHERE a.attrelid = '" +
        table +
        "'::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attidentity = '' "
        "ORDER BY a.attnum");
    TableShape shape{table, {}, {}};
    for (int row = 0; row < PQntuples(answer.get()); ++row) {
        if (Text(answer, row, 1) == "t") {
            shape.key.push_back(shape.columns.size());
        }
        shape.columns.push_back(Text(answer, row, 0));
    }
    return shape;
}

class Reader {
  public:
    Reader(const std::string& url, GroupBy group_by) : connection_(url), group_by_(group_by) {
        const Answer ids = connection_.SelectBinary(OrderIds(group_by));
        for (int row = 0; row < PQntuples(ids.get()); ++row) {
            rows_.ids.push_back(BigInt(ids, row, 0));
            places_.emplace(rows_.ids.back(), places_.size());
        }
        rows_.orders.resize(places_.size());
    }

    PostgresRows Read() {
        for (const FilledTable& table : FilledTables(group_by_)) {
            ReadTable(table);
            if (table.name == "channel_order") {
                ReadTable({"channel_order_search", " t", "t.id"});
            } else if (table.name == "sales_order") {
                ReadTable({"sales_order_search", " t JOIN sales_order s ON s.id = t.id",
                           group_by_ == GroupBy::kOrder ? "s.id" : "s.channel_order_id"});
            }
        }
        return std::move(rows_);
    }

  private:
    void ReadTable(const FilledTable& table) {
        const std::string name(table.name);
        TableShape shape = ShapeOf(connection_, name);
        const int count = static_cast<int>(shape.columns.size());
        std::string selected;
        for (const std::string& column : shape.columns) {
            selected += "t." + column + ", ";
        }
        rows_.statements.push_back(InsertInto(shape));
        rows_.tables.push_back(std::move(shape));
        const Answer answer =
            connection_.SelectBinary("SELECT " + selected + std::string(table.order_id) + " FROM " +
                                     name + std::string(table.from) + " ORDER BY t.ctid");
        for (int row = 0; row < PQntuples(answer.get()); ++row) {
            StoredRow<PostgresCell> stored{rows_.statements.size() - 1, {}};
            for (int column = 0; column < count; ++column) {
                const bool is_null = PQgetisnull(answer.get(), row, column) == 1;
                const auto size = static_cast<std::size_t>(PQgetlength(answer.get(), row, column));
                stored.cells.push_back(
                    is_null ? PostgresCell()
                            : std::string(PQgetvalue(answer.get(), row, column), size));
            }
            ++rows_.row_count;
            rows_.orders[places_.at(BigInt(answer, row, count))].push_back(std::move(stored));
        }
    }

    RawConnection connection_;
    GroupBy group_by_;
    std::unordered_map<std::int64_t, std::size_t> places_;  // in rows_.orders, by channel order id
    PostgresRows rows_;
};

class Pipeline {
  public:
    Pipeline(const std::string& url, const PostgresRows& rows) : connection_(url), rows_(rows) {
        Answer begin(PQprepare(connection_.get(), "begin", "BEGIN", 0, nullptr));
        Answer commit(PQprepare(connection_.get(), "commit", "COMMIT", 0, nullptr));
        for (std::size_t i = 0; i < rows.statements.size(); ++i) {
            names_.push_back("s" + std::to_string(i));
            // The server takes the types of the parameters from the columns.
            connection_.Good(PQprepare(connection_.get(), names_.back().c_str(),
                                       rows.statements[i].c_str(), 0, nullptr));
        }
        PQenterPipelineMode(connection_.get());
    }

    void Commit(std::size_t first, std::size_t last) {
        Send("begin");
        for (std::size_t i = first; i < last; ++i) {
            for (const auto& row : rows_.orders[i]) {
                Send(row);
            }
        }
        Send("commit");
        Finish();
    }

  private:
    void Send(const char* name) {
        PQsendQueryPrepared(connection_.get(), name, 0, nullptr, nullptr, nullptr, 1);
        ++sent_;
    }
    void Send(const StoredRow<PostgresCell>& row) {
        values_.clear();
        lengths_.clear();
        for (const PostgresCell& cell : row.cells) {
            values_.push_back(cell ? cell->data() : nullptr);
            lengths_.push_back(cell ? static_cast<int>(cell->size()) : 0);
        }
        formats_.resize(row.cells.size(), 1);
        PQsendQueryPrepared(connection_.get(), names_[row.statement].c_str(),
                            static_cast<int>(values_.size()), values_.data(), lengths_.data(),
                            formats_.data(), 1);
        ++sent_;
    }
    void Finish() {
        PQpipelineSync(connection_.get());
        for (; sent_ > 0; --sent_) {
            connection_.Good(PQgetResult(connection_.get()));
            const Answer end(PQgetResult(connection_.get()));
        }
        connection_.Good(PQgetResult(connection_.get()));
    }

    RawConnection connection_;
    const PostgresRows& rows_;
    std::vector<std::string> names_;
    std::vector<const char*> values_;
    std::vector<int> lengths_;
    std::vector<int> formats_;
    int sent_ = 0;
};

}  // namespace

PostgresPlace::PostgresPlace(std::string server, std::string name)
    : server_(std::move(server)), name_(std::move(name)) {
    RawConnection(server_).Exec("CREATE SCHEMA " + name_);
}

PostgresPlace::~PostgresPlace() {
    try {
        RawConnection(server_).Exec("DROP SCHEMA " + name_ + " CASCADE");
    } catch (const std::exception&) {  // the server is gone, and the schema with it
    }
}

std::string PostgresPlace::Url() const {
    const char* joint = server_.find('?') == std::string::npos ? "?" : "&";
    return server_ + joint + "options=-csearch_path%3D" + name_;
}

int PostmasterOf(const std::string& server) {
    const RawConnection connection(server);
    std::ifstream file("/proc/" + std::to_string(PQbackendPID(connection.get())) + "/status");
    std::string word;
    int parent = 0;
    while (file >> word) {
        if (word == "PPid:") {
            file >> parent;
            break;
        }
    }
    return parent;
}

std::string PostgresVersion(const std::string& server) {
    return PQparameterStatus(RawConnection(server).get(), "server_version");
}

void Checkpoint(const std::string& server) {
    RawConnection(server).Exec("CHECKPOINT");
}

void Analyze(const std::string& server) {
    RawConnection(server).Exec("ANALYZE");
}

PostgresRows ReadPostgresRows(const std::string& url, GroupBy group_by) {
    return Reader(url, group_by).Read();
}

RowCounts CountPostgresRows(const std::string& url) {
    const RawConnection connection(url);
    RowCounts counts;
    const Answer tables =
        connection.Exec("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()");
    for (int row = 0; row < PQntuples(tables.get()); ++row) {
        const std::string name = Text(tables, row, 0);
        counts[name] = std::stoll(Text(connection.Exec("SELECT count(*) FROM " + name), 0, 0));
    }
    return counts;
}

Spent WritePostgresRows(const std::string& url, const PostgresRows& rows, int orders_per_commit,
                        int postmaster, int clients) {
    std::vector<std::unique_ptr<Pipeline>> pipelines;
    for (int i = 0; i < clients; ++i) {
        pipelines.push_back(std::make_unique<Pipeline>(url, rows));
    }
    const Stopwatch watch(postmaster);
    RunClients(clients, rows.orders.size(), static_cast<std::size_t>(orders_per_commit),
               [&](int client, std::size_t first, std::size_t last) {
                   pipelines[static_cast<std::size_t>(client)]->Commit(first, last);
               });
    return watch.Read();
}

}  // namespace orderyard::bench
