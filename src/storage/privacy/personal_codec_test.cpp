// The bytes of personal data: back exactly, and never believed when damaged.
#include "storage/privacy/personal_codec.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

#include "storage/order_samples.hpp"

namespace orderyard::storage {
namespace {

TEST(PersonalCodec, GivesBackEveryField) {
    const domain::PersonalData data = FilledPersonalData();
    EXPECT_EQ(DecodePersonalData(EncodePersonalData(data)), data);
    EXPECT_EQ(DecodePersonalData(EncodePersonalData({})), domain::PersonalData{});
}

TEST(PersonalCodec, KeepsLongTextsAndEveryByte) {
    domain::PersonalData data;
    data.delivery_instruction = std::string(70'000, 'x') + std::string("\0\xFF\x80", 3);
    EXPECT_EQ(DecodePersonalData(EncodePersonalData(data)), data);
}

TEST(PersonalCodec, RefusesAnyTruncationAndAnyTail) {
    const std::string bytes = EncodePersonalData(FilledPersonalData());
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        EXPECT_THROW(DecodePersonalData(std::string_view(bytes).substr(0, size)),
                     std::runtime_error)
            << size;
    }
    EXPECT_THROW(DecodePersonalData(bytes + '\0'), std::runtime_error);
    EXPECT_THROW(DecodePersonalData('\2' + bytes.substr(1)), std::runtime_error);
}

// A length no text has must not be allocated.
TEST(PersonalCodec, RefusesAbsurdLengths) {
    EXPECT_THROW(DecodePersonalData(std::string("\1\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x7F", 10)),
                 std::runtime_error);
    EXPECT_THROW(DecodePersonalData("\1\xFF\xFF\xFF\xFF\x0F"), std::runtime_error);
}

}  // namespace
}  // namespace orderyard::storage
