// Short forms for people at a terminal; the API tells everything.
#include "app/order_words.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <boost/json.hpp>
#include <iostream>

#include "base/text.hpp"

namespace orderyard::app {
namespace {

namespace json = boost::json;

template <class Document>
bool IsFresh(const std::vector<Document>* before, const Document& document) {
    return before == nullptr ||
           std::find(before->begin(), before->end(), document) == before->end();
}

// Calls `tell` for the documents that are to be told about.
template <class Document, class Tell>
void Each(const domain::OrderFile& file, const domain::OrderFile* before,
          std::vector<Document> domain::OrderFile::*list, Tell tell) {
    for (const Document& document : file.*list) {
        if (IsFresh(before == nullptr ? nullptr : &(before->*list), document)) {
            tell(document);
        }
    }
}

std::string TracksText(const domain::Shipment& shipment) {
    std::string text;
    for (const auto& package : shipment.packages) {
        for (const auto& track : package.tracks) {
            text += " " + track.carrier_code + ":" + track.number;
        }
    }
    return text;
}

json::array TracksAsJson(const domain::Shipment& shipment) {
    json::array tracks;
    for (const auto& package : shipment.packages) {
        for (const auto& track : package.tracks) {
            tracks.push_back(
                json::object{{"carrier_code", track.carrier_code}, {"number", track.number}});
        }
    }
    return tracks;
}

}  // namespace

base::Result<AskedPieces> PiecesOf(const std::string& word) {
    const auto equals = word.rfind('=');
    const auto quantity =
        equals == std::string::npos ? std::nullopt : base::ParseInt(word.substr(equals + 1));
    if (!quantity || *quantity < 1 || *quantity > base::limits::kQuantityMax || equals == 0) {
        return base::Fail(base::InvalidInput("line", word + ": write SKU=QUANTITY"));
    }
    return AskedPieces{word.substr(0, equals), *quantity};
}

base::Result<std::vector<domain::TrackRequest>> TracksOf(const std::vector<std::string>& words) {
    std::vector<domain::TrackRequest> tracks;
    for (const std::string& word : words) {
        const auto first = word.find(':');
        const auto last = word.rfind(':');
        if (first == std::string::npos || first == 0 || last + 1 == word.size()) {
            return base::Fail(base::InvalidInput("track", word + ": write CARRIER:NUMBER"));
        }
        domain::TrackRequest& track = tracks.emplace_back();
        track.carrier_code = word.substr(0, first);
        track.title = first < last ? word.substr(first + 1, last - first - 1) : "";
        track.number = word.substr(last + 1);
    }
    return tracks;
}

base::Result<const domain::Shipment*> ShipmentOf(const domain::OrderFile& file,
                                                 const std::string& number) {
    const domain::Shipment* found = nullptr;
    for (const auto& shipment : file.shipments) {
        const bool fits = number.empty() ? !shipment.is_void : shipment.increment_id == number;
        if (fits && found != nullptr) {
            return base::Fail(
                base::InvalidInput("shipment", "the order has several; say which by --shipment"));
        }
        found = fits ? &shipment : found;
    }
    if (found == nullptr) {
        return base::Fail(base::InvalidInput("shipment", "the order has no such shipment"));
    }
    return found;
}

json::object OrderHeadAsJson(const domain::Order& order) {
    return {{"number", order.increment_id},
            {"channel_number", order.channel ? order.channel->number : ""},
            {"state", ToString(order.state)},
            {"status", order.status},
            {"version", order.version}};
}

void AddDocumentsAsJson(json::object& object, const domain::OrderFile& file,
                        const domain::OrderFile* before) {
    json::array invoices, shipments, memos, follow_ups;
    Each(file, before, &domain::OrderFile::invoices, [&](const auto& each) {
        invoices.push_back(json::object{{"number", each.increment_id},
                                        {"state", ToString(each.state)},
                                        {"total", each.grand_total.ToDecimal()}});
    });
    Each(file, before, &domain::OrderFile::shipments, [&](const auto& each) {
        shipments.push_back(json::object{{"number", each.increment_id},
                                         {"state", each.is_void ? "void" : "shipped"},
                                         {"quantity", each.Quantity()},
                                         {"tracks", TracksAsJson(each)}});
    });
    Each(file, before, &domain::OrderFile::credit_memos, [&](const auto& each) {
        memos.push_back(json::object{{"number", each.increment_id},
                                     {"state", ToString(each.state)},
                                     {"total", each.grand_total.ToDecimal()}});
    });
    Each(file, before, &domain::OrderFile::follow_ups, [&](const auto& each) {
        follow_ups.push_back(json::object{{"id", each.id.value},
                                          {"seq", each.seq},
                                          {"kind", ToString(each.kind)},
                                          {"state", ToString(each.state)},
                                          {"next", each.next},
                                          {"error", each.error}});
    });
    object["invoices"] = std::move(invoices);
    object["shipments"] = std::move(shipments);
    object["credit_memos"] = std::move(memos);
    object["follow_ups"] = std::move(follow_ups);
}

void PrintDocuments(const domain::OrderFile& file, const domain::OrderFile* before) {
    const std::string_view currency = file.order.currency.code();
    Each(file, before, &domain::OrderFile::invoices, [&](const auto& each) {
        std::cout << fmt::format("Invoice {}  {}  {} {}\n", each.increment_id, ToString(each.state),
                                 each.grand_total.ToDecimal(), currency);
    });
    Each(file, before, &domain::OrderFile::shipments, [&](const auto& each) {
        std::cout << fmt::format("Shipment {}  {}  {} pieces {}\n", each.increment_id,
                                 each.is_void ? "void" : "shipped", each.Quantity(),
                                 TracksText(each));
    });
    Each(file, before, &domain::OrderFile::credit_memos, [&](const auto& each) {
        std::cout << fmt::format("Credit memo {}  {}  {} {}\n", each.increment_id,
                                 ToString(each.state), each.grand_total.ToDecimal(), currency);
    });
    Each(file, before, &domain::OrderFile::follow_ups, [&](const auto& each) {
        std::cout << fmt::format("Amazon {}. {}  {}  {} {}\n", each.seq, ToString(each.kind),
                                 ToString(each.state), each.next, each.error);
    });
}

}  // namespace orderyard::app
