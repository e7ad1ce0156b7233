// AES-256-GCM and SHA-2 by OpenSSL, random bytes, SipHash and constant-time comparison by
// libsodium. A failure of either library (out of memory, no entropy) throws: nothing sensible can
// be done without them.
#include "base/crypto.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/sha.h>
#include <sodium.h>

#include <limits>
#include <memory>
#include <stdexcept>

#include "base/check.hpp"

namespace orderyard::base {

namespace {

constexpr std::size_t kNonceBytes = 12;
constexpr std::size_t kTagBytes = 16;
constexpr std::size_t kSha256Bytes = 32;
static_assert(kSha256Bytes == SHA256_DIGEST_LENGTH);
static_assert(crypto_shorthash_KEYBYTES == 16 && crypto_shorthash_BYTES == 8);

void InitSodium() {
    static const int outcome = sodium_init();
    if (outcome < 0) {
        throw std::runtime_error("libsodium could not be set up");
    }
}

const unsigned char* In(std::string_view bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

unsigned char* Out(std::string& bytes, std::size_t at = 0) {
    return reinterpret_cast<unsigned char*>(bytes.data()) + at;
}

int Length(std::string_view bytes) {
    if (bytes.size() > static_cast<std::size_t>(std::numeric_limits<int>::max())) {
        throw std::length_error("crypto: more than 2 GiB in one piece");
    }
    return static_cast<int>(bytes.size());
}

void Require(int outcome) {
    if (outcome != 1) {
        throw std::runtime_error("OpenSSL refused a cipher operation");
    }
}

struct CipherContextDelete {
    void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};
using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, CipherContextDelete>;

// OpenSSL's own EVP_aes_256_gcm() and EVP_sha256() are looked up again, under a lock, each time
// they are used; a page of orders uses them hundreds of times. Never freed: threads may outlive
// main.
const EVP_CIPHER* Aes256Gcm() {
    static const EVP_CIPHER* const kCipher = EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr);
    Require(kCipher != nullptr ? 1 : 0);
    return kCipher;
}

const EVP_MD* Sha256Digest() {
    static const EVP_MD* const kDigest = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    Require(kDigest != nullptr ? 1 : 0);
    return kDigest;
}

CipherContext NewCipherContext() {
    CipherContext cipher(EVP_CIPHER_CTX_new());
    if (cipher == nullptr) {
        throw std::bad_alloc();
    }
    return cipher;
}

}  // namespace

std::string RandomBytes(std::size_t count) {
    InitSodium();
    std::string bytes(count, '\0');
    randombytes_buf(bytes.data(), bytes.size());
    return bytes;
}

std::string RandomToken(std::size_t bytes) {
    // 32 characters without the pairs people mix up (l and 1, o and 0).
    constexpr std::string_view kAlphabet = "abcdefghijkmnpqrstuvwxyz23456789";
    static_assert(kAlphabet.size() == 32);
    std::string token = RandomBytes((bytes * 8 + 4) / 5);
    for (char& c : token) {
        c = kAlphabet[static_cast<unsigned char>(c) % kAlphabet.size()];
    }
    return token;
}

std::string Sha256(std::string_view data) {
    std::string digest(kSha256Bytes, '\0');
    Require(EVP_Digest(data.data(), data.size(), Out(digest), nullptr, Sha256Digest(), nullptr));
    return digest;
}

namespace {

std::string Hmac(const EVP_MD* hash, std::size_t bytes, std::string_view key,
                 std::string_view data) {
    // OpenSSL takes a null key pointer as "keep the old one"; an empty view may have such a
    // pointer.
    const std::string_view given_key = key.empty() ? std::string_view("") : key;
    std::string digest(bytes, '\0');
    if (HMAC(hash, given_key.data(), Length(given_key), In(data), data.size(), Out(digest),
             nullptr) == nullptr) {
        throw std::runtime_error("OpenSSL refused an HMAC");
    }
    return digest;
}

}  // namespace

std::string HmacSha256(std::string_view key, std::string_view data) {
    return Hmac(Sha256Digest(), kSha256Bytes, key, data);
}

std::string HmacSha1(std::string_view key, std::string_view data) {
    return Hmac(EVP_sha1(), SHA_DIGEST_LENGTH, key, data);
}

std::uint64_t SipHash(std::string_view key16, std::string_view data) {
    Check(key16.size() == crypto_shorthash_KEYBYTES, "SipHash needs a key of 16 bytes");
    std::array<unsigned char, crypto_shorthash_BYTES> hash{};
    crypto_shorthash(hash.data(), In(data), data.size(), In(key16));
    std::uint64_t value = 0;
    for (std::size_t i = hash.size(); i-- > 0;) {
        value = value << 8U | hash[i];  // little-endian on every machine: the index outlives it
    }
    return value;
}

bool EqualsConstantTime(std::string_view a, std::string_view b) {
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string Seal(std::string_view key32, std::string_view plain, std::string_view context) {
    Check(key32.size() == kAesKeyBytes, "Seal needs a key of 32 bytes");
    // A fresh random nonce each time. 96 random bits are safe for 2^32 texts under one key; keys
    // here are per order.
    std::string sealed = RandomBytes(kNonceBytes);
    sealed.resize(kNonceBytes + plain.size() + kTagBytes);

    const CipherContext cipher = NewCipherContext();
    Require(EVP_EncryptInit_ex(cipher.get(), Aes256Gcm(), nullptr, In(key32), In(sealed)));
    int written = 0;
    Require(EVP_EncryptUpdate(cipher.get(), nullptr, &written, In(context), Length(context)));
    Require(EVP_EncryptUpdate(cipher.get(), Out(sealed, kNonceBytes), &written, In(plain),
                              Length(plain)));
    Require(EVP_EncryptFinal_ex(cipher.get(), Out(sealed, kNonceBytes + plain.size()), &written));
    Require(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, kTagBytes,
                                Out(sealed, kNonceBytes + plain.size())));
    return sealed;
}

Result<std::string> Open(std::string_view key32, std::string_view sealed,
                         std::string_view context) {
    Check(key32.size() == kAesKeyBytes, "Open needs a key of 32 bytes");
    if (sealed.size() < kNonceBytes + kTagBytes) {
        return Fail(Malformed("sealed text is too short"));
    }
    const std::string_view body =
        sealed.substr(kNonceBytes, sealed.size() - kNonceBytes - kTagBytes);
    std::string tag(sealed.substr(sealed.size() - kTagBytes));
    std::string plain(body.size(), '\0');

    const CipherContext cipher = NewCipherContext();
    Require(EVP_DecryptInit_ex(cipher.get(), Aes256Gcm(), nullptr, In(key32), In(sealed)));
    int written = 0;
    Require(EVP_DecryptUpdate(cipher.get(), nullptr, &written, In(context), Length(context)));
    Require(EVP_DecryptUpdate(cipher.get(), Out(plain), &written, In(body), Length(body)));
    Require(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, kTagBytes, tag.data()));
    std::string rest(kTagBytes, '\0');
    if (EVP_DecryptFinal_ex(cipher.get(), Out(rest), &written) != 1) {
        return Fail(Malformed("sealed text does not fit its key and context"));
    }
    return plain;
}

std::string DeriveKey(std::string_view master32, std::string_view purpose) {
    Check(master32.size() == kAesKeyBytes, "DeriveKey needs a key of 32 bytes");
    // HKDF (RFC 5869) without salt, for exactly one block of output.
    const std::string pseudo_random_key = HmacSha256(std::string(kSha256Bytes, '\0'), master32);
    return HmacSha256(pseudo_random_key, std::string(purpose) + '\x01');
}

}  // namespace orderyard::base
