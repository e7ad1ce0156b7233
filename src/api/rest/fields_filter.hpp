// Magento's ?fields=a,b[c]: keeps only the named keys of an answer.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace orderyard::api::rest {

struct FieldTree {
    // A name without brackets has no subtree: its value is kept whole.
    std::map<std::string, std::unique_ptr<FieldTree>, std::less<>> names;
};

// nullopt: other characters than word characters, comma and brackets, unbalanced brackets, or no
// name at all.
std::optional<FieldTree> ParseFields(std::string_view text);

// `json` must be well-formed and without blanks between tokens, as JsonWriter makes it. Lists are
// filtered element by element; an object of which nothing is left becomes [], as it does in PHP.
std::string KeepFields(const FieldTree& fields, std::string_view json);

}  // namespace orderyard::api::rest
