// A list of words (resource ids, hashes in hex, event names) in one text column.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "domain/identity/access.hpp"

namespace orderyard::storage {

// Words hold no line breaks.
inline std::string JoinWords(const std::vector<std::string>& words) {
    return base::Join(words, "\n");
}
inline std::vector<std::string> SplitWords(std::string_view text) {
    return text.empty() ? std::vector<std::string>() : base::Split(text, '\n');
}

inline std::string GrantsText(const domain::Grants& grants) {
    return JoinWords({grants.resources().begin(), grants.resources().end()});
}
inline domain::Grants GrantsFrom(std::string_view text) {
    const std::vector<std::string> words = SplitWords(text);
    return domain::Grants(std::set<std::string, std::less<>>(words.begin(), words.end()));
}

}  // namespace orderyard::storage
