// Error codes keep their text form, and placeholders are filled once and by the longest name.
#include "base/error.hpp"

#include <gtest/gtest.h>

#include <set>

#include "base/result.hpp"

namespace orderyard::base {
namespace {

TEST(Error, CodesHaveStableDistinctNames) {
    const std::vector<std::pair<ErrorCode, std::string_view>> names = {
        {ErrorCode::kInvalidInput, "invalid_input"}, {ErrorCode::kNotFound, "not_found"},
        {ErrorCode::kConflict, "conflict"},          {ErrorCode::kNotAllowed, "not_allowed"},
        {ErrorCode::kUnauthorized, "unauthorized"},  {ErrorCode::kForbidden, "forbidden"},
        {ErrorCode::kThrottled, "throttled"},        {ErrorCode::kUnavailable, "unavailable"},
        {ErrorCode::kMalformed, "malformed"},        {ErrorCode::kTooLarge, "too_large"},
        {ErrorCode::kUnsupported, "unsupported"},
    };
    std::set<std::string_view> seen;
    for (const auto& [code, name] : names) {
        EXPECT_EQ(ToString(code), name);
        EXPECT_TRUE(seen.insert(name).second);
    }
}

struct TextCase {
    std::string message;
    std::vector<std::pair<std::string, std::string>> params;
    std::string text;
};

TEST(Error, TextFillsPlaceholders) {
    const std::vector<TextCase> cases = {
        {"plain", {}, "plain"},
        {"", {{"a", "1"}}, ""},
        {"no order %id", {{"id", "7"}}, "no order 7"},
        {"%a and %b and %a", {{"a", "1"}, {"b", "2"}}, "1 and 2 and 1"},
        {"%order_id", {{"order", "wrong"}, {"order_id", "right"}}, "right"},
        {"%order_id", {{"order_id", "right"}, {"order", "wrong"}}, "right"},
        {"100 % sure, %unknown", {{"id", "7"}}, "100 % sure, %unknown"},
        {"%a", {{"a", "%b"}, {"b", "no"}}, "%b"},  // a value is not expanded again
        {"%%a%", {{"a", "1"}}, "%1%"},
        {"%x", {{"", "never"}}, "%x"},
    };
    for (const TextCase& c : cases) {
        EXPECT_EQ((Error{ErrorCode::kInvalidInput, c.message, c.params, ""}.Text()), c.text)
            << c.message;
    }
}

TEST(Error, ShortWaysSetCodeMessageAndField) {
    EXPECT_EQ(InvalidInput("sku", "m").code, ErrorCode::kInvalidInput);
    EXPECT_EQ(InvalidInput("sku", "m").field, "sku");
    EXPECT_EQ(InvalidInput("sku", "m").message, "m");
    EXPECT_EQ(NotFound("m").code, ErrorCode::kNotFound);
    EXPECT_EQ(Conflict("m").code, ErrorCode::kConflict);
    EXPECT_EQ(NotAllowed("m").code, ErrorCode::kNotAllowed);
    EXPECT_EQ(Unavailable("m").code, ErrorCode::kUnavailable);
    EXPECT_EQ(Malformed("m").code, ErrorCode::kMalformed);
}

TEST(Result, HoldsAValueOrAnError) {
    const Result<int> value = 3;
    const Result<int> refusal = Fail(NotFound("m"));
    const Result<> nothing;
    EXPECT_EQ(value.value(), 3);
    EXPECT_EQ(refusal.error().code, ErrorCode::kNotFound);
    EXPECT_TRUE(nothing.has_value());
}

}  // namespace
}  // namespace orderyard::base
