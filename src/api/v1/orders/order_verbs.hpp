// What a request's body asks to be done to an order, read into the action that does it. One place
// for single requests and for bulk jobs.
#pragma once

#include <functional>
#include <string_view>

#include "actions/order_step.hpp"
#include "api/v1/body_reader.hpp"
#include "domain/shipment/decide_shipment.hpp"

namespace orderyard::api::v1 {

using OrderWork = std::function<actions::Processed(const actions::Step&, domain::OrderId)>;

// Each asks `body` for the members it knows; what is wrong with them is told by body.End(), and
// only then may the work be done. Amounts get the order's currency when the work runs.
OrderWork ReadHold(BodyReader& body);  // reason, until
OrderWork ReadGiveUpCancel(BodyReader& body);
OrderWork ReadUnhold(BodyReader& body);   //
OrderWork ReadCancel(BodyReader& body);   // reason, lines, comment
OrderWork ReadComment(BodyReader& body);  // comment, status, notify, is_visible_on_front
OrderWork ReadReorder(BodyReader& body);  //
OrderWork ReadAddress(BodyReader& body);  // kind, street1 ... phone
OrderWork ReadInvoice(BodyReader& body);  // lines, is_paid, comment ...
OrderWork ReadShip(BodyReader& body);     // packages, shipped_at, invoice_too, comment ...
domain::TrackRequest ReadTrackRequest(BodyReader& body);  // carrier_code, title, number, service

// nullopt: no such verb. "hold", "unhold", "cancel", "comment", "invoice", "ship", "refund"; lines
// and amounts of single orders make no sense over many and are unknown there.
std::optional<OrderWork> ReadBulkWork(std::string_view verb, BodyReader& body);

}  // namespace orderyard::api::v1
