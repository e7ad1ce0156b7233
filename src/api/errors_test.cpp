// Codes to statuses, and both shapes of an error, by tables.
#include "api/errors.hpp"

#include <gtest/gtest.h>

namespace orderyard::api {
namespace {

using base::ErrorCode;

TEST(ErrorsTest, StatusOfEachCode) {
    struct Row {
        ErrorCode code;
        int magento;
        int plain;
    };
    const Row rows[] = {
        {ErrorCode::kInvalidInput, 400, 400}, {ErrorCode::kNotFound, 404, 404},
        {ErrorCode::kConflict, 400, 409},     {ErrorCode::kNotAllowed, 400, 409},
        {ErrorCode::kUnauthorized, 401, 401}, {ErrorCode::kForbidden, 401, 403},
        {ErrorCode::kThrottled, 429, 429},    {ErrorCode::kUnavailable, 503, 503},
        {ErrorCode::kMalformed, 400, 400},    {ErrorCode::kTooLarge, 400, 413},
        {ErrorCode::kUnsupported, 400, 415},
    };
    for (const Row& row : rows) {
        EXPECT_EQ(MagentoStatus(row.code), row.magento) << ToString(row.code);
        EXPECT_EQ(PlainStatus(row.code), row.plain) << ToString(row.code);
    }
}

base::Error Of(std::string message, std::vector<std::pair<std::string, std::string>> params) {
    base::Error error = base::InvalidInput("page_size", std::move(message));
    error.params = std::move(params);
    return error;
}

TEST(ErrorsTest, MagentoShape) {
    struct Row {
        base::Error error;
        const char* body;
    };
    const Row rows[] = {
        {MagentoNoRoute(), R"({"message":"Request does not match any route."})"},
        {MagentoMissingField("searchCriteria"),
         R"({"message":"\"%fieldName\" is required. Enter and try again.","parameters":{"fieldName":"searchCriteria"}})"},
        {MagentoNotAuthorized("Magento_Sales::actions_view"),
         R"({"message":"The consumer isn't authorized to access %resources.","parameters":{"resources":"Magento_Sales::actions_view"}})"},
        {MagentoNoSuchEntity(),
         R"({"message":"The entity that was requested doesn't exist. Verify the entity and try again."})"},
        {MagentoIdNeeded(), R"({"message":"An ID is needed. Set the ID and try again."})"},
        {Of("%1 or %2", {{"1", "ASC"}, {"2", "DESC"}}),
         R"({"message":"%1 or %2","parameters":["ASC","DESC"]})"},
        {Of("at most %max", {{"max", "3\""}}),
         R"({"message":"at most %max","parameters":{"max":"3\""}})"},
    };
    for (const Row& row : rows) {
        EXPECT_EQ(MagentoError(row.error).body, row.body);
    }
}

TEST(ErrorsTest, PlainShape) {
    EXPECT_EQ(
        PlainError(Of("at most %max", {{"max", "3"}})).body,
        R"({"code":"invalid_input","message":"at most 3","field":"page_size","params":{"max":"3"}})");
    EXPECT_EQ(PlainError(base::NotFound("none")).body, R"({"code":"not_found","message":"none"})");
}

TEST(ErrorsTest, HeadersThatTellWhatToDo) {
    const auto header = [](const http::Response& response, std::string_view name) {
        for (const http::Header& one : response.headers) {
            if (one.name == name)
                return one.value;
        }
        return std::string("none");
    };
    base::Error throttled = Of("slow down", {{"retry_after_seconds", "17"}});
    throttled.code = ErrorCode::kThrottled;
    EXPECT_EQ(header(PlainError(throttled), "Retry-After"), "17");
    EXPECT_EQ(header(MagentoError(throttled), "Retry-After"), "17");
    EXPECT_EQ(header(PlainError(base::Unavailable("")), "Retry-After"), "5");
    EXPECT_EQ(header(PlainError(base::NotFound("")), "Retry-After"), "none");
    base::Error nobody;
    nobody.code = ErrorCode::kUnauthorized;
    EXPECT_EQ(header(PlainError(nobody), "WWW-Authenticate"), "Bearer");
}

TEST(ErrorsTest, AnswersBesideTheTable) {
    EXPECT_EQ(MagentoBadMethod("PATCH").status, 405);
    EXPECT_EQ(MagentoBadMethod("PATCH").body,
              R"({"message":"The PATCH HTTP method is not supported."})");
    EXPECT_EQ(MagentoNotAcceptable("text/xml").status, 406);
    EXPECT_EQ(MagentoInternalError("webapi-1").status, 500);
    EXPECT_EQ(
        MagentoInternalError("webapi-1").body,
        R"({"message":"Internal Error. Details are available in Magento log file. Report ID: webapi-1"})");
    EXPECT_EQ(MagentoUnavailable().status, 503);
}

}  // namespace
}  // namespace orderyard::api
