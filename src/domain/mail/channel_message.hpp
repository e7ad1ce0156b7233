// Messages to a buyer that the channel itself carries: fixed kinds, each with a longest text or a
// file or both, and only those that the channel allows for the order now. sp-api.md section 7.2.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace orderyard::domain {

enum class MessageFile { kNone, kMay, kMust };

struct ChannelMessageKind {
    std::string_view word;
    std::size_t characters_max;  // 0: it has no text
    MessageFile file = MessageFile::kNone;
};
inline constexpr std::array kChannelMessageKinds{
    ChannelMessageKind{"confirm_customization", 800, MessageFile::kMay},
    ChannelMessageKind{"confirm_delivery", 2'000},
    ChannelMessageKind{"confirm_order", 2'000},
    ChannelMessageKind{"confirm_service", 2'000},
    ChannelMessageKind{"unexpected_problem", 2'000},
    ChannelMessageKind{"digital_key", 400, MessageFile::kMay},
    ChannelMessageKind{"legal_disclosure", 0, MessageFile::kMust},
    ChannelMessageKind{"warranty", 0, MessageFile::kMust},
    ChannelMessageKind{"invoice", 0, MessageFile::kMust},  // also the order's own invoice
};
// Has no text; the channel words it, in the buyer's language.
inline constexpr std::string_view kReviewRequest = "review_request";
// Its days of coverage, which it may name.
inline constexpr std::string_view kWarranty = "warranty";
inline constexpr std::string_view kInvoiceMessage = "invoice";

// As much as comes in with one request of ours.
inline constexpr std::size_t kMessageFileBytesMax = 700 * 1024;

// A file as somebody chose it.
struct ChosenFile {
    std::string name;
    std::string bytes;
};

// nullptr: no such kind, or the review request.
const ChannelMessageKind* FindChannelMessage(std::string_view word);
// kInvalidInput names "kind" or "text". The text of a warranty is empty or "2026-01-31/2028-01-31".
base::Result<> CheckChannelMessage(std::string_view word, std::string_view text);
// `has_document`: the order's own invoice goes with it instead of a chosen file; `file`: null if
// none was chosen. kInvalidInput names "kind" or "file".
base::Result<> CheckMessageFile(std::string_view word, bool has_document, const ChosenFile* file);
// By what the bytes begin with, not by the name: "application/pdf", "image/jpeg", "image/png",
// "text/plain"; empty: none that the channel takes.
std::string_view MediaTypeOf(std::string_view bytes);

}  // namespace orderyard::domain
