// The answers of Amazon's servers around the orders: a page of orders, one order, an error list, a
// token.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "base/result.hpp"

namespace orderyard::amazon::wire {

// One order of an answer, not yet read: an order we cannot make sense of must not spoil its page.
struct OrderText {
    std::string number;        // empty when it could not be read
    base::Instant updated_at;  // lastUpdatedTime; 0 when it could not be read
    std::string text;          // its own JSON, as Amazon wrote it
    std::string
        content_hash;  // 32 bytes; the same for any order of members, white space or escapes
};

struct SearchAnswer {
    std::vector<OrderText> orders;
    std::string next_token;  // empty on the last page
    std::optional<base::Instant> last_updated_before;
    std::optional<base::Instant> created_before;
    int unknown_count = 0;  // members of the page itself that we do not know
};

// kMalformed when the text is not a page: not JSON, no "orders" list, an "errors" list in its
// place.
base::Result<SearchAnswer> ReadSearchAnswer(std::string_view text);
base::Result<OrderText> ReadOrderAnswer(std::string_view text);

struct AnswerError {
    std::string code, message, details;
};
// The errors of an {"errors": [...]} answer; empty for any other text.
std::vector<AnswerError> ReadErrors(std::string_view text);

struct TokenAnswer {
    std::string access_token;
    std::int64_t expires_in_seconds = 0;
};
base::Result<TokenAnswer> ReadTokenAnswer(std::string_view text);
// The "error" word of a refusal of Login with Amazon ("invalid_grant" ...), or empty.
std::string ReadTokenError(std::string_view text);

}  // namespace orderyard::amazon::wire
