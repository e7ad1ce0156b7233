// What the stand-in was asked: the last calls one by one, and how many of each operation.
#pragma once

#include <deque>
#include <map>
#include <string>
#include <vector>

#include "base/instant.hpp"

namespace orderyard::sandbox {

struct CallRecord {
    base::Instant at;
    std::string operation;
    std::string target;  // path and query as sent
    std::string body;    // of writes, but not of uploads
    int status = 0;
    std::vector<std::string> faults;
};

struct CallCounts {
    std::size_t calls = 0;
    std::size_t throttled = 0;
    std::size_t refused = 0;  // other 4xx
    std::size_t failed = 0;   // 5xx
};

class CallLog {
  public:
    void Add(CallRecord record);

    const std::deque<CallRecord>& calls() const { return calls_; }  // the oldest first
    const std::map<std::string, CallCounts>& counts() const { return counts_; }

  private:
    std::deque<CallRecord> calls_;
    std::map<std::string, CallCounts> counts_;
};

}  // namespace orderyard::sandbox
