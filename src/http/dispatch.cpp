// The line in the access log is written when the answer is ready, on the thread that made it: the
// event loop never waits for the log.
#include "http/dispatch.hpp"

#include <exception>

#include "base/crypto.hpp"
#include "base/log.hpp"
#include "base/metrics.hpp"
#include "base/text.hpp"
#include "http/target.hpp"

namespace orderyard::http {
namespace {

constexpr std::size_t kRequestIdBytes = 16;
constexpr std::size_t kLoggedErrorBytesMax = 500;

std::string_view StatusClass(int status) {
    if (status < 300)
        return "2xx";
    if (status < 400)
        return "3xx";
    if (status < 500)
        return "4xx";
    return "5xx";
}

}  // namespace

Dispatcher::Dispatcher(const ServerOptions& options, Handler handler)
    : options_(options), handler_(std::move(handler)) {}

Answer Dispatcher::Run(Request& request, std::chrono::steady_clock::time_point received_at,
                       bool closes) const {
    request.request_id = base::RandomToken(kRequestIdBytes);
    const base::LogScope scope("request_id", request.request_id);
    Answer answer;
    try {
        answer = RenderAnswer(options_, request, Call(request), closes);
    } catch (const std::exception& e) {  // compressing a large answer can run out of memory
        base::LogError("answer_failed",
                       {{"what", base::TruncateUtf8(e.what(), kLoggedErrorBytesMax)}});
        answer =
            RenderAnswer(options_, request, ToResponse(kInternalError, request.request_id), true);
    }
    Record(request, answer.status,
           std::chrono::duration<double>(std::chrono::steady_clock::now() - received_at).count());
    return answer;
}

Answer Dispatcher::Refuse(const Refusal& refusal, Request partial) const {
    partial.request_id = base::RandomToken(kRequestIdBytes);
    const base::LogScope scope("request_id", partial.request_id);
    if (partial.method_text.empty()) {
        partial.method = Method::kOther;
    }
    Answer answer = RenderAnswer(options_, partial, ToResponse(refusal), true);
    Record(partial, answer.status, 0);
    return answer;
}

Response Dispatcher::Call(const Request& request) const {
    try {
        return handler_(request);
    } catch (const std::exception& e) {
        base::LogError("request_failed",
                       {{"what", base::TruncateUtf8(e.what(), kLoggedErrorBytesMax)}});
    } catch (...) {
        base::LogError("request_failed", {{"what", "an exception of unknown type"}});
    }
    return ToResponse(kInternalError, request.request_id);
}

void Dispatcher::Record(const Request& request, int status, double seconds) const {
    const std::string_view method = ToString(request.method);
    base::CountMetric("http_requests_total", {{"method", method}, {"status", StatusClass(status)}});
    base::ObserveSeconds("http_request_seconds", seconds);
    if (options_.access_log) {
        base::LogInfo("http_request", {{"method", method},
                                       {"path", PathForLog(request.target)},
                                       {"status", status},
                                       {"millis", static_cast<std::int64_t>(seconds * 1'000)}});
    }
}

}  // namespace orderyard::http
