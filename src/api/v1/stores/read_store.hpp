// What the endpoints that change a store have in common.
#pragma once

#include <string>
#include <vector>

#include "api/v1/body_reader.hpp"
#include "api/v1/call.hpp"
#include "domain/channel/store.hpp"
#include "ports/database.hpp"

namespace orderyard::api::v1 {

// The body's "marketplaces": ids or country codes of the region; refused when one is not.
std::vector<std::string> ReadMarketplaces(BodyReader& body, const ApiContext& context,
                                          const std::string& region);
// client_id, client_secret, refresh_token: all three are needed.
domain::StoreCredentials ReadCredentials(BodyReader& body);

// kUnavailable when this server asks no channel.
base::Result<ports::ChannelDirectory*> DirectoryOf(const ApiContext& context);

http::Response StoreAnswer(int status, const domain::Store& store);

}  // namespace orderyard::api::v1
