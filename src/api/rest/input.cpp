// An empty body needs no media type; any other has to be JSON. Later sources win: the query over
// the body (the path's variables are read by the endpoints themselves, which know what they name).
#include "api/rest/input.hpp"

#include <algorithm>
#include <set>

#include "api/errors.hpp"
#include "api/rest/bracket_query.hpp"
#include "api/rest/scalar.hpp"
#include "base/text.hpp"

namespace orderyard::api::rest {
namespace {

using v1::JsonNode;
using Kind = JsonNode::Kind;

base::Error Refusal(base::ErrorCode code, std::string message) {
    base::Error error;
    error.code = code;
    error.message = std::move(message);
    return error;
}

bool IsMediaTypeText(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '/' || c == '-' ||
               c == '+' || c == '.';
    });
}

// "application/json", "application/json; charset=utf-8", and nothing else may stand there.
base::Result<> CheckMediaType(const http::Request& request) {
    const std::string* header = request.FindHeader("content-type");
    if (header == nullptr || base::Trim(*header).empty()) {
        return base::Fail(Refusal(base::ErrorCode::kUnsupported, "Content-Type header is empty."));
    }
    const std::string text = base::AsciiLower(base::Trim(*header));
    const std::size_t end = std::min(text.find(';'), text.size());
    const std::string type = text.substr(0, end);
    std::string_view rest = std::string_view(text).substr(end);
    constexpr std::string_view kCharset = "charset=";
    if (!rest.empty()) {
        rest.remove_prefix(std::min(rest.find_first_not_of(' ', 1), rest.size()));
    }
    const bool is_plain = end == text.size();
    if (!IsMediaTypeText(type) ||
        (!is_plain && (!rest.starts_with(kCharset) || rest.size() == kCharset.size()))) {
        return base::Fail(
            Refusal(base::ErrorCode::kUnsupported, "Content-Type header is invalid."));
    }
    if (!is_plain && rest.substr(kCharset.size()) != "utf-8") {
        return base::Fail(
            Refusal(base::ErrorCode::kUnsupported, "UTF-8 is the only supported charset."));
    }
    if (type != "application/json") {
        return base::Fail(
            Refusal(base::ErrorCode::kUnsupported,
                    "Server cannot understand Content-Type HTTP header media type " + type));
    }
    return {};
}

JsonNode NodeOf(BracketNode given) {
    JsonNode node;
    if (!given.is_list) {
        node.kind = Kind::kString;
        node.text = std::move(given.text);
        return node;
    }
    node.kind = Kind::kObject;
    for (auto& [name, child] : given.children) {
        node.names.push_back(name);
        node.values.push_back(NodeOf(std::move(child)));
    }
    return node;
}

// Lookups take the last of several, so what comes later wins.
base::Result<> AddQuery(const http::Request& request, JsonNode& root) {
    std::set<std::string> seen;
    for (const http::QueryPair& pair : request.query) {
        const std::string name = pair.name.substr(0, pair.name.find('['));
        if (name.empty() || !seen.insert(name).second) {
            continue;
        }
        auto node = ReadBrackets(request.query, name);
        if (!node) {
            return base::Fail(node.error());
        }
        if (*node) {
            root.names.push_back(name);
            root.values.push_back(NodeOf(std::move(**node)));
        }
    }
    return {};
}

std::string ShownAs(const JsonNode& node) {
    switch (node.kind) {
        case Kind::kNull: return "";
        case Kind::kBool: return node.flag ? "1" : "";
        case Kind::kNumber:
        case Kind::kString: return node.text;
        case Kind::kArray:
        case Kind::kObject: return "array";
    }
    return "";
}

bool IsScalar(const JsonNode& node) {
    return node.kind != Kind::kArray && node.kind != Kind::kObject;
}

}  // namespace

struct Input::State {
    JsonNode root;
    JsonNode nothing;  // stands for an object without members
    std::optional<base::Error> error;
};

base::Result<Input> Input::Of(const http::Request& request) {
    auto state = std::make_shared<State>();
    state->nothing.kind = Kind::kObject;
    if (!request.body.empty()) {
        if (const auto fine = CheckMediaType(request); !fine) {
            return base::Fail(fine.error());
        }
        auto body = v1::ParseJson(request.body);
        if (!body) {
            return base::Fail(Refusal(base::ErrorCode::kMalformed, "Decoding error."));
        }
        if (body->kind == Kind::kObject) {
            state->root = std::move(*body);
        }
    }
    state->root.kind = Kind::kObject;
    if (const auto added = AddQuery(request, state->root); !added) {
        return base::Fail(added.error());
    }
    const JsonNode* root = &state->root;
    return Input(std::move(state), root, true, "");
}

Input::Found Input::Find(std::string_view name) const {
    for (std::size_t i = node_->names.size(); i > 0; --i) {
        const bool is_it = node_->names[i - 1] == name || SnakeCase(node_->names[i - 1]) == name;
        if (is_it && node_->values[i - 1].kind != Kind::kNull) {
            return {node_->names[i - 1], &node_->values[i - 1]};
        }
    }
    return {};
}

void Input::RefuseType(const Found& found, std::string_view type) {
    if (!state_->error) {
        base::Error error =
            WrongType(is_top_ ? std::string_view() : found.name, ShownAs(*found.node), type);
        error.message.insert(0, prefix_);
        state_->error = std::move(error);
    }
}

std::optional<std::string> Input::Number(const Found& found, std::string_view type) {
    if (found.node == nullptr) {
        return std::nullopt;
    }
    const bool is_text = found.node->kind == Kind::kNumber || found.node->kind == Kind::kString;
    auto plain = is_text ? PlainDecimal(found.node->text) : std::nullopt;
    if (!plain) {
        RefuseType(found, type);
    }
    return plain;
}

std::optional<std::int64_t> Input::Int(std::string_view name) {
    const auto number = Number(Find(name), "int");
    return number ? NumericInt(*number) : std::nullopt;
}

std::optional<std::int64_t> Input::Pieces(std::string_view name) {
    const auto number = Number(Find(name), "float");
    return number ? NumericInt(*number) : std::nullopt;
}

std::optional<base::Money> Input::Amount(std::string_view name, base::Currency currency) {
    const Found found = Find(name);
    const auto number = Number(found, "float");
    if (!number) {
        return std::nullopt;
    }
    const auto amount = base::Money::Parse(RoundedDecimal(*number, currency.exponent()), currency);
    if (!amount) {
        RefuseType(found, "float");
        return std::nullopt;
    }
    return *amount;
}

bool Input::Flag(std::string_view name, bool fallback) {
    const Found found = Find(name);
    if (found.node == nullptr) {
        return fallback;
    }
    const std::string text = base::AsciiLower(base::Trim(ShownAs(*found.node)));
    return text == "1" || text == "true" || text == "yes" || text == "on";
}

bool Input::IntFlag(std::string_view name) {
    const Found found = Find(name);
    if (found.node != nullptr && found.node->kind == Kind::kBool) {
        return found.node->flag;
    }
    return Int(name).value_or(0) != 0;
}

std::optional<std::string> Input::Text(std::string_view name) {
    const Found found = Find(name);
    if (found.node == nullptr) {
        return std::nullopt;
    }
    if (!IsScalar(*found.node)) {
        RefuseType(found, "string");
        return std::nullopt;
    }
    return ShownAs(*found.node);
}

std::vector<std::string> Input::Texts(std::string_view name) {
    const Found found = Find(name);
    std::vector<std::string> texts;
    if (found.node == nullptr) {
        return texts;
    }
    if (IsScalar(*found.node)) {
        return {ShownAs(*found.node)};
    }
    for (const JsonNode& value : found.node->values) {
        if (!IsScalar(value)) {
            RefuseType({found.name, &value}, "string");
            return {};
        }
        texts.push_back(ShownAs(value));
    }
    return texts;
}

std::vector<std::int64_t> Input::Ints(std::string_view name) {
    std::vector<std::int64_t> numbers;
    const Found found = Find(name);
    if (found.node == nullptr) {
        return numbers;
    }
    const auto add = [&](const JsonNode& value) {
        if (const auto number = Number({found.name, &value}, "int")) {
            numbers.push_back(NumericInt(*number).value_or(0));
        }
    };
    if (IsScalar(*found.node)) {
        add(*found.node);
    }
    for (const JsonNode& value : found.node->values) {
        add(value);
    }
    return numbers;
}

Input Input::Child(const Found& found, const JsonNode& node) const {
    std::string prefix = prefix_;
    if (!is_top_) {
        prefix += "Error occurred during \"" + std::string(found.name) + "\" processing. ";
    }
    const bool has_members = node.kind == Kind::kObject;
    return Input(state_, has_members ? &node : &state_->nothing, false, std::move(prefix));
}

std::optional<Input> Input::Object(std::string_view name) const {
    const Found found = Find(name);
    return found.node == nullptr ? std::nullopt : std::optional(Child(found, *found.node));
}

std::vector<Input> Input::Objects(std::string_view name) const {
    std::vector<Input> objects;
    const Found found = Find(name);
    if (found.node == nullptr) {
        return objects;
    }
    for (const JsonNode& value : found.node->values) {
        if (value.kind != Kind::kNull) {
            objects.push_back(Child(found, value));
        }
    }
    return objects;
}

std::optional<Input> Input::NeededObject(std::string_view name, std::string_view declared) {
    auto object = Object(name);
    if (!object && !state_->error) {
        state_->error = MagentoMissingField(declared);
    }
    return object;
}

base::Result<> Input::End() const {
    if (state_->error) {
        return base::Fail(*state_->error);
    }
    return {};
}

}  // namespace orderyard::api::rest
