// The headers are sent on as they are, so nothing in them may end a line or say who we are.
#include "amazon/wire/upload_destination.hpp"

#include <algorithm>

#include "amazon/wire/json_document.hpp"
#include "base/limits.hpp"
#include "base/text.hpp"

namespace orderyard::amazon::wire {
namespace {

constexpr std::size_t kUrlBytesMax = 8 * 1024;
constexpr std::size_t kHeadersMax = 16;

base::Error Missing(const char* what) {
    return base::Malformed(std::string("an upload destination without ") + what);
}

std::string_view TextOf(const JsonValue* object, std::string_view name) {
    const JsonValue* value =
        object != nullptr && object->kind == JsonKind::kObject ? object->Find(name) : nullptr;
    return value != nullptr && value->kind == JsonKind::kString ? value->text : std::string_view();
}

bool IsHeaderText(std::string_view text) {
    return !text.empty() && text.size() <= base::limits::kShortTextBytesMax &&
           std::all_of(text.begin(), text.end(),
                       [](char each) { return each >= ' ' && each <= '~'; });
}

// Only those that a storage signs for: never one that frames the request or names a person.
bool IsSigned(std::string_view name) {
    const std::string lower = base::AsciiLower(name);
    return lower.starts_with("x-amz-") || lower == "content-md5" || lower == "content-type" ||
           lower == "content-disposition";
}

}  // namespace

base::Result<UploadDestination> ReadUploadDestination(std::string_view text) {
    const auto document = JsonDocument::Parse(text);
    if (!document) {
        return base::Fail(document.error());
    }
    const JsonValue& root = document->root();
    const JsonValue* payload = root.kind == JsonKind::kObject ? root.Find("payload") : nullptr;
    UploadDestination place;
    place.id = TextOf(payload, "uploadDestinationId");
    place.url = TextOf(payload, "url");
    if (place.id.empty() || place.id.size() > base::limits::kShortTextBytesMax) {
        return base::Fail(Missing("an id"));
    }
    if (place.url.empty() || place.url.size() > kUrlBytesMax) {
        return base::Fail(Missing("a URL"));
    }
    const JsonValue* headers = payload->Find("headers");
    if (headers == nullptr || headers->kind != JsonKind::kObject) {
        return place;
    }
    if (headers->members.size() > kHeadersMax) {
        return base::Fail(base::Malformed("an upload destination with too many headers"));
    }
    for (const JsonMember& member : headers->members) {
        if (member.value.kind != JsonKind::kString || !IsHeaderText(member.value.text) ||
            !IsSigned(member.name) || !IsHeaderText(member.name) ||
            member.name.find_first_of(": ") != std::string_view::npos) {
            return base::Fail(base::Malformed("an upload destination with a header of its own"));
        }
        place.headers.emplace_back(member.name, member.value.text);
    }
    return place;
}

}  // namespace orderyard::amazon::wire
