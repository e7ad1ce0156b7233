// What was packed unpacks to the same bytes, within a limit; anything else is refused.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/crypto.hpp"
#include "base/text.hpp"

namespace orderyard::base {
namespace {

std::string Outcome(const Result<std::string>& unpacked) {
    return unpacked ? *unpacked : "refused: " + std::string(ToString(unpacked.error().code));
}

RC_GTEST_PROP(Compress, UnpackUndoesPack, (const std::string& text)) {
    RC_ASSERT(Inflate(Deflate(text), text.size()).value() == text);
    RC_ASSERT(Gunzip(Gzip(text), text.size()).value() == text);
}

RC_GTEST_PROP(Compress, OtherBytesNeverCrash, (const std::string& bytes)) {
    (void)Outcome(Inflate(bytes, 1'000));
    (void)Outcome(Gunzip("\x1f\x8b\x08" + bytes, 1'000));
}

TEST(Compress, PacksMoreThanOneChunk) {
    const std::string noise = RandomBytes(300'000);
    EXPECT_TRUE(Inflate(Deflate(noise), noise.size()) == noise);
    EXPECT_TRUE(Gunzip(Gzip(noise), noise.size()) == noise);
    const std::string same(1'000'000, 'x');
    EXPECT_LT(Gzip(same).size(), 2'000U);
    EXPECT_TRUE(Gunzip(Gzip(same), same.size()) == same);
}

TEST(Compress, StopsAtTheLimit) {
    const std::string text(1'000'000, 'x');
    EXPECT_EQ(Outcome(Inflate(Deflate(text), 999'999)), "refused: too_large");
    EXPECT_EQ(Outcome(Gunzip(Gzip(text), 999'999)), "refused: too_large");
    EXPECT_EQ(Outcome(Gunzip(Gzip("x"), 0)), "refused: too_large");
    EXPECT_EQ(Outcome(Gunzip(Gzip(""), 0)), "");
    EXPECT_EQ(Gunzip(Gzip(text), 10).error().params.at(0).second, "10");
}

TEST(Compress, RefusesOtherBytes) {
    const std::string packed = Gzip("some text to pack");
    EXPECT_EQ(Outcome(Gunzip("", 100)), "refused: malformed");
    EXPECT_EQ(Outcome(Gunzip("plain text", 100)), "refused: malformed");
    EXPECT_EQ(Outcome(Gunzip(Deflate("x"), 100)), "refused: malformed");
    EXPECT_EQ(Outcome(Inflate(Gzip("x"), 100)), "refused: malformed");
    EXPECT_EQ(Outcome(Gunzip(packed + "tail", 100)), "refused: malformed");
    EXPECT_EQ(Outcome(Inflate(Deflate("x") + "tail", 100)), "refused: malformed");
    for (std::size_t size = 0; size < packed.size(); ++size) {
        EXPECT_EQ(Outcome(Gunzip(packed.substr(0, size), 100)), "refused: malformed") << size;
    }
    std::string wrong_sum = packed;
    wrong_sum[packed.size() - 8] = static_cast<char>(wrong_sum[packed.size() - 8] ^ 1);
    EXPECT_EQ(Outcome(Gunzip(wrong_sum, 100)), "refused: malformed");
}

TEST(Compress, ReadsWhatOthersPack) {
    // Python's gzip and zlib of "hello", and two gzip members in a row, as report files may have
    // them.
    const std::string hello = *Unhex("1f8b0800000000000203cb48cdc9c9070086a6103605000000");
    EXPECT_EQ(Outcome(Gunzip(hello, 100)), "hello");
    EXPECT_EQ(Outcome(Gunzip(hello + hello, 100)), "hellohello");
    EXPECT_EQ(Outcome(Inflate(*Unhex("789ccb48cdc9c90700062c0215"), 100)), "hello");
}

}  // namespace
}  // namespace orderyard::base
