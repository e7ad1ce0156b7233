// Look-ups on a Request, and the two usual kinds of Response.
#include "http/message.hpp"

#include "base/text.hpp"

namespace orderyard::http {

std::string_view ToString(Method method) {
    switch (method) {
        case Method::kGet: return "GET";
        case Method::kHead: return "HEAD";
        case Method::kPost: return "POST";
        case Method::kPut: return "PUT";
        case Method::kPatch: return "PATCH";
        case Method::kDelete: return "DELETE";
        case Method::kOptions: return "OPTIONS";
        case Method::kOther: return "OTHER";
    }
    return "OTHER";
}

const std::string* Request::FindHeader(std::string_view name) const {
    for (const Header& header : headers) {
        if (base::EqualsIgnoreAsciiCase(header.name, name)) {
            return &header.value;
        }
    }
    return nullptr;
}

std::optional<std::string> Request::QueryValue(std::string_view name) const {
    for (const QueryPair& pair : query) {
        if (pair.name == name) {
            return pair.value;
        }
    }
    return std::nullopt;
}

std::string_view Request::PathParam(std::string_view name) const {
    for (const auto& [param, value] : path_params) {
        if (param == name) {
            return value;
        }
    }
    return "";
}

Response JsonResponse(int status, std::string body) {
    Response response;
    response.status = status;
    response.body = std::move(body);
    return response;
}

Response TextResponse(int status, std::string body) {
    Response response = JsonResponse(status, std::move(body));
    response.content_type = "text/plain; charset=utf-8";
    return response;
}

}  // namespace orderyard::http
