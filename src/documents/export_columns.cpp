// One line a column.
#include "documents/export_columns.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace orderyard::documents {
namespace {

using Row = ExportRow;
using Cell = TableCell;
using base::Money;

Cell Amount(const Money& amount) {
    return Cell::Number(amount.ToDecimal());
}

Cell At(const std::optional<base::Instant>& at) {
    return at ? Cell::Moment(*at) : Cell();
}

std::string_view FulfilledWord(const Row& row) {
    return row.order.channel ? domain::ToString(row.order.channel->fulfilled_by) : "";
}

std::int64_t Ordered(const domain::Order& order) {
    std::int64_t sum = 0;
    for (const auto& item : order.items) {
        sum += item.ordered;
    }
    return sum;
}

// One of every track: `part` of it.
Cell Tracks(const Row& row, std::string domain::Track::*part) {
    std::vector<std::string> parts;
    for (const auto& package : row.shipment->packages) {
        if (row.package != nullptr && row.package->id != package.id) {
            continue;
        }
        for (const auto& track : package.tracks) {
            parts.push_back(track.*part);
        }
    }
    return Cell::Text(base::Join(parts, ", "));
}

Money MemoTax(const domain::Components& part) {
    return part.item_tax + part.shipping_tax + part.gift_wrap_tax + part.fee_tax;
}

const std::vector<ExportColumn> kOrder = {
    {"order_number", "Order number", "주문 번호", false, true,
     [](const Row& r) { return Cell::Text(r.order.increment_id); }},
    {"channel_number", "Marketplace order", "마켓플레이스 주문", false, true,
     [](const Row& r) { return Cell::Text(r.order.channel ? r.order.channel->number : ""); }},
    {"store", "Store", "스토어", false, true,
     [](const Row& r) { return Cell::Text(std::string(r.store)); }},
};

const std::vector<ExportColumn> kOrderHead = {
    {"placed_at", "Placed at", "주문 일시", false, true,
     [](const Row& r) { return Cell::Moment(r.order.placed_at); }},
    {"status", "Status", "상태", false, true,
     [](const Row& r) { return Cell::Text(r.order.status); }},
    {"state", "State", "처리 상태", false, false,
     [](const Row& r) { return Cell::Text(std::string(ToString(r.order.state))); }},
    {"created_at", "Imported at", "가져온 일시", false, false,
     [](const Row& r) { return Cell::Moment(r.order.created_at); }},
    {"updated_at", "Changed at", "변경 일시", false, false,
     [](const Row& r) { return Cell::Moment(r.order.updated_at); }},
    {"ship_by", "Ship by", "발송 기한", false, true,
     [](const Row& r) {
         return At(r.order.channel ? r.order.channel->ship_by.latest : std::nullopt);
     }},
    {"marketplace", "Marketplace", "마켓플레이스", false, false,
     [](const Row& r) {
         return Cell::Text(r.order.channel ? r.order.channel->marketplace_id : "");
     }},
    {"fulfilled_by", "Fulfilled by", "발송 주체", false, false,
     [](const Row& r) { return Cell::Text(std::string(FulfilledWord(r))); }},
    {"currency", "Currency", "통화", false, true,
     [](const Row& r) { return Cell::Text(std::string(r.order.currency.code())); }},
    {"subtotal", "Subtotal", "소계", false, true,
     [](const Row& r) { return Amount(r.order.totals.subtotal); }},
    {"shipping", "Shipping", "배송비", false, true,
     [](const Row& r) { return Amount(r.order.totals.shipping); }},
    {"gift_wrap", "Gift wrap", "선물 포장", false, false,
     [](const Row& r) { return Amount(r.order.totals.gift_wrap); }},
    {"discount", "Discount", "할인", false, true,
     [](const Row& r) { return Amount(r.order.totals.discount); }},
    {"tax", "Tax", "세금", false, true, [](const Row& r) { return Amount(r.order.totals.tax); }},
    {"grand_total", "Grand total", "총액", false, true,
     [](const Row& r) { return Amount(r.order.totals.grand_total); }},
    {"paid", "Paid", "결제액", false, false,
     [](const Row& r) { return Amount(r.order.totals.paid); }},
    {"refunded", "Refunded", "환불액", false, true,
     [](const Row& r) { return Amount(r.order.totals.refunded); }},
    {"due", "Due", "미결제액", false, false,
     [](const Row& r) { return Amount(r.order.totals.Due()); }},
    {"quantity", "Quantity", "총수량", false, false,
     [](const Row& r) { return Cell::Count(Ordered(r.order)); }},
    {"shipping_method", "Shipping method", "배송 방법", false, true,
     [](const Row& r) { return Cell::Text(r.order.shipping_description); }},
    {"buyer_name", "Buyer", "구매자", false, true,
     [](const Row& r) { return Cell::Text(r.order.personal.buyer_name); }, true},
    {"buyer_email", "Buyer e-mail", "구매자 이메일", false, false,
     [](const Row& r) { return Cell::Text(r.order.personal.buyer_email); }, true},
    {"ship_name", "Recipient", "받는 사람", false, true,
     [](const Row& r) { return Cell::Text(r.order.personal.shipping.name); }, true},
    {"ship_company", "Company", "회사", false, false,
     [](const Row& r) { return Cell::Text(r.order.personal.shipping.company); }, true},
    {"ship_street", "Street", "주소", false, true,
     [](const Row& r) { return Cell::Text(base::Join(r.order.personal.shipping.lines, ", ")); },
     true},
    {"ship_postal_code", "Postal code", "우편번호", false, true,
     [](const Row& r) { return Cell::Text(r.order.personal.shipping.postal_code); }, true},
    {"ship_city", "City", "시/군/구", false, true,
     [](const Row& r) { return Cell::Text(r.order.ship_to.city); }},
    {"ship_region", "Region", "시/도", false, true,
     [](const Row& r) { return Cell::Text(r.order.ship_to.region); }},
    {"ship_country", "Country", "국가", false, true,
     [](const Row& r) { return Cell::Text(r.order.ship_to.country_code); }},
    {"ship_phone", "Phone", "전화번호", false, false,
     [](const Row& r) { return Cell::Text(r.order.personal.shipping.phone); }, true},
};

const std::vector<ExportColumn> kProduct = {
    {"sku", "SKU", "SKU", true, false,
     [](const Row& r) { return Cell::Text(r.item != nullptr ? r.item->sku : ""); }},
    {"name", "Product", "상품명", true, false,
     [](const Row& r) { return Cell::Text(r.item != nullptr ? r.item->name : ""); }},
};

const std::vector<ExportColumn> kOrderLine = {
    {"ordered", "Ordered", "주문 수량", true, false,
     [](const Row& r) { return r.item != nullptr ? Cell::Count(r.item->ordered) : Cell(); }},
    {"shipped", "Shipped", "발송 수량", true, false,
     [](const Row& r) { return r.item != nullptr ? Cell::Count(r.item->shipped) : Cell(); }},
    {"to_ship", "To ship", "발송할 수량", true, false,
     [](const Row& r) { return r.item != nullptr ? Cell::Count(r.item->ToShip()) : Cell(); }},
    {"line_canceled", "Canceled", "취소 수량", true, false,
     [](const Row& r) { return r.item != nullptr ? Cell::Count(r.item->canceled) : Cell(); }},
    {"line_refunded", "Refunded pieces", "환불 수량", true, false,
     [](const Row& r) { return r.item != nullptr ? Cell::Count(r.item->Refunded()) : Cell(); }},
    {"unit_price", "Unit price", "단가", true, false,
     [](const Row& r) { return r.item != nullptr ? Amount(r.item->unit_price) : Cell(); }},
    {"line_amount", "Line amount", "품목 금액", true, false,
     [](const Row& r) { return r.item != nullptr ? Amount(r.item->amounts.row_total) : Cell(); }},
    {"line_tax", "Line tax", "품목 세금", true, false,
     [](const Row& r) { return r.item != nullptr ? Amount(r.item->amounts.tax) : Cell(); }},
    {"line_discount", "Line discount", "품목 할인", true, false,
     [](const Row& r) { return r.item != nullptr ? Amount(r.item->amounts.discount) : Cell(); }},
    {"line_total", "Line total", "품목 합계", true, false,
     [](const Row& r) { return r.item != nullptr ? Amount(r.item->amounts.total) : Cell(); }},
};

const std::vector<ExportColumn> kInvoice = {
    {"invoice_number", "Invoice number", "인보이스 번호", false, true,
     [](const Row& r) { return Cell::Text(r.invoice->increment_id); }},
    {"created_at", "Invoiced at", "발행 일시", false, true,
     [](const Row& r) { return Cell::Moment(r.invoice->created_at); }},
    {"state", "State", "상태", false, true,
     [](const Row& r) { return Cell::Text(std::string(ToString(r.invoice->state))); }},
    {"currency", "Currency", "통화", false, true,
     [](const Row& r) { return Cell::Text(std::string(r.order.currency.code())); }},
    {"quantity", "Quantity", "총수량", false, true,
     [](const Row& r) { return Cell::Count(r.invoice->Quantity()); }},
    {"grand_total", "Grand total", "총액", false, true,
     [](const Row& r) { return Amount(r.invoice->grand_total); }},
    {"line_quantity", "Line quantity", "품목 수량", true, false,
     [](const Row& r) { return Cell::Count(r.invoice_line->pieces.count); }},
    {"line_amount", "Line amount", "품목 금액", true, false,
     [](const Row& r) { return Amount(r.invoice_line->amounts.row_total); }},
    {"line_tax", "Line tax", "품목 세금", true, false,
     [](const Row& r) { return Amount(r.invoice_line->amounts.tax); }},
    {"line_discount", "Line discount", "품목 할인", true, false,
     [](const Row& r) { return Amount(r.invoice_line->amounts.discount); }},
    {"line_total", "Line total", "품목 합계", true, false,
     [](const Row& r) { return Amount(r.invoice_line->amounts.total); }},
};

const std::vector<ExportColumn> kShipment = {
    {"shipment_number", "Shipment number", "배송 번호", false, true,
     [](const Row& r) { return Cell::Text(r.shipment->increment_id); }},
    {"shipped_at", "Shipped at", "발송 일시", false, true,
     [](const Row& r) { return Cell::Moment(r.shipment->shipped_at); }},
    {"is_void", "Void", "무효", false, false,
     [](const Row& r) { return Cell::Text(r.shipment->is_void ? "1" : "0"); }},
    {"quantity", "Quantity", "총수량", false, true,
     [](const Row& r) { return Cell::Count(r.shipment->Quantity()); }},
    {"carrier", "Carrier", "택배사", false, true,
     [](const Row& r) { return Tracks(r, &domain::Track::carrier_code); }},
    {"tracking_number", "Tracking number", "운송장 번호", false, true,
     [](const Row& r) { return Tracks(r, &domain::Track::number); }},
    {"line_quantity", "Line quantity", "품목 수량", true, false,
     [](const Row& r) { return Cell::Count(r.package_line->quantity); }},
};

const std::vector<ExportColumn> kCreditMemo = {
    {"memo_number", "Credit memo number", "환불 전표 번호", false, true,
     [](const Row& r) { return Cell::Text(r.memo->increment_id); }},
    {"created_at", "Issued at", "발행 일시", false, true,
     [](const Row& r) { return Cell::Moment(r.memo->created_at); }},
    {"state", "State", "상태", false, true,
     [](const Row& r) { return Cell::Text(std::string(ToString(r.memo->state))); }},
    {"reason", "Reason", "사유", false, true,
     [](const Row& r) { return Cell::Text(r.memo->reason); }},
    {"currency", "Currency", "통화", false, true,
     [](const Row& r) { return Cell::Text(std::string(r.order.currency.code())); }},
    {"adjustment_refund", "Adjustment refund", "추가 환불", false, false,
     [](const Row& r) { return Amount(r.memo->adjustment_refund); }},
    {"adjustment_fee", "Adjustment fee", "환불 차감액", false, false,
     [](const Row& r) { return Amount(r.memo->adjustment_fee); }},
    {"grand_total", "Total refunded", "환불 합계", false, true,
     [](const Row& r) { return Amount(r.memo->grand_total); }},
    {"line_quantity", "Line quantity", "품목 수량", true, false,
     [](const Row& r) { return Cell::Count(r.memo_line->Quantity()); }},
    {"line_amount", "Line amount", "품목 금액", true, false,
     [](const Row& r) { return Amount(r.memo_line->amounts.item); }},
    {"line_tax", "Line tax", "품목 세금", true, false,
     [](const Row& r) { return Amount(MemoTax(r.memo_line->amounts)); }},
    {"line_total", "Line total", "품목 합계", true, false,
     [](const Row& r) { return Amount(r.memo_line->amounts.Total()); }},
};

std::vector<ExportColumn> Joined(std::initializer_list<const std::vector<ExportColumn>*> parts) {
    std::vector<ExportColumn> all;
    for (const auto* part : parts) {
        all.insert(all.end(), part->begin(), part->end());
    }
    return all;
}

// Heads before lines: the columns of lines of a document stand behind those of the product.
std::vector<ExportColumn> OfDocument(const std::vector<ExportColumn>& document) {
    std::vector<ExportColumn> all(document.begin(), document.end());
    const auto lines = std::stable_partition(all.begin(), all.end(),
                                             [](const ExportColumn& c) { return !c.is_line; });
    const auto at = static_cast<std::size_t>(lines - all.begin());
    const std::vector<ExportColumn> middle = Joined({&kOrder, &kProduct});
    all.insert(all.begin() + static_cast<std::ptrdiff_t>(at), middle.begin(), middle.end());
    return all;
}

constexpr std::array kKinds = {ExportKind::kOrders, ExportKind::kInvoices, ExportKind::kShipments,
                               ExportKind::kCreditMemos};

}  // namespace

std::string_view ToString(ExportKind kind) {
    switch (kind) {
        case ExportKind::kOrders: return "orders";
        case ExportKind::kInvoices: return "invoices";
        case ExportKind::kShipments: return "shipments";
        case ExportKind::kCreditMemos: return "credit-memos";
    }
    return "";
}

std::optional<ExportKind> ExportKindFrom(std::string_view text) {
    const auto found = std::find_if(kKinds.begin(), kKinds.end(),
                                    [text](ExportKind kind) { return ToString(kind) == text; });
    return found == kKinds.end() ? std::nullopt : std::optional(*found);
}

const std::vector<ExportColumn>& ExportColumns(ExportKind kind) {
    static const std::vector<ExportColumn> kOrders =
        Joined({&kOrder, &kOrderHead, &kProduct, &kOrderLine});
    static const std::vector<ExportColumn> kInvoices = OfDocument(kInvoice);
    static const std::vector<ExportColumn> kShipments = OfDocument(kShipment);
    static const std::vector<ExportColumn> kMemos = OfDocument(kCreditMemo);
    switch (kind) {
        case ExportKind::kOrders: return kOrders;
        case ExportKind::kInvoices: return kInvoices;
        case ExportKind::kShipments: return kShipments;
        case ExportKind::kCreditMemos: return kMemos;
    }
    return kOrders;
}

base::Result<std::vector<ExportColumn>> ChooseColumns(ExportKind kind,
                                                      const std::vector<std::string>& codes) {
    const std::vector<ExportColumn>& all = ExportColumns(kind);
    std::vector<ExportColumn> chosen;
    if (codes.empty()) {
        std::copy_if(all.begin(), all.end(), std::back_inserter(chosen),
                     [](const ExportColumn& column) { return column.is_default; });
        return chosen;
    }
    if (codes.size() > all.size()) {
        return base::Fail(base::InvalidInput("columns", "More columns than there are."));
    }
    for (const std::string& code : codes) {
        const auto found = std::find_if(all.begin(), all.end(), [&](const ExportColumn& column) {
            return column.code == code;
        });
        if (found == all.end()) {
            base::Error error = base::InvalidInput("columns", "There is no column %name.");
            error.params = {{"name", code}};
            return base::Fail(std::move(error));
        }
        chosen.push_back(*found);
    }
    return chosen;
}

std::vector<std::string> HeadsOf(const std::vector<ExportColumn>& columns,
                                 domain::PaperLanguage language) {
    std::vector<std::string> heads;
    for (const ExportColumn& column : columns) {
        heads.emplace_back(language == domain::PaperLanguage::kKorean ? column.ko : column.en);
    }
    return heads;
}

ExportTable::ExportTable(std::vector<ExportColumn> columns, SheetWriter& writer)
    : columns_(std::move(columns)),
      writer_(writer),
      has_lines_(std::any_of(columns_.begin(), columns_.end(),
                             [](const ExportColumn& column) { return column.is_line; })) {}

void ExportTable::Write(const ExportRow& row) {
    cells_.clear();
    for (const ExportColumn& column : columns_) {
        cells_.push_back(column.make(row));
    }
    writer_.Row(cells_);
    row_count_ += 1;
}

void ExportTable::Add(const domain::Order& order, std::string_view store) {
    ExportRow row{order, store};
    if (!has_lines_ || order.items.empty()) {
        Write(row);
        return;
    }
    for (const auto& item : order.items) {
        row.item = &item;
        Write(row);
    }
}

void ExportTable::Add(const domain::Order& order, std::string_view store,
                      const domain::Invoice& invoice) {
    ExportRow row{order, store};
    row.invoice = &invoice;
    if (!has_lines_) {
        Write(row);
        return;
    }
    for (const auto& line : invoice.lines) {
        row.invoice_line = &line;
        row.item = order.FindItem(line.order_item_id);
        Write(row);
    }
}

void ExportTable::Add(const domain::Order& order, std::string_view store,
                      const domain::Shipment& shipment) {
    ExportRow row{order, store};
    row.shipment = &shipment;
    if (!has_lines_) {
        Write(row);
        return;
    }
    for (const auto& package : shipment.packages) {
        row.package = &package;
        for (const auto& line : package.lines) {
            row.package_line = &line;
            row.item = order.FindItem(line.order_item_id);
            Write(row);
        }
    }
}

void ExportTable::Add(const domain::Order& order, std::string_view store,
                      const domain::CreditMemo& memo) {
    ExportRow row{order, store};
    row.memo = &memo;
    if (!has_lines_) {
        Write(row);
        return;
    }
    for (const auto& line : memo.lines) {
        row.memo_line = &line;
        row.item = order.FindItem(line.order_item_id);
        Write(row);
    }
}

}  // namespace orderyard::documents
