// What the server says about orders and what Amazon was told of them, in Korean: refusals, notes of the
// history, and how far each message has come.
export const koOrderSentences: Readonly<Record<string, string>> = {
  'The order came from no channel; send the file by mail.':
    '자체 주문입니다. 파일을 메일로 보내 주세요.',
  'The store is not connected; activate or connect it first.':
    '스토어가 연결되어 있지 않습니다. 먼저 활성화하거나 연결해 주세요.',
  'The store gives no invoices to the channel; change that in its settings.':
    '이 스토어는 인보이스를 아마존에 제출하지 않습니다. 설정에서 바꿀 수 있습니다.',
  'This marketplace takes no invoices from sellers; send the file by mail.':
    '이 마켓플레이스는 판매자의 인보이스를 받지 않습니다. 파일을 메일로 보내 주세요.',
  'The document is not valid any more; make a new one instead.':
    '더 이상 유효하지 않은 문서입니다. 새로 발행해 주세요.',
  'The file is on its way to the channel; wait for its answer.':
    '파일을 아마존에 전송하고 있습니다. 결과를 기다려 주세요.',
  'Nobody knows whether the channel has the file; decide about that message first.':
    '아마존이 파일을 받았는지 알 수 없습니다. 먼저 해당 전송 건을 판단해 주세요.',
  'The channel has the file already; there is nothing to do.': '아마존이 이미 파일을 받았습니다.',
  'The file is given to the channel.': '파일을 아마존에 제출합니다.',
  'The document was taken back.': '문서가 무효 처리되었습니다.',
  'the document was taken back': '문서가 무효 처리되었습니다.',
  'waits until a piece of the order has shipped': '상품이 발송되면 전송합니다.',
  "waits until Amazon's books show the refund that the credit memo is about":
    '아마존 정산에 해당 환불이 표시되면 전송합니다.',
  'there is no file of the document that Amazon would take':
    '아마존에 제출할 수 있는 파일이 없습니다.',
  'The reason is too long; put the details into a comment.':
    '사유가 너무 깁니다. 자세한 내용은 메모에 적어 주세요.',
  "The buyer's wish to cancel is not followed.": '구매자의 취소 요청을 받아들이지 않았습니다.',
  'The buyer asks to cancel': '구매자가 취소를 요청했습니다.',
  'A cancel is about at least one piece; raise a quantity.':
    '취소할 상품을 1개 이상 선택해 주세요.',
  'No cancel of this order is pending; there is nothing to end.': '진행 중인 취소 요청이 없습니다.',
  "The cancel has left for the channel; wait for the channel's answer.":
    '취소 요청이 이미 아마존에 전송되었습니다. 결과를 기다려 주세요.',
  'The cancel was given up.': '취소를 철회했습니다.',
  'This is too long for an address.': '주소가 너무 깁니다.',
  'An address holds plain text in UTF-8, line by line.': '주소는 일반 텍스트로 입력해 주세요.',
  'A Canadian postal code looks like K1A 0B1.': '캐나다 우편번호는 K1A 0B1과 같은 형식입니다.',
  'A ZIP code looks like 98101 or 98101-1234.':
    '미국 우편번호는 98101 또는 98101-1234와 같은 형식입니다.',
  'The order has no line with this id.': '주문에 해당 상품이 없습니다.',
  'A quantity is 0 or more; ask for fewer pieces instead.': '수량은 0 이상이어야 합니다.',
  'The line is listed twice; put both quantities into one.':
    '같은 상품이 두 번 있습니다. 수량을 합쳐 주세요.',
  'A package has at least one piece in it; raise a quantity.':
    '상자마다 상품을 1개 이상 담아 주세요.',
  'An invoice bills at least one piece; raise a quantity.':
    '인보이스를 발행할 상품을 1개 이상 선택해 주세요.',
  'The ship date is in the future; give it once it has left.':
    '발송일이 미래입니다. 발송한 뒤에 입력해 주세요.',
  'The order has no such shipment.': '주문에 해당 배송이 없습니다.',
  'The order has no such invoice.': '주문에 해당 인보이스가 없습니다.',
  'The order has no invoice with this id.': '주문에 해당 인보이스가 없습니다.',
  'The order has no such credit memo.': '주문에 해당 환불 전표가 없습니다.',
  'The order has no such tracking number.': '주문에 해당 운송장 번호가 없습니다.',
  'The order has no such document of this kind.': '주문에 해당 문서가 없습니다.',
  'The package has as many tracks as it can have.':
    '상자에 등록할 수 있는 운송장 번호 수를 넘었습니다.',
  'The carrier is missing.': '택배사를 선택해 주세요.',
  'The number is missing.': '번호를 입력해 주세요.',
  'Nothing is left to ship.': '발송할 상품이 남아 있지 않습니다.',
  'All of it has left already.': '모두 발송되었습니다.',
  'The order is complete; there is nothing left to hold back.':
    '완료된 주문이라 보류할 것이 없습니다.',
  'This is not one of the reasons for a refund.': '환불 사유를 목록에서 선택해 주세요.',
  'The refund is sent to the channel.': '환불을 아마존에 전송합니다.',
  'It is sent to the channel.': '아마존에 전송합니다.',
  'The package is told to the channel.': '발송 정보를 아마존에 전송합니다.',
  'The shipment was taken back.': '배송이 무효 처리되었습니다.',
  'The credit memo was taken back.': '환불 전표가 무효 처리되었습니다.',
  'the credit memo was taken back': '환불 전표가 무효 처리되었습니다.',
  'A person has sent it again.': '다시 전송했습니다.',
  'The order is canceled; nothing is sent.': '취소된 주문이라 전송하지 않습니다.',
  'The channel tells how it was sent.': '아마존에서 배송 정보를 받았습니다.',
  'The channel gave no amounts for this line.': '아마존이 이 상품의 금액을 제공하지 않았습니다.',
  "Unit price times quantity is not the line's amount.": '단가와 수량의 곱이 상품 금액과 다릅니다.',
  "The amounts do not tell whether tax is inside the price; the marketplace's convention was taken.":
    '가격에 세금이 포함되었는지 알 수 없어 마켓플레이스의 기준을 적용했습니다.',
  "The channel paid back in another currency than the order's.":
    '아마존이 주문과 다른 통화로 환불했습니다.',
  'It has left; give the money back with a credit memo.':
    '이미 발송되었습니다. 환불 전표로 환불해 주세요.',
  "A part has left; cancel the rest line by line on the order's page, or in Seller Central.":
    '일부가 발송되었습니다. 나머지는 주문 화면이나 셀러 센트럴에서 상품별로 취소해 주세요.',
  'Not paid yet; until it is, only the buyer or Seller Central can cancel it.':
    '아직 결제 전입니다. 결제 전에는 구매자나 셀러 센트럴에서만 취소할 수 있습니다.',
  'It is canceled already.': '이미 취소되었습니다.',
  'The channel ships this order; cancel it in Seller Central.':
    '아마존이 발송하는 주문입니다. 셀러 센트럴에서 취소해 주세요.',
  'Import is switched off for this store; the order is only shown.':
    '이 스토어는 가져오기가 꺼져 있어 조회만 할 수 있습니다.',
  "Placed before the store's import start date; only shown.":
    '스토어의 가져오기 시작일 이전 주문이라 조회만 할 수 있습니다.',
  'Has a commerce order, kept in step with the channel.': '주문이 생성되어 아마존과 동기화됩니다.',
  'Paid and ours to ship.': '결제된 주문이며 판매자가 발송합니다.',
  'The payment is not verified yet; nothing may be shipped.':
    '결제가 아직 확인되지 않아 발송할 수 없습니다.',
  'Stock is held while the payment is being verified.': '결제를 확인하는 동안 재고를 예약합니다.',
  'a person must decide': '확인 후 결정해 주세요.',
  'sent again': '다시 전송합니다.',
  'Amazon lost it: told again': '아마존에 반영되지 않아 다시 전송합니다.',
  'the answer of Amazon is awaited': '아마존의 응답을 기다리는 중입니다.',
  'handed to Amazon in a feed': '피드로 아마존에 전달했습니다.',
  'waits for the feed before it': '앞선 피드가 끝나기를 기다립니다.',
  'waits for the feed of another marketplace': '다른 마켓플레이스의 피드를 기다립니다.',
  'Amazon wants 20 minutes between two feeds': '아마존 피드 간격은 20분입니다.',
  "accepted by Amazon's processing report": '아마존 처리 보고서에서 접수를 확인했습니다.',
  'Amazon does not know the order': '아마존에 없는 주문입니다.',
  'Amazon does not show the package': '아마존에 배송 정보가 보이지 않습니다.',
  'Amazon shows our package with other content': '아마존에 다른 내용의 배송 정보가 보입니다.',
  'Amazon canceled these pieces meanwhile': '그동안 아마존에서 취소된 상품입니다.',
  'Amazon does not show the order as canceled': '아마존에 아직 취소로 표시되지 않습니다.',
  'Amazon does not show the pieces as canceled': '아마존에 아직 취소된 상품으로 표시되지 않습니다.',
  'Amazon shows pieces of the order as shipped': '아마존에 일부 상품이 발송된 것으로 표시됩니다.',
  'Amazon shows pieces as shipped that were to be canceled':
    '취소하려던 상품이 아마존에 발송된 것으로 표시됩니다.',
  'Amazon shows it as canceled already': '아마존에서 이미 취소되었습니다.',
  'Amazon gives no report about the feed': '아마존이 피드 처리 결과를 제공하지 않습니다.',
  "Amazon's report does not add up": '아마존의 처리 결과가 맞지 않습니다.',
  "Amazon's answer to the feed was lost": '피드에 대한 아마존의 응답을 받지 못했습니다.',
  'Amazon cancelled the feed before it began': '아마존이 처리 전에 피드를 취소했습니다.',
  'Amazon cancels every feed with it before it begins':
    '아마존이 피드를 처리 전에 계속 취소합니다.',
  'Amazon has not finished the feed in four weeks': '아마존이 4주 동안 피드를 처리하지 않았습니다.',
  'the feed took too long to build': '피드를 만드는 데 시간이 너무 오래 걸렸습니다.',
  'the feed never reached Amazon': '피드가 아마존에 전달되지 않았습니다.',
  'the package is no longer there': '해당 상자가 더 이상 없습니다.',
  'the package cannot be told to Amazon': '아마존에 전송할 수 없는 상자입니다.',
  "a line of the package is not one of Amazon's": '상자에 아마존 주문이 아닌 상품이 있습니다.',
  'what was sent is not known any more': '전송한 내용을 확인할 수 없습니다.',
  'there is nothing to cancel': '취소할 상품이 없습니다.',
  "whether Amazon paid it cannot be told from here: look at the order's transactions in Seller Central":
    '아마존이 환불했는지 여기에서 확인할 수 없습니다. 셀러 센트럴의 거래 내역을 확인해 주세요.',
  'Amazon wants a reason for every refund.': '아마존에 보낼 환불 사유를 선택해 주세요.',
  'Amazon gives money back by line only; the memo has none.':
    '아마존은 상품별로만 환불합니다. 환불 전표에 상품이 없습니다.',
  'The line is not one that Amazon knows.': '아마존에 없는 상품입니다.',
  'Adjustments must not be negative.': '조정 금액은 0 이상이어야 합니다.',
  'The memo gives nothing back: Amazon takes no zeros.':
    '환불할 금액이 없습니다. 아마존은 0원 환불을 받지 않습니다.',
  'The order is from a marketplace we do not know.': '알 수 없는 마켓플레이스의 주문입니다.',
  'Amazon Standard': '아마존 일반 배송',
  'Amazon Expedited': '아마존 빠른 배송',
  'Amazon Priority': '아마존 우선 배송',
  'Amazon Nextday': '아마존 익일 배송',
  'Amazon Secondday': '아마존 2일 배송',
  'Amazon Next day': '아마존 익일 배송',
  'Amazon Second day': '아마존 2일 배송',
  'Amazon Same day': '아마존 당일 배송',
  'Amazon Scheduled': '아마존 지정일 배송',
  'Amazon Free economy': '아마존 무료 이코노미 배송',
  Standard: '일반 배송',
};

// $1, $2: what is kept, in Korean where it is a sentence of the server itself.
export const koOrderPatterns: readonly (readonly [RegExp, string])[] = [
  [/^The channel refused the file of (\S+): (.+)$/, '아마존이 $1 파일을 거절했습니다: $2'],
  [/^Repeats order (\S+)$/, '주문 $1 재주문'],
  [/^Repeated as order (\S+)$/, '주문 $1(으)로 재주문'],
  [/^The channel refused to cancel: (.+)$/s, '아마존이 취소를 거절했습니다: $1'],
  [
    /^The channel refused credit memo (\S+): (.+)$/s,
    '아마존이 환불 전표 $1을(를) 거절했습니다: $2',
  ],
  [/^The channel did not take the shipment: (.+)$/s, '아마존이 발송 확인을 거절했습니다: $1'],
  [/^Amazon would refuse it: (.+)$/s, '아마존에서 거절되는 내용입니다: $1'],
  [
    /^accepted by Amazon's processing report: (.+)$/s,
    '아마존 처리 보고서에서 접수를 확인했습니다: $1',
  ],
  [/^Amazon is asked at (\S+) whether it shows it$/, '$1에 아마존 반영 여부를 확인합니다.'],
  [/^sent again at (\S+)$/, '$1에 다시 전송합니다.'],
  [/^sent in another feed at (\S+)$/, '$1에 다른 피드로 다시 전송합니다.'],
  [/^leaves with others of its kind at (\S+)$/, '$1에 같은 종류와 함께 전송합니다.'],
  [/^Amazon's report is fetched at (\S+)$/, '$1에 아마존 처리 결과를 가져옵니다.'],
  [/^Amazon's feeds are listed at (\S+)$/, '$1에 아마존 피드 목록을 확인합니다.'],
  [
    /^Amazon works on feed (\S+); asked about at (\S+)$/,
    '아마존이 피드 $1 처리 중, $2에 확인합니다.',
  ],
  [/^asked about again at (\S+)$/, '$1에 다시 확인합니다.'],
  [/^the feed goes on at (\S+)$/, '$1에 피드를 계속 처리합니다.'],
  [/^the feed is handed over at (\S+)$/, '$1에 피드를 전달합니다.'],
  [
    /^Amazon has been working on the feed for (\d+) hours; it is not sent again$/,
    '아마존이 피드를 $1시간째 처리 중이며 다시 전송하지 않습니다.',
  ],
  [
    /^Amazon shows the order as (\S+); it can be canceled when it is unshipped; looked at again at (\S+)$/,
    '아마존 주문 상태는 $1입니다. 미발송 상태가 되면 취소할 수 있으며 $2에 다시 확인합니다.',
  ],
  [/^Amazon shows it as package (.+)$/, '아마존에 상자 $1(으)로 표시됩니다.'],
  [
    /^Amazon shows the pieces in package (.+), which is not ours$/,
    '다른 상자($1)로 발송된 것으로 표시됩니다.',
  ],
  [/^the order cannot be read: (.+)$/s, '주문을 읽을 수 없습니다: $1'],
  [/^(.+), at the earliest at (\S+)$/, '$1 빨라야 $2입니다.'],
  [/^(.+), however often it is told$/, '여러 번 전송했지만: $1'],
  [
    /^Of (.+) at most (\d+) can be asked for: that is what is left to (\w+)\.$/,
    '$1의 남은 수량은 $2개입니다.',
  ],
  [/^A package has at most (\d+) tracking numbers\.$/, '상자당 운송장 번호는 $1개까지입니다.'],
  [/^A comment has at most (\d+) bytes; shorten it\.$/, '메모는 $1바이트까지입니다. 줄여 주세요.'],
  [
    /^The ship date is before the order was placed \((\S+)\)\.$/,
    '발송일이 주문일($1)보다 빠릅니다.',
  ],
  [
    /^The status does not belong to the order's state \w+; choose one of that state\.$/,
    '현재 처리 단계에서 선택할 수 없는 상태입니다.',
  ],
  [
    /^The memo gives back (.+): the fee is at most that\.$/,
    '공제 금액은 환불 금액 $1 이하여야 합니다.',
  ],
  [
    /^The memo comes to (.+), but at most (.+) can still be given back; lower an amount\.$/,
    '환불 금액은 $1이지만 최대 $2까지 환불할 수 있습니다.',
  ],
  [
    /^The memo gives nothing back: at most (.+) is left; raise a quantity or an amount\.$/,
    '환불할 금액이 없습니다. 최대 $1까지 환불할 수 있으니 수량이나 금액을 입력해 주세요.',
  ],
  [
    /^At most (.+) of shipping \(without tax\) can be given back\.$/,
    '배송비(세금 제외)는 최대 $1까지 환불할 수 있습니다.',
  ],
  [/^At most (\S+ [A-Z]{3}) of (.+) can be given back\.$/, '$2: 최대 $1까지 환불할 수 있습니다.'],
  [
    /^The channel gives money back only for pieces that were shipped \(of (.+) (\d+) can be given back\); cancel the others instead\.$/,
    '아마존은 발송된 상품만 환불합니다($1: $2개 환불 가능). 나머지는 취소해 주세요.',
  ],
  [
    /^Only what was paid can be given back; the invoice is \w+\.$/,
    '결제된 인보이스만 환불할 수 있습니다.',
  ],
  [
    /^Line (.+) has pieces that were not shipped: Amazon refunds what it has seen shipped; cancel them instead\.$/,
    '$1에 발송되지 않은 수량이 있습니다. 아마존은 발송된 상품만 환불하므로 취소해 주세요.',
  ],
  [
    /^Amazon has not been told yet that line (.+) was shipped: its package waits for a tracking number\. Add it, then refund\.$/,
    '$1의 발송이 아직 아마존에 전송되지 않았습니다. 운송장 번호를 추가한 뒤 환불해 주세요.',
  ],
  [
    /^Line (.+): (\w+) (\S+) is over the (\S+) that is left to give back\.$/,
    '$1: $2 $3이(가) 남은 환불 가능 금액 $4을(를) 넘습니다.',
  ],
  [
    /^The fee of (\S+) is over the (\S+) given back for goods, which it is taken off\.$/,
    '공제 금액 $1이(가) 상품 환불 금액 $2을(를) 넘습니다.',
  ],
  [/^(.+): (\S+) at Amazon, (\S+) here$/, '$1: 아마존 $2, 여기 $3'],
  [/^line (\S+) is only at Amazon$/, '상품 $1: 아마존에만 있음'],
  [/^Paid back by the channel on (\S+)$/, '아마존이 $1에 환불'],
];
