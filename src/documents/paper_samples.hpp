// Orders to print in tests and measurements: any number of lines, any currency, names and
// addresses in the paper's language, among them long ones and text that looks like markup.
#pragma once

#include <string>

#include "documents/paper_stack.hpp"
#include "domain/order/document_fixture.hpp"

namespace orderyard::documents::testing {

struct SampleWords {
    std::string seller;
    std::vector<std::string> seller_lines;
    std::string name, company;
    std::vector<std::string> lines;
    std::string postal_code, city, region, country;
    std::vector<std::string> products;
    std::string gift_message;
    std::string footer;
};

inline SampleWords WordsOf(domain::PaperLanguage language) {
    switch (language) {
        case domain::PaperLanguage::kEnglish:
            return {"Harbour & Finch Ltd",
                    {"14 Quay Street", "Bristol BS1 4DJ", "hello@harbourfinch.example"},
                    "Margaret O\u2019Sullivan",
                    "",
                    {"Flat 3, 118 Cavendish Road"},
                    "SW12 0DA",
                    "London",
                    "",
                    "GB",
                    {"Enamel coffee pot, 1.2 l, cream", "Linen tea towel <b>set</b> & co, 3 pieces",
                     "Cast iron casserole with lid, hand finished, suitable for induction, gas and "
                     "oven, 26 cm, colour: deep sea blue, with a booklet of twenty-four recipes",
                     "Wooden spoon"},
                    "Happy birthday, Maggie!\nFrom all of us.",
                    "Goods may be returned within 30 days. Thank you for your order."};
        case domain::PaperLanguage::kKorean:
            return {"주식회사 한빛상사",
                    {"서울특별시 마포구 양화로 45, 7층", "대표 김한빛", "02-1234-5678"},
                    "황보서연",
                    "",
                    {"테헤란로 152, 1203호 (역삼동)"},
                    "06236",
                    "강남구",
                    "서울특별시",
                    "KR",
                    {"법랑 커피 주전자 1.2L 크림", "린넨 키친 타월 3매 세트 <script>",
                     "무쇠 주물 냄비 26cm 딥블루, 인덕션 가스레인지 오븐 겸용, 조리법 24가지 책자 "
                     "포함, 손으로 마감한 제품으로 무늬가 사진과 다를 수 있습니다",
                     "나무 주걱"},
                    "생일 축하해!\n늘 건강하길.",
                    "교환 및 반품은 수령일로부터 7일 이내에 가능합니다."};
        case domain::PaperLanguage::kJapanese:
            return {"株式会社 青葉商店",
                    {"東京都台東区浅草橋2-5-8", "TEL 03-1234-5678"},
                    "髙橋 恵理子",
                    "",
                    {"道玄坂1-12-1 渋谷マークシティ 1504"},
                    "150-0043",
                    "渋谷区",
                    "東京都",
                    "JP",
                    {"ホーロー コーヒーポット 1.2L クリーム", "リネン キッチンクロス 3枚組 & more",
                     "鋳物ホーロー鍋 26cm ディープブルー 直火・IH・オーブン対応 レシピブック付き "
                     "手作業で仕上げているため一点ごとに表情が異なります",
                     "木のスプーン"},
                    "お誕生日おめでとう。\nまた会いましょう。",
                    "返品は商品到着後8日以内にご連絡ください。"};
        case domain::PaperLanguage::kGerman:
            return {"Möwe & Söhne GmbH",
                    {"Hafenstraße 12", "20359 Hamburg", "Geschäftsführer: Jörg Möwe"},
                    "Dr. Annegret Weißenfels-Großköthe",
                    "Weißenfels Übersetzungen",
                    {"Schöneberger Straße 117a", "Hinterhaus, 2. OG"},
                    "10829",
                    "Berlin",
                    "",
                    "DE",
                    {"Emaille-Kaffeekanne 1,2 l, creme", "Leinen-Geschirrtücher, 3er-Set",
                     "Gusseiserner Schmortopf mit Deckel, handgefertigt, für Induktion, Gas und "
                     "Backofen, 26 cm, tiefseeblau, mit Rezeptheft (Bundeskochkunstausstellung)",
                     "Holzlöffel"},
                    "Alles Gute zum Geburtstag!",
                    "Es gelten unsere Allgemeinen Geschäftsbedingungen."};
    }
    return {};
}

inline Letterhead SampleLetterhead(domain::PaperLanguage language) {
    const SampleWords words = WordsOf(language);
    Letterhead head;
    head.settings.language = language;
    head.settings.seller_name = words.seller;
    head.settings.seller_lines = words.seller_lines;
    head.settings.tax_numbers = {{"VAT", "GB123456789"}, {"EORI", "GB123456789000"}};
    head.settings.footer = words.footer;
    head.zone = "Europe/Berlin";
    return head;
}

inline void AddSamplePerson(domain::Order& order, const SampleWords& words) {
    auto& address = order.personal.shipping;
    address.name = words.name;
    address.company = words.company;
    address.lines = words.lines;
    address.postal_code = words.postal_code;
    order.ship_to.city = words.city;
    order.ship_to.region = words.region;
    order.ship_to.country_code = words.country;
    for (const auto& item : order.items) {
        if (item.channel_item_number == "1") {
            order.personal.items.push_back(
                {"1", words.gift_message, "https://example.invalid/x", "", ""});
        }
    }
}

// An order of `line_count` lines that is invoiced, shipped and half given back. Amounts are such
// that sums that were rounded twice would show it.
inline domain::OrderFile SampleFile(domain::PaperLanguage language, std::size_t line_count,
                                    const char* currency) {
    const SampleWords words = WordsOf(language);
    domain::testing::Book book(currency);
    std::vector<domain::OrderItemId> ids;
    for (std::size_t i = 0; i < line_count; ++i) {
        const auto n = static_cast<std::int64_t>(i);
        domain::testing::LinePrice price;
        price.row = 1'999 + 777 * n;
        price.tax = price.row * 19 / 100;
        price.shipping = i % 3 == 0 ? 490 : 0;
        price.shipping_tax = price.shipping * 19 / 100;
        price.gift_wrap = i % 7 == 0 ? 350 : 0;
        price.discount = i % 5 == 0 ? 123 : 0;
        ids.push_back(book.AddLine(1 + n % 4, price));
        book.Item(ids.back()).name = words.products[i % words.products.size()];
    }
    book.AddExtras(1);
    book.MakeChannelOrder();
    domain::Order& order = book.file.order;
    order.increment_id = "000000042";
    order.payment.method_title = "Amazon";
    order.shipping_description = "Standard";
    AddSamplePerson(order, words);
    book.Invoice();
    book.Ship({}, "1Z999AA10123456784");
    domain::CreditMemoRequest refund;
    for (const domain::OrderItemId id : ids) {
        refund.lines.push_back(domain::testing::Pieces(id, 1));
    }
    book.Refund(refund);
    book.file.invoices.at(0).increment_id = "000000017";
    book.file.shipments.at(0).increment_id = "000000023";
    book.file.credit_memos.at(0).increment_id = "000000005";
    return book.file;
}

}  // namespace orderyard::documents::testing
