// Rights that a route cannot declare, since they depend on what is asked for.
#include "api/v1/call.hpp"

namespace orderyard::api::v1 {

base::Error MissingRight(const char* resource, std::string field) {
    return {base::ErrorCode::kForbidden,
            "This takes the right to %resource.",
            {{"resource", resource}},
            std::move(field)};
}

base::Result<> Call::CheckMay(const char* resource, std::string field) const {
    return caller.May(resource) ? base::Result<>()
                                : base::Fail(MissingRight(resource, std::move(field)));
}

}  // namespace orderyard::api::v1
