// Cryptographic primitives over OpenSSL and libsodium. Policy (whose key, when destroyed) lives
// with the caller.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace orderyard::base {

std::string RandomBytes(std::size_t count);  // from the system's generator
// Lower-case base32-like text of that much entropy.
std::string RandomToken(std::size_t bytes = 24);
std::string Sha256(std::string_view data);  // 32 raw bytes
std::string HmacSha256(std::string_view key, std::string_view data);
std::string HmacSha1(std::string_view key, std::string_view data);  // 20 bytes, for old protocols
std::uint64_t SipHash(std::string_view key16, std::string_view data);  // key of exactly 16 bytes
bool EqualsConstantTime(std::string_view a, std::string_view b);

inline constexpr std::size_t kAesKeyBytes = 32;

// AES-256-GCM. The sealed text is nonce(12) | ciphertext | tag(16); `context` is authenticated, not
// stored.
std::string Seal(std::string_view key32, std::string_view plain, std::string_view context);
// kMalformed when the key, the context or the bytes are not those of Seal.
Result<std::string> Open(std::string_view key32, std::string_view sealed, std::string_view context);

// A subkey for one purpose, e.g. "blind-index". HKDF-SHA256, 32 bytes (take a prefix for SipHash).
std::string DeriveKey(std::string_view master32, std::string_view purpose);

// zlib deflate / inflate with a limit on the inflated size (kTooLarge past it, kMalformed for other
// bytes).
std::string Deflate(std::string_view data);
Result<std::string> Inflate(std::string_view data, std::size_t bytes_max);
std::string Gzip(std::string_view data);
Result<std::string> Gunzip(std::string_view data, std::size_t bytes_max);

}  // namespace orderyard::base
