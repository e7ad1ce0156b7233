// See the header. The reading order: has it an order? -> news; else the import rules -> a new order
// or a reason.
#include "domain/channel/decide_channel_order.hpp"

#include "base/check.hpp"
#include "domain/channel/order_parts.hpp"
#include "domain/channel/price_order.hpp"

namespace orderyard::domain {
namespace {

Verdict ImportedVerdict(const ChannelOrder& channel) {
    Verdict verdict;
    verdict.kind = VerdictKind::kImported;
    verdict.rule = "has_order";
    verdict.text = "Has a commerce order, kept in step with the channel.";
    verdict.inputs.emplace_back("status", channel.status_text);
    return verdict;
}

}  // namespace

Decision DecideChannelOrder(const ChannelCase& input) {
    base::Check(input.catalog.size() == input.channel.items.size(), "a catalog line for each item");
    Decision decision;
    const Scene scene{input.statuses, parts::kSync, input.now};
    OrderChange change;
    if (input.existing) {
        change.file = *input.existing;
        decision.verdict = ImportedVerdict(input.channel);
        if (!input.channel.unknown_values.empty()) {
            const auto& unknown = input.channel.unknown_values.front();
            decision.verdict.text =
                "Has a commerce order; the channel now uses a value that is not known.";
            decision.verdict.inputs.emplace_back(unknown.path, unknown.value);
            return decision;  // held as it is until a person has looked
        }
        if (parts::ApplyNews(input, scene, change)) {
            decision.change = std::move(change);
        }
        return decision;
    }
    decision.verdict = JudgeImport(input.channel, input.store.settings, input.catalog, input.now);
    if (decision.verdict.kind != VerdictKind::kImported) {
        return decision;
    }
    const auto priced = PriceChannelOrder(input.channel);
    base::Check(priced.has_value(), "the import rules accept only orders that can be priced");
    parts::MakeOrder(input, *priced, scene, change);
    decision.change = std::move(change);
    return decision;
}

}  // namespace orderyard::domain
