// The Uploads API 2020-11-01 and the storage behind it: files that messages to buyers name. As
// picky about headers as the real storage.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/instant.hpp"
#include "http/message.hpp"

namespace orderyard::sandbox {

inline constexpr std::string_view kMessageFilesPath = "/message-files/";

struct MessageFile {
    std::string order_id;
    std::string action;       // the kind of message it was made for
    std::string content_md5;  // base64, as announced
    std::string content_type;
    base::Instant created;             // in wire time
    std::optional<std::string> bytes;  // once uploaded
};

class MessageFiles {
  public:
    explicit MessageFiles(std::uint64_t seed) : seed_(seed) {}

    // createUploadDestinationForResource. The resource is the path of a message.
    http::Response Create(const http::Request& request, const std::string& order_id,
                          base::Instant wire_now);
    // PUT of the address that Create gave, for fifteen minutes. `keeps`: false answers, but stores
    // nothing.
    http::Response Upload(const http::Request& request, base::Instant wire_now, bool keeps);
    // nullptr: no such file for this message, or it was never uploaded.
    const MessageFile* Find(const std::string& id, const std::string& order_id,
                            const std::string& action) const;

  private:
    std::string NewId();

    std::uint64_t seed_;
    std::uint64_t count_ = 0;
    std::map<std::string, MessageFile> files_;
};

}  // namespace orderyard::sandbox
