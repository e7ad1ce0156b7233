// The JSON body of a request, read strictly: a member nobody asks for is refused by name, every
// value has one type, and errors name the place ("packages[0].lines[1].quantity"). Amounts are
// taken from the text, never through floating point.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "base/limits.hpp"
#include "base/result.hpp"
#include "http/message.hpp"

namespace orderyard::api::v1 {

struct JsonNode;

// One object of the body. Members are asked for by name; null counts as missing. The first thing
// wrong is kept and everything after it reads as missing, so that a caller asks for all it knows
// and looks at End() once. Copies share the document.
class BodyReader {
  public:
    // The body must be one JSON object of type application/json; no body at all is an empty object.
    // kUnsupported, kMalformed.
    static base::Result<BodyReader> Of(const http::Request& request);
    static base::Result<BodyReader> OfText(std::string_view text);

    bool Has(std::string_view name) const;
    // Trimmed; "" when missing.
    std::string Text(std::string_view name,
                     std::size_t bytes_max = base::limits::kShortTextBytesMax);
    // Must be there and not blank.
    std::string NeededText(std::string_view name,
                           std::size_t bytes_max = base::limits::kShortTextBytesMax);
    // Tells "" from missing.
    std::optional<std::string> TextIfGiven(
        std::string_view name, std::size_t bytes_max = base::limits::kShortTextBytesMax);
    std::optional<std::int64_t> Int(std::string_view name, std::int64_t min, std::int64_t max);
    std::int64_t NeededInt(std::string_view name, std::int64_t min, std::int64_t max);
    bool Flag(std::string_view name, bool fallback);
    // "12.34" or 12.34, not negative, in 1/10,000 of the main unit.
    std::optional<std::int64_t> Amount(std::string_view name);
    // ISO 8601 with a zone.
    std::optional<base::Instant> Moment(std::string_view name);
    std::optional<BodyReader> Object(std::string_view name);
    // Empty when missing.
    std::vector<BodyReader> Objects(std::string_view name,
                                    std::size_t count_max = base::limits::kJsonElementsMax);
    std::vector<std::int64_t> Ints(std::string_view name, std::int64_t min, std::int64_t max,
                                   std::size_t count_max = base::limits::kJsonElementsMax);
    // A string, or a list of strings.
    std::vector<std::string> Texts(std::string_view name);
    // The member as JSON text, without looking into it; "{}" when it is missing. It must be an
    // object.
    std::string ObjectText(std::string_view name);

    // Says that a member's value cannot be used. The first error is kept.
    void Refuse(std::string_view name, std::string message);
    // "packages[0].lines": the place of a member of this object.
    std::string PathOf(std::string_view name) const;
    // What is wrong with the whole document so far: a member that nobody has asked for, else the
    // first error.
    base::Result<> End() const;

  private:
    struct Document;
    BodyReader(std::shared_ptr<Document> document, const JsonNode* node, std::string path);
    const JsonNode* Find(std::string_view name) const;
    const JsonNode* FindList(std::string_view name, std::size_t count_max);
    void RefuseType(std::string_view name, std::string_view wanted);
    void RefuseRange(std::string_view name, std::int64_t min, std::int64_t max);
    std::optional<std::string> CleanText(const JsonNode& node, std::string_view name,
                                         std::size_t bytes_max);

    std::shared_ptr<Document> document_;
    const JsonNode* node_;
    std::string path_;
};

}  // namespace orderyard::api::v1
