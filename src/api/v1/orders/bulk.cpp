// POST /api/v1/bulk {verb, orders: [ids] or filter: {...}, params: {...}}: freezes the selection
// and answers at once; GET /bulk, /bulk/{bulk}, /bulk/{bulk}/items, POST /bulk/{bulk}/retry. The
// orders are worked on by actions::RunBulk.
#include "api/v1/orders/bulk.hpp"

#include <algorithm>

#include "api/v1/change.hpp"
#include "api/v1/orders/endpoints.hpp"
#include "api/v1/orders/order_filter.hpp"
#include "api/v1/orders/order_verbs.hpp"
#include "api/v1/orders/read_order.hpp"
#include "api/v1/shapes.hpp"
#include "ports/bulk_store.hpp"
#include "ports/order_desk.hpp"

namespace orderyard::api::v1 {
namespace {

using domain::OrderId;

constexpr int kStatusAccepted = 202;

struct Wanted {
    std::string verb, params;
    std::vector<OrderId> orders;
    std::optional<http::Request> filter;  // in the words of a query
};

base::Error TooMany() {
    base::Error error = base::InvalidInput("filter", "More than %limit orders match; narrow it.");
    error.code = base::ErrorCode::kTooLarge;
    error.params = {{"limit", std::to_string(base::limits::kBulkOrdersMax)}};
    return error;
}

base::Result<OrderWork> ReadWork(const std::string& verb, const std::string& params) {
    auto body = BodyReader::OfText(params);
    if (!body) {
        return base::Fail(body.error());
    }
    auto work = ReadBulkWork(verb, *body);
    if (!work) {
        return base::Fail(base::InvalidInput("verb", "There is no such verb for many orders."));
    }
    if (auto end = body->End(); !end) {
        end.error().field = "params." + end.error().field;
        return base::Fail(end.error());
    }
    return std::move(*work);
}

// Who may act on many orders at once still needs the right to the act itself.
base::Result<> CheckMay(const Call& call, std::string_view verb) {
    static constexpr std::pair<std::string_view, const char*> kResources[] = {
        {"hold", "Magento_Sales::hold"},        {"unhold", "Magento_Sales::unhold"},
        {"cancel", "Magento_Sales::cancel"},    {"comment", "Magento_Sales::comment"},
        {"invoice", "Magento_Sales::invoice"},  {"ship", "Magento_Sales::ship"},
        {"refund", "Magento_Sales::creditmemo"}};
    for (const auto& [known, resource] : kResources) {
        if (known == verb && call.caller.May(resource)) {
            return {};
        }
    }
    return base::Fail({base::ErrorCode::kForbidden, "You may not do this to orders.", {}, {}});
}

base::Result<Wanted> ReadWanted(const http::Request& request) {
    auto body = BodyReader::Of(request);
    if (!body) {
        return base::Fail(body.error());
    }
    Wanted wanted;
    wanted.verb = body->NeededText("verb");
    wanted.params = body->ObjectText("params");
    for (const std::int64_t id : body->Ints("orders", 1, INT64_MAX)) {
        wanted.orders.emplace_back(id);
    }
    if (body->Has("filter")) {
        auto filter = FilterAsRequest(body->ObjectText("filter"));
        auto allowed = filter ? AllowOrderFilter(QueryReader(*filter)) : base::Fail(filter.error());
        if (!allowed) {
            allowed.error().field = "filter." + allowed.error().field;
            return base::Fail(std::move(allowed.error()));
        }
        wanted.filter = std::move(*filter);
    }
    if (wanted.orders.empty() == !wanted.filter.has_value()) {
        body->Refuse("orders", "Either orders or a filter is needed.");
    }
    if (const auto end = body->End(); !end) {
        return base::Fail(end.error());
    }
    if (const auto work = ReadWork(wanted.verb, wanted.params); !work) {
        return base::Fail(work.error());
    }
    std::sort(wanted.orders.begin(), wanted.orders.end());
    wanted.orders.erase(std::unique(wanted.orders.begin(), wanted.orders.end()),
                        wanted.orders.end());
    return wanted;
}

// What matches now, oldest first; nothing of the orders is read but their ids.
base::Result<std::vector<OrderId>> Select(const Call& call, ports::Transaction& tx,
                                          const http::Request& filter) {
    Call asking{call.context, filter, call.caller, call.pattern};
    const auto frame = FrameOf(asking);
    auto query =
        frame ? ReadOrderFilter(tx, QueryReader(filter), *frame) : base::Fail(frame.error());
    if (!query) {
        return base::Fail(query.error());
    }
    query->search.page_size = static_cast<std::int64_t>(base::limits::kBulkOrdersMax) + 1;
    auto found = tx.order_desk().Find(*query);
    if (!found) {
        return base::Fail(found.error());
    }
    // A keyword that is found too often may stand in orders nobody looked at.
    if (found->ids.size() > base::limits::kBulkOrdersMax ||
        (!query->keyword.empty() && !found->total.is_exact)) {
        return base::Fail(TooMany());
    }
    std::sort(found->ids.begin(), found->ids.end());
    return std::move(found->ids);
}

// `orders` is sorted.
base::Result<> CheckExist(ports::Transaction& tx, const std::vector<OrderId>& orders) {
    ports::DeskQuery query;
    query.ids = orders;
    auto found = tx.order_desk().Find(query);
    if (!found) {
        return base::Fail(found.error());
    }
    std::sort(found->ids.begin(), found->ids.end());
    for (const OrderId id : orders) {
        if (!std::binary_search(found->ids.begin(), found->ids.end(), id)) {
            base::Error error = base::InvalidInput("orders", "There is no order %id.");
            error.params = {{"id", std::to_string(id.value)}};
            return base::Fail(std::move(error));
        }
    }
    return {};
}

void WriteJob(JsonWriter& json, const ports::BulkJob& job) {
    json.BeginObject().Field("id", job.id.value).Field("verb", job.verb);
    json.Field("actor", job.actor.name);
    json.Field("state", job.ended_at ? "ended" : "running");
    json.Field("total", job.total).Field("done", job.done).Field("failed", job.failed);
    json.Field("pending", job.total - job.done - job.failed);
    WriteInstant(json, "created_at", job.created_at);
    WriteInstant(json, "ended_at", job.ended_at);
    json.EndObject();
}

http::Response JobAnswer(int status, const ports::BulkJob& job) {
    JsonWriter json(JsonWriter::Style::kPlain);
    WriteJob(json, job);
    return http::JsonResponse(status, json.Take());
}

ports::BulkJobId JobIdOf(const Call& call) {
    return ports::BulkJobId(IdOf(call.request, "bulk"));
}

base::Error NoSuchJob() {
    return base::NotFound("There is no bulk job with this id.");
}

void TellRunner(const Call& call, const Answer& answer) {
    if (answer && call.context.bulk_started) {
        call.context.bulk_started();
    }
}

const char* Word(ports::BulkItemState state) {
    switch (state) {
        case ports::BulkItemState::kPending: return "pending";
        case ports::BulkItemState::kDone: return "done";
        case ports::BulkItemState::kFailed: return "failed";
    }
    return "";
}

base::Result<std::optional<ports::BulkItemState>> ReadItemState(const QueryReader& query) {
    const auto word = query.Text("state");
    if (!word) {
        return base::Fail(word.error());
    }
    for (const auto state : {ports::BulkItemState::kPending, ports::BulkItemState::kDone,
                             ports::BulkItemState::kFailed}) {
        if (*word == Word(state)) {
            return std::optional(state);
        }
    }
    if (!word->empty()) {
        return base::Fail(base::InvalidInput("state", "There is no such state."));
    }
    return std::optional<ports::BulkItemState>();
}

}  // namespace

base::Result<actions::BulkVerb> ReadBulkVerb(const ports::BulkJob& job) {
    return ReadWork(job.verb, job.params);
}

Answer StartBulk(const Call& call) {
    if (const auto allowed = QueryReader(call.request).Allow({}); !allowed) {
        return base::Fail(allowed.error());
    }
    const auto wanted = ReadWanted(call.request);
    if (!wanted) {
        return base::Fail(wanted.error());
    }
    if (const auto allowed = CheckMay(call, wanted->verb); !allowed) {
        return base::Fail(allowed.error());
    }
    // A large selection is read beside the writers, not among them.
    base::Result<std::vector<OrderId>> selection = wanted->orders;
    call.context.database.Read([&](ports::Transaction& tx) {
        if (wanted->filter) {
            selection = Select(call, tx, *wanted->filter);
        } else if (const auto exist = CheckExist(tx, wanted->orders); !exist) {
            selection = base::Fail(exist.error());
        }
    });
    if (!selection) {
        return base::Fail(selection.error());
    }
    Answer answer = Change(call, [&](ports::Transaction& tx) -> Answer {
        ports::BulkJob job;
        job.verb = wanted->verb;
        job.params = wanted->params;
        job.actor = call.Actor();
        job.created_at = call.context.clock.Now();
        tx.bulk().Insert(job, *selection);
        call.Note({"bulk job " + std::to_string(job.id.value), "",
                   job.verb + ", " + std::to_string(selection->size()) + " orders"});
        return JobAnswer(kStatusAccepted, job);
    });
    TellRunner(call, answer);
    return answer;
}

Answer ListBulk(const Call& call) {
    if (const auto allowed = QueryReader(call.request).Allow({}); !allowed) {
        return base::Fail(allowed.error());
    }
    std::vector<ports::BulkJob> jobs;
    call.context.database.Read(
        [&](ports::Transaction& tx) { jobs = tx.bulk().List(base::limits::kPageSizeDefault); });
    JsonWriter json(JsonWriter::Style::kPlain);
    json.BeginObject().Key("items").BeginArray();
    for (const auto& job : jobs) {
        WriteJob(json, job);
    }
    json.EndArray().EndObject();
    return http::JsonResponse(200, json.Take());
}

Answer ShowBulk(const Call& call) {
    if (const auto allowed = QueryReader(call.request).Allow({}); !allowed) {
        return base::Fail(allowed.error());
    }
    std::optional<ports::BulkJob> job;
    call.context.database.Read(
        [&](ports::Transaction& tx) { job = tx.bulk().Find(JobIdOf(call)); });
    if (!job) {
        return base::Fail(NoSuchJob());
    }
    return JobAnswer(200, *job);
}

Answer ListBulkItems(const Call& call) {
    const QueryReader query(call.request);
    if (const auto allowed = query.Allow({"state", "after", "page_size"}); !allowed) {
        return base::Fail(allowed.error());
    }
    const auto state = ReadItemState(query);
    if (!state) {
        return base::Fail(state.error());
    }
    const auto after = query.Int("after", 0, 0, INT64_MAX);
    const auto size = after ? query.Int("page_size", base::limits::kPageSizeDefault, 1,
                                        base::limits::kPageSizeMax)
                            : after;
    if (!size) {
        return base::Fail(size.error());
    }
    bool is_there = false;
    std::vector<ports::BulkItem> items;
    call.context.database.Read([&](ports::Transaction& tx) {
        is_there = tx.bulk().Find(JobIdOf(call)).has_value();
        items = tx.bulk().Items(JobIdOf(call), *after, *state, static_cast<int>(*size));
    });
    if (!is_there) {
        return base::Fail(NoSuchJob());
    }
    JsonWriter json(JsonWriter::Style::kPlain);
    json.BeginObject().Key("items").BeginArray();
    for (const auto& item : items) {
        json.BeginObject().Field("position", item.position);
        json.Field("order_id", item.order_id.value).Field("increment_id", item.increment_id);
        json.Field("state", Word(item.state));
        json.TextOrNull("code", item.code).TextOrNull("message", item.message).EndObject();
    }
    json.EndArray();
    const bool is_full = static_cast<std::int64_t>(items.size()) == *size;
    json.TextOrNull("next", is_full ? std::to_string(items.back().position) : "");
    json.EndObject();
    return http::JsonResponse(200, json.Take());
}

Answer RetryBulk(const Call& call) {
    if (const auto allowed = QueryReader(call.request).Allow({}); !allowed) {
        return base::Fail(allowed.error());
    }
    Answer answer = Change(call, [&](ports::Transaction& tx) -> Answer {
        const auto job = tx.bulk().Find(JobIdOf(call));
        if (!job) {
            return base::Fail(NoSuchJob());
        }
        if (const auto allowed = CheckMay(call, job->verb); !allowed) {
            return base::Fail(allowed.error());
        }
        tx.bulk().RetryFailed(JobIdOf(call));
        return JobAnswer(kStatusAccepted, *tx.bulk().Find(JobIdOf(call)));
    });
    TellRunner(call, answer);
    return answer;
}

}  // namespace orderyard::api::v1
