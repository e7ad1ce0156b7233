// POST /api/v1/orders/{id}/hold, unhold, cancel (DELETE gives it up), comments, reorder, invoices,
// shipments and PUT
// .../address: the bodies are read by order_verbs, the rules are the domain's.
#include "api/v1/orders/endpoints.hpp"
#include "api/v1/orders/process.hpp"

namespace orderyard::api::v1 {
namespace {

constexpr int kStatusDone = 200;
constexpr int kStatusCreated = 201;

}  // namespace

Answer HoldOrder(const Call& call) {
    return ProcessOrder(call, ReadHold, kStatusDone);
}

Answer UnholdOrder(const Call& call) {
    return ProcessOrder(call, ReadUnhold, kStatusDone);
}

Answer CancelOrder(const Call& call) {
    return ProcessOrder(call, ReadCancel, kStatusDone);
}

Answer GiveUpCancel(const Call& call) {
    return ProcessOrder(call, ReadGiveUpCancel, kStatusDone);
}

Answer CommentOrder(const Call& call) {
    return ProcessOrder(call, ReadComment, kStatusDone);
}

Answer ReorderOrder(const Call& call) {
    return ProcessOrder(call, ReadReorder, kStatusCreated);
}

Answer CorrectAddress(const Call& call) {
    return ProcessOrder(call, ReadAddress, kStatusDone);
}

Answer InvoiceOrder(const Call& call) {
    return ProcessOrder(call, ReadInvoice, kStatusCreated);
}

Answer ShipOrder(const Call& call) {
    return ProcessOrder(call, ReadShip, kStatusCreated);
}

}  // namespace orderyard::api::v1
