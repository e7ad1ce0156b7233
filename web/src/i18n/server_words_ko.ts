// English sentences of the server with the Korean that people read instead. Placeholders stay as they
// are. Loaded with the Korean catalogues.
import { koOrderPatterns, koOrderSentences } from './server_words_ko_orders';
import { koSettingsSentences } from './server_words_ko_settings';

export const koSentences: Readonly<Record<string, string>> = {
  ...koOrderSentences,
  ...koSettingsSentences,
  'Write the address that mails come from, such as shop@example.com.':
    'shop@example.com과 같이 메일을 보내는 주소를 입력해 주세요.',
  'Write a name of one line, up to 128 bytes.': '이름은 한 줄, 128바이트 이하로 입력해 주세요.',
  'Name up to 10 addresses.': '주소는 10개까지 입력할 수 있습니다.',
  "Write the server's name, such as mail.example.com.":
    'mail.example.com과 같은 서버 이름을 입력해 주세요.',
  'A password needs a user.': '비밀번호를 쓰려면 사용자도 입력해 주세요.',
  'From 5 to 600 seconds.': '5초에서 600초 사이로 입력해 주세요.',
  'Paste certificates in PEM form, up to 16 KiB.':
    '인증서를 PEM 형식으로 16KiB까지 붙여 넣어 주세요.',
  'The mail server is named in the configuration file; change it there and restart.':
    '메일 서버가 설정 파일에 지정되어 있습니다. 파일을 수정하고 다시 시작해 주세요.',
  'No mail server is set up yet; save one first.': '메일 서버가 아직 없습니다. 먼저 저장해 주세요.',
  'The mail server did not take the mail (%problem): %said':
    '메일 서버가 메일을 받지 않았습니다(%problem): %said',
  'A mail needs a subject.': '메일 제목을 입력해 주세요.',
  'A subject has one line.': '제목은 한 줄로 입력해 주세요.',
  'A mail needs a text for readers that show no HTML.':
    'HTML을 표시하지 않는 메일 프로그램을 위한 텍스트를 입력해 주세요.',
  'A mail that was sent is not sent again; write a new one.':
    '이미 발송한 메일은 다시 보낼 수 없습니다. 새로 작성해 주세요.',
  'Only a mail that waits or is doubtful can be given up.':
    '대기 중이거나 확인이 필요한 메일만 취소할 수 있습니다.',
  'There is no mail with this id.': '해당 메일이 없습니다.',
  'A real order shows names and addresses; preview with the sample instead.':
    '실제 주문에는 이름과 주소가 나옵니다. 예시 주문으로 미리 보세요.',
  'The order came from no channel; write a mail instead.':
    '아마존 주문이 아닙니다. 메일을 보내 주세요.',
  'A message of this kind is on its way already.': '같은 종류의 메시지를 이미 보내고 있습니다.',
  'A message has a text.': '메시지 내용을 입력해 주세요.',
  'At most %limit characters.': '%limit자 이하로 입력해 주세요.',
  'The channel allows neither e-mail addresses nor markup: leave out @ and <.':
    '아마존은 이메일 주소와 HTML을 허용하지 않습니다. @와 <를 빼 주세요.',
  'A valid token or session is needed.': '로그인이 필요합니다.',
  'Change the one-time password first.': '먼저 임시 비밀번호를 변경해 주세요.',
  'The database cannot be used now.':
    '지금 데이터베이스를 사용할 수 없습니다. 잠시 후 다시 시도해 주세요.',
  'Somebody else changed this at the same time.': '다른 사용자가 동시에 변경했습니다.',
  'This takes the right to %resource.': '이 작업에는 %resource 권한이 필요합니다.',
  'The name, the password or the code is wrong.':
    '사용자 이름, 비밀번호 또는 인증 코드가 올바르지 않습니다.',
  'A code of the second factor is needed.': '2단계 인증 코드를 입력해 주세요.',
  'The new password is the one in use.': '현재 사용 중인 비밀번호와 같습니다.',
  'A password has 10 characters at least.': '비밀번호는 10자 이상이어야 합니다.',
  'A password has 128 characters at most.': '비밀번호는 128자 이하여야 합니다.',
  'The password is one that everybody tries first.': '너무 흔한 비밀번호입니다.',
  "The password is the user's name or e-mail address.":
    '사용자 이름이나 이메일은 비밀번호로 쓸 수 없습니다.',
  'The password repeats the same characters.': '같은 글자가 반복되는 비밀번호입니다.',
  'The order was changed in the meantime (version %seen, now %version): %changes. Load it again and repeat what is still wanted.':
    '그동안 주문이 변경되었습니다(버전 %seen → %version): %changes. 변경 내용을 확인하고 다시 진행해 주세요.',
  'There is no order with this id.': '해당 주문이 없습니다.',
  'There is no order with this id or number.': '해당 번호의 주문이 없습니다.',
  'There is no follow-up with this id.': '해당 전송 내역이 없습니다.',
  'There is no bulk job with this id.': '해당 작업이 없습니다.',
  'There is no such document.': '해당 문서가 없습니다.',
  'There is no store with this code.': '해당 코드의 스토어가 없습니다.',
  'There is nothing at this path.': '찾을 수 없는 주소입니다.',
  'More than %limit orders match; narrow it.': '주문이 %limit건을 넘습니다. 조건을 좁혀 주세요.',
  'You may not do this to orders.': '주문에 대해 이 작업을 할 권한이 없습니다.',
  'The server could not do this; its log says more. Try again.':
    '서버에서 처리하지 못했습니다. 다시 시도해 주세요.',
  'You have a view with this name already.': '같은 이름의 보기가 이미 있습니다.',
  'The order is canceled; reorder it to sell the goods after all.':
    '취소된 주문입니다. 판매하려면 재주문해 주세요.',
  'The order is closed: its money was given back; reorder it to start again.':
    '전액 환불되어 종료된 주문입니다. 다시 진행하려면 재주문해 주세요.',
  'The order is complete; use a credit memo to give something back.':
    '완료된 주문입니다. 환불하려면 환불 전표를 작성해 주세요.',
  'The order is on hold; unhold it first.': '보류 중인 주문입니다. 먼저 보류를 해제해 주세요.',
  'The order is not on hold; there is nothing to take off.': '보류 중인 주문이 아닙니다.',
  'The payment is under review; wait for its result.': '결제 검토 중입니다. 결과를 기다려 주세요.',
  'The channel has not confirmed the payment yet; wait until it releases the order.':
    '아마존이 아직 결제를 확인하지 않았습니다. 주문이 확정될 때까지 기다려 주세요.',
  'The channel ships, cancels and refunds this order itself; do it there.':
    '아마존이 발송·취소·환불하는 주문입니다. 셀러 센트럴에서 처리해 주세요.',
  'A cancel of this order is on its way to the channel; wait for its answer or give the cancel up.':
    '아마존에 취소를 요청 중입니다. 결과를 기다리거나 취소를 철회해 주세요.',
  'Every piece is invoiced or canceled; cancel an open invoice to bill it anew.':
    '모든 상품의 인보이스가 발행되었거나 취소되었습니다. 다시 발행하려면 미결제 인보이스를 취소해 주세요.',
  'Every piece is shipped, refunded or canceled; void a shipment to ship it anew.':
    '모든 상품이 발송·환불·취소되었습니다. 다시 발송하려면 배송을 무효 처리해 주세요.',
  'Nothing is paid yet; cancel the order, or pay an invoice first.':
    '아직 결제된 금액이 없습니다. 주문을 취소하거나 먼저 인보이스를 결제 처리해 주세요.',
  'All that was paid is given back; void a credit memo to give it back otherwise.':
    '결제 금액이 모두 환불되었습니다. 다르게 환불하려면 환불 전표를 무효 처리해 주세요.',
  'Only fees that were kept back are left; void that credit memo to give them back.':
    '공제한 금액만 남아 있습니다. 환불하려면 해당 환불 전표를 무효 처리해 주세요.',
  'The channel takes refunds of shipped orders only; cancel the order instead.':
    '아마존은 발송된 주문만 환불합니다. 주문을 취소해 주세요.',
  "A shipment is being told to the channel; wait until the channel's answer is known.":
    '발송 정보를 아마존에 전송 중입니다. 결과가 나올 때까지 기다려 주세요.',
  'A shipment waits to be told to the channel; void that shipment first.':
    '아마존에 전송할 배송이 대기 중입니다. 먼저 배송을 무효 처리해 주세요.',
  'Every piece is shipped, paid or canceled; use a credit memo for paid pieces.':
    '모든 상품이 발송·결제·취소되었습니다. 결제된 상품은 환불 전표를 작성해 주세요.',
  'A line of the order has no product in the catalog; map its SKU first.':
    '상품과 연결되지 않은 SKU가 있습니다. 먼저 SKU를 연결해 주세요.',
  "The lines of a channel's order are the channel's; cancel lines or refund instead.":
    '아마존 주문의 상품은 수정할 수 없습니다. 일부 취소나 환불을 이용해 주세요.',
  'The order has an invoice; cancel the open invoice first.':
    '인보이스가 있는 주문입니다. 먼저 미결제 인보이스를 취소해 주세요.',
  'Nothing is left to ship to another address; reorder to ship again.':
    '발송할 상품이 남아 있지 않습니다. 다시 발송하려면 재주문해 주세요.',
  'The buyer asks to cancel; cancel the order, or hold and unhold it to ship all the same.':
    '구매자가 취소를 요청했습니다. 주문을 취소하거나, 그대로 발송하려면 보류 후 해제해 주세요.',
  'The buyer asks to cancel; decide before shipping.':
    '구매자가 취소를 요청했습니다. 발송 전에 결정해 주세요.',
  'The SKU is not in the catalog: map it to a product.':
    '등록되지 않은 SKU입니다. 상품에 연결해 주세요.',
  'Not enough stock for the open pieces.': '남은 수량만큼 재고가 없습니다.',
  'The product is disabled, but the channel has sold it.':
    '판매 중지된 상품이 아마존에서 판매되었습니다.',
  'The product is disabled, but ordered again.': '판매 중지된 상품을 재주문했습니다.',
  'The channel canceled the order.': '아마존에서 주문이 취소되었습니다.',
  'The channel changed the shipping address.': '아마존에서 배송지가 변경되었습니다.',
  'The channel added a line after the import.': '가져온 뒤 아마존에서 상품이 추가되었습니다.',
  'The channel canceled pieces that were shipped already.':
    '이미 발송한 상품이 아마존에서 취소되었습니다.',
  'The channel changed the amounts of a line already booked.':
    '이미 처리한 상품의 금액이 아마존에서 변경되었습니다.',
  'The returned pieces are promised to other orders by now.':
    '반품 상품이 다른 주문에 배정되어 있습니다.',
  "The lines differ from the order's total.": '상품 금액 합계가 주문 총액과 다릅니다.',
  'The parts of this line differ from its total.': '상품의 세부 금액이 합계와 다릅니다.',
  'The channel uses a value this version does not know; held for a person.':
    '알 수 없는 값이 있어 확인이 필요합니다.',
  "Only a message that was refused or parked needs a decision; wait, or look at the order's other messages.":
    '거절되었거나 판단이 필요한 전송만 결정할 수 있습니다.',
  'This was settled already; there is nothing left to do.': '이미 처리되었습니다.',
  'A later message about the same is there; decide about that.':
    '같은 건에 대한 더 최근 전송이 있습니다. 그 전송을 처리해 주세요.',
  'What the message was about is void; make it anew instead.':
    '대상이 무효 처리되었습니다. 새로 만들어 주세요.',
  'A person has asked to send it again.': '다시 전송하도록 요청했습니다.',
  'The shipment is void already; make a new one.':
    '이미 무효 처리된 배송입니다. 새로 만들어 주세요.',
  'The shipment was made at the channel; change it there.':
    '아마존에서 만든 배송입니다. 아마존에서 변경해 주세요.',
  'The channel may know this shipment; correct its tracking number instead.':
    '아마존에 전송되었을 수 있는 배송입니다. 운송장 번호를 수정해 주세요.',
  'Pieces of this shipment were given back as shipped; void that credit memo first.':
    '이 배송의 상품이 환불되었습니다. 먼저 환불 전표를 무효 처리해 주세요.',
  'The channel gave this money back itself; it cannot be taken back here.':
    '아마존이 직접 환불했으므로 여기에서 되돌릴 수 없습니다.',
  'The credit memo is void already; make a new one.':
    '이미 무효 처리된 환불 전표입니다. 새로 작성해 주세요.',
  'The refund went to the channel; it can be voided only if the channel refuses it.':
    '환불이 아마존에 전송되었습니다. 아마존이 거절한 경우에만 무효 처리할 수 있습니다.',
  'The invoice is canceled already; make a new one to bill the pieces.':
    '이미 취소된 인보이스입니다. 새로 발행해 주세요.',
  'The invoice is canceled; make a new one to be paid.':
    '취소된 인보이스입니다. 새로 발행해 주세요.',
  'The invoice is paid already; there is nothing to pay.': '이미 결제된 인보이스입니다.',
  'The invoice is paid; give the money back with a credit memo.':
    '결제된 인보이스입니다. 환불 전표로 환불해 주세요.',
  'A canceled order is not confirmed; write a comment instead.':
    '취소된 주문에는 확인 메일을 보낼 수 없습니다. 메모를 남겨 주세요.',
  "The channel writes to its buyers itself; allow this kind of mail in the store's settings if its rules permit it.":
    '아마존이 구매자에게 직접 안내합니다. 정책상 허용되는 경우 스토어 설정에서 이 메일을 허용해 주세요.',
  'The order has no e-mail address; reach the buyer otherwise.': '주문에 이메일 주소가 없습니다.',
  'The order has no such document yet; issue it first.':
    '아직 해당 문서가 없습니다. 먼저 발행해 주세요.',
  'Mails of this kind are switched off; switch them on in the mail settings.':
    '이 종류의 메일이 꺼져 있습니다. 메일 설정에서 켜 주세요.',
  'A comment has a text or changes the status; write one.':
    '메모를 입력하거나 상태를 변경해 주세요.',
  'An order is held until a moment to come.': '보류 기한은 현재 이후여야 합니다.',
  'The channel wants to know why an order is canceled; give a reason.':
    '아마존에 보낼 취소 사유를 선택해 주세요.',
  'The channel wants a reason for every refund; choose one.':
    '아마존에 보낼 환불 사유를 선택해 주세요.',
  'An amount to give back is 0 or more.': '환불 금액은 0 이상이어야 합니다.',
  'The amount has more decimals than its currency.': '통화의 소수 자릿수를 넘는 금액입니다.',
  'A tracking number has 1 to 50 printable characters.': '운송장 번호는 1~50자여야 합니다.',
  'The package has this tracking number already.': '이미 등록된 운송장 번호입니다.',
  'The channel is told the name of a custom carrier: give it as the title.':
    '직접 입력한 택배사는 이름을 적어 주세요.',
  'A parcel cannot do without this; fill it in.': '배송에 꼭 필요한 항목입니다.',
  'The address is like this already; change a field of it.':
    '현재 주소와 같습니다. 수정할 항목을 입력해 주세요.',
  'A country is given by its two letters of ISO 3166-1.': '국가는 두 글자 코드로 입력해 주세요.',
  'Amazon would refuse it: nothing is given back.': '환불할 금액이 없어 아마존에서 거절됩니다.',
  'Waits for a tracking number; add it, or say that there will be none.':
    '운송장 번호를 기다리고 있습니다. 번호를 추가하거나 번호 없이 보낸다고 알려 주세요.',
  'The package has a tracking number; remove it first.':
    '운송장 번호가 있는 상자입니다. 먼저 번호를 삭제해 주세요.',
  'The package goes without a tracking number already.': '이미 운송장 번호 없이 보내는 상자입니다.',
  'This user has rights that you do not have.': '본인보다 권한이 많은 사용자입니다.',
  'One active owner has to stay.': '활성 소유자가 한 명은 있어야 합니다.',
  'There is a user of this name.': '같은 이름의 사용자가 있습니다.',
  'There is no such time zone.': '알 수 없는 시간대입니다.',
  'A name has one line of 200 bytes at most.': '이름은 한 줄로 200바이트까지 입력할 수 있습니다.',
  'One line of 200 bytes at most.': '한 줄로 200바이트까지 입력할 수 있습니다.',
  'At least one resource is needed.': '권한을 하나 이상 선택해 주세요.',
  'The role comes with the program, or there are users who have it.':
    '기본 역할이거나 사용 중인 역할입니다.',
  'There is a role of this code.': '같은 코드의 역할이 있습니다.',
  'There is a product with this SKU already.': '같은 SKU의 상품이 이미 있습니다.',
  'Somebody else changed the product in the meantime. Load it again and repeat your change.':
    '그동안 다른 사용자가 상품을 변경했습니다. 다시 불러와 수정해 주세요.',
  'This store is not active: it makes no calls. Activate it first.':
    '비활성 스토어입니다. 먼저 활성화해 주세요.',
  'There is a store of this code already.': '같은 코드의 스토어가 있습니다.',
  'This seller is connected in this region already.': '이미 이 지역에 연결된 판매자입니다.',
  'Write a time zone such as Europe/Berlin or Asia/Seoul.':
    'Asia/Seoul과 같은 시간대를 입력해 주세요.',
  'Orders have this status; give them another one first.':
    '이 상태의 주문이 있습니다. 먼저 다른 상태로 변경해 주세요.',
  'A password goes over an encrypted connection only: choose starttls or tls.':
    '비밀번호는 암호화된 연결로만 전송할 수 있습니다. STARTTLS 또는 TLS를 선택해 주세요.',
  'Write an address such as shop@example.com.': 'shop@example.com과 같은 주소를 입력해 주세요.',
  'A line of text is needed.': '내용을 입력해 주세요.',
  'There is no such user.': '해당 사용자가 없습니다.',
  'The user was changed by somebody else.': '다른 사용자가 이 사용자 정보를 변경했습니다.',
  'A log-in name has 1 to 64 letters, digits and . _ - @':
    '로그인 이름은 영문자, 숫자, . _ - @ 1~64자입니다.',
  'An e-mail address is needed.': '이메일 주소를 입력해 주세요.',
  'There is no such role.': '해당 역할이 없습니다.',
  'This role comes with the program.': '기본 제공 역할은 변경할 수 없습니다.',
  'A code has 1 to 64 small letters, digits and underscores.':
    '코드는 영문 소문자, 숫자, 밑줄 1~64자입니다.',
  'There is an integration of this name.': '같은 이름의 연동이 있습니다.',
  'The integration was revoked.': '폐기된 연동입니다.',
  'A name has 1 to 200 bytes.': '이름을 200바이트 이내로 입력해 주세요.',
  'An https address without user name and password is needed.':
    '사용자 이름과 비밀번호가 없는 https 주소를 입력해 주세요.',
  'Choose at least one event.': '이벤트를 하나 이상 선택해 주세요.',
  'There are as many webhooks as there may be; delete one first.':
    '웹훅 수가 한도에 도달했습니다. 먼저 하나를 삭제해 주세요.',
  'There is no such webhook.': '해당 웹훅이 없습니다.',
  'The webhook is switched off.': '사용 중지된 웹훅입니다.',
  'The webhook has no such delivery, or it is on its way already.':
    '해당 전송 기록이 없거나 이미 전송 중입니다.',
  "The code is not the app's. Is the clock of the phone right?":
    '앱의 코드와 다릅니다. 휴대전화의 시각이 맞는지 확인해 주세요.',
  'There is a second factor already.': '2단계 인증이 이미 설정되어 있습니다.',
  'The password is wrong.': '비밀번호가 틀립니다.',
  'The code is wrong.': '코드가 틀립니다.',
  'Log in to do this.': '로그인한 상태에서만 할 수 있습니다.',
  'You have no such session.': '해당 세션이 없습니다.',
};

// Sentences with something of the order inside: the part in brackets is kept as $1.
export const koPatterns: readonly (readonly [RegExp, string])[] = [
  ...koOrderPatterns,
  [
    /^You have seen the addresses of (\d+) orders within an hour; confirm by your password or a code that you go on\.$/,
    '최근 한 시간 동안 주문 $1건의 주소를 보셨습니다. 비밀번호나 코드로 확인한 후 계속해 주세요.',
  ],
  [
    /^(\S+) was stopped at the limit of addresses seen in an hour\.$/,
    '$1 사용자가 시간당 주소 열람 한도에서 멈췄습니다.',
  ],
  [
    /^(\S+) has confirmed to see the addresses of (\d+) more orders\.$/,
    '$1 사용자가 주문 $2건의 주소를 더 보겠다고 확인했습니다.',
  ],
  [
    /^(\S+) has seen the addresses of more orders than the limit\.$/,
    '$1 사용자가 한도보다 많은 주문의 주소를 봤습니다.',
  ],
  [/^Imported from Amazon order (\S+)$/, '아마존 주문 $1 가져오기'],
  [/^Reordered from (\S+)$/, '주문 $1 재주문'],
  [
    /^There were too many failed log-ins\. Try again in (\d+) seconds\.$/,
    '로그인 실패가 너무 많습니다. $1초 후에 다시 시도해 주세요.',
  ],
  [
    /^Too many requests\. Try again in (\d+) seconds\.$/,
    '요청이 너무 많습니다. $1초 후에 다시 시도해 주세요.',
  ],
  [/^This takes the right to (\S+)\.$/, '이 작업에는 $1 권한이 필요합니다.'],
  [
    /^Nobody gives more rights than he holds: yours lack (\S+)\.$/,
    '본인에게 없는 권한은 줄 수 없습니다: $1',
  ],
  [
    /^To search by this field takes the right to (\S+)\.$/,
    '이 항목으로 검색하려면 $1 권한이 필요합니다.',
  ],
];
