// The parameters of searchOrders and getOrder, checked as strictly as Amazon's model words them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "http/message.hpp"
#include "sandbox/wire/sections.hpp"
#include "sandbox/world/world.hpp"

namespace orderyard::sandbox {

struct SearchRequest {
    SearchQuery query;
    int page_size = 100;
    Sections sections;
    std::optional<SearchPosition> from;  // from a pagination token
    std::string fingerprint;             // of every parameter that a next page must repeat
};

class SearchRules {
  public:
    // `secret` signs pagination tokens.
    SearchRules(std::string secret, std::vector<const Marketplace*> sellers_marketplaces)
        : secret_(std::move(secret)), marketplaces_(std::move(sellers_marketplaces)) {}

    // kInvalidInput (400) naming the parameter, or kForbidden (403) for a marketplace the seller is
    // not in.
    base::Result<SearchRequest> Read(const http::Request& request, base::Instant now) const;
    std::string NextToken(const SearchRequest& request, const SearchPosition& last,
                          base::Instant now) const;

  private:
    base::Result<> ReadTimes(const http::Request& request, base::Instant now,
                             SearchQuery& query) const;
    base::Result<> ReadToken(const std::string& token, base::Instant now,
                             SearchRequest& search) const;
    std::string Sign(const std::string& payload) const;

    std::string secret_;
    std::vector<const Marketplace*> marketplaces_;
};

base::Result<Sections> ReadSections(const http::Request& request);
// The values of a list parameter, comma-joined, repeated, or both.
std::vector<std::string> ListParameter(const http::Request& request, std::string_view name);

}  // namespace orderyard::sandbox
