// One road for every call: token -> breaker -> budget -> send -> judge, repeated only for reads
// that may come out better right away. Retries live here and in no other layer.
#include "amazon/client/orders_client.hpp"

#include "amazon/client/call_line.hpp"
#include "base/limits.hpp"
#include "base/text.hpp"

namespace orderyard::amazon {

namespace {

constexpr std::string_view kOrdersPath = "/orders/2026-01-01/orders";
// All we use. An order asked for without FULFILLMENT has not even a status.
constexpr std::string_view kIncludedData =
    "BUYER,RECIPIENT,PROCEEDS,EXPENSE,PROMOTION,CANCELLATION,FULFILLMENT,PACKAGES,TAX,PAYMENT,"
    "FULFILLMENT_ORDERS";

const Operation kSearchOrders{"searchOrders", {0.0056, 20}};
const Operation kGetOrder{"getOrder", {0.5, 30}};

void AddTime(std::string& query, std::string_view name, const std::optional<base::Instant>& time) {
    if (time) {
        query += "&" + std::string(name) + "=" + base::PercentEncode(time->ToIsoMillis());
    }
}

std::string SearchPath(const SearchParams& params) {
    std::string query = "?includedData=" + base::PercentEncode(kIncludedData) +
                        "&maxResultsPerPage=" + std::to_string(base::limits::kOrdersPerPageMax);
    AddTime(query, "lastUpdatedAfter", params.last_updated_after);
    AddTime(query, "lastUpdatedBefore", params.last_updated_before);
    AddTime(query, "createdAfter", params.created_after);
    AddTime(query, "createdBefore", params.created_before);
    if (!params.marketplace_ids.empty()) {
        query += "&marketplaceIds=" + base::PercentEncode(base::Join(params.marketplace_ids, ","));
    }
    if (!params.page_token.empty()) {
        query += "&paginationToken=" + base::PercentEncode(params.page_token);
    }
    return std::string(kOrdersPath) + query;
}

std::string OrderPath(const std::string& number) {
    return std::string(kOrdersPath) + "/" + base::PercentEncode(number) +
           "?includedData=" + base::PercentEncode(kIncludedData);
}

}  // namespace

std::shared_ptr<CallLine> MakeCallLine(Transport& transport, ports::Database& database,
                                       const ports::Clock& clock, OrdersClientOptions options) {
    return std::make_shared<CallLine>(transport, database, clock, std::move(options));
}

OrdersClient::OrdersClient(std::shared_ptr<CallLine> line) : line_(std::move(line)) {}

OrdersClient::OrdersClient(Transport& transport, ports::Database& database,
                           const ports::Clock& clock, OrdersClientOptions options)
    : OrdersClient(MakeCallLine(transport, database, clock, std::move(options))) {}

OrdersClient::~OrdersClient() = default;

CallResult<wire::SearchAnswer> OrdersClient::SearchOrders(const domain::Store& store,
                                                          const SearchParams& params,
                                                          Priority priority, std::stop_token stop) {
    std::optional<wire::SearchAnswer> page;
    const auto read = [&](const std::string& body) -> base::Result<> {
        auto answer = wire::ReadSearchAnswer(body);
        if (!answer) {
            return base::Fail(answer.error());
        }
        page = std::move(*answer);
        return {};
    };
    const auto done = line_->Get(store, kSearchOrders, SearchPath(params), priority, stop, read);
    if (!done) {
        return tl::unexpected(done.error());
    }
    return std::move(*page);
}

CallResult<wire::OrderText> OrdersClient::GetOrder(const domain::Store& store,
                                                   const std::string& number, Priority priority,
                                                   std::stop_token stop) {
    std::optional<wire::OrderText> order;
    const auto read = [&](const std::string& body) -> base::Result<> {
        auto answer = wire::ReadOrderAnswer(body);
        if (!answer) {
            return base::Fail(answer.error());
        }
        if (answer->number != number) {
            return base::Fail(base::Malformed("the answer is about another order"));
        }
        order = std::move(*answer);
        return {};
    };
    const auto done = line_->Get(store, kGetOrder, OrderPath(number), priority, stop, read);
    if (!done) {
        return tl::unexpected(done.error());
    }
    return std::move(*order);
}

CallResult<void> OrdersClient::SayHello(const domain::Store& store, std::stop_token stop) {
    return line_->SayHello(store, stop);
}

base::Instant OrdersClient::AmazonNow(domain::StoreId store_id) const {
    return line_->AmazonNow(store_id);
}

base::Duration OrdersClient::ClockOffset(domain::StoreId store_id) const {
    return line_->ClockOffset(store_id);
}

void OrdersClient::RestoreClock(domain::StoreId store_id, base::Duration offset) {
    line_->RestoreClock(store_id, offset);
}

double OrdersClient::Random() const {
    return line_->Random();
}

void OrdersClient::Sleep(base::Duration duration, std::stop_token stop) const {
    line_->Sleep(duration, stop);
}

}  // namespace orderyard::amazon
