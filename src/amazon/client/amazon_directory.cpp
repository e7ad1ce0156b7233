// What a refusal of Amazon's means for a probe: 403 is a missing role, since the credentials were
// good enough for a token; 400 and 404 prove that the operation may be called.
#include "amazon/client/amazon_directory.hpp"

#include "amazon/client/call_line.hpp"
#include "amazon/map/carriers.hpp"
#include "amazon/map/marketplaces.hpp"
#include "amazon/wire/answers.hpp"
#include "amazon/wire/read_order.hpp"
#include "base/text.hpp"
#include "ports/channel_order_store.hpp"

namespace orderyard::amazon {

namespace {

using ports::ChannelProbe;
using ports::ProbeState;

constexpr const char* kInventoryRole = "Inventory and Order Tracking";
constexpr const char* kShippingRole = "Direct-to-Consumer Shipping (Restricted)";
constexpr const char* kInsightsRole = "Selling Partner Insights";
constexpr const char* kMessagingRole = "Buyer Communication";
constexpr const char* kSolicitationRole = "Buyer Solicitation";
// No seller has it: whoever may call is told that there is no such order.
constexpr const char* kNobodysOrder = "000-0000000-0000000";
constexpr base::Duration kSearchFrom = base::Duration::Minutes(30);
constexpr base::Duration kSearchTrail = base::Duration::Minutes(3);

ChannelProbe Begin(std::string operation, std::string role, bool is_needed = true) {
    ChannelProbe probe;
    probe.operation = std::move(operation);
    probe.role = std::move(role);
    probe.is_needed = is_needed;
    return probe;
}

ProbeState StateOf(const CallFailure& failure) {
    switch (failure.kind) {
        case FailureKind::kForbidden: return ProbeState::kMissingRole;
        case FailureKind::kCredentials: return ProbeState::kBadCredentials;
        case FailureKind::kBudget:
        case FailureKind::kBreakerOpen:
        case FailureKind::kStopped: return ProbeState::kNotTried;
        case FailureKind::kThrottled:
        case FailureKind::kNotFound:
        case FailureKind::kBadRequest:
        case FailureKind::kUnreachable:
        case FailureKind::kServerFailed:
        case FailureKind::kBadAnswer: break;
    }
    return ProbeState::kFailed;
}

void Note(ChannelProbe& probe, const CallFailure& failure) {
    probe.state = StateOf(failure);
    probe.http_status = failure.http_status;
    probe.code = failure.amazon_code;
    probe.text = failure.text;
    probe.request_id = failure.request_id;
}

// An answer about a thing that is not there is as good as one that is.
bool ProvesAccess(const CallFailure& failure) {
    return failure.has_error_list &&
           (failure.kind == FailureKind::kNotFound || failure.kind == FailureKind::kBadRequest);
}

base::Result<> AnyBody(const std::string&) {
    return {};
}

// One run over all operations; ends early when the credentials are refused.
class Doctor {
  public:
    Doctor(CallLine& line, const domain::Store& store, std::string order, std::stop_token stop)
        : line_(line), store_(store), order_(std::move(order)), stop_(std::move(stop)) {}

    std::vector<ChannelProbe> Run() {
        AskToken();
        Ask(Begin("getMarketplaceParticipations", kInsightsRole, false),
            {"getMarketplaceParticipations", {0.016, 15}}, "/sellers/v1/marketplaceParticipations");
        AskSearch();
        AskOrder();
        AskConfirmShipment();
        AskFeedDocument();
        Ask(Begin("getFeeds", kInventoryRole), {"getFeeds", {0.0222, 10}},
            "/feeds/2021-06-30/feeds?feedTypes=POST_ORDER_ACKNOWLEDGEMENT_DATA&pageSize=10");
        AskAboutOrder("getMessagingActionsForOrder", kMessagingRole, "/messaging/v1/orders/");
        AskAboutOrder("getSolicitationActionsForOrder", kSolicitationRole,
                      "/solicitations/v1/orders/");
        return std::move(probes_);
    }

  private:
    void AskToken() {
        ChannelProbe probe = Begin("token", "");
        const auto said = line_.SayHello(store_, stop_);
        if (said) {
            probe.state = ProbeState::kGood;
        } else {
            Note(probe, said.error());
            is_locked_out_ = true;
        }
        probes_.push_back(std::move(probe));
    }

    // Without a token nothing else can be asked.
    bool Skip(ChannelProbe& probe) {
        if (!is_locked_out_) {
            return false;
        }
        probe.text = "Not tried: there is no access token.";
        probes_.push_back(std::move(probe));
        return true;
    }

    void Ask(ChannelProbe probe, const Operation& operation, const std::string& path) {
        if (Skip(probe)) {
            return;
        }
        const auto done = line_.Get(store_, operation, path, Priority::kPerson, stop_, AnyBody);
        if (done || ProvesAccess(done.error())) {
            probe.state = ProbeState::kGood;
        } else {
            Note(probe, done.error());
        }
        probes_.push_back(std::move(probe));
    }

    void AskSearch() {
        const base::Instant now = line_.AmazonNow(store_.id);
        std::string path =
            "/orders/2026-01-01/orders?maxResultsPerPage=1&lastUpdatedAfter=" +
            base::PercentEncode((now - kSearchFrom).ToIsoMillis()) +
            "&lastUpdatedBefore=" + base::PercentEncode((now - kSearchTrail).ToIsoMillis());
        if (!store_.marketplace_ids.empty()) {
            path +=
                "&marketplaceIds=" + base::PercentEncode(base::Join(store_.marketplace_ids, ","));
        }
        Ask(Begin("searchOrders", kInventoryRole), {"searchOrders", {0.0056, 20}}, path);
    }

    // Also tells whether names and addresses come with it.
    void AskOrder() {
        ChannelProbe probe = Begin("getOrder", kInventoryRole);
        ChannelProbe people = Begin("personalData", kShippingRole);
        if (order_.empty() || is_locked_out_) {
            probe.text = people.text = order_.empty()
                                           ? "Not tried: there is no order yet to ask for."
                                           : "Not tried: there is no access token.";
            probes_.push_back(std::move(probe));
            probes_.push_back(std::move(people));
            return;
        }
        bool has_people = false;
        const auto read = [&](const std::string& body) -> base::Result<> {
            const auto text = wire::ReadOrderAnswer(body);
            const auto order = text ? wire::ReadOrder(text->text) : base::Fail(text.error());
            if (!order) {
                return base::Fail(order.error());
            }
            const auto& address = order->recipient.delivery_address;
            has_people = address && !(address->name.empty() && address->line1.empty());
            return {};
        };
        const auto done = line_.Get(store_, {"getOrder", {0.5, 30}},
                                    "/orders/2026-01-01/orders/" + base::PercentEncode(order_) +
                                        "?includedData=BUYER,RECIPIENT,FULFILLMENT",
                                    Priority::kPerson, stop_, read);
        if (done) {
            probe.state = ProbeState::kGood;
            people.state = has_people ? ProbeState::kGood : ProbeState::kMissingRole;
            if (!has_people) {
                people.text = "Amazon sends no name and street of an order that is yours to ship.";
            }
        } else {
            Note(probe, done.error());
            people.text = "Not tried: the order could not be read.";
        }
        probes_.push_back(std::move(probe));
        probes_.push_back(std::move(people));
    }

    void AskConfirmShipment() {
        Act(Begin("confirmShipment", kInventoryRole), {"confirmShipment", {2, 10}},
            std::string("/orders/v0/orders/") + kNobodysOrder + "/shipmentConfirmation",
            R"({"marketplaceId":"ATVPDKIKX0DER","packageDetail":{"packageReferenceId":"1",)"
            R"("carrierCode":"Other","carrierName":"Other","trackingNumber":"0",)"
            R"("shipDate":"2026-01-01T00:00:00Z",)"
            R"("orderItems":[{"orderItemId":"0","quantity":1}]}})");
    }

    // Harmless: a document that no feed names has no effect and goes by itself.
    void AskFeedDocument() {
        Act(Begin("createFeedDocument", kInventoryRole), {"createFeedDocument", {0.5, 15}},
            "/feeds/2021-06-30/documents", R"({"contentType":"text/xml; charset=UTF-8"})");
    }

    void Act(ChannelProbe probe, const Operation& operation, const std::string& path,
             const std::string& body) {
        if (Skip(probe)) {
            return;
        }
        const auto done =
            line_.Act(store_, operation, {"POST", path, body}, Priority::kPerson, stop_, AnyBody);
        if (done || ProvesAccess(done.error())) {
            probe.state = ProbeState::kGood;
        } else {
            Note(probe, done.error());
        }
        probes_.push_back(std::move(probe));
    }

    void AskAboutOrder(const char* operation, const char* role, const char* path) {
        ChannelProbe probe = Begin(operation, role, false);
        if (order_.empty()) {
            probe.text = "Not tried: there is no order yet to ask for.";
            probes_.push_back(std::move(probe));
            return;
        }
        const std::string marketplace =
            store_.marketplace_ids.empty() ? "" : store_.marketplace_ids.front();
        Ask(std::move(probe), {operation, {1, 5}},
            path + base::PercentEncode(order_) +
                "?marketplaceIds=" + base::PercentEncode(marketplace));
    }

    CallLine& line_;
    const domain::Store& store_;
    std::string order_;
    std::stop_token stop_;
    bool is_locked_out_ = false;
    std::vector<ChannelProbe> probes_;
};

// The newest order that is the merchant's to ship now: of such a one Amazon sends the address.
std::string OrderToAskFor(ports::Database& database, domain::StoreId store) {
    std::string number;
    database.Read([&](ports::Transaction& tx) {
        ports::ChannelOrderQuery query;
        query.store_id = store;
        query.statuses = {domain::ChannelStatus::kUnshipped};
        query.page_size = 20;
        const auto page = tx.channel_orders().Search(query);
        number.clear();
        if (!page) {
            return;
        }
        for (const auto& row : page->rows) {
            if (row.fulfilled_by == domain::FulfilledBy::kMerchant) {
                number = row.number;
                return;
            }
        }
    });
    return number;
}

}  // namespace

std::vector<ports::ChannelMarketplace> AmazonDirectory::Marketplaces() const {
    std::vector<ports::ChannelMarketplace> list;
    for (const Marketplace& each : amazon::Marketplaces()) {
        list.push_back({std::string(each.id), std::string(each.region),
                        std::string(each.country_code), std::string(each.currency_code),
                        std::string(each.sales_channel),
                        "https://sellercentral." + base::AsciiLower(each.sales_channel)});
    }
    return list;
}

std::vector<ports::ChannelRegion> AmazonDirectory::Regions() const {
    std::vector<ports::ChannelRegion> list;
    for (const Region& each : amazon::Regions()) {
        list.push_back(
            {std::string(each.code), std::string(each.api_url), std::string(each.token_url)});
    }
    return list;
}

std::vector<ports::ChannelCarrier> AmazonDirectory::Carriers() const {
    std::vector<ports::ChannelCarrier> list;
    for (const auto& [code, country] : CarrierCodes()) {
        list.push_back({std::string(code), std::string(country)});
    }
    return list;
}

std::vector<ChannelProbe> AmazonDirectory::Probe(const domain::Store& store, std::stop_token stop) {
    return Doctor(*line_, store, OrderToAskFor(database_, store.id), std::move(stop)).Run();
}

}  // namespace orderyard::amazon
