// Sparse and unordered keys are kept as they come: only the order of appearance counts.
#include "api/rest/bracket_query.hpp"

#include <algorithm>

#include "base/limits.hpp"

namespace orderyard::api::rest {
namespace {

constexpr std::size_t kDepthMax = 8;
// A filter takes three pairs, and there are sort orders and paging beside them.
constexpr int kPairsMax = base::limits::kFilterCountMax * 4;

// "[a][0][]" -> {"a","0",""}; nullopt when the brackets do not close: PHP then takes it for another
// name.
std::optional<std::vector<std::string>> Keys(std::string_view brackets) {
    std::vector<std::string> keys;
    while (!brackets.empty()) {
        const std::size_t end = brackets.find(']');
        if (brackets.front() != '[' || end == std::string_view::npos) {
            // Text after a closed bracket is dropped, as PHP does.
            return keys.empty() ? std::nullopt : std::optional(std::move(keys));
        }
        keys.emplace_back(brackets.substr(1, end - 1));
        brackets.remove_prefix(end + 1);
    }
    return keys;
}

base::Error TooMany() {
    base::Error error;
    error.code = base::ErrorCode::kTooLarge;
    error.message =
        "The search criteria are too deep or too many. At most %limit filters are taken.";
    error.params = {{"limit", std::to_string(base::limits::kFilterCountMax)}};
    return error;
}

BracketNode& Child(BracketNode& parent, const std::string& key) {
    parent.is_list = true;
    parent.text.clear();
    // "[]" opens a new place each time.
    const std::string name = key.empty() ? std::to_string(parent.children.size()) : key;
    const auto found = std::find_if(parent.children.begin(), parent.children.end(),
                                    [&](const auto& child) { return child.first == name; });
    if (found != parent.children.end() && !key.empty()) {
        return found->second;
    }
    return parent.children.emplace_back(name, BracketNode{}).second;
}

}  // namespace

base::Result<std::optional<BracketNode>> ReadBrackets(const std::vector<http::QueryPair>& query,
                                                      std::string_view name) {
    std::optional<BracketNode> root;
    int pair_count = 0;
    for (const http::QueryPair& pair : query) {
        if (!pair.name.starts_with(name)) {
            continue;
        }
        const auto keys = Keys(std::string_view(pair.name).substr(name.size()));
        if (!keys) {
            continue;
        }
        if (keys->size() > kDepthMax || ++pair_count > kPairsMax) {
            return base::Fail(TooMany());
        }
        if (!root) {
            root.emplace();
        }
        if (keys->empty() && root->is_list) {
            continue;
        }
        BracketNode* node = &*root;
        for (const std::string& key : *keys) {
            node = &Child(*node, key);
        }
        *node = BracketNode{pair.value, {}, false};
    }
    return root;
}

std::string SnakeCase(std::string_view name) {
    std::string snake;
    for (const char c : name) {
        if (c >= 'A' && c <= 'Z') {
            if (!snake.empty() && snake.back() != '_') {
                snake += '_';
            }
            snake += static_cast<char>(c - 'A' + 'a');
        } else {
            snake += c;
        }
    }
    return snake;
}

}  // namespace orderyard::api::rest
