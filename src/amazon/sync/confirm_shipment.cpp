// The body is made and kept, durably, before the first send; every later one is that same text.
#include "amazon/sync/confirm_shipment.hpp"

#include <algorithm>

#include "amazon/map/carriers.hpp"
#include "amazon/sync/read_back.hpp"
#include "base/log.hpp"
#include "ports/document_store.hpp"
#include "ports/order_store.hpp"
#include "ports/store_registry.hpp"

namespace orderyard::amazon {

using domain::FollowUp;
using domain::FollowUpState;

namespace {

constexpr base::Duration kGiveUpAfterDeadline = base::Duration::Days(7);
constexpr base::Duration kAlarmBeforeDeadline = base::Duration::Hours(12);

struct PackageToTell {
    domain::Order order;
    domain::Shipment shipment;
    domain::Package package;
};

std::optional<PackageToTell> LoadPackage(ports::Transaction& tx, const FollowUp& follow_up) {
    const auto order = tx.orders().Load(follow_up.order_id);
    const auto shipment_id = tx.documents().FindShipmentOfPackage(follow_up.package_id);
    const auto shipment = shipment_id ? tx.documents().FindShipment(*shipment_id) : std::nullopt;
    if (!order || !order->channel || !shipment || shipment->is_void) {
        return std::nullopt;
    }
    for (const domain::Package& package : shipment->packages) {
        if (package.id == follow_up.package_id) {
            return PackageToTell{*order, *shipment, package};
        }
    }
    return std::nullopt;
}

void AddTrack(ports::Transaction& tx, const PackageToTell& from, wire::ShipmentConfirmation& to) {
    if (!from.package.tracks.empty()) {
        const domain::Track& track = from.package.tracks.front();
        // What the shop says about its own carriers counts first.
        const auto known = tx.stores().FindCarrier(track.carrier_code);
        const bool is_mapped = known && !known->channel_code.empty();
        const AmazonCarrier carrier = CarrierForAmazon(
            is_mapped ? known->channel_code : track.carrier_code,
            track.title.empty() && known ? known->title : track.title, to.marketplace_id);
        to.carrier_code = carrier.code;
        to.carrier_name = carrier.name;
        to.shipping_method = track.service;
        to.tracking_number = track.number;
        return;
    }
    // Amazon wants a number in any case; this one at least finds the shipment here.
    to.carrier_code = "Other";
    to.carrier_name = "Untracked";
    to.shipping_method = "Untracked";
    to.tracking_number = from.shipment.increment_id + "-" + to.package_reference_id;
}

base::Result<std::string> MakeBody(ports::Transaction& tx, const FollowUp& follow_up,
                                   base::Instant amazon_now) {
    const auto from = LoadPackage(tx, follow_up);
    if (!from) {
        return base::Fail(base::NotFound("the package is no longer there"));
    }
    if (from->package.reference <= 0 ||
        (from->package.tracks.empty() && !from->package.is_untracked)) {
        return base::Fail(base::NotAllowed("the package cannot be told to Amazon"));
    }
    wire::ShipmentConfirmation told;
    told.marketplace_id = from->order.channel->marketplace_id;
    told.package_reference_id = std::to_string(from->package.reference);
    AddTrack(tx, *from, told);
    // Amazon takes no time before the order nor after its own now.
    told.ship_date =
        std::min(std::max(from->shipment.shipped_at, from->order.placed_at), amazon_now)
            .ToIsoMillis();
    for (const domain::PackageLine& line : from->package.lines) {
        const domain::OrderItem* item = from->order.FindItem(line.order_item_id);
        if (item == nullptr || item->channel_item_number.empty()) {
            return base::Fail(base::NotFound("a line of the package is not one of Amazon's"));
        }
        told.items.push_back({item->channel_item_number, line.quantity});
    }
    return wire::WriteShipmentConfirmation(told);
}

// kSending, with body, attempt and time, durably. nullopt: somebody was faster, or there is nothing
// to send.
std::optional<FollowUp> Claim(FollowUpRun& r, const FollowUp& seen) {
    std::optional<FollowUp> claimed;
    r.Change(seen, [&](ports::Transaction& tx, FollowUp& row) {
        claimed.reset();
        if (row.body.empty()) {
            auto body = MakeBody(tx, row, r.run.tools.client.AmazonNow(r.run.store.id));
            if (!body) {
                Settle(row, FollowUpState::kRejected, body.error().Text(), r.Now());
                return;
            }
            row.body = std::move(*body);
        }
        row.state = FollowUpState::kSending;
        row.attempts += 1;
        row.looks = 0;
        row.sent_at = r.Now();
        row.not_before = r.Now();
        row.next = "the answer of Amazon is awaited";
        claimed = row;
    });
    return claimed;
}

void NoteNotProcessed(FollowUpRun& r, const FollowUp& sent, FollowUpState before,
                      const CallFailure& failure) {
    const base::Instant later = r.Later(failure, sent.attempts);
    if (!failure.WasSent() || failure.kind == FailureKind::kThrottled) {
        r.shipments_rest_until = later;
    }
    const bool has_deadline = sent.due_at.micros > 0;
    if (has_deadline && r.Now() > sent.due_at - kAlarmBeforeDeadline) {
        base::LogError("shipment_confirmation_late", {{"store", r.run.store.code},
                                                      {"order", sent.channel_number},
                                                      {"reason", ToString(failure.kind)}});
    }
    r.Change(sent, [&](ports::Transaction&, FollowUp& row) {
        NoteAnswer(row, failure);
        if (has_deadline && r.Now() > sent.due_at + kGiveUpAfterDeadline) {
            Settle(row, FollowUpState::kParked, InWords(failure), r.Now());
        } else if (before == FollowUpState::kQueued) {
            row.state = FollowUpState::kQueued;
            row.attempts -= failure.WasSent() ? 0 : 1;  // our own budget is no attempt
            row.error = InWords(failure);
            row.not_before = later;
            row.next = "sent again at " + later.ToIso();
        } else {
            // An earlier attempt may have arrived, so it stays to be looked for.
            row.looks = kLooksMax - 1;
            LookLater(row, FollowUpState::kUnknown, InWords(failure), later);
        }
    });
}

void NoteFailure(FollowUpRun& r, const FollowUp& sent, FollowUpState before,
                 const WriteFailure& failure) {
    const CallFailure& call = failure.call;
    switch (failure.outcome) {
        case WriteOutcome::kNotProcessed: NoteNotProcessed(r, sent, before, call); return;
        case WriteOutcome::kNoEffect:
            r.Change(sent, [&](ports::Transaction&, FollowUp& row) {
                NoteAnswer(row, call);
                if (before == FollowUpState::kQueued) {
                    Settle(row, FollowUpState::kRejected, InWords(call), r.Now());
                } else {
                    // This attempt did nothing; what became of the one before is to be looked at.
                    LookLater(row, FollowUpState::kUnknown, InWords(call), r.Now() + kFirstLook);
                }
            });
            return;
        case WriteOutcome::kStateDiffers:
        case WriteOutcome::kAmbiguous:
            r.Change(sent, [&](ports::Transaction&, FollowUp& row) {
                NoteAnswer(row, call);
                if (failure.outcome == WriteOutcome::kAmbiguous && !call.has_error_list &&
                    call.http_status < 500) {
                    row.answer_status = 0;  // whoever said so was not Amazon
                }
                LookLater(row, FollowUpState::kUnknown, InWords(call), r.Now() + kFirstLook);
            });
            return;
    }
}

void Send(FollowUpRun& r, const FollowUp& seen) {
    if (r.shipments_rest_until || !r.MayAct()) {
        return;
    }
    const auto sent = Claim(r, seen);
    if (!sent) {
        return;
    }
    // Frozen between the claim and here, the lease may be another's by now. The claim stays, to be
    // verified by whoever runs next.
    if (!r.MayAct()) {
        return;
    }
    const auto result = r.SendPatiently<WriteReceipt>([&] {
        return r.writes.ConfirmShipment(r.run.store, sent->channel_number, sent->body, r.run.stop);
    });
    if (!result) {
        r.report.sent += result.error().outcome == WriteOutcome::kNotProcessed ? 0 : 1;
        NoteFailure(r, *sent, seen.state, result.error());
        return;
    }
    r.report.sent += 1;
    r.Change(*sent, [&](ports::Transaction&, FollowUp& row) {
        row.answer_status = result->http_status;
        row.request_id = result->request_id;
        LookLater(row, FollowUpState::kAccepted, "", r.Now() + kFirstLook);
    });
}

std::set<std::string> OwnReferences(ports::Transaction& tx, domain::OrderId order_id) {
    domain::OrderFile file;
    file.order.id = order_id;
    tx.documents().LoadFor(file);
    std::set<std::string> references;
    for (const domain::Shipment& shipment : file.shipments) {
        for (const domain::Package& package : shipment.packages) {
            if (package.reference > 0) {
                references.insert(std::to_string(package.reference));
            }
        }
    }
    return references;
}

// Not at Amazon. Returns true when it must be sent again.
bool CountLook(FollowUpRun& r, const FollowUp& follow_up, const std::string& text) {
    bool is_to_be_sent = false;
    r.Change(follow_up, [&](ports::Transaction&, FollowUp& row) {
        is_to_be_sent = false;
        row.looks += 1;
        const bool was_refused = row.answer_status >= 400 && row.answer_status < 500 &&
                                 row.answer_status != 408 && row.answer_status != 429;
        if (row.looks < kLooksMax) {
            // What Amazon said when it refused is worth more than that it shows nothing.
            const std::string why = was_refused ? row.error : text;
            LookLater(row, row.state, why, r.Now() + NextLookAfter(row.looks));
        } else if (was_refused) {
            Settle(row, FollowUpState::kRejected, row.error.empty() ? text : row.error, r.Now());
        } else if (row.attempts >= kSendsMax) {
            Settle(row, FollowUpState::kParked, text + ", however often it is told", r.Now());
        } else {
            is_to_be_sent = true;
            LookLater(row, FollowUpState::kUnknown, text, r.Now());
        }
    });
    return is_to_be_sent;
}

// After a restore: what was not sent yet when the copy was made is looked for as what would have
// been sent. False: there is nothing to look for.
bool MakeBodyToLookFor(FollowUpRun& r, FollowUp& follow_up) {
    bool is_made = false;
    r.Change(follow_up, [&](ports::Transaction& tx, FollowUp& row) {
        auto body = MakeBody(tx, row, r.run.tools.client.AmazonNow(r.run.store.id));
        is_made = body.has_value();
        if (!body) {
            Settle(row, FollowUpState::kRejected, body.error().Text(), r.Now());
            return;
        }
        row.body = std::move(*body);
        follow_up.body = row.body;
    });
    return is_made;
}

}  // namespace

void SendShipment(FollowUpRun& r, const FollowUp& follow_up) {
    Send(r, follow_up);
}

void LookForShipment(FollowUpRun& r, const FollowUp& seen_row) {
    FollowUp follow_up = seen_row;
    if (follow_up.body.empty() && !MakeBodyToLookFor(r, follow_up)) {
        return;
    }
    const auto told = wire::ReadShipmentConfirmation(follow_up.body);
    if (!told) {
        r.Change(follow_up, [&](ports::Transaction&, FollowUp& row) {
            Settle(row, FollowUpState::kParked, "what was sent is not known any more", r.Now());
        });
        return;
    }
    const auto order = ReadBack(r, follow_up);
    if (!order) {
        return;
    }
    std::set<std::string> references;
    r.run.tools.database.Read(
        [&](ports::Transaction& tx) { references = OwnReferences(tx, follow_up.order_id); });
    const Seen seen = JudgeShipment(*order, *told, references);
    const auto settle = [&](FollowUpState state) {
        r.Change(follow_up, [&](ports::Transaction&, FollowUp& row) {
            row.looks += 1;
            Settle(row, state, seen.text, r.Now());
        });
    };
    switch (seen.sight) {
        case Sight::kSeen: settle(FollowUpState::kSeen); return;
        case Sight::kCanceled: settle(FollowUpState::kRejected); return;
        case Sight::kElse:
        case Sight::kShipped: settle(FollowUpState::kParked); return;
        case Sight::kChanged:
            // Never sent as far as this database knows: what Amazon shows was told after the copy
            // that was put back, and is newer.
            if (follow_up.attempts == 0) {
                settle(FollowUpState::kParked);
                return;
            }
            break;
        case Sight::kNotThere: break;
    }
    if (CountLook(r, follow_up, seen.text)) {
        std::optional<FollowUp> now_unknown;
        r.run.tools.database.Read(
            [&](ports::Transaction& tx) { now_unknown = tx.follow_ups().Find(follow_up.id); });
        if (now_unknown && now_unknown->state == FollowUpState::kUnknown) {
            Send(r, *now_unknown);
        }
    }
}

}  // namespace orderyard::amazon
