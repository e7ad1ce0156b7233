// POST /api/v1/stores: connects a seller's account; PUT /stores/{store}/credentials: new keys for
// it. Keys come in and are never shown again.
#include "actions/connect_store.hpp"

#include <algorithm>

#include "api/v1/change.hpp"
#include "api/v1/find_store.hpp"
#include "api/v1/query_reader.hpp"
#include "api/v1/stores/endpoints.hpp"
#include "api/v1/stores/read_store.hpp"
#include "api/v1/stores/store_shape.hpp"

namespace orderyard::api::v1 {
namespace {

constexpr int kStatusCreated = 201;
constexpr int kStatusDone = 200;
constexpr std::size_t kSecretBytesMax = 4'096;  // Amazon's tokens have some hundred characters

struct Wanted {
    domain::Store store;
    domain::StoreCredentials credentials;
};

// The addresses of the region, unless others are given: a stand-in for the channel, say.
void ReadAddresses(BodyReader& body, const ApiContext& context, domain::Store& store) {
    store.api_url = body.Text("api_url");
    store.token_url = body.Text("token_url");
    if (context.channel == nullptr) {
        return;
    }
    for (const auto& region : context.channel->Regions()) {
        if (region.code == store.region) {
            store.api_url = store.api_url.empty() ? region.api_url : store.api_url;
            store.token_url = store.token_url.empty() ? region.token_url : store.token_url;
        }
    }
}

base::Result<Wanted> ReadWanted(const Call& call) {
    auto body = BodyReader::Of(call.request);
    if (!body) {
        return base::Fail(body.error());
    }
    Wanted wanted;
    domain::Store& store = wanted.store;
    store.code = body->NeededText("code");
    store.name = body->NeededText("name");
    store.region = body->NeededText("region");
    store.seller_id = body->NeededText("seller_id");
    store.marketplace_ids = ReadMarketplaces(*body, call.context, store.region);
    store.is_active = body->Flag("is_active", true);
    ReadAddresses(*body, call.context, store);
    if (auto settings = body->Object("settings")) {
        ReadSettings(*settings, store.settings);
    }
    wanted.credentials = ReadCredentials(*body);
    if (const auto end = body->End(); !end) {
        return base::Fail(end.error());
    }
    return wanted;
}

}  // namespace

domain::StoreCredentials ReadCredentials(BodyReader& body) {
    return {body.NeededText("client_id", kSecretBytesMax),
            body.NeededText("client_secret", kSecretBytesMax),
            body.NeededText("refresh_token", kSecretBytesMax)};
}

http::Response StoreAnswer(int status, const domain::Store& store) {
    JsonWriter json(JsonWriter::Style::kPlain);
    json.BeginObject();
    WriteStoreFields(json, store);
    json.EndObject();
    return http::JsonResponse(status, json.Take());
}

std::vector<std::string> ReadMarketplaces(BodyReader& body, const ApiContext& context,
                                          const std::string& region) {
    std::vector<std::string> ids;
    const auto known = context.channel != nullptr ? context.channel->Marketplaces()
                                                  : std::vector<ports::ChannelMarketplace>();
    for (const std::string& given : body.Texts("marketplaces")) {
        const auto found = std::find_if(known.begin(), known.end(), [&](const auto& each) {
            return each.region == region && (each.id == given || each.country_code == given);
        });
        if (found == known.end()) {
            body.Refuse("marketplaces", "The region has no such marketplace.");
            return {};
        }
        ids.push_back(found->id);
    }
    return ids;
}

Answer ConnectStore(const Call& call) {
    if (const auto allowed = QueryReader(call.request).Allow({}); !allowed) {
        return base::Fail(allowed.error());
    }
    const auto wanted = ReadWanted(call);
    if (!wanted) {
        return base::Fail(wanted.error());
    }
    return Change(call, [&](ports::Transaction& tx) -> Answer {
        const auto store =
            actions::ConnectStore(tx, wanted->store, wanted->credentials, call.context.clock.Now());
        if (!store) {
            return base::Fail(store.error());
        }
        call.Note({"store " + std::to_string(store->id.value), "", store->code});
        return StoreAnswer(kStatusCreated, *store);
    });
}

Answer ReplaceCredentials(const Call& call) {
    if (const auto allowed = QueryReader(call.request).Allow({}); !allowed) {
        return base::Fail(allowed.error());
    }
    auto body = BodyReader::Of(call.request);
    if (!body) {
        return base::Fail(body.error());
    }
    const domain::StoreCredentials credentials = ReadCredentials(*body);
    if (const auto end = body->End(); !end) {
        return base::Fail(end.error());
    }
    return Change(call, [&](ports::Transaction& tx) -> Answer {
        const auto store = FindStore(tx, call.request);
        if (!store) {
            return base::Fail(store.error());
        }
        if (const auto saved = actions::ReplaceCredentials(tx, *store, credentials); !saved) {
            return base::Fail(saved.error());
        }
        call.Note({"store " + std::to_string(store->id.value), "", "other credentials"});
        return StoreAnswer(kStatusDone, *store);
    });
}

}  // namespace orderyard::api::v1
