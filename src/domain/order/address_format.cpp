// Tables of codes, as runs of two letters.
#include "domain/order/address_format.hpp"

#include "base/text.hpp"

namespace orderyard::domain {
namespace {

constexpr std::string_view kCountries =
    "ADAEAFAGAIALAMAOAQARASATAUAWAXAZBABBBDBEBFBGBHBIBJBLBMBNBOBQBRBSBTBVBWBYBZCACCCDCFCGCHCICK"
    "CLCMCNCOCRCUCVCWCXCYCZDEDJDKDMDODZECEEEGEHERESETFIFJFKFMFOFRGAGBGDGEGFGGGHGIGLGMGNGPGQGRGS"
    "GTGUGWGYHKHMHNHRHTHUIDIEILIMINIOIQIRISITJEJMJOJPKEKGKHKIKMKNKPKRKWKYKZLALBLCLILKLRLSLTLULV"
    "LYMAMCMDMEMFMGMHMKMLMMMNMOMPMQMRMSMTMUMVMWMXMYMZNANCNENFNGNINLNONPNRNUNZOMPAPEPFPGPHPKPLPM"
    "PNPRPSPTPWPYQARERORSRURWSASBSCSDSESGSHSISJSKSLSMSNSOSRSSSTSVSXSYSZTCTDTFTGTHTJTKTLTMTNTOTR"
    "TTTVTWTZUAUGUMUSUYUZVAVCVEVGVIVNVUWFWSXKYEYTZAZMZW";
constexpr std::string_view kUsStates =
    "AAAEAKALAPARASAZCACOCTDCDEFLGAGUHIIAIDILINKSKYLAMAMDMEMIMNMOMPMSMTNCNDNENHNJNMNVNYOHOKORPA"
    "PRRISCSDTNTXUTVAVIVTWAWIWVWY";

bool HasPair(std::string_view pairs, std::string_view pair) {
    if (pair.size() != 2) {
        return false;
    }
    for (std::size_t at = 0; at + 2 <= pairs.size(); at += 2) {
        if (pairs.substr(at, 2) == pair) {
            return true;
        }
    }
    return false;
}

bool IsDigit(char c) {
    return c >= '0' && c <= '9';
}

// '9' stands for a digit, 'A' for a capital, anything else for itself.
bool Fits(std::string_view text, std::string_view pattern) {
    if (text.size() != pattern.size()) {
        return false;
    }
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool is_capital = text[i] >= 'A' && text[i] <= 'Z';
        const bool fits = pattern[i] == '9'   ? IsDigit(text[i])
                          : pattern[i] == 'A' ? is_capital
                                              : text[i] == pattern[i];
        if (!fits) {
            return false;
        }
    }
    return true;
}

// Canada Post uses no D, F, I, O, Q or U, and neither W nor Z in front.
bool IsCanadian(std::string_view code) {
    constexpr std::string_view kNever = "DFIOQU";
    constexpr std::string_view kNeverFirst = "WZ";
    return Fits(code, "A9A 9A9") && code.find_first_of(kNever) == std::string_view::npos &&
           kNeverFirst.find(code[0]) == std::string_view::npos;
}

}  // namespace

bool IsCountryCode(std::string_view code) {
    return HasPair(kCountries, code);
}

bool IsUsStateCode(std::string_view code) {
    return HasPair(kUsStates, code);
}

std::optional<std::string> PostalCodeIn(std::string_view country, std::string_view code) {
    std::string text(base::Trim(code));
    if (country == "US") {
        return Fits(text, "99999") || Fits(text, "99999-9999") ? std::optional(text) : std::nullopt;
    }
    if (country == "CA") {
        text = base::AsciiUpper(text);
        if (text.size() == 6) {
            text.insert(3, " ");
        }
        return IsCanadian(text) ? std::optional(text) : std::nullopt;
    }
    return text;
}

}  // namespace orderyard::domain
