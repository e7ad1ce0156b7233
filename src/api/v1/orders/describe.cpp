// What the routes about orders are for; read by api/openapi. Bodies and parameters that are not
// named here are those of recorded requests.
#include "api/openapi/texts.hpp"

namespace orderyard::api::v1 {

namespace {

constexpr const char* kText = R"(
GET /api/v1/orders
: Commerce orders as rows, filtered, sorted, page by page.
? store text a store's code; several: once each
? q text looked for in numbers, people, places, goods, tracking numbers
? zone text where a day begins, e.g. Asia/Seoul; else the user's own
? status text several: once each
? state text several: once each
? marketplace text several: once each
? country text two letters
? fulfilled_by merchant|channel
? mark prime|premium|business|gift several: once each, any of them
? sku text
? ids text with commas
? placed_from text a day or an instant
? placed_to text a day (whole) or an instant
? ship_by_from text
? ship_by_to text
? total_from decimal
? total_to decimal
? to_ship 0|1 something is left for us to ship
? late 0|1 the last moment to ship has passed
? ship_by_today 0|1 still to be shipped today; without those on hold
? held_due 0|1 on hold, and to be shipped by today or late
? on_hold 0|1
? needs_attention 0|1
? cancel_pending 0|1 a cancel of ours is on its way
? cancel_requested 0|1 the buyer asked for it
? sync_error 0|1 the channel refused something, or a person must decide
? refunded 0|1
? sort text placed_at, updated_at, number, channel_number, total, ship_by; "-" before it: descending
? page int from 1
? page_size int
? total text "exact": count all that match, however long it takes
GET /api/v1/orders/counts
: How many orders each of the usual views holds.
GET /api/v1/orders/{id}/neighbours
: The orders before and after this one in a list.
GET /api/v1/orders/{id}
: One order with its items, documents, history and follow-ups.
GET /api/v1/orders/{id}/refundable
: What can be given back, line by line.
? invoice_id int only of this invoice
POST /api/v1/orders/{id}/hold
: Holds an order: nothing is billed, shipped or refunded meanwhile.
> reason text
> until instant when it ends by itself
POST /api/v1/orders/{id}/unhold
: Ends the hold.
POST /api/v1/orders/{id}/cancel
: Cancels lines, or all that is not shipped, and tells the channel.
> reason text!
> comment text
> lines list(object) {order_item_id, quantity}; none: everything
DELETE /api/v1/orders/{id}/cancel
: Gives up a cancel that the channel has not confirmed.
POST /api/v1/orders/{id}/comments
: Writes into the order's history.
> comment text
> status text one of the state's own
> notify bool
> is_visible_on_front bool
POST /api/v1/orders/{id}/reorder
: Makes a new order of the same lines.
= 201
PUT /api/v1/orders/{id}/address
: Corrects an address.
> kind shipping|billing!
> name text
> street1 text
> street2 text
> street3 text
> city text
> region text
> postal_code text
> country_code text
> phone text
POST /api/v1/orders/{id}/invoices
: Bills lines, or all that is left.
> lines list(object) {order_item_id, quantity}
> is_paid bool
> comment text
> append_comment bool
> notify bool
> is_comment_visible bool
= 201
POST /api/v1/orders/{id}/shipments
: Ships packages and tells the channel.
> packages list(object) {lines: [{order_item_id, quantity}], tracks: [{carrier_code, title, number, service}], is_untracked}
> shipped_at instant
> invoice_too bool
> comment text
> append_comment bool
> notify bool
> is_comment_visible bool
= 201
POST /api/v1/orders/{id}/credit-memos
: Gives money back and tells the channel.
? dry_run int 1: says what it would do
> lines list(object) {order_item_id, quantity, unshipped_quantity, return_to_stock, amounts}
> invoice_id int
> reason text
> return_to_stock bool
> comment text
> append_comment bool
> notify bool
> is_comment_visible bool
> is_zero_allowed bool
= 201
GET /api/v1/invoices/{invoice}
: One invoice.
POST /api/v1/invoices/{invoice}/pay
: Marks an open invoice as paid.
POST /api/v1/invoices/{invoice}/cancel
: Cancels an open invoice.
POST /api/v1/invoices/{invoice}/upload
: Gives the file of an invoice to the channel; "upload" of the invoice tells how far it has come.
GET /api/v1/shipments/{shipment}
: One shipment.
POST /api/v1/shipments/{shipment}/void
: Takes a shipment back that the channel does not know yet.
> reason text!
POST /api/v1/shipments/{shipment}/tracks
: Adds a tracking number.
> package_id int
> carrier_code text!
> number text!
> title text
> service text
= 201
POST /api/v1/shipments/{shipment}/untracked
: Says that a package goes without a tracking number; what waited for one is told to the channel.
> package_id int
PUT /api/v1/shipments/{shipment}/tracks/{track}
: Corrects a tracking number.
> carrier_code text!
> number text!
> title text
> service text
DELETE /api/v1/shipments/{shipment}/tracks/{track}
: Takes a tracking number back.
GET /api/v1/credit-memos/{memo}
: One credit memo.
POST /api/v1/credit-memos/{memo}/void
: Takes a credit memo back that the channel does not know yet.
> reason text!
POST /api/v1/credit-memos/{memo}/upload
: Gives the file of a credit memo to the channel, once its books show the refund.
GET /api/v1/stores/{store}/follow-ups
: What the channel is told, and how far it has come.
? state text several: once each
? after int next of the page before
? page_size int
POST /api/v1/follow-ups/{follow_up}/retry
: Sends it once more.
POST /api/v1/follow-ups/{follow_up}/resolve
: Closes it: a person has seen to it.
> reason text!
GET /api/v1/stores/{store}/differences
: What the channel's side and ours do not agree about.
POST /api/v1/differences/{difference}/end
: Closes a difference.
> reason text!
POST /api/v1/invoices/{invoice}/comments
: Writes a remark on an invoice.
> comment text!
> notify bool
> is_visible_on_front bool
= 201
POST /api/v1/shipments/{shipment}/comments
: Writes a remark on a shipment.
> comment text!
> notify bool
> is_visible_on_front bool
= 201
POST /api/v1/credit-memos/{memo}/comments
: Writes a remark on a credit memo.
> comment text!
> notify bool
> is_visible_on_front bool
= 201
POST /api/v1/bulk
: One verb over many orders: by their ids, or by a filter as of now.
> verb hold|unhold|cancel|comment|invoice|ship|refund!
> params object the verb's body
> orders list(int) their ids
> filter object
= 202
GET /api/v1/bulk
: Bulk jobs, newest first.
GET /api/v1/bulk/{bulk}
: One bulk job.
GET /api/v1/bulk/{bulk}/items
: The result of each order.
? state text
? after int
? page_size int
POST /api/v1/bulk/{bulk}/retry
: Tries what failed once more.
= 202
)";

}  // namespace

const char* DescribeOrders() {
    return kText;
}

}  // namespace orderyard::api::v1
