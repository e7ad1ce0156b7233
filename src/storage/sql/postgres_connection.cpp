// The pipeline: each step sent is remembered in queue_, marks (syncs) included; Flush() adds a mark
// and reads an answer for each. After an error the server skips everything up to the next mark,
// preparations included.
#include "storage/sql/postgres_connection.hpp"

#include <libpq-fe.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "base/text.hpp"
#include "storage/sql/postgres_result.hpp"

namespace orderyard::storage::sql {

namespace {

constexpr std::size_t kQueuedStepsMax = 256;
constexpr int kKeysPerBlock = 32;  // the INCREMENT of the key sequences

// A server that went away must not hang a worker for ever; locks are waited for only as long as a
// person would.
constexpr const char* kSessionSettings =
    "SET client_min_messages = warning; SET lock_timeout = '10s'; SET statement_timeout = '60s';"
    "SET idle_in_transaction_session_timeout = '120s'; SET TIME ZONE 'UTC'";

void IgnoreNotice(void*, const pg_result*) {}

}  // namespace

void PostgresResultDelete::operator()(pg_result* result) const {
    PQclear(result);
}

PostgresConnection::PostgresConnection(const std::string& url, std::shared_ptr<Shared> shared)
    : shared_(shared != nullptr ? std::move(shared) : std::make_shared<Shared>()) {
    const char* const names[] = {"dbname",
                                 "connect_timeout",
                                 "keepalives_idle",
                                 "tcp_user_timeout",
                                 "client_encoding",
                                 "application_name",
                                 nullptr};
    const char* const values[] = {url.c_str(), "5", "30", "30000", "UTF8", "orderyard", nullptr};
    handle_ = PQconnectdbParams(names, values, 1);
    if (handle_ == nullptr || PQstatus(handle_) != CONNECTION_OK) {
        // libpq's text names host, port and user, and the server's reason, but no password.
        std::string reason = handle_ == nullptr ? "out of memory" : PQerrorMessage(handle_);
        PQfinish(handle_);
        while (!reason.empty() && reason.back() == '\n') {
            reason.pop_back();
        }
        base::ReplaceAll(reason, "\n\t", " ");  // one line for the log and for a person
        base::ReplaceAll(reason, "\n", "; ");
        throw ports::DatabaseUnavailable("PostgreSQL cannot be reached: " + reason);
    }
    PQsetNoticeReceiver(handle_, IgnoreNotice, nullptr);
    const PostgresResult result(PQexec(handle_, kSessionSettings));
    if (PQresultStatus(result.get()) != PGRES_COMMAND_OK || PQenterPipelineMode(handle_) != 1) {
        PQfinish(handle_);
        throw ports::DatabaseUnavailable("PostgreSQL refused the session's settings");
    }
}

PostgresConnection::~PostgresConnection() {
    PQfinish(handle_);
}

bool PostgresConnection::IsUsable() const {
    return PQstatus(handle_) == CONNECTION_OK;
}

bool PostgresConnection::IsAlive() {
    // The first read takes in a farewell message, the second meets the end behind it.
    return PQconsumeInput(handle_) == 1 && PQconsumeInput(handle_) == 1 && IsUsable();
}

std::string PostgresConnection::ServerVersion() const {
    const char* version = PQparameterStatus(handle_, "server_version");
    return version == nullptr ? "" : version;
}

void PostgresConnection::ThrowLost() const {
    throw ConnectionLost("the connection to PostgreSQL broke");
}

std::shared_ptr<PostgresConnection::Statement> PostgresConnection::Cached(std::string_view sql) {
    auto found = statements_.find(sql);
    if (found == statements_.end()) {
        if (statements_.size() >= kStatementsMax) {
            ExecScript("DEALLOCATE ALL");
            statements_.clear();
        }
        auto statement = std::make_shared<Statement>();
        statement->name = "s" + std::to_string(++statement_number_);
        statement->sql = NumberPlaceholders(sql);
        found = statements_.emplace(std::string(sql), std::move(statement)).first;
    }
    return found->second;
}

void PostgresConnection::SetParameters(std::span<const Value> values) {
    parameters_.clear();
    lengths_.clear();
    formats_.clear();
    offsets_.clear();
    parameter_text_.clear();
    // Text goes as text, with types left to the server, and libpq wants it to end in NUL; bytes go
    // as they are.
    char number[32];
    for (const Value& value : values) {
        offsets_.push_back(parameter_text_.size());
        switch (value.kind()) {
            case Value::Kind::kNull:
            case Value::Kind::kBytes: break;
            case Value::Kind::kInt:
                parameter_text_.append(
                    number, std::to_chars(number, number + sizeof number, value.AsInt()).ptr);
                parameter_text_ += '\0';
                break;
            case Value::Kind::kDouble:
                parameter_text_.append(
                    number, std::to_chars(number, number + sizeof number, value.AsDouble()).ptr);
                parameter_text_ += '\0';
                break;
            case Value::Kind::kText:
                if (value.AsText().find('\0') != std::string_view::npos) {
                    throw SqlError("a text parameter holds a NUL");
                }
                parameter_text_ += value.AsText();
                parameter_text_ += '\0';
                break;
        }
    }
    for (std::size_t i = 0; i < values.size(); ++i) {
        const bool is_bytes = values[i].kind() == Value::Kind::kBytes;
        const std::string_view bytes = is_bytes ? values[i].AsText() : std::string_view();
        const char* data = parameter_text_.data() + offsets_[i];
        if (is_bytes) {
            data = bytes.data() == nullptr ? "" : bytes.data();
        } else if (values[i].kind() == Value::Kind::kNull) {
            data = nullptr;
        }
        parameters_.push_back(data);
        lengths_.push_back(static_cast<int>(bytes.size()));
        formats_.push_back(is_bytes ? 1 : 0);
    }
}

void PostgresConnection::Send(StepKind kind, std::string_view sql, std::span<const Value> values,
                              bool expects_one) {
    const std::shared_ptr<Statement> statement = Cached(sql);
    SetParameters(values);
    if (!statement->is_prepared) {
        if (PQsendPrepare(handle_, statement->name.c_str(), statement->sql.c_str(), 0, nullptr) !=
            1) {
            ThrowLost();
        }
        statement->is_prepared = true;
        queue_.push_back({StepKind::kPrepare, false, statement});
    }
    if (PQsendQueryPrepared(handle_, statement->name.c_str(), static_cast<int>(values.size()),
                            parameters_.data(), lengths_.data(), formats_.data(), 1) != 1) {
        ThrowLost();
    }
    queue_.push_back({kind, expects_one, statement});
    queued_changes_ += kind == StepKind::kChange ? 1 : 0;
    has_expectations_ = has_expectations_ || expects_one;
}

PostgresResult PostgresConnection::ReadStep(const Step& step, std::exception_ptr& error) {
    PostgresResult result(PQgetResult(handle_));
    if (result == nullptr) {
        ThrowLost();
    }
    const ExecStatusType status = PQresultStatus(result.get());
    if (status == PGRES_PIPELINE_ABORTED || status == PGRES_FATAL_ERROR) {
        if (step.kind == StepKind::kPrepare) {
            step.statement->is_prepared = false;
        }
        if (status == PGRES_FATAL_ERROR && !error) {
            error =
                IsUsable()
                    ? PostgresError(result.get(), step.statement->sql)
                    : std::make_exception_ptr(ConnectionLost("the connection to PostgreSQL broke"));
        }
    } else if (step.expects_one && !error && std::string_view(PQcmdTuples(result.get())) != "1") {
        error = std::make_exception_ptr(ports::VersionConflict(
            "another version of the row is stored: " + Excerpt(step.statement->sql)));
    }
    const PostgresResult end(PQgetResult(handle_));  // each step's answers end with a null
    if (end != nullptr) {
        ThrowLost();
    }
    return result;
}

void PostgresConnection::Sync() {
    if (PQpipelineSync(handle_) != 1) {
        ThrowLost();
    }
    queue_.push_back({StepKind::kSync, false, nullptr});
}

PostgresResult PostgresConnection::Flush(std::vector<PostgresResult>* answers) {
    Sync();
    PostgresResult last;
    std::exception_ptr error;
    while (!queue_.empty()) {
        const Step step = std::move(queue_.front());
        queue_.pop_front();
        if (step.kind == StepKind::kSync) {
            if (PQresultStatus(PostgresResult(PQgetResult(handle_)).get()) != PGRES_PIPELINE_SYNC) {
                ThrowLost();
            }
            continue;
        }
        last = ReadStep(step, error);
        if (answers != nullptr && step.kind == StepKind::kAnswer) {
            answers->push_back(std::move(last));
        }
        if (!IsUsable()) {
            ThrowLost();
        }
    }
    queued_changes_ = 0;
    has_expectations_ = false;
    if (error) {
        std::rethrow_exception(error);
    }
    has_answered_ = true;
    return last;
}

void PostgresConnection::FlushChanges() {
    if (queued_changes_ > 0) {
        Flush();
    }
}

Rows PostgresConnection::QueryWith(std::string_view sql, std::span<const Value> values) {
    Send(StepKind::kAnswer, sql, values, false);
    return Rows(NewPostgresCursor(Flush()));
}

std::vector<Rows> PostgresConnection::QueryAll(std::span<const Question> questions) {
    for (const Question& question : questions) {
        Send(StepKind::kAnswer, question.sql, question.values, false);
    }
    std::vector<PostgresResult> results;
    Flush(&results);
    std::vector<Rows> answers;
    answers.reserve(results.size());
    for (PostgresResult& result : results) {
        answers.emplace_back(NewPostgresCursor(std::move(result)));
    }
    return answers;
}

void PostgresConnection::QueryEach(std::string_view sql, std::span<const std::vector<Value>> lists,
                                   const std::function<void(std::size_t, Rows&)>& use) {
    std::vector<Question> questions;
    for (std::size_t first = 0; first < lists.size(); first += questions.size()) {
        questions.clear();
        const std::size_t count = std::min(lists.size() - first, kQueuedStepsMax);
        for (const std::vector<Value>& list : lists.subspan(first, count)) {
            questions.push_back({sql, list});
        }
        std::vector<Rows> answers = QueryAll(questions);
        for (std::size_t i = 0; i < answers.size(); ++i) {
            use(first + i, answers[i]);
        }
    }
}

std::int64_t PostgresConnection::ExecWith(std::string_view sql, std::span<const Value> values) {
    Send(StepKind::kAnswer, sql, values, false);
    const PostgresResult result = Flush();
    const std::string_view count = PQcmdTuples(result.get());
    std::int64_t changed = 0;
    std::from_chars(count.data(), count.data() + count.size(), changed);
    return changed;
}

void PostgresConnection::ExecLaterWith(std::string_view sql, std::span<const Value> values,
                                       bool expects_one) {
    Send(StepKind::kChange, sql, values, expects_one);
    if (queue_.size() >= kQueuedStepsMax) {
        Flush();
    }
}

std::int64_t PostgresConnection::NewId(std::string_view table) {
    if (const auto id = shared_->ids.TryNext(table)) {
        return *id;
    }
    // What is queued may wait for a row that another transaction holds, which may want a key.
    if (!queue_.empty()) {
        Flush();
    }
    // Sequences are not undone with a transaction: a key is never handed out twice.
    return shared_->ids.Next(table, kKeysPerBlock, [&] {
        const std::string sequence = std::string(table) + "_id";
        return QueryInt("SELECT nextval(CAST(CAST(? AS text) AS regclass))", sequence).value();
    });
}

void PostgresConnection::ExecScript(const std::string& sql) {
    if (!queue_.empty()) {
        Flush();
    }
    // Scripts need the simple protocol, which a pipeline excludes.
    if (PQexitPipelineMode(handle_) != 1) {
        ThrowLost();
    }
    const PostgresResult result(PQexec(handle_, sql.c_str()));
    if (!IsUsable() || PQenterPipelineMode(handle_) != 1) {
        ThrowLost();
    }
    const ExecStatusType status = PQresultStatus(result.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_EMPTY_QUERY) {
        std::rethrow_exception(PostgresError(result.get(), sql));
    }
}

std::string PostgresConnection::Source() {
    if (source_.empty()) {
        Rows start = QueryWith("SELECT CAST(pg_postmaster_start_time() AS text)", {});
        source_ = start.Next() ? start.Text(0) : "";
    }
    return source_;
}

// The transactions that were running or over when this one began. Two that see the same list see
// the same data: whatever was committed in between would be in the one and not in the other.
std::string PostgresConnection::StateOfData() {
    Rows rows = QueryWith("SELECT CAST(pg_current_snapshot() AS text)", {});
    return (rows.Next() ? rows.Text(0) : "") + '@' + Source();
}

void PostgresConnection::Begin(bool for_writing) {
    ForgetMemory();
    has_answered_ = false;
    is_reading_ = !for_writing;
    Send(StepKind::kControl,
         for_writing ? "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"
                     : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
         {}, false);
}

void PostgresConnection::Commit() {
    if (has_expectations_) {
        Flush();  // a row count that disappoints must stop the commit
    }
    // A read's end is not waited for (whoever has the connection next meets its error, and begins
    // on another), but where it tells that the transaction had failed.
    const bool is_awaited = !is_reading_ || PQtransactionStatus(handle_) != PQTRANS_INTRANS;
    is_reading_ = false;
    Send(StepKind::kControl, "COMMIT", {}, false);
    if (!is_awaited) {
        return Sync();
    }
    // In a failed transaction COMMIT is not an error but a rollback.
    if (std::string_view(PQcmdStatus(Flush().get())) != "COMMIT") {
        throw SqlError("the transaction had failed and somebody swallowed the error");
    }
}

void PostgresConnection::Rollback() noexcept {
    ForgetMemory();
    is_reading_ = false;
    try {
        if (!IsUsable()) {
            return;
        }
        if (!queue_.empty()) {
            try {
                Flush();
            } catch (const std::exception&) {  // its statements are undone anyway
            }
        }
        if (IsUsable() && PQtransactionStatus(handle_) != PQTRANS_IDLE) {
            ExecWith("ROLLBACK", {});
        }
    } catch (const std::exception&) {  // a broken connection is found by IsUsable() and thrown away
    }
}

void PostgresConnection::BeginPart() {
    FlushChanges();
    Send(StepKind::kControl, "SAVEPOINT part", {}, false);
}

void PostgresConnection::CommitPart() {
    if (has_expectations_) {
        Flush();
    }
    Send(StepKind::kControl, "RELEASE SAVEPOINT part", {}, false);
    FlushChanges();
}

void PostgresConnection::RollbackPart() {
    ForgetMemory();
    if (!IsUsable()) {
        return;
    }
    if (!queue_.empty()) {
        try {
            Flush();
        } catch (const ConnectionLost&) {
            return;
        } catch (const std::exception&) {  // about to be undone
        }
    }
    Send(StepKind::kControl, "ROLLBACK TO SAVEPOINT part", {}, false);
    Send(StepKind::kControl, "RELEASE SAVEPOINT part", {}, false);
}

}  // namespace orderyard::storage::sql
