// One thread, one look a second. Rights are those of the moment a stream was opened; a session that
// ended, or whose rights changed, loses its streams within half a minute.
#include "api/v1/live/live_hub.hpp"

#include <algorithm>

#include "base/crypto.hpp"
#include "base/limits.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "ports/access_store.hpp"

namespace orderyard::api::v1 {
namespace {

constexpr int kLooksBetweenChecks = 30;
constexpr std::size_t kSentKept = 256;
constexpr const char* kReadAll = "{\"topic\":\"all\"}";

bool IsStillSignedIn(ports::Transaction& tx, const actions::SignedIn& who, base::Instant now) {
    const auto session = tx.access().FindSession(who.session.hash);
    const auto user = session ? tx.access().FindUser(session->user_id) : std::nullopt;
    if (!user || !user->is_active || user->role_id != who.user.role_id) {
        return false;
    }
    const auto role = tx.access().FindRole(user->role_id);
    return role && role->grants == who.role.grants &&
           now - session->last_seen_at <=
               base::Duration::Seconds(base::limits::kSessionIdleSecondsMax) &&
           now - session->created_at <= base::Duration::Seconds(base::limits::kSessionSecondsMax);
}

}  // namespace

LiveHub::LiveHub(ports::Database& database, const ports::Clock& clock,
                 std::chrono::milliseconds look_every)
    : database_(database),
      clock_(clock),
      look_every_(look_every),
      epoch_(base::RandomToken(8)),
      poller_([this](std::stop_token stop) { Run(std::move(stop)); }) {}

LiveHub::~LiveHub() {
    poller_.request_stop();
    poller_.join();
    for (const Listener& listener : listeners_) {
        if (const auto events = listener.events.lock()) {
            events->End();
        }
    }
}

std::string LiveHub::IdOf(std::int64_t number) const {
    return epoch_ + "-" + std::to_string(number);
}

void LiveHub::Replay(const std::string& last_id, const actions::SignedIn& who,
                     http::EventStream& events) const {
    const std::int64_t oldest = sent_.empty() ? number_ + 1 : sent_.front().number;
    std::optional<std::int64_t> last;
    if (last_id.starts_with(epoch_ + "-")) {
        last = base::ParseInt(std::string_view(last_id).substr(epoch_.size() + 1));
    }
    if (!last || *last + 1 < oldest || *last > number_) {
        events.Push(http::EventText(IdOf(number_), "", kReadAll));
        return;
    }
    for (const Sent& sent : sent_) {
        if (sent.number > *last && who.role.grants.Has(sent.news.resource)) {
            events.Push(http::EventText(IdOf(sent.number), "", sent.news.text));
        }
    }
}

base::Result<std::shared_ptr<http::EventStream>> LiveHub::Listen(
    const Caller& caller, const std::optional<std::string>& last_id) {
    if (!caller.signed_in) {
        return base::Fail({base::ErrorCode::kForbidden, "Log in to watch.", {}, {}});
    }
    const actions::SignedIn& who = *caller.signed_in;
    auto events = std::make_shared<http::EventStream>();
    const std::lock_guard lock(mutex_);
    std::erase_if(listeners_, [](const Listener& each) { return each.events.expired(); });
    const auto of_session =
        std::count_if(listeners_.begin(), listeners_.end(),
                      [&](const Listener& each) { return each.who.session.id == who.session.id; });
    if (listeners_.size() >= base::limits::kStreamsMax ||
        static_cast<std::size_t>(of_session) >= base::limits::kStreamsPerSessionMax) {
        base::Error error;
        error.code = base::ErrorCode::kThrottled;
        error.message = "Too many pages are open; close some.";
        return base::Fail(std::move(error));
    }
    if (last_id && !last_id->empty()) {
        Replay(*last_id, who, *events);
    } else {
        events->Push("id: " + IdOf(number_) + "\ndata: {\"topic\":\"hello\"}\n\n");
    }
    listeners_.push_back({events, who});
    has_listeners_.notify_all();
    return events;
}

void LiveHub::Tell(std::vector<News> news) {
    const std::lock_guard lock(mutex_);
    for (News& each : news) {
        const std::string event = http::EventText(IdOf(++number_), "", each.text);
        for (const Listener& listener : listeners_) {
            const auto events = listener.events.lock();
            if (events && listener.who.role.grants.Has(each.resource)) {
                events->Push(event);
            }
        }
        sent_.push_back({number_, std::move(each)});
    }
    while (sent_.size() > kSentKept) {
        sent_.pop_front();
    }
    std::erase_if(listeners_, [](const Listener& each) { return each.events.expired(); });
}

void LiveHub::EndThoseGone() {
    std::vector<Listener> all;
    {
        const std::lock_guard lock(mutex_);
        all = listeners_;
    }
    const base::Instant now = clock_.Now();
    database_.Read([&](ports::Transaction& tx) {
        for (const Listener& listener : all) {
            const auto events = listener.events.lock();
            if (events && !IsStillSignedIn(tx, listener.who, now)) {
                events->End();
            }
        }
    });
}

void LiveHub::Run(std::stop_token stop) {
    int looks = 0;
    while (!stop.stop_requested()) {
        {
            std::unique_lock lock(mutex_);
            if (listeners_.empty()) {
                watch_.Forget();
                sent_.clear();  // nobody looks from now on: whoever comes back has missed something
                ++number_;
                has_listeners_.wait(lock, stop, [&] { return !listeners_.empty(); });
            }
        }
        if (stop.stop_requested()) {
            return;
        }
        try {
            std::vector<News> news;
            const base::Instant now = clock_.Now();
            database_.Read([&](ports::Transaction& tx) {
                ChangeWatch seen = watch_;  // the work may run twice
                news = seen.Look(tx, now);
                watch_ = std::move(seen);
            });
            Tell(std::move(news));
            if (++looks % kLooksBetweenChecks == 0) {
                EndThoseGone();
            }
        } catch (const std::exception& e) {
            base::LogWarn("live_look_failed", {{"what", base::TruncateUtf8(e.what(), 200)}});
        }
        std::unique_lock lock(mutex_);
        has_listeners_.wait_for(lock, stop, look_every_, [] { return false; });
    }
}

}  // namespace orderyard::api::v1
