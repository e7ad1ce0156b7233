// Nothing is sent on the word of an old copy. What can be seen at Amazon is looked for; a refund
// cannot, other than in the books, and paid twice it is lost: it waits for them, or for a person.
#include "amazon/sync/after_restore.hpp"

#include "amazon/sync/feed_job.hpp"
#include "amazon/wire/feed_xml.hpp"

namespace orderyard::amazon {

using domain::FollowUp;
using domain::FollowUpKind;
using domain::FollowUpState;

namespace {

// A feed that was handed over after the copy is done by then, as a rule.
constexpr base::Duration kPause = base::Duration::Minutes(30);
constexpr int kBatch = 200;
constexpr const char* kPerhapsTold = "perhaps told to Amazon after the backup that was put back";

void Doubt(FollowUp& row, base::Instant now, DoubtedFollowUps& counts) {
    row.looks = 0;
    switch (row.kind) {
        case FollowUpKind::kConfirmShipment:
            LookLater(row, FollowUpState::kUnknown, kPerhapsTold, now);
            counts.looked_for += 1;
            return;
        case FollowUpKind::kCancelOrder:
        case FollowUpKind::kCancelLines:
            row.not_before = std::max(row.not_before, now + kPause);
            row.next =
                "the order is read, and canceled if it still can be, at " + row.not_before.ToIso();
            counts.postponed += 1;
            return;
        case FollowUpKind::kRefund:
        case FollowUpKind::kUploadVatInvoice:
            Settle(row, FollowUpState::kParked, kPerhapsTold, now);
            counts.parked += 1;
            return;
    }
}

void DoubtQueued(ports::Database& database, domain::StoreId store, base::Instant now,
                 DoubtedFollowUps& counts) {
    ports::FollowUpQuery query;
    query.store_id = store;
    query.states = {FollowUpState::kQueued};
    query.limit = kBatch;
    for (bool is_more = true; is_more;) {
        DoubtedFollowUps batch;
        std::int64_t last = 0;
        database.Write([&](ports::Transaction& tx) {
            batch = counts;
            const auto rows = tx.follow_ups().Search(query);
            for (FollowUp row : rows) {
                Doubt(row, now, batch);
                if (!tx.follow_ups().Move(row, FollowUpState::kQueued)) {
                    throw ports::VersionConflict("a follow-up changed meanwhile");
                }
            }
            is_more = rows.size() == kBatch;
            last = rows.empty() ? 0 : rows.back().id.value;
        });
        counts = batch;
        query.after_id = last;
    }
}

// Feeds with adjustments or files that were built but not handed over, or are to be built again.
// The others stay: what Amazon has is asked for by its id, what it perhaps has is looked for in its
// list, and a feed of cancels is built anew from orders that are read before.
bool IsPerhapsHandedOver(const ports::FeedJob& job) {
    const bool is_not_handed_over = job.state == kFeedBuilt || job.state == kFeedDocumentCreated ||
                                    job.state == kFeedUploaded || job.state == kFeedCancelled;
    return is_not_handed_over && job.type != wire::kAcknowledgementFeed;
}

void ParkFeeds(ports::Database& database, domain::StoreId store, base::Instant now,
               DoubtedFollowUps& counts) {
    int parked = 0;
    database.Write([&](ports::Transaction& tx) {
        parked = 0;
        for (ports::FeedJob job : tx.follow_ups().OpenFeeds(store)) {
            if (!IsPerhapsHandedOver(job)) {
                continue;
            }
            ChangeRows(tx, job, [&](FollowUp& row) {
                Settle(row, FollowUpState::kParked, kPerhapsTold, now);
                parked += 1;
            });
            const std::string before = job.state;
            job.state = kFeedParked;
            job.error = kPerhapsTold;
            SaveFeed(tx, job, before);
        }
    });
    counts.parked += parked;
}

}  // namespace

DoubtedFollowUps DoubtFollowUps(ports::Database& database, domain::StoreId store,
                                base::Instant now) {
    DoubtedFollowUps counts;
    DoubtQueued(database, store, now, counts);
    ParkFeeds(database, store, now, counts);
    return counts;
}

}  // namespace orderyard::amazon
