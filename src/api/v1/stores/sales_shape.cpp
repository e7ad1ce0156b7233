// Sums are kept apart by currency: there is no rate here to add them up with.
#include "api/v1/stores/sales_shape.hpp"

#include <algorithm>
#include <map>
#include <span>

#include "api/v1/shapes.hpp"

namespace orderyard::api::v1 {
namespace {

using base::Money;
using ports::SalesDay;

constexpr std::int64_t kPermille = 1'000;

struct Sum {
    std::int64_t orders = 0;
    std::vector<Money> totals;  // largest first
};

Sum AddUp(std::span<const SalesDay> days) {
    std::map<std::string, Money> by_currency;
    Sum sum;
    for (const SalesDay& day : days) {
        sum.orders += day.orders;
        for (const Money& total : day.totals) {
            const std::string code(total.currency().code());
            const auto [found, is_new] = by_currency.emplace(code, total);
            if (!is_new) {
                found->second = Money(found->second.units() + total.units(), total.currency());
            }
        }
    }
    for (const auto& [code, total] : by_currency) {
        sum.totals.push_back(total);
    }
    std::stable_sort(sum.totals.begin(), sum.totals.end(),
                     [](const Money& a, const Money& b) { return a.units() > b.units(); });
    return sum;
}

void WriteTotals(JsonWriter& json, const char* name, const std::vector<Money>& totals) {
    json.Key(name).BeginArray();
    for (const Money& total : totals) {
        WriteMoneyValue(json, total);
    }
    json.EndArray();
}

// "12.5", in tenths of a percent.
void WriteChange(JsonWriter& json, const Sum& now, const Sum& before) {
    json.Key("change_percent");
    if (!now.totals.empty()) {
        for (const Money& total : before.totals) {
            if (total.currency() == now.totals.front().currency() && total.units() > 0) {
                const std::int64_t difference = now.totals.front().units() - total.units();
                const std::int64_t tenths = difference * kPermille / total.units();
                const std::int64_t size = tenths < 0 ? -tenths : tenths;
                json.Raw((tenths < 0 ? "-" : "") + std::to_string(size / 10) + "." +
                         std::to_string(size % 10));
                return;
            }
        }
    }
    json.Null();
}

}  // namespace

void WriteSales(JsonWriter& json, const std::vector<SalesDay>& days) {
    const std::size_t half = days.size() / 2;
    const std::span<const SalesDay> all(days);
    const Sum before = AddUp(all.first(half));
    const Sum now = AddUp(all.subspan(half));
    json.Key("sales").BeginObject().Key("days").BeginArray();
    for (const SalesDay& day : all.subspan(half)) {
        json.BeginObject();
        WriteInstant(json, "from", day.from);
        json.Field("orders", day.orders);
        WriteTotals(json, "totals", day.totals);
        json.EndObject();
    }
    json.EndArray().Field("orders", now.orders);
    WriteTotals(json, "totals", now.totals);
    json.Field("previous_orders", before.orders);
    WriteTotals(json, "previous_totals", before.totals);
    WriteChange(json, now, before);
    json.EndObject();
}

}  // namespace orderyard::api::v1
