// COPY into PostgreSQL. It needs the simple protocol, which a pipeline excludes.
#include <libpq-fe.h>

#include "storage/sql/postgres_result.hpp"

namespace orderyard::storage::sql {

void PostgresConnection::CopyIn(const std::string& sql,
                                const std::function<bool(std::string&)>& next) {
    if (!queue_.empty()) {
        Flush();
    }
    if (PQexitPipelineMode(handle_) != 1) {
        ThrowLost();
    }
    PostgresResult result(PQexec(handle_, sql.c_str()));
    std::exception_ptr problem;
    if (PQresultStatus(result.get()) == PGRES_COPY_IN) {
        try {
            std::string chunk;
            for (bool has_more = true; has_more;) {
                chunk.clear();
                has_more = next(chunk);
                if (PQputCopyData(handle_, chunk.data(), static_cast<int>(chunk.size())) != 1) {
                    ThrowLost();
                }
            }
        } catch (...) {
            problem = std::current_exception();
        }
        if (PQputCopyEnd(handle_, problem ? "stopped" : nullptr) != 1) {
            ThrowLost();
        }
        result.reset(PQgetResult(handle_));
        while (PostgresResult(PQgetResult(handle_)) != nullptr) {
        }
    }
    if (!IsUsable() || PQenterPipelineMode(handle_) != 1) {
        ThrowLost();
    }
    if (problem) {
        std::rethrow_exception(problem);
    }
    if (PQresultStatus(result.get()) != PGRES_COMMAND_OK) {
        std::rethrow_exception(PostgresError(result.get(), sql));
    }
}

}  // namespace orderyard::storage::sql
