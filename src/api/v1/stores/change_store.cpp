// PUT /api/v1/stores/{store}: name, marketplaces, settings; POST .../activate and .../deactivate;
// DELETE: the connection ends, its orders and logs stay.
#include "actions/change_store.hpp"

#include "actions/connect_store.hpp"
#include "api/v1/change.hpp"
#include "api/v1/find_store.hpp"
#include "api/v1/note_difference.hpp"
#include "api/v1/query_reader.hpp"
#include "api/v1/stores/endpoints.hpp"
#include "api/v1/stores/read_store.hpp"
#include "api/v1/stores/store_shape.hpp"
#include "ports/store_registry.hpp"

namespace orderyard::api::v1 {
namespace {

constexpr int kStatusDone = 200;

base::Error Outdated() {
    return base::Conflict(
        "Somebody else changed the store in the meantime. Load it again and repeat your change.");
}

// The body over what is stored.
base::Result<actions::StoreChange> ReadChange(const Call& call, const domain::Store& store) {
    auto body = BodyReader::Of(call.request);
    if (!body) {
        return base::Fail(body.error());
    }
    actions::StoreChange change;
    change.settings = store.settings;
    change.name = body->TextIfGiven("name");
    if (body->Has("marketplaces")) {
        change.marketplace_ids = ReadMarketplaces(*body, call.context, store.region);
    }
    if (auto settings = body->Object("settings")) {
        ReadSettings(*settings, change.settings);
    }
    const auto version = body->Int("version", 1, INT64_MAX);
    if (const auto end = body->End(); !end) {
        return base::Fail(end.error());
    }
    if (version && *version != store.version) {
        return base::Fail(Outdated());
    }
    return change;
}

// `read` makes the change of the store as it is stored. Orders that the new settings let in are
// decided after the change is there for good.
template <class Read>
Answer ChangeWith(const Call& call, Read read) {
    if (const auto allowed = QueryReader(call.request).Allow({}); !allowed) {
        return base::Fail(allowed.error());
    }
    std::optional<domain::StoreId> to_decide;
    const Answer answer = Change(call, [&](ports::Transaction& tx) -> Answer {
        to_decide.reset();
        const auto store = FindStore(tx, call.request);
        if (!store) {
            return base::Fail(store.error());
        }
        const base::Result<actions::StoreChange> change = read(*store);
        if (!change) {
            return base::Fail(change.error());
        }
        const auto changed = actions::ChangeStore(tx, store->code, *change);
        if (!changed) {
            return base::Fail(changed.error());
        }
        if (changed->lets_more_in) {
            to_decide = store->id;
        }
        http::Response answer_of = StoreAnswer(kStatusDone, changed->store);
        NoteDifference(call, "store " + std::to_string(store->id.value),
                       StoreAnswer(kStatusDone, *store).body, answer_of.body);
        return answer_of;
    });
    if (answer && to_decide) {
        actions::DecideShownOrders(call.context.database, call.context.clock, *to_decide);
    }
    return answer;
}

Answer SetActive(const Call& call, bool is_active) {
    auto body = BodyReader::Of(call.request);
    if (!body) {
        return base::Fail(body.error());
    }
    if (const auto end = body->End(); !end) {
        return base::Fail(end.error());
    }
    return ChangeWith(call, [&](const domain::Store& store) -> base::Result<actions::StoreChange> {
        actions::StoreChange change;
        change.settings = store.settings;
        change.is_active = is_active;
        return change;
    });
}

}  // namespace

Answer ChangeStore(const Call& call) {
    return ChangeWith(call, [&](const domain::Store& store) { return ReadChange(call, store); });
}

Answer ActivateStore(const Call& call) {
    return SetActive(call, true);
}

Answer DeactivateStore(const Call& call) {
    return SetActive(call, false);
}

Answer ArchiveStore(const Call& call) {
    if (const auto allowed = QueryReader(call.request).Allow({}); !allowed) {
        return base::Fail(allowed.error());
    }
    return Change(call, [&](ports::Transaction& tx) -> Answer {
        auto store = FindStore(tx, call.request);
        if (!store) {
            return base::Fail(store.error());
        }
        if (const auto ended = actions::ArchiveStore(tx, store->code); !ended) {
            return base::Fail(ended.error());
        }
        call.Note({"store " + std::to_string(store->id.value), "", "archived"});
        return StoreAnswer(kStatusDone, tx.stores().Load(store->id).value());
    });
}

}  // namespace orderyard::api::v1
