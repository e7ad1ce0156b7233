// The door of the stand-in: which operation, may the caller, has it tokens left, then the
// operation, then the faults and headers every answer gets.
#include "sandbox/wire/selling_partner_api.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "base/text.hpp"
#include "http/answer.hpp"
#include "sandbox/wire/amazon_answers.hpp"
#include "sandbox/wire/cancel_order.hpp"
#include "sandbox/wire/confirm_shipment.hpp"
#include "sandbox/wire/finances.hpp"
#include "sandbox/wire/operations.hpp"
#include "sandbox/wire/restricted_token.hpp"
#include "sandbox/wire/seller.hpp"
#include "sandbox/world/dice.hpp"

namespace orderyard::sandbox {
namespace {

namespace json = boost::json;

// As the storage words what the API words as an error list.
http::Response AsStorageAnswer(const http::Response& replacement) {
    const int status = replacement.status == 429 ? 503 : replacement.status;
    return StorageError(status,
                        status == 503   ? "SlowDown"
                        : status == 403 ? "AccessDenied"
                        : status == 400 ? "InvalidRequest"
                                        : "InternalError",
                        "Please try again.");
}

// nullopt: the caller may.
std::optional<http::Response> RefuseToken(TokenStanding standing, bool has_token) {
    if (!has_token) {
        return ErrorList(403, "Unauthorized", "Access to requested resource is denied.",
                         "Access token is missing in the request header.");
    }
    switch (standing) {
        case TokenStanding::kGood: return std::nullopt;
        case TokenStanding::kUnknown:
            return ErrorList(403, "Unauthorized", "Access to requested resource is denied.",
                             "The access token you provided is malformed or unknown.");
        case TokenStanding::kExpired:
            return ErrorList(403, "Unauthorized", "Access to requested resource is denied.",
                             "The access token you provided has expired.");
        case TokenStanding::kRevoked:
            return ErrorList(403, "Unauthorized", "Access to requested resource is denied.",
                             "The access token you provided is revoked.");
        case TokenStanding::kRestricted:
            return ErrorList(403, "Unauthorized", "Access to requested resource is denied.",
                             "The restricted data token does not cover this resource.");
        case TokenStanding::kWithoutSeller:
            return ErrorList(403, "Unauthorized", "Access to requested resource is denied.",
                             "The token was not issued for a selling partner.");
    }
    return std::nullopt;
}

}  // namespace

SellingPartnerApi::SellingPartnerApi(const SandboxOptions& options, World& world,
                                     VirtualClock& clock)
    : options_(options),
      world_(world),
      clock_(clock),
      switches_{options.feed_queue_seconds,  options.feed_process_seconds, true,
                options.allows_cancel_order, options.allows_personal_data, false},
      login_({options.client_id, options.client_secret, options.refresh_token}, options.seed),
      limits_(options.rate_plan, options.rate_factor),
      search_rules_("token " + std::to_string(options.seed), *SellersMarketplaces(options)),
      faults_(options.seed),
      faulty_content_(options.seed),
      feeds_({world, agenda_, faults_, switches_, options.seller_id, MarketplaceIds(options),
              options.seed}),
      messages_(options.seed) {}

void SellingPartnerApi::CatchUp() {
    const base::Instant now = clock_.WorldNow();
    for (auto next = agenda_.NextAt(); next && *next <= now; next = agenda_.NextAt()) {
        world_.AdvanceTo(*next);
        agenda_.RunNext();
    }
    world_.AdvanceTo(now);
}

bool SellingPartnerApi::Call::HasFault(FaultKind kind) const {
    return std::any_of(faults.begin(), faults.end(),
                       [kind](const FaultRule& rule) { return rule.kind == kind; });
}

std::optional<http::Response> SellingPartnerApi::Handle(const http::Request& request) {
    const std::optional<TargetMatch> match = FindTarget(request.method, request.path);
    if (!match) {
        return std::nullopt;
    }
    CatchUp();
    Call call{request, match->target.operation, match->target.id, {}};
    http::Response response;
    if (!match->is_allowed) {
        response = ErrorList(405, "MethodNotAllowed",
                             "The method is not allowed for the requested resource.");
    } else {
        call.faults = faults_.Draw(call.operation, call.HasPageToken(), call.id);
        response = Answer(call);
    }
    Finish(call, response);
    return response;
}

base::Duration SellingPartnerApi::Call::LateBy() const {
    for (const FaultRule& rule : faults) {
        if (rule.kind == FaultKind::kLate) {
            return base::Duration::Seconds(rule.seconds);
        }
    }
    return {};
}

http::Response SellingPartnerApi::Answer(Call& call) {
    const bool is_storage = IsStorageOperation(call.operation);
    for (const FaultRule& rule : call.faults) {
        if (!rule.IsApplied()) {
            // A wire fault that is not applied loses the request on its way in: nothing is carried
            // out.
            http::Response response = ReplacementFor(rule).value_or(
                ErrorList(500, "InternalFailure", "The request was lost."));
            response = is_storage ? AsStorageAnswer(response) : response;
            HarmAnswer(rule, response);
            return response;
        }
    }
    http::Response response = Carry(call);
    for (const FaultRule& rule : call.faults) {
        if (std::optional<http::Response> replacement = ReplacementFor(rule)) {
            if (is_storage && replacement->status >= 400) {
                *replacement = AsStorageAnswer(*replacement);
            }
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
    if (IsStorageOperation(call.operation)) {
        return Write(call);
    }
    const std::string* token = call.request.FindHeader("x-amz-access-token");
    const TokenStanding standing =
        token == nullptr ? TokenStanding::kUnknown : login_.Check(*token, wire_now);
    if (auto refusal = RefuseToken(standing, token != nullptr)) {
        return std::move(*refusal);
    }
    if (call.request.FindHeader("user-agent") == nullptr) {
        return ErrorList(403, "Unauthorized", "Access to requested resource is denied.",
                         "A User-Agent header is required.");
    }
    if (!limits_.Take(options_.client_id + "/" + options_.seller_id, call.operation, wire_now)) {
        return ErrorList(429, "QuotaExceeded",
                         "You exceeded your quota for the requested resource.");
    }
    if (call.operation == "searchOrders") {
        return SearchOrders(call);
    }
    if (call.operation == "getOrder") {
        return GetOrder(call);
    }
    if (call.operation == "listTransactions") {
        return ListTransactions(call.request, world_, clock_.WorldNow(),
                                base::Duration::Seconds(switches_.finance_lag_seconds));
    }
    if (call.operation == "createUploadDestinationForResource") {
        return world_.Find(call.id) ? messages_.files().Create(call.request, call.id, wire_now)
                                    : NotFoundAnswer();
    }
    const std::string* type = call.request.FindHeader("content-type");
    const bool has_body =
        call.request.method == http::Method::kPost || call.request.method == http::Method::kPut;
    if (has_body && (type == nullptr || !base::AsciiLower(*type).starts_with("application/json"))) {
        return ErrorList(415, "UnsupportedMediaType",
                         "The request payload is in an unsupported format.");
    }
    if (IsMessageOperation(call.operation)) {
        const std::optional<OrderNumber> number = world_.Find(call.id);
        return number ? messages_.Answer(call.operation, call.request, world_.Current(*number),
                                         world_.now())
                      : NotFoundAnswer();
    }
    return IsWriteOperation(call.operation) ? Write(call) : Perform(call, true);
}

http::Response SellingPartnerApi::Write(const Call& call) {
    if (call.HasFault(FaultKind::kDrop)) {
        return Perform(call, false);
    }
    const bool is_order_write =
        call.operation == "confirmShipment" || call.operation == "cancelOrder";
    if (call.HasFault(FaultKind::kLate) && is_order_write) {
        const base::Duration late = call.LateBy();
        // The answer is given on what the order is now; what it is by then decides the effect.
        agenda_.At(world_.now() + late,
                   [this, request = call.request, operation = call.operation, id = call.id] {
                       (void)Perform(Call{request, operation, id, {}}, true);
                   });
        return Perform(call, false);
    }
    http::Response first = Perform(call, true);
    if (call.HasFault(FaultKind::kDuplicate) || call.HasFault(FaultKind::kDuplicateLast)) {
        http::Response second = Perform(call, true);
        return call.HasFault(FaultKind::kDuplicateLast) ? second : first;
    }
    return first;
}

http::Response SellingPartnerApi::Perform(const Call& call, bool keeps) {
    const FeedCall feed_call{call.request, call.id, clock_.WireNow(), keeps, call.LateBy()};
    using FeedOperation = http::Response (FeedDesk::*)(const FeedCall&);
    constexpr std::pair<std::string_view, FeedOperation> kFeedOperations[] = {
        {"createFeedDocument", &FeedDesk::CreateDocument},
        {"getFeedDocument", &FeedDesk::GetDocument},
        {"uploadFeedDocument", &FeedDesk::Upload},
        {"downloadFeedDocument", &FeedDesk::Download},
        {"createFeed", &FeedDesk::CreateFeed},
        {"getFeed", &FeedDesk::GetFeed},
        {"getFeeds", &FeedDesk::GetFeeds},
        {"cancelFeed", &FeedDesk::CancelFeed},
    };
    if (call.operation == "uploadMessageFile") {
        return messages_.files().Upload(call.request, clock_.WireNow(), keeps);
    }
    for (const auto& [operation, act] : kFeedOperations) {
        if (call.operation == operation) {
            return (feeds_.*act)(feed_call);
        }
    }
    if (call.operation == "getMarketplaceParticipations") {
        return ParticipationsAnswer(options_);
    }
    if (call.operation == "createRestrictedDataToken") {
        return RestrictedToken(call);
    }
    return call.operation == "cancelOrder" ? Cancel(call, keeps) : Confirm(call, keeps);
}

http::Response SellingPartnerApi::RestrictedToken(const Call& call) {
    const auto checked =
        CheckRestrictedTokenRequest(call.request.body, switches_.allows_personal_data);
    if (!checked) {
        return InvalidInputAnswer(checked.error());
    }
    return http::JsonResponse(
        200, json::serialize(
                 json::object{{"restrictedDataToken", login_.IssueRestricted(clock_.WireNow())},
                              {"expiresIn", 3600}}));
}

http::Response SellingPartnerApi::Cancel(const Call& call, bool keeps) {
    if (!switches_.allows_cancel_order) {
        return ErrorList(403, "Unauthorized", "Access to requested resource is denied.",
                         "The application is not part of the preview of cancelOrder.");
    }
    const std::optional<OrderNumber> number = world_.Find(call.id);
    return number ? CancelOrder(world_, *number, call.request.body, keeps) : NotFoundAnswer();
}

OrderView SellingPartnerApi::ViewFor(const Sections& sections) const {
    return {sections, switches_.allows_personal_data, world_.now()};
}

http::Response SellingPartnerApi::SearchOrders(const Call& call) {
    const auto search = search_rules_.Read(call.request, world_.now());
    if (!search) {
        return search.error().code == base::ErrorCode::kForbidden
                   ? ErrorList(403, "Unauthorized", search.error().message)
                   : InvalidInputAnswer(search.error());
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
        return InvalidInputAnswer(sections.error());
    }
    for (const http::QueryPair& pair : call.request.query) {
        if (pair.name != "includedData") {
            return InvalidInputAnswer(
                base::InvalidInput(pair.name, "is not a parameter of getOrder"));
        }
    }
    const std::optional<OrderNumber> number = world_.Find(call.id);
    std::optional<Order> order = number ? world_.AsRead(*number) : std::nullopt;
    if (!order) {
        return NotFoundAnswer();
    }
    if (call.HasFault(FaultKind::kWrongOrder) && world_.size() > 1) {
        order = world_.Current((*number + 1) % static_cast<OrderNumber>(world_.size()));
    }
    json::object body{{"order", WriteOrder(*order, ViewFor(*sections))}};
    faulty_content_.Harm(call.faults, false, body);
    return http::JsonResponse(200, json::serialize(body));
}

http::Response SellingPartnerApi::Confirm(const Call& call, bool keeps) {
    const std::optional<OrderNumber> number = world_.Find(call.id);
    if (!number) {
        return NotFoundAnswer();
    }
    if (const auto refusal = ConfirmShipment(world_, *number, call.request.body, keeps)) {
        return ErrorList(refusal->status, refusal->code, refusal->message);
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
    if (call.operation != "token" && !IsStorageOperation(call.operation) && tells_rate) {
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
    if (IsWriteOperation(call.operation) && call.operation != "uploadFeedDocument" &&
        call.operation != "uploadMessageFile") {
        record.body = call.request.body;
    }
    log_.Add(std::move(record));
}

}  // namespace orderyard::sandbox
