// Magento leaves the placeholders in its messages and sends the values beside them; clients fill
// them in.
#include "api/errors.hpp"

#include <algorithm>

#include "api/json_writer.hpp"
#include "base/check.hpp"
#include "base/text.hpp"

namespace orderyard::api {
namespace {

using base::ErrorCode;

constexpr int kRetryAfterSecondsDefault = 5;

base::Error Of(ErrorCode code, std::string message,
               std::vector<std::pair<std::string, std::string>> params = {}) {
    return base::Error{code, std::move(message), std::move(params), {}};
}

// %1, %2 ... in order: Magento then sends a list.
bool IsNumbered(const base::Error& error) {
    return std::all_of(error.params.begin(), error.params.end(),
                       [](const auto& param) { return base::ParseInt(param.first).has_value(); });
}

void WriteMessage(JsonWriter& json, const base::Error& error) {
    json.Field("message", error.message);
    if (!error.params.empty() && IsNumbered(error)) {
        json.Key("parameters").BeginArray();
        for (const auto& [name, value] : error.params) {
            json.String(value);
        }
        json.EndArray();
    } else if (!error.params.empty()) {
        json.Key("parameters").BeginObject();
        for (const auto& [name, value] : error.params) {
            json.Field(name, value);
        }
        json.EndObject();
    }
}

http::Response MagentoMessage(int status, const base::Error& error) {
    JsonWriter json(JsonWriter::Style::kMagento);
    json.BeginObject();
    WriteMessage(json, error);
    json.EndObject();
    return http::JsonResponse(status, json.Take());
}

std::string RetryAfter(const base::Error& error) {
    for (const auto& [name, value] : error.params) {
        if (name == "retry_after_seconds" && base::ParseInt(value)) {
            return value;
        }
    }
    return std::to_string(kRetryAfterSecondsDefault);
}

}  // namespace

int MagentoStatus(ErrorCode code) {
    switch (code) {
        case ErrorCode::kInvalidInput: return 400;
        case ErrorCode::kNotFound: return 404;
        case ErrorCode::kConflict: return 400;
        case ErrorCode::kNotAllowed: return 400;
        case ErrorCode::kUnauthorized: return 401;
        case ErrorCode::kForbidden: return 401;
        case ErrorCode::kThrottled: return 429;
        case ErrorCode::kUnavailable: return 503;
        case ErrorCode::kMalformed: return 400;
        case ErrorCode::kTooLarge: return 400;
        case ErrorCode::kUnsupported: return 400;
    }
    base::Check(false, "unknown ErrorCode");
    return 500;
}

int PlainStatus(ErrorCode code) {
    switch (code) {
        case ErrorCode::kInvalidInput: return 400;
        case ErrorCode::kNotFound: return 404;
        case ErrorCode::kConflict: return 409;
        case ErrorCode::kNotAllowed: return 409;
        case ErrorCode::kUnauthorized: return 401;
        case ErrorCode::kForbidden: return 403;
        case ErrorCode::kThrottled: return 429;
        case ErrorCode::kUnavailable: return 503;
        case ErrorCode::kMalformed: return 400;
        case ErrorCode::kTooLarge: return 413;
        case ErrorCode::kUnsupported: return 415;
    }
    base::Check(false, "unknown ErrorCode");
    return 500;
}

http::Response MagentoError(const base::Error& error) {
    http::Response response = MagentoMessage(MagentoStatus(error.code), error);
    if (error.code == ErrorCode::kThrottled || error.code == ErrorCode::kUnavailable) {
        response.Set("Retry-After", RetryAfter(error));
    }
    return response;
}

http::Response MagentoErrors(const std::vector<base::Error>& errors) {
    if (errors.size() == 1) {
        return MagentoError(errors.front());
    }
    return MagentoErrors(
        Of(ErrorCode::kInvalidInput, "One or more input exceptions have occurred."), errors);
}

http::Response MagentoErrors(const base::Error& summary, const std::vector<base::Error>& errors) {
    JsonWriter json(JsonWriter::Style::kMagento);
    json.BeginObject();
    WriteMessage(json, summary);
    json.Key("errors").BeginArray();
    for (const base::Error& error : errors) {
        json.BeginObject();
        WriteMessage(json, error);
        json.EndObject();
    }
    json.EndArray().EndObject();
    return http::JsonResponse(MagentoStatus(summary.code), json.Take());
}

http::Response PlainError(const base::Error& error) {
    JsonWriter json(JsonWriter::Style::kPlain);
    json.BeginObject().Field("code", ToString(error.code)).Field("message", error.Text());
    json.TextIfAny("field", error.field);
    if (!error.params.empty()) {
        json.Key("params").BeginObject();
        for (const auto& [name, value] : error.params) {
            json.Field(name, value);
        }
        json.EndObject();
    }
    json.EndObject();
    http::Response response = http::JsonResponse(PlainStatus(error.code), json.Take());
    if (error.code == ErrorCode::kThrottled || error.code == ErrorCode::kUnavailable) {
        response.Set("Retry-After", RetryAfter(error));
    }
    if (error.code == ErrorCode::kUnauthorized) {
        response.Set("WWW-Authenticate", "Bearer");
    }
    return response;
}

base::Error MagentoNotAuthorized(std::string_view resources) {
    return Of(ErrorCode::kUnauthorized, "The consumer isn't authorized to access %resources.",
              {{"resources", std::string(resources)}});
}

base::Error MagentoMissingField(std::string_view field_name) {
    return Of(ErrorCode::kInvalidInput, "\"%fieldName\" is required. Enter and try again.",
              {{"fieldName", std::string(field_name)}});
}

base::Error MagentoNoSuchEntity() {
    return Of(ErrorCode::kNotFound,
              "The entity that was requested doesn't exist. Verify the entity and try again.");
}

base::Error MagentoIdNeeded() {
    return Of(ErrorCode::kInvalidInput, "An ID is needed. Set the ID and try again.");
}

base::Error MagentoNoRoute() {
    return Of(ErrorCode::kNotFound, "Request does not match any route.");
}

http::Response MagentoBadMethod(std::string_view method_text) {
    return MagentoMessage(405, Of(ErrorCode::kUnsupported, "The " + std::string(method_text) +
                                                               " HTTP method is not supported."));
}

http::Response MagentoNotAcceptable(std::string_view accept) {
    return MagentoMessage(
        406, Of(ErrorCode::kUnsupported,
                "Server cannot match any of the given Accept HTTP header media type(s) from the "
                "request: \"%1\" with media types from the config of response renderer.",
                {{"1", std::string(accept)}}));
}

http::Response MagentoInternalError(std::string_view report_id) {
    return MagentoMessage(
        500, Of(ErrorCode::kUnavailable,
                "Internal Error. Details are available in Magento log file. Report ID: " +
                    std::string(report_id)));
}

http::Response MagentoUnavailable() {
    http::Response response =
        MagentoMessage(503, Of(ErrorCode::kUnavailable,
                               "The service is temporarily unavailable. Please try again later."));
    response.Set("Retry-After", std::to_string(kRetryAfterSecondsDefault));
    return response;
}

}  // namespace orderyard::api
