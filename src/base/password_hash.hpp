// Passwords as Argon2id hashes (libsodium). Slow and hungry on purpose: run it on a worker thread,
// never inside a transaction.
#pragma once

#include <string>
#include <string_view>

#include "base/limits.hpp"

namespace orderyard::base {

struct PasswordCost {
    std::size_t memory_bytes = limits::kPasswordHashBytes;
    int passes = limits::kPasswordHashPasses;
};

// The encoded form ("$argon2id$v=19$m=...") with its own random salt. Waits while
// limits::kPasswordHashesAtOnceMax others are being made, so that log-ins cannot fill the memory.
std::string HashPassword(std::string_view password, PasswordCost cost = {});

// False for a wrong password and for a text that is no hash. Takes the time and memory the hash was
// made with.
bool IsPasswordOf(std::string_view hash, std::string_view password);

// A hash made with another cost than this one: to be made anew when the password is at hand.
bool IsPasswordHashOutdated(std::string_view hash, PasswordCost cost = {});

}  // namespace orderyard::base
