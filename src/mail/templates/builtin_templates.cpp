// All kinds share one sheet: a heading, a sentence, the remark, the lines, parcels and addresses.
// What a kind does not have, its sections leave out. Styles are inline: mail readers drop style
// sheets.
#include "mail/templates/builtin_templates.hpp"

#include <string>

#include "base/text.hpp"

namespace orderyard::mail {
namespace {

using domain::MailKind;

struct Words {
    const char* subject;
    const char* heading;
    const char* sentence;
};

Words EnglishWords(MailKind kind) {
    switch (kind) {
        case MailKind::kOrder:
            return {"Your order {{order_number}}", "Thank you for your order",
                    "We have received your order {{order_number}} of {{order_date}} and are "
                    "getting it ready."};
        case MailKind::kOrderComment:
            return {"News about your order {{order_number}}", "News about your order",
                    "There is news about your order {{order_number}}. Its status is: {{status}}."};
        case MailKind::kInvoice:
            return {"Invoice {{document_number}} for your order {{order_number}}",
                    "Invoice {{document_number}}",
                    "This is invoice {{document_number}} of {{document_date}} for your order "
                    "{{order_number}}."};
        case MailKind::kInvoiceComment:
            return {"News about invoice {{document_number}}", "News about your invoice",
                    "There is news about invoice {{document_number}} for your order "
                    "{{order_number}}."};
        case MailKind::kShipment:
            return {"Your order {{order_number}} is on its way", "Your order is on its way",
                    "We handed over the following items of your order {{order_number}} on "
                    "{{document_date}}."};
        case MailKind::kShipmentComment:
            return {"News about the shipment of your order {{order_number}}",
                    "News about your shipment",
                    "There is news about shipment {{document_number}} for your order "
                    "{{order_number}}."};
        case MailKind::kCreditMemo:
            return {"Refund for your order {{order_number}}", "Credit memo {{document_number}}",
                    "We are refunding {{grand_total}} for your order {{order_number}}."};
        case MailKind::kCreditMemoComment:
            return {"News about the refund for your order {{order_number}}",
                    "News about your refund",
                    "There is news about credit memo {{document_number}} for your order "
                    "{{order_number}}."};
        case MailKind::kMessage:
            return {"{{message_subject}}", "{{message_subject}}",
                    "This message is about your order {{order_number}}."};
    }
    return {};
}

Words KoreanWords(MailKind kind) {
    switch (kind) {
        case MailKind::kOrder:
            return {"주문 {{order_number}} 접수 안내", "주문해 주셔서 감사합니다",
                    "{{order_date}}에 주문하신 {{order_number}} 건을 접수했으며 상품을 준비하고 "
                    "있습니다."};
        case MailKind::kOrderComment:
            return {"주문 {{order_number}} 안내", "주문 안내",
                    "주문 {{order_number}}에 관해 안내드립니다. 현재 상태는 {{status}}입니다."};
        case MailKind::kInvoice:
            return {
                "주문 {{order_number}} 인보이스 {{document_number}}",
                "인보이스 {{document_number}}",
                "주문 {{order_number}}의 {{document_date}}자 인보이스({{document_number}})를 보내 "
                "드립니다."};
        case MailKind::kInvoiceComment:
            return {"인보이스 {{document_number}} 안내", "인보이스 안내",
                    "주문 {{order_number}}의 인보이스 {{document_number}}에 관해 안내드립니다."};
        case MailKind::kShipment:
            return {"주문 {{order_number}} 상품을 발송했습니다", "상품을 발송했습니다",
                    "주문 {{order_number}}의 아래 상품을 {{document_date}}에 발송했습니다."};
        case MailKind::kShipmentComment:
            return {"주문 {{order_number}} 배송 안내", "배송 안내",
                    "주문 {{order_number}}의 배송 {{document_number}}에 관해 안내드립니다."};
        case MailKind::kCreditMemo:
            return {"주문 {{order_number}} 환불 안내", "환불 전표 {{document_number}}",
                    "주문 {{order_number}}에 대해 {{grand_total}}을 환불해 드립니다."};
        case MailKind::kCreditMemoComment:
            return {"주문 {{order_number}} 환불 추가 안내", "환불 안내",
                    "주문 {{order_number}}의 환불 전표 {{document_number}}에 관해 안내드립니다."};
        case MailKind::kMessage:
            return {"{{message_subject}}", "{{message_subject}}",
                    "주문 {{order_number}}에 관한 메시지입니다."};
    }
    return {};
}

constexpr const char* kText = R"mustache([[hello]]

[[sentence]]
{{#has_comment}}

{{#comment_lines}}
{{line}}
{{/comment_lines}}
{{/has_comment}}
{{#has_lines}}

{{#lines}}
{{quantity}} x {{name}} ({{sku}}){{#has_prices}}  {{row_total}}{{/has_prices}}
{{/lines}}
{{/has_lines}}
{{#has_prices}}

{{#totals}}
{{label}}: {{amount}}
{{/totals}}
{{/has_prices}}
{{#has_tracks}}

[[tracks]]
{{#tracks}}
{{carrier}} {{number}}
{{/tracks}}
{{/has_tracks}}
{{#has_shipping_address}}

[[ship_to]]
{{#shipping_address}}
{{line}}
{{/shipping_address}}
{{/has_shipping_address}}
{{#has_channel_number}}

[[channel_number]]: {{channel_order_number}}
{{/has_channel_number}}

{{store_name}}
)mustache";

constexpr const char* kHtml = R"mustache(<!doctype html>
<html lang="[[language]]">
<body style="margin:0;padding:0;background:#f4f5f7">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="600" cellpadding="0" cellspacing="0" style="max-width:600px;width:100%;background:#ffffff;border:1px solid #dfe3e8;font-family:Arial,'Apple SD Gothic Neo','Malgun Gothic',sans-serif;font-size:15px;line-height:1.5;color:#1f2933">
{{#has_logo}}
<tr><td style="padding:24px 32px 0"><img src="cid:logo" alt="{{store_name}}" height="40" style="height:40px"></td></tr>
{{/has_logo}}
<tr><td style="padding:24px 32px 0"><h1 style="margin:0;font-size:22px;line-height:1.3">[[heading]]</h1></td></tr>
<tr><td style="padding:16px 32px 0"><p style="margin:0 0 8px">[[hello]]</p><p style="margin:0">[[sentence]]</p></td></tr>
{{#has_comment}}
<tr><td style="padding:16px 32px 0"><div style="padding:12px 16px;background:#f4f5f7;border-left:3px solid #52606d">{{#comment_lines}}{{line}}<br>{{/comment_lines}}</div></td></tr>
{{/has_comment}}
{{#has_lines}}
<tr><td style="padding:20px 32px 0"><table width="100%" cellpadding="0" cellspacing="0" style="border-collapse:collapse;font-size:14px">
<tr><th align="left" style="padding:6px 0;border-bottom:1px solid #9aa5b1">[[item]]</th><th align="right" style="padding:6px 8px;border-bottom:1px solid #9aa5b1">[[quantity]]</th>{{#has_prices}}<th align="right" style="padding:6px 0;border-bottom:1px solid #9aa5b1">[[amount]]</th>{{/has_prices}}</tr>
{{#lines}}
<tr><td style="padding:8px 0;border-bottom:1px solid #e4e7eb">{{name}}<br><span style="color:#52606d;font-size:12px">{{sku}}</span></td><td align="right" style="padding:8px;border-bottom:1px solid #e4e7eb">{{quantity}}</td>{{#has_prices}}<td align="right" style="padding:8px 0;border-bottom:1px solid #e4e7eb;white-space:nowrap">{{row_total}}</td>{{/has_prices}}</tr>
{{/lines}}
{{#has_prices}}
{{#totals}}
<tr><td colspan="2" align="right" style="padding:6px 8px">{{label}}</td><td align="right" style="padding:6px 0;white-space:nowrap">{{amount}}</td></tr>
{{/totals}}
{{/has_prices}}
</table></td></tr>
{{/has_lines}}
{{#has_tracks}}
<tr><td style="padding:20px 32px 0"><strong>[[tracks]]</strong><br>{{#tracks}}{{carrier}} {{number}}<br>{{/tracks}}</td></tr>
{{/has_tracks}}
{{#has_shipping_address}}
<tr><td style="padding:20px 32px 0"><strong>[[ship_to]]</strong><br>{{#shipping_address}}{{line}}<br>{{/shipping_address}}</td></tr>
{{/has_shipping_address}}
<tr><td style="padding:24px 32px;color:#52606d;font-size:12px">{{#has_channel_number}}[[channel_number]]: {{channel_order_number}}<br>{{/has_channel_number}}{{store_name}}</td></tr>
</table>
</td></tr></table>
</body>
</html>
)mustache";

void FillWords(std::string& text, bool is_korean, const Words& words) {
    const std::pair<const char*, const char*> fills[] = {
        {"[[heading]]", words.heading},
        {"[[sentence]]", words.sentence},
        {"[[language]]", is_korean ? "ko" : "en"},
        {"[[hello]]",
         is_korean ? "{{customer_name}} 고객님, 안녕하세요." : "Hello {{customer_name}},"},
        {"[[tracks]]", is_korean ? "운송장 번호" : "Tracking numbers"},
        {"[[ship_to]]", is_korean ? "배송지" : "Delivery address"},
        {"[[channel_number]]", is_korean ? "주문처 주문 번호" : "Your order number there"},
        {"[[item]]", is_korean ? "상품" : "Item"},
        {"[[quantity]]", is_korean ? "수량" : "Quantity"},
        {"[[amount]]", is_korean ? "금액" : "Amount"},
    };
    for (const auto& [mark, fill] : fills) {
        base::ReplaceAll(text, mark, fill);
    }
}

}  // namespace

domain::MailTemplate BuiltinTemplate(MailKind kind, std::string_view language) {
    const bool is_korean = language == "ko";
    const Words words = is_korean ? KoreanWords(kind) : EnglishWords(kind);
    domain::MailTemplate made{words.subject, kText, kHtml};
    FillWords(made.text, is_korean, words);
    FillWords(made.html, is_korean, words);
    return made;
}

}  // namespace orderyard::mail
