// The look for an earlier answer, the effect and the new answer share one transaction: two requests
// with one key meet in the database, and a crash leaves both effect and answer or neither.
#include "api/v1/change.hpp"

#include <algorithm>

#include "api/audit.hpp"
#include "api/errors.hpp"
#include "base/crypto.hpp"
#include "base/limits.hpp"
#include "base/text.hpp"
#include "ports/idempotency_store.hpp"

namespace orderyard::api::v1 {
namespace {

constexpr const char* kKeyHeader = "Idempotency-Key";
constexpr int kStatusUnprocessable = 422;
constexpr int kStatusErrorMin = 400;

bool IsVisibleAscii(char c) {
    return c > 0x20 && c < 0x7F;
}

// "" when the request has none.
base::Result<std::string> KeyOf(const http::Request& request) {
    const std::string* header = request.FindHeader(kKeyHeader);
    if (header == nullptr) {
        return std::string();
    }
    if (header->empty() || header->size() > base::limits::kIdempotencyKeyBytesMax ||
        !std::all_of(header->begin(), header->end(), IsVisibleAscii)) {
        base::Error error =
            base::InvalidInput(kKeyHeader, "1 to %limit visible ASCII characters are needed.");
        error.params = {{"limit", std::to_string(base::limits::kIdempotencyKeyBytesMax)}};
        return base::Fail(std::move(error));
    }
    return *header;
}

ports::IdempotentAnswer Question(const Call& call, const std::string& key) {
    const base::Instant now = call.context.clock.Now();
    ports::IdempotentAnswer question;
    question.caller = call.caller.key;
    question.key = key;
    question.route = std::string(http::ToString(call.request.method)) + " " + call.request.target;
    question.body_hash = base::Hex(base::Sha256(call.request.body));
    question.created_at = now;
    question.expires_at = now + base::Duration::Days(base::limits::kIdempotencyDaysMax);
    return question;
}

http::Response Replay(const ports::IdempotentAnswer& kept, const ports::IdempotentAnswer& asked) {
    if (kept.route != asked.route || kept.body_hash != asked.body_hash) {
        http::Response response = PlainError(base::InvalidInput(
            kKeyHeader,
            "This key was used for another request. Take a new key for a new request."));
        response.status = kStatusUnprocessable;
        return response;
    }
    http::Response response = http::JsonResponse(kept.status, kept.body);
    response.Set("Idempotency-Replayed", "true");
    return response;
}

}  // namespace

Answer Change(const Call& call, const std::function<Answer(ports::Transaction&)>& work) {
    const auto key = KeyOf(call.request);
    if (!key) {
        return base::Fail(key.error());
    }
    ports::IdempotentAnswer question = Question(call, *key);
    Answer answer;
    call.context.database.Write([&](ports::Transaction& tx) {
        const auto look = [&]() -> std::optional<http::Response> {
            const auto kept =
                key->empty() ? std::nullopt
                             : tx.idempotency().Find(question.caller, *key, question.created_at);
            return kept ? std::optional(Replay(*kept, question)) : std::nullopt;
        };
        if (auto earlier = look()) {
            answer = std::move(*earlier);
            return;
        }
        call.Note({});  // what an earlier try of the same work noted
        answer = work(tx);
        if (!answer) {
            // Perhaps refused because the same request has just been done by another thread, for
            // which this one waited at the order.
            if (auto earlier = look()) {
                answer = std::move(*earlier);
            }
        } else if (answer->status < kStatusErrorMin) {
            if (!key->empty()) {
                question.status = answer->status;
                question.body = answer->body;
                tx.idempotency().Put(question);
            }
            AuditCall(tx, call.context, call.caller, call.request, call.pattern,
                      call.detail == nullptr ? AuditDetail() : *call.detail);
        }
    });
    return answer;
}

}  // namespace orderyard::api::v1
