// The acting Amazon's own code: its rules as far as the runner depends on them.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <pugixml.hpp>

#include "amazon/fakes/fake_market.hpp"
#include "amazon/wire/requests.hpp"
#include "base/crypto.hpp"
#include "base/text.hpp"

namespace orderyard::amazon::fakes {

namespace {

constexpr const char* kToken =
    R"({"access_token":"Atza|good","token_type":"bearer","expires_in":3600})";

std::string Errors(const std::string& code) {
    return R"({"errors":[{"code":"InvalidInput","message":")" + code + R"("}]})";
}

std::string Header(const HttpRequest& request, const std::string& name) {
    for (const auto& [key, value] : request.headers) {
        if (base::EqualsIgnoreAsciiCase(key, name)) {
            return value;
        }
    }
    return "";
}

// The amounts of one adjusted line; empty: refused for this reason.
std::string Adjust(MarketOrder& order, const pugi::xml_node& payload) {
    const bool is_cancel = std::string(payload.child_value("ActionType")) == "Cancel";
    for (const auto& item : payload.children("AdjustedItem")) {
        const std::string number = item.child_value("AmazonOrderItemCode");
        const auto line = std::find_if(order.lines.begin(), order.lines.end(),
                                       [&](const auto& each) { return each.number == number; });
        if (line == order.lines.end()) {
            return "no such line";
        }
        if (is_cancel) {
            line->canceled += item.child("QuantityCancelled").text().as_llong();
            continue;
        }
        if (order.Shipped(number) == 0) {
            return "the order has not been shipped";
        }
        for (const auto& part : item.child("ItemPriceAdjustments").children("Component")) {
            order.refunds.push_back(std::string(item.child_value("MerchantAdjustmentItemID")) +
                                    " " + part.child_value("Type") + " " +
                                    part.child_value("Amount") + " " +
                                    part.child("Amount").attribute("currency").value());
        }
    }
    return "";
}

}  // namespace

std::int64_t MarketOrder::Shipped(const std::string& line) const {
    std::int64_t sum = 0;
    for (const MarketPackage& package : packages) {
        const auto found = package.pieces.find(line);
        sum += found == package.pieces.end() ? 0 : found->second;
    }
    return sum;
}

std::string EurosJson(std::int64_t euros) {
    return fmt::format(R"({{"amount":"{}.00","currencyCode":"EUR"}})", euros);
}

// Of canceled pieces Amazon keeps the quantity and drops the money.
std::string MoneyJson(const MarketLine& line) {
    const std::int64_t left = line.ordered - line.canceled;
    if (line.unit_euros == 0 || left == 0) {
        return "";
    }
    const std::string sum = EurosJson(line.unit_euros * left);
    return R"(,"proceeds":{"proceedsTotal":)" + sum +
           R"(,"breakdowns":[{"type":"ITEM","subtotal":)" + sum + "}]}";
}

std::string MarketOrderJson(const MarketOrder& order) {
    std::string items, packages, total;
    std::int64_t shipped = 0, open = 0, euros = 0;
    for (const MarketLine& line : order.lines) {
        const std::int64_t gone = order.Shipped(line.number);
        shipped += gone;
        open += line.ordered - line.canceled - gone;
        items += fmt::format(
            R"({}{{"orderItemId":"{}","quantityOrdered":{},"product":{{"sellerSku":"A",)"
            R"("price":{{"unitPrice":{}}}}},)"
            R"("fulfillment":{{"quantityFulfilled":{},"quantityUnfulfilled":{}}}{}}})",
            items.empty() ? "" : ",", line.number, line.ordered, EurosJson(line.unit_euros), gone,
            line.ordered - line.canceled - gone, MoneyJson(line));
        euros += line.unit_euros * (line.ordered - line.canceled);
    }
    for (const MarketPackage& package : order.packages) {
        std::string pieces;
        for (const auto& [number, count] : package.pieces) {
            pieces += fmt::format(R"({}{{"orderItemId":"{}","quantity":{}}})",
                                  pieces.empty() ? "" : ",", number, count);
        }
        packages +=
            fmt::format(R"({}{{"packageReferenceId":"{}","carrier":"{}","trackingNumber":"{}",)"
                        R"("packageItems":[{}]}})",
                        packages.empty() ? "" : ",", package.reference, package.carrier,
                        package.tracking, pieces);
    }
    std::string status = order.status;
    if (status.empty()) {
        status = open > 0 ? (shipped > 0 ? "PARTIALLY_SHIPPED" : "UNSHIPPED")
                          : (shipped > 0 ? "SHIPPED" : "CANCELLED");
    }
    if (euros > 0) {
        total = R"("proceeds":{"grandTotal":)" + EurosJson(euros) + "},";
    }
    return fmt::format(
        R"({{"orderId":"{}","createdTime":"2026-03-01T10:00:00Z","lastUpdatedTime":"{}",)"
        R"("salesChannel":{{"channelName":"AMAZON","marketplaceId":"A1PA6795UKMFR9"}},)"
        R"("fulfillment":{{"fulfillmentStatus":"{}","fulfilledBy":"MERCHANT"}},)"
        R"({}"orderItems":[{}],"packages":[{}]}})",
        order.number, order.changed_at.ToIso(), status, total, items, packages);
}

HttpAnswer FakeMarket::Good(int status, std::string body) const {
    return Answer(status, std::move(body),
                  {{"x-amzn-requestid", "req-1"},
                   {"x-amzn-ratelimit-limit", "1000"},
                   {"date", HttpDate(clock_.Now())}});
}

const MarketFeed* FakeMarket::FindFeed(const std::string& id) const {
    const auto found =
        std::find_if(feeds.begin(), feeds.end(), [&](const auto& feed) { return feed.id == id; });
    return found == feeds.end() ? nullptr : &*found;
}

SendResult FakeMarket::Send(const HttpRequest& request, std::stop_token) {
    if (fuse_ != nullptr) {
        fuse_->Step();
    }
    if (request.url == "https://token.test") {
        return Good(200, kToken);
    }
    const std::string path = request.url.substr(0, request.url.find('?'));
    const auto rest = [&](std::string_view start) {
        return base::PercentDecode(path.substr(path.find(start) + start.size()));
    };
    SendResult result = Good(404, Errors("NotFound"));
    if (path.starts_with("https://s3.test/up/")) {
        uploads.push_back(request);
        if (upload_mishap && upload_mishap(request) != Mishap::kNone) {
            return Answer(403, "<Error><Code>SignatureDoesNotMatch</Code></Error>");
        }
        documents[rest("/up/")] = request.body;
        return Answer(200, "");
    }
    if (path.starts_with("https://s3.test/down/")) {
        const MarketFeed* feed = FindFeed(rest("/down/"));
        return Answer(200, is_gzip ? base::Gzip(feed->report) : feed->report);
    }
    if (path.ends_with("/shipmentConfirmation")) {
        const std::string tail = rest("/orders/v0/orders/");
        result = Confirm(tail.substr(0, tail.find('/')), request);
    } else if (path.ends_with("/cancellation")) {
        const std::string tail = rest("/orders/2026-01-01/orders/");
        const std::string number = tail.substr(0, tail.find('/'));
        result = Act(request, [&] { return Cancel(number); });
    } else if (path.ends_with("/orders/2026-01-01/orders")) {
        result = Search(request.url);
    } else if (path.find("/orders/2026-01-01/orders/") != std::string::npos) {
        result = GetOrder(rest("/orders/2026-01-01/orders/"));
    } else if (path.find("/feeds/2021-06-30/") != std::string::npos) {
        result = Feeds(request);
    }
    if (fuse_ != nullptr && request.method != "GET") {
        fuse_->Step();  // done there, and the process ends before it knows
    }
    return result;
}

SendResult FakeMarket::Act(const HttpRequest& request, const std::function<SendResult()>& work) {
    const Mishap what = mishap ? mishap(request, ++acts) : Mishap::kNone;
    switch (what) {
        case Mishap::kNone: return work();
        case Mishap::kRefused: return Broken(TransportFailureKind::kConnect);
        case Mishap::kLostBefore: return Broken(TransportFailureKind::kExchange);
        case Mishap::kLostAfter: (void)work(); return Broken(TransportFailureKind::kExchange);
        case Mishap::kErrorBefore: return Good(503, "");
        case Mishap::kErrorAfter: (void)work(); return Good(503, "");
        case Mishap::kDropped: return Good(204, "");
        case Mishap::kThrottled: return Good(429, Errors("QuotaExceeded"));
        case Mishap::kForbidden: return Good(403, Errors("Unauthorized"));
        case Mishap::kBadRequest: return Good(400, Errors("Invalid carrier"));
        case Mishap::kBadGateway: return Good(400, "<html>bad request</html>");
        case Mishap::kRedirected: return Good(301, "");
        case Mishap::kEmptyOk: (void)work(); return Good(200, "");
    }
    return work();
}

SendResult FakeMarket::Confirm(const std::string& number, const HttpRequest& request) {
    bodies.push_back(request.body);
    return Act(request, [&]() -> SendResult {
        const auto told = wire::ReadShipmentConfirmation(request.body);
        const auto found = orders.find(number);
        if (!told || found == orders.end()) {
            return Good(told ? 404 : 400, Errors("InvalidInput"));
        }
        MarketOrder& order = found->second;
        MarketPackage package{
            told->package_reference_id, told->tracking_number, told->carrier_code, {}, 0};
        for (const wire::ShippedItem& item : told->items) {
            package.pieces[item.order_item_id] += item.quantity;
        }
        for (MarketPackage& known : order.packages) {
            if (known.reference == package.reference) {
                package.edits = known.edits + 1;
                known = package;
                order.changed_at = clock_.Now();
                return Good(204, "");
            }
        }
        for (const auto& [line, count] : package.pieces) {
            const auto there = std::find_if(order.lines.begin(), order.lines.end(),
                                            [&](const auto& l) { return l.number == line; });
            if (there == order.lines.end() ||
                there->ordered - there->canceled - order.Shipped(line) < count) {
                return Good(400, Errors("NonexistentOrderItem"));
            }
        }
        order.packages.push_back(package);
        order.changed_at = clock_.Now();
        return Good(204, "");
    });
}

SendResult FakeMarket::Cancel(const std::string& number) {
    MarketOrder& order = orders.at(number);
    if (!order.packages.empty()) {
        canceled_after_shipping += 1;
        return Good(400, Errors("the order is shipped"));
    }
    for (MarketLine& line : order.lines) {
        line.canceled = line.ordered;
    }
    order.changed_at = clock_.Now();
    return Good(202, "");
}

SendResult FakeMarket::GetOrder(const std::string& number) {
    ++gets;
    const auto found = orders.find(number);
    return found == orders.end()
               ? SendResult(Good(404, Errors("NotFound")))
               : SendResult(Good(200, R"({"order":)" + MarketOrderJson(found->second) + "}"));
}

SendResult FakeMarket::Search(const std::string&) {
    std::string list;
    for (const auto& [number, order] : orders) {
        list += (list.empty() ? "" : ",") + MarketOrderJson(order);
    }
    return Good(200, R"({"orders":[)" + list + "]}");
}

SendResult FakeMarket::Feeds(const HttpRequest& request) {
    const std::string path = request.url.substr(0, request.url.find('?'));
    if (path.ends_with("/documents")) {
        const std::string id = "doc" + std::to_string(documents.size() + 1);
        documents[id] = "";
        return Good(201, R"({"feedDocumentId":")" + id + R"(","url":"https://s3.test/up/)" + id +
                             R"(?sig=secret"})");
    }
    if (const auto at = path.find("/documents/"); at != std::string::npos) {
        const std::string id = path.substr(at + 11);
        return Good(200, R"({"feedDocumentId":")" + id + R"(","url":"https://s3.test/down/)" +
                             id.substr(7) + R"(","compressionAlgorithm":"GZIP"})");
    }
    if (request.method == "POST") {
        return Act(request, [&]() -> SendResult {
            const auto value = [&](std::string_view name) {
                const auto start = request.body.find(std::string(name) + "\":") + name.size() + 2;
                const auto from = request.body.find('"', start) + 1;
                return request.body.substr(from, request.body.find('"', from) - from);
            };
            MarketFeed feed;
            feed.id = "F" + std::to_string(feeds.size() + 1);
            feed.type = value("feedType");
            feed.marketplace_id = value("marketplaceIds");
            const auto options = request.body.find("\"feedOptions\":");
            feed.options = options == std::string::npos ? "" : request.body.substr(options + 14);
            feed.content = documents.at(value("inputFeedDocumentId"));
            feed.created_at = clock_.Now();
            feed.done_at = clock_.Now() + feed_time;
            Process(feed);
            feeds.push_back(feed);
            return Good(202, R"({"feedId":")" + feed.id + R"("})");
        });
    }
    const auto at = path.find("/feeds/F");
    return at == std::string::npos ? ListFeeds() : GetFeed(path.substr(at + 7));
}

SendResult FakeMarket::GetFeed(const std::string& id) {
    const MarketFeed* feed = FindFeed(id);
    if (feed == nullptr) {
        return Good(404, Errors("NotFound"));
    }
    std::string status = feed->status;
    if (status.empty()) {
        status = clock_.Now() >= feed->done_at ? "DONE" : "IN_PROGRESS";
    }
    const bool has_report = !feed->report.empty() && (status == "DONE" || status == "FATAL");
    return Good(200,
                fmt::format(R"({{"feedId":"{}","feedType":"{}","processingStatus":"{}",)"
                            R"("createdTime":"{}","marketplaceIds":["A1PA6795UKMFR9"]{}}})",
                            id, feed->type, status, feed->created_at.ToIso(),
                            has_report ? R"(,"resultFeedDocumentId":"result-)" + id + "\"" : ""));
}

SendResult FakeMarket::ListFeeds() {
    std::string list;
    for (const MarketFeed& feed : feeds) {
        list += fmt::format(R"({}{{"feedId":"{}","feedType":"{}","processingStatus":"DONE",)"
                            R"("createdTime":"{}","marketplaceIds":["A1PA6795UKMFR9"]}})",
                            list.empty() ? "" : ",", feed.id, feed.type, feed.created_at.ToIso());
    }
    return Good(200, R"({"feeds":[)" + list + "]}");
}

// Acts at once; the report is shown when the time has come.
void FakeMarket::Process(MarketFeed& feed) {
    if (feed.type == "UPLOAD_VAT_INVOICE") {
        invoices.push_back(feed.options);
        feed.report =
            "Feed Processing Summary:\n\tNumber of records processed\t\t1\n"
            "\tNumber of records successful\t\t1\n";
        feed.report = change_report ? change_report(feed, feed.report) : feed.report;
        return;
    }
    pugi::xml_document document;
    ASSERT_TRUE(document.load_string(feed.content.c_str()));
    std::string results;
    int processed = 0, errors = 0;
    for (const auto& message : document.document_element().children("Message")) {
        ++processed;
        std::string refusal;
        if (const auto cancel = message.child("OrderAcknowledgement")) {
            const auto found = orders.find(cancel.child_value("AmazonOrderID"));
            const bool is_ok = found != orders.end() && Cancel(found->first)->status == 202;
            refusal = is_ok ? "" : "the order cannot be canceled";
        } else if (const auto adjustment = message.child("OrderAdjustment")) {
            const auto found = orders.find(adjustment.child_value("AmazonOrderID"));
            refusal = found == orders.end() ? "no such order" : Adjust(found->second, adjustment);
        }
        if (!refusal.empty()) {
            ++errors;
            results += fmt::format(
                "<Result><MessageID>{}</MessageID><ResultCode>Error</ResultCode>"
                "<ResultMessageCode>18001</ResultMessageCode><ResultDescription>{}"
                "</ResultDescription></Result>",
                message.child_value("MessageID"), refusal);
        }
    }
    feed.report = fmt::format(
        "<?xml version=\"1.0\"?><AmazonEnvelope><Message><MessageID>1</MessageID>"
        "<ProcessingReport><StatusCode>Complete</StatusCode><ProcessingSummary>"
        "<MessagesProcessed>{}</MessagesProcessed><MessagesSuccessful>{}</MessagesSuccessful>"
        "<MessagesWithError>{}</MessagesWithError><MessagesWithWarning>0</MessagesWithWarning>"
        "</ProcessingSummary>{}</ProcessingReport></Message></AmazonEnvelope>",
        processed, processed - errors, errors, results);
    if (change_report) {
        feed.report = change_report(feed, feed.report);
    }
}

TEST(FakeMarket, UploadsAreCheckedByTheirHeaders) {
    HttpRequest request{"PUT", "https://s3.test/up/x", {{"Content-Type", "text/xml"}}, ""};
    EXPECT_EQ(Header(request, "content-type"), "text/xml");
    EXPECT_EQ(Header(request, "x-amz-access-token"), "");
}

}  // namespace orderyard::amazon::fakes
