// What the audit trail is told about a change of an order, and what it is not.
#include "actions/order_trail.hpp"

#include <gtest/gtest.h>

namespace orderyard::actions {
namespace {

domain::OrderFile File(std::int64_t version) {
    domain::OrderFile file;
    file.order.id = domain::OrderId(7);
    file.order.status = "pending";
    file.order.version = version;
    file.order.personal.buyer_name = "Anna Canary";
    return file;
}

domain::HistoryEntry Entry(std::string event, std::string before, std::string after) {
    domain::HistoryEntry entry;
    entry.event = std::move(event);
    entry.before = std::move(before);
    entry.after = std::move(after);
    entry.comment = "Anna Canary called";
    return entry;
}

TEST(OrderTrail, TellsStateEventsAndNewPapers) {
    domain::OrderFile before = File(1);
    before.invoices.emplace_back().id = domain::InvoiceId(1);
    domain::OrderChange change;
    change.file = before;
    change.file.order.version = 2;
    change.file.order.state = domain::OrderState::kProcessing;
    change.file.order.status = "processing";
    change.file.invoices.emplace_back().id = domain::InvoiceId(2);
    change.file.invoices.back().increment_id = "000000002";
    change.history = {Entry("status_changed", "pending", "processing"),
                      Entry("invoiced", "", "14.00 EUR"), Entry("track_changed", "UPS 1", "UPS 2")};
    OrderTrail trail;
    EXPECT_TRUE(trail.IsEmpty());
    trail.Add(before, change);
    EXPECT_EQ(trail.order().value, 7);
    EXPECT_EQ(trail.Before(), "new, pending, version 1; track_changed UPS 1");
    EXPECT_EQ(trail.After(),
              "processing, processing, version 2; invoiced 14.00 EUR; track_changed UPS 2; "
              "invoice 000000002");
}

TEST(OrderTrail, ASecondChangeGoesOn) {
    OrderTrail trail;
    for (const std::int64_t version : {1, 2}) {
        domain::OrderChange change;
        change.file = File(version + 1);
        change.history = {Entry("comment", "", "")};
        trail.Add(File(version), change);
    }
    trail.Say(domain::OrderId(7), "mail order queued");
    EXPECT_EQ(trail.Before(), "new, pending, version 1");
    EXPECT_EQ(trail.After(), "new, pending, version 3; comment; comment; mail order queued");
}

TEST(OrderTrail, WhatLeavesTheOrderAsItIsHasNoStates) {
    OrderTrail trail;
    trail.Say(domain::OrderId(7), "mail order queued");
    EXPECT_FALSE(trail.IsEmpty());
    EXPECT_EQ(trail.Before(), "");
    EXPECT_EQ(trail.After(), "mail order queued");
}

}  // namespace
}  // namespace orderyard::actions
