// Three lines, one of them with a long name; nobody's address.
#include "api/v1/papers/preview_order.hpp"

#include <array>

#include "domain/order/line_shares.hpp"

namespace orderyard::api::v1 {
namespace {

using domain::PaperLanguage;

struct Sample {
    const char* currency;
    const char* name;
    const char* street;
    const char* postal_code;
    const char* city;
    const char* country;
    std::array<const char*, 3> products;
};

Sample SampleOf(PaperLanguage language) {
    switch (language) {
        case PaperLanguage::kEnglish:
            return {"USD",
                    "Jane Sample",
                    "12 Example Street",
                    "98101",
                    "Seattle",
                    "US",
                    {"Coffee pot, enamel", "Linen tea towels, set of three, washed and pressed",
                     "Wooden spoon"}};
        case PaperLanguage::kKorean:
            return {"KRW",
                    "홍길동",
                    "세종대로 110",
                    "04524",
                    "서울특별시 중구",
                    "KR",
                    {"법랑 커피 주전자", "린넨 키친 타월 3매 세트, 세탁 완료 제품", "나무 주걱"}};
        case PaperLanguage::kJapanese:
            return {"JPY",
                    "山田 花子",
                    "丸の内1-1-1",
                    "100-0005",
                    "東京都千代田区",
                    "JP",
                    {"ホーロー コーヒーポット", "リネン キッチンクロス 3枚組", "木のスプーン"}};
        case PaperLanguage::kGerman:
            return {"EUR",
                    "Erika Mustermann",
                    "Musterstraße 12",
                    "10115",
                    "Berlin",
                    "DE",
                    {"Kaffeekanne, Emaille", "Leinen-Geschirrtücher, 3er-Set, vorgewaschen",
                     "Holzlöffel"}};
    }
    return {};
}

domain::OrderItem Line(std::int64_t number, const char* name, base::Currency currency) {
    domain::OrderItem item;
    item.id = domain::OrderItemId(number);
    item.channel_item_number = std::to_string(number);
    item.sku = "SAMPLE-" + std::to_string(number);
    item.name = name;
    item.ordered = number;
    // Ten and more of the main unit, or a thousand of currencies without a minor one.
    const std::int64_t unit = currency.exponent() == 0 ? 1'200 : 1'250;
    item.amounts = domain::ZeroAmounts(currency);
    item.amounts.row_total = base::Money::OfMinor(unit * number * number, currency);
    item.amounts.row_tax = item.amounts.row_total.Scaled(10, 100, base::Rounding::kHalfUp);
    item.amounts.tax = item.amounts.row_tax;
    item.amounts.total = item.amounts.row_total + item.amounts.tax;
    return item;
}

}  // namespace

domain::OrderFile PreviewOrder(PaperLanguage language, base::Instant now) {
    const Sample sample = SampleOf(language);
    domain::OrderFile file;
    domain::Order& order = file.order;
    order.id = domain::OrderId(1);
    order.increment_id = "000000001";
    order.currency = base::Currency::Of(sample.currency);
    order.placed_at = order.created_at = now;
    order.shipping_description = "Standard";
    order.personal.shipping.name = sample.name;
    order.personal.shipping.lines = {sample.street};
    order.personal.shipping.postal_code = sample.postal_code;
    order.ship_to.city = sample.city;
    order.ship_to.country_code = sample.country;
    domain::Invoice invoice;
    invoice.id = domain::InvoiceId(1);
    invoice.increment_id = "000000001";
    invoice.state = domain::InvoiceState::kPaid;
    invoice.created_at = now;
    invoice.extras = invoice.grand_total = base::Money::Zero(order.currency);
    for (std::size_t i = 0; i < sample.products.size(); ++i) {
        const auto number = static_cast<std::int64_t>(i) + 1;
        order.items.push_back(Line(number, sample.products[i], order.currency));
        const domain::OrderItem& item = order.items.back();
        invoice.lines.push_back({item.id, {0, item.ordered}, item.amounts});
        invoice.grand_total += item.amounts.total;
    }
    file.invoices.push_back(std::move(invoice));
    return file;
}

}  // namespace orderyard::api::v1
