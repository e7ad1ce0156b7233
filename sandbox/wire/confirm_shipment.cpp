// First the body's shape, then the order's state, then the lines: in the order in which a seller
// can mend them.
#include "sandbox/wire/confirm_shipment.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "base/text.hpp"
#include "sandbox/wire/carriers.hpp"
#include "sandbox/world/life.hpp"

namespace orderyard::sandbox {
namespace {

namespace json = boost::json;

constexpr std::size_t kTrackingBytesMax = 64;
constexpr std::size_t kPackageReferenceDigitsMax = 18;
constexpr std::int64_t kShipDateSlackSeconds = 60;
struct Confirmation {
    std::string marketplace_id;
    std::string cod_method;
    Package package;
};

base::Error Bad(std::string_view field, std::string_view what) {
    return base::InvalidInput(std::string(field), std::string(what));
}

base::Result<std::string> NeededText(const json::object& object, std::string_view name) {
    const json::value* value = object.if_contains(name);
    if (value == nullptr || !value->is_string() || value->get_string().empty()) {
        return base::Fail(Bad(name, "a text is needed"));
    }
    return std::string(value->get_string());
}

base::Result<std::string> OptionalText(const json::object& object, std::string_view name) {
    return object.contains(name) ? NeededText(object, name) : base::Result<std::string>("");
}

base::Result<> ReadLines(const json::object& detail, Package& package) {
    const json::value* items = detail.if_contains("orderItems");
    if (items == nullptr || !items->is_array() || items->get_array().empty()) {
        return base::Fail(Bad("orderItems", "a list of at least one item is needed"));
    }
    for (const json::value& value : items->get_array()) {
        if (!value.is_object()) {
            return base::Fail(Bad("orderItems", "each must be an object"));
        }
        const json::object& item = value.get_object();
        const auto id = NeededText(item, "orderItemId");
        if (!id) {
            return base::Fail(id.error());
        }
        const json::value* quantity = item.if_contains("quantity");
        if (quantity == nullptr || !quantity->is_int64() || quantity->get_int64() < 1) {
            return base::Fail(Bad("quantity", "a positive whole number is needed"));
        }
        PackageLine line{*id, quantity->get_int64(), {}};
        if (const json::value* codes = item.if_contains("transparencyCodes")) {
            if (!codes->is_array()) {
                return base::Fail(Bad("transparencyCodes", "a list is needed"));
            }
            for (const json::value& code : codes->get_array()) {
                if (!code.is_string()) {
                    return base::Fail(Bad("transparencyCodes", "texts are needed"));
                }
                line.transparency_codes.emplace_back(code.get_string());
            }
        }
        if (std::any_of(package.lines.begin(), package.lines.end(), [&](const PackageLine& other) {
                return other.order_item_id == line.order_item_id;
            })) {
            return base::Fail(Bad("orderItems", "an item is named twice"));
        }
        package.lines.push_back(std::move(line));
    }
    return {};
}

base::Result<> ReadPackage(const json::object& detail, Package& package) {
    const auto reference = NeededText(detail, "packageReferenceId");
    if (!reference) {
        return base::Fail(reference.error());
    }
    const bool has_only_digits = std::all_of(reference->begin(), reference->end(),
                                             [](char c) { return c >= '0' && c <= '9'; });
    if (!has_only_digits || reference->size() > kPackageReferenceDigitsMax ||
        *base::ParseInt(*reference) == 0) {
        return base::Fail(Bad("packageReferenceId", "only positive numeric values are supported"));
    }
    const auto carrier = NeededText(detail, "carrierCode");
    const auto carrier_name = OptionalText(detail, "carrierName");
    const auto method = OptionalText(detail, "shippingMethod");
    const auto tracking = NeededText(detail, "trackingNumber");
    const auto ship_date = NeededText(detail, "shipDate");
    for (const auto* text : {&carrier, &carrier_name, &method, &tracking, &ship_date}) {
        if (!*text) {
            return base::Fail(text->error());
        }
    }
    if (*carrier == "Other" && carrier_name->empty()) {
        return base::Fail(Bad("carrierName", "is needed when carrierCode is Other"));
    }
    if (tracking->size() > kTrackingBytesMax ||
        tracking->find_first_of(" \t\r\n") != std::string::npos) {
        return base::Fail(Bad("trackingNumber", "is too long or holds blanks"));
    }
    const auto shipped = base::Instant::ParseIso(*ship_date);
    if (!shipped) {
        return base::Fail(Bad("shipDate", "must be an ISO 8601 date-time"));
    }
    package.reference_id = *reference;
    package.status = "SHIPPED";
    package.carrier = *carrier == "Other" ? *carrier_name : *carrier;
    package.carrier_code = *carrier;
    package.carrier_name = *carrier_name;
    package.shipping_service = *method;
    package.tracking_number = *tracking;
    package.ship_time = *shipped;
    return ReadLines(detail, package);
}

base::Result<Confirmation> ReadConfirmation(std::string_view body) {
    boost::system::error_code error;
    const json::value value = json::parse(body, error);
    if (error || !value.is_object()) {
        return base::Fail(Bad("body", "must be a JSON object"));
    }
    const json::object& object = value.get_object();
    Confirmation confirmation;
    const auto marketplace = NeededText(object, "marketplaceId");
    const auto cod_method = OptionalText(object, "codCollectionMethod");
    if (!marketplace || !cod_method) {
        return base::Fail(!marketplace ? marketplace.error() : cod_method.error());
    }
    if (!cod_method->empty() && *cod_method != "DirectPayment") {
        return base::Fail(Bad("codCollectionMethod", "must be DirectPayment"));
    }
    const json::value* detail = object.if_contains("packageDetail");
    if (detail == nullptr || !detail->is_object()) {
        return base::Fail(Bad("packageDetail", "is needed"));
    }
    confirmation.marketplace_id = *marketplace;
    confirmation.cod_method = *cod_method;
    if (auto read = ReadPackage(detail->get_object(), confirmation.package); !read) {
        return base::Fail(read.error());
    }
    return confirmation;
}

ShipmentRefusal InvalidInput(std::string_view message) {
    return {400, "InvalidInput", std::string(message)};
}

std::optional<ShipmentRefusal> RefuseByOrder(const Order& order, const Confirmation& confirmation,
                                             base::Instant now) {
    if (confirmation.marketplace_id != order.marketplace_id) {
        return InvalidInput("marketplaceId is not the order's");
    }
    if (!confirmation.cod_method.empty() &&
        FindMarketplaceOfCountry("JP")->id != order.marketplace_id) {
        return InvalidInput("codCollectionMethod is supported in Japan only");
    }
    const Marketplace* marketplace = FindMarketplace(order.marketplace_id);
    if (!IsCarrierOf(marketplace == nullptr ? "" : marketplace->country,
                     confirmation.package.carrier_code)) {
        return InvalidInput("carrierCode is not a carrier code of the marketplace");
    }
    if (!order.IsFulfilledByMerchant()) {
        return InvalidInput("The order is not fulfilled by the merchant");
    }
    if (order.HasProgram("FBM_SHIP_PLUS") || order.HasProgram("AMAZON_EASY_SHIP")) {
        return InvalidInput("The order must be shipped with a label bought from Amazon");
    }
    if (order.IsPending()) {
        return InvalidInput("The order is pending");
    }
    if (order.status == kCancelled) {
        return ShipmentRefusal{400, "NonexistentOrderItem", "The order was cancelled"};
    }
    const base::Instant shipped = *confirmation.package.ship_time;
    if (shipped > now + base::Duration::Seconds(kShipDateSlackSeconds)) {
        return InvalidInput("shipDate lies in the future");
    }
    if (shipped < order.created) {
        return InvalidInput("shipDate lies before the purchase");
    }
    return std::nullopt;
}

bool SaysTheSame(const Package& a, const Package& b) {
    return a.carrier == b.carrier && a.carrier_name == b.carrier_name &&
           a.shipping_service == b.shipping_service && a.tracking_number == b.tracking_number &&
           a.ship_time == b.ship_time && a.lines == b.lines;
}

// Takes the package's units off the lines it names (sign -1) or puts them on (+1).
void MoveUnits(Order& order, const Package& package, std::int64_t sign) {
    for (const PackageLine& packed : package.lines) {
        if (Line* line = order.FindLine(packed.order_item_id)) {
            line->quantity_fulfilled += sign * packed.quantity;
            line->quantity_unfulfilled -= sign * packed.quantity;
        }
    }
}

std::optional<ShipmentRefusal> PutPackage(Order& order, Package package, base::Instant now,
                                          bool& is_repeat) {
    Package* present = order.FindPackage(package.reference_id);
    if (present != nullptr && SaysTheSame(*present, package)) {
        is_repeat = true;
        return std::nullopt;
    }
    if (present == nullptr && order.status == kShipped) {
        return ShipmentRefusal{400, "PackageToUpdateNotFound",
                               "The order is fulfilled and has no such package"};
    }
    if (present != nullptr) {
        if (present->edit_count >= kPackageEditsMax) {
            return ShipmentRefusal{400, "InvalidPackageVersion",
                                   "The package has reached the maximum number of edits"};
        }
        MoveUnits(order, *present, -1);
    }
    for (const PackageLine& packed : package.lines) {
        const Line* line = order.FindLine(packed.order_item_id);
        if (line == nullptr || line->quantity_fulfilled + line->quantity_unfulfilled == 0) {
            return ShipmentRefusal{400, "NonexistentOrderItem",
                                   "There is no order item " + packed.order_item_id};
        }
        if (packed.quantity > line->quantity_unfulfilled) {
            return InvalidInput("quantity is larger than the units still open");
        }
    }
    package.created = present == nullptr ? now : present->created.value_or(now);
    if (present != nullptr) {
        package.status = present->status;
    }
    package.edit_count = present == nullptr ? 0 : present->edit_count + 1;
    if (present != nullptr) {
        package.repeat_count = present->repeat_count;
        package.history.insert(package.history.begin(), present->history.begin(),
                               present->history.end());
    }
    MoveUnits(order, package, +1);
    if (present != nullptr) {
        *present = std::move(package);
    } else {
        order.packages.push_back(std::move(package));
    }
    RefreshShippingStatus(order);
    return std::nullopt;
}

}  // namespace

std::optional<ShipmentRefusal> ConfirmShipment(World& world, OrderNumber number,
                                               std::string_view body, bool keeps) {
    auto confirmation = ReadConfirmation(body);
    if (!confirmation) {
        return InvalidInput(confirmation.error().field + ": " + confirmation.error().message);
    }
    const base::Instant now = world.now();
    confirmation->package.history.push_back({now, std::string(body)});
    std::optional<ShipmentRefusal> refusal;
    bool is_repeat = false;
    const auto confirm = [&](Order& order) -> base::Result<bool> {
        refusal = RefuseByOrder(order, *confirmation, now);
        if (!refusal) {
            refusal = PutPackage(order, confirmation->package, now, is_repeat);
        }
        return !refusal && keeps && !is_repeat;
    };
    const auto changed = world.Change(number, confirm);
    if (changed && *changed) {
        world.DeliverLater(number, confirmation->package.reference_id,
                           now + base::Duration::Days(3));
    } else if (is_repeat && keeps) {
        (void)world.Note(number, [&](Order& order) -> base::Result<bool> {
            ++order.FindPackage(confirmation->package.reference_id)->repeat_count;
            return true;
        });
    }
    return refusal;
}

}  // namespace orderyard::sandbox
