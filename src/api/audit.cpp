// Only numbers of the path get into the subject: a path may hold a name or an order number that
// somebody typed, and the audit trail keeps no personal data.
#include "api/audit.hpp"

#include "base/text.hpp"
#include "ports/access_store.hpp"

namespace orderyard::api {
namespace {

// "order 7" of "/api/v1/orders/{id}/hold": the word before the variable, and its value.
std::string SubjectOf(const http::Request& request, std::string_view pattern) {
    std::string word;
    std::string subject;
    for (const std::string& part : base::Split(pattern, '/')) {
        if (!part.starts_with('{')) {
            word = part;
            continue;
        }
        const auto number =
            base::ParseInt(request.PathParam(std::string_view(part).substr(1, part.size() - 2)));
        if (number) {
            subject += (subject.empty() ? "" : " ") +
                       (word.ends_with('s') ? word.substr(0, word.size() - 1) : word) + " " +
                       std::to_string(*number);
        }
    }
    return subject;
}

}  // namespace

AuditDetail DetailOf(const actions::OrderTrail& trail) {
    if (trail.IsEmpty()) {
        return {};
    }
    return {"order " + std::to_string(trail.order().value), trail.Before(), trail.After()};
}

void AuditCall(ports::Transaction& tx, const ApiContext& context, const Caller& caller,
               const http::Request& request, const char* pattern, const AuditDetail& detail) {
    ports::AuditEntry entry;
    entry.at = context.clock.Now();
    entry.actor = caller.actor;
    entry.peer = caller.peer;
    entry.event = std::string(http::ToString(request.method)) + " " + pattern;
    entry.subject = detail.subject.empty() ? SubjectOf(request, pattern) : detail.subject;
    entry.before = detail.before;
    entry.after = detail.after;
    tx.access().AppendAudit(std::move(entry));
}

}  // namespace orderyard::api
