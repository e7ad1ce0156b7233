// POST /api/v1/orders/{id}/credit-memos, its dry run, and GET .../refundable: the same rules answer
// what can be given back, what would be, and what was.
#include "actions/refund_order.hpp"
#include "actions/settle_channel_order.hpp"
#include "api/v1/orders/document_shape.hpp"
#include "api/v1/orders/endpoints.hpp"
#include "api/v1/orders/order_shape.hpp"
#include "api/v1/orders/process.hpp"
#include "api/v1/orders/read_order.hpp"
#include "api/v1/orders/read_refund.hpp"
#include "api/v1/query_reader.hpp"
#include "ports/order_store.hpp"

namespace orderyard::api::v1 {
namespace {

constexpr int kStatusCreated = 201;

actions::Processed Refund(const actions::Step& step, domain::OrderId id,
                          const domain::CreditMemoRequest& given) {
    const auto order = step.tx.orders().Load(id);
    if (!order) {
        return base::Fail(NoSuchOrder());
    }
    const auto request = InCurrency(given, order->currency);
    if (!request) {
        return base::Fail(request.error());
    }
    return actions::RefundOrder(step, id, *request);
}

actions::Processed DecideOnly(const Call& call, ports::Transaction& tx,
                              const domain::CreditMemoRequest& given) {
    const auto id = OrderIdOf(tx, call.request);
    const auto file =
        id ? ReadOrderFile(tx, *id) : base::Result<domain::OrderFile>(base::Fail(id.error()));
    if (!file) {
        return base::Fail(file.error());
    }
    const auto request = InCurrency(given, file->order.currency);
    if (!request) {
        return base::Fail(request.error());
    }
    const actions::StoredStatuses statuses(tx);
    return domain::DecideCreditMemo(*file, *request,
                                    {statuses, call.Actor(), call.context.clock.Now()});
}

Answer DryRun(const Call& call, const domain::CreditMemoRequest& request) {
    actions::Processed change;
    call.context.database.Read(
        [&](ports::Transaction& tx) { change = DecideOnly(call, tx, request); });
    if (!change) {
        return base::Fail(change.error());
    }
    JsonWriter json(JsonWriter::Style::kPlain);
    json.BeginObject().Field("is_dry_run", true).Key("order").BeginObject();
    WriteOrderHead(json, change->file.order);
    json.EndObject().Key("credit_memos").BeginArray();
    WriteCreditMemo(json, {change->file, nullptr}, change->file.credit_memos.back());
    json.EndArray().EndObject();
    return http::JsonResponse(200, json.Take());
}

std::string RefundableText(const domain::OrderFile& file, domain::InvoiceId invoice) {
    JsonWriter json(JsonWriter::Style::kPlain);
    json.BeginObject().Key("order").BeginObject();
    WriteOrderHead(json, file.order);
    json.EndObject().Field("currency", file.order.currency.code());
    json.Field("total", domain::RefundableTotal(file).ToDecimal());
    WriteAllowed(json, "action", domain::WhyNot(domain::OrderVerb::kCreditMemo, file));
    json.Key("lines").BeginArray();
    for (const auto& line : domain::RefundableLines(file, invoice)) {
        json.BeginObject();
        WriteLineOf(json, file.order, line.order_item_id);
        json.Field("quantity", line.quantity).Field("shipped_quantity", line.shipped_quantity);
        json.Field("unshipped_quantity", line.unshipped_quantity);
        WriteComponents(json, line.amounts);
        json.EndObject();
    }
    json.EndArray().EndObject();
    return json.Take();
}

}  // namespace

Answer RefundOrder(const Call& call) {
    const QueryReader query(call.request);
    const auto allowed = query.Allow({"dry_run"});
    const auto dry_run = allowed ? query.Int("dry_run", 0, 0, 1)
                                 : base::Result<std::int64_t>(base::Fail(allowed.error()));
    if (!dry_run) {
        return base::Fail(dry_run.error());
    }
    auto body = BodyReader::Of(call.request);
    if (!body) {
        return base::Fail(body.error());
    }
    const auto version = ReadVersion(*body);
    const domain::CreditMemoRequest request = ReadRefundRequest(*body);
    if (const auto end = body->End(); !end) {
        return base::Fail(end.error());
    }
    if (*dry_run == 1) {
        return DryRun(call, request);
    }
    return Process(
        call, version, [&](ports::Transaction& tx) { return OrderIdOf(tx, call.request); },
        [&](const actions::Step& step, domain::OrderId id) { return Refund(step, id, request); },
        kStatusCreated);
}

Answer ShowRefundable(const Call& call) {
    const QueryReader query(call.request);
    const auto allowed = query.Allow({"invoice_id"});
    const auto invoice = allowed ? query.Int("invoice_id", 0, 1, INT64_MAX)
                                 : base::Result<std::int64_t>(base::Fail(allowed.error()));
    if (!invoice) {
        return base::Fail(invoice.error());
    }
    base::Result<domain::OrderFile> file;
    call.context.database.Read([&](ports::Transaction& tx) {
        const auto id = OrderIdOf(tx, call.request);
        file =
            id ? ReadOrderFile(tx, *id) : base::Result<domain::OrderFile>(base::Fail(id.error()));
    });
    if (!file) {
        return base::Fail(file.error());
    }
    return http::JsonResponse(200, RefundableText(*file, domain::InvoiceId(*invoice)));
}

}  // namespace orderyard::api::v1
