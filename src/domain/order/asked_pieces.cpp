// See the header for the order of refusals.
#include "domain/order/asked_pieces.hpp"

#include <algorithm>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "domain/order/order_rules.hpp"

namespace orderyard::domain {
namespace {

LinePieces& EntryOf(std::vector<LinePieces>& sums, OrderItemId id) {
    const auto found = std::find_if(sums.begin(), sums.end(),
                                    [&](const auto& each) { return each.order_item_id == id; });
    if (found != sums.end()) {
        return *found;
    }
    sums.push_back({id, 0});
    return sums.back();
}

}  // namespace

base::Result<> AddAsked(const Order& order, const std::vector<LinePieces>& lines,
                        const AskedFor& asked, const std::string& field,
                        std::vector<LinePieces>& sums) {
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const std::string here = field + "[" + std::to_string(i) + "]";
        const OrderItem* item = order.FindItem(lines[i].order_item_id);
        if (item == nullptr) {
            return base::Fail(BadInput(here + ".order_item_id", "unknown_item",
                                       "The order has no line with this id."));
        }
        const std::int64_t quantity = lines[i].quantity;
        if (quantity < 0) {
            return base::Fail(BadInput(here + ".quantity", "quantity_negative",
                                       "A quantity is 0 or more; ask for fewer pieces instead."));
        }
        if (quantity == 0) {
            continue;
        }
        LinePieces& sum = EntryOf(sums, item->id);
        const std::int64_t most = (item->*asked.most)();
        if (quantity > most - sum.quantity) {
            return base::Fail(BadInput(here + ".quantity", "quantity_too_large",
                                       "Of " + item->sku + " at most " + std::to_string(most) +
                                           " can be asked for: that is what is left to " +
                                           asked.left_to + "."));
        }
        sum.quantity += quantity;
    }
    std::erase_if(sums, [](const auto& each) { return each.quantity == 0; });
    return {};
}

std::vector<LinePieces> AllOf(const Order& order, const AskedFor& asked) {
    std::vector<LinePieces> all;
    for (const auto& item : order.items) {
        if (const std::int64_t most = (item.*asked.most)(); most > 0) {
            all.push_back({item.id, most});
        }
    }
    return all;
}

std::int64_t SumOf(const std::vector<LinePieces>& lines) {
    std::int64_t sum = 0;
    for (const auto& line : lines) {
        sum += line.quantity;
    }
    return sum;
}

base::Result<> CheckComment(const std::string& comment) {
    if (comment.size() > base::limits::kCommentBytesMax) {
        return base::Fail(BadInput("comment", "too_long",
                                   "A comment has at most " +
                                       std::to_string(base::limits::kCommentBytesMax) +
                                       " bytes; shorten it."));
    }
    if (!base::IsValidUtf8(comment)) {
        return base::Fail(BadInput("comment", "not_text", "A comment is text in UTF-8."));
    }
    return {};
}

std::string AmountText(const base::Money& amount) {
    return amount.ToDecimal() + " " + std::string(amount.currency().code());
}

}  // namespace orderyard::domain
