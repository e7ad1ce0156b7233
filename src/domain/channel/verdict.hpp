// The verdict says in words why a channel order has, or has not yet, a commerce order. Every
// channel order carries one.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/instant.hpp"

namespace orderyard::domain {

enum class VerdictKind {
    kImported,   // has a commerce order
    kNotYet,     // will get one when the channel says more (pending, FBA not shipped ...)
    kNotWanted,  // will get none: import off, cancelled before import, foreign, before the start
                 // date
    kBlocked,    // would get one but for something a person must fix
};
std::string_view ToString(VerdictKind kind);
std::optional<VerdictKind> VerdictKindFrom(std::string_view text);

struct Verdict {
    VerdictKind kind = VerdictKind::kNotYet;
    std::string rule;  // stable code of the rule that decided: "pending", "import_off",
                       // "unknown_status" ...
    std::string text;  // one English sentence for people and logs; no personal data
    std::vector<std::pair<std::string, std::string>>
        inputs;                              // what the rule looked at: {"status","pending"} ...
    std::optional<base::Instant> next_look;  // empty: only when the channel order changes

    friend bool operator==(const Verdict&, const Verdict&) = default;
};

}  // namespace orderyard::domain
