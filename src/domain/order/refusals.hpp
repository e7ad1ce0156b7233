// Short ways to write rules as lists of refusals. Internal to this folder.
#pragma once

#include <initializer_list>
#include <optional>

#include "domain/order/order_rules.hpp"

namespace orderyard::domain::refusals {

using Answer = std::optional<Refusal>;

// The first refusal of several checks, all made beforehand: each is cheap.
inline Answer First(std::initializer_list<Answer> answers) {
    for (const auto& answer : answers) {
        if (answer) {
            return answer;
        }
    }
    return std::nullopt;
}

inline Answer If(bool is_refused, const char* reason, const char* text) {
    return is_refused ? Answer(Refusal{reason, text}) : std::nullopt;
}

}  // namespace orderyard::domain::refusals
