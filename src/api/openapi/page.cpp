// Written from the very documents that programs read, so the two cannot differ.
#include "api/openapi/page.hpp"

#include <boost/json.hpp>
#include <map>
#include <sstream>

#include "api/openapi/document.hpp"

namespace orderyard::api::openapi {
namespace {

namespace json = boost::json;

std::string Escape(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            default: out += c; break;
        }
    }
    return out;
}

std::string TextOf(const json::object& object, std::string_view name) {
    const json::value* value = object.if_contains(name);
    return value != nullptr && value->is_string() ? Escape(std::string(value->as_string())) : "";
}

void Pretty(std::ostream& out, const json::value& value, const std::string& indent) {
    const std::string deeper = indent + "  ";
    if (const auto* object = value.if_object(); object != nullptr && !object->empty()) {
        const char* separator = "{\n";
        for (const auto& [name, member] : *object) {
            out << separator << deeper << json::serialize(json::string(name)) << ": ";
            Pretty(out, member, deeper);
            separator = ",\n";
        }
        out << "\n" << indent << "}";
    } else if (const auto* array = value.if_array(); array != nullptr && !array->empty()) {
        const char* separator = "[\n";
        for (const json::value& member : *array) {
            out << separator << deeper;
            Pretty(out, member, deeper);
            separator = ",\n";
        }
        out << "\n" << indent << "]";
    } else {
        out << json::serialize(value);
    }
}

std::string TypeText(const json::object& schema) {
    if (const json::value* words = schema.if_contains("enum")) {
        std::string text;
        for (const json::value& word : words->as_array()) {
            text += (text.empty() ? "" : " | ") + Escape(std::string(word.as_string()));
        }
        return text;
    }
    if (const json::value* items = schema.if_contains("items")) {
        return "list of " + TypeText(items->as_object());
    }
    const std::string format = TextOf(schema, "format");
    const std::string type = TextOf(schema, "type");
    return !format.empty() ? format : type.empty() ? "any" : type;
}

void WriteRow(std::ostream& out, const std::string& name, const char* place,
              const json::object& schema, const std::string& text, bool is_required) {
    out << "<tr><th scope=\"row\"><code>" << Escape(name) << "</code></th><td>" << place
        << "</td><td>" << TypeText(schema) << (is_required ? ", required" : "") << "</td><td>"
        << text << "</td></tr>\n";
}

void WriteInput(std::ostream& out, const json::object& operation) {
    std::ostringstream rows;
    for (const json::value& each : operation.at("parameters").as_array()) {
        const json::object& parameter = each.as_object();
        WriteRow(rows, std::string(parameter.at("name").as_string()),
                 parameter.at("in").as_string() == "path" ? "path" : "query",
                 parameter.at("schema").as_object(), TextOf(parameter, "description"),
                 parameter.at("required").as_bool());
    }
    if (const json::value* body = operation.if_contains("requestBody")) {
        const json::object& schema =
            body->at_pointer("/content/application~1json/schema").as_object();
        const json::value* required = schema.if_contains("required");
        for (const auto& [name, member] : schema.at("properties").as_object()) {
            bool is_required = false;
            if (required != nullptr) {
                for (const json::value& each : required->as_array()) {
                    is_required = is_required || each.as_string() == name;
                }
            }
            WriteRow(rows, name, "body", member.as_object(),
                     TextOf(member.as_object(), "description"), is_required);
        }
    }
    if (!rows.str().empty()) {
        out << "<table><thead><tr><th scope=\"col\">Name</th><th scope=\"col\">In</th>"
               "<th scope=\"col\">Type</th><th scope=\"col\">Meaning</th></tr></thead><tbody>\n"
            << rows.str() << "</tbody></table>\n";
    }
}

// What all operations may be refused with is said once, at the head of the part.
void WriteRefusals(std::ostream& out, const json::object& document, const std::string& anchor) {
    out << "<h2 id=\"" << anchor << "-refusals\">Refusals</h2>\n<table><tbody>\n";
    for (const auto& [status, answer] : document.at("components").at("responses").as_object()) {
        out << "<tr><th scope=\"row\">" << std::string(status) << "</th><td>"
            << TextOf(answer.as_object(), "description") << "</td></tr>\n";
    }
    out << "</tbody></table>\n";
}

void WriteAnswers(std::ostream& out, const json::object& operation, const std::string& anchor) {
    const json::value* example = nullptr;
    std::string done, refused;
    for (const auto& [status, answer] : operation.at("responses").as_object()) {
        const json::object& object = answer.as_object();
        if (object.if_contains("$ref") != nullptr) {
            refused += " " + std::string(status);
            continue;
        }
        done += " <b>" + std::string(status) + "</b>";
        const json::value* content = object.if_contains("content");
        if (content != nullptr) {
            const auto& media = *content->as_object().begin();
            done += " " + Escape(std::string(media.key()));
            example = media.value().as_object().if_contains("example");
        }
    }
    out << "<p>Answers:" << done << ". Refusals: <a href=\"#" << anchor << "-refusals\">" << refused
        << "</a>.</p>\n";
    if (example != nullptr) {
        std::ostringstream text;
        Pretty(text, *example, "");
        out << "<details><summary>Example</summary><pre>" << Escape(text.str())
            << "</pre></details>\n";
    }
}

void WriteOperation(std::ostream& out, const std::string& method, const std::string& path,
                    const json::object& operation, const std::string& anchor) {
    out << "<section id=\"" << TextOf(operation, "operationId") << "\"><h3>" << method << " "
        << Escape(path) << "</h3>\n<p>" << TextOf(operation, "summary") << "</p>\n<p>Right:";
    for (const json::value& right : operation.at("x-rights").as_array()) {
        out << " <code>" << Escape(std::string(right.as_string())) << "</code>";
    }
    out << "</p>\n";
    WriteInput(out, operation);
    WriteAnswers(out, operation, anchor);
    out << "</section>\n";
}

std::string Upper(std::string_view word) {
    std::string out(word);
    for (char& c : out) {
        c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return out;
}

void WritePart(std::ostream& out, Part part, const char* anchor, const char* file) {
    const json::object document = MakeDocument(part);
    const json::object& info = document.at("info").as_object();
    std::map<std::string, std::ostringstream> groups;
    for (const auto& [path, methods] : document.at("paths").as_object()) {
        for (const auto& [method, operation] : methods.as_object()) {
            const json::object& object = operation.as_object();
            const std::string tag(object.at("tags").as_array().front().as_string());
            WriteOperation(groups[tag], Upper(method), path, object, anchor);
        }
    }
    out << "<h1 id=\"" << anchor << "\">" << TextOf(info, "title") << "</h1>\n<p>"
        << TextOf(info, "description") << " For programs: <a href=\"/openapi/" << file << "\">"
        << file << "</a>.</p>\n<nav aria-label=\"" << TextOf(info, "title") << "\"><ul>\n";
    for (const auto& [tag, text] : groups) {
        out << "<li><a href=\"#" << anchor << "-" << Escape(tag) << "\">" << Escape(tag)
            << "</a></li>\n";
    }
    out << "</ul></nav>\n";
    WriteRefusals(out, document, anchor);
    for (const auto& [tag, text] : groups) {
        out << "<h2 id=\"" << anchor << "-" << Escape(tag) << "\">" << Escape(tag) << "</h2>\n"
            << text.str();
    }
}

}  // namespace

std::string MakePage() {
    std::ostringstream out;
    out << "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
           "<title>Orderyard: the APIs</title><link rel=\"stylesheet\" href=\"/docs/style.css\">"
           "</head><body><main>\n";
    WritePart(out, Part::kV1, "v1", "v1.json");
    WritePart(out, Part::kRest, "rest", "rest.json");
    out << "</main></body></html>\n";
    return out.str();
}

const char* PageStyle() {
    return R"css(:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0; }
main { max-width: 70rem; margin: 0 auto; padding: 1rem; }
nav ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; list-style: none; padding: 0; }
section { border-top: 1px solid #8886; padding: 0.5rem 0; }
h3 { font-family: ui-monospace, monospace; font-size: 1rem; margin: 0.5rem 0; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid #8884; padding: 0.25rem 0.5rem; text-align: left; vertical-align: top;
  overflow-wrap: anywhere; }
pre { background: #8882; max-height: 30rem; overflow: auto; padding: 0.75rem; }
)css";
}

}  // namespace orderyard::api::openapi
