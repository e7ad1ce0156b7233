// The texts come from the build (src/api/CMakeLists.txt makes a source file of each).
#include "api/openapi/recorded.hpp"

#include <boost/json.hpp>

namespace orderyard::api::openapi {

extern const char* const kRecordedRest;
extern const char* const kRecordedV1;

namespace json = boost::json;

namespace {

const json::object& Recorded(Part part) {
    static const json::value rest = json::parse(kRecordedRest);
    static const json::value v1 = json::parse(kRecordedV1);
    return part == Part::kRest ? rest.as_object() : v1.as_object();
}

}  // namespace

const json::object* FindRecorded(Part part, const Operation& operation, const std::string& what) {
    const json::object& all = Recorded(part);
    const json::value* answers = all.if_contains(operation.method + " " + operation.path);
    const json::value* answer =
        answers == nullptr ? nullptr : answers->as_object().if_contains(what);
    return answer == nullptr ? nullptr : &answer->as_object();
}

}  // namespace orderyard::api::openapi
