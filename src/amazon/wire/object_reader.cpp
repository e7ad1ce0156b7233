// The rules of tolerance, in one place: what is coerced, what is cleaned, what is an error.
#include "amazon/wire/object_reader.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace orderyard::amazon::wire {

namespace {

bool IsPlainAscii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

// "2", "2.0" and "2.00" are two; "2.5" is not a whole number.
std::optional<std::int64_t> WholeNumber(std::string_view text) {
    const std::size_t point = text.find('.');
    if (point != std::string_view::npos) {
        const std::string_view fraction = text.substr(point + 1);
        if (fraction.empty() || fraction.find_first_not_of('0') != std::string_view::npos) {
            return std::nullopt;
        }
        text = text.substr(0, point);
    }
    return base::ParseInt(text);
}

}  // namespace

std::string JsonPath::Text() const {
    std::string text = parent != nullptr ? parent->Text() : "";
    if (index >= 0) {
        return text + "[" + std::to_string(index) + "]";
    }
    if (!text.empty() && !name.empty()) {
        text += '.';
    }
    return text + base::CleanUtf8(base::TruncateUtf8(name, 64));
}

ObjectReader::ObjectReader(const JsonValue& value, const JsonPath& path, ReadNotes& notes)
    : value_(value), path_(path), notes_(notes) {
    if (value.kind != JsonKind::kObject) {
        Fail({}, "must be an object");
    }
}

ObjectReader::~ObjectReader() {
    for (std::size_t i = 0; i < value_.members.size(); ++i) {
        if (i < kMarkedMembersMax && (read_mask_ >> i & 1U) != 0) {
            continue;
        }
        notes_.unknown_count += 1;
        if (notes_.unknown_paths.size() < ReadNotes::kUnknownPathsMax) {
            notes_.unknown_paths.push_back(JsonPath{&path_, value_.members[i].name}.Text());
        }
    }
}

const JsonValue* ObjectReader::Take(std::string_view name) {
    for (std::size_t i = value_.members.size(); i-- > 0;) {
        if (value_.members[i].name == name) {
            if (i < kMarkedMembersMax) {
                read_mask_ |= std::uint64_t{1} << i;
            }
            const JsonValue& found = value_.members[i].value;
            return found.kind == JsonKind::kNull ? nullptr : &found;
        }
    }
    return nullptr;
}

const JsonValue* ObjectReader::TakeArray(std::string_view name) {
    const JsonValue* value = Take(name);
    if (value != nullptr && value->kind != JsonKind::kArray) {
        Fail(name, "must be a list");
        return nullptr;
    }
    return value;
}

void ObjectReader::ReadText(const JsonValue& value, std::string_view name, std::string& out) {
    switch (value.kind) {
        case JsonKind::kString:
            // Control characters and broken UTF-8 would be refused by PostgreSQL later, so they go
            // here.
            out = IsPlainAscii(value.text) ? std::string(value.text) : base::CleanUtf8(value.text);
            return;
        case JsonKind::kNumber:
            out = value.text;
            notes_.coercion_count += 1;
            return;
        case JsonKind::kBool:
            out = value.flag ? "true" : "false";
            notes_.coercion_count += 1;
            return;
        case JsonKind::kNull: return;
        case JsonKind::kArray:
        case JsonKind::kObject: Fail(name, "must be a text"); return;
    }
}

void ObjectReader::Text(std::string_view name, std::string& out) {
    if (const JsonValue* value = Take(name)) {
        ReadText(*value, name, out);
    }
}

void ObjectReader::RequiredText(std::string_view name, std::string& out) {
    Text(name, out);
    if (out.empty()) {
        Fail(name, "is missing");
    }
}

void ObjectReader::Whole(std::string_view name, std::optional<std::int64_t>& out) {
    const JsonValue* value = Take(name);
    if (value == nullptr) {
        return;
    }
    if (value->kind == JsonKind::kString) {
        notes_.coercion_count += 1;
    }
    if (value->kind == JsonKind::kNumber || value->kind == JsonKind::kString) {
        out = WholeNumber(value->text);
    }
    if (!out) {
        Fail(name, "must be a whole number");
    }
}

void ObjectReader::TextArray(std::string_view name, std::vector<std::string>& out) {
    const JsonValue* value = TakeArray(name);
    if (value == nullptr) {
        return;
    }
    out.reserve(value->items.size());
    for (const JsonValue& item : value->items) {
        std::string text;
        ReadText(item, name, text);
        out.push_back(std::move(text));
    }
}

bool ObjectReader::Has(std::string_view name) const {
    const JsonValue* found = value_.Find(name);
    return found != nullptr && found->kind != JsonKind::kNull;
}

void ObjectReader::Fail(std::string_view name, std::string_view why) {
    if (notes_.error) {
        return;
    }
    const std::string field = name.empty() ? path_.Text() : JsonPath{&path_, name}.Text();
    base::Error error = base::Malformed(field + " " + std::string(why));
    error.field = field;
    notes_.error = std::move(error);
}

}  // namespace orderyard::amazon::wire
