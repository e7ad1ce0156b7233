// A JSON text as a tree of views, with numbers kept as they were written. Amounts must never pass
// through a double, and Boost.JSON's own tree keeps only the double; so this tree is built from its
// parser's events.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace orderyard::amazon::wire {

enum class JsonKind { kNull, kBool, kNumber, kString, kArray, kObject };

struct JsonMember;

// Views into the text and the document: valid while both live.
struct JsonValue {
    JsonKind kind = JsonKind::kNull;
    bool flag = false;                    // kBool
    std::string_view text;                // kString: decoded; kNumber: the token as written
    std::span<const JsonValue> items;     // kArray
    std::span<const JsonMember> members;  // kObject, in the text's order

    // The last member of that name (as most readers do), or null.
    const JsonValue* Find(std::string_view name) const;
};

struct JsonMember {
    std::string_view name;
    JsonValue value;
};

class JsonDocument {
  public:
    // `text` must outlive the document. kMalformed for anything but one JSON value of bounded
    // depth. Bytes that are not UTF-8 are let through inside strings; whoever keeps a text cleans
    // it.
    static base::Result<JsonDocument> Parse(std::string_view text);

    JsonDocument(JsonDocument&&) noexcept;
    JsonDocument& operator=(JsonDocument&&) noexcept;
    ~JsonDocument();

    const JsonValue& root() const;

  private:
    struct Storage;
    explicit JsonDocument(std::unique_ptr<Storage> storage);
    std::unique_ptr<Storage> storage_;
};

// The text with each \uXXXX escape that is half of a surrogate pair replaced by \ufffd. Cut-off
// emoji in a gift message would otherwise make a whole page unreadable.
std::string WithoutLoneSurrogates(std::string_view text);

// 32 bytes over the value, the same for any order of members, white space or escapes.
std::string ContentHash(const JsonValue& value);

// The source texts of the elements of the array `name` of the top-level object. `text` must have
// been parsed before: this only counts brackets. Empty when there is no such array.
std::vector<std::string_view> ElementTexts(std::string_view text, std::string_view name);
// The source text of the top-level member `name`, or empty.
std::string_view MemberText(std::string_view text, std::string_view name);

}  // namespace orderyard::amazon::wire
