// XML as strictly as Amazon's feed reader takes it: well-formed, UTF-8, no document type. Its own
// few lines instead of a library, because the libraries at hand let a bare '&' or a doubled
// attribute pass, which the stand-in must not.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"

namespace orderyard::sandbox {

struct XmlElement {
    std::string name;
    std::vector<std::pair<std::string, std::string>> attributes;
    std::vector<XmlElement> children;
    std::string text;  // all character data directly inside, references resolved
    int line = 1;      // where it starts

    const XmlElement* Find(std::string_view child) const;  // the first of that name
    std::string TextOf(std::string_view child) const;      // "" when there is none
    std::string Attribute(std::string_view wanted) const;  // likewise
};

// kMalformed with "Line N: ..." for anything that is not a well-formed UTF-8 document.
base::Result<XmlElement> ParseXml(std::string_view text);
// For element content and attribute values.
std::string EscapeXml(std::string_view text);

}  // namespace orderyard::sandbox
