// The endpoints that show and process orders, under /api/v1. Which path is whose: routes.cpp.
#pragma once

#include <vector>

#include "api/v1/call.hpp"
#include "http/router.hpp"

namespace orderyard::api::v1 {

// All of this folder.
const std::vector<CallRoute>& OrderRoutes();

// list_orders, show_order
Answer ListOrders(const Call& call);
Answer CountOrders(const Call& call);
Answer ShowNeighbours(const Call& call);
Answer ShowOrder(const Call& call);
// change_order
Answer HoldOrder(const Call& call);
Answer UnholdOrder(const Call& call);
Answer CancelOrder(const Call& call);
Answer GiveUpCancel(const Call& call);
Answer CommentOrder(const Call& call);
Answer ReorderOrder(const Call& call);
Answer CorrectAddress(const Call& call);
Answer InvoiceOrder(const Call& call);
Answer ShipOrder(const Call& call);
// refund_order
Answer RefundOrder(const Call& call);  // ?dry_run=1: what would be issued, nothing is stored
Answer ShowRefundable(const Call& call);
// show_document
Answer ShowInvoice(const Call& call);
Answer ShowShipment(const Call& call);
Answer ShowCreditMemo(const Call& call);
// change_document
Answer PayInvoice(const Call& call);
Answer CancelInvoice(const Call& call);
Answer UploadInvoice(const Call& call);
Answer VoidShipment(const Call& call);
Answer AddTrack(const Call& call);
Answer SendUntracked(const Call& call);
Answer EditTrack(const Call& call);
Answer RemoveTrack(const Call& call);
Answer VoidCreditMemo(const Call& call);
Answer UploadCreditMemo(const Call& call);
// comment_on_document
Answer CommentInvoice(const Call& call);
Answer CommentShipment(const Call& call);
Answer CommentCreditMemo(const Call& call);
// follow_ups, differences
Answer ListFollowUps(const Call& call);
Answer RetryFollowUp(const Call& call);
Answer ResolveFollowUp(const Call& call);
Answer ListDifferences(const Call& call);
Answer EndDifference(const Call& call);
// bulk
Answer StartBulk(const Call& call);
Answer ListBulk(const Call& call);
Answer ShowBulk(const Call& call);
Answer ListBulkItems(const Call& call);
Answer RetryBulk(const Call& call);

}  // namespace orderyard::api::v1
