// orderyard orders invoice | ship | track | void-shipment | refund | cancel | hold | unhold |
// comment | reorder. One transaction a command; the rules are the domain's.
#include <fmt/format.h>
#include <algorithm>
#include <boost/json.hpp>
#include <iostream>

#include "actions/add_comment.hpp"
#include "actions/cancel_order.hpp"
#include "actions/change_shipment.hpp"
#include "actions/find_order.hpp"
#include "actions/hold_order.hpp"
#include "actions/invoice_order.hpp"
#include "actions/refund_order.hpp"
#include "actions/reorder.hpp"
#include "actions/settle_channel_order.hpp"
#include "actions/ship_order.hpp"
#include "actions/unhold_order.hpp"
#include "actions/upload_bill.hpp"
#include "app/clocks.hpp"
#include "app/command_support.hpp"
#include "app/commands.hpp"
#include "app/order_commands.hpp"
#include "app/order_words.hpp"
#include "base/text.hpp"

namespace orderyard::app {
namespace {

namespace json = boost::json;

using actions::Processed;
using actions::Step;
using domain::OrderFile;

const domain::Actor kActor{domain::ActorKind::kUser, "command line"};

Processed Hold(const Step& step, const OrderFile& file, const OrderVerbOptions& o) {
    domain::HoldRequest request{o.reason, {}};
    if (!o.until.empty()) {
        const auto until = base::Instant::ParseIso(o.until);
        if (!until) {
            return base::Fail(base::InvalidInput("until", "write 2026-01-31T10:00:00Z"));
        }
        request.until = *until;
    }
    return actions::HoldOrder(step, file.order.id, request);
}

Processed Cancel(const Step& step, const OrderFile& file, const OrderVerbOptions& o) {
    const auto lines = LinesOf(file.order, o.lines, &domain::OrderItem::ToShip);
    if (!lines) {
        return base::Fail(lines.error());
    }
    return actions::CancelOrder(step, file.order.id, {o.reason, *lines, o.comment});
}

Processed Comment(const Step& step, const OrderFile& file, const OrderVerbOptions& o) {
    return actions::AddComment(step, file.order.id, {o.comment, o.status, o.notify, o.is_visible});
}

Processed Invoice(const Step& step, const OrderFile& file, const OrderVerbOptions& o) {
    const auto lines = LinesOf(file.order, o.lines, &domain::OrderItem::ToInvoice);
    if (!lines) {
        return base::Fail(lines.error());
    }
    domain::InvoiceRequest request;
    request.lines = *lines;
    request.is_paid = !o.is_open;
    request.comment = o.comment;
    request.notify = o.notify;
    return actions::InvoiceOrder(step, file.order.id, request);
}

Processed Ship(const Step& step, const OrderFile& file, const OrderVerbOptions& o) {
    const auto lines = LinesOf(file.order, o.lines, &domain::OrderItem::ToShip);
    if (!lines) {
        return base::Fail(lines.error());
    }
    const auto tracks = TracksOf(o.tracks);
    if (!tracks) {
        return base::Fail(tracks.error());
    }
    domain::ShipRequest request;
    request.packages = {{*lines, *tracks, o.is_untracked}};
    request.invoice_too = o.invoice_too;
    request.comment = o.comment;
    request.notify = o.notify;
    return actions::ShipOrder(step, file.order.id, request);
}

base::Result<std::optional<base::Money>> AmountOf(const std::string& text, base::Currency currency,
                                                  const char* field) {
    if (text.empty()) {
        return std::optional<base::Money>();
    }
    const auto amount = base::Money::Parse(text, currency);
    if (!amount || amount->IsNegative()) {
        return base::Fail(base::InvalidInput(field, "write an amount such as 12.34"));
    }
    return std::optional(*amount);
}

base::Result<domain::CreditMemoRequest> RefundRequest(const OrderFile& file,
                                                      const OrderVerbOptions& o) {
    const auto most = +[](const domain::OrderItem& item) {
        return item.ToRefundShipped() + item.ToRefundUnshipped();
    };
    const auto lines = LinesOf(file.order, o.lines, most);
    if (!lines) {
        return base::Fail(lines.error());
    }
    domain::CreditMemoRequest request;
    for (const auto& line : *lines) {
        request.is_lines_given = true;
        auto& asked = request.lines.emplace_back();
        asked.order_item_id = line.order_item_id;
        asked.quantity = line.quantity;
    }
    const std::tuple<const std::string*, const char*, std::optional<base::Money>*> amounts[] = {
        {&o.shipping, "shipping", &request.shipping},
        {&o.adjustment_refund, "adjustment-refund", &request.adjustment_refund},
        {&o.adjustment_fee, "adjustment-fee", &request.adjustment_fee},
    };
    for (const auto& [text, field, target] : amounts) {
        const auto amount = AmountOf(*text, file.order.currency, field);
        if (!amount) {
            return base::Fail(amount.error());
        }
        *target = *amount;
    }
    request.return_to_stock = o.return_to_stock;
    request.reason = o.reason;
    request.comment = o.comment;
    request.notify = o.notify;
    return request;
}

Processed Refund(const Step& step, const OrderFile& file, const OrderVerbOptions& o) {
    const auto request = RefundRequest(file, o);
    if (!request) {
        return base::Fail(request.error());
    }
    if (o.is_dry_run) {
        const actions::StoredStatuses statuses(step.tx);
        return domain::DecideCreditMemo(file, *request, {statuses, step.actor, step.now});
    }
    return actions::RefundOrder(step, file.order.id, *request);
}

Processed Track(const Step& step, const OrderFile& file, const OrderVerbOptions& o) {
    const auto shipment = ShipmentOf(file, o.shipment);
    if (!shipment) {
        return base::Fail(shipment.error());
    }
    const auto tracks = TracksOf(o.tracks);
    if (!tracks) {
        return base::Fail(tracks.error());
    }
    if (o.is_untracked) {
        if (!tracks->empty() || !o.removes.empty() || !o.replaces.empty()) {
            return base::Fail(base::InvalidInput("untracked", "goes with no other option"));
        }
        return actions::SendUntracked(step, (*shipment)->id, {});
    }
    const std::string& old = o.removes.empty() ? o.replaces : o.removes;
    if (tracks->size() != (o.removes.empty() ? 1U : 0U)) {
        return base::Fail(
            base::InvalidInput("track", "give one --track, --remove NUMBER or --untracked"));
    }
    if (old.empty()) {
        return actions::AddTrack(step, {(*shipment)->id, {}, tracks->front()});
    }
    for (const auto& package : (*shipment)->packages) {
        for (const auto& track : package.tracks) {
            if (track.number == old) {
                return o.removes.empty()
                           ? actions::EditTrack(step, (*shipment)->id, track.id, tracks->front())
                           : actions::RemoveTrack(step, (*shipment)->id, track.id);
            }
        }
    }
    return base::Fail(base::InvalidInput(o.removes.empty() ? "replace" : "remove",
                                         "the shipment has no such tracking number"));
}

Processed Void(const Step& step, const OrderFile& file, const OrderVerbOptions& o) {
    const auto shipment = ShipmentOf(file, o.shipment);
    if (!shipment) {
        return base::Fail(shipment.error());
    }
    return actions::VoidShipment(step, (*shipment)->id, o.reason);
}

// The document that was named, or the only one there is.
Processed Upload(const Step& step, const OrderFile& file, const OrderVerbOptions& o) {
    for (const auto& invoice : file.invoices) {
        if (invoice.increment_id == o.document) {
            return actions::UploadInvoice(step, invoice.id);
        }
    }
    for (const auto& memo : file.credit_memos) {
        if (memo.increment_id == o.document) {
            return actions::UploadCreditMemo(step, memo.id);
        }
    }
    const bool is_only_one = file.invoices.size() + file.credit_memos.size() == 1;
    if (!o.document.empty() || !is_only_one) {
        return base::Fail(base::InvalidInput(
            "document", "give the number of one of the order's invoices or credit memos"));
    }
    return file.invoices.empty() ? actions::UploadCreditMemo(step, file.credit_memos.front().id)
                                 : actions::UploadInvoice(step, file.invoices.front().id);
}

Processed Unhold(const Step& step, const OrderFile& file, const OrderVerbOptions&) {
    return actions::UnholdOrder(step, file.order.id);
}

Processed Repeat(const Step& step, const OrderFile& file, const OrderVerbOptions&) {
    return actions::Reorder(step, file.order.id);
}

constexpr std::pair<std::string_view,
                    Processed (*)(const Step&, const OrderFile&, const OrderVerbOptions&)>
    kVerbs[] = {
        {"hold", Hold},          {"unhold", Unhold},  {"cancel", Cancel}, {"comment", Comment},
        {"invoice", Invoice},    {"ship", Ship},      {"refund", Refund}, {"track", Track},
        {"void-shipment", Void}, {"reorder", Repeat}, {"upload", Upload},
};

Processed Run(const Step& step, const OrderVerbOptions& options, OrderFile& before) {
    const auto id = actions::FindOrder(step.tx, options.order);
    const auto file = id ? actions::LoadFile(step.tx, *id) : std::nullopt;
    if (!file) {
        return base::Fail(base::NotFound("There is no order " + options.order + "."));
    }
    before = *file;
    for (const auto& [name, run] : kVerbs) {
        if (name == options.verb) {
            return run(step, *file, options);
        }
    }
    return base::Fail(base::InvalidInput("verb", "There is no such verb."));
}

}  // namespace

int ProcessOrder(const Config& config, const OrderVerbOptions& options, bool as_json) {
    const SystemClock clock;
    return WithDatabase(config, clock, [&](ports::Database& database) {
        Processed change = base::Fail(base::NotFound("not run"));
        OrderFile before;
        database.Write([&](ports::Transaction& tx) {
            before = {};
            actions::OrderTrail trail;
            const Step step{tx, kActor, clock.Now(), std::nullopt, &trail};
            change = Run(step, options, before);
            if (change) {
                AuditStep(step, "orders " + options.verb);
            }
        });
        if (!change) {
            return Report(change.error());
        }
        const OrderFile& file = change->file;
        if (as_json) {
            json::object object = OrderHeadAsJson(file.order);
            object["is_dry_run"] = options.is_dry_run;
            AddDocumentsAsJson(object, file, &before);
            std::cout << json::serialize(object) << '\n';
        } else {
            std::cout << (options.is_dry_run ? "Only tried, nothing is stored.\n" : "");
            std::cout << fmt::format("Order {}  {} ({})\n", file.order.increment_id,
                                     file.order.status, ToString(file.order.state));
            PrintDocuments(file, &before);
        }
        return kExitDone;
    });
}

}  // namespace orderyard::app
