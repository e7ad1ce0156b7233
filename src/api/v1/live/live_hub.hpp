// Those who watch, and the one poller of this server that tells them what changes: it runs only
// while somebody listens, and finds what other servers and the command line do as well.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "api/caller.hpp"
#include "api/v1/live/change_watch.hpp"
#include "base/result.hpp"
#include "http/event_stream.hpp"
#include "ports/clock.hpp"
#include "ports/database.hpp"

namespace orderyard::api::v1 {

class LiveHub {
  public:
    // Both must outlive it.
    LiveHub(ports::Database& database, const ports::Clock& clock,
            std::chrono::milliseconds look_every = std::chrono::seconds(1));
    ~LiveHub();  // ends all streams
    LiveHub(const LiveHub&) = delete;
    LiveHub& operator=(const LiveHub&) = delete;

    // A stream of what this user may see. `last_id`: the last event he got before his line broke;
    // what he missed comes first, or, if that is not known any more, {"topic":"all"}: read
    // everything anew. kThrottled: the session has too many streams open.
    base::Result<std::shared_ptr<http::EventStream>> Listen(
        const Caller& caller, const std::optional<std::string>& last_id);

  private:
    struct Listener {
        std::weak_ptr<http::EventStream> events;
        actions::SignedIn who;
    };
    struct Sent {
        std::int64_t number = 0;
        News news;
    };

    void Run(std::stop_token stop);
    void Tell(std::vector<News> news);
    void EndThoseGone();
    std::string IdOf(std::int64_t number) const;
    void Replay(const std::string& last_id, const actions::SignedIn& who,
                http::EventStream& events) const;

    ports::Database& database_;
    const ports::Clock& clock_;
    const std::chrono::milliseconds look_every_;
    const std::string epoch_;  // of this hub: numbers of another one mean nothing here
    std::mutex mutex_;
    std::condition_variable_any has_listeners_;
    std::vector<Listener> listeners_;  // under mutex_, as all below
    std::deque<Sent> sent_;
    std::int64_t number_ = 0;
    ChangeWatch watch_;    // of the thread
    std::jthread poller_;  // last: it uses all others
};

}  // namespace orderyard::api::v1
