// Sealed text opens only with its own key, context and bytes; hashes match published vectors.
#include "base/crypto.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

#include "base/text.hpp"

namespace orderyard::base {
namespace {

const std::string kKey(kAesKeyBytes, '\x0b');

TEST(Crypto, HashesMatchPublishedVectors) {
    EXPECT_EQ(Hex(Sha256("abc")),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(Hex(Sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    // RFC 4231, cases 1 and 2.
    EXPECT_EQ(Hex(HmacSha256(std::string(20, '\x0b'), "Hi There")),
              "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    EXPECT_EQ(Hex(HmacSha256("Jefe", "what do ya want for nothing?")),
              "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    EXPECT_EQ(Hex(HmacSha256({}, {})),
              "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
    // The SipHash-2-4 paper's vector: key 00..0f, input 00..0e.
    std::string bytes;
    for (int i = 0; i < 16; ++i) {
        bytes += static_cast<char>(i);
    }
    EXPECT_EQ(SipHash(bytes, bytes.substr(0, 15)), 0xa129ca6149be45e5U);
}

TEST(Crypto, DeriveKeyIsHkdfAndSeparatesPurposes) {
    // As `openssl kdf HKDF` with SHA-256, no salt and this info gives it.
    EXPECT_EQ(Hex(DeriveKey(kKey, "blind-index")),
              "97c0a78de74b0e226a332f6d0c031961f50e1de8ac1b3ea78e192ab283757bed");
    EXPECT_EQ(DeriveKey(kKey, "a").size(), 32U);
    EXPECT_NE(DeriveKey(kKey, "a"), DeriveKey(kKey, "b"));
    EXPECT_NE(DeriveKey(kKey, "a"), DeriveKey(kKey, ""));
    EXPECT_NE(DeriveKey(kKey, "a"), DeriveKey(std::string(32, '\x0c'), "a"));
}

TEST(Crypto, SealHidesAndOpenGivesBack) {
    const std::string plain = "Hauptstr. 1";
    const std::string sealed = Seal(kKey, plain, "order:7");
    EXPECT_EQ(sealed.size(), 12 + plain.size() + 16);
    EXPECT_EQ(sealed.find("Haupt"), std::string::npos);
    EXPECT_EQ(Open(kKey, sealed, "order:7").value(), plain);
    EXPECT_NE(Seal(kKey, plain, "order:7"), sealed);  // a fresh nonce each time
    EXPECT_EQ(Open(kKey, Seal(kKey, {}, {}), {}).value(), "");
}

// Given: what AES-256-GCM makes of a known nonce, so that stored texts stay readable by later
// versions.
TEST(Crypto, OpensAKnownText) {
    // Test case 14 of McGrew and Viega's GCM paper: key and nonce zero, 16 zero bytes.
    const std::string sealed = *Unhex(
        "000000000000000000000000"
        "cea7403d4d606b6e074ec5d3baf39d18"
        "d0d1c8a799996bf0265b98b5d48ab919");
    EXPECT_EQ(Open(std::string(32, '\0'), sealed, "").value(), std::string(16, '\0'));
}

TEST(Crypto, OpenRefuses) {
    const std::string sealed = Seal(kKey, "secret", "order:7");
    const auto code = [](const Result<std::string>& opened) {
        return opened ? std::string_view("opened") : ToString(opened.error().code);
    };
    EXPECT_EQ(code(Open(std::string(32, '\x0c'), sealed, "order:7")), "malformed");
    EXPECT_EQ(code(Open(kKey, sealed, "order:8")), "malformed");
    EXPECT_EQ(code(Open(kKey, sealed, "")), "malformed");
    EXPECT_EQ(code(Open(kKey, "", "order:7")), "malformed");
    EXPECT_EQ(code(Open(kKey, sealed.substr(0, 27), "order:7")), "malformed");
    EXPECT_EQ(code(Open(kKey, sealed.substr(0, sealed.size() - 1), "order:7")), "malformed");
    EXPECT_EQ(code(Open(kKey, sealed.substr(1), "order:7")), "malformed");
    EXPECT_EQ(code(Open(kKey, sealed + "x", "order:7")), "malformed");
    for (std::size_t bit = 0; bit < sealed.size() * 8; ++bit) {
        std::string flipped = sealed;
        flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << (bit % 8)));
        EXPECT_EQ(code(Open(kKey, flipped, "order:7")), "malformed") << "bit " << bit;
    }
}

RC_GTEST_PROP(Crypto, OpenUndoesSeal, (const std::string& plain, const std::string& context)) {
    RC_ASSERT(Open(kKey, Seal(kKey, plain, context), context).value() == plain);
}

TEST(Crypto, RandomDiffersAndTokensAreReadable) {
    EXPECT_EQ(RandomBytes(32).size(), 32U);
    EXPECT_NE(RandomBytes(32), RandomBytes(32));
    EXPECT_EQ(RandomBytes(0), "");
    EXPECT_EQ(RandomToken(24).size(), 39U);  // 192 bits, five a character, rounded up
    EXPECT_EQ(RandomToken(10).size(), 16U);
    std::set<char> letters;
    for (const char c : RandomToken(10'000)) {
        letters.insert(c);
    }
    EXPECT_EQ(letters.size(), 32U);
    EXPECT_EQ(std::string(letters.begin(), letters.end()), "23456789abcdefghijkmnpqrstuvwxyz");
}

TEST(Crypto, EqualsConstantTimeCompares) {
    EXPECT_TRUE(EqualsConstantTime("", ""));
    EXPECT_TRUE(EqualsConstantTime("abc", "abc"));
    EXPECT_FALSE(EqualsConstantTime("abc", "abd"));
    EXPECT_FALSE(EqualsConstantTime("abc", "ab"));
    EXPECT_FALSE(EqualsConstantTime("", "a"));
}

TEST(CryptoDeathTest, KeysOfTheWrongLengthAreOurMistake) {
    EXPECT_DEATH(Seal("short", "x", ""), "32 bytes");
    EXPECT_DEATH((void)Open("short", "x", ""), "32 bytes");
    EXPECT_DEATH(DeriveKey("short", "x"), "32 bytes");
    EXPECT_DEATH(SipHash("short", "x"), "16 bytes");
}

}  // namespace
}  // namespace orderyard::base
