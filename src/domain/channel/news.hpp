// What the steps share that apply the channel's later news to an order. Internal to this folder.
#pragma once

#include <algorithm>
#include <string>
#include <utility>

#include "domain/channel/order_parts.hpp"

namespace orderyard::domain::parts {

struct News {
    const ChannelCase& input;
    const Scene& scene;
    OrderChange& change;
    Order& order = change.file.order;
    bool is_changed = false;

    void Tell(std::string event, std::string comment, std::string before, std::string after) {
        change.history.push_back(Note(std::move(event), input.now, std::move(comment),
                                      std::move(before), std::move(after)));
        is_changed = true;
    }
    void Raise(const char* code, const std::string& sku, const char* text) {
        const auto same = [&](const OrderException& each) {
            return each.code == code && each.item_sku == sku;
        };
        if (std::none_of(order.exceptions.begin(), order.exceptions.end(), same)) {
            order.exceptions.push_back({code, sku, text, input.now});
            Tell("exception", text, "", code);
        }
    }
};

// The channel's new amounts and total, as far as nothing was booked; `priced` is nullptr when they
// cannot be read. Recounts.
void TakeAmounts(News& news, const PricedOrder* priced);
// What is left of a line with canceled pieces costs what the channel says: it may round otherwise
// than we share. The difference goes to the canceled pieces, which nobody pays. Recounts.
void AgreeOnWhatIsLeft(News& news, const PricedOrder& priced);

}  // namespace orderyard::domain::parts
