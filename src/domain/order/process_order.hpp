// The decisions about an order that write no document: hold, unhold, cancel, comment, address,
// reorder. Each checks WhyNot first. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "domain/channel/import_rules.hpp"
#include "domain/order/order_change.hpp"
#include "domain/order/order_rules.hpp"

namespace orderyard::domain {

struct LinePieces {
    OrderItemId order_item_id;
    std::int64_t quantity = 0;
};

struct HoldRequest {
    std::string reason;  // may be empty
    std::optional<base::Instant> until;
};
// An order that is held for a buyer's cancel request is held on.
base::Result<OrderChange> DecideHold(const OrderFile& file, const HoldRequest& request,
                                     const Scene& scene);
// Restores state and status before the hold, as far as they are still true.
// Also the way a person decides to ship although the buyer asked to cancel: ends that exception.
base::Result<OrderChange> DecideUnhold(const OrderFile& file, const Scene& scene);

// Why a seller cancels, in neutral words; a channel's room maps them to its codes.
enum class CancelReason {
    kNoInventory,
    kBuyerCanceled,
    kGeneralAdjustment,
    kAddressUndeliverable,
    kCustomerExchange,
    kPricingError,
};
std::string_view ToString(CancelReason reason);  // "no_inventory" ...
std::optional<CancelReason> CancelReasonFrom(std::string_view text);

struct CancelRequest {
    std::string reason;             // required for an order of a channel, optional else
    std::vector<LinePieces> lines;  // empty: everything that can be canceled
    std::string comment;
};
// An order of our own is canceled at once: pieces neither shipped nor invoiced; open invoices are
// canceled first. An order of a channel gets a follow-up and pending_cancel; it is canceled when
// the channel shows it (apply_news). The whole order only while nothing shipped (kCancelOrder),
// else and for chosen lines kCancelLines. Shipment follow-ups that did not leave are refused as a
// reason ("shipping_at_channel").
base::Result<OrderChange> DecideCancel(const OrderFile& file, const CancelRequest& request,
                                       const Scene& scene);
// The channel refused the cancel or a person gave it up before it left: the order is as before.
base::Result<OrderChange> DecideEndPendingCancel(const OrderFile& file, const std::string& why,
                                                 const Scene& scene);

struct CommentRequest {
    std::string text;
    std::string status;  // empty: keep; else one of the statuses of the present state
    bool notify = false;
    bool is_visible_on_front = false;
};
base::Result<OrderChange> DecideComment(const OrderFile& file, const CommentRequest& request,
                                        const Scene& scene);

// The seven fields that can be corrected; unset: as it is. Local only: the channel is not told.
struct AddressCorrection {
    std::optional<std::string> street1, street2, street3, city, region, postal_code, country_code;
    std::optional<std::string> name, phone;  // further fields of our own
};
// Corrects an address in place and answers what changed, "street1: old -> new" a line.
// kInvalidInput names the field, or "address" when nothing changes.
base::Result<std::string> CorrectPlace(const AddressCorrection& correction, Location& place,
                                       PersonalAddress& personal);
enum class AddressKind { kShipping, kBilling };
base::Result<OrderChange> DecideCorrectAddress(const OrderFile& file, AddressKind kind,
                                               const AddressCorrection& correction,
                                               const Scene& scene);

// A new order of our own with the same lines, prices and addresses; `catalog` has a line for each
// item. Refused, naming the SKU, when a product is gone. The result's order has no id yet and its
// items have provisional ones.
base::Result<OrderChange> DecideReorder(const OrderFile& file,
                                        const std::vector<CatalogLine>& catalog,
                                        const Scene& scene);

}  // namespace orderyard::domain
