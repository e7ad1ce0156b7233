// Order matters in Try: a call budget token is the scarcest thing here (one in 180 s), so it is
// taken last.
#include "amazon/client/call_line.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <condition_variable>

#include "base/crypto.hpp"
#include "base/limits.hpp"
#include "base/log.hpp"
#include "base/metrics.hpp"
#include "base/text.hpp"
#include "ports/store_registry.hpp"

namespace orderyard::amazon {

namespace {

constexpr std::string_view kTokenOperation = "getToken";
constexpr double kRepeatCreditMax = 10;
constexpr double kRepeatCreditPerCall = 0.1;

std::optional<double> LimitOf(const HttpAnswer& answer) {
    const std::string_view text = answer.Header("x-amzn-ratelimit-limit");
    double limit = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), limit);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(limit)
                                                                    : std::nullopt;
}

std::optional<base::Duration> RetryAfterOf(const HttpAnswer& answer, base::Instant amazon_now) {
    const std::string_view text = answer.Header("retry-after");
    if (const auto seconds = base::ParseInt(text)) {
        return base::Duration::Seconds(
            std::clamp<std::int64_t>(*seconds, 0, kRetryAfterMax.seconds()));
    }
    const auto date = ParseHttpDate(text);
    return date ? std::optional(*date - amazon_now) : std::nullopt;
}

void CountCall(std::string_view operation, std::string_view outcome) {
    base::CountMetric("amazon_calls_total", {{"operation", operation}, {"outcome", outcome}});
}

void Report(const CallFailure& failure) {
    CountCall(failure.operation, ToString(failure.kind));
    if (failure.kind == FailureKind::kBudget) {
        base::LogDebug("amazon_call_waits", {{"operation", failure.operation},
                                             {"wait_seconds", failure.wait.seconds()}});
        return;
    }
    base::LogWarn("amazon_call_failed", {{"operation", failure.operation},
                                         {"kind", ToString(failure.kind)},
                                         {"status", failure.http_status},
                                         {"code", failure.amazon_code},
                                         {"request_id", failure.request_id}});
}

tl::unexpected<CallFailure> Refuse(CallFailure failure) {
    return tl::unexpected<CallFailure>(std::move(failure));
}

std::string FormBody(const domain::StoreCredentials& credentials) {
    return "grant_type=refresh_token&refresh_token=" +
           base::PercentEncode(credentials.refresh_token) +
           "&client_id=" + base::PercentEncode(credentials.client_id) +
           "&client_secret=" + base::PercentEncode(credentials.client_secret);
}

bool IsGood(int status, std::string_view method) {
    const bool is_read = method == "GET";
    return status == 200 || (!is_read && (status == 201 || status == 202 || status == 204));
}

bool IsBreakerFailure(FailureKind kind) {
    return kind == FailureKind::kUnreachable || kind == FailureKind::kServerFailed ||
           kind == FailureKind::kBadAnswer;
}

}  // namespace

void SleepUnlessStopped(base::Duration duration, std::stop_token stop) {
    std::mutex mutex;
    std::condition_variable_any changed;
    std::unique_lock lock(mutex);
    changed.wait_for(lock, stop, std::chrono::microseconds(duration.micros), [] { return false; });
}

CallLine::CallLine(Transport& transport, ports::Database& database, const ports::Clock& clock,
                   OrdersClientOptions options)
    : transport_(transport),
      database_(database),
      clock_(clock),
      options_(std::move(options)),
      user_agent_(fmt::format("Orderyard/{} (Language=C++/20; Platform=Linux)", options_.version)),
      tokens_(clock),
      gate_(database, clock),
      generator_(std::random_device{}()) {
    if (!options_.sleep) {
        options_.sleep = SleepUnlessStopped;
    }
}

CallResult<void> CallLine::Get(const domain::Store& store, const Operation& operation,
                               const std::string& path, Priority priority, std::stop_token stop,
                               const Read& read) {
    for (int tries = 1;; ++tries) {
        auto done = WithToken(store, operation, {"GET", path, {}}, priority, stop, read);
        if (done) {
            return {};
        }
        // A token that cannot be had is not asked for again at once.
        const bool may_repeat =
            done.error().IsWorthRepeating() && done.error().operation == operation.name &&
            tries < base::limits::kCallTriesPerRunMax && !stop.stop_requested() && MayRepeat();
        if (!may_repeat) {
            return Refuse(std::move(done.error()));
        }
        Sleep(base::Duration::Millis(static_cast<std::int64_t>(Random() * 500 * tries) + 100),
              stop);
    }
}

CallResult<Receipt> CallLine::Act(const domain::Store& store, const Operation& operation,
                                  const Call& call, Priority priority, std::stop_token stop,
                                  const Read& read) {
    return WithToken(store, operation, call, priority, std::move(stop), read);
}

CallResult<Receipt> CallLine::WithToken(const domain::Store& store, const Operation& operation,
                                        const Call& call, Priority priority, std::stop_token stop,
                                        const Read& read) {
    for (bool has_renewed = false;; has_renewed = true) {
        const auto key = KeyOf(store);
        if (!key) {
            return Refuse(key.error());
        }
        auto token = TokenFor(store, *key, stop);
        if (!token) {
            // Whatever became of asking for a token: the call itself never left.
            token.error().may_have_arrived = false;
            return Refuse(token.error());
        }
        auto done = Try(store, operation, call, priority, stop, read, token->text);
        if (done) {
            CountCall(operation.name, "good");
            return done;
        }
        Report(done.error());
        if (done.error().kind != FailureKind::kForbidden || token->is_fresh || has_renewed) {
            return done;
        }
        tokens_.Drop(key->cache_key, token->text);  // most likely it came to its end early
    }
}

CallResult<Receipt> CallLine::Try(const domain::Store& store, const Operation& operation,
                                  const Call& call, Priority priority, std::stop_token stop,
                                  const Read& read, const std::string& token) {
    const std::string breaker = store.api_url + " " + operation.name;
    if (const auto passed = PassBreaker(breaker, operation.name); !passed) {
        return Refuse(passed.error());
    }
    const CallGate::Pass pass = gate_.Enter(store.id, operation.name, operation.plan, priority);
    if (!pass.grant.is_granted) {
        return Refuse(MakeFailure(FailureKind::kBudget, operation.name, pass.grant.wait));
    }
    HttpRequest request{call.method, store.api_url + call.path, {}, call.body};
    request.headers = {
        {"x-amz-access-token", token}, {"user-agent", user_agent_}, {"accept", "application/json"}};
    if (!call.body.empty()) {
        request.headers.emplace_back("content-type", "application/json");
    }
    const auto answer = Exchange(store, operation.name, request, stop);
    if (!answer) {
        if (IsBreakerFailure(answer.error().kind)) {
            TellBreaker(breaker, true);
        }
        return Refuse(answer.error());
    }
    if (!IsGood(answer->status, call.method)) {
        CallFailure failure = FailureOfAnswer(operation.name, *answer);
        TellBreaker(breaker, IsBreakerFailure(failure.kind));
        if (failure.kind == FailureKind::kThrottled) {
            failure.wait = gate_.NoteRefused(store.id, operation.name, operation.plan,
                                             RetryAfterOf(*answer, AmazonNow(store.id)), Random());
        } else {
            gate_.NoteGood(pass, store.id, operation.name, LimitOf(*answer));
        }
        return Refuse(std::move(failure));
    }
    gate_.NoteGood(pass, store.id, operation.name, LimitOf(*answer));
    if (const auto good = read(answer->body); !good) {
        TellBreaker(breaker, true);
        CallFailure failure = FailureOfAnswer(operation.name, *answer);
        failure.text += "; " + good.error().Text();
        return Refuse(std::move(failure));
    }
    TellBreaker(breaker, false);
    return Receipt{answer->status, SafeCode(answer->Header("x-amzn-requestid"))};
}

CallResult<HttpAnswer> CallLine::Exchange(const domain::Store& store, const std::string& operation,
                                          const HttpRequest& request, std::stop_token stop) {
    const std::int64_t started_millis = clock_.MonotonicMillis();
    auto answer = transport_.Send(request, stop);
    const double seconds = static_cast<double>(clock_.MonotonicMillis() - started_millis) / 1000;
    base::ObserveSeconds("amazon_call_seconds", seconds, {{"operation", operation}});
    if (!answer) {
        return Refuse(FailureOfTransport(operation, answer.error()));
    }
    NoteDate(store.id, *answer);
    base::LogDebug("amazon_call", {{"operation", operation},
                                   {"status", answer->status},
                                   {"request_id", SafeCode(answer->Header("x-amzn-requestid"))},
                                   {"bytes", answer->body.size()},
                                   {"seconds", seconds}});
    return std::move(*answer);
}

CallResult<CallLine::Key> CallLine::KeyOf(const domain::Store& store) {
    Key key;
    bool has_credentials = false;
    database_.Read([&](ports::Transaction& tx) {
        if (const auto credentials = tx.stores().LoadCredentials(store.id)) {
            key.credentials = *credentials;
            has_credentials = true;
        }
    });
    if (!has_credentials) {
        CallFailure failure = MakeFailure(FailureKind::kCredentials, std::string(kTokenOperation));
        failure.text = "the store has no credentials";
        return Refuse(std::move(failure));
    }
    // New credentials make a new key, so what was refused before does not hold them up.
    key.cache_key = base::Sha256(store.token_url + "\n" + FormBody(key.credentials));
    return key;
}

CallResult<AccessToken> CallLine::TokenFor(const domain::Store& store, const Key& key,
                                           std::stop_token stop) {
    return tokens_.Get(key.cache_key, [&] { return FetchToken(store, key.credentials, stop); });
}

CallResult<wire::TokenAnswer> CallLine::FetchToken(const domain::Store& store,
                                                   const domain::StoreCredentials& credentials,
                                                   std::stop_token stop) {
    const std::string operation(kTokenOperation);
    const std::string breaker = store.token_url + " " + operation;
    if (const auto passed = PassBreaker(breaker, operation); !passed) {
        return Refuse(passed.error());
    }
    HttpRequest request{"POST", store.token_url, {}, FormBody(credentials)};
    request.headers = {{"content-type", "application/x-www-form-urlencoded;charset=UTF-8"},
                       {"user-agent", user_agent_}};
    const auto answer = Exchange(store, operation, request, stop);
    CallFailure failure;
    if (!answer) {
        failure = answer.error();
    } else if (answer->status == 200) {
        if (auto token = wire::ReadTokenAnswer(answer->body)) {
            TellBreaker(breaker, false);
            CountCall(operation, "good");
            return std::move(*token);
        }
        failure = FailureOfAnswer(operation, *answer);
    } else {
        failure = FailureOfAnswer(operation, *answer);
        failure.amazon_code = SafeCode(wire::ReadTokenError(answer->body));
        if (failure.kind == FailureKind::kBadRequest || failure.kind == FailureKind::kForbidden) {
            failure.kind = FailureKind::kCredentials;
            failure.text = "Login with Amazon refuses the credentials of the store: " +
                           (failure.amazon_code.empty() ? "no reason given" : failure.amazon_code);
        }
        if (failure.kind == FailureKind::kThrottled) {
            failure.wait =
                RetryAfterOf(*answer, AmazonNow(store.id)).value_or(base::Duration::Minutes(1));
        }
    }
    if (IsBreakerFailure(failure.kind) || failure.kind == FailureKind::kThrottled) {
        TellBreaker(breaker, true);
    }
    Report(failure);
    return Refuse(std::move(failure));
}

CallResult<void> CallLine::SayHello(const domain::Store& store, std::stop_token stop) {
    const auto key = KeyOf(store);
    if (!key) {
        return Refuse(key.error());
    }
    const auto token = TokenFor(store, *key, stop);
    if (!token) {
        return Refuse(token.error());
    }
    return {};
}

CallResult<void> CallLine::PassBreaker(const std::string& name, const std::string& operation) {
    const std::lock_guard lock(mutex_);
    const std::int64_t wait_millis = breakers_[name].MillisToWait(clock_.MonotonicMillis());
    if (wait_millis == 0) {
        return {};
    }
    return Refuse(
        MakeFailure(FailureKind::kBreakerOpen, operation, base::Duration::Millis(wait_millis)));
}

void CallLine::TellBreaker(const std::string& name, bool has_failed) {
    const double random = Random();
    const std::lock_guard lock(mutex_);
    if (has_failed) {
        breakers_[name].Failed(clock_.MonotonicMillis(), random);
    } else {
        breakers_[name].Succeeded();
        repeat_credit_ = std::min(kRepeatCreditMax, repeat_credit_ + kRepeatCreditPerCall);
    }
}

bool CallLine::MayRepeat() {
    const std::lock_guard lock(mutex_);
    if (repeat_credit_ < 1) {
        return false;
    }
    repeat_credit_ -= 1;
    return true;
}

void CallLine::NoteDate(domain::StoreId store_id, const HttpAnswer& answer) {
    const auto date = ParseHttpDate(answer.Header("date"));
    if (!date) {
        return;
    }
    const std::lock_guard lock(mutex_);
    ChannelClock& clock = clocks_[store_id];
    if (answer.status == 400) {  // perhaps a window that ends too late by Amazon's clock
        clock.ForgetSamples();
    }
    clock.AddSample(*date, clock_.Now());
}

base::Duration CallLine::ClockOffset(domain::StoreId store_id) const {
    const std::lock_guard lock(mutex_);
    const auto found = clocks_.find(store_id);
    return found == clocks_.end() ? base::Duration{} : found->second.Offset();
}

base::Instant CallLine::AmazonNow(domain::StoreId store_id) const {
    return clock_.Now() + ClockOffset(store_id);
}

void CallLine::RestoreClock(domain::StoreId store_id, base::Duration offset) {
    const std::lock_guard lock(mutex_);
    clocks_[store_id].Restore(offset);
}

double CallLine::Random() const {
    if (options_.random) {
        return options_.random();
    }
    const std::lock_guard lock(mutex_);
    return std::uniform_real_distribution<double>(0, 1)(generator_);
}

void CallLine::Sleep(base::Duration duration, std::stop_token stop) const {
    options_.sleep(duration, stop);
}

}  // namespace orderyard::amazon
