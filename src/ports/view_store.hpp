// Whose names and addresses each user has seen within the last hour, for all servers together; the
// limit that counts for it; and who went beyond. The lasting record is the audit trail.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "domain/identity/access.hpp"
#include "domain/privacy/view_limit.hpp"

namespace orderyard::ports {

enum class ViewAlarmKind {
    kStopped,    // an answer was refused
    kConfirmed,  // he said that he goes on
    kBeyond,     // seen without leave: in the answer to a change, or by an admin token
};

struct ViewAlarm {
    domain::UserId user_id;
    std::string user_name;  // filled on reading
    ViewAlarmKind kind = ViewAlarmKind::kStopped;
    std::int64_t orders = 0;  // refused, confirmed or seen beyond
    base::Instant at;
};

class ViewStore {
  public:
    virtual ~ViewStore() = default;
    virtual domain::ViewLimit Limit() = 0;
    virtual void PutLimit(const domain::ViewLimit& limit) = 0;

    // In a Write nobody else gets between Hold and the end of the transaction for that user.
    virtual void Hold(domain::UserId user) = 0;
    virtual std::set<std::string> SeenSince(domain::UserId user, base::Instant since) = 0;
    virtual std::int64_t ConfirmedSince(domain::UserId user, base::Instant since) = 0;
    // "order 7" ...; what the user saw before `forget_before` is forgotten.
    virtual void PutSeen(domain::UserId user, const std::vector<std::string>& subjects,
                         base::Instant at, base::Instant forget_before) = 0;

    virtual void PutAlarm(const ViewAlarm& alarm, base::Instant forget_before) = 0;
    virtual bool HasAlarmSince(domain::UserId user, ViewAlarmKind kind, base::Instant since) = 0;
    virtual std::vector<ViewAlarm> AlarmsSince(base::Instant since, int limit) = 0;  // newest first
};

}  // namespace orderyard::ports
