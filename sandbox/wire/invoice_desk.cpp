// Codes and words of the first three refusals are those that sellers report; the others are made
// up, and nobody should branch on them.
#include "sandbox/wire/invoice_desk.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "base/money.hpp"
#include "base/text.hpp"
#include "sandbox/wire/finances.hpp"
#include "sandbox/world/marketplaces.hpp"
#include "sandbox/world/refunds.hpp"

namespace orderyard::sandbox {
namespace {

constexpr int kNotPdf = 79503;
constexpr int kNoMetadata = 79513;
constexpr int kAmazonInvoices = 79525;
constexpr int kNoSuchOrder = 79530;
constexpr int kNotShipped = 79531;
constexpr int kBadType = 79532;
constexpr int kNoTransaction = 79533;
constexpr int kBadSum = 79534;
constexpr int kKnownNumber = 79535;

constexpr std::array<std::string_view, 12> kCountries = {"DE", "FR", "IT", "ES", "NL", "BE",
                                                         "IE", "SE", "PL", "GB", "TR", "IN"};

using Options = std::map<std::string, std::string>;

std::string Of(const Options& options, const char* name) {
    const auto found = options.find(std::string("metadata:") + name);
    return found == options.end() ? "" : found->second;
}

// How the report names the record.
std::string About(const Options& options) {
    const std::string order = Of(options, "orderid");
    return "shipmentId N/A, orderId " + (order.empty() ? "N/A" : order);
}

bool IsPdf(std::string_view bytes) {
    constexpr std::size_t kTail = 1'024;
    const std::string_view tail = bytes.size() > kTail ? bytes.substr(bytes.size() - kTail) : bytes;
    return bytes.starts_with("%PDF-1.") && tail.find("%%EOF") != std::string_view::npos;
}

bool TakesInvoices(const Order& order) {
    const Marketplace* marketplace = FindMarketplace(order.marketplace_id);
    return marketplace != nullptr && std::find(kCountries.begin(), kCountries.end(),
                                               marketplace->country) != kCountries.end();
}

bool HasShipped(const Order& order) {
    return order.status == kShipped || order.status == kPartiallyShipped;
}

// Both sums or none; decimals of the order's currency; the tax not more than the whole.
std::optional<std::string> SumProblem(const Options& options, const Order& order) {
    const std::string total = Of(options, "totalamount");
    const std::string tax = Of(options, "totalvatamount");
    if (total.empty() && tax.empty()) {
        return std::nullopt;
    }
    const auto whole = base::Money::Parse(total, CurrencyOf(order));
    const auto part = base::Money::Parse(tax, CurrencyOf(order));
    if (!whole || !part || *part > *whole || part->IsNegative()) {
        return "The amounts of the invoice cannot be read for " + About(options);
    }
    return std::nullopt;
}

struct Verdict {
    int code = 0;  // 0: taken
    std::string text;
};

Verdict JudgeOptions(const Options& options) {
    const std::string type = Of(options, "documenttype");
    if (Of(options, "orderid").empty() || Of(options, "invoicenumber").empty()) {
        return {kNoMetadata,
                "Please provide metadata:shippingid or metadata:orderid,metadata:invoicenumber,"
                "metadata:totalamount,metadata:totalvatamount"};
    }
    if (!type.empty() && type != "Invoice" && type != "CreditNote") {
        return {kBadType, "The document type " + type + " is not known for " + About(options)};
    }
    return {};
}

Verdict JudgeOrder(const Order& order, const Switches& switches, const InvoiceFeed& feed) {
    const auto& options = feed.options;
    if (!TakesInvoices(order) || switches.generates_invoices) {
        return {kAmazonInvoices, "Amazon will generate invoice for " + About(options)};
    }
    if (!HasShipped(order)) {
        return {kNotShipped, "Nothing has been shipped yet for " + About(options)};
    }
    const std::string transaction = Of(options, "transactionid");
    if (Of(options, "documenttype") == "CreditNote" && !IsRefundTransaction(order, transaction)) {
        return {kNoTransaction, "The transaction is not a refund for " + About(options)};
    }
    if (const auto problem = SumProblem(options, order)) {
        return {kBadSum, *problem};
    }
    return {};
}

std::optional<Order> OrderFor(const World& world, const InvoiceFeed& feed) {
    const auto number = world.Find(Of(feed.options, "orderid"));
    if (!number) {
        return std::nullopt;
    }
    Order order = world.Current(*number);
    const auto& places = feed.marketplace_ids;
    const bool is_here =
        std::find(places.begin(), places.end(), order.marketplace_id) != places.end();
    return is_here && !order.IsPending() && order.status != kCancelled ? std::optional(order)
                                                                       : std::nullopt;
}

}  // namespace

std::string OrderIdOf(const Options& options) {
    return Of(options, "orderid");
}

MessageOutcome InvoiceDesk::Take(World& world, const Switches& switches, const InvoiceFeed& feed) {
    const auto& options = feed.options;
    MessageOutcome outcome{1, Of(options, "orderid"), "", {}};
    const auto refuse = [&](int code, std::string text) {
        outcome.problems.push_back({false, code, std::move(text)});
        return outcome;
    };
    const std::string number = Of(options, "invoicenumber");
    if (!IsPdf(feed.pdf)) {
        return refuse(kNotPdf, "Invoice uploaded is not pdf for " + About(options) +
                                   " and InvoiceNumber " + (number.empty() ? "N/A" : number));
    }
    if (const Verdict verdict = JudgeOptions(options); verdict.code != 0) {
        return refuse(verdict.code, verdict.text);
    }
    const auto order = OrderFor(world, feed);
    if (!order) {
        return refuse(kNoSuchOrder, "There is no such order of the seller: " + About(options));
    }
    if (const Verdict verdict = JudgeOrder(*order, switches, feed); verdict.code != 0) {
        return refuse(verdict.code, verdict.text);
    }
    auto& held = held_[order->order_id];
    const std::string given = Of(options, "documenttype");
    const std::string type = given.empty() ? "Invoice" : given;
    const bool is_known = std::any_of(held.begin(), held.end(), [&](const HeldInvoice& each) {
        return each.number == number && each.document_type == type;
    });
    if (is_known) {
        world.AddHarm(order->order_id, "invoice_uploaded_twice", "feed " + feed.id + " " + number);
        return refuse(kKnownNumber,
                      "InvoiceNumber " + number + " was uploaded before for " + About(options));
    }
    held.push_back({world.now(), feed.id, number, type, Of(options, "totalamount"),
                    Of(options, "totalvatamount"), Of(options, "transactionid"), feed.pdf});
    return outcome;
}

const std::vector<HeldInvoice>& InvoiceDesk::HeldFor(const std::string& order_id) const {
    static const std::vector<HeldInvoice> none;
    const auto found = held_.find(order_id);
    return found == held_.end() ? none : found->second;
}

std::string WriteInvoiceReport(const std::vector<MessageOutcome>& outcomes) {
    const auto good = std::count_if(outcomes.begin(), outcomes.end(),
                                    [](const MessageOutcome& each) { return !each.IsError(); });
    std::string text = "Feed Processing Summary:\n\tNumber of records processed\t\t" +
                       std::to_string(outcomes.size()) + "\n\tNumber of records successful\t\t" +
                       std::to_string(good) + "\n\n" +
                       "original-record-number\tsku\terror-code\terror-type\terror-message\n";
    for (const MessageOutcome& outcome : outcomes) {
        for (const MessageProblem& problem : outcome.problems) {
            text += std::to_string(outcome.message_id) + "\t\t" + std::to_string(problem.code) +
                    "\t" + (problem.is_warning ? "Warning" : "Error") + "\t" + problem.description +
                    "\n";
        }
    }
    return text;
}

}  // namespace orderyard::sandbox
