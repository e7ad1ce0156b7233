// Each of our words has exactly one of Amazon's. There is no default: a wrong reason costs the
// seller's metrics, so an unknown word of ours never gets here.
#include "amazon/map/reasons.hpp"

#include "base/check.hpp"

namespace orderyard::amazon {

using domain::CancelReason;
using domain::RefundReason;

std::string_view CancelReasonForFeed(CancelReason reason) {
    switch (reason) {
        case CancelReason::kNoInventory: return "NoInventory";
        case CancelReason::kBuyerCanceled: return "BuyerCanceled";
        case CancelReason::kGeneralAdjustment: return "GeneralAdjustment";
        case CancelReason::kAddressUndeliverable: return "ShippingAddressUndeliverable";
        case CancelReason::kCustomerExchange: return "CustomerExchange";
        case CancelReason::kPricingError: return "GeneralAdjustment";  // not in the schema
    }
    base::Check(false, "unknown CancelReason");
    return "";
}

std::optional<std::string_view> CancelReasonForCall(CancelReason reason) {
    switch (reason) {
        case CancelReason::kNoInventory: return "NO_INVENTORY";
        case CancelReason::kBuyerCanceled: return "BUYER_CANCELLED";
        case CancelReason::kGeneralAdjustment: return std::nullopt;
        case CancelReason::kAddressUndeliverable: return "SHIPPING_ADDRESS_UNDELIVERABLE";
        case CancelReason::kCustomerExchange: return "CUSTOMER_EXCHANGE";
        case CancelReason::kPricingError: return "PRICING_ERROR";
    }
    base::Check(false, "unknown CancelReason");
    return std::nullopt;
}

std::string_view CancelReasonForAdjustment(CancelReason reason) {
    switch (reason) {
        case CancelReason::kNoInventory: return "NoInventory";
        case CancelReason::kBuyerCanceled: return "CustomerCancel";
        case CancelReason::kGeneralAdjustment: return "GeneralAdjustment";
        case CancelReason::kAddressUndeliverable: return "CustomerAddressIncorrect";
        case CancelReason::kCustomerExchange: return "Exchange";
        case CancelReason::kPricingError: return "PriceError";
    }
    base::Check(false, "unknown CancelReason");
    return "";
}

std::string_view RefundReasonForFeed(RefundReason reason) {
    switch (reason) {
        case RefundReason::kCustomerReturn: return "CustomerReturn";
        case RefundReason::kGeneralAdjustment: return "GeneralAdjustment";
        case RefundReason::kCouldNotShip: return "CouldNotShip";
        case RefundReason::kDifferentItem: return "DifferentItem";
        case RefundReason::kNoInventory: return "NoInventory";
        case RefundReason::kCustomerCancel: return "CustomerCancel";
        case RefundReason::kPriceError: return "PriceError";
        case RefundReason::kProductOutOfStock: return "ProductOutofStock";
        case RefundReason::kAddressIncorrect: return "CustomerAddressIncorrect";
        case RefundReason::kExchange: return "Exchange";
        case RefundReason::kUndeliverable: return "Undeliverable";
        case RefundReason::kRefusedDelivery: return "RefusedDelivery";
        case RefundReason::kOther: return "Other";
    }
    base::Check(false, "unknown RefundReason");
    return "";
}

}  // namespace orderyard::amazon
