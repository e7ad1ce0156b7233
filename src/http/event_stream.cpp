// The queue between those who push and the connection that sends, and the framing of events (HTML
// Standard, 9.2.6).
#include "http/event_stream.hpp"

#include <utility>

#include "http/body_source.hpp"

namespace orderyard::http {
namespace {

// An id or a name is one line; anything else would start a field of its own.
void AppendField(std::string& text, std::string_view field, std::string_view value) {
    text.append(field).append(": ");
    for (const char c : value) {
        text += c == '\n' || c == '\r' || c == '\0' ? ' ' : c;
    }
    text += '\n';
}

}  // namespace

bool EventStream::Push(std::string_view event) {
    const std::lock_guard lock(mutex_);
    if (is_over_) {
        return false;
    }
    if (queue_.size() + event.size() > queue_bytes_max_) {
        queue_.clear();
        is_over_ = true;
    } else {
        queue_ += event;
    }
    Wake();
    return !is_over_;
}

void EventStream::End() {
    const std::lock_guard lock(mutex_);
    is_over_ = true;
    Wake();
}

bool EventStream::IsOver() const {
    const std::lock_guard lock(mutex_);
    return is_over_;
}

EventStream::Batch EventStream::Take() {
    const std::lock_guard lock(mutex_);
    return {std::exchange(queue_, {}), is_over_};
}

void EventStream::SetWake(std::function<void()> wake) {
    const std::lock_guard lock(mutex_);
    wake_ = std::move(wake);
}

void EventStream::Wake() const {
    if (wake_) {
        wake_();
    }
}

std::string EventText(std::string_view id, std::string_view name, std::string_view data) {
    std::string text;
    if (!id.empty()) {
        AppendField(text, "id", id);
    }
    if (!name.empty()) {
        AppendField(text, "event", name);
    }
    while (!data.empty()) {
        const std::size_t end = std::min(data.find('\n'), data.size());
        AppendField(text, "data", data.substr(0, end));
        data.remove_prefix(std::min(end + 1, data.size()));
    }
    return text + "\n";
}

Response EventResponse(std::shared_ptr<EventStream> events) {
    Response response;
    response.content_type = "text/event-stream";
    response.Set("X-Accel-Buffering", "no");  // else a proxy before us collects the events
    response.events = std::move(events);
    return response;
}

Response SourceResponse(std::string content_type, std::shared_ptr<BodySource> source) {
    Response response;
    response.content_type = std::move(content_type);
    response.source = std::move(source);
    return response;
}

}  // namespace orderyard::http
