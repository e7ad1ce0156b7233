// Which orders a list or a bulk job is about.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "api/v1/body_reader.hpp"
#include "api/v1/query_reader.hpp"
#include "ports/database.hpp"
#include "ports/search.hpp"

namespace orderyard::api::v1 {

struct OrderFilter {
    std::vector<std::string> statuses;
    std::vector<std::string> states;  // Magento's words
    std::string store;                // code of a connected store
    std::string q;                    // a whole order number: ours or the channel's
    std::optional<bool> needs_attention;
};

// From ?status=&state=&store=&q=&needs_attention=0|1; lists may be repeated or have commas.
base::Result<OrderFilter> ReadOrderFilter(const QueryReader& query);
// From {"status": "x" or [..], "state": .., "store": "", "q": "", "needs_attention": true}.
OrderFilter ReadOrderFilter(BodyReader& body);

// kInvalidInput: "state" or "store" names nothing there is.
base::Result<ports::SearchQuery> ToQuery(ports::Transaction& tx, const OrderFilter& filter);

}  // namespace orderyard::api::v1
