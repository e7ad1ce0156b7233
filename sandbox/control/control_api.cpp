// State, clock, faults, calls and login switches. The orders are in order_control.cpp.
#include "sandbox/control/control_api.hpp"

#include <boost/json.hpp>

#include "base/text.hpp"

namespace orderyard::sandbox {
namespace {

namespace json = boost::json;

json::object StateOf(Stage& stage) {
    stage.api.CatchUp();
    json::object by_status;
    for (const auto& [status, count] : stage.world.CountByStatus()) {
        by_status[status] = count;
    }
    json::object operations;
    std::size_t throttled = 0;
    for (const auto& [operation, counts] : stage.api.log().counts()) {
        operations[operation] = json::object{{"calls", counts.calls},
                                             {"throttled", counts.throttled},
                                             {"refused", counts.refused},
                                             {"failed", counts.failed}};
        throttled += counts.throttled;
    }
    return {{"now", stage.world.now().ToIsoMillis()}, {"speed", stage.clock.speed()},
            {"orders", stage.world.size()},           {"by_status", std::move(by_status)},
            {"operations", std::move(operations)},    {"throttled", throttled}};
}

http::Response MoveClock(Stage& stage, const http::Request& request) {
    const auto body = ControlBody(request);
    if (!body) {
        return ControlError(body.error());
    }
    base::Result<> moved = base::Fail(base::InvalidInput("", "advance_seconds or set is needed"));
    if (const json::value* seconds = body->if_contains("advance_seconds");
        seconds != nullptr && seconds->is_number()) {
        moved = stage.clock.Advance(
            base::Duration::Millis(static_cast<std::int64_t>(seconds->to_number<double>() * 1000)));
    } else if (const json::value* set = body->if_contains("set");
               set != nullptr && set->is_string()) {
        const auto to = base::Instant::ParseIso(std::string_view(set->get_string()));
        moved = to ? stage.clock.SetWorld(*to)
                   : base::Fail(base::InvalidInput("set", "an ISO 8601 date-time is needed"));
    }
    return moved ? ControlJson(StateOf(stage)) : ControlError(moved.error());
}

json::object DescribeRule(const FaultRule& rule) {
    return {{"id", rule.id},
            {"operation", rule.operation},
            {"kind", ToString(rule.kind)},
            {"seen", rule.seen_count},
            {"fired", rule.fired_count}};
}

http::Response ListFaults(Stage& stage, int status) {
    json::array rules;
    for (const FaultRule& rule : stage.api.faults().rules()) {
        rules.push_back(DescribeRule(rule));
    }
    return ControlJson({{"rules", std::move(rules)}}, status);
}

// A list of rules, {"rules": [...]} or one rule. All or none are taken.
http::Response AddFaults(Stage& stage, const http::Request& request) {
    boost::system::error_code error;
    json::value body = json::parse(request.body, error);
    if (error) {
        return ControlError(base::Malformed("the body is not JSON"));
    }
    if (body.is_object() && body.get_object().contains("rules")) {
        json::value rules = body.get_object()["rules"];
        body = std::move(rules);
    }
    const json::array list = body.is_array() ? body.get_array() : json::array{body};
    FaultScript trial = stage.api.faults();
    for (const json::value& rule : list) {
        if (!rule.is_object()) {
            return ControlError(base::InvalidInput("rules", "each rule is an object"));
        }
        if (const auto added = trial.Add(rule.get_object()); !added) {
            return ControlError(added.error());
        }
    }
    stage.api.faults() = std::move(trial);
    return ListFaults(stage, 201);
}

http::Response ListCalls(Stage& stage, const http::Request& request) {
    const auto limit = static_cast<std::size_t>(std::max<std::int64_t>(
        1, base::ParseInt(request.QueryValue("limit").value_or("100")).value_or(100)));
    const std::optional<std::string> operation = request.QueryValue("operation");
    json::array calls;
    for (auto call = stage.api.log().calls().rbegin();
         call != stage.api.log().calls().rend() && calls.size() < limit; ++call) {
        if (operation && call->operation != *operation) {
            continue;
        }
        json::object object{{"at", call->at.ToIsoMillis()},
                            {"operation", call->operation},
                            {"status", call->status},
                            {"target", call->target},
                            {"faults", json::array(call->faults.begin(), call->faults.end())}};
        if (!call->body.empty()) {
            object["body"] = base::CleanUtf8(call->body);
        }
        calls.push_back(std::move(object));
    }
    return ControlJson({{"calls", std::move(calls)}});
}

http::Response SwitchLogin(Stage& stage, const http::Request& request) {
    const std::string_view what = request.PathParam("what");
    if (what == "revoke-access-tokens") {
        stage.api.login().RevokeAccessTokens();
    } else if (what == "revoke-refresh-token") {
        stage.api.login().RevokeRefreshToken();
    } else if (what == "restore-refresh-token") {
        stage.api.login().RestoreRefreshToken();
    } else {
        return ControlError(base::NotFound("no such switch of the login"));
    }
    return ControlJson({});
}

int StatusFor(base::ErrorCode code) {
    switch (code) {
        case base::ErrorCode::kNotFound: return 404;
        case base::ErrorCode::kConflict:
        case base::ErrorCode::kNotAllowed: return 409;
        case base::ErrorCode::kInvalidInput:
        case base::ErrorCode::kMalformed:
        case base::ErrorCode::kUnauthorized:
        case base::ErrorCode::kForbidden:
        case base::ErrorCode::kThrottled:
        case base::ErrorCode::kUnavailable:
        case base::ErrorCode::kTooLarge:
        case base::ErrorCode::kUnsupported: return 400;
    }
    return 400;
}

}  // namespace

http::Response ControlJson(const json::object& body, int status) {
    return http::JsonResponse(status, json::serialize(body));
}

http::Response ControlError(const base::Error& error) {
    return ControlJson({{"field", error.field}, {"message", error.Text()}}, StatusFor(error.code));
}

base::Result<json::object> ControlBody(const http::Request& request) {
    if (base::Trim(request.body).empty()) {
        return json::object{};
    }
    boost::system::error_code error;
    json::value value = json::parse(request.body, error);
    if (error || !value.is_object()) {
        return base::Fail(base::Malformed("the body must be a JSON object"));
    }
    return std::move(value.get_object());
}

std::shared_ptr<const http::Router> ControlRoutes(Stage& stage) {
    auto router = std::make_shared<http::Router>();
    router->Add(http::Method::kGet, "/control/state",
                [&stage](const http::Request&) { return ControlJson(StateOf(stage)); });
    router->Add(http::Method::kPost, "/control/clock",
                [&stage](const http::Request& request) { return MoveClock(stage, request); });
    router->Add(http::Method::kGet, "/control/faults",
                [&stage](const http::Request&) { return ListFaults(stage, 200); });
    router->Add(http::Method::kPost, "/control/faults",
                [&stage](const http::Request& request) { return AddFaults(stage, request); });
    router->Add(http::Method::kDelete, "/control/faults", [&stage](const http::Request&) {
        stage.api.faults().Clear();
        return ListFaults(stage, 200);
    });
    router->Add(http::Method::kGet, "/control/calls",
                [&stage](const http::Request& request) { return ListCalls(stage, request); });
    router->Add(http::Method::kPost, "/control/login/{what}",
                [&stage](const http::Request& request) { return SwitchLogin(stage, request); });
    AddOrderRoutes(*router, stage);
    AddTruthRoutes(*router, stage);
    AddFeedRoutes(*router, stage);
    return router;
}

}  // namespace orderyard::sandbox
