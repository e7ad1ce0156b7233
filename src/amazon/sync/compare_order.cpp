// Two steps: Amazon's words now against its words stored here, then those against what we made of
// them. What is on its way to Amazon is no difference.
#include "amazon/sync/compare_order.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "amazon/sync/read_back.hpp"
#include "amazon/wire/requests.hpp"
#include "domain/channel/price_order.hpp"
#include "domain/order/order_file.hpp"
#include "ports/channel_order_store.hpp"
#include "ports/document_store.hpp"
#include "ports/follow_up_store.hpp"
#include "ports/order_store.hpp"

namespace orderyard::amazon {

using domain::ChannelOrder;
using domain::ChannelOrderItem;
using domain::FollowUp;
using domain::FollowUpKind;
using domain::FollowUpState;

namespace {

std::string Text(const std::optional<base::Money>& money) {
    return money ? money->ToDecimal() : "none";
}

class Comparison {
  public:
    Comparison(OrderComparison& out, const ChannelOrder& shown) : out_(out), shown_(shown) {}

    void Add(std::string kind, std::string text) {
        out_.differences.push_back({std::move(kind), std::move(text)});
    }

    template <class T>
    void Numbers(const char* kind, const std::string& what, const T& there, const T& here) {
        if (there != here) {
            Add(kind, what + ": " + std::to_string(there) + " at Amazon, " + std::to_string(here) +
                          " here");
        }
    }

    void Moneys(const std::string& what, const std::optional<base::Money>& there,
                const std::optional<base::Money>& here) {
        if (there != here) {
            Add("money", what + ": " + Text(there) + " at Amazon, " + Text(here) + " here");
        }
    }

    // The stored words of Amazon.
    void WithStored(const ChannelOrder& here) {
        if (here.status != shown_.status) {
            Add("behind",
                "status: " + shown_.status_text + " at Amazon, " + here.status_text + " here");
        }
        Moneys("total", shown_.grand_total, here.grand_total);
        if (shown_.amounts != here.amounts) {
            Add("money", "the order's amounts are not the same");
        }
        Numbers("behind", "lines", shown_.items.size(), here.items.size());
        for (const ChannelOrderItem& there : shown_.items) {
            const auto ours = std::find_if(here.items.begin(), here.items.end(),
                                           [&](const auto& i) { return i.number == there.number; });
            if (ours == here.items.end()) {
                Add("behind", "line " + there.number + " is only at Amazon");
                continue;
            }
            const std::string line = "line " + there.number;
            Numbers("behind", line + " ordered", there.quantity_ordered, ours->quantity_ordered);
            Numbers("behind", line + " fulfilled", there.quantity_fulfilled,
                    ours->quantity_fulfilled);
            Numbers("behind", line + " unfulfilled", there.quantity_unfulfilled,
                    ours->quantity_unfulfilled);
            Moneys(line + " total", there.proceeds_total, ours->proceeds_total);
            if (there.amounts != ours->amounts) {
                Add("money", line + ": the amounts are not the same");
            }
        }
        if (Packages(shown_) != Packages(here)) {
            Add("package", "packages: " + std::to_string(shown_.packages.size()) + " at Amazon, " +
                               std::to_string(here.packages.size()) + " here, or not the same");
        }
    }

    void WithOrder(const domain::OrderFile& file) {
        const bool is_shipping = IsOnItsWay(file, FollowUpKind::kConfirmShipment);
        const bool is_canceling = IsOnItsWay(file, FollowUpKind::kCancelOrder) ||
                                  IsOnItsWay(file, FollowUpKind::kCancelLines);
        for (const ChannelOrderItem& there : shown_.items) {
            for (const domain::OrderItem& own : file.order.items) {
                if (own.channel_item_number == there.number) {
                    Line(own, there, is_shipping, is_canceling);
                }
            }
        }
        if (IsTotalComparable(file)) {
            Moneys("total of order " + file.order.increment_id, shown_.grand_total,
                   file.order.totals.grand_total - file.order.totals.canceled);
        }
        LostPackages(file);
    }

  private:
    using PackageFacts = std::set<std::pair<std::string, std::string>>;

    static PackageFacts Packages(const ChannelOrder& order) {
        PackageFacts facts;
        for (const domain::ChannelPackage& package : order.packages) {
            std::map<std::string, std::int64_t> pieces;
            for (const domain::ChannelPackageItem& item : package.items) {
                pieces[item.item_number] += item.quantity;
            }
            std::string content = package.tracking_number;
            for (const auto& [number, quantity] : pieces) {
                content += "|" + number + "x" + std::to_string(quantity);
            }
            facts.emplace(package.reference, content);
        }
        return facts;
    }

    static bool IsOnItsWay(const domain::OrderFile& file, FollowUpKind kind) {
        return std::any_of(file.follow_ups.begin(), file.follow_ups.end(), [&](const auto& row) {
            return row.kind == kind &&
                   (domain::IsOpen(row.state) || row.state == FollowUpState::kWaiting);
        });
    }

    static std::int64_t LeftHere(const domain::OrderItem& own) {
        return own.ordered - own.canceled - own.refunded_unshipped;
    }

    // Both sides count the same pieces, and Amazon's money is for these.
    bool IsTotalComparable(const domain::OrderFile& file) const {
        const auto counts_the_same = [&](const domain::OrderItem& own) {
            return std::any_of(shown_.items.begin(), shown_.items.end(), [&](const auto& there) {
                const std::int64_t left = domain::AliveAtChannel(shown_, there);
                const bool is_out_of_money = left == 0 && there.amounts.empty();
                return own.channel_item_number == there.number && LeftHere(own) == left &&
                       own.refunded_unshipped == 0 &&
                       (is_out_of_money || domain::PricedPieces(shown_, there) == left);
            });
        };
        return shown_.grand_total && shown_.status != domain::ChannelStatus::kCanceled &&
               std::all_of(file.order.items.begin(), file.order.items.end(), counts_the_same);
    }

    void Line(const domain::OrderItem& own, const ChannelOrderItem& there, bool is_shipping,
              bool is_canceling) {
        const std::string line = "line " + there.number;
        // What is left is compared: canceled pieces may be out of Amazon's quantity, or gone before
        // the order came here.
        const std::int64_t left_here = LeftHere(own);
        const std::int64_t left_there = domain::AliveAtChannel(shown_, there);
        if (own.shipped < there.quantity_fulfilled) {
            Numbers("behind", line + " shipped", there.quantity_fulfilled, own.shipped);
        } else if (own.shipped > there.quantity_fulfilled && !is_shipping) {
            Numbers("ahead", line + " shipped", there.quantity_fulfilled, own.shipped);
        }
        if (left_here > left_there) {
            Numbers("behind", line + " not canceled", left_there, left_here);
        } else if (left_here < left_there && !is_canceling) {
            Numbers("ahead", line + " not canceled", left_there, left_here);
        }
    }

    void LostPackages(const domain::OrderFile& file) {
        std::set<std::string> references;
        for (const domain::Shipment& shipment : file.shipments) {
            for (const domain::Package& package : shipment.packages) {
                references.insert(std::to_string(package.reference));
            }
        }
        // Of each package the last word counts.
        std::map<std::int64_t, const FollowUp*> last;
        for (const FollowUp& row : file.follow_ups) {
            if (row.kind == FollowUpKind::kConfirmShipment) {
                last[row.package_id.value] = &row;
            }
        }
        for (const auto& [package, row] : last) {
            const auto told = wire::ReadShipmentConfirmation(row->body);
            if (row->state != FollowUpState::kSeen || !told) {
                continue;
            }
            const Seen seen = JudgeShipment(shown_, *told, references);
            if (seen.sight != Sight::kSeen) {
                Add("package", "package " + told->package_reference_id + ": " + seen.text);
                if (seen.sight == Sight::kNotThere || seen.sight == Sight::kChanged) {
                    out_.lost_packages.push_back(*row);
                }
            }
        }
    }

    OrderComparison& out_;
    const ChannelOrder& shown_;
};

std::int64_t CountOrders(ports::Transaction& tx, const domain::Store& store,
                         const std::string& number) {
    ports::SearchQuery query;
    query.groups = {{{"ext_order_id", ports::FilterOp::kEq, {number}}}};
    query.page_size = 10;
    const auto page = tx.orders().Search(query);
    if (!page) {
        return 0;
    }
    return std::count_if(page->orders.begin(), page->orders.end(), [&](const auto& order) {
        return order.channel && order.channel->store_id == store.id;
    });
}

}  // namespace

bool OrderComparison::Has(std::string_view kind) const {
    return std::any_of(differences.begin(), differences.end(),
                       [&](const auto& each) { return each.kind == kind; });
}

OrderComparison CompareOrder(ports::Transaction& tx, const domain::Store& store,
                             const ChannelOrder& shown, bool is_from_look) {
    OrderComparison result;
    Comparison comparison(result, shown);
    const auto head = tx.channel_orders().FindHead(store.id, shown.number);
    const auto here = head ? tx.channel_orders().Load(head->id) : std::nullopt;
    if (!here) {
        comparison.Add("missing_here", "the order is only at Amazon");
        return result;
    }
    result.is_here = true;
    if (here->updated_at < shown.updated_at) {
        comparison.Add("behind", "changed at Amazon at " + shown.updated_at.ToIso() +
                                     ", known here as of " + here->updated_at.ToIso());
        return result;
    }
    if (here->updated_at > shown.updated_at) {
        if (is_from_look) {
            comparison.Add("ahead", "known here as of " + here->updated_at.ToIso() +
                                        ", Amazon shows " + shown.updated_at.ToIso());
        }
        return result;  // a list may lag behind
    }
    comparison.WithStored(*here);
    const std::int64_t orders = CountOrders(tx, store, shown.number);
    if (orders > 1) {
        comparison.Add("doubled", std::to_string(orders) + " commerce orders for one of Amazon's");
    }
    if (const auto order_id = tx.orders().FindByChannelOrder(head->id)) {
        domain::OrderFile file;
        if (auto order = tx.orders().Load(*order_id)) {
            file.order = std::move(*order);
            tx.documents().LoadFor(file);
            file.follow_ups = tx.follow_ups().ForOrder(*order_id);
            comparison.WithOrder(file);
        }
    }
    return result;
}

}  // namespace orderyard::amazon
