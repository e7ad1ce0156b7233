// The fake Amazon's own code. Its pages hold what a real list would: bounds, tokens, the trail of
// two minutes.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "amazon/client/channel_clock.hpp"
#include "amazon/fakes/fake_amazon.hpp"
#include "base/text.hpp"

namespace orderyard::amazon::fakes {

namespace {

constexpr const char* kToken =
    R"({"access_token":"Atza|good","token_type":"bearer","expires_in":3600})";
constexpr const char* kBadRequest =
    R"({"errors":[{"code":"InvalidInput","message":"Invalid Input"}]})";

}  // namespace

std::string QueryValue(const std::string& url, const std::string& name) {
    std::size_t at = url.find("?" + name + "=");
    at = at == std::string::npos ? url.find("&" + name + "=") : at;
    if (at == std::string::npos) {
        return "";
    }
    const std::size_t start = at + name.size() + 2;
    return base::PercentDecode(url.substr(start, url.find('&', start) - start));
}

std::string HttpDate(base::Instant instant) {
    const std::string iso = instant.ToIso();
    static const std::vector<std::string> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto month = static_cast<std::size_t>(*base::ParseInt(iso.substr(5, 2)) - 1);
    return "Sun, " + iso.substr(8, 2) + " " + kMonths[month] + " " + iso.substr(0, 4) + " " +
           iso.substr(11, 8) + " GMT";
}

SendResult ScriptedTransport::Send(const HttpRequest& request, std::stop_token) {
    const std::lock_guard lock(mutex_);
    if (request.method == "POST") {
        ++token_calls;
        if (token_script.empty()) {
            return Answer(200, kToken);
        }
        SendResult next = std::move(token_script.front());
        token_script.pop_front();
        return next;
    }
    sent.push_back(request);
    if (script.empty()) {
        return Answer(500, "");
    }
    SendResult next = std::move(script.front());
    script.pop_front();
    return next;
}

std::string OrderJson(const FakeOrder& order) {
    if (order.is_malformed) {
        return fmt::format(
            R"({{"orderId":"{}","createdTime":"{}","lastUpdatedTime":"{}","orderItems":7}})",
            order.number, order.created_at.ToIso(), order.updated_at.ToIso());
    }
    return fmt::format(
        R"({{"orderId":"{}","createdTime":"{}","lastUpdatedTime":"{}",)"
        R"("salesChannel":{{"channelName":"AMAZON","marketplaceId":"A1PA6795UKMFR9"}},)"
        R"("fulfillment":{{"fulfillmentStatus":"{}","fulfilledBy":"MERCHANT"}},"orderItems":[)"
        R"({{"orderItemId":"1","quantityOrdered":1,"product":{{"sellerSku":"A"}}}}]}})",
        order.number, order.created_at.ToIso(), order.updated_at.ToIso(), order.status);
}

HttpAnswer FakeAmazon::Dated(int status, std::string body) const {
    return Answer(status, std::move(body),
                  {{"x-amzn-requestid", "req-1"},
                   {"x-amzn-ratelimit-limit", std::to_string(limit_per_second)},
                   {"date", HttpDate(clock_.Now() + clock_offset)}});
}

HttpAnswer FakeAmazon::Good(std::string body) const {
    return Dated(200, std::move(body));
}

SendResult FakeAmazon::Send(const HttpRequest& request, std::stop_token) {
    if (fuse_ != nullptr) {
        fuse_->Step();
    }
    if (request.method == "POST") {
        return Good(kToken);
    }
    const std::string path = request.url.substr(0, request.url.find('?'));
    const std::size_t at = path.find("/orders/2026-01-01/orders/");
    if (at != std::string::npos) {
        ++get_calls;
        return Get(base::PercentDecode(path.substr(at + 26)));
    }
    ++search_calls;
    last_search_url = request.url;
    SendResult result = Search(request.url);
    const auto fault = search_faults.find(search_calls);
    return fault == search_faults.end() ? result : fault->second(std::move(result));
}

SendResult FakeAmazon::Get(const std::string& number) const {
    const auto found = orders.find(number);
    if (found == orders.end()) {
        return Answer(404, R"({"errors":[{"code":"NotFound","message":"no"}]})");
    }
    return Good(R"({"order":)" + OrderJson(found->second) + "}");
}

SendResult FakeAmazon::Search(const std::string& url) {
    const bool is_by_creation = !QueryValue(url, "createdAfter").empty();
    const auto after = base::Instant::ParseIso(
        QueryValue(url, is_by_creation ? "createdAfter" : "lastUpdatedAfter"));
    const auto before = base::Instant::ParseIso(
        QueryValue(url, is_by_creation ? "createdBefore" : "lastUpdatedBefore"));
    const base::Instant newest = clock_.Now() + clock_offset - base::Duration::Minutes(2);
    if (!after || !before || *before > newest || *before < *after) {
        return Dated(400, kBadRequest);
    }
    std::vector<FakeOrder> found;
    for (const auto& [number, order] : orders) {
        const base::Instant at = is_by_creation ? order.created_at : order.updated_at;
        if (at >= *after && at < *before && !order.is_omitted) {
            found.push_back(order);
        }
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.updated_at < b.updated_at; });
    const std::string token = QueryValue(url, "paginationToken");
    // A token is "<after> <rows passed>"; with other parameters than those of its first page it is
    // refused.
    const auto passed = base::ParseInt(std::string_view(token).substr(token.find(' ') + 1));
    if (!token.empty() && (!passed || !token.starts_with(after->ToIso() + " "))) {
        return Dated(400, kBadRequest);
    }
    const std::size_t from = std::min(found.size(), static_cast<std::size_t>(passed.value_or(0)));
    std::string list;
    const std::size_t to = std::min(found.size(), from + page_size);
    for (std::size_t i = from; i < to; ++i) {
        list += (list.empty() ? "" : ",") + OrderJson(found[i]);
    }
    std::string body = R"({"orders":[)" + list + "]";
    if (to < found.size()) {
        body += fmt::format(R"(,"pagination":{{"nextToken":"{} {}"}})", after->ToIso(), to);
    }
    body += fmt::format(R"(,"{}":"{}"}})", is_by_creation ? "createdBefore" : "lastUpdatedBefore",
                        before->ToIsoMillis());
    return Good(std::move(body));
}

TEST(FakeAmazon, ItsDatesAreReadable) {
    const auto instant = *base::Instant::ParseIso("2026-03-01T12:34:56Z");
    EXPECT_EQ(HttpDate(instant), "Sun, 01 Mar 2026 12:34:56 GMT");
    EXPECT_EQ(ParseHttpDate(HttpDate(instant)), instant);
}

}  // namespace orderyard::amazon::fakes
