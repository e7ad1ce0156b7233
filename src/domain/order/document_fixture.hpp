// An order for tests that keeps its documents as the database would: ids, numbers, ledger, stock.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "domain/channel/channel_fixture.hpp"
#include "domain/credit_memo/decide_credit_memo.hpp"
#include "domain/invoice/decide_invoice.hpp"
#include "domain/ledger/ledger.hpp"
#include "domain/order/process_order.hpp"
#include "domain/shipment/decide_shipment.hpp"

namespace orderyard::domain::testing {

// A line's amounts in minor units; `tax` of the goods after discounts.
struct LinePrice {
    std::int64_t row = 0, tax = 0, shipping = 0, shipping_tax = 0, gift_wrap = 0, gift_wrap_tax = 0;
    std::int64_t fee = 0, fee_tax = 0, discount = 0, shipping_discount = 0, rounding = 0;
};

inline LineAmounts AmountsOf(const LinePrice& price, base::Currency currency) {
    const auto of = [&](std::int64_t minor) { return base::Money::OfMinor(minor, currency); };
    LineAmounts line;
    line.row_total = of(price.row);
    line.row_tax = of(price.tax);
    line.shipping = of(price.shipping);
    line.shipping_tax = of(price.shipping_tax);
    line.gift_wrap = of(price.gift_wrap);
    line.gift_wrap_tax = of(price.gift_wrap_tax);
    line.fee = of(price.fee);
    line.fee_tax = of(price.fee_tax);
    line.discount = of(price.discount + price.shipping_discount);
    line.shipping_discount = of(price.shipping_discount);
    line.rounding = of(price.rounding);
    line.tax = line.row_tax + line.shipping_tax + line.gift_wrap_tax + line.fee_tax;
    line.total = line.row_total + line.shipping + line.gift_wrap + line.fee + line.tax -
                 line.discount + line.rounding;
    return line;
}

inline RefundLineRequest Pieces(OrderItemId item, std::int64_t quantity) {
    RefundLineRequest line;
    line.order_item_id = item;
    line.quantity = quantity;
    return line;
}

// The order, and what happened to it outside of it.
struct Book {
    OrderFile file;
    std::map<OrderItemId, std::int64_t> shelf;     // units, by line: each has its own product
    std::map<OrderItemId, std::int64_t> reserved;  // units
    std::vector<LedgerEvent> ledger;
    OrderChange last;
    DefaultStatuses statuses;
    base::Instant now = base::Instant::FromSeconds(1'700'000'600);

    explicit Book(const char* currency = "USD") {
        Order& order = file.order;
        order.id = OrderId(7);
        order.store_view_id = StoreViewId(1);
        order.currency = base::Currency::Of(currency);
        order.status = "pending";
        order.placed_at = base::Instant::FromSeconds(1'700'000'000);
        order.totals.grand_total = Minor(0);
        order.totals.tip = Minor(0);
        Refresh();
    }
    base::Money Minor(std::int64_t minor) const {
        return base::Money::OfMinor(minor, file.order.currency);
    }
    // Pieces of which our stock holds `held` for the order.
    OrderItemId AddLine(std::int64_t ordered, const LinePrice& price, std::int64_t held = 0) {
        const auto number = static_cast<std::int64_t>(file.order.items.size()) + 1;
        OrderItem item;
        item.id = OrderItemId(number);
        item.channel_item_number = std::to_string(number);
        item.sku = "SKU-" + std::to_string(number);
        item.product_id = ProductId(number);
        item.is_stock_managed = held > 0;
        item.units_per_piece = number;
        item.ordered = ordered;
        item.reserved = held;
        item.backordered = item.is_stock_managed ? ordered - held : 0;
        item.amounts = AmountsOf(price, file.order.currency);
        shelf[item.id] = reserved[item.id] = held * item.units_per_piece;
        file.order.totals.grand_total += item.amounts.total;
        file.order.items.push_back(item);
        Refresh();
        return item.id;
    }
    // What belongs to no line.
    void AddExtras(std::int64_t minor) {
        file.order.totals.grand_total += Minor(minor);
        Refresh();
    }
    void MakeChannelOrder() {
        ChannelLink link;
        link.store_id = StoreId(3);
        link.number = "111-2222222-3333333";
        link.fulfilled_by = FulfilledBy::kMerchant;
        link.ship_by.latest = now + base::Duration::Days(1);
        file.order.channel = link;
    }
    void Refresh() {
        OrderChange change;
        change.file = file;
        Finish(change, scene());
        file = change.file;
    }
    Scene scene() const { return {statuses, {ActorKind::kUser, "min"}, now}; }
    OrderItem& Item(OrderItemId id) { return *file.order.FindItem(id); }

    // Stores a decision; "" or the refusal's "<field> <reason>".
    std::string Do(const base::Result<OrderChange>& decided) {
        if (!decided) {
            std::string reason = decided.error().field;
            for (const auto& [name, value] : decided.error().params) {
                reason += (name == "reason" ? (reason.empty() ? "" : " ") + value : "");
            }
            return reason.empty() ? std::string(ToString(decided.error().code)) : reason;
        }
        Store(*decided);
        return "";
    }
    std::string Invoice(std::vector<LinePieces> lines = {}, bool is_paid = true) {
        InvoiceRequest request;
        request.lines = std::move(lines);
        request.is_paid = is_paid;
        return Do(DecideInvoice(file, request, scene()));
    }
    std::string Ship(std::vector<LinePieces> lines = {}, const std::string& number = "1Z") {
        ShipRequest request;
        PackageRequest package;
        package.lines = std::move(lines);
        if (!number.empty()) {
            package.tracks.push_back({"ups", "", number, ""});
        }
        request.packages.push_back(package);
        return Do(DecideShip(file, request, scene()));
    }
    std::string Refund(CreditMemoRequest request) {
        if (request.reason.empty() && file.order.channel) {
            request.reason = "customer_return";
        }
        return Do(DecideCreditMemo(file, request, scene()));
    }

  private:
    template <class Document>
    bool Number(std::vector<Document>& documents) {
        bool is_new = false;
        for (auto& document : documents) {
            if (!document.id.IsSet()) {
                next_id_ += 1;
                document.id = decltype(document.id)(next_id_);
                is_new = true;
                if constexpr (requires { document.increment_id; }) {
                    document.increment_id = std::to_string(next_id_);
                }
            }
        }
        return is_new;
    }
    void Post(const OrderFile& after) {
        for (const auto& invoice : after.invoices) {
            const auto before = StateBefore(invoice.id);
            if (!before) {
                ledger.push_back(PostInvoice(invoice, now));
            } else if (*before != invoice.state) {
                const bool was_paid = *before == InvoiceState::kPaid;
                ledger.push_back(invoice.state == InvoiceState::kPaid
                                     ? PostPayment(invoice, now)
                                     : PostInvoiceCancel(invoice, was_paid, now));
            }
        }
        for (std::size_t i = 0; i < after.credit_memos.size(); ++i) {
            const auto& memo = after.credit_memos[i];
            if (i >= file.credit_memos.size()) {
                ledger.push_back(PostCreditMemo(memo, now));
            } else if (file.credit_memos[i].Counts() && !memo.Counts()) {
                ledger.push_back(PostCreditMemoVoid(memo, now));
            }
        }
    }
    std::optional<InvoiceState> StateBefore(InvoiceId id) const {
        for (const auto& invoice : file.invoices) {
            if (invoice.id == id) {
                return invoice.state;
            }
        }
        return std::nullopt;
    }
    void Store(OrderChange change) {
        OrderFile& after = change.file;
        Number(after.invoices);
        Number(after.credit_memos);
        Number(after.shipments);
        for (auto& shipment : after.shipments) {
            Number(shipment.packages);
            for (auto& package : shipment.packages) {
                Number(package.tracks);
            }
        }
        for (auto& follow_up : after.follow_ups) {
            Tie(after, follow_up);
        }
        Number(after.follow_ups);
        Post(after);
        for (const auto& move : change.moves) {
            const OrderItemId item(move.product_id.value);
            shelf[item] += move.on_hand;
            reserved[item] += move.reserved;
        }
        after.order.version += 1;
        file = after;
        last = std::move(change);
        now = now + base::Duration::Minutes(1);
    }
    static void Tie(const OrderFile& after, FollowUp& follow_up) {
        if (follow_up.id.IsSet()) {
            return;
        }
        if (follow_up.kind == FollowUpKind::kRefund) {
            follow_up.credit_memo_id = after.credit_memos.back().id;
        }
        for (const auto& shipment : after.shipments) {
            for (const auto& package : shipment.packages) {
                if (follow_up.reason == std::to_string(package.reference)) {
                    follow_up.package_id = package.id;
                }
            }
        }
    }
    std::int64_t next_id_ = 100;
};

}  // namespace orderyard::domain::testing
