// Steps that both making and updating a commerce order take. Internal to this folder.
#pragma once

#include <string>
#include <vector>

#include "domain/channel/decide_channel_order.hpp"
#include "domain/channel/price_order.hpp"
#include "domain/order/process_order.hpp"
#include "domain/stock/line_stock.hpp"

namespace orderyard::domain::parts {

// Pieces the channel calls gone, and pieces it calls canceled.
std::int64_t ShippedAtChannel(const ChannelOrder& order, const ChannelOrderItem& item);
std::int64_t CanceledAtChannel(const ChannelOrder& order, const ChannelOrderItem& item,
                               std::int64_t ordered_here);

// Ties the line to its product.
void LinkProduct(OrderItem& item, const CatalogLine& line, FulfilledBy fulfilled_by);
// Books pieces that the channel calls shipped, with the packages it tells of, and a paid invoice
// over `paid` (those already invoiced are taken off). Recounts. Moves no stock. Quantities of 0 are
// fine.
void BookAtChannel(const ChannelOrder& channel, const std::vector<LinePieces>& shipped,
                   const std::vector<LinePieces>& paid, base::Instant now, OrderChange& change);
// Pieces that were billed ahead and are canceled now: their invoices are canceled and what remains
// of them is billed anew. Recounts; the numbers of the canceled invoices.
std::vector<std::string> RebillWhatIsLeft(OrderChange& change, base::Instant now);
// The channel now tells the package of pieces that were booked without one.
bool AdoptPackages(const ChannelOrder& channel, base::Instant now, OrderChange& change);

// Exceptions about the catalog, as they are now: replaces unknown_sku, product_disabled and
// out_of_stock.
void RefreshCatalogExceptions(Order& order, const std::vector<OrderItem>& items,
                              const std::vector<CatalogLine>& catalog, base::Instant now);

// totals from the lines; tip and the channel's own grand total on top.
OrderTotals SumLines(const std::vector<OrderItem>& items, const base::Money& tip,
                     const base::Money& grand_total);
OrderItem MakeItem(const ChannelOrder& order, const ChannelOrderItem& given,
                   const LineAmounts& amounts);
void SetPrices(OrderItem& item);

HistoryEntry Note(std::string event, base::Instant at, std::string comment = {},
                  std::string before = {}, std::string after = {});

// A new commerce order for a channel order that the import rules accepted.
void MakeOrder(const ChannelCase& input, const PricedOrder& priced, const Scene& scene,
               OrderChange& change);
// Brings an existing order up to the channel's news; true when anything changed.
bool ApplyNews(const ChannelCase& input, const Scene& scene, OrderChange& change);

inline const Actor kSync{ActorKind::kChannel, "sync"};
inline constexpr const char* kCancelRequested = "cancel_requested";

// Holds the order because the buyer asks to cancel it, once.
bool HoldForCancelRequest(Order& order, base::Instant now, std::vector<HistoryEntry>& history);

}  // namespace orderyard::domain::parts
