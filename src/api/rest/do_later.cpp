// How an operation ended is written in the transaction of its change: a server that is killed in
// between has done both or neither. A refusal changed nothing and is written by itself.
#include "api/errors.hpp"
#include "api/needs.hpp"
#include "api/rest/later.hpp"
#include "base/limits.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "http/target.hpp"
#include "ports/bulk_store.hpp"

namespace orderyard::api::rest {
namespace {

using ports::LaterOperation;
using ports::LaterState;

const RouteRow* RowOf(const LaterOperation& operation) {
    for (const RouteRow& row : RouteTable()) {
        if (operation.pattern == row.pattern && operation.method == http::ToString(row.method)) {
            return &row;
        }
    }
    return nullptr;
}

http::Request RequestOf(const LaterOperation& operation, const RouteRow& row) {
    http::Request request;
    request.method = row.method;
    request.method_text = operation.method;
    request.target = operation.target;
    request.body = operation.body;
    request.headers = {{"Content-Type", "application/json"}};
    const auto parts = http::SplitTarget(request.target).value();
    request.path = http::DecodePath(parts.raw_path).value_or("");
    request.query_text = parts.raw_query;
    request.query = http::ParseQuery(parts.raw_query).value_or(std::vector<http::QueryPair>());
    const auto names = base::Split(row.pattern, '/');
    const auto values = base::Split("/V1" + std::string(parts.raw_path).substr(8), '/');
    for (std::size_t i = 0; i < std::min(names.size(), values.size()); ++i) {
        if (names[i].starts_with('{')) {
            request.path_params.emplace_back(names[i].substr(1, names[i].size() - 2),
                                             base::PercentDecode(values[i]));
        }
    }
    return request;
}

void Record(const ApiContext& context, const LaterHelp& help, const LaterOperation& operation) {
    context.database.Write([&](ports::Transaction& tx) {
        if (!help.is_mine(tx)) {
            throw ports::VersionConflict("another server does it");
        }
        tx.bulk().RecordLater(operation);
    });
}

void Do(const ApiContext& context, const LaterHelp& help, LaterOperation operation) {
    const RouteRow* row = RowOf(operation);
    Answer answer = base::Fail(MagentoNoRoute());
    bool is_recorded = false;
    if (row != nullptr) {
        const http::Request request = RequestOf(operation, *row);
        Caller caller;  // his rights were looked at when he asked
        caller.actor = operation.actor;
        caller.peer = operation.peer;
        Call call{context, request, caller, row->pattern};
        call.with_change = [&](ports::Transaction& tx, const std::string& json) {
            if (!help.is_mine(tx)) {
                throw ports::VersionConflict("another server does it");
            }
            operation.state = LaterState::kDone;
            operation.result = json;
            tx.bulk().RecordLater(operation);
            is_recorded = true;
        };
        answer = row->endpoint(call);
    }
    if (answer && is_recorded) {
        return;
    }
    operation.state = answer ? LaterState::kDone : LaterState::kFailed;
    operation.result = answer ? *answer : "";
    if (!answer) {
        operation.error_code = MagentoStatus(answer.error().code);
        operation.message = std::string(
            base::TruncateUtf8(answer.error().Text(), base::limits::kShortTextBytesMax));
    }
    Record(context, help, operation);
}

}  // namespace

std::int64_t DoLater(const ApiContext& context, const LaterHelp& help) {
    std::int64_t count = 0;
    while (!help.should_stop()) {
        std::optional<LaterOperation> next;
        context.database.Read([&](ports::Transaction& tx) { next = tx.bulk().NextLater(); });
        if (!next) {
            break;
        }
        try {
            Do(context, help, *next);
        } catch (const ports::DatabaseUnavailable&) {
            throw;
        } catch (const ports::VersionConflict&) {
            break;  // the next look goes on
        } catch (const std::exception& e) {
            // Part of the door of jobs: one operation that breaks must not keep the others waiting.
            base::LogError("later_operation_failed",
                           {{"bulk", next->bulk_id}, {"position", next->position}});
            next->state = LaterState::kFailed;
            next->error_code = 500;
            next->message = "Internal Error. Details are in the log of this server.";
            Record(context, help, *next);
        }
        ++count;
    }
    return count;
}

}  // namespace orderyard::api::rest
