// Only what differs is noted, by its path.
#include "api/v1/note_difference.hpp"

#include <gtest/gtest.h>

#include "api/fake_ports.hpp"

namespace orderyard::api::v1 {
namespace {

AuditDetail Noted(std::string_view before, std::string_view after) {
    FakeDatabase database;
    FakeClock clock;
    const ApiContext context{database, clock, {}, {}};
    const Caller caller;
    const http::Request request = MakeRequest(http::Method::kPut, "/x", {}, "");
    AuditDetail detail;
    NoteDifference({context, request, caller, "/x", &detail}, "store 5", before, after);
    return detail;
}

TEST(NoteDifference, NamesTheMembersThatDiffer) {
    const auto noted = Noted(R"({"id":5,"settings":{"interval":300,"hours":[1,2]},"name":"a"})",
                             R"({"id":5,"settings":{"interval":600,"hours":[2]},"name":"a"})");
    EXPECT_EQ(noted.subject, "store 5");
    EXPECT_EQ(noted.before, "settings.hours [1,2], settings.interval 300");
    EXPECT_EQ(noted.after, "settings.hours [2], settings.interval 600");
}

TEST(NoteDifference, WhatIsNewOrGoneStandsOnOneSide) {
    EXPECT_EQ(Noted("{}", R"({"a":"x"})").after, "a \"x\"");
    EXPECT_EQ(Noted("{}", R"({"a":"x"})").before, "");
    EXPECT_EQ(Noted(R"({"a":"x"})", "{}").before, "a \"x\"");
    EXPECT_EQ(Noted(R"({"a":1})", R"({"a":1})").after, "");
}

}  // namespace
}  // namespace orderyard::api::v1
