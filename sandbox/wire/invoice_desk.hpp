// The feed of invoices, UPLOAD_VAT_INVOICE: takes one PDF a feed, checks what its options say
// against the order, and keeps what it took.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "sandbox/wire/feed_effects.hpp"

namespace orderyard::sandbox {

inline constexpr std::string_view kInvoiceFeed = "UPLOAD_VAT_INVOICE";

struct HeldInvoice {
    base::Instant at;
    std::string feed_id;
    std::string number;
    std::string document_type;  // Invoice, CreditNote
    std::string total_amount;   // as told, or empty
    std::string total_vat_amount;
    std::string transaction_id;
    std::string pdf;
};

// One feed as it comes to be carried out. `options`: names in small letters.
struct InvoiceFeed {
    std::string id;
    const std::map<std::string, std::string>& options;
    const std::vector<std::string>& marketplace_ids;
    const std::string& pdf;
};

class InvoiceDesk {
  public:
    // The outcome of the only record there is. An invoice sent again under its number is refused
    // and recorded as harm.
    MessageOutcome Take(World& world, const Switches& switches, const InvoiceFeed& feed);
    const std::vector<HeldInvoice>& HeldFor(const std::string& order_id) const;

  private:
    std::map<std::string, std::vector<HeldInvoice>> held_;
};

// The order that the options speak of, or "".
std::string OrderIdOf(const std::map<std::string, std::string>& options);
// A table of tabs under two lines of summary.
std::string WriteInvoiceReport(const std::vector<MessageOutcome>& outcomes);

}  // namespace orderyard::sandbox
