// libsodium's crypto_pwhash; parallelism is always 1 there.
#include "base/password_hash.hpp"

#include <sodium.h>

#include <new>
#include <semaphore>
#include <stdexcept>

namespace orderyard::base {

namespace {

using Turns = std::counting_semaphore<limits::kPasswordHashesAtOnceMax>;

// Held while a hash is made.
class Turn {
  public:
    Turn() { All().acquire(); }
    ~Turn() { All().release(); }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

  private:
    static Turns& All() {
        static Turns turns(limits::kPasswordHashesAtOnceMax);
        return turns;
    }
};

void InitSodium() {
    static const int outcome = sodium_init();
    if (outcome < 0) {
        throw std::runtime_error("libsodium could not be set up");
    }
}

unsigned long long Passes(PasswordCost cost) {
    return static_cast<unsigned long long>(cost.passes);
}

}  // namespace

std::string HashPassword(std::string_view password, PasswordCost cost) {
    InitSodium();
    const Turn turn;
    std::string hash(crypto_pwhash_STRBYTES, '\0');
    if (crypto_pwhash_str_alg(hash.data(), password.data(), password.size(), Passes(cost),
                              cost.memory_bytes, crypto_pwhash_ALG_ARGON2ID13) != 0) {
        throw std::bad_alloc();
    }
    hash.resize(hash.find('\0'));
    return hash;
}

bool IsPasswordOf(std::string_view hash, std::string_view password) {
    InitSodium();
    const std::string text(hash);  // with a closing NUL
    if (text.size() >= crypto_pwhash_STRBYTES) {
        return false;
    }
    const Turn turn;
    return crypto_pwhash_str_verify(text.c_str(), password.data(), password.size()) == 0;
}

bool IsPasswordHashOutdated(std::string_view hash, PasswordCost cost) {
    InitSodium();
    const std::string text(hash);
    return text.size() >= crypto_pwhash_STRBYTES ||
           crypto_pwhash_str_needs_rehash(text.c_str(), Passes(cost), cost.memory_bytes) != 0;
}

}  // namespace orderyard::base
