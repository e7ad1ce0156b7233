// Tolerant reading of one JSON object: members we do not know are noted, simple values of the wrong
// type are coerced, null is absent. What cannot be read at all is one error naming the path.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "amazon/wire/json_document.hpp"
#include "base/result.hpp"

namespace orderyard::amazon::wire {

// What came up while reading one text.
struct ReadNotes {
    static constexpr std::size_t kUnknownPathsMax = 50;

    std::vector<std::string> unknown_paths;  // "orderItems[0].colour"; the first kUnknownPathsMax
    int unknown_count = 0;                   // all of them
    int coercion_count = 0;                  // simple values of another type than the model's
    std::optional<base::Error> error;        // the first
};

// Where a value stands. Kept as a chain and written out only when somebody asks.
struct JsonPath {
    const JsonPath* parent = nullptr;
    std::string_view name;
    int index = -1;  // >= 0: an element of an array

    std::string Text() const;
};

class ObjectReader {
  public:
    // A value that is no object is an error.
    ObjectReader(const JsonValue& value, const JsonPath& path, ReadNotes& notes);
    ObjectReader(const ObjectReader&) = delete;
    ObjectReader& operator=(const ObjectReader&) = delete;
    ~ObjectReader();  // notes the members nobody read

    void Text(std::string_view name, std::string& out);
    void RequiredText(std::string_view name, std::string& out);  // an empty text is missing, too
    void Whole(std::string_view name, std::optional<std::int64_t>& out);
    void TextArray(std::string_view name, std::vector<std::string>& out);

    // `read` is void(ObjectReader&, T&).
    template <class T, class Read>
    void Object(std::string_view name, T& out, Read read) {
        if (const JsonValue* value = Take(name)) {
            const JsonPath path{&path_, name};
            ObjectReader inner(*value, path, notes_);
            read(inner, out);
        }
    }

    template <class T, class Read>
    void Object(std::string_view name, std::optional<T>& out, Read read) {
        if (const JsonValue* value = Take(name)) {
            const JsonPath path{&path_, name};
            ObjectReader inner(*value, path, notes_);
            read(inner, out.emplace());
        }
    }

    template <class T, class Read>
    void Array(std::string_view name, std::vector<T>& out, Read read) {
        const JsonValue* value = TakeArray(name);
        if (value == nullptr) {
            return;
        }
        out.reserve(value->items.size());
        const JsonPath array_path{&path_, name};
        for (const JsonValue& item : value->items) {
            const JsonPath path{&array_path, {}, static_cast<int>(out.size())};
            ObjectReader inner(item, path, notes_);
            read(inner, out.emplace_back());
        }
    }

    bool Has(std::string_view name) const;  // present and not null
    void Fail(std::string_view name, std::string_view why);

  private:
    const JsonValue* Take(std::string_view name);  // marks it read; null when absent or JSON null
    const JsonValue* TakeArray(std::string_view name);
    void ReadText(const JsonValue& value, std::string_view name, std::string& out);

    static constexpr std::size_t kMarkedMembersMax = 64;  // no object of Amazon's has half as many

    const JsonValue& value_;
    const JsonPath& path_;
    ReadNotes& notes_;
    std::uint64_t read_mask_ = 0;
};

}  // namespace orderyard::amazon::wire
