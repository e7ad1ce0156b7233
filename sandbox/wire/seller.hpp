// Where the seller of the stand-in sells.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "http/message.hpp"
#include "sandbox/sandbox.hpp"
#include "sandbox/world/marketplaces.hpp"

namespace orderyard::sandbox {

// The seller's marketplaces by the options' ids or country codes; kInvalidInput for a word that is
// neither.
base::Result<std::vector<const Marketplace*>> SellersMarketplaces(const SandboxOptions& options);
// Their ids. `options` are good.
std::vector<std::string> MarketplaceIds(const SandboxOptions& options);
// Of getMarketplaceParticipations.
http::Response ParticipationsAnswer(const SandboxOptions& options);

}  // namespace orderyard::sandbox
