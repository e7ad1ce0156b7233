// Who has seen whose name and address: an entry of the audit trail for what an answer was made of
// (quality-bar.md P6), one in a quarter of an hour for the same caller and the same orders; and the
// limit on how many orders a user sees within an hour (docs/access.md).
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include "api/caller.hpp"
#include "api/shared_write.hpp"
#include "http/body_source.hpp"
#include "http/message.hpp"
#include "ports/clock.hpp"
#include "ports/database.hpp"
#include "ports/personal_view.hpp"

namespace orderyard::api {

inline constexpr const char* kPersonalDataRight = "Orderyard::personal_data";

// What this caller is shown while his request is answered.
ports::PersonalView ViewOf(const Caller& caller);

// The right to personal data is looked at where it is read, in Reads only: an answer that a change
// makes inside its transaction opens this scope around what it reads for that.
class AnswerView {
  public:
    explicit AnswerView(const Caller& caller) : view_(ViewOf(caller)), scope_(&view_) {}

  private:
    ports::PersonalView view_;
    ports::PersonalViewScope scope_;
};

// What of the orders an answer shows. Lists of names do not count towards the limit: nobody could
// work then.
enum class Shown {
    kWhole,     // names, addresses, papers: counts, and is refused beyond the limit
    kNames,     // rows of a list
    kChanged,   // in the answer to a change, which is done by now: counts, never refused
    kStreamed,  // an export, which has a limit of its own
};
Shown ShownBy(http::Method method, std::string_view pattern);

class ViewTrail {
  public:
    ViewTrail(ports::Database& database, const ports::Clock& clock)
        : database_(database), clock_(clock), writes_(database) {}

    // "personal_data_viewed" with the subject "order 7"; of several "48 seen", a digest of them all
    // and the first of them by name. Before the answer is sent, which must not be sent at all when
    // this refuses: a user who has seen his share of orders confirms first (kForbidden, the reason
    // "confirm_views"). Admin tokens of a user count but are never refused; they raise the alarm.
    // Answers that wait at the same time are recorded by one transaction.
    base::Result<> Record(const Caller& caller, const ports::PersonalView& view, Shown shown);
    // Before a stream of personal data begins: refused alike when nothing of the share is left.
    base::Result<> MayStream(const Caller& caller);

  private:
    bool IsNew(const std::string& key, base::Instant now);
    void Forget(const std::string& key);

    ports::Database& database_;
    const ports::Clock& clock_;
    SharedWrite writes_;
    std::mutex mutex_;
    std::unordered_map<std::string, base::Instant> recorded_at_;
};

// `source` read with the eyes of the caller: it runs after the endpoint has answered, on any
// thread. `trail` must outlive it.
std::shared_ptr<http::BodySource> SeenBy(const Caller& caller, ViewTrail& trail,
                                         std::shared_ptr<http::BodySource> source, Shown shown);

}  // namespace orderyard::api
