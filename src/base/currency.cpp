// The current currencies of ISO 4217 with their minor units. Left out: metals, test codes and units
// of account for which the standard gives no minor unit (XAU, XTS, XXX, XDR ...): no order can be
// priced in them.
#include <algorithm>

#include "base/check.hpp"
#include "base/money.hpp"

namespace orderyard::base {

namespace {

// Three letters a code, in alphabetical order, so that a lookup is a binary search.
constexpr std::string_view kTwoDecimals =
    "AEDAFNALLAMDAOAARSAUDAWGAZNBAMBBDBDTBGNBMDBNDBOBBOVBRLBSDBTNBWPBYNBZDCADCDFCHECHFCHWCNYCOPCOUC"
    "RCCUP"
    "CVECZKDKKDOPDZDEGPERNETBEURFJDFKPGBPGELGHSGIPGMDGTQGYDHKDHNLHTGHUFIDRILSINRIRRJMDKESKGSKHRKPWK"
    "YDKZT"
    "LAKLBPLKRLRDLSLMADMDLMGAMKDMMKMNTMOPMRUMURMVRMWKMXNMXVMYRMZNNADNGNNIONOKNPRNZDPABPENPGKPHPPKRP"
    "LNQAR"
    "RONRSDRUBSARSBDSCRSDGSEKSGDSHPSLESOSSRDSSPSTNSVCSYPSZLTHBTJSTMTTOPTRYTTDTWDTZSUAHUSDUSNUYUUZSV"
    "EDVES"
    "WSTXADXCDXCGYERZARZMWZWG";
constexpr std::string_view kNoDecimals = "BIFCLPDJFGNFISKJPYKMFKRWPYGRWFUGXUYIVNDVUVXAFXOFXPF";
constexpr std::string_view kThreeDecimals = "BHDIQDJODKWDLYDOMRTND";
constexpr std::string_view kFourDecimals = "CLFUYW";

constexpr bool IsSortedTable(std::string_view table) {
    for (std::size_t at = 3; at + 3 <= table.size(); at += 3) {
        if (table.substr(at - 3, 3) >= table.substr(at, 3)) {
            return false;
        }
    }
    return table.size() % 3 == 0;
}
static_assert(IsSortedTable(kTwoDecimals) && IsSortedTable(kNoDecimals) &&
              IsSortedTable(kThreeDecimals) && IsSortedTable(kFourDecimals));

bool Holds(std::string_view table, std::string_view code) {
    std::size_t low = 0;
    std::size_t high = table.size() / 3;
    while (low < high) {
        const std::size_t middle = (low + high) / 2;
        const std::string_view here = table.substr(middle * 3, 3);
        if (here == code) {
            return true;
        }
        if (here < code) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return false;
}

// -1 for a code that is not in the tables.
int ExponentOf(std::string_view code) {
    if (Holds(kTwoDecimals, code)) {
        return 2;
    }
    if (Holds(kNoDecimals, code)) {
        return 0;
    }
    if (Holds(kThreeDecimals, code)) {
        return 3;
    }
    return Holds(kFourDecimals, code) ? 4 : -1;
}

}  // namespace

Result<Currency> Currency::Parse(std::string_view code) {
    if (code.size() != 3 || ExponentOf(code) < 0) {
        return Fail(InvalidInput("currency", "not a current ISO 4217 currency code"));
    }
    Currency currency;
    std::copy(code.begin(), code.end(), currency.letters_.begin());
    return currency;
}

Currency Currency::Of(std::string_view code) {
    const Result<Currency> currency = Parse(code);
    Check(currency.has_value(), "Currency::Of needs a known code");
    return *currency;
}

int Currency::exponent() const {
    // A zero without currency can still be printed; it shows the common two decimals.
    return IsSet() ? ExponentOf(code()) : 2;
}

}  // namespace orderyard::base
