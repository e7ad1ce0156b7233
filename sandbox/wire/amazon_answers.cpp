// Written once, so that every operation refuses in the same words.
#include "sandbox/wire/amazon_answers.hpp"

#include <boost/json.hpp>

#include "sandbox/wire/xml.hpp"

namespace orderyard::sandbox {

namespace json = boost::json;

http::Response ErrorList(int status, std::string_view code, std::string_view message,
                         std::string_view details) {
    json::object error{{"code", code}, {"message", message}, {"details", details}};
    http::Response response = http::JsonResponse(
        status, json::serialize(json::object{{"errors", json::array{std::move(error)}}}));
    response.Set("x-amzn-ErrorType", std::string(code));
    return response;
}

http::Response InvalidInputAnswer(const base::Error& error) {
    return ErrorList(400, "InvalidInput",
                     error.field.empty() ? error.Text() : error.field + " " + error.Text(),
                     error.field);
}

http::Response NotFoundAnswer() {
    return ErrorList(404, "NotFound", "The requested resource could not be found.");
}

http::Response StorageError(int status, std::string_view code, std::string_view message) {
    http::Response response;
    response.status = status;
    response.content_type = "application/xml";
    response.body = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + EscapeXml(code) +
                    "</Code><Message>" + EscapeXml(message) + "</Message></Error>";
    return response;
}

}  // namespace orderyard::sandbox
