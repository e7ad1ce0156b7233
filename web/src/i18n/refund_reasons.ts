// Why something is given back: what the drawer asks and the documents show.
export const refundReasonsEn = {
  customer_return: 'Customer return',
  could_not_ship: 'Could not ship',
  different_item: 'Different item',
  customer_cancel: 'Customer canceled',
  price_error: 'Price was wrong',
  product_out_of_stock: 'Out of stock',
  address_incorrect: 'Address incorrect',
  exchange: 'Exchange',
  undeliverable: 'Undeliverable',
  refused_delivery: 'Delivery refused',
  other: 'Other',
};

export const refundReasonsKo: typeof refundReasonsEn = {
  customer_return: '고객 반품',
  could_not_ship: '발송 불가',
  different_item: '다른 상품 배송',
  customer_cancel: '고객 취소',
  price_error: '가격 오류',
  product_out_of_stock: '품절',
  address_incorrect: '주소 오류',
  exchange: '교환',
  undeliverable: '배송 불가',
  refused_delivery: '수취 거부',
  other: '기타',
};
