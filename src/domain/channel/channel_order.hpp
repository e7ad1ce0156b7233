// The channel order: what the sales channel said about an order. Verbatim, versioned, never edited
// by us.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/instant.hpp"
#include "base/money.hpp"
#include "domain/channel/order_marks.hpp"
#include "domain/ids.hpp"
#include "domain/privacy/personal_data.hpp"

namespace orderyard::domain {

enum class ChannelStatus {
    kUnknown,  // a word we do not know: held for a person, shown as given, never guessed
    kPendingAvailability,
    kPending,
    kUnshipped,
    kPartiallyShipped,
    kShipped,
    kCanceled,
    kUnfulfillable,
};
std::string_view ToString(
    ChannelStatus status);  // "pending_availability" ...: storage, filters, our API
std::optional<ChannelStatus> ChannelStatusFrom(std::string_view text);

enum class FulfilledBy {
    kUnknown,
    kMerchant,
    kChannel
};  // kChannel: from the channel's own warehouse
std::string_view ToString(FulfilledBy by);
std::optional<FulfilledBy> FulfilledByFrom(std::string_view text);

// The kinds of money in an order. kOther keeps its own word in ChannelAmount::label.
enum class AmountKind { kItem, kShipping, kGiftWrap, kCodFee, kTax, kDiscount, kTip, kOther };
std::string_view ToString(AmountKind kind);
std::optional<AmountKind> AmountKindFrom(std::string_view text);

// One money line as given, signs included. Under kTax and kDiscount `part` says what is taxed or
// discounted and the line is a detail of the total; part empty: the total of that kind.
struct ChannelAmount {
    AmountKind kind = AmountKind::kItem;
    std::optional<AmountKind> part;
    base::Money amount;
    std::string label;   // the channel's word when it is not one of ours
    std::string status;  // PENDING or FINALIZED on tips, verbatim

    friend bool operator==(const ChannelAmount&, const ChannelAmount&) = default;
};

struct TimeWindow {
    std::optional<base::Instant> earliest;
    std::optional<base::Instant> latest;

    friend bool operator==(const TimeWindow&, const TimeWindow&) = default;
};

// Where an order goes, without the personal part.
struct Location {
    std::string city;
    std::string district;  // or county
    std::string municipality;
    std::string region;
    std::string country_code;  // ISO 3166-1 alpha-2 as given
    std::string address_kind;  // RESIDENTIAL, COMMERCIAL, PICKUP_POINT, verbatim

    friend bool operator==(const Location&, const Location&) = default;
};

// A named fact that is shown but not acted upon, e.g. {"program","PRIME"},
// {"alias.SELLER_ORDER_ID","77"}.
struct ChannelFact {
    std::string name;
    std::string value;

    friend bool operator==(const ChannelFact&, const ChannelFact&) = default;
};

struct ChannelOrderItem {
    ChannelItemId id;
    std::string number;          // unique only inside its order
    std::string sku;             // the seller's; may be missing
    std::string product_number;  // the channel's own (ASIN); may be missing
    std::string title;
    std::int64_t quantity_ordered = 0;
    std::int64_t quantity_fulfilled = 0;
    std::int64_t quantity_unfulfilled = 0;  // ordered - fulfilled - unfulfilled = cancelled
    std::optional<base::Money> unit_price;
    std::optional<base::Money> proceeds_total;
    std::vector<ChannelAmount> amounts;
    bool is_gift = false;
    std::string gift_wrap_level;
    std::string condition;            // "NEW", "USED/GOOD"
    std::string price_designation;    // BUSINESS_PRICE
    std::string cancel_requested_by;  // BUYER: asks to cancel; the seller decides
    std::string cancelled_by;         // BUYER, MERCHANT, ... verbatim: done
    std::optional<TimeWindow> scheduled_delivery;
    std::vector<std::string> promotion_ids;
    std::vector<std::string> serial_numbers;
    std::vector<ChannelFact>
        facts;  // programs, measurement, shipping constraints, IOSS, points, tax collection ...

    std::int64_t QuantityCancelled() const {
        const auto rest = quantity_ordered - quantity_fulfilled - quantity_unfulfilled;
        return rest > 0 ? rest : 0;
    }
    friend bool operator==(const ChannelOrderItem&, const ChannelOrderItem&) = default;
};

struct ChannelPackageItem {
    std::string item_number;
    std::int64_t quantity = 0;
    std::vector<std::string> transparency_codes;

    friend bool operator==(const ChannelPackageItem&, const ChannelPackageItem&) = default;
};

struct ChannelPackage {
    std::string reference;  // packageReferenceId
    std::optional<base::Instant> created_at;
    std::optional<base::Instant> shipped_at;
    std::string status;           // verbatim
    std::string detailed_status;  // verbatim
    std::string carrier;
    std::string shipping_service;
    std::string tracking_number;
    Location ship_from;
    std::vector<ChannelPackageItem> items;

    friend bool operator==(const ChannelPackage&, const ChannelPackage&) = default;
};

struct ChannelPayment {
    std::string method;
    base::Money amount;
    std::string acquirer_id, card_brand, authorization_code;

    friend bool operator==(const ChannelPayment&, const ChannelPayment&) = default;
};

// A value the reader does not know in a place where guessing would be dangerous.
struct UnknownValue {
    std::string path;  // "fulfillment.fulfillmentStatus"
    std::string value;

    friend bool operator==(const UnknownValue&, const UnknownValue&) = default;
};

struct ChannelOrder {
    ChannelOrderId id;
    StoreId store_id;
    std::string number;        // the channel's order number; unique in the store
    base::Instant created_at;  // placed, channel time
    base::Instant updated_at;  // last change by either side, channel time: the version
    bool is_foreign = false;   // sold elsewhere, only fulfilled by the channel
    std::string marketplace_id;
    std::string marketplace_name;
    ChannelStatus status = ChannelStatus::kUnknown;
    std::string status_text;  // verbatim
    FulfilledBy fulfilled_by = FulfilledBy::kUnknown;
    std::string service_level;  // EXPEDITED, STANDARD ... verbatim
    TimeWindow ship_by;
    TimeWindow deliver_by;
    TimeWindow label_printing;
    base::Currency
        currency;  // of the amounts, else the marketplace's own; unset when neither is known
    bool prices_include_tax =
        false;  // the marketplace's convention; decides only where the amounts do not
    std::optional<base::Money> grand_total;
    std::vector<ChannelAmount> amounts;  // the order's own breakdown
    std::vector<ChannelPayment> payments;
    std::vector<std::string> programs;  // PRIME, PREMIUM ... verbatim; open list
    OrderMarks marks{};
    std::string replaces_number;  // the order this one replaces or exchanges, or empty
    std::vector<ChannelFact>
        facts;  // aliases, associated orders, tax invoicing, delivery preference ...
    Location ship_to;
    PersonalData personal;
    bool is_purged = false;  // ours, not the channel's: the person was forgotten and stays so
    std::vector<ChannelOrderItem> items;
    std::vector<ChannelPackage> packages;
    std::vector<UnknownValue> unknown_values;  // not empty: held for a person

    bool HasProgram(std::string_view program) const;
    bool BuyerAsksToCancel() const;  // on any line
    std::int64_t QuantityOrdered() const;
    std::int64_t QuantityFulfilled() const;
    std::int64_t QuantityUnfulfilled() const;
    friend bool operator==(const ChannelOrder&, const ChannelOrder&) = default;
};

}  // namespace orderyard::domain
