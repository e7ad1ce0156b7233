// A guess by its nature; the full text stays in the order, and nothing of ours reads the halves.
#include "api/rest/person_name.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "base/text.hpp"

namespace orderyard::api::rest {
namespace {

constexpr std::string_view kHiddenFirst = "Marketplace";
constexpr std::string_view kHiddenLast = "Customer";
constexpr std::string_view kMissingHalf = "-";

constexpr std::array<std::string_view, 22> kParticles{
    "van", "von", "der", "den", "de",  "da",  "do", "dos", "das", "del", "della",
    "di",  "du",  "la",  "le",  "ter", "ten", "zu", "zum", "bin", "ibn", "al"};
constexpr std::array<std::string_view, 7> kSuffixes{"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"};

template <std::size_t N>
bool IsOneOf(const std::array<std::string_view, N>& words, std::string_view word) {
    const std::string lower = base::AsciiLower(word);
    return std::find(words.begin(), words.end(), lower) != words.end();
}

bool IsHangul(char32_t c) {
    return c >= 0xAC00 && c <= 0xD7A3;
}

bool IsHanOrKana(char32_t c) {
    return (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x4DBF) ||
           (c >= 0x4E00 && c <= 0x9FFF);
}

bool IsFamilyNameFirst(const std::vector<char32_t>& characters) {
    return std::all_of(characters.begin(), characters.end(), [](char32_t c) {
        return IsHangul(c) || IsHanOrKana(c) || c == U' ' || c == 0x3000;
    });
}

std::string JoinRange(const std::vector<std::string>& words, std::size_t from, std::size_t to) {
    return base::Join(std::vector<std::string>(words.begin() + static_cast<std::ptrdiff_t>(from),
                                               words.begin() + static_cast<std::ptrdiff_t>(to)),
                      " ");
}

std::vector<std::string> Words(std::string_view text) {
    std::string plain(text);
    base::ReplaceAll(plain, "\xE3\x80\x80", " ");  // the ideographic blank
    base::ReplaceAll(plain, "\t", " ");
    std::vector<std::string> words = base::Split(plain, ' ');
    std::erase(words, "");
    return words;
}

PersonName SplitFamilyNameFirst(const std::vector<std::string>& words, std::string_view whole,
                                const std::vector<char32_t>& characters) {
    if (words.size() > 1) {
        return {JoinRange(words, 1, words.size()), words.front()};
    }
    constexpr std::size_t kSyllableBytes = 3;
    const bool is_korean = std::all_of(characters.begin(), characters.end(), IsHangul);
    if (is_korean && characters.size() >= 2 && characters.size() <= 4) {
        return {std::string(whole.substr(kSyllableBytes)),
                std::string(whole.substr(0, kSyllableBytes))};
    }
    return {words.front(), std::string(kMissingHalf)};
}

}  // namespace

PersonName SplitName(std::string_view full_name) {
    const std::string_view whole = base::Trim(full_name);
    if (const std::size_t comma = whole.find(','); comma != std::string_view::npos) {
        const std::string_view last = base::Trim(whole.substr(0, comma));
        const std::string_view first = base::Trim(whole.substr(comma + 1));
        if (!last.empty() && !first.empty() && !IsOneOf(kSuffixes, first)) {
            return {std::string(first), std::string(last)};
        }
    }
    const std::vector<std::string> words = Words(whole);
    if (words.empty()) {
        return {std::string(kHiddenFirst), std::string(kHiddenLast)};
    }
    const std::vector<char32_t> characters = base::CodePoints(whole);
    if (IsFamilyNameFirst(characters)) {
        return SplitFamilyNameFirst(words, whole, characters);
    }
    std::size_t last_from = words.size() - 1;
    if (last_from > 1 && IsOneOf(kSuffixes, words[last_from])) {
        --last_from;
    }
    while (last_from > 1 && IsOneOf(kParticles, words[last_from - 1])) {
        --last_from;
    }
    if (last_from == 0) {
        return {words.front(), std::string(kMissingHalf)};
    }
    return {JoinRange(words, 0, last_from), JoinRange(words, last_from, words.size())};
}

}  // namespace orderyard::api::rest
