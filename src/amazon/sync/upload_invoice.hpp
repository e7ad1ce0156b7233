// The files of invoices and credit memos for Amazon: one PDF a feed. Amazon cannot be asked whether
// it has a file, so nothing here ever sends one whose fate is unknown.
#pragma once

#include <string>
#include <vector>

#include "amazon/sync/follow_up_run.hpp"

namespace orderyard::amazon {

// Builds the feed of the first of `queued` (earliest deadline first) that can leave now. What can
// not yet is put off, what never can is settled. Returns the rows that have to wait for the feed.
std::vector<domain::FollowUp> BuildInvoiceFeed(FollowUpRun& r,
                                               const std::vector<domain::FollowUp>& queued);

// The options of its createFeed, as they were kept when the feed was built.
std::string InvoiceFeedOptions(FollowUpRun& r, const ports::FeedJob& job);

// What a file whose fate stays unknown waits for.
inline constexpr const char* kUploadUnknown =
    "whether Amazon has the file cannot be told from here: look at the order's invoice in Seller "
    "Central";

}  // namespace orderyard::amazon
