// The table of words: one line a word, in the order of the enumerators.
#include "documents/words.hpp"

#include <array>

#include "base/check.hpp"
#include "base/text.hpp"

namespace orderyard::documents {
namespace {

using domain::PaperLanguage;

struct Entry {
    Word word;
    std::string_view en, ko, ja, de;
};

constexpr std::array kWords = {
    Entry{Word::kInvoice, "Invoice", "인보이스", "請求書", "Rechnung"},
    Entry{Word::kCreditMemo, "Credit memo", "환불 전표", "返金明細書", "Rechnungskorrektur"},
    Entry{Word::kPackingSlip, "Packing slip", "포장 명세서", "納品書", "Lieferschein"},
    Entry{Word::kPickList, "Pick list", "피킹 리스트", "ピッキングリスト", "Pickliste"},
    Entry{Word::kInvoiceNumber, "Invoice number", "인보이스 번호", "請求書番号", "Rechnungsnummer"},
    Entry{Word::kInvoiceDate, "Invoice date", "발행일", "発行日", "Rechnungsdatum"},
    Entry{Word::kMemoNumber, "Credit memo number", "환불 전표 번호", "返金明細書番号",
          "Korrekturnummer"},
    Entry{Word::kMemoDate, "Issued on", "발행일", "発行日", "Ausgestellt am"},
    Entry{Word::kShipmentNumber, "Shipment number", "배송 번호", "出荷番号", "Lieferscheinnummer"},
    Entry{Word::kShipmentDate, "Shipped on", "출고일", "出荷日", "Versanddatum"},
    Entry{Word::kOrderNumber, "Order number", "주문 번호", "注文番号", "Bestellnummer"},
    Entry{Word::kOrderDate, "Order date", "주문일", "注文日", "Bestelldatum"},
    Entry{Word::kChannelNumber, "Marketplace order", "마켓플레이스 주문", "モール注文番号",
          "Marktplatz-Bestellung"},
    Entry{Word::kShipBy, "Ship by", "발송 기한", "発送期限", "Versand bis"},
    Entry{Word::kPrintedAt, "Printed on", "출력일", "印刷日", "Gedruckt am"},
    Entry{Word::kBilledTo, "Billed to", "청구지", "請求先", "Rechnungsadresse"},
    Entry{Word::kShippedTo, "Shipped to", "배송지", "お届け先", "Lieferadresse"},
    Entry{Word::kFrom, "From", "보내는 사람", "差出人", "Absender"},
    Entry{Word::kTo, "To", "받는 사람", "お届け先", "Empfänger"},
    Entry{Word::kPayment, "Payment", "결제", "お支払い", "Zahlung"},
    Entry{Word::kShippingMethod, "Shipping method", "배송 방법", "配送方法", "Versandart"},
    Entry{Word::kTracking, "Tracking", "운송장 번호", "追跡番号", "Sendungsnummer"},
    Entry{Word::kProduct, "Product", "상품", "商品", "Artikel"},
    Entry{Word::kSku, "SKU", "SKU", "SKU", "SKU"},
    Entry{Word::kBin, "Bin", "보관 위치", "棚番", "Lagerplatz"},
    Entry{Word::kQuantity, "Qty", "수량", "数量", "Menge"},
    Entry{Word::kUnitPrice, "Unit price", "단가", "単価", "Einzelpreis"},
    Entry{Word::kDiscount, "Discount", "할인", "割引", "Rabatt"},
    Entry{Word::kTax, "Tax", "세금", "税額", "Steuer"},
    Entry{Word::kAmount, "Amount", "금액", "金額", "Betrag"},
    Entry{Word::kOrders, "Orders", "주문", "注文", "Bestellungen"},
    Entry{Word::kSubtotal, "Subtotal", "소계", "小計", "Zwischensumme"},
    Entry{Word::kShipping, "Shipping", "배송비", "送料", "Versand"},
    Entry{Word::kGiftWrap, "Gift wrap", "선물 포장", "ギフト包装", "Geschenkverpackung"},
    Entry{Word::kFees, "Fees", "수수료", "手数料", "Gebühren"},
    Entry{Word::kRounding, "Rounding", "단수 조정", "端数調整", "Rundung"},
    Entry{Word::kOther, "Other charges", "기타", "その他", "Sonstiges"},
    Entry{Word::kTotal, "Total", "합계", "合計", "Gesamtbetrag"},
    Entry{Word::kTotalRefunded, "Total refunded", "환불 합계", "返金合計", "Erstattungsbetrag"},
    Entry{Word::kAdjustmentRefund, "Adjustment refund", "추가 환불", "返金調整",
          "Zusätzliche Erstattung"},
    Entry{Word::kAdjustmentFee, "Adjustment fee", "환불 차감액", "返金控除", "Einbehalt"},
    Entry{Word::kPaid, "Paid", "결제 완료", "支払済", "Bezahlt"},
    Entry{Word::kOpen, "Not paid yet", "미결제", "未払い", "Offen"},
    Entry{Word::kCanceled, "Canceled", "취소됨", "取消済", "Storniert"},
    Entry{Word::kVoid, "Void", "무효", "無効", "Ungültig"},
    Entry{Word::kGiftMessage, "Gift message", "선물 메시지", "ギフトメッセージ", "Grußnachricht"},
    Entry{Word::kCustomised, "Customised", "맞춤 제작", "カスタマイズ商品", "Personalisiert"},
    Entry{Word::kDelivery, "Delivery instructions", "배송 요청 사항", "配送に関するご指示",
          "Zustellhinweis"},
    Entry{Word::kPieces, "Pieces", "총수량", "合計数量", "Stück"},
    Entry{Word::kContinued, "continued", "계속", "続き", "Fortsetzung"},
    Entry{Word::kNothing, "Nothing is left to ship.", "발송할 상품이 없습니다.",
          "発送する商品はありません。", "Es ist nichts mehr zu versenden."},
};

constexpr bool IsInOrder() {
    for (std::size_t i = 0; i < kWords.size(); ++i) {
        if (kWords[i].word != static_cast<Word>(i)) {
            return false;
        }
    }
    return kWords.back().word == Word::kNothing;
}
static_assert(IsInOrder());

}  // namespace

std::string_view WordIn(PaperLanguage language, Word word) {
    const Entry& entry = kWords[static_cast<std::size_t>(word)];
    switch (language) {
        case PaperLanguage::kEnglish: return entry.en;
        case PaperLanguage::kKorean: return entry.ko;
        case PaperLanguage::kJapanese: return entry.ja;
        case PaperLanguage::kGerman: return entry.de;
    }
    base::Check(false, "a language without words");
    return {};
}

std::string PageOf(PaperLanguage language, std::size_t page, std::size_t count) {
    const std::string here = std::to_string(page);
    const std::string all = std::to_string(count);
    switch (language) {
        case PaperLanguage::kEnglish: return "Page " + here + " of " + all;
        case PaperLanguage::kKorean: return here + " / " + all + "쪽";
        case PaperLanguage::kJapanese: return here + " / " + all + "ページ";
        case PaperLanguage::kGerman: return "Seite " + here + " von " + all;
    }
    return {};
}

}  // namespace orderyard::documents
