// The road every call to Amazon takes; knows nothing of orders. Internal to amazon/client.
#pragma once

#include <map>
#include <mutex>
#include <random>
#include <string>
#include <string_view>

#include "amazon/client/call_gate.hpp"
#include "amazon/client/channel_clock.hpp"
#include "amazon/client/circuit_breaker.hpp"
#include "amazon/client/orders_client.hpp"
#include "amazon/client/token_cache.hpp"

namespace orderyard::amazon {

struct Operation {
    std::string name;
    UsagePlan plan;
};

// A request but for what every call has: host, token, headers.
struct Call {
    std::string method = "GET";
    std::string path;  // with query
    std::string body;  // JSON, or empty
};

// What a good answer leaves for the records.
struct Receipt {
    int http_status = 0;
    std::string request_id;
};

class CallLine {
  public:
    // Judges the body of a good answer: an error makes it a bad answer.
    using Read = std::function<base::Result<>(const std::string& body)>;

    CallLine(Transport& transport, ports::Database& database, const ports::Clock& clock,
             OrdersClientOptions options);

    CallResult<void> Get(const domain::Store& store, const Operation& operation,
                         const std::string& path, Priority priority, std::stop_token stop,
                         const Read& read);
    // Something that acts: sent once. It is sent a second time only after Amazon has refused the
    // token, which is before anything happened. Good are 200, 201, 202 and 204.
    CallResult<Receipt> Act(const domain::Store& store, const Operation& operation,
                            const Call& call, Priority priority, std::stop_token stop,
                            const Read& read);
    // To a URL of Amazon's that carries its own permission: no token, no budget, nothing of ours
    // but what `request` has. Any status is an answer.
    CallResult<HttpAnswer> Exchange(const domain::Store& store, const std::string& operation,
                                    const HttpRequest& request, std::stop_token stop);
    CallResult<void> SayHello(const domain::Store& store, std::stop_token stop);

    base::Instant AmazonNow(domain::StoreId store_id) const;
    base::Duration ClockOffset(domain::StoreId store_id) const;
    void RestoreClock(domain::StoreId store_id, base::Duration offset);
    double Random() const;
    void Sleep(base::Duration duration, std::stop_token stop) const;

  private:
    struct Key {
        std::string cache_key;
        domain::StoreCredentials credentials;
    };

    // One try with a token; with another one when Amazon does not like the first any more.
    CallResult<Receipt> WithToken(const domain::Store& store, const Operation& operation,
                                  const Call& call, Priority priority, std::stop_token stop,
                                  const Read& read);
    CallResult<Receipt> Try(const domain::Store& store, const Operation& operation,
                            const Call& call, Priority priority, std::stop_token stop,
                            const Read& read, const std::string& token);
    CallResult<wire::TokenAnswer> FetchToken(const domain::Store& store,
                                             const domain::StoreCredentials& credentials,
                                             std::stop_token stop);
    CallResult<Key> KeyOf(const domain::Store& store);
    CallResult<AccessToken> TokenFor(const domain::Store& store, const Key& key,
                                     std::stop_token stop);
    CallResult<void> PassBreaker(const std::string& name, const std::string& operation);
    void TellBreaker(const std::string& name, bool has_failed);
    void NoteDate(domain::StoreId store_id, const HttpAnswer& answer);
    bool MayRepeat();

    Transport& transport_;
    ports::Database& database_;
    const ports::Clock& clock_;
    OrdersClientOptions options_;
    std::string user_agent_;
    TokenCache tokens_;
    CallGate gate_;

    mutable std::mutex mutex_;  // of everything below
    std::map<std::string, CircuitBreaker> breakers_;
    std::map<domain::StoreId, ChannelClock> clocks_;
    double repeat_credit_ =
        3;  // grows by a tenth with each call: repeats stay near a tenth of them
    mutable std::mt19937_64 generator_;
};

}  // namespace orderyard::amazon
