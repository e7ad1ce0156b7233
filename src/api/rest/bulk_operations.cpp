// GET /V1/bulk: how requests that were left to be done later came out.
#include "api/errors.hpp"
#include "api/rest/endpoints.hpp"
#include "api/rest/list_answer.hpp"
#include "api/rest/scalar.hpp"
#include "base/limits.hpp"
#include "ports/bulk_store.hpp"

namespace orderyard::api::rest {
namespace {

using ports::LaterBulk;
using ports::LaterOperation;
using ports::LaterState;

constexpr int kIntegration = 1, kAdmin = 2;  // Magento's user types

int StatusNumber(LaterState state) {
    switch (state) {
        case LaterState::kDone: return 1;
        case LaterState::kFailed: return 3;  // not worth another try
        case LaterState::kOpen: return 4;
        case LaterState::kRejected: return 5;
    }
    return 0;
}

void WriteBulkHead(JsonWriter& json, const LaterBulk& bulk) {
    const bool is_user = bulk.actor.kind == domain::ActorKind::kUser;
    json.Field("user_type", is_user ? kAdmin : kIntegration);
    json.Field("bulk_id", bulk.uuid).Field("description", "Requests of " + bulk.actor.name);
    json.Field("start_time", bulk.started_at.ToSqlSeconds()).NullField("user_id");
    json.Field("operation_count", bulk.operation_count);
}

void WriteOperation(JsonWriter& json, const LaterBulk& bulk, const LaterOperation& operation,
                    bool is_detailed) {
    json.BeginObject().Field("id", operation.position);
    if (is_detailed) {
        json.Field("bulk_uuid", bulk.uuid);
        json.Field("topic_name", operation.method + " " + operation.pattern);
        json.Field("serialized_data", operation.body);
        json.TextOrNull("result_serialized_data", operation.result);
    }
    json.Field("status", StatusNumber(operation.state));
    json.TextOrNull("result_message", operation.message);
    if (operation.error_code == 0) {
        json.NullField("error_code");
    } else {
        json.Field("error_code", operation.error_code);
    }
    json.EndObject();
}

struct Found {
    LaterBulk bulk;
    std::vector<LaterOperation> operations;
};

std::optional<Found> Find(const Call& call) {
    std::optional<Found> found;
    call.context.database.Read([&](ports::Transaction& tx) {
        found.reset();
        const auto bulk = tx.bulk().FindLater(std::string(call.request.PathParam("bulk_uuid")));
        if (bulk) {
            found = Found{*bulk, tx.bulk().LaterOperations(*bulk)};
        }
    });
    return found;
}

Answer Show(const Call& call, bool is_detailed) {
    const auto found = Find(call);
    if (!found) {
        return base::Fail(MagentoNoSuchEntity());
    }
    JsonWriter json(JsonWriter::Style::kMagento);
    json.BeginObject().Key("operations_list").BeginArray();
    for (const LaterOperation& each : found->operations) {
        WriteOperation(json, found->bulk, each, is_detailed);
    }
    json.EndArray();
    WriteBulkHead(json, found->bulk);
    json.EndObject();
    return json.Take();
}

}  // namespace

Answer ShowBulkStatus(const Call& call) {
    return Show(call, false);
}

Answer ShowBulkDetails(const Call& call) {
    return Show(call, true);
}

Answer CountBulkOperations(const Call& call) {
    const auto found = Find(call);
    if (!found) {
        return base::Fail(MagentoNoSuchEntity());
    }
    const auto wanted = NumericInt(call.request.PathParam("status"));
    std::int64_t count = 0;
    for (const LaterOperation& each : found->operations) {
        count += wanted == StatusNumber(each.state) ? 1 : 0;
    }
    return std::to_string(count);
}

Answer ListBulks(const Call& call) {
    const auto criteria = ReadSearchCriteria(call.request.query);
    if (!criteria) {
        return base::Fail(criteria.error());
    }
    if (!criteria->groups.empty()) {
        return base::Fail(base::InvalidInput(
            criteria->groups.front().empty() ? "" : criteria->groups.front().front().field,
            "This list cannot be filtered; the newest come first."));
    }
    const auto query = criteria->ToQuery();
    if (!query) {
        return base::Fail(query.error());
    }
    std::vector<LaterBulk> bulks;
    std::int64_t total = 0;
    call.context.database.Read([&](ports::Transaction& tx) {
        total = tx.bulk().CountLater();
        bulks = (query->current_page - 1) * query->page_size < total
                    ? tx.bulk().ListLater(query->page_size, query->current_page)
                    : std::vector<LaterBulk>();
    });
    return ListJson(*criteria, total, [&](JsonWriter& json) {
        for (const LaterBulk& bulk : bulks) {
            json.BeginObject();
            WriteBulkHead(json, bulk);
            json.EndObject();
        }
    });
}

}  // namespace orderyard::api::rest
