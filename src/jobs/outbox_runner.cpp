// Messages of one subject stay in order: when one has to wait, those behind it wait as long.
#include "jobs/outbox_runner.hpp"

#include <algorithm>
#include <utility>

#include "base/check.hpp"
#include "base/crypto.hpp"
#include "base/limits.hpp"
#include "base/log.hpp"
#include "base/metrics.hpp"
#include "base/text.hpp"

namespace orderyard::jobs {

namespace limits = base::limits;

namespace {

constexpr int kClaimedMax = 20;  // at one time: what a crash would leave in the state of being sent
constexpr std::size_t kRunIdBytes = 8;
constexpr std::size_t kErrorBytesMax = 500;
constexpr base::Duration kPollPending = base::Duration::Seconds(2);
constexpr base::Duration kPollAlways = base::Duration::Minutes(5);

using Subject = std::pair<domain::StoreId, std::string>;

std::optional<base::Duration> RetryAfter(const base::Error& error) {
    for (const auto& [name, value] : error.params) {
        const auto seconds = base::ParseInt(value);
        if (name == "retry_after_seconds" && seconds && *seconds >= 0) {
            return base::Duration::Seconds(std::min<std::int64_t>(*seconds, kBackOffSecondsMax));
        }
    }
    return std::nullopt;
}

// What may succeed later without anybody changing the message. A refused token is a matter of the
// store's settings: once they are put right, everything that waited goes out.
bool IsPassing(base::ErrorCode code) {
    switch (code) {
        case base::ErrorCode::kThrottled:
        case base::ErrorCode::kUnavailable:
        case base::ErrorCode::kConflict:
        case base::ErrorCode::kUnauthorized: return true;
        case base::ErrorCode::kInvalidInput:
        case base::ErrorCode::kNotFound:
        case base::ErrorCode::kNotAllowed:
        case base::ErrorCode::kForbidden:
        case base::ErrorCode::kMalformed:
        case base::ErrorCode::kTooLarge:
        case base::ErrorCode::kUnsupported: return false;
    }
    base::Check(false, "unknown ErrorCode");
    return false;
}

std::string Shortened(std::string_view text) {
    return std::string(base::TruncateUtf8(text, kErrorBytesMax));
}

}  // namespace

OutboxRunner::OutboxRunner(ports::Database& database, const ports::Clock& clock, Random random)
    : database_(database), clock_(clock), random_(std::move(random)) {}

void OutboxRunner::On(const std::string& kind, MessageHandler handler, AfterDone after_done) {
    base::Check(handlers_.emplace(kind, std::move(handler)).second,
                "two handlers for one kind of message");
    if (after_done == AfterDone::kPruned) {
        pruned_kinds_.insert(kind);
    }
}

int OutboxRunner::Run(const JobRun& run) {
    // A name for this run alone: what an earlier run left half sent, when the database went away
    // under it, belongs to an owner that is gone. The lease sees to it that there is no other run
    // now.
    const std::string owner = run.lease().owner + "/" + base::RandomToken(kRunIdBytes);
    int tried_count = 0;
    for (int batch_count = 1;
         batch_count > 0 && !run.stop().stop_requested() && run.HasLeaseForCall();) {
        batch_count = RunBatch(run, owner);
        tried_count += batch_count;
    }
    const std::lock_guard lock(mutex_);
    last_run_at_ = clock_.Now();
    return tried_count;
}

int OutboxRunner::RunBatch(const JobRun& run, const std::string& owner) {
    std::vector<ports::OutboxMessage> messages;
    database_.Write([&](ports::Transaction& tx) {
        messages = tx.outbox().Claim(owner, clock_.Now(), kClaimedMax);
    });
    std::map<Subject, base::Instant>
        waiting;  // subjects whose first message has to wait, and until when
    int tried_count = 0;
    for (const ports::OutboxMessage& message : messages) {
        const Subject subject(message.store_id, message.subject);
        if (run.stop().stop_requested() || !run.HasLeaseForCall()) {
            PutBack(message, clock_.Now());
            continue;
        }
        if (const auto held = waiting.find(subject);
            held != waiting.end() && !message.subject.empty()) {
            PutBack(message, held->second);
            continue;
        }
        Delivery delivery = Deliver(message, run);
        ++tried_count;
        if (delivery.verdict == Verdict::kRetry && !delivery.retry_after) {
            delivery.retry_after = BackOff(message.attempts + 1, random_);
        }
        if (delivery.verdict == Verdict::kRetry) {
            waiting[subject] = clock_.Now() + *delivery.retry_after;
        }
        Record(message, delivery);
    }
    return tried_count;
}

OutboxRunner::Delivery OutboxRunner::Deliver(const ports::OutboxMessage& message,
                                             const JobRun& run) const {
    const base::LogScope scope("message_id", std::to_string(message.id.value));
    const auto handler = handlers_.find(message.kind);
    if (handler == handlers_.end()) {
        base::LogError("message_kind_unknown", {{"kind", message.kind}});
        return {Verdict::kParked, "no handler for the kind " + Shortened(message.kind), {}};
    }
    try {
        const base::Result<> result = handler->second(message, run);
        if (result) {
            return {Verdict::kDone, {}, {}};
        }
        const base::Error& error = result.error();
        const bool is_passing = IsPassing(error.code);
        base::LogWarn("message_not_delivered", {{"kind", message.kind},
                                                {"code", ToString(error.code)},
                                                {"attempt", message.attempts},
                                                {"is_parked", !is_passing}});
        return {is_passing ? Verdict::kRetry : Verdict::kParked,
                std::string(ToString(error.code)) + ": " + Shortened(error.Text()),
                RetryAfter(error)};
    } catch (const ports::DatabaseUnavailable&) {
        throw;  // nothing can be recorded either: the whole run has to wait
    } catch (const std::exception& e) {
        // One message must not stop those of other subjects behind it.
        base::LogError("message_failed", {{"kind", message.kind}, {"what", Shortened(e.what())}});
        return {Verdict::kRetry, Shortened(e.what()), {}};
    }
}

void OutboxRunner::Record(const ports::OutboxMessage& message, const Delivery& delivery) {
    const base::Instant now = clock_.Now();
    const char* outcome = "";
    switch (delivery.verdict) {
        case Verdict::kDone:
            outcome = "done";
            database_.Write([&](ports::Transaction& tx) { tx.outbox().MarkDone(message.id); });
            break;
        case Verdict::kRetry:
            outcome = "retry";
            database_.Write([&](ports::Transaction& tx) {
                tx.outbox().MarkRetry(message.id,
                                      now + delivery.retry_after.value_or(base::Duration{}),
                                      delivery.error);
            });
            break;
        case Verdict::kParked:
            outcome = "parked";
            database_.Write([&](ports::Transaction& tx) {
                tx.outbox().MarkParked(message.id, delivery.error);
            });
            break;
    }
    base::CountMetric("outbox_messages_total", {{"outcome", outcome}});
}

void OutboxRunner::PutBack(const ports::OutboxMessage& message, base::Instant not_before) {
    database_.Write([&](ports::Transaction& tx) {
        tx.outbox().MarkRetry(message.id, not_before, message.error);
    });
}

std::optional<base::Instant> OutboxRunner::NextDue() {
    std::optional<base::Instant> last_run_at;
    {
        const std::lock_guard lock(mutex_);
        last_run_at = last_run_at_;
    }
    if (!last_run_at) {
        return base::Instant{};  // long due: "now" would always lie a moment after the asker's own
    }
    std::int64_t pending_count = 0;
    database_.Read([&](ports::Transaction& tx) { pending_count = tx.outbox().CountPending(); });
    return *last_run_at + (pending_count > 0 ? kPollPending : kPollAlways);
}

Job OutboxRunner::AsJob(std::string name) {
    return {std::move(name), [this] { return NextDue(); }, [this](const JobRun& run) { Run(run); }};
}

int OutboxRunner::Prune(const JobRun& run) {
    const auto before = clock_.Now() - base::Duration::Days(limits::kDoneMessageDaysMax);
    int pruned_count = 0;
    for (const std::string& kind : pruned_kinds_) {
        for (int count = limits::kPruneBatchRowsMax;
             count == limits::kPruneBatchRowsMax && !run.stop().stop_requested();) {
            database_.Write([&](ports::Transaction& tx) {
                count = tx.outbox().PruneDone(kind, before, limits::kPruneBatchRowsMax);
            });
            pruned_count += count;
        }
    }
    if (pruned_count > 0) {
        base::LogInfo("outbox_pruned", {{"count", pruned_count}});
    }
    return pruned_count;
}

}  // namespace orderyard::jobs
