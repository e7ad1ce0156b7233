// The paper is made before the transaction that builds the feed: a document never changes once it
// is issued, and making it takes longer than a transaction should.
#include "amazon/sync/upload_invoice.hpp"

#include <algorithm>

#include "actions/order_step.hpp"
#include "amazon/sync/feed_job.hpp"
#include "amazon/wire/invoice_feed.hpp"
#include "base/crypto.hpp"
#include "base/text.hpp"
#include "domain/invoice/upload_bill.hpp"
#include "ports/channel_ledger_store.hpp"
#include "ports/order_store.hpp"

namespace orderyard::amazon {

using base::Money;
using domain::FollowUp;
using domain::FollowUpState;
using domain::OrderFile;

namespace {

constexpr std::size_t kPdfBytesMax = 10 * 1024 * 1024;
constexpr base::Duration kLookAgainAfter = base::Duration::Minutes(30);
constexpr base::Duration kWaitsAtMost = base::Duration::Days(30);

// What can be done with a row now: `pdf` leaves, or `wait` says for what it waits, or `never` why
// it cannot.
struct Prepared {
    std::string pdf;
    std::string options;
    std::string marketplace_id;
    std::string wait;
    std::string never;
};

Prepared Wait(std::string why) {
    Prepared prepared;
    prepared.wait = std::move(why);
    return prepared;
}

Prepared Never(std::string why) {
    Prepared prepared;
    prepared.never = std::move(why);
    return prepared;
}

bool HasShipped(const domain::Order& order) {
    return std::any_of(order.items.begin(), order.items.end(),
                       [](const auto& item) { return item.shipped > 0; });
}

// Amazon's name for the refund that a credit memo is about. Empty: its books do not show it yet, or
// show several that could be it.
std::string TransactionOf(ports::Transaction& tx, const OrderFile& file,
                          const domain::CreditMemo& memo) {
    const auto& link = *file.order.channel;
    std::vector<std::string> like_it;
    for (const auto& refund : tx.channel_ledger().Of(link.store_id, link.number)) {
        if (refund.credit_memo_id == memo.id) {
            return refund.transaction_id;
        }
        if (!refund.credit_memo_id.IsSet() && refund.amount == memo.grand_total) {
            like_it.push_back(refund.transaction_id);
        }
    }
    const auto twins = std::count_if(
        file.credit_memos.begin(), file.credit_memos.end(),
        [&](const auto& each) { return each.Counts() && each.grand_total == memo.grand_total; });
    return like_it.size() == 1 && twins == 1 ? like_it.front() : std::string();
}

// Amazon compares the two sums with its own: where we do not know the tax, neither is told.
void TellSums(wire::InvoiceUpload& upload, const Money& total, const Money& tax) {
    if (!tax.IsZero()) {
        upload.total_amount = total.ToDecimal();
        upload.total_vat_amount = tax.ToDecimal();
    }
}

Money TaxOf(const OrderFile& file, const domain::Invoice& invoice) {
    Money tax = Money::Zero(file.order.currency);
    for (const auto& line : invoice.lines) {
        tax += line.amounts.tax;
    }
    return tax;
}

Money TaxOf(const OrderFile& file, const domain::CreditMemo& memo) {
    Money tax = Money::Zero(file.order.currency);
    for (const auto& line : memo.lines) {
        tax += line.amounts.item_tax + line.amounts.shipping_tax + line.amounts.gift_wrap_tax +
               line.amounts.fee_tax;
    }
    return tax;
}

Prepared Prepare(const FollowUpRun& r, ports::Transaction& tx, const FollowUp& row) {
    const auto file = actions::ReadFile(tx, row.order_id);
    const domain::Bill bill = domain::BillOf(row);
    if (!file || !file->order.channel || domain::IsTakenBack(*file, bill)) {
        return Never("the document was taken back");
    }
    if (!HasShipped(file->order)) {
        return Wait("waits until a piece of the order has shipped");
    }
    wire::InvoiceUpload upload;
    upload.order_id = file->order.channel->number;
    upload.invoice_number = *domain::BillNumber(*file, bill);
    if (const auto* memo = FindCreditMemo(*file, bill.credit_memo_id)) {
        upload.is_credit_note = true;
        upload.transaction_id = TransactionOf(tx, *file, *memo);
        if (upload.transaction_id.empty()) {
            return Wait("waits until Amazon's books show the refund that the credit memo is about");
        }
        TellSums(upload, memo->grand_total, TaxOf(*file, *memo));
    } else if (const auto* invoice = FindInvoice(*file, bill.invoice_id)) {
        TellSums(upload, invoice->grand_total, TaxOf(*file, *invoice));
    }
    Prepared prepared;
    prepared.pdf = r.options.bill_paper ? r.options.bill_paper(tx, *file, bill) : std::string();
    if (prepared.pdf.empty() || prepared.pdf.size() > kPdfBytesMax) {
        return Never("there is no file of the document that Amazon would take");
    }
    prepared.options = wire::WriteFeedOptions(upload);
    prepared.marketplace_id = file->order.channel->marketplace_id;
    return prepared;
}

void PutOffOrEnd(FollowUpRun& r, const FollowUp& row, const Prepared& prepared) {
    r.Change(row, [&](ports::Transaction&, FollowUp& stored) {
        const bool is_over = r.Now() > row.created_at + kWaitsAtMost;
        if (!prepared.never.empty() || is_over) {
            Settle(stored, FollowUpState::kRejected,
                   prepared.never.empty() ? "given up after 30 days: " + prepared.wait
                                          : prepared.never,
                   r.Now());
            return;
        }
        stored.not_before = r.Now() + kLookAgainAfter;
        stored.next = prepared.wait;
    });
}

void Build(FollowUpRun& r, const FollowUp& seen, const Prepared& prepared) {
    r.run.Write([&](ports::Transaction& tx) {
        ports::FeedJob job;
        job.store_id = r.run.store.id;
        job.type = std::string(wire::kInvoiceFeed);
        job.marketplace_id = prepared.marketplace_id;
        job.state = kFeedBuilt;
        job.created_at = r.Now();
        job.not_before = r.Now();
        job.content = prepared.pdf;
        job.content_hash = base::Hex(base::Sha256(job.content));
        job.messages = {seen.id};
        r.ChangeIn(tx, seen, [&](ports::Transaction& inner, FollowUp& row) {
            inner.follow_ups().InsertFeed(job);
            HandOver(row, prepared.options, r.Now());
            row.feed_reference = std::to_string(job.id);
        });
    });
}

}  // namespace

std::vector<FollowUp> BuildInvoiceFeed(FollowUpRun& r, const std::vector<FollowUp>& queued) {
    for (auto row = queued.begin(); row != queued.end() && !r.IsOver(); ++row) {
        if (row->not_before > r.Now() && r.pace != FeedPace::kUrgent) {
            continue;
        }
        Prepared prepared;
        r.run.tools.database.Read([&](ports::Transaction& tx) { prepared = Prepare(r, tx, *row); });
        if (prepared.pdf.empty()) {
            PutOffOrEnd(r, *row, prepared);
            continue;
        }
        Build(r, *row, prepared);
        return {row + 1, queued.end()};
    }
    return {};
}

std::string InvoiceFeedOptions(FollowUpRun& r, const ports::FeedJob& job) {
    std::string options;
    r.run.tools.database.Read([&](ports::Transaction& tx) {
        const auto row =
            job.messages.empty() ? std::nullopt : tx.follow_ups().Find(job.messages.front());
        options = row ? row->body : std::string();
    });
    return options;
}

}  // namespace orderyard::amazon
