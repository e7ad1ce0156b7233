// The last day is what an owner looks at; older alarms are in the audit trail.
#include "api/v1/view_alarms.hpp"

#include "api/v1/shapes.hpp"

namespace orderyard::api::v1 {
namespace {

constexpr base::Duration kRecent = base::Duration::Days(1);
constexpr int kShownMax = 20;

const char* WordOf(ports::ViewAlarmKind kind) {
    switch (kind) {
        case ports::ViewAlarmKind::kStopped: return "stopped";
        case ports::ViewAlarmKind::kConfirmed: return "confirmed";
        case ports::ViewAlarmKind::kBeyond: return "beyond";
    }
    return "";
}

}  // namespace

std::vector<ports::ViewAlarm> RecentViewAlarms(ports::Transaction& tx, base::Instant now) {
    return tx.views().AlarmsSince(now - kRecent, kShownMax);
}

void WriteViewAlarms(JsonWriter& json, const char* name,
                     const std::vector<ports::ViewAlarm>& alarms) {
    json.Key(name).BeginArray();
    for (const ports::ViewAlarm& alarm : alarms) {
        json.BeginObject().Field("user", alarm.user_name).Field("kind", WordOf(alarm.kind));
        json.Field("orders", alarm.orders);
        WriteInstant(json, "at", alarm.at);
        json.EndObject();
    }
    json.EndArray();
}

std::string TextOf(const ports::ViewAlarm& alarm) {
    const std::string orders = std::to_string(alarm.orders);
    switch (alarm.kind) {
        case ports::ViewAlarmKind::kStopped:
            return alarm.user_name + " was stopped at the limit of addresses seen in an hour.";
        case ports::ViewAlarmKind::kConfirmed:
            return alarm.user_name + " has confirmed to see the addresses of " + orders +
                   " more orders.";
        case ports::ViewAlarmKind::kBeyond:
            return alarm.user_name + " has seen the addresses of more orders than the limit.";
    }
    return "";
}

}  // namespace orderyard::api::v1
