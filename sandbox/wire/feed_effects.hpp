// What the messages of an order feed do to the orders, one by one: acknowledge, cancel, refund.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "sandbox/wire/agenda.hpp"
#include "sandbox/wire/feed_schema.hpp"
#include "sandbox/world/world.hpp"

namespace orderyard::sandbox {

// A line of the processing report. The codes other than 5000 are made up: nobody should branch on
// them.
struct MessageProblem {
    bool is_warning = false;
    int code = 0;
    std::string description;
};

struct MessageOutcome {
    std::int64_t message_id = 0;  // 0: the whole feed
    std::string order_id;
    std::string order_item_id;
    std::vector<MessageProblem> problems;

    bool IsError() const;
};

struct FeedWork {
    World& world;
    const Switches& switches;
    std::map<std::string, OrderNumber>& merchant_orders;  // by the seller's own number
    std::string source;                                   // "feed 50001 message 2"
};

MessageOutcome AcknowledgeOrder(const FeedWork& work, const FeedMessage& message);
MessageOutcome AdjustPayment(const FeedWork& work, const FeedMessage& message);
// The order a message speaks of, "" when it uses a number nobody has acknowledged.
std::string OrderIdOf(const FeedWork& work, const XmlElement& payload);

}  // namespace orderyard::sandbox
