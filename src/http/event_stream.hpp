// One listener's server-sent events (text/event-stream): texts pushed from any thread, sent by the
// event loop without holding a worker.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "base/limits.hpp"
#include "http/message.hpp"

namespace orderyard::http {

class EventStream {
  public:
    explicit EventStream(std::size_t queue_bytes_max = base::limits::kEventQueueBytesMax)
        : queue_bytes_max_(queue_bytes_max) {}

    // Queues a whole event as EventText makes it. False: nobody listens any more. A listener who
    // lets the queue run over is cut off; he comes back and reads everything anew.
    bool Push(std::string_view event);
    // Ends the stream once what is queued was sent.
    void End();
    bool IsOver() const;

    struct Batch {
        std::string text;
        bool is_over = false;  // nothing comes after `text`
    };
    // For the connection: what is queued now, and what wakes it for more (called under the lock,
    // on any thread).
    Batch Take();
    void SetWake(std::function<void()> wake);

  private:
    void Wake() const;

    const std::size_t queue_bytes_max_;
    mutable std::mutex mutex_;
    std::string queue_;
    bool is_over_ = false;
    std::function<void()> wake_;
};

// `id`: what the browser sends as Last-Event-ID when it comes back; empty: none. `name` empty:
// a plain message. `data` may have several lines.
std::string EventText(std::string_view id, std::string_view name, std::string_view data);

// Hold the stream by a weak_ptr besides: it ends with the connection.
Response EventResponse(std::shared_ptr<EventStream> events);
// The answer whose body `source` makes; never compressed.
Response SourceResponse(std::string content_type, std::shared_ptr<BodySource> source);

}  // namespace orderyard::http
