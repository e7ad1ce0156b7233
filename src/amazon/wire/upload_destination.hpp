// The answer of Amazon's Uploads API 2020-11-01: where to put a file, and with which headers.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"

namespace orderyard::amazon::wire {

struct UploadDestination {
    std::string id;
    std::string url;  // a permission in itself: never logged, never stored
    std::vector<std::pair<std::string, std::string>> headers;  // part of what it was signed for
};

// kMalformed: members are missing, or a header is none that may be sent on.
base::Result<UploadDestination> ReadUploadDestination(std::string_view text);

}  // namespace orderyard::amazon::wire
