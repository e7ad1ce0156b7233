// Paths and methods to the names of Amazon's operations.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "http/message.hpp"

namespace orderyard::sandbox {

struct Target {
    std::string operation;
    std::string id;  // the one in the path: an order's, a feed's, a document's
};

// `allowed` false: the path exists, but not for this method.
struct TargetMatch {
    Target target;
    bool is_allowed = true;
};

// nullopt: not a path of Amazon's.
std::optional<TargetMatch> FindTarget(http::Method method, std::string_view path);
// Presigned addresses of the feed storage: no token, no limit, errors in XML.
bool IsStorageOperation(std::string_view operation);
bool IsWriteOperation(std::string_view operation);

}  // namespace orderyard::sandbox
