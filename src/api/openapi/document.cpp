// Statuses come from the table of errors (api/errors.cpp): a refusal has one shape in each API,
// whatever it is about.
#include "api/openapi/document.hpp"

#include <boost/json.hpp>

#include "api/needs.hpp"
#include "api/openapi/recorded.hpp"
#include "api/openapi/schema.hpp"
#include "base/text.hpp"

namespace orderyard::api::openapi {
namespace {

namespace json = boost::json;

constexpr const char* kBearer = "bearer";
constexpr const char* kOAuth = "oauth1";
constexpr const char* kSession = "session";

struct Refusal {
    int status;
    const char* text;
};
constexpr Refusal kRestRefusals[] = {
    {400, "The request is wrong, or a rule about orders refuses it."},
    {401, "No valid credentials, or not the right."},
    {404, "There is no such thing, or no such route."},
    {406, "Only XML was acceptable; there is JSON only."},
    {429, "Too many requests: Retry-After says when to come again."},
    {503, "The database cannot be used now; try again."},
};
constexpr Refusal kV1Refusals[] = {
    {400, "The request is wrong; field names what."},
    {401, "No valid token or session."},
    {403, "Not the right, or no X-CSRF-Token with a session's change."},
    {404, "There is no such thing."},
    {409, "A rule about orders refuses it, or somebody else changed it meanwhile."},
    {413, "The body is larger than 1 MiB."},
    {415, "The body's media type is not taken."},
    {422, "The Idempotency-Key was used with another body."},
    {429, "Too many requests: Retry-After says when to come again."},
    {503, "The database cannot be used now; try again."},
};

bool IsAnonymous(const Operation& operation) {
    return operation.rights.front() == kAnonymous;
}

// "orders" of "/rest/V1/orders/{id}" and of "/api/v1/orders".
std::string TagOf(const Operation& operation) {
    const auto parts = base::Split(operation.path, '/');
    return parts.size() > 3 ? parts[3] : "other";
}

std::string IdOf(const Operation& operation) {
    std::string id = base::AsciiLower(operation.method);
    for (const char c : operation.path) {
        const bool is_word =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        id += is_word ? c : '_';
    }
    return id;
}

json::object Parameter(const std::string& name, const char* place, const std::string& type,
                       const std::string& text, bool is_required) {
    json::object made{{"name", name}, {"in", place}, {"required", is_required}};
    made["schema"] = SchemaOfType(type);
    if (!text.empty()) {
        made["description"] = text;
    }
    return made;
}

// What its description says of a variable of the path, or what the name alone says.
Field PathField(const Operation& operation, const std::string& name) {
    if (operation.description != nullptr) {
        for (const Field& field : operation.description->path) {
            if (field.name == name) {
                return field;
            }
        }
    }
    return {name, TypeOfPathParameter(name), ""};
}

void AddPathParameters(const Operation& operation, json::array& parameters) {
    for (const std::string& segment : base::Split(operation.path, '/')) {
        if (!segment.starts_with('{')) {
            continue;
        }
        const std::string name = segment.substr(1, segment.size() - 2);
        const Field field = PathField(operation, name);
        parameters.push_back(Parameter(name, "path", field.type, field.text, true));
    }
}

void AddCriteria(json::array& parameters) {
    const std::string filter = "searchCriteria[filter_groups][0][filters][0]";
    const std::string sort = "searchCriteria[sort_orders][0]";
    const struct {
        std::string name;
        const char* type;
        const char* text;
    } kAll[] = {
        {"searchCriteria", "text", "Present, if empty: no conditions. Needed unless another is."},
        {filter + "[field]", "text", "Groups are joined by AND, filters within one by OR."},
        {filter + "[value]", "text", "Of the condition; a list for in and nin, with commas."},
        {filter + "[condition_type]", "text",
         "eq (also when missing), neq, gt, gteq, lt, lteq, from, to, in, nin, like, nlike, null, "
         "notnull, finset, nfinset."},
        {sort + "[field]", "text", "Several sort one after the other."},
        {sort + "[direction]", "text", "ASC or DESC."},
        {"searchCriteria[pageSize]", "int", "Missing: the whole list, up to 10,000 rows."},
        {"searchCriteria[currentPage]", "int", "From 1; past the end there are no items."},
        {"fields", "text", "What of the answer to keep: items[entity_id,status],total_count."},
    };
    for (const auto& each : kAll) {
        parameters.push_back(Parameter(each.name, "query", each.type, each.text, false));
    }
}

bool IsNamed(const json::array& parameters, std::string_view name) {
    for (const json::value& each : parameters) {
        if (each.at("name").as_string() == name) {
            return true;
        }
    }
    return false;
}

json::array Parameters(const Operation& operation, Part part) {
    json::array parameters;
    AddPathParameters(operation, parameters);
    if (operation.description != nullptr) {
        for (const Field& field : operation.description->query) {
            parameters.push_back(
                Parameter(field.name, "query", field.type, field.text, field.is_required));
        }
        if (operation.description->takes_criteria) {
            AddCriteria(parameters);
        }
    }
    if (const json::object* query = FindRecorded(part, operation, "query")) {
        for (const auto& [name, schema] : *query) {
            if (!IsNamed(parameters, name)) {
                parameters.push_back(json::object{
                    {"name", name}, {"in", "query"}, {"required", false}, {"schema", schema}});
            }
        }
    }
    return parameters;
}

json::object RequestBody(const Description& description) {
    json::object properties;
    json::array required;
    for (const Field& field : description.body) {
        json::object schema = SchemaOfType(field.type);
        if (!field.text.empty()) {
            schema["description"] = field.text;
        }
        properties[field.name] = std::move(schema);
        if (field.is_required) {
            required.push_back(json::string(field.name));
        }
    }
    json::object schema{{"type", "object"}, {"properties", std::move(properties)}};
    const bool is_required = !required.empty();
    if (is_required) {
        schema["required"] = std::move(required);
    }
    json::object media{{"schema", std::move(schema)}};
    return {{"required", is_required},
            {"content", json::object{{"application/json", std::move(media)}}}};
}

// An answer that `fields` keeps nothing of is an empty list.
json::value OrNothing(const json::value& schema) {
    json::object nothing{{"type", "array"}, {"items", json::object()}, {"maxItems", 0}};
    return json::object{{"anyOf", json::array{schema, std::move(nothing)}}};
}

bool TakesFields(const Operation& operation) {
    if (operation.description == nullptr) {
        return false;
    }
    bool takes = operation.description->takes_criteria;
    for (const Field& field : operation.description->query) {
        takes = takes || field.name == "fields";
    }
    return takes;
}

// `recorded`: {"media_type", "schema"?, "example"?}, or nullptr.
json::object Success(int status, const json::object* recorded, std::string media_type) {
    json::object answer{{"description", "Done."}};
    json::object media{{"schema", json::object()}};
    if (recorded != nullptr) {
        media_type = std::string(recorded->at("media_type").as_string());
        for (const char* name : {"schema", "example"}) {
            if (const json::value* value = recorded->if_contains(name)) {
                media[name] = *value;
            }
        }
    }
    constexpr int kNoContent = 204;
    if (status != kNoContent) {
        answer["content"] = json::object{{media_type, std::move(media)}};
    }
    return answer;
}

json::object Answers(const Operation& operation, Part part) {
    const Description plain;
    const Description& said = operation.description ? *operation.description : plain;
    json::object answers;
    constexpr int kSuccesses[] = {200, 201, 202, 204};
    for (const int status : kSuccesses) {
        const json::object* recorded = FindRecorded(part, operation, std::to_string(status));
        if (recorded != nullptr) {
            answers[std::to_string(status)] = Success(status, recorded, said.media_type);
        }
    }
    if (answers.empty() || said.success != plain.success) {
        const std::string key = std::to_string(said.success);
        answers[key] = Success(said.success, FindRecorded(part, operation, key), said.media_type);
    }
    if (TakesFields(operation)) {
        for (auto& [status, answer] : answers) {
            json::object& media = answer.at("content").as_object().begin()->value().as_object();
            media["schema"] = OrNothing(media.at("schema"));
        }
    }
    const auto refuse = [&](const Refusal& refusal) {
        answers[std::to_string(refusal.status)] =
            json::object{{"$ref", "#/components/responses/" + std::to_string(refusal.status)}};
    };
    if (part == Part::kRest) {
        for (const Refusal& refusal : kRestRefusals) {
            refuse(refusal);
        }
    } else {
        for (const Refusal& refusal : kV1Refusals) {
            const bool is_about_body =
                refusal.status == 413 || refusal.status == 415 || refusal.status == 422;
            if (!is_about_body || operation.method != "GET") {
                refuse(refusal);
            }
        }
    }
    return answers;
}

json::object OperationObject(const Operation& operation, Part part) {
    json::object made{{"operationId", IdOf(operation)}};
    made["tags"] = json::array{json::string(TagOf(operation))};
    if (operation.description != nullptr) {
        made["summary"] = operation.description->summary;
    }
    json::array rights;
    for (const std::string& right : operation.rights) {
        rights.push_back(json::string(right));
    }
    made["x-rights"] = std::move(rights);
    made["parameters"] = Parameters(operation, part);
    if (operation.description != nullptr && !operation.description->body.empty()) {
        made["requestBody"] = RequestBody(*operation.description);
    } else if (const json::object* request = FindRecorded(part, operation, "request")) {
        made["requestBody"] = json::object{
            {"required", false}, {"content", json::object{{"application/json", *request}}}};
    }
    made["responses"] = Answers(operation, part);
    if (IsAnonymous(operation)) {
        made["security"] = json::array();
    }
    return made;
}

json::object Components(Part part) {
    json::object responses;
    const json::object content{{"application/json", json::object{{"schema", RefusalSchema(part)}}}};
    const auto add = [&](const Refusal& refusal) {
        responses[std::to_string(refusal.status)] =
            json::object{{"description", refusal.text}, {"content", content}};
    };
    json::object schemes;
    schemes[kBearer] = json::object{{"type", "http"}, {"scheme", "bearer"}};
    if (part == Part::kRest) {
        for (const Refusal& refusal : kRestRefusals) {
            add(refusal);
        }
        schemes[kOAuth] = json::object{{"type", "http"}, {"scheme", "OAuth"}};
    } else {
        for (const Refusal& refusal : kV1Refusals) {
            add(refusal);
        }
        schemes[kSession] =
            json::object{{"type", "apiKey"}, {"in", "cookie"}, {"name", "orderyard_session"}};
    }
    return {{"responses", std::move(responses)}, {"securitySchemes", std::move(schemes)}};
}

}  // namespace

json::object MakeDocument(Part part) {
    const bool is_rest = part == Part::kRest;
    json::object info{{"title", is_rest ? "Orderyard: Magento's REST API" : "Orderyard API"},
                      {"version", "1"}};
    info["description"] =
        is_rest ? "The part of Magento's REST API that is about orders. Below /rest/STORE/V1 "
                  "there is the same as below /rest/V1."
                : "What the admin web app uses. Changes over a session's cookie carry "
                  "X-CSRF-Token; changes may carry Idempotency-Key.";
    json::object paths;
    for (const Operation& operation : OperationsOf(part)) {
        json::value& path = paths[operation.path];
        if (!path.is_object()) {
            path = json::object();
        }
        path.get_object()[base::AsciiLower(operation.method)] = OperationObject(operation, part);
    }
    json::array security{json::object{{kBearer, json::array()}}};
    security.push_back(json::object{{is_rest ? kOAuth : kSession, json::array()}});
    return {{"openapi", "3.1.0"},
            {"info", std::move(info)},
            {"servers", json::array{json::object{{"url", "/"}}}},
            {"security", std::move(security)},
            {"paths", std::move(paths)},
            {"components", Components(part)}};
}

}  // namespace orderyard::api::openapi
