// Seeded chance: the same seed and key always roll the same numbers, on every machine, so a world
// can be described by its seed and rebuilt order by order.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string_view>

namespace orderyard::sandbox {

constexpr std::uint64_t MixBits(std::uint64_t x) {
    x += 0x9e3779b97f4a7c15ULL;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
    return x ^ (x >> 31);
}

// A stable 64-bit key of a text (FNV-1a, mixed), for choices that must follow an order id.
constexpr std::uint64_t KeyOf(std::string_view text) {
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    for (const char c : text) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    }
    return MixBits(hash);
}

class Dice {
  public:
    explicit Dice(std::initializer_list<std::uint64_t> keys) {
        for (const std::uint64_t key : keys) {
            state_ = MixBits(state_ ^ key);
        }
    }

    std::uint64_t Next() {
        state_ += 0x9e3779b97f4a7c15ULL;
        return MixBits(state_);
    }
    // 0 .. bound-1; the bias of the modulo is far below anything a world of orders could show.
    std::int64_t Below(std::int64_t bound) {
        return static_cast<std::int64_t>(Next() % static_cast<std::uint64_t>(bound));
    }
    std::int64_t Between(std::int64_t low, std::int64_t high) {
        return low + Below(high - low + 1);
    }
    bool Chance(int per_mille) { return Below(1000) < per_mille; }

    template <class T, std::size_t N>
    const T& Pick(const T (&items)[N]) {
        return items[static_cast<std::size_t>(Below(static_cast<std::int64_t>(N)))];
    }
    template <class T>
    const T& Pick(std::span<const T> items) {
        return items[static_cast<std::size_t>(Below(static_cast<std::int64_t>(items.size())))];
    }

  private:
    std::uint64_t state_ = 0x6a09e667f3bcc909ULL;
};

}  // namespace orderyard::sandbox
