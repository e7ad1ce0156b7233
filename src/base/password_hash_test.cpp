// Argon2id hashes: the format, the salt, the check, the cost.
#include "base/password_hash.hpp"

#include <gtest/gtest.h>

namespace orderyard::base {
namespace {

constexpr PasswordCost kCheap{8 * 1024 * 1024, 1};

TEST(PasswordHash, KnowsItsPassword) {
    const std::string hash = HashPassword("correct horse", kCheap);
    EXPECT_EQ(hash.rfind("$argon2id$v=19$m=8192,t=1,p=1$", 0), 0U) << hash;
    EXPECT_TRUE(IsPasswordOf(hash, "correct horse"));
    EXPECT_FALSE(IsPasswordOf(hash, "correct horse "));
    EXPECT_FALSE(IsPasswordOf(hash, ""));
    EXPECT_NE(HashPassword("correct horse", kCheap), hash);  // a salt of its own
    EXPECT_TRUE(IsPasswordOf(HashPassword(std::string("a\0b", 3), kCheap), std::string("a\0b", 3)));
    EXPECT_FALSE(IsPasswordOf(HashPassword(std::string("a\0b", 3), kCheap), "a"));
}

// From the reference implementation's own command line (argon2 1.0, -id -t 2 -k 65536).
TEST(PasswordHash, KnowsAHashOfTheReferenceImplementation) {
    const char* hash =
        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
    EXPECT_TRUE(IsPasswordOf(hash, "password"));
    EXPECT_FALSE(IsPasswordOf(hash, "differentpassword"));
}

TEST(PasswordHash, RefusesWhatIsNoHash) {
    EXPECT_FALSE(IsPasswordOf("", ""));
    EXPECT_FALSE(IsPasswordOf("secret", "secret"));
    EXPECT_FALSE(IsPasswordOf(std::string(500, 'x'), "secret"));
}

TEST(PasswordHash, TellsAnotherCost) {
    const std::string hash = HashPassword("x", kCheap);
    EXPECT_FALSE(IsPasswordHashOutdated(hash, kCheap));
    EXPECT_TRUE(IsPasswordHashOutdated(hash));
    EXPECT_TRUE(IsPasswordHashOutdated("nonsense", kCheap));
}

TEST(PasswordHash, TakesTheCostOfTheLimits) {
    EXPECT_EQ(HashPassword("x").rfind("$argon2id$v=19$m=65536,t=3,p=1$", 0), 0U);
}

}  // namespace
}  // namespace orderyard::base
