// What the channel would refuse anyway is refused while it can still be corrected.
#include "domain/mail/channel_message.hpp"

#include <algorithm>
#include <cctype>

#include "base/instant.hpp"
#include "base/text.hpp"

namespace orderyard::domain {
namespace {

constexpr std::size_t kNameBytesMax = 120;

struct Ending {
    std::string_view name;
    std::string_view media_type;
};
constexpr Ending kEndings[] = {
    {".pdf", "application/pdf"}, {".jpg", "image/jpeg"}, {".jpeg", "image/jpeg"},
    {".png", "image/png"},       {".txt", "text/plain"},
};

std::string_view EndingType(std::string_view name) {
    const std::string lower = base::AsciiLower(name);
    for (const Ending& ending : kEndings) {
        if (lower.ends_with(ending.name) && lower.size() > ending.name.size()) {
            return ending.media_type;
        }
    }
    return {};
}

bool IsPlainText(std::string_view bytes) {
    return base::CleanUtf8(std::string(bytes)) == bytes &&
           std::none_of(bytes.begin(), bytes.end(), [](char each) {
               return static_cast<unsigned char>(each) < ' ' && each != '\n' && each != '\r' &&
                      each != '\t';
           });
}

// Letters, digits and a few marks: the name stands in the message, and in our own headers.
bool IsPlainName(std::string_view name) {
    return name.size() <= kNameBytesMax && std::all_of(name.begin(), name.end(), [](char each) {
               const auto byte = static_cast<unsigned char>(each);
               return byte >= 0x80 || std::isalnum(byte) != 0 || each == '.' || each == '-' ||
                      each == '_' || each == ' ' || each == '(' || each == ')';
           });
}

base::Result<> CheckCoverage(std::string_view text) {
    const auto parts = base::Split(text, '/');
    const auto from = parts.size() == 2 ? base::Instant::ParseIso(parts[0] + "T00:00:00Z")
                                        : base::Fail(base::Malformed("two days"));
    const auto to = parts.size() == 2 ? base::Instant::ParseIso(parts[1] + "T00:00:00Z")
                                      : base::Fail(base::Malformed("two days"));
    if (!from || !to || *to < *from) {
        return base::Fail(base::InvalidInput(
            "text", "The coverage is two days, the first before the last: 2026-01-31/2028-01-31."));
    }
    return {};
}

}  // namespace

const ChannelMessageKind* FindChannelMessage(std::string_view word) {
    for (const ChannelMessageKind& kind : kChannelMessageKinds) {
        if (kind.word == word) {
            return &kind;
        }
    }
    return nullptr;
}

base::Result<> CheckChannelMessage(std::string_view word, std::string_view text) {
    if (word == kReviewRequest) {
        return text.empty() ? base::Result<>()
                            : base::Fail(base::InvalidInput(
                                  "text", "The channel words a request for a review itself."));
    }
    const ChannelMessageKind* kind = FindChannelMessage(word);
    if (kind == nullptr) {
        return base::Fail(base::InvalidInput("kind", "The channel carries no such message."));
    }
    if (kind->characters_max == 0) {
        if (word == kWarranty && !text.empty()) {
            return CheckCoverage(text);
        }
        return text.empty()
                   ? base::Result<>()
                   : base::Fail(base::InvalidInput(
                         "text", "The channel carries this kind as a file, without text."));
    }
    if (base::Trim(text).empty()) {
        return base::Fail(base::InvalidInput("text", "A message has a text."));
    }
    if (base::CodePoints(text).size() > kind->characters_max) {
        base::Error error = base::InvalidInput("text", "At most %limit characters.");
        error.params = {{"limit", std::to_string(kind->characters_max)}};
        return base::Fail(std::move(error));
    }
    if (text.find('@') != std::string_view::npos || text.find('<') != std::string_view::npos) {
        return base::Fail(base::InvalidInput(
            "text", "The channel allows neither e-mail addresses nor markup: leave out @ and <."));
    }
    return {};
}

std::string_view MediaTypeOf(std::string_view bytes) {
    if (bytes.starts_with("%PDF-")) {
        return "application/pdf";
    }
    if (bytes.starts_with("\xff\xd8\xff")) {
        return "image/jpeg";
    }
    if (bytes.starts_with("\x89PNG\r\n\x1a\n")) {
        return "image/png";
    }
    return !bytes.empty() && IsPlainText(bytes) ? std::string_view("text/plain")
                                                : std::string_view();
}

base::Result<> CheckMessageFile(std::string_view word, bool has_document, const ChosenFile* file) {
    const ChannelMessageKind* kind = FindChannelMessage(word);
    const MessageFile takes = kind == nullptr ? MessageFile::kNone : kind->file;
    if (has_document && (word != kInvoiceMessage || file != nullptr)) {
        return base::Fail(base::InvalidInput(
            "invoice_id", "The order's invoice goes with a message of the kind invoice, alone."));
    }
    if (takes == MessageFile::kMust && !has_document && file == nullptr) {
        return base::Fail(base::InvalidInput("file", "A message of this kind needs a file."));
    }
    if (file == nullptr) {
        return {};
    }
    if (takes == MessageFile::kNone) {
        return base::Fail(base::InvalidInput("file", "A message of this kind takes no file."));
    }
    if (file->bytes.empty() || file->bytes.size() > kMessageFileBytesMax) {
        return base::Fail(base::InvalidInput("file", "A file has 1 byte to 700 KB."));
    }
    const std::string_view type = MediaTypeOf(file->bytes);
    if (type.empty() || EndingType(file->name) != type || !IsPlainName(file->name)) {
        return base::Fail(base::InvalidInput(
            "file",
            "A PDF, JPEG, PNG or plain text is needed, named like .pdf, .jpg, .png, .txt."));
    }
    return {};
}

}  // namespace orderyard::domain
