// Amounts are JSON numbers with the seller's sign: a refund is negative, but for the fee Amazon
// gives back with it. They are written as exact decimals.
#include "sandbox/wire/finances.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <map>

#include "base/crypto.hpp"
#include "base/text.hpp"
#include "sandbox/wire/amazon_answers.hpp"
#include "sandbox/world/marketplaces.hpp"
#include "sandbox/world/refunds.hpp"

namespace orderyard::sandbox {
namespace {

using base::Money;

constexpr std::size_t kPageSize = 100;
constexpr base::Duration kNewest = base::Duration::Minutes(2);
constexpr base::Duration kRangeMax = base::Duration::Days(180);
constexpr std::int64_t kFeePercent = 12;

struct Part {
    std::string order_item_id;
    std::string type;
    Money amount;  // the seller's sign
};

struct Transaction {
    std::string id, type, order_id, marketplace_id, description;
    base::Instant posted;
    std::vector<Part> parts;

    Money Total() const {
        Money sum;
        for (const Part& part : parts) {
            sum += part.amount;
        }
        return sum;
    }
};

std::string TypeOf(const Refund& refund) {
    if (refund.is_promotion) {
        return "Promo Rebates";
    }
    static const std::map<std::string, std::string, std::less<>> kTypes = {
        {"Principal", "Product Charges"},    {"Shipping", "Shipping"},
        {"GiftWrap", "Gift Wrap"},           {"Goodwill", "Goodwill"},
        {"RestockingFee", "Restocking Fee"},
    };
    if (refund.component.ends_with("Tax")) {
        return "Tax";
    }
    const auto found = kTypes.find(refund.component);
    return found == kTypes.end() ? "Other Charges" : found->second;
}

// One for each act of giving back; the fee on the principal comes back with it.
void AddRefunds(const Order& order, std::vector<Transaction>& to) {
    std::map<std::pair<base::Instant, std::string>, Transaction> acts;
    for (const Refund& refund : order.refunds) {
        Transaction& act = acts[{refund.at, refund.source}];
        act.type = "Refund";
        act.description = "Refund Order";
        act.posted = refund.at;
        const bool is_kept = refund.component.starts_with("RestockingFee");
        act.parts.push_back(
            {refund.order_item_id, TypeOf(refund), is_kept ? refund.amount : -refund.amount});
        if (refund.component == "Principal" && !refund.is_promotion) {
            act.parts.push_back({refund.order_item_id, "Amazon Fees",
                                 refund.amount.Scaled(kFeePercent, 100, base::Rounding::kHalfUp)});
        }
    }
    for (auto& [key, act] : acts) {
        act.id =
            base::Hex(base::Sha256(order.order_id + std::to_string(key.first.micros) + key.second))
                .substr(0, 32);
        act.order_id = order.order_id;
        act.marketplace_id = order.marketplace_id;
        to.push_back(std::move(act));
    }
}

void AddShipment(const Order& order, std::vector<Transaction>& to) {
    Transaction act;
    for (const Package& package : order.packages) {
        const auto at = package.created ? package.created : package.ship_time;
        act.posted = at && (act.posted.micros == 0 || *at < act.posted) ? *at : act.posted;
    }
    if (act.posted.micros == 0) {
        return;
    }
    for (const Line& line : order.lines) {
        for (const std::string_view component : ChargedComponents()) {
            const Money charged = ChargedFor(line, component);
            if (!charged.IsZero()) {
                act.parts.push_back(
                    {line.order_item_id,
                     TypeOf({{}, {}, std::string(component), {}, false, {}, {}, {}}), charged});
            }
        }
    }
    if (act.parts.empty()) {
        return;
    }
    act.type = "Shipment";
    act.description = "Order Payment";
    act.id = base::Hex(base::Sha256(order.order_id + " shipment")).substr(0, 32);
    act.order_id = order.order_id;
    act.marketplace_id = order.marketplace_id;
    to.push_back(std::move(act));
}

std::string CurrencyJson(const Money& amount) {
    return fmt::format(R"({{"currencyCode":"{}","currencyAmount":{}}})", amount.currency().code(),
                       amount.ToDecimal());
}

std::string Quoted(std::string_view text) {
    return boost::json::serialize(boost::json::value(text));
}

std::string ItemsJson(const Transaction& transaction) {
    std::map<std::string, std::vector<const Part*>> by_item;
    for (const Part& part : transaction.parts) {
        by_item[part.order_item_id].push_back(&part);
    }
    std::vector<std::string> items;
    for (const auto& [item, parts] : by_item) {
        Money total;
        std::vector<std::string> breakdowns;
        for (const Part* part : parts) {
            total += part->amount;
            breakdowns.push_back(
                fmt::format(R"({{"breakdownType":{},"breakdownAmount":{},"breakdowns":[]}})",
                            Quoted(part->type), CurrencyJson(part->amount)));
        }
        items.push_back(fmt::format(
            R"({{"relatedIdentifiers":[{{"itemRelatedIdentifierName":"ORDER_ADJUSTMENT_ITEM_ID",)"
            R"("itemRelatedIdentifierValue":{}}}],"totalAmount":{},"breakdowns":[{}]}})",
            Quoted(item), CurrencyJson(total), base::Join(breakdowns, ",")));
    }
    return base::Join(items, ",");
}

std::string Json(const Transaction& transaction) {
    return fmt::format(
        R"({{"relatedIdentifiers":[{{"relatedIdentifierName":"ORDER_ID","relatedIdentifierValue":{}}}],)"
        R"("transactionType":{},"transactionId":{},"transactionStatus":"RELEASED","description":{},)"
        R"("postedDate":"{}","totalAmount":{},"marketplaceDetails":{{"marketplaceId":{}}},"items":[{}]}})",
        Quoted(transaction.order_id), Quoted(transaction.type), Quoted(transaction.id),
        Quoted(transaction.description), transaction.posted.ToIsoMillis(),
        CurrencyJson(transaction.Total()), Quoted(transaction.marketplace_id),
        ItemsJson(transaction));
}

struct Range {
    std::string order_id;
    std::optional<base::Instant> after, before;
};

base::Error Bad(std::string field, std::string why) {
    return base::InvalidInput(std::move(field), std::move(why));
}

base::Result<Range> ReadRange(const http::Request& request, base::Instant now) {
    Range range;
    const auto name = request.QueryValue("relatedIdentifierName");
    if (name && *name != "ORDER_ID" && *name != "FINANCIAL_EVENT_GROUP_ID") {
        return base::Fail(Bad("relatedIdentifierName", "is not one that can be asked for"));
    }
    if (name == "ORDER_ID") {
        range.order_id = request.QueryValue("relatedIdentifierValue").value_or("");
        if (range.order_id.empty()) {
            return base::Fail(Bad("relatedIdentifierValue", "is missing"));
        }
    }
    for (const auto& [parameter, at] :
         {std::pair("postedAfter", &range.after), std::pair("postedBefore", &range.before)}) {
        if (const auto text = request.QueryValue(parameter)) {
            const auto time = base::Instant::ParseIso(*text);
            if (!time) {
                return base::Fail(Bad(parameter, "is not a time"));
            }
            if (*time > now - kNewest) {
                return base::Fail(Bad(parameter, "must be two minutes old or more"));
            }
            *at = *time;
        }
    }
    if (!range.after && !name) {
        return base::Fail(Bad("postedAfter", "Start date cannot be null"));
    }
    if (range.after && range.before &&
        (*range.before <= *range.after || *range.before - *range.after > kRangeMax)) {
        return base::Fail(Bad("postedBefore", "must be later, and 180 days at most"));
    }
    return range;
}

std::vector<Transaction> Find(const World& world, const Range& range, base::Instant listed_until) {
    std::vector<Transaction> found;
    const auto add = [&](OrderNumber number) {
        const Order order = world.Current(number);
        AddShipment(order, found);
        AddRefunds(order, found);
    };
    if (!range.order_id.empty()) {
        if (const auto number = world.Find(range.order_id)) {
            add(*number);
        }
    } else {
        for (OrderNumber number = 0; number < world.size(); ++number) {
            add(number);
        }
    }
    std::erase_if(found, [&](const Transaction& one) {
        return one.posted > listed_until || (range.after && one.posted < *range.after) ||
               (range.before && one.posted >= *range.before);
    });
    std::sort(found.begin(), found.end(), [](const Transaction& a, const Transaction& b) {
        return std::tie(a.posted, a.id) < std::tie(b.posted, b.id);
    });
    return found;
}

}  // namespace

http::Response ListTransactions(const http::Request& request, const World& world, base::Instant now,
                                base::Duration lag) {
    const auto range = ReadRange(request, now);
    if (!range) {
        return InvalidInputAnswer(range.error());
    }
    std::size_t from = 0;
    if (const auto token = request.QueryValue("nextToken")) {
        const auto text = base::Unbase64(*token);
        const auto place = text ? base::ParseInt(*text) : std::nullopt;
        if (!place || *place < 0) {
            return InvalidInputAnswer(Bad("nextToken", "is not valid"));
        }
        from = static_cast<std::size_t>(*place);
    }
    const auto found = Find(world, *range, now - lag);
    const std::size_t until = std::min(found.size(), from + kPageSize);
    std::vector<std::string> page;
    for (std::size_t i = from; i < until; ++i) {
        page.push_back(Json(found[i]));
    }
    const std::string next =
        until < found.size()
            ? fmt::format(R"("nextToken":{},)", Quoted(base::Base64(std::to_string(until))))
            : "";
    return http::JsonResponse(200, fmt::format(R"({{"payload":{{{}"transactions":[{}]}}}})", next,
                                               base::Join(page, ",")));
}

bool IsRefundTransaction(const Order& order, std::string_view id) {
    std::vector<Transaction> refunds;
    AddRefunds(order, refunds);
    return std::any_of(refunds.begin(), refunds.end(),
                       [id](const Transaction& each) { return each.id == id; });
}

}  // namespace orderyard::sandbox
