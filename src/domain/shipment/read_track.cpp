// Numbers are copied from labels, mails and tables: with blanks in them, also the wide ones that
// look like nothing at all.
#include "domain/shipment/read_track.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "domain/order/order_rules.hpp"

namespace orderyard::domain {
namespace {

constexpr std::size_t kNumberLengthMax = 50;
constexpr std::size_t kCarrierLengthMax = 50;
constexpr const char* kCustom = "custom";

constexpr std::array<std::pair<const char*, const char*>, 5> kCarrierTitles{{
    {"dhl", "DHL"},
    {"fedex", "Federal Express"},
    {"ups", "United Parcel Service"},
    {"usps", "United States Postal Service"},
    {kCustom, "Custom"},
}};

// Blanks of Unicode that survive copying: no-break, en to hair, zero width, ideographic, BOM.
constexpr std::array kWideBlanks{"\u00A0", "\u2002", "\u2003", "\u2007", "\u2009", "\u200A",
                                 "\u200B", "\u202F", "\u2060", "\u3000", "\uFEFF"};

bool IsPrintable(const std::string& text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c <= '~'; });
}

std::string WithoutBlanks(std::string text) {
    for (const char* blank : kWideBlanks) {
        base::ReplaceAll(text, blank, "");
    }
    std::erase_if(text, [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); });
    return text;
}

std::string TitleOf(const std::string& carrier) {
    for (const auto& [code, title] : kCarrierTitles) {
        if (base::EqualsIgnoreAsciiCase(code, carrier)) {
            return title;
        }
    }
    return carrier;
}

bool IsShortText(const std::string& text) {
    return base::IsValidUtf8(text) && text.size() <= base::limits::kShortTextBytesMax &&
           text == base::CleanUtf8(text);
}

}  // namespace

base::Result<Track> ReadTrack(const TrackRequest& request, const std::string& field,
                              bool is_of_channel, base::Instant now) {
    const auto refuse = [&](const char* part, const char* reason, const char* text) {
        return base::Fail(BadInput(field + "." + part, reason, text));
    };
    Track track;
    track.carrier_code = std::string(base::Trim(request.carrier_code));
    if (track.carrier_code.empty()) {
        return refuse("carrier_code", "carrier_required",
                      "A tracking number needs its carrier; use \"custom\" for one not listed.");
    }
    if (track.carrier_code.size() > kCarrierLengthMax || !IsPrintable(track.carrier_code)) {
        return refuse("carrier_code", "carrier_malformed",
                      "A carrier code has 1 to 50 printable characters without blanks.");
    }
    track.number = WithoutBlanks(request.number);
    if (track.number.empty()) {
        return refuse("number", "number_required",
                      "The tracking number is missing; leave the whole track out to add it later.");
    }
    if (track.number.size() > kNumberLengthMax || !IsPrintable(track.number)) {
        return refuse("number", "number_malformed",
                      "A tracking number has 1 to 50 printable characters.");
    }
    track.title = std::string(base::Trim(request.title));
    if (!IsShortText(track.title)) {
        return refuse("title", "title_malformed", "A carrier's title is text of 1024 bytes.");
    }
    const bool is_custom = base::EqualsIgnoreAsciiCase(track.carrier_code, kCustom);
    if (track.title.empty() && is_custom && is_of_channel) {
        return refuse("title", "title_required",
                      "The channel is told the name of a custom carrier: give it as the title.");
    }
    if (track.title.empty()) {
        track.title = TitleOf(track.carrier_code);
    }
    track.service = std::string(base::Trim(request.service));
    if (!IsShortText(track.service)) {
        return refuse("service", "service_malformed", "A service is text of 1024 bytes.");
    }
    track.created_at = now;
    return track;
}

std::string TrackText(const Track& track) {
    return track.carrier_code + " " + track.number;
}

}  // namespace orderyard::domain
