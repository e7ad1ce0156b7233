// The commands that process one order: the same actions as the API's, beside a running server.
#pragma once

#include <string>
#include <vector>

#include "app/config.hpp"

namespace orderyard::app {

// Of all verbs together; each takes its own.
struct OrderVerbOptions {
    std::string verb;                 // "hold", "ship" ...
    std::string order;                // our number or the channel's
    std::vector<std::string> lines;   // SKU=QUANTITY; empty: everything left
    std::vector<std::string> tracks;  // CARRIER:NUMBER
    bool is_untracked = false;
    bool invoice_too = false;
    bool is_open = false;  // the invoice is not paid yet
    std::string reason, comment, status, until;
    bool notify = false;
    bool is_visible = false;
    bool return_to_stock = false;
    bool is_dry_run = false;
    std::string shipping, adjustment_refund, adjustment_fee;  // decimals; empty: not given
    std::string shipment;                                     // its number; empty: the only one
    std::string document;                                     // an invoice's or credit memo's
    std::string replaces, removes;                            // tracking numbers
};

int ProcessOrder(const Config& config, const OrderVerbOptions& options, bool as_json);
int VerifyMoney(const Config& config, bool as_json);
int VerifyStock(const Config& config, bool as_json);

}  // namespace orderyard::app
