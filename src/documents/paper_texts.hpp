// What each kind of paper says, as text for the form that they share. Amounts are those of the
// document, to the last unit; nothing is computed anew but sums of its lines.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "documents/formats.hpp"
#include "documents/sheet.hpp"
#include "domain/order/order_file.hpp"

namespace orderyard::documents {

struct Paper {
    const Letterhead& letterhead;
    Formats& formats;
};

// The document must be one of the file's.
SheetText InvoiceText(const Paper& paper, const domain::OrderFile& file,
                      const domain::Invoice& invoice);
SheetText CreditMemoText(const Paper& paper, const domain::OrderFile& file,
                         const domain::CreditMemo& memo);
// No prices. Without a shipment: what is left to ship.
SheetText PackingSlipText(const Paper& paper, const domain::Order& order,
                          const domain::Shipment* shipment);

// Pieces of one SKU to fetch, for all orders that want it.
struct PickLine {
    std::string bin;  // empty: nowhere said
    std::string sku;
    std::string name;
    std::int64_t quantity = 0;
    std::vector<std::pair<std::string, std::int64_t>> orders;  // order number, pieces
};
using Bins = std::map<std::string, std::string>;  // by SKU
// Adds up what is left to ship of these orders by SKU, in the order of a walk past the bins ("A-2"
// before "A-10"), what has none at the end.
std::vector<PickLine> PickLines(const std::vector<domain::Order>& orders, const Bins& bins);
// A column of bins where any line has one.
SheetText PickListText(const Paper& paper, const std::vector<PickLine>& lines,
                       std::size_t order_count, base::Instant now);

}  // namespace orderyard::documents
