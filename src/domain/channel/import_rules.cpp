// The table is data; the refusals around it come first and in a fixed order.
#include "domain/channel/import_rules.hpp"

#include <algorithm>

#include "domain/channel/price_order.hpp"

namespace orderyard::domain {
namespace {

using enum ChannelStatus;
constexpr auto kMerchant = FulfilledBy::kMerchant;
constexpr auto kChannel = FulfilledBy::kChannel;
constexpr auto kYes = VerdictKind::kImported;
constexpr auto kNotYet = VerdictKind::kNotYet;
constexpr auto kNo = VerdictKind::kNotWanted;
constexpr auto kBlocked = VerdictKind::kBlocked;

constexpr const char* kPendingText = "The payment is not verified yet; nothing may be shipped.";
constexpr const char* kPreorderText = "Pre-ordered: not payable and not shippable yet.";
constexpr const char* kCanceledText = "Canceled before it became a commerce order.";
constexpr const char* kWaitText = "The channel ships it; the order is made once it has.";
constexpr const char* kStuckText = "The channel calls the order unfulfillable; a person must look.";

constexpr base::Duration kStrictRetry = base::Duration::Minutes(15);

Verdict Say(VerdictKind kind, std::string rule, std::string text) {
    Verdict verdict;
    verdict.kind = kind;
    verdict.rule = std::move(rule);
    verdict.text = std::move(text);
    return verdict;
}

const ImportRow* FindRow(FulfilledBy by, ChannelStatus status) {
    const auto& table = ImportTable();
    const auto row = std::find_if(table.begin(), table.end(), [&](const ImportRow& each) {
        return each.fulfilled_by == by && each.status == status;
    });
    return row == table.end() ? nullptr : &*row;
}

std::optional<Verdict> JudgeCatalog(const ChannelOrder& order,
                                    const std::vector<CatalogLine>& catalog, base::Instant now) {
    for (std::size_t i = 0; i < order.items.size(); ++i) {
        const auto& item = order.items[i];
        const auto& line = catalog.at(i);
        std::optional<Verdict> verdict;
        if (!line.product) {
            verdict = Say(kBlocked, "unknown_sku", "A SKU of the order is not in the catalog.");
        } else if (!line.product->is_enabled) {
            verdict = Say(kBlocked, "product_disabled", "A product of the order is disabled.");
        } else if (order.fulfilled_by == kMerchant && line.product->is_stock_managed &&
                   line.product->Free() < item.quantity_unfulfilled * line.units_per_piece) {
            verdict = Say(kBlocked, "out_of_stock", "A product of the order is out of stock.");
        }
        if (verdict) {
            verdict->inputs.emplace_back("sku", item.sku);
            verdict->next_look = now + kStrictRetry;
            return verdict;
        }
    }
    return std::nullopt;
}

Verdict Judge(const ChannelOrder& order, const StoreSettings& settings,
              const std::vector<CatalogLine>& catalog, base::Instant now) {
    if (order.is_foreign) {
        return Say(kNo, "foreign_channel", "Sold elsewhere; the channel only ships it.");
    }
    if (!order.unknown_values.empty()) {
        const auto& unknown = order.unknown_values.front();
        Verdict verdict =
            Say(kBlocked, "unknown_value",
                "The channel uses a value this version does not know; held for a person.");
        verdict.inputs.emplace_back(unknown.path, unknown.value);
        return verdict;
    }
    if (!settings.import_enabled) {
        return Say(kNo, "import_off",
                   "Import is switched off for this store; the order is only shown.");
    }
    if (settings.import_from && order.created_at < *settings.import_from) {
        return Say(kNo, "before_start", "Placed before the store's import start date; only shown.");
    }
    const ImportRow* row = FindRow(order.fulfilled_by, order.status);
    if (row == nullptr) {
        return Say(kBlocked, "unknown_value", "Status or fulfilment of the order is not known.");
    }
    const bool is_reserved_early = settings.reserve_pending && row->fulfilled_by == kMerchant &&
                                   row->status == ChannelStatus::kPending;
    if (row->verdict != kYes && !is_reserved_early) {
        return Say(row->verdict, row->rule, row->text);
    }
    if (order.items.empty()) {
        return Say(kBlocked, "no_lines", "The channel gave no lines for this order.");
    }
    if (const auto priced = PriceChannelOrder(order); !priced) {
        return Say(kBlocked, "no_currency", priced.error().Text());
    }
    if (settings.strict_blocking) {
        if (auto verdict = JudgeCatalog(order, catalog, now)) {
            return *verdict;
        }
    }
    if (is_reserved_early) {
        return Say(kYes, "merchant_pending", "Stock is held while the payment is being verified.");
    }
    return Say(kYes, row->rule, row->text);
}

}  // namespace

const std::vector<ImportRow>& ImportTable() {
    static const std::vector<ImportRow> kTable{
        {kChannel, kPendingAvailability, kNotYet, "pending_availability", kPreorderText},
        {kChannel, kPending, kNotYet, "pending", kPendingText},
        {kChannel, kCanceled, kNo, "canceled_before_import", kCanceledText},
        {kChannel, kUnfulfillable, kBlocked, "unfulfillable", kStuckText},
        {kChannel, kUnshipped, kNotYet, "channel_not_shipped", kWaitText},
        {kChannel, kPartiallyShipped, kNotYet, "channel_not_shipped", kWaitText},
        {kChannel, kShipped, kYes, "channel_shipped",
         "Shipped by the channel: imported as complete."},
        {kMerchant, kPendingAvailability, kNotYet, "pending_availability", kPreorderText},
        {kMerchant, kPending, kNotYet, "pending", kPendingText},
        {kMerchant, kCanceled, kNo, "canceled_before_import", kCanceledText},
        {kMerchant, kUnfulfillable, kBlocked, "unfulfillable", kStuckText},
        {kMerchant, kUnshipped, kYes, "merchant_unshipped", "Paid and ours to ship."},
        {kMerchant, kPartiallyShipped, kYes, "merchant_partially_shipped",
         "Ours to ship; what left already is booked as shipped."},
        {kMerchant, kShipped, kYes, "merchant_shipped", "Shipped already: imported as shipped."},
    };
    return kTable;
}

Verdict JudgeImport(const ChannelOrder& order, const StoreSettings& settings,
                    const std::vector<CatalogLine>& catalog, base::Instant now) {
    Verdict verdict = Judge(order, settings, catalog, now);
    verdict.inputs.emplace_back("status", order.status_text);
    verdict.inputs.emplace_back("fulfilled_by", ToString(order.fulfilled_by));
    verdict.inputs.emplace_back("import", settings.import_enabled ? "on" : "off");
    return verdict;
}

}  // namespace orderyard::domain
