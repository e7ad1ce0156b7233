// Amazon's verdict on a feed, message by message.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace orderyard::amazon::wire {

struct MessageResult {
    std::int64_t message_id = 0;  // 0: about the whole feed
    bool is_error = false;        // else a warning
    std::string code;
    std::string description;  // Amazon's words; clean text
    std::string order_id;     // when it names one
};

struct ProcessingReport {
    std::string status;  // Complete, Processing, Rejected, verbatim
    std::optional<std::int64_t> processed, successful, with_error, with_warning;
    std::vector<MessageResult> results;  // messages without one succeeded
};

// Hostile input: bounded in size, depth and number of results; document types and the entities
// they declare are never looked at. kMalformed, kTooLarge.
base::Result<ProcessingReport> ReadProcessingReport(std::string_view xml);

}  // namespace orderyard::amazon::wire
