// An address as the post of its country reads it, line by line.
#pragma once

#include <string>
#include <vector>

#include "domain/channel/channel_order.hpp"
#include "domain/privacy/personal_data.hpp"

namespace orderyard::documents {

// `country`: its name for the last line, or empty for none. Empty parts leave no gaps; an address
// whose personal part is gone is its place alone.
std::vector<std::string> AddressLines(const domain::PersonalAddress& address,
                                      const domain::Location& place, const std::string& country);

}  // namespace orderyard::documents
