// One table an enum: its words both ways. A missing word is found by the tests, which walk every
// enumerator.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "base/check.hpp"

namespace orderyard::domain {

template <class Enum, std::size_t N>
using Words = std::array<std::pair<Enum, std::string_view>, N>;

template <class Enum, std::size_t N>
std::string_view WordOf(const Words<Enum, N>& words, Enum value) {
    for (const auto& [each, word] : words) {
        if (each == value) {
            return word;
        }
    }
    base::Check(false, "an enumerator without a word");
    return {};
}

template <class Enum, std::size_t N>
std::optional<Enum> EnumOf(const Words<Enum, N>& words, std::string_view text) {
    for (const auto& [each, word] : words) {
        if (word == text) {
            return each;
        }
    }
    return std::nullopt;
}

}  // namespace orderyard::domain
