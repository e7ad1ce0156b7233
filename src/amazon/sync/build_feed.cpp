// Collecting and building. The rows of a feed are kSending from here on: nobody may withdraw what
// is about to leave.
#include <algorithm>
#include <map>

#include "amazon/sync/cancel_order.hpp"
#include "amazon/sync/feed_job.hpp"
#include "amazon/sync/refund.hpp"
#include "amazon/sync/upload_invoice.hpp"
#include "amazon/wire/feed_xml.hpp"
#include "amazon/wire/invoice_feed.hpp"
#include "base/crypto.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "ports/order_store.hpp"

namespace orderyard::amazon {

using domain::FollowUp;
using domain::FollowUpKind;
using domain::FollowUpState;

namespace {

constexpr int kMessagesMax = 2'000;
constexpr std::size_t kPayloadBytesMax = 9 * 1024 * 1024;
constexpr base::Duration kYear = base::Duration::Days(365);

struct Situation {
    std::vector<FollowUp> candidates;                  // earliest deadline first
    std::map<std::int64_t, std::string> marketplaces;  // by order
    std::optional<base::Instant> in_flight_until;      // a feed of this type is on its way
    std::optional<base::Instant> last_at;
    bool is_due = false;
};

Situation LookAround(FollowUpRun& r, std::string_view type) {
    Situation now;
    r.run.tools.database.Read([&](ports::Transaction& tx) {
        now = {};
        for (const ports::FeedJob& job : tx.follow_ups().OpenFeeds(r.run.store.id)) {
            if (job.type == type) {
                now.in_flight_until = job.not_before;
            }
        }
        now.last_at = tx.follow_ups().LastFeedAt(r.run.store.id, std::string(type));
        const base::Instant until =
            r.Now() + (r.pace == FeedPace::kUrgent ? kYear : r.options.collection);
        for (FollowUp& row : tx.follow_ups().Due(r.run.store.id, until, kMessagesMax)) {
            if (row.state != FollowUpState::kQueued || !GoesByFeed(r, row) ||
                FeedTypeOf(row) != type) {
                continue;
            }
            now.is_due = now.is_due || row.not_before <= r.Now() || r.pace == FeedPace::kUrgent;
            now.candidates.push_back(std::move(row));
        }
        if (!now.is_due || now.in_flight_until) {
            return;
        }
        for (const FollowUp& row : now.candidates) {
            const auto order = tx.orders().Load(row.order_id);
            now.marketplaces[row.order_id.value] =
                order && order->channel ? order->channel->marketplace_id : "";
        }
    });
    return now;
}

void PutOff(FollowUpRun& r, const std::vector<FollowUp>& rows, base::Instant until,
            const std::string& why) {
    for (const FollowUp& row : rows) {
        if (row.not_before <= r.Now()) {
            r.Change(row, [&](ports::Transaction&, FollowUp& stored) {
                stored.not_before = until;
                stored.next = why + ", at the earliest at " + until.ToIso();
            });
        }
    }
}

base::Result<std::string> PayloadOf(ports::Transaction& tx, const FollowUp& row) {
    if (row.body.starts_with('<')) {  // else it went by a call before
        return row.body;
    }
    return row.kind == FollowUpKind::kRefund ? RefundPayload(tx, row) : CancelPayload(tx, row);
}

// Adds the row to the feed, or settles it. Runs inside the transaction that builds the feed.
void AddMessage(FollowUpRun& r, ports::Transaction& tx, const FollowUp& seen, ports::FeedJob& job,
                std::vector<std::string>& payloads, std::size_t& bytes) {
    r.ChangeIn(tx, seen, [&](ports::Transaction& inner, FollowUp& row) {
        auto payload = PayloadOf(inner, row);
        if (!payload) {
            Settle(row, FollowUpState::kRejected, payload.error().Text(), r.Now());
            return;
        }
        if (bytes + payload->size() > kPayloadBytesMax) {
            return;  // it stays queued, for the next feed
        }
        bytes += payload->size();
        HandOver(row, *payload, r.Now());
        payloads.push_back(std::move(*payload));
        job.messages.push_back(row.id);
    });
}

void Build(FollowUpRun& r, std::string_view type, const std::string& marketplace_id,
           const std::vector<FollowUp>& rows) {
    r.run.Write([&](ports::Transaction& tx) {
        ports::FeedJob job;
        job.store_id = r.run.store.id;
        job.type = std::string(type);
        job.marketplace_id = marketplace_id;
        job.state = kFeedBuilt;
        job.created_at = r.Now();
        job.not_before = r.Now();
        std::vector<std::string> payloads;
        std::size_t bytes = 0;
        for (const FollowUp& row : rows) {
            AddMessage(r, tx, row, job, payloads, bytes);
        }
        if (payloads.empty()) {
            return;
        }
        const std::string& seller = r.run.store.seller_id;
        job.content = wire::WriteFeed(type, seller.empty() ? r.run.store.code : seller, payloads);
        job.content_hash = base::Hex(base::Sha256(job.content));
        tx.follow_ups().InsertFeed(job);
        for (const domain::FollowUpId id : job.messages) {
            auto row = tx.follow_ups().Find(id);
            row->feed_reference = std::to_string(job.id);
            if (!tx.follow_ups().Move(*row, row->state)) {
                throw ports::VersionConflict("a follow-up changed meanwhile");
            }
        }
    });
}

void BuildFeed(FollowUpRun& r, std::string_view type) {
    const Situation now = LookAround(r, type);
    if (!now.is_due) {
        return;
    }
    if (now.in_flight_until) {
        return PutOff(r, now.candidates,
                      std::max(*now.in_flight_until, r.Now() + base::Duration::Minutes(1)),
                      "waits for the feed before it");
    }
    if (now.last_at && r.Now() < *now.last_at + kFeedSpacing) {
        return PutOff(r, now.candidates, *now.last_at + kFeedSpacing,
                      "Amazon wants 20 minutes between two feeds");
    }
    if (type == wire::kInvoiceFeed) {
        return PutOff(r, BuildInvoiceFeed(r, now.candidates), r.Now() + kFeedSpacing,
                      "waits for the feed before it");
    }
    // A feed is for one marketplace: a refund that Amazon applied in two would be paid twice.
    const std::string marketplace_id = now.marketplaces.at(now.candidates.front().order_id.value);
    std::vector<FollowUp> rows, others;
    for (const FollowUp& row : now.candidates) {
        if (now.marketplaces.at(row.order_id.value) != marketplace_id) {
            others.push_back(row);
        } else if (!IsCancel(row) || (r.MayAct() && IsCancelAllowedNow(r, row))) {
            rows.push_back(row);
        }
    }
    if (!rows.empty()) {
        Build(r, type, marketplace_id, rows);
        PutOff(r, others, r.Now() + kFeedSpacing, "waits for the feed of another marketplace");
    }
}

}  // namespace

void HandOver(FollowUp& row, std::string body, base::Instant now) {
    row.body = std::move(body);
    row.state = FollowUpState::kSending;
    row.attempts += 1;
    row.looks = 0;
    row.sent_at.reset();
    row.not_before = now;
    row.next = "handed to Amazon in a feed";
}

std::string_view FeedTypeOf(const FollowUp& follow_up) {
    switch (follow_up.kind) {
        case FollowUpKind::kCancelOrder: return wire::kAcknowledgementFeed;
        case FollowUpKind::kUploadVatInvoice: return wire::kInvoiceFeed;
        case FollowUpKind::kConfirmShipment:
        case FollowUpKind::kCancelLines:
        case FollowUpKind::kRefund: break;
    }
    return wire::kAdjustmentFeed;
}

bool GoesByFeed(const FollowUpRun& r, const FollowUp& follow_up) {
    return follow_up.kind != FollowUpKind::kConfirmShipment && !GoesByCall(r, follow_up);
}

void Collect(FollowUpRun& r, const FollowUp& follow_up) {
    const base::Instant leaves_at = follow_up.created_at + r.options.collection;
    const bool is_alone = follow_up.kind == FollowUpKind::kUploadVatInvoice;
    if (is_alone || r.pace == FeedPace::kUrgent || leaves_at <= r.Now()) {
        return;
    }
    r.Change(follow_up, [&](ports::Transaction&, FollowUp& row) {
        row.not_before = leaves_at;
        row.next = "leaves with others of its kind at " + leaves_at.ToIso();
    });
}

void BuildFeeds(FollowUpRun& r) {
    for (const std::string_view type :
         {wire::kAcknowledgementFeed, wire::kAdjustmentFeed, wire::kInvoiceFeed}) {
        if (!r.IsOver()) {
            BuildFeed(r, type);
        }
    }
}

}  // namespace orderyard::amazon
