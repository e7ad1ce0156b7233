// Query parameters read strictly: one we do not know is refused by name, since a filter with a slip
// of the pen must not show everything.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "base/result.hpp"
#include "http/message.hpp"

namespace orderyard::api::v1 {

class QueryReader {
  public:
    explicit QueryReader(const http::Request& request) : request_(request) {}

    // kInvalidInput with the name of the first parameter that is not among these, or of one of
    // `single` that comes twice.
    base::Result<> Allow(std::initializer_list<std::string_view> single,
                         std::initializer_list<std::string_view> repeated = {}) const;

    // The value, or "" when it is missing. kTooLarge past limits::kShortTextBytesMax.
    base::Result<std::string> Text(std::string_view name) const;
    std::vector<std::string> List(
        std::string_view name) const;  // repeated or with commas; empty parts vanish
    base::Result<std::int64_t> Int(std::string_view name, std::int64_t fallback, std::int64_t min,
                                   std::int64_t max) const;
    // In 1/10,000, exact: "12.34". More than four decimals that matter are refused.
    base::Result<std::optional<std::int64_t>> Amount(std::string_view name) const;
    // An instant with zone, or a plain date in `zone`: its start, or with `is_end` the start of the
    // day after.
    base::Result<std::optional<base::Instant>> Moment(std::string_view name, std::string_view zone,
                                                      bool is_end) const;

  private:
    const http::Request& request_;
};

}  // namespace orderyard::api::v1
