// Unlike the feed it refuses an order of which something has shipped.
#include "sandbox/wire/cancel_order.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "sandbox/wire/amazon_answers.hpp"
#include "sandbox/world/life.hpp"

namespace orderyard::sandbox {
namespace {

namespace json = boost::json;

constexpr std::string_view kReasons[] = {"NO_INVENTORY", "BUYER_CANCELLED",
                                         "SHIPPING_ADDRESS_UNDELIVERABLE", "CUSTOMER_EXCHANGE",
                                         "PRICING_ERROR"};

http::Response Refuse(std::string field, std::string what) {
    return InvalidInputAnswer(base::InvalidInput(std::move(field), std::move(what)));
}

}  // namespace

http::Response CancelOrder(World& world, OrderNumber number, std::string_view body, bool keeps) {
    boost::system::error_code error;
    const json::value parsed = json::parse(body, error);
    const json::value* reason = error || !parsed.is_object()
                                    ? nullptr
                                    : parsed.get_object().if_contains("cancelReasonCode");
    if (reason == nullptr || !reason->is_string() ||
        std::find(std::begin(kReasons), std::end(kReasons),
                  std::string_view(reason->get_string())) == std::end(kReasons)) {
        return Refuse("cancelReasonCode", "is needed and must be one of the five reasons");
    }
    const auto changed = world.Change(number, [&](Order& order) -> base::Result<bool> {
        if (!order.IsFulfilledByMerchant() || order.status != kUnshipped) {
            return base::Fail(
                base::NotAllowed("only an unshipped order of the merchant's can be "
                                 "cancelled; the order is " +
                                 order.status));
        }
        const auto cancelled = Cancel(order, "MERCHANT", std::string_view(reason->get_string()));
        return cancelled ? base::Result<bool>(keeps) : base::Fail(cancelled.error());
    });
    if (!changed) {
        return Refuse("orderId", changed.error().Text());
    }
    http::Response response;
    response.status = 202;
    return response;
}

}  // namespace orderyard::sandbox
