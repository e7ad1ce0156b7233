// The identities of the domain. Each is its own type.
#pragma once

#include "base/ids.hpp"

namespace orderyard::domain {

using OrderId = base::Id<struct OrderTag>;
using OrderItemId = base::Id<struct OrderItemTag>;
using HistoryId = base::Id<struct HistoryTag>;
using StoreId =
    base::Id<struct StoreTag>;  // a connected channel store (one seller account in one region)
using StoreViewId = base::Id<struct StoreViewTag>;  // where commerce orders live
using ChannelOrderId = base::Id<struct ChannelOrderTag>;
using ChannelItemId = base::Id<struct ChannelItemTag>;
using ProductId = base::Id<struct ProductTag>;
using CustomerId = base::Id<struct CustomerTag>;
using InvoiceId = base::Id<struct InvoiceTag>;
using ShipmentId = base::Id<struct ShipmentTag>;
using PackageId = base::Id<struct PackageTag>;  // a parcel of a shipment
using TrackId = base::Id<struct TrackTag>;
using CreditMemoId = base::Id<struct CreditMemoTag>;
using CreditMemoLineId = base::Id<struct CreditMemoLineTag>;
using FollowUpId = base::Id<struct FollowUpTag>;  // what the channel still has to be told

}  // namespace orderyard::domain
