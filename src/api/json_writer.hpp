// Writes JSON text straight into one string: no tree in between, since a page of orders is mostly
// writing.
#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/money.hpp"

namespace orderyard::api {

class JsonWriter {
  public:
    // kMagento escapes as PHP does: '/' as "\/" and everything beyond ASCII as \uXXXX.
    enum class Style { kPlain, kMagento };

    explicit JsonWriter(Style style) : style_(style) {}

    JsonWriter& BeginObject() { return Begin('{'); }
    JsonWriter& EndObject() { return End('}'); }
    JsonWriter& BeginArray() { return Begin('['); }
    JsonWriter& EndArray() { return End(']'); }
    // Names are ours: ASCII without quotes, written as they are.
    JsonWriter& Key(std::string_view name);
    JsonWriter& String(std::string_view text);
    JsonWriter& Int(std::int64_t value);
    JsonWriter& Bool(bool value) { return Raw(value ? "true" : "false"); }
    JsonWriter& Null() { return Raw("null"); }
    JsonWriter& Number(const base::Money& amount) {
        return Raw(amount.ToShortest());
    }                                        // "29.9", not "29.90"
    JsonWriter& Raw(std::string_view json);  // one complete value

    JsonWriter& Field(std::string_view name, std::string_view text) {
        return Key(name).String(text);
    }
    JsonWriter& Field(std::string_view name, const std::string& text) {
        return Key(name).String(text);
    }
    JsonWriter& Field(std::string_view name, const char* text) { return Key(name).String(text); }
    JsonWriter& Field(std::string_view name, std::int64_t value) { return Key(name).Int(value); }
    JsonWriter& Field(std::string_view name, int value) { return Key(name).Int(value); }
    JsonWriter& Field(std::string_view name, const base::Money& amount) {
        return Key(name).Number(amount);
    }
    // A template, so that nothing (a pointer least of all) is turned into a bool on the way.
    template <std::same_as<bool> T>
    JsonWriter& Field(std::string_view name, T value) {
        return Key(name).Bool(value);
    }
    JsonWriter& NullField(std::string_view name) { return Key(name).Null(); }
    // The text, or null when it is empty: keys that are always present.
    JsonWriter& TextOrNull(std::string_view name, std::string_view text);
    // The text, or no key at all when it is empty: keys that are omitted.
    JsonWriter& TextIfAny(std::string_view name, std::string_view text);

    void Reserve(std::size_t bytes) { text_.reserve(text_.size() + bytes); }

    const std::string& text() const { return text_; }
    std::string Take() { return std::move(text_); }

  private:
    JsonWriter& Begin(char bracket);
    JsonWriter& End(char bracket);
    void Separate();

    Style style_;
    std::string text_;
    bool needs_comma_ = false;
};

}  // namespace orderyard::api
