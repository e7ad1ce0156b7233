// What the order commands read from their arguments and print about orders.
#pragma once

#include <algorithm>
#include <boost/json/fwd.hpp>
#include <functional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "domain/order/order_file.hpp"
#include "domain/shipment/decide_shipment.hpp"

namespace orderyard::app {

// Of "SKU=QUANTITY" each: lines of one SKU are used up one after the other, each as far as `most`
// goes; what is too much stays with the last, for the rules to refuse. kInvalidInput.
template <class Most>
base::Result<std::vector<domain::LinePieces>> LinesOf(const domain::Order& order,
                                                      const std::vector<std::string>& words,
                                                      Most most);
// Of "CARRIER:NUMBER" or "CARRIER:TITLE:NUMBER" each. kInvalidInput.
base::Result<std::vector<domain::TrackRequest>> TracksOf(const std::vector<std::string>& words);
// By number; "": the only one that is not void. kInvalidInput.
base::Result<const domain::Shipment*> ShipmentOf(const domain::OrderFile& file,
                                                 const std::string& number);

boost::json::object OrderHeadAsJson(const domain::Order& order);
// Invoices, shipments, credit memos and follow-ups; with `before` only those that are new or
// changed.
void AddDocumentsAsJson(boost::json::object& object, const domain::OrderFile& file,
                        const domain::OrderFile* before);
void PrintDocuments(const domain::OrderFile& file, const domain::OrderFile* before);

// A word for SKU and quantity.
struct AskedPieces {
    std::string sku;
    std::int64_t quantity = 0;
};
base::Result<AskedPieces> PiecesOf(const std::string& word);

template <class Most>
base::Result<std::vector<domain::LinePieces>> LinesOf(const domain::Order& order,
                                                      const std::vector<std::string>& words,
                                                      Most most) {
    std::vector<domain::LinePieces> lines;
    for (const std::string& word : words) {
        auto asked = PiecesOf(word);
        if (!asked) {
            return base::Fail(asked.error());
        }
        const std::size_t first = lines.size();
        for (const auto& item : order.items) {
            if (item.sku == asked->sku) {
                const auto taken = std::min(asked->quantity, std::invoke(most, item));
                lines.push_back({item.id, taken});
                asked->quantity -= taken;
            }
        }
        if (first == lines.size()) {
            return base::Fail(base::InvalidInput("line", "the order has no line of " + asked->sku));
        }
        lines.back().quantity += asked->quantity;
    }
    return lines;
}

}  // namespace orderyard::app
