// The tree is built from the parser's events; values wait on a stack until the list or object they
// belong to is complete.
#include "api/v1/json_node.hpp"

#include <algorithm>
#include <boost/json/basic_parser_impl.hpp>

#include "base/limits.hpp"

namespace orderyard::api::v1 {

namespace json = boost::json;

namespace {

using Kind = JsonNode::Kind;

// Values wait on a stack until the list or object they belong to is complete.
struct Builder {
    using error_code = json::error_code;
    static constexpr std::size_t max_object_size = base::limits::kJsonElementsMax;
    static constexpr std::size_t max_array_size = base::limits::kJsonElementsMax;
    static constexpr std::size_t max_key_size = base::limits::kShortTextBytesMax;
    static constexpr std::size_t max_string_size = base::limits::kRequestBodyBytesMax;

    bool on_document_begin(error_code&) { return true; }
    bool on_document_end(error_code&) { return true; }
    bool on_array_begin(error_code& error) { return Count(error); }
    bool on_object_begin(error_code& error) { return Count(error); }
    bool on_array_end(std::size_t count, error_code&) {
        JsonNode node;
        node.kind = Kind::kArray;
        node.values = TakeLast(values, count);
        values.push_back(std::move(node));
        return true;
    }
    bool on_object_end(std::size_t count, error_code& error) {
        JsonNode node;
        node.kind = Kind::kObject;
        node.values = TakeLast(values, count);
        node.names = TakeLast(names, count);
        std::vector<std::string_view> sorted(node.names.begin(), node.names.end());
        std::sort(sorted.begin(), sorted.end());
        if (const auto twice = std::adjacent_find(sorted.begin(), sorted.end());
            twice != sorted.end()) {
            repeated_name = *twice;
            error = json::make_error_code(json::error::syntax);
            return false;
        }
        values.push_back(std::move(node));
        return true;
    }
    bool on_string_part(json::string_view part, std::size_t, error_code&) { return AddPart(part); }
    bool on_key_part(json::string_view part, std::size_t, error_code&) { return AddPart(part); }
    bool on_number_part(json::string_view part, error_code&) { return AddPart(part); }
    bool on_comment_part(json::string_view, error_code&) { return true; }
    bool on_comment(json::string_view, error_code&) { return true; }
    bool on_key(json::string_view rest, std::size_t, error_code&) {
        AddPart(rest);
        names.push_back(std::exchange(parts, {}));
        return true;
    }
    bool on_string(json::string_view rest, std::size_t, error_code& error) {
        return Push(Kind::kString, rest, error);
    }
    bool on_int64(std::int64_t, json::string_view rest, error_code& error) {
        return Push(Kind::kNumber, rest, error);
    }
    bool on_uint64(std::uint64_t, json::string_view rest, error_code& error) {
        return Push(Kind::kNumber, rest, error);
    }
    bool on_double(double, json::string_view rest, error_code& error) {
        return Push(Kind::kNumber, rest, error);
    }
    bool on_bool(bool flag, error_code& error) {
        const bool goes_on = Push(Kind::kBool, {}, error);
        values.back().flag = flag;
        return goes_on;
    }
    bool on_null(error_code& error) { return Push(Kind::kNull, {}, error); }

    bool AddPart(json::string_view part) {
        parts.append(part.data(), part.size());
        return true;
    }
    // A value takes fifty times the bytes that it may have in the body.
    bool Count(error_code& error) {
        value_count += 1;
        if (value_count > base::limits::kJsonValuesMax) {
            error = json::make_error_code(json::error::array_too_large);
            return false;
        }
        return true;
    }
    bool Push(Kind kind, json::string_view rest, error_code& error) {
        AddPart(rest);
        JsonNode node;
        node.kind = kind;
        node.text = std::exchange(parts, {});
        values.push_back(std::move(node));
        return Count(error);
    }
    template <class T>
    static std::vector<T> TakeLast(std::vector<T>& stack, std::size_t count) {
        const auto first = stack.end() - static_cast<std::ptrdiff_t>(count);
        std::vector<T> taken(std::make_move_iterator(first), std::make_move_iterator(stack.end()));
        stack.erase(first, stack.end());
        return taken;
    }

    std::vector<JsonNode> values;
    std::vector<std::string> names;
    std::string parts;
    std::string repeated_name;
    std::size_t value_count = 0;
};

}  // namespace

const JsonNode* JsonNode::Find(std::string_view name) const {
    const auto found = std::find(names.begin(), names.end(), name);
    return found == names.end() ? nullptr
                                : &values[static_cast<std::size_t>(found - names.begin())];
}

std::string JsonNode::UnreadPath(const std::string& path) const {
    for (std::size_t i = 0; is_opened && i < values.size(); ++i) {
        const std::string here = kind == Kind::kArray ? path + "[" + std::to_string(i) + "]"
                                 : path.empty()       ? names[i]
                                                      : path + "." + names[i];
        if (!values[i].is_read) {
            return here;
        }
        if (std::string found = values[i].UnreadPath(here); !found.empty()) {
            return found;
        }
    }
    return "";
}

void JsonNode::Write(JsonWriter& out) const {
    switch (kind) {
        case Kind::kNull: out.Null(); return;
        case Kind::kBool: out.Bool(flag); return;
        case Kind::kNumber: out.Raw(text); return;
        case Kind::kString: out.String(text); return;
        case Kind::kArray:
            out.BeginArray();
            for (const JsonNode& value : values) {
                value.Write(out);
            }
            out.EndArray();
            return;
        case Kind::kObject:
            out.BeginObject();
            for (std::size_t i = 0; i < values.size(); ++i) {
                // Names of foreign objects may hold anything: written as a string.
                JsonWriter name(JsonWriter::Style::kPlain);
                name.String(names[i]);
                const std::string quoted = name.Take();
                out.Key(std::string_view(quoted).substr(1, quoted.size() - 2));
                values[i].Write(out);
            }
            out.EndObject();
            return;
    }
}

base::Result<JsonNode> ParseJson(std::string_view text) {
    json::parse_options options;
    options.max_depth = base::limits::kJsonDepthMax;
    json::basic_parser<Builder> parser(options);
    json::error_code failure;
    const std::size_t read = parser.write_some(false, text.data(), text.size(), failure);
    Builder& built = parser.handler();
    if (!built.repeated_name.empty()) {
        return base::Fail(
            base::InvalidInput(built.repeated_name, "This field stands there twice."));
    }
    if (failure == json::error::array_too_large || failure == json::error::object_too_large) {
        return base::Fail(base::Malformed("A list of the body has more than " +
                                          std::to_string(base::limits::kJsonElementsMax) +
                                          " elements, or the whole body too many."));
    }
    if (failure || read < text.size() || built.values.size() != 1) {
        return base::Fail(base::Malformed("The body is not a JSON object."));
    }
    return std::move(built.values.front());
}

}  // namespace orderyard::api::v1
