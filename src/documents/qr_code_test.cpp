// The shape of a QR code; that phones read it is what zint is for.
#include "documents/qr_code.hpp"

#include <gtest/gtest.h>

namespace orderyard::documents {
namespace {

TEST(QrCode, IsASquareWithThreeFinders) {
    const auto rows =
        QrCode("otpauth://totp/Orderyard:ada?secret=JBSWY3DPEHPK3PXP&issuer=Orderyard");
    ASSERT_GE(rows.size(), 21U);
    for (const std::string& row : rows) {
        EXPECT_EQ(row.size(), rows.size());
    }
    EXPECT_EQ(rows.front().substr(0, 8), "11111110");
    EXPECT_EQ(rows.front().substr(rows.size() - 8), "01111111");
    EXPECT_EQ(rows.back().substr(0, 8), "11111110");
    EXPECT_NE(rows, QrCode("another text"));
}

TEST(QrCode, RefusesWhatItCannotHold) {
    EXPECT_TRUE(QrCode("").empty());
    EXPECT_TRUE(QrCode(std::string(501, 'x')).empty());
}

}  // namespace
}  // namespace orderyard::documents
