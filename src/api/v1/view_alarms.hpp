// Who was stopped at the limit of personal data, who went on beyond it: for the settings, Home and
// the health page.
#pragma once

#include <vector>

#include "api/json_writer.hpp"
#include "ports/database.hpp"
#include "ports/view_store.hpp"

namespace orderyard::api::v1 {

// Of the last day, newest first.
std::vector<ports::ViewAlarm> RecentViewAlarms(ports::Transaction& tx, base::Instant now);
void WriteViewAlarms(JsonWriter& json, const char* name,
                     const std::vector<ports::ViewAlarm>& alarms);
// For people, English: "ada has confirmed to see 50 more orders."
std::string TextOf(const ports::ViewAlarm& alarm);

}  // namespace orderyard::api::v1
