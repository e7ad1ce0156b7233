// One order as the Orders API 2026-01-01 writes it, member for member (Amazon's model
// orders_2026-01-01.json). Enumerations, amounts and times stay the text Amazon sent; amazon/map
// gives them meaning.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace orderyard::amazon::wire {

struct Money {
    std::string amount;  // exact decimal text
    std::string currency_code;
};

struct DateTimeRange {
    std::string earliest_date_time, latest_date_time;
};

struct Measurement {
    std::string unit, value;
};

struct Alias {
    std::string alias_id, alias_type;
};

struct AssociatedOrder {
    std::string order_id, association_type;
};

struct SalesChannel {
    std::string channel_name, marketplace_id, marketplace_name;
};

struct Buyer {
    std::string name, email, company_name, purchase_order_number;
};

// CustomerAddress and MerchantAddress of the model: the second has fewer members.
struct Address {
    std::string name, company_name;
    std::string line1, line2, line3;
    std::string city, district_or_county, state_or_region, municipality, postal_code, country_code;
    std::string phone;
    std::string street_name, street_number, complement, neighborhood;  // extendedFields
    std::string address_type;
};

struct HourMinute {
    std::optional<std::int64_t> hour, minute;
};

struct DayWindow {
    HourMinute start_time, end_time;
};

struct BusinessHour {
    std::string day_of_week;
    std::vector<DayWindow> time_windows;
};

struct ExceptionDate {
    std::string date, date_type;
    std::vector<DayWindow> time_windows;
};

struct DeliveryPreference {
    std::string drop_off_location, address_instruction;
    std::vector<BusinessHour> business_hours;
    std::vector<ExceptionDate> exception_dates;
    std::vector<std::string> capabilities;
};

struct Recipient {
    std::optional<Address> delivery_address;
    std::optional<DeliveryPreference> delivery_preference;
};

struct DetailedBreakdown {
    std::string subtype;
    std::optional<Money> value;
};

// Of an order or of one of its items; `status` is only on orders, `details` only on items.
struct Breakdown {
    std::string type, status;
    std::optional<Money> subtotal;
    std::vector<DetailedBreakdown> details;
};

struct OrderProceeds {
    std::optional<Money> grand_total;
    std::vector<Breakdown> breakdowns;
};

struct PaymentExecution {
    std::string payment_method;
    std::optional<Money> payment_amount;
    std::string acquirer_id, card_brand, authorization_code;
};

struct TaxRegistration {
    std::string entity_type, legal_name, type, number;
    std::optional<Address> address;
    struct Attribute {
        std::string key, value;
    };
    std::vector<Attribute> attributes;
};

struct OrderTax {
    std::vector<TaxRegistration> registrations;
    std::string buyer_invoice_preference, invoice_status;
};

struct OrderFulfillment {
    std::string status, fulfilled_by, service_level;
    DateTimeRange ship_by, deliver_by, label_printing;
};

struct AssociatedItem {
    std::string order_id, order_item_id, association_type;
};

struct Product {
    std::string asin, title, seller_sku;
    std::string condition_type, condition_subtype, condition_note;
    std::optional<Money> unit_price;
    std::string price_designation;
    std::vector<std::string> serial_numbers;
    std::string customized_url;
};

struct SubstitutionOption {
    std::string asin, seller_sku, title;
    std::optional<std::int64_t> quantity_ordered;
    std::optional<Measurement> measurement;
};

struct GiftOption {
    std::string message, wrap_level;
};

// The only value the model knows is MANDATORY.
struct ShippingConstraints {
    std::string pallet_delivery, cash_on_delivery, signature_confirmation,
        recipient_identity_verification, recipient_age_verification;
};

struct ItemFulfillment {
    std::optional<std::int64_t> quantity_fulfilled, quantity_unfulfilled;
    std::string substitution_type;
    std::vector<SubstitutionOption> substitution_options;
    std::optional<GiftOption> gift_option;
    std::string serial_number_requirement;
    std::optional<DateTimeRange> scheduled_delivery;
    ShippingConstraints constraints;
    std::string ioss_number;
};

struct ItemTax {
    std::vector<std::string> reporting_schemes;
    struct Collection {
        std::string model, responsible_party;
    };
    std::vector<Collection> collections;
};

struct OrderItem {
    std::string order_item_id;
    std::optional<std::int64_t> quantity_ordered;
    std::optional<Measurement> measurement;
    std::vector<AssociatedItem> associated_items;
    std::vector<std::string> programs;
    Product product;
    std::optional<Money> proceeds_total;
    std::vector<Breakdown> breakdowns;
    std::optional<std::int64_t> points_number;
    std::optional<Money> points_value;
    std::vector<std::string> promotion_ids;
    std::string cancel_requester, cancel_request_reason;  // the buyer asks
    std::string cancelled_by, cancel_reason;              // somebody did
    ItemFulfillment fulfillment;
    ItemTax tax;
};

struct PackageItem {
    std::string order_item_id;
    std::optional<std::int64_t> quantity;
    std::vector<std::string> transparency_codes;
};

struct Package {
    std::string package_reference_id, created_time;
    std::string status, detailed_status;
    std::string carrier, ship_time, shipping_service, tracking_number;
    std::optional<Address> ship_from;
    std::vector<PackageItem> items;
};

struct Order {
    std::string order_id, created_time, last_updated_time;
    std::vector<Alias> aliases;
    std::vector<std::string> programs;
    std::vector<AssociatedOrder> associated_orders;
    SalesChannel sales_channel;
    Buyer buyer;
    Recipient recipient;
    OrderProceeds proceeds;
    std::vector<PaymentExecution> payments;
    OrderTax tax;
    std::optional<OrderFulfillment> fulfillment;
    std::vector<OrderItem> items;
    std::vector<Package> packages;
    std::vector<std::string> fulfillment_order_ids;
};

}  // namespace orderyard::amazon::wire
