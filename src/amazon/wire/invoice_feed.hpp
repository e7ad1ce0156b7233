// The feed of invoices: one PDF a feed, what it is in the feed's options, and a report that is a
// table of tabs instead of XML.
#pragma once

#include <string>
#include <string_view>

#include "amazon/wire/processing_report.hpp"
#include "base/result.hpp"

namespace orderyard::amazon::wire {

inline constexpr std::string_view kInvoiceFeed = "UPLOAD_VAT_INVOICE";
inline constexpr std::string_view kInvoiceContentType = "application/pdf";

// Empty optional members are left out.
struct InvoiceUpload {
    std::string order_id;
    std::string invoice_number;
    bool is_credit_note = false;
    std::string total_amount;      // decimal, in the order's currency; with total_vat_amount
    std::string total_vat_amount;  // or none of the two
    std::string transaction_id;    // of the refund; needed for a credit note
};

// The "feedOptions" of createFeed, as a JSON object.
std::string WriteFeedOptions(const InvoiceUpload& upload);

// Summary lines, then a table with one line for each error or warning. Hostile input, bounded.
// kMalformed: not such a table; kTooLarge.
base::Result<ProcessingReport> ReadFlatReport(std::string_view text);

}  // namespace orderyard::amazon::wire
