// Reads Accept-Encoding lists and weights by hand: three tokens matter (gzip, x-gzip, *).
#include "http/content_coding.hpp"

#include <optional>
#include <string>

#include "base/text.hpp"

namespace orderyard::http {
namespace {

// qvalue = ( "0" [ "." 0*3DIGIT ] ) / ( "1" [ "." 0*3("0") ] )
bool IsPositiveWeight(std::string_view weight) {
    if (weight.empty() || weight.size() > 5 || (weight.size() > 1 && weight[1] != '.') ||
        (weight[0] != '0' && weight[0] != '1')) {
        return false;
    }
    bool is_positive = weight[0] == '1';
    for (const char digit : weight.substr(weight.size() > 1 ? 2 : 1)) {
        if (digit < '0' || digit > '9' || (weight[0] == '1' && digit != '0')) {
            return false;
        }
        is_positive = is_positive || digit != '0';
    }
    return is_positive;
}

struct Wish {
    std::optional<bool> gzip;
    std::optional<bool> any;
};

void ReadElement(std::string_view element, Wish& wish) {
    const std::size_t semicolon = std::min(element.find(';'), element.size());
    const std::string coding = base::AsciiLower(base::Trim(element.substr(0, semicolon)));
    bool is_wanted = true;
    if (semicolon < element.size()) {
        const std::string_view parameter = base::Trim(element.substr(semicolon + 1));
        is_wanted = base::AsciiLower(parameter.substr(0, 2)) == "q=" &&
                    IsPositiveWeight(base::Trim(parameter.substr(2)));
    }
    if (coding == "gzip" || coding == "x-gzip") {
        wish.gzip = is_wanted;
    } else if (coding == "*") {
        wish.any = is_wanted;
    }
}

}  // namespace

bool AcceptsGzip(const Request& request) {
    Wish wish;
    for (const Header& header : request.headers) {
        if (!base::EqualsIgnoreAsciiCase(header.name, "accept-encoding")) {
            continue;
        }
        std::string_view list = header.value;
        while (!list.empty()) {
            const std::size_t comma = std::min(list.find(','), list.size());
            ReadElement(list.substr(0, comma), wish);
            list.remove_prefix(std::min(comma + 1, list.size()));
        }
    }
    return wish.gzip.value_or(wish.any.value_or(false));
}

bool IsCompressibleType(std::string_view content_type) {
    const std::size_t semicolon = std::min(content_type.find(';'), content_type.size());
    const std::string type = base::AsciiLower(base::Trim(content_type.substr(0, semicolon)));
    return type.starts_with("text/") || type.ends_with("json") || type.ends_with("xml") ||
           type.ends_with("javascript");
}

}  // namespace orderyard::http
