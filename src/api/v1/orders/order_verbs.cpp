// No rule about orders is here: quantities and reasons are checked by the domain.
#include "api/v1/orders/order_verbs.hpp"

#include <array>

#include "actions/add_comment.hpp"
#include "actions/cancel_order.hpp"
#include "actions/correct_address.hpp"
#include "actions/hold_order.hpp"
#include "actions/invoice_order.hpp"
#include "actions/refund_order.hpp"
#include "actions/reorder.hpp"
#include "actions/ship_order.hpp"
#include "actions/unhold_order.hpp"

namespace orderyard::api::v1 {
namespace {

using actions::Step;
using base::limits::kCommentBytesMax;
using base::limits::kOrderLinesMax;
using domain::OrderId;

std::vector<domain::LinePieces> ReadLines(BodyReader& body) {
    std::vector<domain::LinePieces> lines;
    for (BodyReader& line : body.Objects("lines", kOrderLinesMax)) {
        lines.push_back({domain::OrderItemId(line.NeededInt("order_item_id", 1, INT64_MAX)),
                         line.NeededInt("quantity", 0, base::limits::kQuantityMax)});
    }
    // Nothing listed is not the same as no list: the latter means everything.
    if (lines.empty() && body.Has("lines")) {
        body.Refuse("lines", "Name at least one line, or leave the list out for everything.");
    }
    return lines;
}

domain::CancelRequest ReadCancelRequest(BodyReader& body) {
    domain::CancelRequest request;
    request.reason = body.Text("reason");
    request.comment = body.Text("comment", kCommentBytesMax);
    return request;
}

OrderWork CancelWork(domain::CancelRequest request) {
    return [request = std::move(request)](const Step& step, OrderId order) {
        return actions::CancelOrder(step, order, request);
    };
}

// What invoices and shipments have in common.
template <class Request>
void ReadRemark(BodyReader& body, Request& request) {
    request.comment = body.Text("comment", kCommentBytesMax);
    request.append_comment = body.Flag("append_comment", false);
    request.notify = body.Flag("notify", false);
    request.is_comment_visible = body.Flag("is_comment_visible", false);
}

domain::InvoiceRequest ReadInvoiceRequest(BodyReader& body) {
    domain::InvoiceRequest request;
    request.is_paid = body.Flag("is_paid", true);
    ReadRemark(body, request);
    return request;
}

OrderWork InvoiceWork(domain::InvoiceRequest request) {
    return [request = std::move(request)](const Step& step, OrderId order) {
        return actions::InvoiceOrder(step, order, request);
    };
}

domain::ShipRequest ReadShipHead(BodyReader& body) {
    domain::ShipRequest request;
    request.shipped_at = body.Moment("shipped_at");
    request.invoice_too = body.Flag("invoice_too", false);
    ReadRemark(body, request);
    return request;
}

OrderWork ShipWork(domain::ShipRequest request) {
    return [request = std::move(request)](const Step& step, OrderId order) {
        return actions::ShipOrder(step, order, request);
    };
}

// Every order of the selection leaves in one package, under the same track if there is one.
OrderWork ReadBulkShip(BodyReader& body) {
    domain::ShipRequest request = ReadShipHead(body);
    domain::PackageRequest package;
    package.is_untracked = body.Flag("is_untracked", false);
    if (auto track = body.Object("track")) {
        package.tracks.push_back(ReadTrackRequest(*track));
    }
    request.packages.push_back(std::move(package));
    return ShipWork(std::move(request));
}

// All that is left of every order.
OrderWork ReadBulkRefund(BodyReader& body) {
    domain::CreditMemoRequest request;
    request.reason = body.Text("reason");
    request.return_to_stock = body.Flag("return_to_stock", false);
    request.comment = body.Text("comment", kCommentBytesMax);
    request.notify = body.Flag("notify", false);
    return [request = std::move(request)](const Step& step, OrderId order) {
        return actions::RefundOrder(step, order, request);
    };
}

}  // namespace

domain::TrackRequest ReadTrackRequest(BodyReader& body) {
    return {body.NeededText("carrier_code"), body.Text("title"), body.NeededText("number"),
            body.Text("service")};
}

OrderWork ReadHold(BodyReader& body) {
    domain::HoldRequest request{body.Text("reason"), body.Moment("until")};
    return [request = std::move(request)](const Step& step, OrderId order) {
        return actions::HoldOrder(step, order, request);
    };
}

OrderWork ReadUnhold(BodyReader&) {
    return [](const Step& step, OrderId order) { return actions::UnholdOrder(step, order); };
}

OrderWork ReadGiveUpCancel(BodyReader&) {
    return [](const Step& step, OrderId order) { return actions::GiveUpCancel(step, order); };
}

OrderWork ReadCancel(BodyReader& body) {
    domain::CancelRequest request = ReadCancelRequest(body);
    request.lines = ReadLines(body);
    return CancelWork(std::move(request));
}

OrderWork ReadComment(BodyReader& body) {
    domain::CommentRequest request{body.Text("comment", kCommentBytesMax), body.Text("status"),
                                   body.Flag("notify", false),
                                   body.Flag("is_visible_on_front", false)};
    return [request = std::move(request)](const Step& step, OrderId order) {
        return actions::AddComment(step, order, request);
    };
}

OrderWork ReadReorder(BodyReader&) {
    return [](const Step& step, OrderId order) { return actions::Reorder(step, order); };
}

OrderWork ReadAddress(BodyReader& body) {
    const std::string kind_text = body.NeededText("kind");
    if (kind_text != "shipping" && kind_text != "billing") {
        body.Refuse("kind", "\"shipping\" or \"billing\" is needed.");
    }
    const auto kind =
        kind_text == "billing" ? domain::AddressKind::kBilling : domain::AddressKind::kShipping;
    domain::AddressCorrection correction;
    const std::pair<const char*, std::optional<std::string>*> fields[] = {
        {"street1", &correction.street1},
        {"street2", &correction.street2},
        {"street3", &correction.street3},
        {"city", &correction.city},
        {"region", &correction.region},
        {"postal_code", &correction.postal_code},
        {"country_code", &correction.country_code},
        {"name", &correction.name},
        {"phone", &correction.phone},
    };
    for (const auto& [name, value] : fields) {
        *value = body.TextIfGiven(name);
    }
    return [kind, correction = std::move(correction)](const Step& step, OrderId order) {
        return actions::CorrectAddress(step, order, kind, correction);
    };
}

OrderWork ReadInvoice(BodyReader& body) {
    domain::InvoiceRequest request = ReadInvoiceRequest(body);
    request.lines = ReadLines(body);
    return InvoiceWork(std::move(request));
}

OrderWork ReadShip(BodyReader& body) {
    domain::ShipRequest request = ReadShipHead(body);
    for (BodyReader& each : body.Objects("packages", base::limits::kPackagesPerShipmentMax)) {
        domain::PackageRequest package;
        package.lines = ReadLines(each);
        package.is_untracked = each.Flag("is_untracked", false);
        for (BodyReader& track : each.Objects("tracks", base::limits::kTracksPerPackageMax)) {
            package.tracks.push_back(ReadTrackRequest(track));
        }
        request.packages.push_back(std::move(package));
    }
    return ShipWork(std::move(request));
}

std::optional<OrderWork> ReadBulkWork(std::string_view verb, BodyReader& body) {
    const std::pair<std::string_view, OrderWork (*)(BodyReader&)> verbs[] = {
        {"hold", ReadHold},
        {"unhold", ReadUnhold},
        {"cancel", [](BodyReader& given) { return CancelWork(ReadCancelRequest(given)); }},
        {"comment", ReadComment},
        {"invoice", [](BodyReader& given) { return InvoiceWork(ReadInvoiceRequest(given)); }},
        {"ship", ReadBulkShip},
        {"refund", ReadBulkRefund},
    };
    for (const auto& [name, read] : verbs) {
        if (name == verb) {
            return read(body);
        }
    }
    return std::nullopt;
}

}  // namespace orderyard::api::v1
