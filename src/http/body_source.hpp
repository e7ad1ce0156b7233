// A body that is made while it is sent, for what would be too large to hold: exports, archives.
#pragma once

#include <string>

namespace orderyard::http {

class BodySource {
  public:
    // May run on a worker while the client is long gone; runs early when it leaves in between.
    virtual ~BodySource() = default;
    // The next piece, best some tens of KiB; empty: that was all. Runs on a worker, one call at a
    // time and only when the client has taken the piece before, so that no more than one piece is
    // held. An exception cuts the connection off: the client sees that the body is incomplete.
    virtual std::string Read() = 0;
};

}  // namespace orderyard::http
