// Transactions: the only way to the stores. All-or-nothing, durable when Write returns.
#pragma once

#include <functional>
#include <stdexcept>
#include <string_view>

namespace orderyard::ports {

class AccessStore;
class BulkStore;
class ChangeFeed;
class ChannelLedgerStore;
class ChannelOrderStore;
class CustomerStore;
class DeskStore;
class DocumentStore;
class ExceptionStore;
class ExportStore;
class FollowUpStore;
class IdempotencyStore;
class InboxStore;
class LeaseStore;
class LedgerStore;
class MailStore;
class OrderDesk;
class OrderStore;
class OutboxStore;
class PaperStore;
class ProductStore;
class QuotaStore;
class ReconStore;
class SalesFigures;
class SequenceStore;
class StoreRegistry;
class SyncStore;
class TokenStore;
class ViewStore;
class WebhookStore;

// Somebody else changed the row first. Write undoes everything, runs the work again (a few times,
// with jitter) and lets it out only after that.
struct VersionConflict : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// The database cannot be used now: gone, full, read-only. Nothing of the work was kept.
struct DatabaseUnavailable : std::runtime_error {
    using std::runtime_error::runtime_error;
};

class Transaction {
  public:
    virtual ~Transaction() = default;
    virtual OrderStore& orders() = 0;
    virtual ChannelOrderStore& channel_orders() = 0;
    virtual ProductStore& products() = 0;
    virtual CustomerStore& customers() = 0;
    virtual StoreRegistry& stores() = 0;
    virtual InboxStore& inbox() = 0;
    virtual SyncStore& sync() = 0;
    virtual OutboxStore& outbox() = 0;
    virtual QuotaStore& quotas() = 0;
    virtual LeaseStore& leases() = 0;
    virtual SequenceStore& sequences() = 0;
    virtual TokenStore& tokens() = 0;
    virtual DocumentStore& documents() { throw std::logic_error("no documents here"); }
    virtual FollowUpStore& follow_ups() { throw std::logic_error("no follow_ups here"); }
    virtual LedgerStore& ledger() { throw std::logic_error("no ledger here"); }
    virtual IdempotencyStore& idempotency() { throw std::logic_error("no idempotency here"); }
    virtual BulkStore& bulk() { throw std::logic_error("no bulk here"); }
    virtual AccessStore& access() { throw std::logic_error("no access here"); }
    virtual WebhookStore& webhooks() { throw std::logic_error("no webhooks here"); }
    virtual ChannelLedgerStore& channel_ledger() {
        throw std::logic_error("no channel_ledger here");
    }
    virtual PaperStore& papers() { throw std::logic_error("no papers here"); }
    virtual ReconStore& recon() { throw std::logic_error("no recon here"); }
    virtual ExceptionStore& exceptions() { throw std::logic_error("no exceptions here"); }
    virtual SalesFigures& sales() { throw std::logic_error("no sales here"); }
    virtual OrderDesk& order_desk() { throw std::logic_error("no order_desk here"); }
    virtual DeskStore& desk() { throw std::logic_error("no desk here"); }
    virtual ChangeFeed& changes() { throw std::logic_error("no changes here"); }
    virtual ExportStore& exports() { throw std::logic_error("no exports here"); }
    virtual ViewStore& views() { throw std::logic_error("no views here"); }
    virtual MailStore& mails() { throw std::logic_error("no mails here"); }

    // Runs a part that can fail alone: what it throws undoes that part only and is thrown on.
    virtual void Part(const std::function<void()>& work) = 0;
};

class Database {
  public:
    virtual ~Database() = default;
    // `work` may run more than once (after a conflict or a deadlock): it must not keep state of an
    // earlier run. Whatever it throws undoes everything. Returns after the commit is durable. Not
    // to be nested.
    virtual void Write(const std::function<void(Transaction&)>& work) = 0;
    // A consistent snapshot; writing in it is our bug. Runs again when the connection is lost
    // before `work` has been shown anything.
    virtual void Read(const std::function<void(Transaction&)>& work) const = 0;
};

}  // namespace orderyard::ports
