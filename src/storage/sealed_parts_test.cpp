// Sealed parts: there and back, and refused when anything differs.
#include "storage/sealed_parts.hpp"

#include <gtest/gtest.h>

#include "base/crypto.hpp"

namespace orderyard::storage {
namespace {

const std::string kKey(32, 'k');

TEST(SealedParts, ComeBackAsTheyWere) {
    const std::string odd("a\0b|\xFF", 5);
    const std::string long_text(70'000, 'x');
    const std::string sealed = SealParts(kKey, "row|1", {odd, "", long_text});
    EXPECT_EQ(sealed.find("xxxx"), std::string::npos);
    EXPECT_EQ(OpenParts(kKey, "row|1", sealed, 3), (std::vector<std::string>{odd, "", long_text}));
}

TEST(SealedParts, AreRefusedWhenAnythingDiffers) {
    const std::string sealed = SealParts(kKey, "row|1", {"name", "mail"});
    EXPECT_THROW(OpenParts(kKey, "row|2", sealed, 2), std::runtime_error);  // moved to another row
    EXPECT_THROW(OpenParts(std::string(32, 'x'), "row|1", sealed, 2), std::runtime_error);
    EXPECT_THROW(OpenParts(kKey, "row|1", sealed, 3), std::runtime_error);
    EXPECT_THROW(OpenParts(kKey, "row|1", "", 2), std::runtime_error);
    for (std::size_t i = 0; i < sealed.size(); ++i) {
        std::string damaged = sealed;
        damaged[i] = static_cast<char>(damaged[i] ^ 1);
        EXPECT_THROW(OpenParts(kKey, "row|1", damaged, 2), std::runtime_error) << i;
    }
    // Sealed by us, but a part claims to be longer than the value.
    const std::string cut = base::Seal(kKey, std::string("\x09\0\0\0abc", 7), "row|1");
    EXPECT_THROW(OpenParts(kKey, "row|1", cut, 1), std::runtime_error);
}

}  // namespace
}  // namespace orderyard::storage
