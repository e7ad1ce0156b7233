// Words of filters and instants, and the refusals that name them.
#include "api/v1/query_reader.hpp"

#include <algorithm>

#include "api/v1/decimal_text.hpp"
#include "base/limits.hpp"
#include "base/text.hpp"

namespace orderyard::api::v1 {
namespace {

constexpr std::size_t kPlainDateLength = 10;

bool IsOneOf(std::initializer_list<std::string_view> names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

// The day after "YYYY-MM-DD", which must be a date.
std::string NextDay(base::Instant day_in_utc) {
    return (day_in_utc + base::Duration::Days(1)).ToSqlSeconds().substr(0, kPlainDateLength);
}

}  // namespace

base::Result<> QueryReader::Allow(std::initializer_list<std::string_view> single,
                                  std::initializer_list<std::string_view> repeated) const {
    std::vector<std::string_view> seen;
    for (const http::QueryPair& pair : request_.query) {
        if (IsOneOf(repeated, pair.name)) {
            continue;
        }
        if (!IsOneOf(single, pair.name)) {
            return base::Fail(
                base::InvalidInput(pair.name, "This query parameter is not known here."));
        }
        if (std::find(seen.begin(), seen.end(), pair.name) != seen.end()) {
            return base::Fail(
                base::InvalidInput(pair.name, "This query parameter may stand only once."));
        }
        seen.push_back(pair.name);
    }
    return {};
}

base::Result<std::string> QueryReader::Text(std::string_view name) const {
    std::string text = request_.QueryValue(name).value_or("");
    if (text.size() > base::limits::kShortTextBytesMax) {
        base::Error error =
            base::InvalidInput(std::string(name), "The value is longer than %limit bytes.");
        error.params = {{"limit", std::to_string(base::limits::kShortTextBytesMax)}};
        return base::Fail(std::move(error));
    }
    return text;
}

std::vector<std::string> QueryReader::List(std::string_view name) const {
    std::vector<std::string> values;
    for (const http::QueryPair& pair : request_.query) {
        if (pair.name != name) {
            continue;
        }
        for (const std::string& part : base::Split(pair.value, ',')) {
            const std::string_view value = base::Trim(part);
            if (!value.empty()) {
                values.emplace_back(value);
            }
        }
    }
    return values;
}

base::Result<std::int64_t> QueryReader::Int(std::string_view name, std::int64_t fallback,
                                            std::int64_t min, std::int64_t max) const {
    const auto text = request_.QueryValue(name);
    if (!text) {
        return fallback;
    }
    const auto value = base::ParseInt(*text);
    if (!value || *value < min || *value > max) {
        base::Error error =
            base::InvalidInput(std::string(name), "A whole number from %min to %max is needed.");
        error.params = {{"min", std::to_string(min)}, {"max", std::to_string(max)}};
        return base::Fail(std::move(error));
    }
    return *value;
}

base::Result<std::optional<std::int64_t>> QueryReader::Amount(std::string_view name) const {
    const auto text = request_.QueryValue(name);
    if (!text || text->empty()) {
        return std::optional<std::int64_t>();
    }
    const auto units = UnitsOfDecimal(*text);
    if (!units) {
        return base::Fail(base::InvalidInput(
            std::string(name),
            "A decimal amount such as 12.34 is needed, with at most four decimals."));
    }
    return units;
}

base::Result<std::optional<base::Instant>> QueryReader::Moment(std::string_view name,
                                                               std::string_view zone,
                                                               bool is_end) const {
    const auto text = request_.QueryValue(name);
    if (!text || text->empty()) {
        return std::optional<base::Instant>();
    }
    const base::Error refusal = base::InvalidInput(
        std::string(name),
        "A date (2026-01-31) or an instant with its zone (2026-01-31T10:00:00Z) is needed.");
    if (text->size() == kPlainDateLength) {
        const auto day = base::Instant::ParseLoose(*text);
        const auto start = day ? base::DayStartInZone(is_end ? NextDay(*day) : *text, zone)
                               : base::Result<base::Instant>(base::Fail(refusal));
        return start ? base::Result<std::optional<base::Instant>>(*start) : base::Fail(refusal);
    }
    const auto instant = base::Instant::ParseIso(*text);
    if (!instant) {
        return base::Fail(refusal);
    }
    return std::optional<base::Instant>(*instant);
}

}  // namespace orderyard::api::v1
