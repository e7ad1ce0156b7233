// A member is marked when somebody asks for it; End looks for those that nobody did.
#include "api/v1/body_reader.hpp"

#include <algorithm>

#include "api/json_writer.hpp"
#include "api/v1/decimal_text.hpp"
#include "api/v1/json_node.hpp"
#include "base/text.hpp"

namespace orderyard::api::v1 {
namespace {

using Kind = JsonNode::Kind;

bool IsJson(const http::Request& request) {
    const std::string* type = request.FindHeader("content-type");
    if (type == nullptr) {
        return false;
    }
    const std::string_view media_type = std::string_view(*type).substr(0, type->find(';'));
    return base::EqualsIgnoreAsciiCase(base::Trim(media_type), "application/json");
}

bool IsPlainText(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte >= 0x20 ? byte != 0x7F : c == '\n' || c == '\r' || c == '\t';
    });
}

}  // namespace

struct BodyReader::Document {
    JsonNode root;
    std::optional<base::Error> failure;
};

BodyReader::BodyReader(std::shared_ptr<Document> document, const JsonNode* node, std::string path)
    : document_(std::move(document)), node_(node), path_(std::move(path)) {
    node_->is_opened = true;
}

base::Result<BodyReader> BodyReader::Of(const http::Request& request) {
    if (request.body.empty() && request.FindHeader("content-type") == nullptr) {
        return OfText("{}");
    }
    if (!IsJson(request)) {
        base::Error error =
            base::InvalidInput("content-type", "A body of type application/json is needed.");
        error.code = base::ErrorCode::kUnsupported;
        return base::Fail(std::move(error));
    }
    return OfText(request.body);
}

base::Result<BodyReader> BodyReader::OfText(std::string_view text) {
    auto parsed = ParseJson(text);
    if (!parsed) {
        return base::Fail(parsed.error());
    }
    if (parsed->kind != Kind::kObject) {
        return base::Fail(base::Malformed("The body is not a JSON object."));
    }
    auto document = std::make_shared<Document>();
    document->root = std::move(*parsed);
    const JsonNode* root = &document->root;
    return BodyReader(std::move(document), root, "");
}

std::string BodyReader::PathOf(std::string_view name) const {
    return path_.empty() ? std::string(name) : path_ + "." + std::string(name);
}

const JsonNode* BodyReader::Find(std::string_view name) const {
    const JsonNode* found = node_->Find(name);
    if (found == nullptr) {
        return nullptr;
    }
    found->is_read = true;
    return found->kind == Kind::kNull ? nullptr : found;
}

bool BodyReader::Has(std::string_view name) const {
    const JsonNode* found = node_->Find(name);
    return found != nullptr && found->kind != Kind::kNull;
}

void BodyReader::Refuse(std::string_view name, std::string message) {
    if (!document_->failure) {
        document_->failure = base::InvalidInput(PathOf(name), std::move(message));
    }
}

void BodyReader::RefuseType(std::string_view name, std::string_view wanted) {
    Refuse(name, "This must be " + std::string(wanted) + ".");
}

void BodyReader::RefuseRange(std::string_view name, std::int64_t min, std::int64_t max) {
    if (!document_->failure) {
        Refuse(name, "A whole number from %min to %max is needed.");
        document_->failure->params = {{"min", std::to_string(min)}, {"max", std::to_string(max)}};
    }
}

std::optional<std::string> BodyReader::CleanText(const JsonNode& node, std::string_view name,
                                                 std::size_t bytes_max) {
    if (node.kind != Kind::kString) {
        RefuseType(name, "a text");
        return std::nullopt;
    }
    std::string text(base::Trim(node.text));
    if (text.size() > bytes_max) {
        if (!document_->failure) {
            Refuse(name, "The text is longer than %limit bytes.");
            document_->failure->params = {{"limit", std::to_string(bytes_max)}};
        }
        return std::nullopt;
    }
    if (!base::IsValidUtf8(text) || !IsPlainText(text)) {
        Refuse(name, "The text holds control characters.");
        return std::nullopt;
    }
    return text;
}

std::optional<std::string> BodyReader::TextIfGiven(std::string_view name, std::size_t bytes_max) {
    const JsonNode* found = Find(name);
    return found == nullptr ? std::nullopt : CleanText(*found, name, bytes_max);
}

std::string BodyReader::Text(std::string_view name, std::size_t bytes_max) {
    return TextIfGiven(name, bytes_max).value_or("");
}

std::string BodyReader::NeededText(std::string_view name, std::size_t bytes_max) {
    std::string text = Text(name, bytes_max);
    if (text.empty() && !document_->failure) {
        Refuse(name, "A text of 1 to %limit bytes is needed.");
        document_->failure->params = {{"limit", std::to_string(bytes_max)}};
    }
    return text;
}

std::optional<std::int64_t> BodyReader::Int(std::string_view name, std::int64_t min,
                                            std::int64_t max) {
    const JsonNode* found = Find(name);
    if (found == nullptr) {
        return std::nullopt;
    }
    const auto value = found->kind == Kind::kNumber ? base::ParseInt(found->text) : std::nullopt;
    if (!value || *value < min || *value > max) {
        RefuseRange(name, min, max);
        return std::nullopt;
    }
    return *value;
}

std::int64_t BodyReader::NeededInt(std::string_view name, std::int64_t min, std::int64_t max) {
    const auto value = Int(name, min, max);
    if (!value) {
        RefuseRange(name, min, max);
    }
    return value.value_or(min);
}

bool BodyReader::Flag(std::string_view name, bool fallback) {
    const JsonNode* found = Find(name);
    if (found != nullptr && found->kind != Kind::kBool) {
        RefuseType(name, "true or false");
    }
    return found != nullptr && found->kind == Kind::kBool ? found->flag : fallback;
}

std::optional<std::int64_t> BodyReader::Amount(std::string_view name) {
    const JsonNode* found = Find(name);
    if (found == nullptr) {
        return std::nullopt;
    }
    const bool is_decimal = found->kind == Kind::kNumber || found->kind == Kind::kString;
    const auto units = is_decimal ? UnitsOfDecimal(found->text) : std::nullopt;
    if (!units || *units < 0) {
        Refuse(name, "An amount such as \"12.34\" is needed, not negative.");
        return std::nullopt;
    }
    return units;
}

std::optional<base::Instant> BodyReader::Moment(std::string_view name) {
    const JsonNode* found = Find(name);
    if (found == nullptr) {
        return std::nullopt;
    }
    const auto instant = found->kind == Kind::kString
                             ? base::Instant::ParseIso(found->text)
                             : base::Result<base::Instant>(base::Fail(base::Malformed("")));
    if (!instant) {
        Refuse(name, "An instant with its zone is needed, such as 2026-01-31T10:00:00Z.");
        return std::nullopt;
    }
    return *instant;
}

std::optional<BodyReader> BodyReader::Object(std::string_view name) {
    const JsonNode* found = Find(name);
    if (found == nullptr) {
        return std::nullopt;
    }
    if (found->kind != Kind::kObject) {
        RefuseType(name, "an object");
        return std::nullopt;
    }
    return BodyReader(document_, found, PathOf(name));
}

const JsonNode* BodyReader::FindList(std::string_view name, std::size_t count_max) {
    const JsonNode* found = Find(name);
    if (found == nullptr) {
        return nullptr;
    }
    if (found->kind != Kind::kArray || found->values.size() > count_max) {
        RefuseType(name, "a list of at most " + std::to_string(count_max) + " elements");
        return nullptr;
    }
    found->is_opened = true;
    for (const JsonNode& value : found->values) {
        value.is_read = true;
    }
    return found;
}

std::vector<BodyReader> BodyReader::Objects(std::string_view name, std::size_t count_max) {
    std::vector<BodyReader> readers;
    const JsonNode* list = FindList(name, count_max);
    for (std::size_t i = 0; list != nullptr && i < list->values.size(); ++i) {
        const std::string place = std::string(name) + "[" + std::to_string(i) + "]";
        if (list->values[i].kind != Kind::kObject) {
            RefuseType(place, "an object");
            return {};
        }
        readers.push_back(BodyReader(document_, &list->values[i], PathOf(place)));
    }
    return readers;
}

std::vector<std::int64_t> BodyReader::Ints(std::string_view name, std::int64_t min,
                                           std::int64_t max, std::size_t count_max) {
    std::vector<std::int64_t> numbers;
    const JsonNode* list = FindList(name, count_max);
    for (std::size_t i = 0; list != nullptr && i < list->values.size(); ++i) {
        const JsonNode& value = list->values[i];
        const auto number = value.kind == Kind::kNumber ? base::ParseInt(value.text) : std::nullopt;
        if (!number || *number < min || *number > max) {
            RefuseRange(std::string(name) + "[" + std::to_string(i) + "]", min, max);
            return {};
        }
        numbers.push_back(*number);
    }
    return numbers;
}

std::vector<std::string> BodyReader::Texts(std::string_view name) {
    const JsonNode* found = Find(name);
    if (found != nullptr && found->kind == Kind::kString) {
        return {Text(name)};
    }
    std::vector<std::string> texts;
    const JsonNode* list = FindList(name, base::limits::kFilterCountMax);
    for (std::size_t i = 0; list != nullptr && i < list->values.size(); ++i) {
        const std::string place = std::string(name) + "[" + std::to_string(i) + "]";
        if (auto text = CleanText(list->values[i], place, base::limits::kShortTextBytesMax)) {
            texts.push_back(std::move(*text));
        }
    }
    return texts;
}

std::string BodyReader::ObjectText(std::string_view name) {
    const JsonNode* found = Find(name);
    if (found == nullptr) {
        return "{}";
    }
    if (found->kind != Kind::kObject) {
        RefuseType(name, "an object");
        return "{}";
    }
    JsonWriter out(JsonWriter::Style::kPlain);
    found->Write(out);
    return out.Take();
}

base::Result<> BodyReader::End() const {
    if (const std::string unread = document_->root.UnreadPath(""); !unread.empty()) {
        return base::Fail(base::InvalidInput(unread, "This field is not known here."));
    }
    if (document_->failure) {
        return base::Fail(*document_->failure);
    }
    return {};
}

}  // namespace orderyard::api::v1
