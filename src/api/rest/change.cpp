// Actions refuse before they write, so a refusal inside the transaction leaves nothing behind.
#include "api/rest/change.hpp"

#include "api/audit.hpp"
#include "api/errors.hpp"
#include "api/rest/scalar.hpp"

namespace orderyard::api::rest {

base::Result<std::int64_t> Call::PathId(std::string_view name) const {
    const std::int64_t id = NumericInt(request.PathParam(name)).value_or(0);
    if (id == 0) {
        return base::Fail(MagentoIdNeeded());
    }
    return id;
}

Answer Change(const Call& call, const std::function<Answer(const actions::Step&)>& work) {
    Answer answer;
    call.context.database.Write([&](ports::Transaction& tx) {
        actions::OrderTrail trail;
        *call.detail = {};
        answer = work({tx, call.Actor(), call.context.clock.Now(), std::nullopt, &trail});
        if (answer) {
            AuditCall(tx, call.context, call.caller, call.request, call.pattern,
                      trail.IsEmpty() ? *call.detail : DetailOf(trail));
            if (call.with_change) {
                call.with_change(tx, *answer);
            }
        }
    });
    return answer;
}

base::Result<domain::OrderFile> HoldFile(const actions::Step& step, domain::OrderId id) {
    auto file = actions::LoadFile(step.tx, id);
    if (!file) {
        return base::Fail(MagentoNoSuchEntity());
    }
    return std::move(*file);
}

std::string TrueJson() {
    return "true";
}

std::string IdJson(std::int64_t id) {
    return "\"" + std::to_string(id) + "\"";
}

base::Error Refused(std::string message) {
    base::Error error;
    error.code = base::ErrorCode::kNotAllowed;
    error.message = std::move(message);
    return error;
}

}  // namespace orderyard::api::rest
