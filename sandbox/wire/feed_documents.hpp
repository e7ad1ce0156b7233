// Documents of the Feeds API and the storage behind them: presigned addresses on this very server
// that take one upload or hand out one report, and are as picky about headers as the real storage.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/instant.hpp"
#include "http/message.hpp"

namespace orderyard::sandbox {

inline constexpr std::string_view kStoragePath = "/feed-documents/";
inline constexpr std::size_t kUploadBytesMax = 10 * 1024 * 1024;

struct FeedDocument {
    std::string content_type;
    base::Instant created;  // in world time
    std::optional<std::string> body;
    bool is_gzip = false;
    bool is_result = false;
};

class FeedDocuments {
  public:
    explicit FeedDocuments(std::uint64_t seed);

    std::string NewId();
    void Put(std::string id, FeedDocument document) {
        documents_[std::move(id)] = std::move(document);
    }
    // nullptr once it is too old: 2 days for what was uploaded, 28 for a result.
    const FeedDocument* Find(std::string_view id, base::Instant world_now) const;

    // Good for five minutes of wire time. `host` as the caller addressed this server.
    std::string UploadUrl(std::string_view id, std::string_view content_type, std::string_view host,
                          base::Instant wire_now) const;
    std::string DownloadUrl(std::string_view id, bool is_encoding_told, std::string_view host,
                            base::Instant wire_now) const;

    // PUT and GET of a presigned address. `keeps`: false answers, but stores nothing.
    http::Response Upload(const http::Request& request, base::Instant wire_now, bool keeps);
    http::Response Download(const http::Request& request, base::Instant wire_now) const;

  private:
    std::string Signature(std::string_view method, std::string_view id, std::string_view date,
                          std::string_view header_value) const;
    // The refusal of an address that is expired or not signed like this.
    std::optional<http::Response> RefuseAddress(const http::Request& request,
                                                std::string_view signed_value,
                                                base::Instant wire_now) const;

    std::string key_;
    std::uint64_t seed_;
    std::uint64_t id_count_ = 0;
    std::map<std::string, FeedDocument, std::less<>> documents_;
};

}  // namespace orderyard::sandbox
