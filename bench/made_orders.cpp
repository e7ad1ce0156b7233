// Generator -> JSON -> wire -> domain: the road of a searchOrders page, without the network.
#include "made_orders.hpp"

#include <boost/json.hpp>

#include "amazon/map/channel_order_from_amazon.hpp"
#include "amazon/wire/answers.hpp"
#include "amazon/wire/read_order.hpp"
#include "base/check.hpp"
#include "base/csv.hpp"
#include "sandbox/wire/order_json.hpp"
#include "sandbox/world/goods.hpp"

namespace orderyard::bench {

namespace {

// Orders of SKUs that nobody mapped are part of life.
constexpr std::int64_t kUnknownArticles = 6;
constexpr std::int64_t kPieces = 900'000;

std::vector<const sandbox::Marketplace*> AllMarketplaces() {
    std::vector<const sandbox::Marketplace*> all;
    for (const sandbox::Marketplace& marketplace : sandbox::Marketplaces()) {
        all.push_back(&marketplace);
    }
    return all;
}

int StepsUntil(const sandbox::LifePlan& plan, base::Instant now) {
    int count = 0;
    while (count < plan.step_count && plan.steps[static_cast<std::size_t>(count)].at <= now) {
        ++count;
    }
    return count;
}

}  // namespace

OrderMill::OrderMill(std::uint64_t seed, std::int64_t count, base::Instant now, int history_days)
    : marketplaces_(AllMarketplaces()),
      generator_({seed, marketplaces_}, now),
      count_(count),
      now_(now),
      history_(base::Duration::Days(history_days)) {}

std::vector<MadeOrder> OrderMill::Make(std::int64_t first, std::int64_t count) const {
    boost::json::array page;
    const sandbox::OrderView view{sandbox::Sections::All(), true, now_};
    for (std::int64_t i = first; i < std::min(first + count, count_); ++i) {
        const auto ordinal = static_cast<std::uint64_t>(i);
        const auto share = static_cast<double>(i) / static_cast<double>(count_);
        const auto age =
            static_cast<std::int64_t>(static_cast<double>(history_.micros) * (1 - share));
        const base::Instant created = now_ - base::Duration::Micros(age / 1000 * 1000);
        const auto plan = generator_.PlanOf(ordinal, generator_.TraitsOf(ordinal), created);
        page.push_back(
            WriteOrder(generator_.After(ordinal, created, StepsUntil(plan, now_)), view));
    }
    const std::string text =
        boost::json::serialize(boost::json::object{{"orders", std::move(page)}});
    auto answer = amazon::wire::ReadSearchAnswer(text);
    base::Check(answer.has_value(), "the generated page is not readable");
    std::vector<MadeOrder> made;
    made.reserve(answer->orders.size());
    for (amazon::wire::OrderText& order : answer->orders) {
        auto read = amazon::wire::ReadOrder(order.text);
        base::Check(read.has_value(), "a generated order is not readable");
        auto mapped = amazon::ChannelOrderFromAmazon(std::move(*read), domain::StoreId(1));
        base::Check(mapped.has_value(), "a generated order cannot be mapped");
        MadeOrder& one = made.emplace_back();
        one.order = std::move(*mapped);
        one.row.order_number = std::move(order.number);
        one.row.version_at = order.updated_at;
        one.row.content_hash = std::move(order.content_hash);
        one.row.payload = std::move(order.text);
        one.row.received_at = now_;
        one.row.next_try_at = now_;
    }
    return made;
}

std::string MadeCatalog() {
    std::string csv;
    const std::string header[] = {"sku", "name", "price", "currency", "quantity"};
    base::AppendCsvRecord(csv, header);
    for (std::int64_t i = 0; i < sandbox::kArticleCount - kUnknownArticles; ++i) {
        const auto article = sandbox::ArticleOf(i, "US");
        const auto price = base::Money::OfMinor(article.us_cents, base::Currency::Of("USD"));
        const std::string cells[] = {article.sku, article.title, price.ToDecimal(), "USD",
                                     std::to_string(kPieces)};
        base::AppendCsvRecord(csv, cells);
    }
    return csv;
}

}  // namespace orderyard::bench
