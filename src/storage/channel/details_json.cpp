// The JSON of details. Empty members are left out: most orders need few of them.
#include "storage/channel/details_json.hpp"

#include <array>
#include <boost/json.hpp>
#include <concepts>
#include <stdexcept>

namespace orderyard::storage {

namespace json = boost::json;
using namespace domain;

namespace {

constexpr std::size_t kListedDetailsBytes = 8 * 1024;  // enough for usual orders

// --- values to JSON
// -------------------------------------------------------------------------------------------------

// Declared first: lists and optionals hold any of them.
json::value ToJson(const TimeWindow& window);
json::value ToJson(const ChannelAmount& amount);
json::value ToJson(const ChannelFact& fact);
json::value ToJson(const UnknownValue& unknown);
json::value ToJson(const ChannelPayment& payment);
json::value ToJson(const ChannelPackageItem& item);
json::value ToJson(const ChannelPackage& package);

json::value ToJson(const std::string& text) {
    return json::value(text);
}
json::value ToJson(base::Instant at) {
    return json::value(at.micros);
}
json::value ToJson(const base::Money& money) {
    return json::array{money.units(), json::string(std::string(money.currency().code()))};
}

// Adds a member unless it has its default value.
void Put(json::object& object, const char* name, const std::string& text) {
    if (!text.empty()) {
        object[name] = text;
    }
}
void Put(json::object& object, const char* name, bool flag) {
    if (flag) {
        object[name] = true;
    }
}
void Put(json::object& object, const char* name, std::int64_t number) {
    if (number != 0) {
        object[name] = number;
    }
}
template <class T>
void Put(json::object& object, const char* name, const std::optional<T>& value) {
    if (value) {
        object[name] = ToJson(*value);
    }
}
template <class T>
void Put(json::object& object, const char* name, const std::vector<T>& list) {
    if (list.empty()) {
        return;
    }
    json::array array;
    array.reserve(list.size());
    for (const T& element : list) {
        array.push_back(ToJson(element));
    }
    object[name] = std::move(array);
}

json::value ToJson(const TimeWindow& window) {
    json::object object;
    Put(object, "earliest", window.earliest);
    Put(object, "latest", window.latest);
    return object;
}
void Put(json::object& object, const char* name, const TimeWindow& window) {
    if (window != TimeWindow{}) {
        object[name] = ToJson(window);
    }
}

json::value ToJson(const ChannelAmount& amount) {
    json::object object{{"kind", ToString(amount.kind)}, {"amount", ToJson(amount.amount)}};
    if (amount.part) {
        object["part"] = ToString(*amount.part);
    }
    Put(object, "label", amount.label);
    Put(object, "status", amount.status);
    return object;
}

json::value ToJson(const ChannelFact& fact) {
    return json::array{json::string(fact.name), json::string(fact.value)};
}
json::value ToJson(const UnknownValue& unknown) {
    return json::array{json::string(unknown.path), json::string(unknown.value)};
}

json::value ToJson(const Location& place) {
    json::object object;
    Put(object, "city", place.city);
    Put(object, "district", place.district);
    Put(object, "municipality", place.municipality);
    Put(object, "region", place.region);
    Put(object, "country_code", place.country_code);
    Put(object, "address_kind", place.address_kind);
    return object;
}
void Put(json::object& object, const char* name, const Location& place) {
    if (place != Location{}) {
        object[name] = ToJson(place);
    }
}

json::value ToJson(const ChannelPayment& payment) {
    json::object object{{"amount", ToJson(payment.amount)}};
    Put(object, "method", payment.method);
    Put(object, "acquirer_id", payment.acquirer_id);
    Put(object, "card_brand", payment.card_brand);
    Put(object, "authorization_code", payment.authorization_code);
    return object;
}

json::value ToJson(const ChannelPackageItem& item) {
    json::object object;
    Put(object, "item_number", item.item_number);
    Put(object, "quantity", item.quantity);
    Put(object, "transparency_codes", item.transparency_codes);
    return object;
}

json::value ToJson(const ChannelPackage& package) {
    json::object object;
    Put(object, "reference", package.reference);
    Put(object, "created_at", package.created_at);
    Put(object, "shipped_at", package.shipped_at);
    Put(object, "status", package.status);
    Put(object, "detailed_status", package.detailed_status);
    Put(object, "carrier", package.carrier);
    Put(object, "shipping_service", package.shipping_service);
    Put(object, "tracking_number", package.tracking_number);
    Put(object, "ship_from", package.ship_from);
    Put(object, "items", package.items);
    return object;
}

// --- JSON to values
// -------------------------------------------------------------------------------------------------

[[noreturn]] void Damaged() {
    throw std::runtime_error("stored details are damaged");
}

json::value Parse(std::string_view text, const json::storage_ptr& storage = {}) {
    json::error_code error;
    json::value value = json::parse({text.data(), text.size()}, error, storage);
    if (error) {
        Damaged();
    }
    return value;
}

std::string Text(const json::value& value) {
    return std::string(value.as_string());
}

void Read(const json::value& value, std::string& text) {
    text = Text(value);
}
void Read(const json::value& value, bool& flag) {
    flag = value.as_bool();
}
void Read(const json::value& value, std::int64_t& number) {
    number = value.as_int64();
}
void Read(const json::value& value, base::Instant& at) {
    at.micros = value.as_int64();
}
void Read(const json::value& value, base::Money& money) {
    const std::string code = Text(value.as_array().at(1));
    money = base::Money(value.as_array().at(0).as_int64(),
                        code.empty() ? base::Currency() : base::Currency::Of(code));
}
void Read(const json::value& value, AmountKind& kind) {
    const auto known = AmountKindFrom(Text(value));
    kind = known ? *known : AmountKind::kOther;
}
void Read(const json::value& value, ChannelFact& fact) {
    fact = {Text(value.as_array().at(0)), Text(value.as_array().at(1))};
}
void Read(const json::value& value, UnknownValue& unknown) {
    unknown = {Text(value.as_array().at(0)), Text(value.as_array().at(1))};
}

void Read(const json::value& value, TimeWindow& window);
void Read(const json::value& value, ChannelAmount& amount);
void Read(const json::value& value, Location& place);
void Read(const json::value& value, ChannelPayment& payment);
void Read(const json::value& value, ChannelPackageItem& item);
void Read(const json::value& value, ChannelPackage& package);

template <class T>
void Read(const json::value& value, std::optional<T>& optional) {
    Read(value, optional.emplace());
}
template <class T>
void Read(const json::value& value, std::vector<T>& list) {
    for (const json::value& element : value.as_array()) {
        Read(element, list.emplace_back());
    }
}
template <class T>
void Get(const json::object& object, const char* name, T& target) {
    if (const json::value* value = object.if_contains(name)) {
        Read(*value, target);
    }
}

void Read(const json::value& value, TimeWindow& window) {
    const json::object& object = value.as_object();
    Get(object, "earliest", window.earliest);
    Get(object, "latest", window.latest);
}

void Read(const json::value& value, ChannelAmount& amount) {
    const json::object& object = value.as_object();
    Get(object, "kind", amount.kind);
    Get(object, "part", amount.part);
    Get(object, "amount", amount.amount);
    Get(object, "label", amount.label);
    Get(object, "status", amount.status);
}

void Read(const json::value& value, Location& place) {
    const json::object& object = value.as_object();
    Get(object, "city", place.city);
    Get(object, "district", place.district);
    Get(object, "municipality", place.municipality);
    Get(object, "region", place.region);
    Get(object, "country_code", place.country_code);
    Get(object, "address_kind", place.address_kind);
}

void Read(const json::value& value, ChannelPayment& payment) {
    const json::object& object = value.as_object();
    Get(object, "amount", payment.amount);
    Get(object, "method", payment.method);
    Get(object, "acquirer_id", payment.acquirer_id);
    Get(object, "card_brand", payment.card_brand);
    Get(object, "authorization_code", payment.authorization_code);
}

void Read(const json::value& value, ChannelPackageItem& item) {
    const json::object& object = value.as_object();
    Get(object, "item_number", item.item_number);
    Get(object, "quantity", item.quantity);
    Get(object, "transparency_codes", item.transparency_codes);
}

void Read(const json::value& value, ChannelPackage& package) {
    const json::object& object = value.as_object();
    Get(object, "reference", package.reference);
    Get(object, "created_at", package.created_at);
    Get(object, "shipped_at", package.shipped_at);
    Get(object, "status", package.status);
    Get(object, "detailed_status", package.detailed_status);
    Get(object, "carrier", package.carrier);
    Get(object, "shipping_service", package.shipping_service);
    Get(object, "tracking_number", package.tracking_number);
    Get(object, "ship_from", package.ship_from);
    Get(object, "items", package.items);
}

}  // namespace

std::string PairsToJson(const TextPairs& pairs) {
    if (pairs.empty()) {
        return "[]";
    }
    json::array array;
    array.reserve(pairs.size());
    for (const auto& [name, value] : pairs) {
        array.push_back(json::array{json::string(name), json::string(value)});
    }
    return json::serialize(array);
}

TextPairs PairsFromJson(std::string_view text) {
    TextPairs pairs;
    if (text == "[]") {
        return pairs;
    }
    const json::value parsed = Parse(text);
    for (const json::value& pair : parsed.as_array()) {
        pairs.emplace_back(Text(pair.as_array().at(0)), Text(pair.as_array().at(1)));
    }
    return pairs;
}

std::string DetailsOf(const ChannelOrder& order) {
    json::object object;
    Put(object, "service_level", order.service_level);
    Put(object, "ship_by_earliest", order.ship_by.earliest);
    Put(object, "deliver_by", order.deliver_by);
    Put(object, "label_printing", order.label_printing);
    Put(object, "amounts", order.amounts);
    Put(object, "payments", order.payments);
    Put(object, "programs", order.programs);
    Put(object, "replaces_number", order.replaces_number);
    Put(object, "facts", order.facts);
    Put(object, "ship_to", order.ship_to);
    Put(object, "packages", order.packages);
    Put(object, "unknown_values", order.unknown_values);
    return json::serialize(object);
}

void ReadDetails(std::string_view text, ChannelOrder& order) {
    const json::value parsed = Parse(text);
    const json::object& object = parsed.as_object();
    Get(object, "service_level", order.service_level);
    Get(object, "ship_by_earliest", order.ship_by.earliest);
    Get(object, "deliver_by", order.deliver_by);
    Get(object, "label_printing", order.label_printing);
    Get(object, "amounts", order.amounts);
    Get(object, "payments", order.payments);
    Get(object, "programs", order.programs);
    Get(object, "replaces_number", order.replaces_number);
    Get(object, "facts", order.facts);
    Get(object, "ship_to", order.ship_to);
    Get(object, "packages", order.packages);
    Get(object, "unknown_values", order.unknown_values);
}

void ReadListedDetails(std::string_view text, ChannelOrder& order) {
    // Most of the text is passed over: it need not come from the heap.
    std::array<unsigned char, kListedDetailsBytes> memory;
    json::monotonic_resource resource(memory.data(), memory.size());
    const json::value parsed = Parse(text, &resource);
    const json::object& object = parsed.as_object();
    Get(object, "service_level", order.service_level);
    Get(object, "programs", order.programs);
    Get(object, "replaces_number", order.replaces_number);
}

std::string DetailsOf(const ChannelOrderItem& item) {
    json::object object;
    Put(object, "title", item.title);
    Put(object, "unit_price", item.unit_price);
    Put(object, "proceeds_total", item.proceeds_total);
    Put(object, "amounts", item.amounts);
    Put(object, "is_gift", item.is_gift);
    Put(object, "gift_wrap_level", item.gift_wrap_level);
    Put(object, "condition", item.condition);
    Put(object, "price_designation", item.price_designation);
    Put(object, "cancel_requested_by", item.cancel_requested_by);
    Put(object, "cancelled_by", item.cancelled_by);
    Put(object, "scheduled_delivery", item.scheduled_delivery);
    Put(object, "promotion_ids", item.promotion_ids);
    Put(object, "serial_numbers", item.serial_numbers);
    Put(object, "facts", item.facts);
    return json::serialize(object);
}

void ReadDetails(std::string_view text, ChannelOrderItem& item) {
    const json::value parsed = Parse(text);
    const json::object& object = parsed.as_object();
    Get(object, "title", item.title);
    Get(object, "unit_price", item.unit_price);
    Get(object, "proceeds_total", item.proceeds_total);
    Get(object, "amounts", item.amounts);
    Get(object, "is_gift", item.is_gift);
    Get(object, "gift_wrap_level", item.gift_wrap_level);
    Get(object, "condition", item.condition);
    Get(object, "price_designation", item.price_designation);
    Get(object, "cancel_requested_by", item.cancel_requested_by);
    Get(object, "cancelled_by", item.cancelled_by);
    Get(object, "scheduled_delivery", item.scheduled_delivery);
    Get(object, "promotion_ids", item.promotion_ids);
    Get(object, "serial_numbers", item.serial_numbers);
    Get(object, "facts", item.facts);
}

}  // namespace orderyard::storage
