// Access tokens of Login with Amazon, one per set of credentials: fetched once, shared, renewed
// before they end.
#pragma once

#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "amazon/client/call_failure.hpp"
#include "ports/clock.hpp"

namespace orderyard::amazon {

struct AccessToken {
    std::string text;
    bool is_fresh = false;  // fetched by this very call
};

class TokenCache {
  public:
    using Fetch = std::function<CallResult<wire::TokenAnswer>()>;

    explicit TokenCache(const ports::Clock& clock) : clock_(clock) {}

    // `key` stands for the credentials (a hash). At most one fetch per key runs at a time; who
    // comes meanwhile gets the old token while it lives, else waits for the result. After a refusal
    // of the credentials the same answer is given without asking, for a growing while up to an
    // hour.
    CallResult<AccessToken> Get(const std::string& key, const Fetch& fetch);
    // Amazon refused this token before its time. A newer one in its place stays.
    void Drop(const std::string& key, const std::string& token);

  private:
    struct Entry {
        std::string token;
        std::int64_t renew_at_millis = 0;
        std::int64_t ends_at_millis = 0;
        bool is_fetching = false;
        std::int64_t flights = 0;  // fetches that have ended
        CallFailure failure;       // of the last flight, when it failed
        int failures_in_row = 0;
        std::int64_t ask_again_at_millis = 0;
    };

    Entry& EntryOf(const std::string& key);
    CallResult<AccessToken> Finish(Entry& entry, CallResult<wire::TokenAnswer> answer);

    const ports::Clock& clock_;
    std::mutex mutex_;
    std::condition_variable ended_;
    std::map<std::string, std::unique_ptr<Entry>> entries_;
};

}  // namespace orderyard::amazon
