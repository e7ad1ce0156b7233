// Objects are looked into, lists are taken whole: a list in another order is another list.
#include "api/v1/note_difference.hpp"

#include <map>

#include "api/v1/json_node.hpp"

namespace orderyard::api::v1 {
namespace {

using Leaves = std::map<std::string, std::string>;

void Collect(const JsonNode& node, const std::string& path, Leaves& leaves) {
    if (node.kind != JsonNode::Kind::kObject) {
        JsonWriter json(JsonWriter::Style::kPlain);
        node.Write(json);
        leaves[path] = json.Take();
        return;
    }
    for (std::size_t i = 0; i < node.names.size(); ++i) {
        Collect(node.values[i], path.empty() ? node.names[i] : path + "." + node.names[i], leaves);
    }
}

Leaves LeavesOf(std::string_view text) {
    Leaves leaves;
    if (const auto parsed = ParseJson(text)) {
        Collect(*parsed, "", leaves);
    }
    return leaves;
}

// The leaves of `one` that the other has not, or has otherwise.
std::string Only(const Leaves& one, const Leaves& other) {
    std::string only;
    for (const auto& [path, value] : one) {
        const auto same = other.find(path);
        if (same == other.end() || same->second != value) {
            only += (only.empty() ? "" : ", ") + path + " " + value;
        }
    }
    return only;
}

}  // namespace

AuditDetail DifferenceOf(std::string subject, std::string_view before, std::string_view after) {
    const Leaves was = LeavesOf(before);
    const Leaves is = LeavesOf(after);
    return {std::move(subject), Only(was, is), Only(is, was)};
}

void NoteDifference(const Call& call, std::string subject, std::string_view before,
                    std::string_view after) {
    call.Note(DifferenceOf(std::move(subject), before, after));
}

}  // namespace orderyard::api::v1
