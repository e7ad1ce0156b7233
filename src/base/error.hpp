// An expected refusal: what a caller can be told, and what the user interface translates by its
// code.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace orderyard::base {

// Every refusal of the program. The text form (ToString) is stable: clients and
// translations key on it.
enum class ErrorCode {
    kInvalidInput,  // a value the caller gave cannot be used; `field` names it
    kNotFound,      // the thing named does not exist
    kConflict,      // somebody else changed it first, or it exists already
    kNotAllowed,    // a rule of the order forbids it now; the message says which
    kUnauthorized,  // no valid credentials
    kForbidden,     // valid credentials without the right
    kThrottled,     // too early; params may hold retry_after_seconds
    kUnavailable,   // the other side is down or unreachable; try again later
    kMalformed,     // text that is not what its format promises (JSON, XML, CSV, decimal ...)
    kTooLarge,      // a limit of limits.hpp was passed; params hold limit
    kUnsupported,   // understood, but not something this program does
};

std::string_view ToString(ErrorCode code);

struct Error {
    ErrorCode code = ErrorCode::kInvalidInput;
    // English, for logs and developers; may hold %name placeholders filled from params.
    std::string message;
    std::vector<std::pair<std::string, std::string>> params;  // in the order of the placeholders
    std::string field;                                        // the input field at fault, or empty

    // The message with %name placeholders replaced by params.
    std::string Text() const;
};

Error InvalidInput(std::string field, std::string message);
Error NotFound(std::string message);
Error Conflict(std::string message);
Error NotAllowed(std::string message);
Error Unavailable(std::string message);
Error Malformed(std::string message);

}  // namespace orderyard::base
