// What can be done to an invoice, a shipment or a credit memo once it is issued. Each body may hold
// the order's version; the answer is that of every change (process.hpp).
#include "actions/change_shipment.hpp"
#include "actions/invoice_order.hpp"
#include "actions/refund_order.hpp"
#include "actions/upload_bill.hpp"
#include "api/v1/orders/endpoints.hpp"
#include "api/v1/orders/process.hpp"
#include "api/v1/orders/read_order.hpp"
#include "api/v1/query_reader.hpp"
#include "ports/document_store.hpp"

namespace orderyard::api::v1 {
namespace {

using actions::Step;
using domain::OrderId;

constexpr int kStatusDone = 200;
constexpr int kStatusCreated = 201;

// `find`: the order of the document. `read` asks the body for what it needs and says what to do.
template <class Read>
Answer ChangeDocument(const Call& call, const FindOrderId& find, int status, Read read) {
    if (const auto allowed = QueryReader(call.request).Allow({}); !allowed) {
        return base::Fail(allowed.error());
    }
    auto body = BodyReader::Of(call.request);
    if (!body) {
        return base::Fail(body.error());
    }
    const auto version = ReadVersion(*body);
    const OrderWork work = read(*body);
    if (const auto end = body->End(); !end) {
        return base::Fail(end.error());
    }
    return Process(call, version, find, work, status);
}

template <class Id>
FindOrderId OrderOf(Id document) {
    return [document](ports::Transaction& tx) { return actions::OrderOf(tx, document); };
}

// Only by the shipment that it belongs to.
FindOrderId OrderOfTrack(domain::ShipmentId shipment, domain::TrackId track) {
    return [shipment, track](ports::Transaction& tx) -> base::Result<OrderId> {
        if (tx.documents().FindShipmentOfTrack(track) != shipment) {
            return base::Fail(base::NotFound("This shipment has no such track."));
        }
        return actions::OrderOf(tx, shipment);
    };
}

domain::InvoiceId InvoiceOf(const Call& call) {
    return domain::InvoiceId(IdOf(call.request, "invoice"));
}

domain::ShipmentId ShipmentOf(const Call& call) {
    return domain::ShipmentId(IdOf(call.request, "shipment"));
}

domain::TrackId TrackOf(const Call& call) {
    return domain::TrackId(IdOf(call.request, "track"));
}

}  // namespace

Answer PayInvoice(const Call& call) {
    const auto invoice = InvoiceOf(call);
    return ChangeDocument(call, OrderOf(invoice), kStatusDone, [&](BodyReader&) -> OrderWork {
        return [invoice](const Step& step, OrderId) { return actions::PayInvoice(step, invoice); };
    });
}

Answer CancelInvoice(const Call& call) {
    const auto invoice = InvoiceOf(call);
    return ChangeDocument(call, OrderOf(invoice), kStatusDone, [&](BodyReader&) -> OrderWork {
        return
            [invoice](const Step& step, OrderId) { return actions::CancelInvoice(step, invoice); };
    });
}

Answer UploadInvoice(const Call& call) {
    const auto invoice = InvoiceOf(call);
    return ChangeDocument(call, OrderOf(invoice), kStatusDone, [&](BodyReader&) -> OrderWork {
        return
            [invoice](const Step& step, OrderId) { return actions::UploadInvoice(step, invoice); };
    });
}

Answer UploadCreditMemo(const Call& call) {
    const domain::CreditMemoId memo(IdOf(call.request, "memo"));
    return ChangeDocument(call, OrderOf(memo), kStatusDone, [&](BodyReader&) -> OrderWork {
        return [memo](const Step& step, OrderId) { return actions::UploadCreditMemo(step, memo); };
    });
}

Answer VoidShipment(const Call& call) {
    const auto shipment = ShipmentOf(call);
    return ChangeDocument(call, OrderOf(shipment), kStatusDone, [&](BodyReader& body) -> OrderWork {
        return [shipment, why = body.NeededText("reason")](const Step& step, OrderId) {
            return actions::VoidShipment(step, shipment, why);
        };
    });
}

Answer AddTrack(const Call& call) {
    const auto shipment = ShipmentOf(call);
    return ChangeDocument(
        call, OrderOf(shipment), kStatusCreated, [&](BodyReader& body) -> OrderWork {
            domain::AddTrackRequest request;
            request.shipment_id = shipment;
            request.package_id =
                domain::PackageId(body.Int("package_id", 1, INT64_MAX).value_or(0));
            request.track = ReadTrackRequest(body);
            return [request = std::move(request)](const Step& step, OrderId) {
                return actions::AddTrack(step, request);
            };
        });
}

Answer SendUntracked(const Call& call) {
    const auto shipment = ShipmentOf(call);
    return ChangeDocument(call, OrderOf(shipment), kStatusDone, [&](BodyReader& body) -> OrderWork {
        const domain::PackageId package(body.Int("package_id", 1, INT64_MAX).value_or(0));
        return [shipment, package](const Step& step, OrderId) {
            return actions::SendUntracked(step, shipment, package);
        };
    });
}

Answer EditTrack(const Call& call) {
    const auto shipment = ShipmentOf(call);
    const auto track = TrackOf(call);
    return ChangeDocument(
        call, OrderOfTrack(shipment, track), kStatusDone, [&](BodyReader& body) -> OrderWork {
            return [shipment, track, request = ReadTrackRequest(body)](const Step& step, OrderId) {
                return actions::EditTrack(step, shipment, track, request);
            };
        });
}

Answer RemoveTrack(const Call& call) {
    const auto shipment = ShipmentOf(call);
    const auto track = TrackOf(call);
    return ChangeDocument(call, OrderOfTrack(shipment, track), kStatusDone,
                          [&](BodyReader&) -> OrderWork {
                              return [shipment, track](const Step& step, OrderId) {
                                  return actions::RemoveTrack(step, shipment, track);
                              };
                          });
}

Answer VoidCreditMemo(const Call& call) {
    const domain::CreditMemoId memo(IdOf(call.request, "memo"));
    return ChangeDocument(call, OrderOf(memo), kStatusDone, [&](BodyReader& body) -> OrderWork {
        return [memo, why = body.NeededText("reason")](const Step& step, OrderId) {
            return actions::VoidCreditMemo(step, memo, why);
        };
    });
}

}  // namespace orderyard::api::v1
