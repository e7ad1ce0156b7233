// Amounts are decimal texts, so that no reader can lose a digit to floating point.
#include "api/v1/shapes.hpp"

#include <string>

namespace orderyard::api::v1 {

void WriteInstant(JsonWriter& json, std::string_view name,
                  const std::optional<base::Instant>& instant) {
    json.TextOrNull(name, instant ? instant->ToIso() : std::string());
}

void WriteMoneyValue(JsonWriter& json, const base::Money& money) {
    json.BeginObject().Field("amount", money.ToDecimal());
    json.Field("currency", money.currency().code()).EndObject();
}

void WriteMoney(JsonWriter& json, std::string_view name, const std::optional<base::Money>& money) {
    if (!money) {
        json.NullField(name);
        return;
    }
    json.Key(name);
    WriteMoneyValue(json, *money);
}

void WriteVerdict(JsonWriter& json, const domain::Verdict& verdict) {
    json.Key("verdict").BeginObject();
    json.Field("kind", ToString(verdict.kind))
        .Field("rule", verdict.rule)
        .Field("text", verdict.text);
    json.Key("inputs").BeginObject();
    for (const auto& [name, value] : verdict.inputs) {
        json.Field(name, value);
    }
    json.EndObject();
    WriteInstant(json, "next_look", verdict.next_look);
    json.EndObject();
}

void WriteWindow(JsonWriter& json, std::string_view name, const domain::TimeWindow& window) {
    json.Key(name).BeginObject();
    WriteInstant(json, "earliest", window.earliest);
    WriteInstant(json, "latest", window.latest);
    json.EndObject();
}

void WriteMarks(JsonWriter& json, domain::OrderMarks marks) {
    json.Key("marks").BeginArray();
    for (const domain::OrderMark mark : domain::kOrderMarks) {
        if (marks.Has(mark)) {
            json.String(ToString(mark));
        }
    }
    json.EndArray();
}

void WriteTexts(JsonWriter& json, std::string_view name, const std::vector<std::string>& texts) {
    json.Key(name).BeginArray();
    for (const std::string& text : texts) {
        json.String(text);
    }
    json.EndArray();
}

}  // namespace orderyard::api::v1
