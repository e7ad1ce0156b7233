// Blocking the signals and waiting for them keeps handlers, and what may not be done in them, out
// of the program.
#include "app/stop_signal.hpp"

#include <pthread.h>
#include <ctime>

namespace orderyard::app {

StopSignal::StopSignal() {
    sigemptyset(&signals_);
    sigaddset(&signals_, SIGINT);
    sigaddset(&signals_, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
}

void StopSignal::Wait() const {
    int received = 0;
    sigwait(&signals_, &received);
    pthread_sigmask(SIG_UNBLOCK, &signals_, nullptr);
}

bool StopSignal::WaitFor(int millis) const {
    timespec patience{};
    patience.tv_sec = millis / 1000;
    patience.tv_nsec = (millis % 1000) * 1'000'000L;
    return sigtimedwait(&signals_, nullptr, &patience) > 0;
}

}  // namespace orderyard::app
