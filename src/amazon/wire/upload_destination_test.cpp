// Where a file goes: what Amazon really answers is read, and nothing that could do harm is sent on.
#include "amazon/wire/upload_destination.hpp"

#include <gtest/gtest.h>

namespace orderyard::amazon::wire {
namespace {

TEST(UploadDestination, IsReadWithItsHeaders) {
    const auto place = ReadUploadDestination(
        R"({"payload":{"uploadDestinationId":"7b386f26","url":"https://s3.test/x?a=b","headers":)"
        R"({"x-amz-server-side-encryption":"aws:kms","Content-MD5":"I/eJ8rlGVAyoZmVPvSFqbQ=="}}})");
    ASSERT_TRUE(place);
    EXPECT_EQ(place->id, "7b386f26");
    EXPECT_EQ(place->url, "https://s3.test/x?a=b");
    ASSERT_EQ(place->headers.size(), 2u);
    EXPECT_EQ(place->headers[1].second, "I/eJ8rlGVAyoZmVPvSFqbQ==");
    EXPECT_TRUE(ReadUploadDestination(R"({"payload":{"uploadDestinationId":"1","url":"u"}})"));
}

TEST(UploadDestination, WhatIsNoneIsRefused) {
    for (const char* text :
         {"", "[]", "{}", R"({"payload":[]})", R"({"payload":{"url":"u"}})",
          R"({"payload":{"uploadDestinationId":"1"}})",
          R"({"payload":{"uploadDestinationId":"1","url":"u","headers":{"Host":"evil"}}})",
          R"({"payload":{"uploadDestinationId":"1","url":"u","headers":{"Content-Length":"1"}}})",
          R"({"payload":{"uploadDestinationId":"1","url":"u","headers":{"x-amz-a":"b\r\nc: d"}}})",
          R"({"payload":{"uploadDestinationId":"1","url":"u","headers":{"x-amz-a: b":"c"}}})",
          R"({"payload":{"uploadDestinationId":"1","url":"u","headers":{"x-amz-a":1}}})"}) {
        EXPECT_FALSE(ReadUploadDestination(text)) << text;
    }
}

}  // namespace
}  // namespace orderyard::amazon::wire
