// Magento wants a first and a last name; channels give one text, or none.
#pragma once

#include <string>
#include <string_view>

namespace orderyard::api::rest {

struct PersonName {
    std::string first;
    std::string last;
};

// Never empty: what is unknown or hidden gets a placeholder, since clients require both. Reads
// "Last, First", particles ("van Beethoven"), suffixes ("Smith Jr."), and family name first in
// Chinese, Japanese and Korean.
PersonName SplitName(std::string_view full_name);

}  // namespace orderyard::api::rest
