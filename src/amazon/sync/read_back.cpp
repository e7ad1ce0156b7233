// Only what Amazon shows counts as arrived: its answers to our calls have been known to be wrong.
#include "amazon/sync/read_back.hpp"

#include <algorithm>
#include <map>

#include "amazon/map/channel_order_from_amazon.hpp"
#include "amazon/sync/look_at_order.hpp"
#include "amazon/wire/read_order.hpp"
#include "base/text.hpp"

namespace orderyard::amazon {

using domain::FollowUp;
using domain::FollowUpState;

namespace {

// Looks that told nothing are counted, too: for ever unreadable is a person's matter.
void CountBlindLook(FollowUpRun& r, const FollowUp& follow_up, const std::string& why) {
    r.Change(follow_up, [&](ports::Transaction&, FollowUp& row) {
        row.looks += 1;
        if (row.looks >= kLooksMax) {
            Settle(row, FollowUpState::kParked, why, r.Now());
            return;
        }
        LookLater(row, row.state, why, r.Now() + NextLookAfter(row.looks));
    });
}

std::map<std::string, std::int64_t> PiecesOf(const domain::ChannelPackage& package) {
    std::map<std::string, std::int64_t> pieces;
    for (const domain::ChannelPackageItem& item : package.items) {
        pieces[item.item_number] += item.quantity;
    }
    return pieces;
}

std::map<std::string, std::int64_t> PiecesOf(const wire::ShipmentConfirmation& told) {
    std::map<std::string, std::int64_t> pieces;
    for (const wire::ShippedItem& item : told.items) {
        pieces[item.order_item_id] += item.quantity;
    }
    return pieces;
}

bool IsSameTracking(std::string_view a, std::string_view b) {
    const auto plain = [](std::string_view text) {
        std::string kept;
        std::copy_if(text.begin(), text.end(), std::back_inserter(kept),
                     [](char c) { return c != ' ' && c != '-'; });
        return base::AsciiUpper(kept);
    };
    return plain(a) == plain(b);
}

const domain::ChannelOrderItem* FindLine(const domain::ChannelOrder& order,
                                         const std::string& number) {
    const auto found = std::find_if(order.items.begin(), order.items.end(),
                                    [&](const auto& item) { return item.number == number; });
    return found == order.items.end() ? nullptr : &*found;
}

}  // namespace

std::optional<domain::ChannelOrder> ReadBack(FollowUpRun& r, const FollowUp& follow_up) {
    auto text = ReadOrderBack(r.run, follow_up.channel_number, Priority::kReadBack);
    if (!text) {
        if (text.error().kind == FailureKind::kNotFound) {
            CountBlindLook(r, follow_up, "Amazon does not know the order");
            return std::nullopt;
        }
        const base::Instant later = r.Later(text.error(), 1);
        r.Change(follow_up, [&](ports::Transaction&, FollowUp& row) {
            LookLater(row, row.state, InWords(text.error()), later);
        });
        return std::nullopt;
    }
    r.report.looks += 1;
    r.has_news = true;
    auto wire_order = wire::ReadOrder(text->text, nullptr);
    auto order = wire_order ? ChannelOrderFromAmazon(std::move(*wire_order), r.run.store.id)
                            : base::Result<domain::ChannelOrder>(base::Fail(wire_order.error()));
    if (!order) {
        CountBlindLook(r, follow_up, "the order cannot be read: " + order.error().Text());
        return std::nullopt;
    }
    return std::move(*order);
}

Seen JudgeShipment(const domain::ChannelOrder& order, const wire::ShipmentConfirmation& told,
                   const std::set<std::string>& own_references) {
    const auto wanted = PiecesOf(told);
    std::map<std::string, std::int64_t> foreign, others_of_ours;
    std::string foreign_reference;
    bool is_ours_there = false;
    for (const domain::ChannelPackage& package : order.packages) {
        const auto pieces = PiecesOf(package);
        const bool is_it = package.reference == told.package_reference_id;
        const bool is_own = own_references.contains(package.reference);
        const bool is_same =
            IsSameTracking(package.tracking_number, told.tracking_number) && pieces == wanted;
        if (is_same && (is_it || !is_own)) {
            return {Sight::kSeen, is_it ? "" : "Amazon shows it as package " + package.reference};
        }
        is_ours_there = is_ours_there || is_it;
        for (const auto& [line, count] : pieces) {
            if (!is_it) {
                (is_own ? others_of_ours : foreign)[line] += count;
            }
            if (!is_own && wanted.contains(line)) {
                foreign_reference = package.reference;
            }
        }
    }
    if (is_ours_there) {
        return {Sight::kChanged, "Amazon shows our package with other content"};
    }
    for (const auto& [line, count] : wanted) {
        const domain::ChannelOrderItem* item = FindLine(order, line);
        const std::int64_t alive =
            item == nullptr ? 0 : item->quantity_ordered - item->QuantityCancelled();
        if (order.status != domain::ChannelStatus::kCanceled &&
            alive - others_of_ours[line] - foreign[line] >= count) {
            continue;
        }
        if (foreign[line] > 0) {
            return {Sight::kElse, "Amazon shows the pieces in package " + foreign_reference +
                                      ", which is not ours"};
        }
        return {Sight::kCanceled, "Amazon canceled these pieces meanwhile"};
    }
    return {Sight::kNotThere, "Amazon does not show the package"};
}

Seen JudgeCancel(const domain::ChannelOrder& order) {
    if (order.status == domain::ChannelStatus::kCanceled) {
        return {Sight::kSeen, ""};
    }
    const std::int64_t alive = order.QuantityFulfilled() + order.QuantityUnfulfilled();
    if (order.QuantityOrdered() > 0 && alive == 0) {
        return {Sight::kSeen, ""};
    }
    if (order.QuantityFulfilled() > 0 || order.status == domain::ChannelStatus::kShipped ||
        order.status == domain::ChannelStatus::kPartiallyShipped) {
        return {Sight::kShipped, "Amazon shows pieces of the order as shipped"};
    }
    return {Sight::kNotThere, "Amazon does not show the order as canceled"};
}

Seen JudgeLinesCancel(const domain::ChannelOrder& order, const FollowUp& follow_up,
                      const domain::Order& ours, const std::vector<FollowUp>& all) {
    if (JudgeCancel(order).sight == Sight::kSeen) {
        return {Sight::kSeen, ""};
    }
    Seen seen{Sight::kSeen, ""};
    for (const domain::FollowUpPieces& asked : follow_up.pieces) {
        const domain::ChannelOrderItem* item = FindLine(order, asked.channel_item_number);
        std::int64_t ordered = item == nullptr ? 0 : item->quantity_ordered;
        for (const domain::OrderItem& own : ours.items) {
            if (own.channel_item_number == asked.channel_item_number) {
                ordered = std::max(ordered, own.ordered);  // Amazon may have lowered its own figure
            }
        }
        const std::int64_t unfulfilled = item == nullptr ? 0 : item->quantity_unfulfilled;
        const std::int64_t fulfilled = item == nullptr ? 0 : item->quantity_fulfilled;
        std::int64_t needed = asked.quantity;
        for (const FollowUp& other : all) {
            const bool counts = other.kind == domain::FollowUpKind::kCancelLines &&
                                other.state == FollowUpState::kSeen && other.id != follow_up.id;
            for (const domain::FollowUpPieces& earlier : other.pieces) {
                needed += counts && earlier.channel_item_number == asked.channel_item_number
                              ? earlier.quantity
                              : 0;
            }
        }
        if (ordered - fulfilled - unfulfilled >= needed) {
            continue;
        }
        if (unfulfilled < asked.quantity) {
            return {Sight::kShipped, "Amazon shows pieces as shipped that were to be canceled"};
        }
        seen = {Sight::kNotThere, "Amazon does not show the pieces as canceled"};
    }
    return seen;
}

}  // namespace orderyard::amazon
