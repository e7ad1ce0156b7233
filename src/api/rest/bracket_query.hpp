// PHP's bracket syntax in query strings (a[b][0][c]=v) read into a tree, the way Magento receives
// it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "http/message.hpp"

namespace orderyard::api::rest {

// Either a text or a list of named children in order of first appearance.
struct BracketNode {
    std::string text;
    std::vector<std::pair<std::string, BracketNode>> children;
    bool is_list = false;
};

// All pairs called `name` or `name[...]`; nullopt when there is none. A later value wins over an
// earlier one at the same place, but the bare name never wipes out what stands in brackets.
// kTooLarge: deeper or wider than any real request.
base::Result<std::optional<BracketNode>> ReadBrackets(const std::vector<http::QueryPair>& query,
                                                      std::string_view name);

// "filterGroups" and "filter_groups" are one name to Magento.
std::string SnakeCase(std::string_view name);

}  // namespace orderyard::api::rest
