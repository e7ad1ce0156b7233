// The texts come from the build (src/api/CMakeLists.txt makes a source file of each).
#include "api/openapi/recorded.hpp"

#include <boost/json.hpp>

#include "api/openapi/answer_shapes.hpp"

namespace orderyard::api::openapi {

extern const char* const kRecordedRest;
extern const char* const kRecordedV1;

namespace json = boost::json;

namespace {

// Where only null was heard, anything may come: {"type": "null"} becomes {}.
void Loosen(json::value& schema) {
    if (json::array* list = schema.if_array()) {
        for (json::value& each : *list) {
            Loosen(each);
        }
    }
    json::object* object = schema.if_object();
    if (object == nullptr) {
        return;
    }
    const json::value* type = object->if_contains("type");
    if (type != nullptr && type->is_string() && type->get_string() == "null") {
        object->clear();
    }
    for (auto& [name, value] : *object) {
        Loosen(value);
    }
}

json::value Read(Part part, const char* text) {
    json::value all = json::parse(text);
    CompleteAnswers(part, all.as_object());
    for (auto& [operation, answers] : all.as_object()) {
        for (auto& [what, answer] : answers.as_object()) {
            if (json::value* schema = answer.as_object().if_contains("schema")) {
                Loosen(*schema);
            }
        }
    }
    return all;
}

const json::object& Recorded(Part part) {
    static const json::value rest = Read(Part::kRest, kRecordedRest);
    static const json::value v1 = Read(Part::kV1, kRecordedV1);
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
