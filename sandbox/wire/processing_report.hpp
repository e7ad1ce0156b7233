// The processing report of a feed: what became of its messages, as XML.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sandbox/wire/feed_effects.hpp"

namespace orderyard::sandbox {

// Messages without a problem are counted, not listed. An outcome with message id 0 means that
// nothing was processed.
std::string WriteProcessingReport(std::string_view feed_id, std::string_view merchant,
                                  const std::vector<MessageOutcome>& outcomes);

}  // namespace orderyard::sandbox
