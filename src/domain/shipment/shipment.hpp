// A shipment: pieces of an order that left, in one or more packages. A package is what a channel
// is told about: one message a package.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "domain/ids.hpp"
#include "domain/order/document_comment.hpp"

namespace orderyard::domain {

struct Track {
    TrackId id;
    std::string carrier_code;  // ours: "ups", "usps", "fedex", "dhl", "custom" ...
    std::string title;         // the carrier's name for people; told to the channel for "custom"
    std::string number;
    std::string service;  // "Express Saver", or empty
    base::Instant created_at;

    friend bool operator==(const Track&, const Track&) = default;
};

struct PackageLine {
    OrderItemId order_item_id;
    std::int64_t quantity = 0;    // > 0
    std::int64_t from_stock = 0;  // pieces of `quantity` that our shelf gave up; stored: a void
                                  // puts exactly these back

    friend bool operator==(const PackageLine&, const PackageLine&) = default;
};

struct Package {
    PackageId id;
    // Our name for it at the channel: 1, 2, 3 ... within the order, never used again. 0 for
    // packages that the channel told us about.
    std::int64_t reference = 0;
    std::string channel_reference;  // the channel's own name, for those
    std::vector<PackageLine> lines;
    std::vector<Track> tracks;  // the channel is told the first
    bool is_untracked = false;  // a person says: there will be no number

    friend bool operator==(const Package&, const Package&) = default;
};

struct Shipment {
    ShipmentId id;
    OrderId order_id;
    StoreViewId store_view_id;
    std::string increment_id;  // given when it is stored
    std::vector<Package> packages;
    bool is_void = false;          // taken back before the channel knew
    bool is_from_channel = false;  // the channel told us: never told back
    bool is_mail_sent = false;
    base::Instant shipped_at;
    base::Instant created_at;
    base::Instant updated_at;

    std::int64_t Quantity() const;
    std::int64_t QuantityOf(OrderItemId item) const;
    friend bool operator==(const Shipment&, const Shipment&) = default;
};

}  // namespace orderyard::domain
