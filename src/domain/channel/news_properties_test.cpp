// Whatever happens to an order at the channel, step by step and rounded its way: what is left of
// ours costs what the channel says, piece by piece and to the cent, or a person is told.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "domain/channel/channel_fixture.hpp"

namespace orderyard::domain {
namespace {

using testing::Amount;
using testing::Usd;
using testing::World;

std::int64_t UpTo(std::int64_t most) {
    return *rc::gen::inRange<std::int64_t>(0, most + 1);
}

struct TheirLine {
    std::int64_t ordered = 1, left = 1, shipped = 0;
    std::int64_t unit = 0, shipping = 0, tax = 0,
                 discount = 0;  // cents; all but unit of what is left

    std::int64_t Open() const { return left - shipped; }
    std::int64_t Total() const { return left == 0 ? 0 : unit * left + shipping + tax - discount; }
    void Cancel(std::int64_t pieces) {
        for (std::int64_t* cents : {&shipping, &tax, &discount}) {
            *cents = (2 * *cents * (left - pieces) + left) / (2 * left);  // half up
        }
        left -= pieces;
    }
};

struct TheirOrder {
    std::vector<TheirLine> lines;
    bool keeps_quantity = false;  // of canceled pieces

    std::int64_t Total() const {
        std::int64_t sum = 0;
        for (const auto& line : lines) {
            sum += line.Total();
        }
        return sum;
    }
    ChannelStatus Status() const {
        std::int64_t left = 0, shipped = 0;
        for (const auto& line : lines) {
            left += line.left;
            shipped += line.shipped;
        }
        if (left == 0) {
            return ChannelStatus::kCanceled;
        }
        return shipped == left ? ChannelStatus::kShipped
               : shipped > 0   ? ChannelStatus::kPartiallyShipped
                               : ChannelStatus::kUnshipped;
    }
    ChannelOrderItem Show(std::size_t index) const {
        const TheirLine& line = lines[index];
        ChannelOrderItem item = testing::Line(
            std::to_string(index), keeps_quantity ? line.ordered : line.left, line.shipped, 0);
        item.quantity_unfulfilled = line.Open();
        item.amounts.clear();
        item.proceeds_total.reset();
        if (line.left > 0) {
            item.unit_price = Usd(line.unit);
            item.amounts = {Amount(AmountKind::kItem, line.unit * line.left),
                            Amount(AmountKind::kShipping, line.shipping),
                            Amount(AmountKind::kTax, line.tax),
                            Amount(AmountKind::kDiscount, line.discount)};
            item.proceeds_total = Usd(line.Total());
        }
        return item;
    }
    ChannelOrder Show() const {
        std::vector<ChannelOrderItem> items;
        for (std::size_t i = 0; i < lines.size(); ++i) {
            items.push_back(Show(i));
        }
        return testing::Placed(FulfilledBy::kMerchant, Status(), std::move(items));
    }
};

TheirOrder AnyOrder() {
    TheirOrder order;
    order.keeps_quantity = *rc::gen::arbitrary<bool>();
    for (std::int64_t i = UpTo(2); i >= 0; --i) {
        TheirLine line;
        line.ordered = line.left = 1 + UpTo(5);
        line.unit = 1 + UpTo(5000);
        line.shipping = UpTo(700);
        line.tax = UpTo(line.unit);
        line.discount = UpTo(line.unit);
        order.lines.push_back(line);
    }
    return order;
}

// One piece of news; false when nothing is open any more.
bool Happen(TheirOrder& order) {
    std::vector<TheirLine*> open;
    for (auto& line : order.lines) {
        if (line.Open() > 0) {
            open.push_back(&line);
        }
    }
    if (open.empty()) {
        return false;
    }
    TheirLine& line =
        *open[static_cast<std::size_t>(UpTo(static_cast<std::int64_t>(open.size()) - 1))];
    const std::int64_t pieces = 1 + UpTo(line.Open() - 1);
    if (*rc::gen::arbitrary<bool>()) {
        line.shipped += pieces;
    } else {
        line.Cancel(pieces);
    }
    return true;
}

void CheckPieces(const TheirOrder& theirs, const Order& ours) {
    for (std::size_t i = 0; i < theirs.lines.size(); ++i) {
        const OrderItem& item = ours.items[i];
        RC_ASSERT(item.shipped == theirs.lines[i].shipped);
        RC_ASSERT(item.ordered - item.canceled == theirs.lines[i].left);
    }
}

void CheckMoney(const TheirOrder& theirs, const Order& ours) {
    base::Money lines = Usd(0);
    for (const auto& item : ours.items) {
        lines += item.amounts.total;
    }
    RC_ASSERT(ours.totals.grand_total == lines);
    RC_ASSERT(ours.totals.rounding == Usd(0));
    RC_ASSERT(ours.totals.invoiced + ours.totals.canceled <= ours.totals.grand_total);
    if (!ours.HasException("money_changed")) {
        RC_ASSERT(ours.totals.grand_total - ours.totals.canceled == Usd(theirs.Total()));
    }
    if (theirs.Status() == ChannelStatus::kShipped && !ours.HasException("money_changed")) {
        RC_ASSERT(ours.totals.paid == Usd(theirs.Total()));
    }
}

RC_GTEST_PROP(News, WhatIsLeftAgreesOrAPersonIsTold, ()) {
    TheirOrder theirs = AnyOrder();
    for (std::int64_t before = UpTo(2); before > 0; --before) {
        Happen(theirs);  // unseen by us
    }
    if (theirs.Status() == ChannelStatus::kCanceled) {
        return;
    }
    World world;
    world.store.settings.paid_on_import = *rc::gen::arbitrary<bool>();
    do {
        world.Decide(theirs.Show());
        RC_ASSERT(world.file.has_value());
        CheckPieces(theirs, world.order());
        CheckMoney(theirs, world.order());
        RC_ASSERT(world.Decide(theirs.Show()).history.empty());
    } while (Happen(theirs));
    RC_TAG(world.order().HasException("money_changed") ? "a person is told" : "agrees");
}

}  // namespace
}  // namespace orderyard::domain
