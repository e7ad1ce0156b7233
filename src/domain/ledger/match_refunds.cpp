// Never by guess: an amount that differs by a cent is another refund, and a person is shown both.
#include "domain/ledger/match_refunds.hpp"

#include <algorithm>
#include <optional>

namespace orderyard::domain {

namespace {

bool IsSameAmount(const base::Money& a, const base::Money& b) {
    return a.currency() == b.currency() && a.units() == b.units();
}

bool MayBe(const ToldRefund& told, const ChannelRefund& paid) {
    return paid.posted_at >= told.told_at - kClockSlack &&
           (IsSameAmount(told.told, paid.amount) || IsSameAmount(told.whole, paid.amount));
}

// Sums of one currency; nullopt when there are several.
template <class Rows, class AmountOf>
std::optional<base::Money> SumOf(const Rows& rows, AmountOf amount_of) {
    base::Money sum = base::Money::Zero(amount_of(rows.front()).currency());
    for (const auto& row : rows) {
        if (amount_of(row).currency() != sum.currency()) {
            return std::nullopt;
        }
        sum += amount_of(row);
    }
    return sum;
}

bool AgreesAsAWhole(const RefundMatch& match) {
    if (match.not_there.empty() || match.not_here.empty()) {
        return false;
    }
    const auto is_after = [&](const ChannelRefund& paid) {
        return std::all_of(
            match.not_there.begin(), match.not_there.end(),
            [&](const ToldRefund& told) { return paid.posted_at >= told.told_at - kClockSlack; });
    };
    if (!std::all_of(match.not_here.begin(), match.not_here.end(), is_after)) {
        return false;
    }
    const auto paid = SumOf(match.not_here, [](const auto& row) { return row.amount; });
    const auto told = SumOf(match.not_there, [](const auto& row) { return row.told; });
    const auto whole = SumOf(match.not_there, [](const auto& row) { return row.whole; });
    return paid && ((told && IsSameAmount(*told, *paid)) || (whole && IsSameAmount(*whole, *paid)));
}

}  // namespace

RefundMatch MatchRefunds(std::vector<ToldRefund> told, std::vector<ChannelRefund> paid) {
    RefundMatch match;
    std::sort(told.begin(), told.end(),
              [](const auto& a, const auto& b) { return a.told_at < b.told_at; });
    std::sort(paid.begin(), paid.end(),
              [](const auto& a, const auto& b) { return a.posted_at < b.posted_at; });
    for (const ToldRefund& row : told) {
        const auto found = std::find_if(
            paid.begin(), paid.end(), [&](const ChannelRefund& each) { return MayBe(row, each); });
        if (found == paid.end()) {
            match.not_there.push_back(row);
            continue;
        }
        match.agreed.push_back({row.follow_up_id, found->transaction_id, found->posted_at});
        paid.erase(found);
    }
    match.not_here = std::move(paid);
    if (AgreesAsAWhole(match)) {
        for (const ToldRefund& row : match.not_there) {
            match.agreed.push_back({row.follow_up_id, match.not_here.front().transaction_id,
                                    match.not_here.front().posted_at});
        }
        match.not_there.clear();
        match.not_here.clear();
    }
    return match;
}

}  // namespace orderyard::domain
