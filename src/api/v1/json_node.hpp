// A JSON text as a small tree that keeps numbers as text: an amount that went through a floating
// point number has lost what it was.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "api/json_writer.hpp"
#include "base/result.hpp"

namespace orderyard::api::v1 {

struct JsonNode {
    enum class Kind { kNull, kBool, kNumber, kString, kArray, kObject };

    Kind kind = Kind::kNull;
    bool flag = false;
    std::string text;                // of a string or number
    std::vector<std::string> names;  // of an object's members, beside `values`
    std::vector<JsonNode> values;    // members or elements
    // For readers that must not miss anything.
    mutable bool is_read = false;    // somebody asked for it
    mutable bool is_opened = false;  // and for what is in it

    const JsonNode* Find(std::string_view name) const;  // a member; null: there is none
    // The path of the first member below that nobody asked for, or ""; looks only into what was
    // opened. `path`: of this node.
    std::string UnreadPath(const std::string& path) const;
    void Write(JsonWriter& out) const;
};

// One JSON value within limits::kJsonDepthMax. kMalformed; kInvalidInput: a member stands there
// twice.
base::Result<JsonNode> ParseJson(std::string_view text);

}  // namespace orderyard::api::v1
