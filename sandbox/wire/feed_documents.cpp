// An address carries its own date and signature, so nothing about it needs to be remembered.
#include "sandbox/wire/feed_documents.hpp"

#include "base/crypto.hpp"
#include "base/text.hpp"
#include "sandbox/wire/amazon_answers.hpp"
#include "sandbox/world/dice.hpp"

namespace orderyard::sandbox {
namespace {

constexpr std::int64_t kAddressSeconds = 300;
constexpr std::int64_t kInputDays = 2;
constexpr std::int64_t kResultDays = 28;

// 20261122T120000Z, as the storage writes dates.
std::string CompactDate(base::Instant at) {
    std::string text = base::Instant::FromSeconds(at.seconds()).ToIso();
    base::ReplaceAll(text, "-", "");
    base::ReplaceAll(text, ":", "");
    return text;
}

std::optional<base::Instant> ReadCompactDate(const std::string& text) {
    if (text.size() != 16) {
        return std::nullopt;
    }
    const auto at = base::Instant::ParseIso(text.substr(0, 4) + "-" + text.substr(4, 2) + "-" +
                                            text.substr(6, 5) + ":" + text.substr(11, 2) + ":" +
                                            text.substr(13));
    return at ? std::optional(*at) : std::nullopt;
}

std::string IdOf(const http::Request& request) {
    return request.path.substr(kStoragePath.size());
}

std::string HeaderOr(const http::Request& request, std::string_view name) {
    const std::string* value = request.FindHeader(name);
    return value == nullptr ? "" : *value;
}

http::Response BadSignature() {
    return StorageError(403, "SignatureDoesNotMatch",
                        "The request signature we calculated does not match the signature you "
                        "provided. Check your key and signing method.");
}

// What a presigned upload must not carry. nullopt: nothing of it.
std::optional<http::Response> RefuseHeaders(const http::Request& request) {
    if (request.FindHeader("authorization") != nullptr) {
        return StorageError(400, "InvalidArgument", "Only one auth mechanism allowed");
    }
    if (request.FindHeader("x-amz-access-token") != nullptr) {
        return StorageError(403, "AccessDenied",
                            "There were headers present in the request which were not signed");
    }
    if (request.FindHeader("transfer-encoding") != nullptr) {
        return StorageError(501, "NotImplemented",
                            "A header you provided implies functionality that is not implemented");
    }
    if (request.FindHeader("expect") != nullptr) {
        return StorageError(417, "ExpectationFailed", "Expect is not supported here");
    }
    return std::nullopt;
}

}  // namespace

FeedDocuments::FeedDocuments(std::uint64_t seed)
    : key_(base::Sha256("feed storage " + std::to_string(seed))), seed_(seed) {}

std::string FeedDocuments::NewId() {
    Dice dice({seed_, ++id_count_, 0xd0c});
    const std::string hex = base::Hex(base::Sha256(std::to_string(dice.Next())));
    return "amzn1.tortuga.4.na." + hex.substr(0, 8) + "-" + hex.substr(8, 4) + "-" +
           hex.substr(12, 4) + "-" + hex.substr(16, 12) + ".T" +
           base::AsciiUpper(hex.substr(28, 13));
}

const FeedDocument* FeedDocuments::Find(std::string_view id, base::Instant world_now) const {
    const auto found = documents_.find(id);
    if (found == documents_.end()) {
        return nullptr;
    }
    const base::Duration kept =
        base::Duration::Days(found->second.is_result ? kResultDays : kInputDays);
    return found->second.created + kept < world_now ? nullptr : &found->second;
}

std::string FeedDocuments::Signature(std::string_view method, std::string_view id,
                                     std::string_view date, std::string_view header_value) const {
    std::string text(method);
    for (const std::string_view part : {id, date, header_value}) {
        text += '\n';
        text += part;
    }
    return base::Hex(base::HmacSha256(key_, text));
}

std::string FeedDocuments::UploadUrl(std::string_view id, std::string_view content_type,
                                     std::string_view host, base::Instant wire_now) const {
    const std::string date = CompactDate(wire_now);
    return "http://" + std::string(host) + std::string(kStoragePath) + std::string(id) +
           "?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=" + date +
           "&X-Amz-SignedHeaders=content-type%3Bhost&X-Amz-Expires=" +
           std::to_string(kAddressSeconds) +
           "&X-Amz-Signature=" + Signature("PUT", id, date, content_type);
}

std::string FeedDocuments::DownloadUrl(std::string_view id, bool is_encoding_told,
                                       std::string_view host, base::Instant wire_now) const {
    const std::string date = CompactDate(wire_now);
    const std::string encoding = is_encoding_told ? "gzip" : "identity";
    return "http://" + std::string(host) + std::string(kStoragePath) + std::string(id) +
           "?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=" + date +
           "&X-Amz-SignedHeaders=host&X-Amz-Expires=" + std::to_string(kAddressSeconds) +
           "&response-content-encoding=" + encoding +
           "&X-Amz-Signature=" + Signature("GET", id, date, encoding);
}

std::optional<http::Response> FeedDocuments::RefuseAddress(const http::Request& request,
                                                           std::string_view signed_value,
                                                           base::Instant wire_now) const {
    const std::string date = request.QueryValue("X-Amz-Date").value_or("");
    const std::string expected =
        Signature(http::ToString(request.method), IdOf(request), date, signed_value);
    const auto at = ReadCompactDate(date);
    if (!at || request.QueryValue("X-Amz-Signature").value_or("") != expected) {
        return BadSignature();
    }
    if (*at + base::Duration::Seconds(kAddressSeconds) < wire_now) {
        return StorageError(403, "AccessDenied", "Request has expired");
    }
    return std::nullopt;
}

http::Response FeedDocuments::Upload(const http::Request& request, base::Instant wire_now,
                                     bool keeps) {
    if (auto refusal = RefuseHeaders(request)) {
        return std::move(*refusal);
    }
    if (auto refusal = RefuseAddress(request, HeaderOr(request, "content-type"), wire_now)) {
        return std::move(*refusal);
    }
    if (request.body.size() > kUploadBytesMax) {
        return StorageError(400, "EntityTooLarge",
                            "Your proposed upload exceeds the maximum allowed size");
    }
    const auto found = documents_.find(IdOf(request));
    if (found == documents_.end() || found->second.is_result) {
        return StorageError(404, "NoSuchKey", "The specified key does not exist.");
    }
    if (keeps) {
        found->second.body = request.body;
    }
    http::Response response;
    response.Set("ETag", "\"" + base::Hex(base::Sha256(request.body)).substr(0, 32) + "\"");
    response.content_type = "application/xml";
    return response;
}

http::Response FeedDocuments::Download(const http::Request& request, base::Instant wire_now) const {
    const std::string encoding = request.QueryValue("response-content-encoding").value_or("");
    if (auto refusal = RefuseAddress(request, encoding, wire_now)) {
        return std::move(*refusal);
    }
    const auto found = documents_.find(IdOf(request));
    if (found == documents_.end() || !found->second.body) {
        return StorageError(404, "NoSuchKey", "The specified key does not exist.");
    }
    http::Response response;
    response.content_type = found->second.content_type;
    response.body = *found->second.body;
    // Also keeps the server from compressing once more.
    response.Set("Content-Encoding", encoding);
    return response;
}

}  // namespace orderyard::sandbox
