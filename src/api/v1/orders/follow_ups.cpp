// GET /api/v1/stores/{store}/follow-ups: what a store's channel is being told, newest first; POST
// /follow-ups/{follow_up}/retry and /resolve: a person decides about one that no machine can
// settle.
#include "actions/decide_follow_up.hpp"
#include "api/v1/find_store.hpp"
#include "api/v1/orders/endpoints.hpp"
#include "api/v1/orders/order_shape.hpp"
#include "api/v1/orders/process.hpp"
#include "api/v1/orders/read_order.hpp"
#include "api/v1/query_reader.hpp"
#include "ports/follow_up_store.hpp"

namespace orderyard::api::v1 {
namespace {

constexpr int kStatusDone = 200;

base::Result<ports::FollowUpQuery> ReadQuery(const QueryReader& query) {
    if (const auto allowed = query.Allow({"after", "page_size"}, {"state"}); !allowed) {
        return base::Fail(allowed.error());
    }
    ports::FollowUpQuery wanted;
    for (const std::string& word : query.List("state")) {
        const auto state = domain::FollowUpStateFrom(word);
        if (!state) {
            return base::Fail(base::InvalidInput("state", "There is no such state."));
        }
        wanted.states.push_back(*state);
    }
    const auto after = query.Int("after", 0, 0, INT64_MAX);
    const auto size = after ? query.Int("page_size", base::limits::kPageSizeDefault, 1,
                                        base::limits::kPageSizeMax)
                            : after;
    if (!size) {
        return base::Fail(size.error());
    }
    wanted.after_id = *after;
    wanted.limit = static_cast<int>(*size);
    return wanted;
}

// `read` asks the body for what it needs and says what shall be done.
template <class Read>
Answer Decide(const Call& call, Read read) {
    if (const auto allowed = QueryReader(call.request).Allow({}); !allowed) {
        return base::Fail(allowed.error());
    }
    auto body = BodyReader::Of(call.request);
    if (!body) {
        return base::Fail(body.error());
    }
    const domain::FollowUpId id(IdOf(call.request, "follow_up"));
    const auto version = ReadVersion(*body);
    const OrderWork work = read(*body, id);
    if (const auto end = body->End(); !end) {
        return base::Fail(end.error());
    }
    const auto find = [id](ports::Transaction& tx) -> base::Result<domain::OrderId> {
        const auto found = tx.follow_ups().Find(id);
        if (!found) {
            return base::Fail(base::NotFound("There is no follow-up with this id."));
        }
        return found->order_id;
    };
    return Process(call, version, find, work, kStatusDone);
}

}  // namespace

Answer ListFollowUps(const Call& call) {
    auto query = ReadQuery(QueryReader(call.request));
    if (!query) {
        return base::Fail(query.error());
    }
    base::Result<std::vector<domain::FollowUp>> found;
    std::vector<std::pair<domain::FollowUpState, std::int64_t>> counts;
    call.context.database.Read([&](ports::Transaction& tx) {
        const auto store = FindStore(tx, call.request);
        if (!store) {
            found = base::Fail(store.error());
            return;
        }
        query->store_id = store->id;
        found = tx.follow_ups().Search(*query);
        counts = tx.follow_ups().Count(store->id);
    });
    if (!found) {
        return base::Fail(found.error());
    }
    JsonWriter json(JsonWriter::Style::kPlain);
    json.BeginObject().Key("items").BeginArray();
    for (const auto& follow_up : *found) {
        WriteFollowUpRow(json, follow_up);
    }
    json.EndArray();
    const bool is_full = static_cast<int>(found->size()) == query->limit;
    json.TextOrNull("next", is_full ? std::to_string(found->back().id.value) : "");
    json.Key("counts").BeginObject();
    for (const auto& [state, count] : counts) {
        json.Field(ToString(state), count);
    }
    json.EndObject().EndObject();
    return http::JsonResponse(200, json.Take());
}

Answer RetryFollowUp(const Call& call) {
    return Decide(call, [](BodyReader&, domain::FollowUpId id) -> OrderWork {
        return [id](const actions::Step& step, domain::OrderId) {
            return actions::RetryFollowUp(step, id);
        };
    });
}

Answer ResolveFollowUp(const Call& call) {
    return Decide(call, [](BodyReader& body, domain::FollowUpId id) -> OrderWork {
        return
            [id, reason = body.NeededText("reason")](const actions::Step& step, domain::OrderId) {
                return actions::ResolveFollowUp(step, id, reason);
            };
    });
}

}  // namespace orderyard::api::v1
