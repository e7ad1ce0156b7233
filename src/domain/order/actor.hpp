// Who does something to an order: kept in its history.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace orderyard::domain {

enum class ActorKind { kSystem, kChannel, kUser, kApi };
std::string_view ToString(ActorKind kind);
std::optional<ActorKind> ActorKindFrom(std::string_view text);

struct Actor {
    ActorKind kind = ActorKind::kSystem;
    std::string name;  // user or token name, or "sync"
};

}  // namespace orderyard::domain
