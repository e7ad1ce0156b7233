// Members that Magento does not know are ignored, and what is no text counts as empty.
#include "api/rest/admin_token.hpp"

#include <boost/json.hpp>

#include "actions/identity/admin_token.hpp"
#include "api/errors.hpp"
#include "api/gate.hpp"
#include "api/json_writer.hpp"
#include "base/limits.hpp"

namespace orderyard::api::rest {
namespace {

std::string TextOf(const boost::json::object& body, std::string_view name) {
    const auto* value = body.if_contains(name);
    const auto* text = value == nullptr ? nullptr : value->if_string();
    return text == nullptr ? "" : std::string(*text);
}

}  // namespace

http::Response IssueToken(const ApiContext& context, const http::Request& request) {
    boost::system::error_code failed;
    const boost::json::value parsed = boost::json::parse(request.body, failed);
    const auto* body = failed ? nullptr : parsed.if_object();
    if (body == nullptr && !request.body.empty()) {
        return MagentoError(base::Malformed("Decoding error."));
    }
    const boost::json::object none;
    const std::string name = TextOf(body == nullptr ? none : *body, "username");
    const std::string password = TextOf(body == nullptr ? none : *body, "password");
    std::vector<base::Error> missing;
    if (name.empty()) {
        missing.push_back(MagentoMissingField("username"));
    }
    if (password.empty()) {
        missing.push_back(MagentoMissingField("password"));
    }
    if (!missing.empty()) {
        return MagentoErrors(missing);
    }
    const auto token = actions::IssueAdminToken(AccessOf(context), name, password, request.peer);
    if (!token) {
        return MagentoError(token.error());
    }
    JsonWriter json(JsonWriter::Style::kMagento);
    json.String(*token);
    return http::JsonResponse(200, json.Take());
}

}  // namespace orderyard::api::rest
