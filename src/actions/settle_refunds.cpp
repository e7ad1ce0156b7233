// A payment is adopted only when nothing of ours is missing in the channel's books: else it may be
// ours with another amount, and a second credit memo would count it twice.
#include "actions/settle_refunds.hpp"

#include <algorithm>
#include <set>

#include "actions/end_follow_up.hpp"
#include "actions/order_step.hpp"
#include "base/limits.hpp"
#include "base/text.hpp"
#include "domain/credit_memo/adopt_refund.hpp"
#include "domain/order/asked_pieces.hpp"
#include "ports/channel_ledger_store.hpp"
#include "ports/channel_order_store.hpp"
#include "ports/follow_up_store.hpp"
#include "ports/order_store.hpp"
#include "ports/recon_store.hpp"

namespace orderyard::actions {
namespace {

using domain::ChannelRefund;
using domain::FollowUp;
using domain::FollowUpKind;
using domain::FollowUpState;

constexpr const char* kMissingHere = "refund_missing_here";
constexpr const char* kMissingThere = "refund_missing_there";

std::optional<domain::OrderId> FindOrder(ports::Transaction& tx, domain::StoreId store,
                                         const std::string& number) {
    const auto head = tx.channel_orders().FindHead(store, number);
    return head ? tx.orders().FindByChannelOrder(head->id) : std::nullopt;
}

// Those the channel may know of; a refused one was not paid.
std::vector<domain::ToldRefund> ToldOf(const domain::OrderFile& file, const ToldAmount& amount) {
    std::vector<domain::ToldRefund> told;
    for (const FollowUp& row : file.follow_ups) {
        const auto memo =
            std::find_if(file.credit_memos.begin(), file.credit_memos.end(),
                         [&](const auto& each) { return each.id == row.credit_memo_id; });
        if (row.kind != FollowUpKind::kRefund || !domain::MayBeSent(row.state) ||
            memo == file.credit_memos.end()) {
            continue;
        }
        told.push_back({row.id, row.credit_memo_id, row.sent_at.value_or(row.created_at),
                        amount(file, *memo), memo->grand_total});
    }
    return told;
}

class Judge {
  public:
    Judge(ports::Transaction& tx, domain::StoreId store, std::string number, base::Instant now)
        : tx_(tx), store_(store), number_(std::move(number)), now_(now) {}

    SettledRefunds Settle(domain::OrderId order, const ToldAmount& told_amount) {
        const auto file = LoadFile(tx_, order);
        if (!file) {
            return result_;
        }
        std::vector<ChannelRefund> paid = tx_.channel_ledger().Of(store_, number_);
        std::erase_if(paid, [](const auto& each) { return each.credit_memo_id.IsSet(); });
        const auto match = domain::MatchRefunds(ToldOf(*file, told_amount), std::move(paid));
        for (const auto& pair : match.agreed) {
            Prove(*file, pair);
        }
        for (const ChannelRefund& refund : match.not_here) {
            if (!match.not_there.empty()) {
                Open(kMissingHere, "the channel paid back " + domain::AmountText(refund.amount) +
                                       " on " + refund.posted_at.ToIso() + " (transaction " +
                                       refund.transaction_id +
                                       "), and no credit memo here has that amount");
            } else {
                Adopt(order, refund);
            }
        }
        for (const domain::ToldRefund& told : match.not_there) {
            OpenIfLate(*file, told);
        }
        for (const char* kind : {kMissingHere, kMissingThere}) {
            if (!open_kinds_.contains(kind)) {
                tx_.recon().EndKinds(store_, number_, {kind}, "repaired", now_);
            }
        }
        return result_;
    }

  private:
    // In doubt so far: it arrived after all.
    void Prove(const domain::OrderFile& file, const domain::RefundMatch::Pair& pair) {
        const auto found =
            std::find_if(file.follow_ups.begin(), file.follow_ups.end(),
                         [&](const FollowUp& each) { return each.id == pair.follow_up_id; });
        if (found->state != FollowUpState::kUnknown && found->state != FollowUpState::kParked) {
            return;
        }
        FollowUp row = *found;
        row.state = FollowUpState::kSeen;
        row.ended_at = now_;
        row.next.clear();
        row.error = "in the channel's books since " + pair.posted_at.ToIso() + ", transaction " +
                    pair.transaction_id;
        if (!tx_.follow_ups().Move(row, found->state)) {
            throw ports::VersionConflict("a follow-up changed meanwhile");
        }
        RefundEnded(tx_, row, true, row.error, now_);
        result_.proven += 1;
    }

    void Adopt(domain::OrderId order, const ChannelRefund& refund) {
        const Step step{tx_, {domain::ActorKind::kChannel, "sync"}, now_, std::nullopt};
        const auto change = Process(step, order, [&](const auto& file, const auto& scene) {
            return domain::DecideAdoptRefund(file, refund, scene);
        });
        if (!change) {
            Open(kMissingHere, "the channel paid back " + domain::AmountText(refund.amount) +
                                   " on " + refund.posted_at.ToIso() + " (transaction " +
                                   refund.transaction_id +
                                   "), which cannot be booked here: " + change.error().Text());
            return;
        }
        const domain::CreditMemoId memo = change->file.credit_memos.back().id;
        KeepComment(step, ports::DocumentKind::kCreditMemo, memo.value,
                    {"Paid back by the channel on " + refund.posted_at.ToIso() + ", transaction " +
                     refund.transaction_id + "."});
        tx_.channel_ledger().SetCreditMemo(refund, memo);
        result_.adopted += 1;
    }

    void OpenIfLate(const domain::OrderFile& file, const domain::ToldRefund& told) {
        const auto row =
            std::find_if(file.follow_ups.begin(), file.follow_ups.end(),
                         [&](const FollowUp& each) { return each.id == told.follow_up_id; });
        const auto memo =
            std::find_if(file.credit_memos.begin(), file.credit_memos.end(),
                         [&](const auto& each) { return each.id == told.credit_memo_id; });
        if (row->state == FollowUpState::kSeen && row->ended_at &&
            now_ - *row->ended_at > kBooksLag) {
            Open(kMissingThere, "credit memo " + memo->increment_id + " over " +
                                    domain::AmountText(told.whole) + " was taken on " +
                                    row->ended_at->ToIso() +
                                    ", and the channel's books do not show it");
        }
    }

    void Open(const char* kind, const std::string& text) {
        ports::Difference difference;
        difference.store_id = store_;
        difference.channel_number = number_;
        difference.kind = kind;
        difference.text =
            base::TruncateUtf8(base::CleanUtf8(text), base::limits::kShortTextBytesMax);
        difference.found_at = now_;
        tx_.recon().Open(difference);
        open_kinds_.insert(kind);
        result_.differing += 1;
    }

    ports::Transaction& tx_;
    domain::StoreId store_;
    std::string number_;
    base::Instant now_;
    SettledRefunds result_;
    std::set<std::string> open_kinds_;
};

}  // namespace

SettledRefunds SettleRefunds(ports::Transaction& tx, domain::StoreId store,
                             const std::string& channel_number,
                             const std::vector<ChannelRefund>& news, const ToldAmount& told_amount,
                             base::Instant now) {
    for (const ChannelRefund& refund : news) {
        tx.channel_ledger().Put(refund);
    }
    const auto order = FindOrder(tx, store, channel_number);
    return order ? Judge(tx, store, channel_number, now).Settle(*order, told_amount)
                 : SettledRefunds();
}

}  // namespace orderyard::actions
