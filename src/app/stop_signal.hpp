// Waits for Ctrl-C or SIGTERM. Made before any thread is started, so that all of them inherit its
// signal mask.
#pragma once

#include <csignal>

namespace orderyard::app {

class StopSignal {
  public:
    StopSignal();
    // Returns at the first SIGINT or SIGTERM; a second one while the program is stopping ends it at
    // once.
    void Wait() const;
    // True when one came within that time.
    bool WaitFor(int millis) const;

  private:
    sigset_t signals_;
};

}  // namespace orderyard::app
