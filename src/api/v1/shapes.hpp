// The small values that many answers of our API share.
#pragma once

#include <optional>
#include <string_view>

#include "api/json_writer.hpp"
#include "base/instant.hpp"
#include "domain/channel/channel_order.hpp"
#include "domain/channel/verdict.hpp"

namespace orderyard::api::v1 {

void WriteInstant(JsonWriter& json, std::string_view name,
                  const std::optional<base::Instant>& instant);  // or null
void WriteMoney(JsonWriter& json, std::string_view name,
                const std::optional<base::Money>& money);  // or null
void WriteMoneyValue(JsonWriter& json,
                     const base::Money& money);  // {"amount":"12.34","currency":"EUR"}
void WriteVerdict(JsonWriter& json, const domain::Verdict& verdict);
void WriteWindow(JsonWriter& json, std::string_view name, const domain::TimeWindow& window);
void WriteMarks(JsonWriter& json, domain::OrderMarks marks);  // "marks": ["prime", "gift"]
void WriteTexts(JsonWriter& json, std::string_view name, const std::vector<std::string>& texts);

}  // namespace orderyard::api::v1
