// An order as Amazon's side keeps it: every section of Orders 2026-01-01, in Amazon's words. What a
// caller may see of it (gates, roles, a pending order's hidden price) is decided when it is written
// as JSON, not here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "base/money.hpp"

namespace orderyard::sandbox {

inline constexpr std::string_view kPendingAvailability = "PENDING_AVAILABILITY";
inline constexpr std::string_view kPending = "PENDING";
inline constexpr std::string_view kUnshipped = "UNSHIPPED";
inline constexpr std::string_view kPartiallyShipped = "PARTIALLY_SHIPPED";
inline constexpr std::string_view kShipped = "SHIPPED";
inline constexpr std::string_view kCancelled = "CANCELLED";
inline constexpr std::string_view kUnfulfillable = "UNFULFILLABLE";
inline constexpr std::string_view kByAmazon = "AMAZON";
inline constexpr std::string_view kByMerchant = "MERCHANT";

// Empty members are left out of the JSON.
struct Address {
    std::string name;
    std::string company_name;
    std::string line1;
    std::string line2;
    std::string line3;
    std::string city;
    std::string district_or_county;
    std::string state_or_region;
    std::string municipality;
    std::string postal_code;
    std::string country_code;
    std::string phone;
    std::string address_type;  // RESIDENTIAL, COMMERCIAL, PICKUP_POINT
    std::string street_name;   // this and the next three: extendedFields, Brazil only
    std::string street_number;
    std::string complement;
    std::string neighborhood;

    bool operator==(const Address&) const = default;
};

struct TimeWindow {
    std::optional<base::Instant> earliest;
    std::optional<base::Instant> latest;

    bool IsSet() const { return earliest.has_value() || latest.has_value(); }
};

struct Detail {
    std::string subtype;
    base::Money value;
};

// A line of money. Amounts taken off (DISCOUNT) are negative, so that the subtotals add up to the
// total.
struct Breakdown {
    std::string type;
    std::string status;  // DELIVERY_TIP only
    base::Money subtotal;
    std::vector<Detail> details;
};

struct Gift {
    std::string message;
    std::string wrap_level;
};

struct AssociatedLine {
    std::string order_id;
    std::string order_item_id;
    std::string association_type;
};

struct Line {
    std::string order_item_id;
    std::int64_t quantity_ordered = 0;
    std::int64_t quantity_fulfilled = 0;
    std::int64_t quantity_unfulfilled = 0;
    std::int64_t quantity_cancelled = 0;  // since it was placed, by whomever
    std::string merchant_item_id;         // what an acknowledgement called it

    std::string asin;
    std::string title;
    std::string seller_sku;
    std::string condition_type;
    std::string condition_subtype;
    std::string condition_note;
    std::optional<base::Money> unit_price;
    bool has_business_price = false;
    std::vector<std::string> serial_numbers;
    std::string customized_url;
    std::vector<std::string> programs;
    std::string measurement_unit;
    std::int64_t measurement_value = 0;
    std::vector<AssociatedLine> associated_lines;

    std::vector<Breakdown> breakdowns;  // empty: Amazon gives no proceeds for this line
    std::int64_t points_number = 0;
    base::Money points_value;
    std::vector<std::string> promotion_ids;

    std::optional<std::string> cancel_request_reason;  // set: the buyer asked
    std::string cancelled_by;                          // BUYER, MERCHANT, AMAZON
    std::string cancel_reason;

    std::optional<Gift> gift;
    bool needs_serial_number = false;
    std::string substitution_type;
    TimeWindow scheduled_delivery;
    std::vector<std::string> constraints;  // member names, e.g. signatureConfirmation
    std::string ioss_number;
    std::string reporting_scheme;
    std::string tax_responsible_party;  // set: MARKETPLACE_FACILITATOR

    base::Money Total() const;
};

struct PackageLine {
    std::string order_item_id;
    std::int64_t quantity = 0;
    std::vector<std::string> transparency_codes;

    bool operator==(const PackageLine&) const = default;
};

// What confirmShipment said about a package, each time it changed something.
struct PackageVersion {
    base::Instant at;
    std::string body;  // the request as it came
};

struct Package {
    std::string reference_id;
    std::optional<base::Instant> created;
    std::string status;
    std::string detailed_status;
    std::string carrier;
    std::string carrier_code;  // this and the name: what confirmShipment said, not in the answer
    std::string carrier_name;
    std::optional<base::Instant> ship_time;
    std::string shipping_service;
    std::string tracking_number;
    Address ship_from;
    std::vector<PackageLine> lines;
    int edit_count = 0;
    int repeat_count = 0;  // identical confirmations, which changed nothing
    std::vector<PackageVersion> history;
};

// One amount given back for a line. A promotion's share is negative: it makes a refund smaller.
struct Refund {
    base::Instant at;
    std::string order_item_id;
    std::string component;  // Principal, Shipping, Tax ...
    base::Money amount;
    bool is_promotion = false;
    std::string reason;
    std::string adjustment_id;  // the seller's own
    std::string source;         // "feed 50001 message 2", "seller central", "amazon"
};

struct TaxRegistration {
    std::string entity_type;
    std::string legal_name;
    std::string registration_type;
    std::string number;
    std::optional<Address> address;
    std::string tax_office;
};

struct PaymentExecution {
    std::string method;
    base::Money amount;
    std::string acquirer_id;
    std::string card_brand;
    std::string authorization_code;
};

struct Alias {
    std::string id;
    std::string type;
};

struct AssociatedOrder {
    std::string order_id;
    std::string association_type;
};

struct Order {
    std::string order_id;
    std::vector<Alias> aliases;
    base::Instant created;
    base::Instant last_updated;
    std::vector<std::string> programs;
    std::vector<AssociatedOrder> associated_orders;
    std::string channel_name;  // AMAZON, NON_AMAZON
    std::string marketplace_id;
    std::string marketplace_name;

    std::string buyer_name;
    std::string buyer_email;
    std::string buyer_company;
    std::string buyer_purchase_order;
    Address delivery_address;
    std::string drop_off_location;
    std::string address_instruction;
    std::vector<std::string> delivery_capabilities;

    std::vector<Breakdown>
        order_level_breakdowns;  // DELIVERY_TIP; the others are summed from the lines
    std::vector<PaymentExecution> payments;
    std::vector<TaxRegistration> tax_registrations;
    std::string invoice_preference;
    std::string invoice_status;

    std::string status;
    std::string fulfilled_by;
    std::string service_level;
    TimeWindow ship_by;
    TimeWindow deliver_by;
    TimeWindow label_printing;

    std::vector<Line> lines;
    std::vector<Package> packages;
    std::vector<std::string> fulfillment_order_ids;
    std::vector<Refund> refunds;
    std::string merchant_order_id;  // stored by an acknowledgement
    bool is_acknowledged = false;
    bool hides_amounts = false;  // cancelled orders of which Amazon no longer tells the money

    // What a posted Amazon-shaped order held beyond these members: JSON text laid over every
    // answer.
    std::string overlay_json;

    bool IsPending() const { return status == kPending || status == kPendingAvailability; }
    bool IsFulfilledByMerchant() const { return fulfilled_by == kByMerchant; }
    bool HasProgram(std::string_view program) const;
    Line* FindLine(std::string_view order_item_id);
    Package* FindPackage(std::string_view reference_id);
    base::Money Total() const;
    std::int64_t UnfulfilledUnits() const;
};

}  // namespace orderyard::sandbox
