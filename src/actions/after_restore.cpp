// Each kind of work is ended in the words it has anyway for "nobody knows" or "not done".
#include "actions/after_restore.hpp"

#include "ports/access_store.hpp"
#include "ports/bulk_store.hpp"
#include "ports/mail_store.hpp"
#include "ports/sequence_store.hpp"
#include "ports/store_registry.hpp"

namespace orderyard::actions {
namespace {

constexpr int kBatch = 200;
constexpr const char* kCode = "restored";
constexpr const char* kWhy =
    "A backup was put back before this was done; perhaps it was done after the backup was made. "
    "Look, and ask again if it is still wanted.";
// What Magento's API answers where a request could not be carried out.
constexpr int kConflictStatus = 409;

int DoubtMails(ports::Database& database, ports::MailState from, base::Instant now) {
    ports::MailQuery query;
    query.state = from;
    query.page_size = kBatch;
    int count = 0;
    for (bool is_more = true; is_more;) {
        int batch = 0;
        database.Write([&](ports::Transaction& tx) {
            batch = 0;
            for (ports::Mail mail : tx.mails().Search(query).mails) {  // page 1: they leave it
                mail.state = ports::MailState::kDoubtful;
                mail.problem = "interrupted";
                mail.not_before = now;
                batch += tx.mails().Decide(mail, from) ? 1 : 0;
            }
        });
        count += batch;
        is_more = batch > 0;
    }
    return count;
}

int FailBulkItems(ports::Database& database, base::Instant now) {
    int count = 0;
    for (bool is_more = true; is_more;) {
        int batch = 0;
        database.Write([&](ports::Transaction& tx) {
            batch = 0;
            const auto job = tx.bulk().NextOpen();
            if (!job) {
                return;
            }
            for (ports::BulkItem item :
                 tx.bulk().Items(*job, 0, ports::BulkItemState::kPending, kBatch)) {
                item.state = ports::BulkItemState::kFailed;
                item.code = kCode;
                item.message = kWhy;
                tx.bulk().Record(*job, item, now);
                batch += 1;
            }
        });
        count += batch;
        is_more = batch > 0;
    }
    return count;
}

int FailOperations(ports::Database& database) {
    int count = 0;
    for (bool is_more = true; is_more;) {
        database.Write([&](ports::Transaction& tx) {
            auto operation = tx.bulk().NextLater();
            is_more = operation.has_value();
            if (operation) {
                operation->state = ports::LaterState::kFailed;
                operation->error_code = kConflictStatus;
                operation->message = kWhy;
                tx.bulk().RecordLater(*operation);
            }
        });
        count += is_more ? 1 : 0;
    }
    return count;
}

}  // namespace

StoppedWork StopUnfinishedWork(ports::Database& database, base::Instant now) {
    StoppedWork stopped;
    stopped.mails = DoubtMails(database, ports::MailState::kQueued, now) +
                    DoubtMails(database, ports::MailState::kSending, now);
    stopped.bulk_items = FailBulkItems(database, now);
    stopped.operations = FailOperations(database);
    const base::Instant all = now + base::Duration::Days(1);
    database.Write([&](ports::Transaction& tx) {
        stopped.sessions = tx.access().DeleteOldSessions(all, all);
    });
    return stopped;
}

void SkipNumbers(ports::Database& database, std::int64_t count) {
    database.Write([&](ports::Transaction& tx) {
        for (const domain::StoreView& view : tx.stores().ListViews()) {
            for (const char* kind : ports::kNumberedKinds) {
                tx.sequences().Skip(kind, view.id, count);
            }
        }
    });
}

}  // namespace orderyard::actions
