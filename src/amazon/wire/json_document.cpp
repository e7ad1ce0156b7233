// Builds the tree from Boost.JSON's parser events. Strings without escapes stay views into the
// text; the rest lives in one arena that is dropped as a whole.
#include "amazon/wire/json_document.hpp"

#include <algorithm>
#include <boost/json/basic_parser_impl.hpp>
#include <cstring>
#include <memory_resource>
#include <vector>

#include "base/crypto.hpp"
#include "base/limits.hpp"

namespace orderyard::amazon::wire {

namespace {

namespace json = boost::json;
using json::error_code;

// Keeps what the parser reports on two stacks; an array or object takes its parts off them when it
// ends.
class TreeBuilder {
  public:
    static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);

    TreeBuilder(std::string_view source, std::pmr::memory_resource* arena)
        : source_(source), arena_(arena) {}

    JsonValue TakeRoot() { return values_.empty() ? JsonValue{} : values_.back(); }

    bool on_document_begin(error_code&) { return true; }
    bool on_document_end(error_code&) { return true; }
    bool on_array_begin(error_code&) { return true; }
    bool on_object_begin(error_code&) { return true; }

    bool on_array_end(std::size_t count, error_code&) {
        JsonValue value;
        value.kind = JsonKind::kArray;
        if (count > 0) {
            auto* items = Allocate<JsonValue>(count);
            std::uninitialized_copy(values_.end() - Signed(count), values_.end(), items);
            values_.resize(values_.size() - count);
            value.items = {items, count};
        }
        values_.push_back(value);
        return true;
    }

    bool on_object_end(std::size_t count, error_code&) {
        JsonValue value;
        value.kind = JsonKind::kObject;
        if (count > 0) {
            auto* members = Allocate<JsonMember>(count);
            const std::size_t first_value = values_.size() - count;
            const std::size_t first_key = keys_.size() - count;
            for (std::size_t i = 0; i < count; ++i) {
                new (members + i) JsonMember{keys_[first_key + i], values_[first_value + i]};
            }
            values_.resize(first_value);
            keys_.resize(first_key);
            value.members = {members, count};
        }
        values_.push_back(value);
        return true;
    }

    bool on_string_part(json::string_view part, std::size_t, error_code&) { return AddPart(part); }
    bool on_key_part(json::string_view part, std::size_t, error_code&) { return AddPart(part); }
    bool on_number_part(json::string_view part, error_code&) { return AddPart(part); }

    bool on_string(json::string_view rest, std::size_t, error_code&) {
        return Push(JsonKind::kString, rest);
    }
    bool on_key(json::string_view rest, std::size_t, error_code&) {
        keys_.push_back(Keep(rest));
        return true;
    }
    bool on_int64(std::int64_t, json::string_view rest, error_code&) {
        return Push(JsonKind::kNumber, rest);
    }
    bool on_uint64(std::uint64_t, json::string_view rest, error_code&) {
        return Push(JsonKind::kNumber, rest);
    }
    bool on_double(double, json::string_view rest, error_code&) {
        return Push(JsonKind::kNumber, rest);
    }
    bool on_bool(bool flag, error_code&) {
        JsonValue value;
        value.kind = JsonKind::kBool;
        value.flag = flag;
        values_.push_back(value);
        return true;
    }
    bool on_null(error_code&) {
        values_.emplace_back();
        return true;
    }
    bool on_comment_part(json::string_view, error_code&) { return true; }
    bool on_comment(json::string_view, error_code&) { return true; }

  private:
    static std::ptrdiff_t Signed(std::size_t count) { return static_cast<std::ptrdiff_t>(count); }

    template <class T>
    T* Allocate(std::size_t count) {
        return static_cast<T*>(arena_->allocate(count * sizeof(T), alignof(T)));
    }

    bool AddPart(json::string_view part) {
        parts_.append(part.data(), part.size());
        return true;
    }

    bool Push(JsonKind kind, json::string_view rest) {
        JsonValue value;
        value.kind = kind;
        value.text = Keep(rest);
        values_.push_back(value);
        return true;
    }

    // Only what the parser had to put together itself is copied.
    std::string_view Keep(json::string_view rest) {
        if (parts_.empty()) {
            const std::less_equal<const char*> before;
            if (before(source_.data(), rest.data()) &&
                before(rest.data() + rest.size(), source_.data() + source_.size())) {
                return {rest.data(), rest.size()};
            }
        }
        parts_.append(rest.data(), rest.size());
        auto* kept = Allocate<char>(std::max<std::size_t>(parts_.size(), 1));
        std::memcpy(kept, parts_.data(), parts_.size());
        const std::string_view view{kept, parts_.size()};
        parts_.clear();
        return view;
    }

    std::string_view source_;
    std::pmr::memory_resource* arena_;
    std::vector<JsonValue> values_;
    std::vector<std::string_view> keys_;
    std::string parts_;
};

// Length-prefixed, so that no two values write the same bytes.
void AppendText(char kind, std::string_view text, std::string& out) {
    out += kind;
    out += std::to_string(text.size());
    out += ':';
    out += text;
}

void AppendCanonical(const JsonValue& value, std::string& out) {
    switch (value.kind) {
        case JsonKind::kNull: out += 'n'; return;
        case JsonKind::kBool: out += value.flag ? 't' : 'f'; return;
        case JsonKind::kNumber: AppendText('d', value.text, out); return;
        case JsonKind::kString: AppendText('s', value.text, out); return;
        case JsonKind::kArray:
            out += '[';
            for (const JsonValue& item : value.items) {
                AppendCanonical(item, out);
            }
            out += ']';
            return;
        case JsonKind::kObject: {
            std::vector<const JsonMember*> sorted;
            sorted.reserve(value.members.size());
            for (const JsonMember& member : value.members) {
                sorted.push_back(&member);
            }
            std::stable_sort(sorted.begin(), sorted.end(),
                             [](const auto* a, const auto* b) { return a->name < b->name; });
            out += '{';
            for (const JsonMember* member : sorted) {
                AppendText('k', member->name, out);
                AppendCanonical(member->value, out);
            }
            out += '}';
            return;
        }
    }
}

}  // namespace

struct JsonDocument::Storage {
    std::pmr::monotonic_buffer_resource arena{16 * 1024};
    JsonValue root;
};

JsonDocument::JsonDocument(std::unique_ptr<Storage> storage) : storage_(std::move(storage)) {}
JsonDocument::JsonDocument(JsonDocument&&) noexcept = default;
JsonDocument& JsonDocument::operator=(JsonDocument&&) noexcept = default;
JsonDocument::~JsonDocument() = default;

const JsonValue& JsonDocument::root() const {
    return storage_->root;
}

base::Result<JsonDocument> JsonDocument::Parse(std::string_view text) {
    json::parse_options options;
    options.max_depth = base::limits::kJsonDepthMax;
    options.allow_invalid_utf8 = true;
    auto storage = std::make_unique<Storage>();
    json::basic_parser<TreeBuilder> parser(options, text, &storage->arena);
    error_code error;
    const std::size_t read = parser.write_some(false, text.data(), text.size(), error);
    if (error || read < text.size()) {
        base::Error refusal = base::Malformed("not JSON at byte %at: %why");
        refusal.params = {{"at", std::to_string(read)},
                          {"why", error ? error.message() : "text after the end"}};
        return base::Fail(std::move(refusal));
    }
    storage->root = parser.handler().TakeRoot();
    return JsonDocument(std::move(storage));
}

const JsonValue* JsonValue::Find(std::string_view name) const {
    for (std::size_t i = members.size(); i-- > 0;) {
        if (members[i].name == name) {
            return &members[i].value;
        }
    }
    return nullptr;
}

std::string ContentHash(const JsonValue& value) {
    std::string canonical;
    canonical.reserve(4096);
    AppendCanonical(value, canonical);
    return base::Sha256(canonical);
}

}  // namespace orderyard::amazon::wire
