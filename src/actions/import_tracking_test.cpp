// Reading a file of tracking numbers; what its lines do is played by tests/papers_test.py.
#include "actions/import_tracking.hpp"

#include <gtest/gtest.h>

namespace orderyard::actions {
namespace {

TEST(ReadTrackingFileTest, ColumnsInAnyOrderAndFromOurExports) {
    const char* const kFiles[] = {
        "order_number,carrier,tracking_number\n1,DHL,22\n",
        "\xEF\xBB\xBFTracking number;Order number;Note;Carrier\r\n22;1;x;DHL\r\n",
        "주문 번호\t택배사\t운송장 번호\n1\tDHL\t22\n",
        "ORDER_NUMBER,CARRIER,TRACKING_NUMBER\n\" 1 \",DHL,\"22\"\n",
    };
    for (const char* csv : kFiles) {
        const auto lines = ReadTrackingFile(csv);
        ASSERT_TRUE(lines) << csv;
        ASSERT_EQ(lines->size(), 1U) << csv;
        EXPECT_EQ(lines->at(0).line, 2U);
        EXPECT_EQ(lines->at(0).order_number, "1");
        EXPECT_EQ(lines->at(0).carrier, "DHL");
        EXPECT_EQ(lines->at(0).number, "22");
    }
}

TEST(ReadTrackingFileTest, WhatADisarmedCellWas) {
    const auto lines =
        ReadTrackingFile("shipment_number,carrier,tracking_number\n7,'+Post,'=1+1\n");
    EXPECT_EQ(lines.value().at(0).carrier, "+Post");
    EXPECT_EQ(lines.value().at(0).number, "=1+1");
}

struct RefusedCase {
    const char* csv;
    const char* field;
};

TEST(ReadTrackingFileTest, RefusesByTheColumn) {
    const RefusedCase table[] = {
        {"", "order_number"},
        {"carrier,tracking_number\n", "order_number"},
        {"order_number,tracking_number\n", "carrier"},
        {"order_number,carrier\n", "tracking_number"},
    };
    for (const RefusedCase& c : table) {
        EXPECT_EQ(ReadTrackingFile(c.csv).error().field, c.field) << c.csv;
    }
    EXPECT_FALSE(ReadTrackingFile("order_number,carrier,tracking_number\n\"1,DHL,2\n"));
    std::string many = "order_number,carrier,tracking_number\n";
    for (int i = 0; i < 1'001; ++i) {
        many += "1,DHL,2\n";
    }
    EXPECT_EQ(ReadTrackingFile(many).error().code, base::ErrorCode::kTooLarge);
}

}  // namespace
}  // namespace orderyard::actions
