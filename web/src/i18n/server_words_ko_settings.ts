// What the server says about stores, products, imports, mails, documents and searches, in Korean.
export const koSettingsSentences: Readonly<Record<string, string>> = {
  'This is needed.': '필수 항목입니다.',
  'A bin is at most 60 characters on one line.': '보관 위치는 한 줄, 60자 이하로 입력해 주세요.',
  'There is no such export.': '해당 내보내기가 없습니다.',
  'There is no such export of yours.': '내가 저장한 해당 내보내기가 없습니다.',
  'You have an export with this name already.': '같은 이름의 내보내기가 있습니다.',
  'There are too many saved exports; delete some.':
    '저장된 내보내기가 너무 많습니다. 일부를 삭제해 주세요.',
  "A saved export is made with a user's rights: sign in, tokens own none.":
    '저장된 내보내기는 사용자의 권한으로 만들어집니다. 로그인해 주세요.',
  'It stays what it is; make another.': '목록은 바꿀 수 없습니다. 새로 만들어 주세요.',
  'The owner of this export may not sign in any more.':
    '이 내보내기의 소유자가 더 이상 로그인할 수 없습니다.',
  'The owner of this export lacks the right to %resource.':
    '이 내보내기의 소유자에게 %resource 권한이 없습니다.',
  'A run of this export was asked for in this moment.': '방금 이 내보내기 실행이 요청되었습니다.',
  'There is no such run.': '해당 실행 기록이 없습니다.',
  'Only a run that failed is tried again.': '실패한 실행만 다시 시도할 수 있습니다.',
  'There is no file of this run, or its time is over.':
    '이 실행의 파일이 없거나 보관 기간이 끝났습니다.',
  'The file lies on the machine that made it (%machine), or was removed by hand.':
    '파일이 만들어진 서버(%machine)에 있거나 직접 삭제되었습니다.',
  "An internal error, see the server's log.": '내부 오류입니다. 서버 로그를 확인해 주세요.',
  'This is too long or no plain text.': '너무 길거나 사용할 수 없는 문자가 있습니다.',
  'A plain text is needed here.': '일반 텍스트를 입력해 주세요.',
  'One of theirs is 1 to 10000 of ours.': '묶음 수량은 1~10000개입니다.',
  'An address that starts with https:// and has {number} in it.':
    'https://로 시작하고 {number}가 들어 있는 주소를 입력해 주세요.',
  'There is a store view with this code already.': '같은 코드의 스토어 뷰가 있습니다.',
  'There is no store view with this code.': '해당 코드의 스토어 뷰가 없습니다.',
  'There is no store view with this id.': '해당 스토어 뷰가 없습니다.',
  'Use 1 to 32 of a-z, 0-9, - and _.': '영문 소문자, 숫자, -, _ 1~32자로 입력해 주세요.',
  'Use 1 to 40 of a-z, 0-9, - and _.': '영문 소문자, 숫자, -, _ 1~40자로 입력해 주세요.',
  'A label for people is needed.': '표시할 이름을 입력해 주세요.',
  'A status code is a letter, then letters, digits and underscores, in lower case, of at most 32 characters.':
    '상태 코드는 영문 소문자로 시작하고 영문 소문자, 숫자, 밑줄 32자 이하여야 합니다.',
  'The state has no such status.': '해당 처리 단계에 없는 상태입니다.',
  "This is the state's default; make another one the default first.":
    '이 단계의 기본 상태입니다. 먼저 다른 상태를 기본으로 지정해 주세요.',
  'There is no order status of this code.': '해당 코드의 주문 상태가 없습니다.',
  'There is no such state.': '해당 처리 단계가 없습니다.',
  'The day must be in the past.': '지난 날짜를 선택해 주세요.',
  'Amazon gives orders of the last two years only.': '아마존은 최근 2년의 주문만 제공합니다.',
  'Write a day such as 2026-01-31.': '2026-01-31과 같은 날짜를 입력해 주세요.',
  'Marks are prime, premium, business and gift.':
    '구분은 prime, premium, business, gift 중 하나입니다.',
  'A store needs a name.': '스토어 이름을 입력해 주세요.',
  'The API address must start with https://.': 'API 주소는 https://로 시작해야 합니다.',
  'The token address must start with https://.': '토큰 주소는 https://로 시작해야 합니다.',
  'The client id of the selling application is missing.': '앱의 클라이언트 ID를 입력해 주세요.',
  'The client secret is missing.': '클라이언트 암호를 입력해 주세요.',
  'The refresh token is missing.': '리프레시 토큰을 입력해 주세요.',
  'The interval is 180 to 86400 seconds.': '동기화 간격은 180~86400초입니다.',
  'The region is na, eu or fe.': '지역은 na, eu, fe 중 하나입니다.',
  'The region has no such marketplace.': '이 지역에 없는 마켓플레이스입니다.',
  'The seller id is missing (Seller Central, Account Info).':
    '판매자 ID를 입력해 주세요(셀러 센트럴의 계정 정보에 있습니다).',
  'There is no store with this code or id.': '해당 스토어가 없습니다.',
  'The connection of this store has ended.': '연결이 끝난 스토어입니다.',
  'The store is not connected any more; connect it.':
    '스토어 연결이 끊어졌습니다. 다시 연결해 주세요.',
  'This store is not active: it makes no calls.': '비활성 스토어입니다.',
  'Somebody else changed the store in the meantime. Load it again and repeat your change.':
    '그동안 다른 사용자가 스토어를 변경했습니다. 다시 불러와 수정해 주세요.',
  'No sync has succeeded yet.': '아직 성공한 동기화가 없습니다.',
  'This store has no order with this number.': '이 스토어에 해당 번호의 주문이 없습니다.',
  'The text of this order was destroyed after its time.':
    '보관 기간이 지나 원본이 삭제된 주문입니다.',
  'The personal data of this order was destroyed after its time; there is no address to correct.':
    '보관 기간이 지나 개인정보가 삭제된 주문이라 수정할 주소가 없습니다.',
  'The row was decided by somebody else in the meantime.': '그동안 다른 사용자가 처리했습니다.',
  'There is no open difference with this id.': '해당 차이 내역이 없습니다.',
  'A SKU of the order is not in the catalog.': '등록되지 않은 SKU가 있습니다.',
  'A product of the order is disabled.': '판매 중지된 상품이 있습니다.',
  'A product of the order is out of stock.': '재고가 없는 상품이 있습니다.',
  'Canceled before it became a commerce order.': '주문이 생성되기 전에 취소되었습니다.',
  'Ours to ship; what left already is booked as shipped.':
    '판매자가 발송하는 주문이며, 이미 발송된 수량은 발송으로 처리합니다.',
  'Pre-ordered: not payable and not shippable yet.':
    '예약 주문이라 아직 결제와 발송을 할 수 없습니다.',
  'Shipped already: imported as shipped.': '이미 발송되어 발송 완료로 가져옵니다.',
  'Shipped by the channel: imported as complete.': '아마존이 발송해 완료로 가져옵니다.',
  'Sold elsewhere; the channel only ships it.':
    '다른 곳에서 판매된 주문이며 아마존은 발송만 합니다.',
  'Sold elsewhere; cancel it where it was sold.':
    '다른 곳에서 판매된 주문입니다. 판매한 곳에서 취소해 주세요.',
  'Status or fulfilment of the order is not known.': '주문 상태나 발송 주체를 알 수 없습니다.',
  'Its status is not one we know; look at it in Seller Central.':
    '알 수 없는 상태입니다. 셀러 센트럴에서 확인해 주세요.',
  'The channel calls the order unfulfillable; a person must look.':
    '아마존에서 처리할 수 없는 주문으로 표시되었습니다. 확인해 주세요.',
  'The channel gave no lines for this order.': '아마존이 상품 정보를 제공하지 않은 주문입니다.',
  'The channel ships it; the order is made once it has.':
    '아마존이 발송하는 주문이며, 발송되면 주문이 생성됩니다.',
  'The channel ships this order; only it knows where to.':
    '아마존이 발송하는 주문이라 배송지를 알 수 없습니다.',
  'Has a commerce order; the channel now uses a value that is not known.':
    '주문이 생성되었지만 아마존이 알 수 없는 값을 보냈습니다.',
  'The order cannot be read.': '주문을 읽을 수 없습니다.',
  'The order mixes currencies.': '통화가 섞여 있는 주문입니다.',
  'The order names no currency.': '통화가 없는 주문입니다.',
  'An address needs its country.': '국가를 입력해 주세요.',
  'A state of the United States is given by its two letters.':
    '미국의 주는 두 글자로 입력해 주세요.',
  'Every package has a tracking number; say which one gets this.':
    '모든 상자에 운송장 번호가 있습니다. 추가할 상자를 선택해 주세요.',
  'The shipment has no package with this id.': '배송에 해당 상자가 없습니다.',
  'This shipment has no such track.': '배송에 해당 운송장 번호가 없습니다.',
  'The tracking number is the same as before.': '이전과 같은 운송장 번호입니다.',
  'A carrier code has 1 to 50 printable characters without blanks.':
    '택배사 코드는 공백 없이 1~50자로 입력해 주세요.',
  'A tracking number needs its carrier; use "custom" for one not listed.':
    '운송장 번호의 택배사를 선택해 주세요. 목록에 없으면 직접 입력을 선택해 주세요.',
  'The tracking number is missing; leave the whole track out to add it later.':
    '운송장 번호를 입력해 주세요. 나중에 추가하려면 비워 두세요.',
  'Amazon has no carrier with this code.': '아마존에 없는 택배사 코드입니다.',
  'There is no carrier with this code.': '해당 코드의 택배사가 없습니다.',
  'A product needs a SKU of at most 1024 bytes.': '상품의 SKU를 입력해 주세요.',
  'A price needs an ISO 4217 currency such as EUR.': '가격에는 EUR과 같은 통화가 필요합니다.',
  'A currency is three letters of ISO 4217, such as EUR.':
    '통화는 EUR과 같은 세 글자로 입력해 주세요.',
  'A channel SKU needs the code of its store.': '판매 채널 SKU에는 스토어 코드가 필요합니다.',
  'There is no customer with this id.': '해당 고객이 없습니다.',
  'There is no product with this id.': '해당 상품이 없습니다.',
  'There is no product with this SKU.': '해당 SKU의 상품이 없습니다.',
  'There is no such product.': '해당 상품이 없습니다.',
  'The store has no mapping of this SKU.': '이 스토어에 연결되지 않은 SKU입니다.',
  'The file is larger than 32 MiB.': '파일이 32MiB를 넘습니다.',
  'Line 1: the column sku is missing.': '1행에 sku 열이 없습니다.',
  'A column order_number or shipment_number is needed.':
    'order_number 또는 shipment_number 열이 필요합니다.',
  'At most %limit lines at once.': '한 번에 %limit행까지 가져올 수 있습니다.',
  'Several store views have a shipment with this number.':
    '여러 스토어 뷰에 같은 번호의 배송이 있습니다.',
  'There is no number in this line.': '이 행에 번호가 없습니다.',
  'There is no order with this number.': '해당 번호의 주문이 없습니다.',
  'There is no order %id.': '주문 %id이(가) 없습니다.',
  'There is no shipment with this number.': '해당 번호의 배송이 없습니다.',
  'There is no such order.': '해당 주문이 없습니다.',
  'This shipment has another number already; correct it there.':
    '이미 다른 운송장 번호가 있는 배송입니다. 배송 화면에서 수정해 주세요.',
  'This shipment is of another order.': '다른 주문의 배송입니다.',
  'Some lines cannot be taken; nothing was changed.':
    '가져올 수 없는 행이 있어 아무것도 변경하지 않았습니다.',
  'Somebody else changed these settings; load them again.':
    '다른 사용자가 설정을 변경했습니다. 다시 불러와 주세요.',
  'There is nothing of this kind to print for these orders.':
    '선택한 주문에 인쇄할 문서가 없습니다.',
  'Labels take the right to %resource.': '라벨을 인쇄하려면 %resource 권한이 필요합니다.',
  'Too many orders match; narrow it.': '주문이 너무 많습니다. 조건을 좁혀 주세요.',
  'This store view has no logo.': '이 스토어 뷰에는 로고가 없습니다.',
  'At most 600 bytes of text.': '600바이트까지 입력할 수 있습니다.',
  'At most four numbers fit.': '번호는 4개까지 입력할 수 있습니다.',
  'At most six lines fit.': '6줄까지 입력할 수 있습니다.',
  'Not a country code such as US or DE.': 'KR, US와 같은 국가 코드를 입력해 주세요.',
  'One line of at most 200 bytes is needed here.': '200바이트 이내의 한 줄로 입력해 주세요.',
  'Write it as #1f4e79.': '#1f4e79와 같은 형식으로 입력해 주세요.',
  'A number from 1 to 65535.': '1~65535 사이의 숫자를 입력해 주세요.',
  'Neither user nor password has two lines.': '사용자와 비밀번호는 한 줄로 입력해 주세요.',
  'There is no rule of its own here.': '별도로 설정한 규칙이 없습니다.',
  'There is no template of its own here.': '별도로 작성한 템플릿이 없습니다.',
  'This server sends no mails.': '이 서버는 메일을 보내지 않습니다.',
  'This server does not ask channels.': '이 서버는 아마존에 조회하지 않습니다.',
  'This server does not sync.': '이 서버는 동기화하지 않습니다.',
  'The channel carries no such message.': '아마존이 지원하지 않는 메시지입니다.',
  'The channel words a request for a review itself.':
    '리뷰 요청 문구는 아마존이 정하므로 내용을 입력할 수 없습니다.',
  'There is no such view of yours.': '해당 보기가 없습니다.',
  'You have too many views; delete some.': '보기가 너무 많습니다. 일부를 삭제해 주세요.',
  'Too many pages are open; close some.': '열린 화면이 너무 많습니다. 일부를 닫아 주세요.',
  'There is no such integration.': '해당 연동이 없습니다.',
  'There is no second factor.': '2단계 인증이 설정되어 있지 않습니다.',
  'There is no second factor to confirm.': '확인할 2단계 인증이 없습니다.',
  'There were too many failed log-ins. Try again in %retry_after_seconds seconds.':
    '로그인 실패가 너무 많습니다. %retry_after_seconds초 후에 다시 시도해 주세요.',
  'The receiver did not answer with a 2xx.': '수신 서버가 2xx로 응답하지 않았습니다.',
  "A change needs the session's X-CSRF-Token, from a page of this server.":
    '화면을 새로고침한 뒤 다시 시도해 주세요.',
  "Log in from this server's page.": '이 서버의 로그인 화면에서 로그인해 주세요.',
  'Log in to change the password.': '비밀번호를 변경하려면 로그인해 주세요.',
  'A text of 1 to %limit bytes is needed.': '1~%limit바이트로 입력해 주세요.',
  'The text is longer than %limit bytes.': '%limit바이트까지 입력할 수 있습니다.',
  'The value is longer than %limit bytes.': '%limit바이트까지 입력할 수 있습니다.',
  'The text holds control characters.': '사용할 수 없는 문자가 있습니다.',
  'An amount such as "12.34" is needed.': '12.34와 같은 금액을 입력해 주세요.',
  'An amount such as "12.34" is needed, not negative.':
    '12.34와 같은 0 이상의 금액을 입력해 주세요.',
  'A decimal amount such as 12.34 is needed, with at most four decimals.':
    '12.34와 같은 금액을 소수점 넷째 자리까지 입력해 주세요.',
  'A whole number from %min to %max is needed.': '%min~%max 사이의 정수를 입력해 주세요.',
  'A date (2026-01-31) or an instant with its zone (2026-01-31T10:00:00Z) is needed.':
    '2026-01-31과 같은 날짜를 입력해 주세요.',
};
