// Steps that both making and updating a commerce order take. Internal to this folder.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "domain/channel/decide_channel_order.hpp"
#include "domain/channel/price_order.hpp"

namespace orderyard::domain::parts {

// Units still free while several lines draw on the same product.
class FreeStock {
  public:
    explicit FreeStock(const std::vector<CatalogLine>& catalog);
    std::int64_t Of(ProductId id) const;
    void Take(ProductId id, std::int64_t units);

  private:
    std::map<ProductId, std::int64_t> free_;
};

// Pieces the channel calls gone, and pieces it calls canceled.
std::int64_t ShippedAtChannel(const ChannelOrder& order, const ChannelOrderItem& item);
std::int64_t CanceledAtChannel(const ChannelOrder& order, const ChannelOrderItem& item,
                               std::int64_t ordered_here);

// Ties the line to its product and reserves what is open and free. Appends the moves.
void LinkProduct(OrderItem& item, const CatalogLine& line, FulfilledBy fulfilled_by);
void ReserveOpen(OrderItem& item, FreeStock& free, std::vector<StockMove>& moves);
// Lets go what is reserved beyond the open pieces.
void ReleaseSurplus(OrderItem& item, std::vector<StockMove>& moves);
// Books `pieces` as shipped: their reserved units leave the shelf.
void BookShipped(OrderItem& item, std::int64_t pieces, std::vector<StockMove>& moves);

// Exceptions about the catalog, as they are now: replaces unknown_sku, product_disabled and
// out_of_stock.
void RefreshCatalogExceptions(Order& order, const std::vector<OrderItem>& items,
                              const std::vector<CatalogLine>& catalog, base::Instant now);

// totals from the lines; tip and the channel's own grand total on top.
OrderTotals SumLines(const std::vector<OrderItem>& items, const base::Money& tip,
                     const base::Money& grand_total);
// invoiced, paid and canceled from the line counters.
void RefreshBookings(Order& order);

OrderItem MakeItem(const ChannelOrderItem& given, const LineAmounts& amounts);
void SetPrices(OrderItem& item);

HistoryEntry Note(std::string event, base::Instant at, std::string comment = {},
                  std::string before = {}, std::string after = {});

// A new commerce order for a channel order that the import rules accepted.
Order MakeOrder(const ChannelCase& input, const PricedOrder& priced, Decision& decision);
// Brings an existing order up to the channel's news; true when anything changed.
bool ApplyNews(const ChannelCase& input, Order& order, Decision& decision);

inline constexpr const char* kCancelRequested = "cancel_requested";

// Holds the order because the buyer asks to cancel it, once.
bool HoldForCancelRequest(Order& order, base::Instant now, std::vector<HistoryEntry>& history);

}  // namespace orderyard::domain::parts
