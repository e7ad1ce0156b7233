// The door of the stand-in: which operation, may the caller, has it tokens left, then the
// operation, then the faults and headers every answer gets.
#include "sandbox/wire/selling_partner_api.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "base/text.hpp"
#include "http/answer.hpp"
#include "sandbox/wire/confirm_shipment.hpp"
#include "sandbox/world/dice.hpp"

namespace orderyard::sandbox {
namespace {

namespace json = boost::json;

constexpr std::size_t kCallsKept = 1'000;
constexpr std::string_view kOrdersPath = "/orders/2026-01-01/orders";
constexpr std::string_view kOrdersV0Path = "/orders/v0/orders/";
constexpr std::string_view kConfirmSuffix = "/shipmentConfirmation";

struct Target {
    std::string operation;
    std::string order_id;
    http::Method method = http::Method::kGet;
};

std::optional<Target> FindTarget(std::string_view path) {
    if (path == "/auth/o2/token") {
        return Target{"token", "", http::Method::kPost};
    }
    if (path == kOrdersPath) {
        return Target{"searchOrders", "", http::Method::kGet};
    }
    if (path.starts_with(kOrdersPath) && path.size() > kOrdersPath.size() + 1 &&
        path[kOrdersPath.size()] == '/') {
        const std::string_view id = path.substr(kOrdersPath.size() + 1);
        return id.find('/') == std::string_view::npos
                   ? std::optional(Target{"getOrder", std::string(id), http::Method::kGet})
                   : std::nullopt;
    }
    if (path.starts_with(kOrdersV0Path) && path.ends_with(kConfirmSuffix) &&
        path.size() > kOrdersV0Path.size() + kConfirmSuffix.size()) {
        const std::string_view id = path.substr(
            kOrdersV0Path.size(), path.size() - kOrdersV0Path.size() - kConfirmSuffix.size());
        return Target{"confirmShipment", std::string(id), http::Method::kPost};
    }
    return std::nullopt;
}

http::Response Errors(int status, std::string_view code, std::string_view message,
                      std::string_view details = "") {
    json::object error{{"code", code}, {"message", message}, {"details", details}};
    http::Response response = http::JsonResponse(
        status, json::serialize(json::object{{"errors", json::array{std::move(error)}}}));
    response.Set("x-amzn-ErrorType", std::string(code));
    return response;
}

http::Response InvalidInput(const base::Error& error) {
    return Errors(400, "InvalidInput",
                  error.field.empty() ? error.Text() : error.field + " " + error.Text(),
                  error.field);
}

// nullopt: the caller may.
std::optional<http::Response> RefuseToken(TokenStanding standing, bool has_token) {
    if (!has_token) {
        return Errors(403, "Unauthorized", "Access to requested resource is denied.",
                      "Access token is missing in the request header.");
    }
    switch (standing) {
        case TokenStanding::kGood: return std::nullopt;
        case TokenStanding::kUnknown:
            return Errors(403, "Unauthorized", "Access to requested resource is denied.",
                          "The access token you provided is malformed or unknown.");
        case TokenStanding::kExpired:
            return Errors(403, "Unauthorized", "Access to requested resource is denied.",
                          "The access token you provided has expired.");
        case TokenStanding::kRevoked:
            return Errors(403, "Unauthorized", "Access to requested resource is denied.",
                          "The access token you provided is revoked.");
        case TokenStanding::kWithoutSeller:
            return Errors(403, "Unauthorized", "Access to requested resource is denied.",
                          "The token was not issued for a selling partner.");
    }
    return std::nullopt;
}

}  // namespace

base::Result<std::vector<const Marketplace*>> SellersMarketplaces(const SandboxOptions& options) {
    std::vector<const Marketplace*> found;
    for (const std::string& word : options.marketplaces) {
        const Marketplace* marketplace = FindMarketplace(word);
        if (marketplace == nullptr) {
            marketplace = FindMarketplaceOfCountry(word == "UK" ? "GB" : word);
        }
        if (marketplace == nullptr) {
            return base::Fail(
                base::InvalidInput("marketplaces", "there is no marketplace " + word));
        }
        found.push_back(marketplace);
    }
    if (found.empty()) {
        for (const Marketplace& marketplace : Marketplaces()) {
            found.push_back(&marketplace);
        }
    }
    return found;
}

SellingPartnerApi::SellingPartnerApi(const SandboxOptions& options, World& world,
                                     VirtualClock& clock)
    : options_(options),
      world_(world),
      clock_(clock),
      login_({options.client_id, options.client_secret, options.refresh_token}, options.seed),
      limits_(options.rate_plan, options.rate_factor),
      search_rules_("token " + std::to_string(options.seed), *SellersMarketplaces(options)),
      faults_(options.seed),
      faulty_content_(options.seed) {}

bool SellingPartnerApi::Call::HasFault(FaultKind kind) const {
    return std::any_of(faults.begin(), faults.end(),
                       [kind](const FaultRule& rule) { return rule.kind == kind; });
}

std::optional<http::Response> SellingPartnerApi::Handle(const http::Request& request) {
    const std::optional<Target> target = FindTarget(request.path);
    if (!target) {
        return std::nullopt;
    }
    world_.AdvanceTo(clock_.WorldNow());
    Call call{request, target->operation, target->order_id, {}};
    http::Response response;
    if (request.method != target->method) {
        response = Errors(405, "MethodNotAllowed",
                          "The method is not allowed for the requested resource.");
    } else {
        call.faults = faults_.Draw(call.operation, call.HasPageToken());
        response = Answer(call);
    }
    Finish(call, response);
    return response;
}

http::Response SellingPartnerApi::Answer(Call& call) {
    for (const FaultRule& rule : call.faults) {
        if (!rule.IsApplied()) {
            // A wire fault that is not applied loses the request on its way in: nothing is carried
            // out.
            http::Response response = ReplacementFor(rule).value_or(
                Errors(500, "InternalFailure", "The request was lost."));
            HarmAnswer(rule, response);
            return response;
        }
    }
    http::Response response = Carry(call);
    for (const FaultRule& rule : call.faults) {
        if (std::optional<http::Response> replacement = ReplacementFor(rule)) {
            replacement->fault = response.fault;
            response = std::move(*replacement);
        }
        HarmAnswer(rule, response);
    }
    return response;
}

http::Response SellingPartnerApi::Carry(const Call& call) {
    const base::Instant wire_now = clock_.WireNow();
    if (call.operation == "token") {
        return login_.Token(call.request, wire_now);
    }
    const std::string* token = call.request.FindHeader("x-amz-access-token");
    const TokenStanding standing =
        token == nullptr ? TokenStanding::kUnknown : login_.Check(*token, wire_now);
    if (auto refusal = RefuseToken(standing, token != nullptr)) {
        return std::move(*refusal);
    }
    if (call.request.FindHeader("user-agent") == nullptr) {
        return Errors(403, "Unauthorized", "Access to requested resource is denied.",
                      "A User-Agent header is required.");
    }
    if (!limits_.Take(options_.client_id + "/" + options_.seller_id, call.operation, wire_now)) {
        return Errors(429, "QuotaExceeded", "You exceeded your quota for the requested resource.");
    }
    if (call.operation == "searchOrders") {
        return SearchOrders(call);
    }
    return call.operation == "getOrder" ? GetOrder(call) : Confirm(call);
}

OrderView SellingPartnerApi::ViewFor(const Sections& sections) const {
    return {sections, options_.allows_personal_data, world_.now()};
}

http::Response SellingPartnerApi::SearchOrders(const Call& call) {
    const auto search = search_rules_.Read(call.request, world_.now());
    if (!search) {
        return search.error().code == base::ErrorCode::kForbidden
                   ? Errors(403, "Unauthorized", search.error().message)
                   : InvalidInput(search.error());
    }
    const SearchPage page = world_.Search(search->query, search->from, search->page_size);
    json::array orders;
    orders.reserve(page.orders.size());
    for (const Order& order : page.orders) {
        orders.push_back(WriteOrder(order, ViewFor(search->sections)));
    }
    json::object body{{"orders", std::move(orders)}};
    if (page.last) {
        body["pagination"] =
            json::object{{"nextToken", search_rules_.NextToken(*search, *page.last, world_.now())}};
    }
    body[search->query.by_created ? "createdBefore" : "lastUpdatedBefore"] =
        search->query.before.ToIsoMillis();
    faulty_content_.Harm(call.faults, call.HasPageToken(), body);
    return http::JsonResponse(200, json::serialize(body));
}

http::Response SellingPartnerApi::GetOrder(const Call& call) {
    const auto sections = ReadSections(call.request);
    if (!sections) {
        return InvalidInput(sections.error());
    }
    for (const http::QueryPair& pair : call.request.query) {
        if (pair.name != "includedData") {
            return InvalidInput(base::InvalidInput(pair.name, "is not a parameter of getOrder"));
        }
    }
    const std::optional<OrderNumber> number = world_.Find(call.order_id);
    std::optional<Order> order = number ? world_.AsRead(*number) : std::nullopt;
    if (!order) {
        return Errors(404, "NotFound", "The requested resource could not be found.");
    }
    if (call.HasFault(FaultKind::kWrongOrder) && world_.size() > 1) {
        order = world_.Current((*number + 1) % static_cast<OrderNumber>(world_.size()));
    }
    json::object body{{"order", WriteOrder(*order, ViewFor(*sections))}};
    faulty_content_.Harm(call.faults, false, body);
    return http::JsonResponse(200, json::serialize(body));
}

http::Response SellingPartnerApi::Confirm(const Call& call) {
    const std::string* type = call.request.FindHeader("content-type");
    if (type == nullptr || !base::AsciiLower(*type).starts_with("application/json")) {
        return Errors(415, "UnsupportedMediaType",
                      "The request payload is in an unsupported format.");
    }
    const std::optional<OrderNumber> number = world_.Find(call.order_id);
    if (!number) {
        return Errors(404, "NotFound", "The requested resource could not be found.");
    }
    if (const auto refusal = ConfirmShipment(world_, *number, call.request.body)) {
        return Errors(refusal->status, refusal->code, refusal->message);
    }
    http::Response response;
    response.status = 204;
    return response;
}

std::string SellingPartnerApi::NextRequestId() {
    Dice dice({options_.seed, ++request_count_, 0x1d});
    const std::string hex =
        base::AsciiLower(base::Hex(std::to_string(dice.Next()) + std::to_string(dice.Next())));
    return hex.substr(0, 8) + "-" + hex.substr(8, 4) + "-" + hex.substr(12, 4) + "-" +
           hex.substr(16, 4) + "-" + hex.substr(20, 12);
}

void SellingPartnerApi::Finish(const Call& call, http::Response& response) {
    response.Set("x-amzn-RequestId", NextRequestId());
    const bool tells_rate =
        response.status < 300 || response.status == 400 || response.status == 404;
    if (call.operation != "token" && tells_rate) {
        response.Set("x-amzn-RateLimit-Limit", limits_.Announced(call.operation));
    }
    std::int64_t date_seconds = world_.now().seconds();
    CallRecord record{world_.now(), call.operation, call.request.target, "", response.status, {}};
    for (const FaultRule& rule : call.faults) {
        record.faults.emplace_back(ToString(rule.kind));
        if (rule.kind == FaultKind::kClockSkew) {
            date_seconds += rule.seconds;
        }
    }
    response.Set("Date", http::HttpDate(date_seconds));
    if (call.operation == "confirmShipment") {
        record.body = call.request.body;
    }
    CallCounts& counts = counts_[call.operation];
    ++counts.calls;
    if (response.status == 429) {
        ++counts.throttled;
    } else if (response.status >= 500) {
        ++counts.failed;
    } else if (response.status >= 400) {
        ++counts.refused;
    }
    calls_.push_back(std::move(record));
    if (calls_.size() > kCallsKept) {
        calls_.pop_front();
    }
}

}  // namespace orderyard::sandbox
