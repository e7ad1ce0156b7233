// The transaction both engines hand out: the stores over one connection, made once for each
// connection and used again for every transaction on it.
#pragma once

#include "ports/database.hpp"
#include "storage/access_store.hpp"
#include "storage/bulk_store.hpp"
#include "storage/change_feed.hpp"
#include "storage/channel_ledger_store.hpp"
#include "storage/channel_order_store.hpp"
#include "storage/customer_store.hpp"
#include "storage/desk_store.hpp"
#include "storage/document_store.hpp"
#include "storage/exception_store.hpp"
#include "storage/export_store.hpp"
#include "storage/follow_up_store.hpp"
#include "storage/idempotency_store.hpp"
#include "storage/inbox_store.hpp"
#include "storage/ledger_store.hpp"
#include "storage/mail_store.hpp"
#include "storage/order_desk.hpp"
#include "storage/order_store.hpp"
#include "storage/outbox_store.hpp"
#include "storage/paper_store.hpp"
#include "storage/product_store.hpp"
#include "storage/quota_store.hpp"
#include "storage/recon_store.hpp"
#include "storage/sales_figures.hpp"
#include "storage/sequence_store.hpp"
#include "storage/sql/connection.hpp"
#include "storage/store_registry.hpp"
#include "storage/sync_store.hpp"
#include "storage/token_store.hpp"
#include "storage/view_store.hpp"
#include "storage/webhook_store.hpp"

namespace orderyard::storage {

class SqlTransaction final : public ports::Transaction {
  public:
    SqlTransaction(sql::Connection& connection, const Keys& keys)
        : connection_(connection),
          orders_(connection, keys),
          channel_orders_(connection, keys),
          products_(connection, keys),
          customers_(connection, keys),
          stores_(connection, keys),
          inbox_(connection, keys),
          sync_(connection),
          outbox_(connection),
          quotas_(connection),
          leases_(connection),
          sequences_(connection),
          tokens_(connection),
          documents_(connection, keys),
          follow_ups_(connection, keys),
          ledger_(connection),
          idempotency_(connection, keys),
          bulk_(connection, keys),
          papers_(connection),
          recon_(connection),
          exceptions_(connection),
          sales_(connection),
          order_desk_(connection, keys),
          desk_(connection),
          changes_(connection),
          channel_ledger_(connection),
          access_(connection, keys),
          mails_(connection, keys),
          exports_(connection, keys),
          views_(connection),
          webhooks_(connection, keys) {}

    ports::OrderStore& orders() override { return orders_; }
    ports::ChannelOrderStore& channel_orders() override { return channel_orders_; }
    ports::ProductStore& products() override { return products_; }
    ports::CustomerStore& customers() override { return customers_; }
    ports::StoreRegistry& stores() override { return stores_; }
    ports::InboxStore& inbox() override { return inbox_; }
    ports::SyncStore& sync() override { return sync_; }
    ports::OutboxStore& outbox() override { return outbox_; }
    ports::QuotaStore& quotas() override { return quotas_; }
    ports::LeaseStore& leases() override { return leases_; }
    ports::SequenceStore& sequences() override { return sequences_; }
    ports::TokenStore& tokens() override { return tokens_; }
    ports::DocumentStore& documents() override { return documents_; }
    ports::FollowUpStore& follow_ups() override { return follow_ups_; }
    ports::LedgerStore& ledger() override { return ledger_; }
    ports::IdempotencyStore& idempotency() override { return idempotency_; }
    ports::BulkStore& bulk() override { return bulk_; }
    ports::PaperStore& papers() override { return papers_; }
    ports::ReconStore& recon() override { return recon_; }
    ports::ExceptionStore& exceptions() override { return exceptions_; }
    ports::SalesFigures& sales() override { return sales_; }
    ports::OrderDesk& order_desk() override { return order_desk_; }
    ports::DeskStore& desk() override { return desk_; }
    ports::ChangeFeed& changes() override { return changes_; }
    ports::ChannelLedgerStore& channel_ledger() override { return channel_ledger_; }
    ports::AccessStore& access() override { return access_; }
    ports::WebhookStore& webhooks() override { return webhooks_; }
    ports::MailStore& mails() override { return mails_; }
    ports::ExportStore& exports() override { return exports_; }

    ports::ViewStore& views() override { return views_; }

    void Part(const std::function<void()>& work) override;

  private:
    sql::Connection& connection_;
    SqlOrderStore orders_;
    SqlChannelOrderStore channel_orders_;
    SqlProductStore products_;
    SqlCustomerStore customers_;
    SqlStoreRegistry stores_;
    SqlInboxStore inbox_;
    SqlSyncStore sync_;
    SqlOutboxStore outbox_;
    SqlQuotaStore quotas_;
    SqlLeaseStore leases_;
    SqlSequenceStore sequences_;
    SqlTokenStore tokens_;
    SqlDocumentStore documents_;
    SqlFollowUpStore follow_ups_;
    SqlLedgerStore ledger_;
    SqlIdempotencyStore idempotency_;
    SqlBulkStore bulk_;
    SqlPaperStore papers_;
    SqlReconStore recon_;
    SqlExceptionStore exceptions_;
    SqlSalesFigures sales_;
    SqlOrderDesk order_desk_;
    SqlDeskStore desk_;
    SqlChangeFeed changes_;
    SqlChannelLedgerStore channel_ledger_;
    SqlAccessStore access_;
    SqlMailStore mails_;
    SqlExportStore exports_;
    SqlViewStore views_;
    SqlWebhookStore webhooks_;
};

}  // namespace orderyard::storage
