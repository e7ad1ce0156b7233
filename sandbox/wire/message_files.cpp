// Members and headers are those that sellers show of real answers.
#include "sandbox/wire/message_files.hpp"

#include <algorithm>
#include <array>
#include <boost/json.hpp>

#include "base/crypto.hpp"
#include "base/md5.hpp"
#include "base/text.hpp"
#include "sandbox/wire/amazon_answers.hpp"

namespace orderyard::sandbox {
namespace {

namespace json = boost::json;

constexpr base::Duration kAddressLives = base::Duration::Minutes(15);
constexpr std::size_t kFileBytesMax = 10 * 1024 * 1024;
constexpr std::string_view kEncryption = "aws:kms";
constexpr std::array<std::string_view, 4> kTypes = {"application/pdf", "image/jpeg", "image/png",
                                                    "text/plain"};

std::string HeaderOr(const http::Request& request, std::string_view name) {
    const std::string* value = request.FindHeader(name);
    return value == nullptr ? "" : *value;
}

bool IsMd5(const std::string& text) {
    const auto bytes = base::Unbase64(text);
    return bytes && bytes->size() == 16;
}

http::Response BadParameter(std::string_view what) {
    return ErrorList(400, "InvalidInput",
                     "Missing or invalid request parameters: [" + std::string(what) + "]");
}

std::optional<http::Response> RefuseHeaders(const http::Request& request, const MessageFile& file) {
    for (const std::string_view name : {"authorization", "x-amz-access-token"}) {
        if (request.FindHeader(name) != nullptr) {
            return StorageError(400, "InvalidArgument", "Only one auth mechanism allowed");
        }
    }
    if (request.FindHeader("transfer-encoding") != nullptr ||
        request.FindHeader("expect") != nullptr) {
        return StorageError(501, "NotImplemented",
                            "A header you provided implies functionality that is not implemented");
    }
    if (HeaderOr(request, "content-md5") != file.content_md5 ||
        HeaderOr(request, "x-amz-server-side-encryption") != kEncryption) {
        return StorageError(403, "SignatureDoesNotMatch",
                            "The request signature we calculated does not match the signature you "
                            "provided. Check your key and signing method.");
    }
    return std::nullopt;
}

}  // namespace

std::string MessageFiles::NewId() {
    const std::string hex = base::Hex(
        base::Sha256("message file " + std::to_string(seed_) + " " + std::to_string(++count_)));
    return hex.substr(0, 8) + "-" + hex.substr(8, 4) + "-" + hex.substr(12, 4) + "-" +
           hex.substr(16, 4) + "-" + hex.substr(20, 12);
}

http::Response MessageFiles::Create(const http::Request& request, const std::string& order_id,
                                    base::Instant wire_now) {
    MessageFile file;
    file.order_id = order_id;
    file.action = request.path.substr(request.path.rfind('/') + 1);
    file.content_md5 = request.QueryValue("contentMD5").value_or("");
    file.content_type = request.QueryValue("contentType").value_or("");
    file.created = wire_now;
    if (!IsMd5(file.content_md5)) {
        return BadParameter("contentMD5");
    }
    if (std::find(kTypes.begin(), kTypes.end(), file.content_type) == kTypes.end()) {
        return BadParameter("contentType");
    }
    const std::string id = NewId();
    const std::string* host = request.FindHeader("host");
    const json::object payload{
        {"uploadDestinationId", id},
        {"url", "http://" + (host == nullptr ? "127.0.0.1" : *host) +
                    std::string(kMessageFilesPath) + id +
                    "?X-Amz-SignedHeaders=content-md5%3Bhost%3Bx-amz-server-side-encryption"
                    "&X-Amz-Expires=900"},
        {"headers", json::object{{"x-amz-server-side-encryption", kEncryption},
                                 {"Content-MD5", file.content_md5}}}};
    files_[id] = std::move(file);
    return http::JsonResponse(201, json::serialize(json::object{{"payload", payload}}));
}

http::Response MessageFiles::Upload(const http::Request& request, base::Instant wire_now,
                                    bool keeps) {
    const auto found = files_.find(request.path.substr(kMessageFilesPath.size()));
    if (found == files_.end()) {
        return StorageError(404, "NoSuchKey", "The specified key does not exist.");
    }
    MessageFile& file = found->second;
    if (auto refusal = RefuseHeaders(request, file)) {
        return std::move(*refusal);
    }
    if (file.created + kAddressLives < wire_now) {
        return StorageError(403, "AccessDenied", "Request has expired");
    }
    if (request.body.size() > kFileBytesMax) {
        return StorageError(400, "EntityTooLarge",
                            "Your proposed upload exceeds the maximum allowed size");
    }
    if (base::Base64(base::Md5(request.body)) != file.content_md5) {
        return StorageError(400, "BadDigest",
                            "The Content-MD5 you specified did not match what we received.");
    }
    if (keeps) {
        file.bytes = request.body;
    }
    http::Response response;
    response.content_type = "application/xml";
    return response;
}

const MessageFile* MessageFiles::Find(const std::string& id, const std::string& order_id,
                                      const std::string& action) const {
    const auto found = files_.find(id);
    const bool is_it = found != files_.end() && found->second.bytes &&
                       found->second.order_id == order_id && found->second.action == action;
    return is_it ? &found->second : nullptr;
}

}  // namespace orderyard::sandbox
