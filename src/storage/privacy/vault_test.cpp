// Keys of single orders: what they seal opens only with them, in its own place.
#include "storage/privacy/vault.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace orderyard::storage {
namespace {

const Keys kKeys(std::string(32, 'k'));
constexpr SealedPlace kPlace{"sales_order_personal", "personal", 7};

TEST(Vault, OpensWhatItSealed) {
    const OrderKey key = OrderKey::New();
    for (const std::string& plain :
         {std::string(), std::string("kurz"), std::string(50'000, 'a')}) {
        EXPECT_EQ(key.Open(key.Seal(plain, kPlace), kPlace), plain);
    }
}

TEST(Vault, DeflatesWhatIsLong) {
    EXPECT_LT(OrderKey::New().Seal(std::string(50'000, 'a'), kPlace).size(), 1'000U);
}

TEST(Vault, RefusesAnotherKeyAnotherPlaceAndAnyChange) {
    const OrderKey key = OrderKey::New();
    std::string sealed = key.Seal("geheim", kPlace);
    EXPECT_THROW((void)OrderKey::New().Open(sealed, kPlace), std::runtime_error);
    EXPECT_THROW((void)key.Open(sealed, {"sales_order_personal", "personal", 8}),
                 std::runtime_error);
    EXPECT_THROW((void)key.Open(sealed, {"sales_order_personal", "payload", 7}),
                 std::runtime_error);
    EXPECT_THROW((void)key.Open(sealed, {"channel_order_personal", "personal", 7}),
                 std::runtime_error);
    sealed.back() = static_cast<char>(sealed.back() ^ 1);
    EXPECT_THROW((void)key.Open(sealed, kPlace), std::runtime_error);
}

TEST(Vault, UnwrapsItsKeyOnlyByTheMasterKeyAndPlaceItWasWrappedFor) {
    const OrderKey key = OrderKey::New();
    const std::string wrapped = key.Wrap(kKeys, kPlace);
    EXPECT_EQ(OrderKey::Unwrap(kKeys, wrapped, kPlace).Open(key.Seal("x", kPlace), kPlace), "x");
    EXPECT_THROW(OrderKey::Unwrap(Keys(std::string(32, 'z')), wrapped, kPlace), std::runtime_error);
    EXPECT_THROW(OrderKey::Unwrap(kKeys, wrapped, {"sales_order_personal", "wrapped_key", 7}),
                 std::runtime_error);
}

}  // namespace
}  // namespace orderyard::storage
