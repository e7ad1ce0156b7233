// Writes a Refusal as the small JSON body that every client of ours understands.
#include "http/refusal.hpp"

#include "base/text.hpp"

namespace orderyard::http {

Response ToResponse(const Refusal& refusal, std::string_view request_id) {
    std::string body = "{\"code\":" + base::JsonQuote(refusal.code) +
                       ",\"message\":" + base::JsonQuote(refusal.message);
    if (!request_id.empty()) {
        body += ",\"request_id\":" + base::JsonQuote(request_id);
    }
    body += "}";
    return JsonResponse(refusal.status, std::move(body));
}

}  // namespace orderyard::http
