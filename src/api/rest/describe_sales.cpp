// What Magento's routes about orders and their documents are for; read by api/openapi.
#include "api/openapi/texts.hpp"

namespace orderyard::api::rest {

namespace {

constexpr const char* kText = R"(
POST /rest/V1/integration/admin/token
: A bearer token for a user's name and password; it lasts four hours.
> username text!
> password text!

GET /rest/V1/orders
: Orders of all store views, by any of their columns.
?criteria
GET /rest/V1/orders/{id}
: One order with its items, addresses, payment and history.
? fields text what of the answer to keep: entity_id,items[sku]
GET /rest/V1/orders/{id}/statuses
: The code of the order's status.
GET /rest/V1/orders/{id}/comments
: The order's history.
GET /rest/V1/orders/items
: Lines of orders.
?criteria
GET /rest/V1/orders/items/{id}
: One line of an order.
POST /rest/V1/orders
: Changes the status within the state, by entity_id. New orders come from channels only.
> entity object! {entity_id, status}
PUT /rest/V1/orders/create
: The same as POST orders.
> entity object! {entity_id, status}
PUT /rest/V1/orders/{id}
: Corrects the shipping address, as far as the channel lets it be corrected.
> entity object! an address: firstname, lastname, street, city, postcode, country_id, telephone ...
POST /rest/V1/orders/{id}/comments
: Writes into the order's history.
> statusHistory object! {comment, status, is_customer_notified, is_visible_on_front}
POST /rest/V1/orders/{id}/cancel
: Cancels what has not been shipped; true once the channel is asked, false when nothing can be.
POST /rest/V1/orders/{id}/hold
: Holds the order: nothing is billed, shipped or refunded meanwhile.
POST /rest/V1/orders/{id}/unhold
: Ends the hold.
POST /rest/V1/orders/{id}/emails
: Mails the order once more; false when the store does not allow that kind of mail.

POST /rest/V1/order/{id}/invoice
: Bills pieces of an order; the new invoice's id.
> items list(object) {order_item_id, qty}; none: all that is left
> capture bool
> notify bool
> appendComment bool
> comment object {comment, is_visible_on_front}
POST /rest/V1/order/{id}/ship
: Ships pieces of an order as one package and tells the channel; the new shipment's id.
> items list(object) {order_item_id, qty}; none: all that is left. More than is open is cut down.
> tracks list(object) {track_number, title, carrier_code}
> notify bool
> appendComment bool
> comment object {comment, is_visible_on_front}
> arguments object {extension_attributes: {source_code}}
POST /rest/V1/order/{id}/refund
: Gives money back and tells the channel; the new credit memo's id.
> items list(object) {order_item_id, qty}; none: all that is left
> notify bool
> appendComment bool
> comment object {comment, is_visible_on_front}
> arguments object {shipping_amount, adjustment_positive, adjustment_negative, extension_attributes: {return_to_stock_items, reason}}

GET /rest/V1/invoices
: Invoices.
?criteria
GET /rest/V1/invoices/{id}
: One invoice.
POST /rest/V1/invoices
: Bills the items given, by the rules of order/{id}/invoice; the whole invoice.
> entity object! {order_id, items: [{order_item_id, qty}], comments}
GET /rest/V1/invoices/{id}/comments
: Comments on an invoice.
POST /rest/V1/invoices/comments
: Comments on an invoice.
> entity object! {parent_id, comment, is_customer_notified, is_visible_on_front}
POST /rest/V1/invoices/{id}/emails
: Mails an invoice once more.
POST /rest/V1/invoices/{id}/void
: Always refused: the channel collects the money.
POST /rest/V1/invoices/{id}/capture
: Always refused: the channel collects the money.
POST /rest/V1/invoice/{id}/refund
: Gives back what one invoice billed; the new credit memo's id.
> items list(object) {order_item_id, qty}
> isOnline bool
> notify bool
> appendComment bool
> comment object {comment, is_visible_on_front}
> arguments object as for order/{id}/refund

GET /rest/V1/shipments
: Shipments.
?criteria
GET /rest/V1/shipment/{id}
: One shipment with its tracks.
POST /rest/V1/shipment
: Ships the items given, by the rules of order/{id}/ship; the whole shipment.
> entity object! {order_id, items: [{order_item_id, qty}], tracks, comments}
GET /rest/V1/shipment/{id}/label
: The shipping label; empty, as labels are bought elsewhere.
GET /rest/V1/shipment/{id}/comments
: Comments on a shipment.
POST /rest/V1/shipment/{id}/comments
: Comments on a shipment.
> entity object! {comment, is_customer_notified, is_visible_on_front}
POST /rest/V1/shipment/{id}/emails
: Mails a shipment once more.
POST /rest/V1/shipment/track
: Adds a tracking number and tells the channel.
> entity object! {order_id, parent_id, track_number, title, carrier_code}
DELETE /rest/V1/shipment/track/{id}
: Takes a tracking number back.

GET /rest/V1/creditmemos
: Credit memos.
?criteria
GET /rest/V1/creditmemo/{id}
: One credit memo.
POST /rest/V1/creditmemo
: Gives back what is given, by the rules of order/{id}/refund; the whole credit memo.
> entity object! {order_id, items: [{order_item_id, qty}], shipping_amount, adjustment_positive, adjustment_negative}
POST /rest/V1/creditmemo/refund
: The same, under Magento's other name.
> creditmemo object! as entity of POST creditmemo
> offlineRequested bool
PUT /rest/V1/creditmemo/{id}
: Always refused: credit memos are not canceled.
GET /rest/V1/creditmemo/{id}/comments
: Comments on a credit memo.
POST /rest/V1/creditmemo/{id}/comments
: Comments on a credit memo.
> entity object! {comment, is_customer_notified, is_visible_on_front}
POST /rest/V1/creditmemo/{id}/emails
: Mails a credit memo once more.

GET /rest/V1/transactions
: Payments and refunds of orders.
?criteria
GET /rest/V1/transactions/{id}
: One payment or refund.

GET /rest/V1/bulk
: Requests that were left to be done later: any change of this API, sent to /rest/async/V1/... (one) or to
: /rest/async/bulk/V1/... (a list of bodies, with byOrderId and the like for what stands in the path).
?criteria
GET /rest/V1/bulk/{bulk_uuid}/status
: How each of them came out: 1 done, 3 failed, 4 open, 5 rejected.
GET /rest/V1/bulk/{bulk_uuid}/detailed-status
: The same, with what was sent and answered.
GET /rest/V1/bulk/{bulk_uuid}/operation-status/{status}
: How many have that status.
)";

}  // namespace

const char* DescribeSales() {
    return kText;
}

}  // namespace orderyard::api::rest
