// For tests of the move: places for databases, and one that has rows in every table.
#pragma once

#include <limits>
#include <map>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "ports/access_store.hpp"
#include "storage/document_samples.hpp"
#include "storage/migrate.hpp"
#include "storage/move/move_database.hpp"
#include "storage/move/move_source.hpp"
#include "storage/move/moved_tables.hpp"

namespace orderyard::storage {

// A folder for SQLite, a database of its own for PostgreSQL: a move looks at all who are connected
// to it, and other tests work beside.
class MovePlace {
  public:
    explicit MovePlace(TestEngine engine)
        : engine_(engine), folder_(TestEngine::kSqlite), name_("oy_move_" + base::RandomToken(8)) {
        base::SetUpLog({base::LogLevel::kWarn, base::LogFormat::kHuman, {}});
        if (engine == TestEngine::kPostgres) {
            Administer("CREATE DATABASE " + name_);
        }
    }
    ~MovePlace() {
        if (engine_ == TestEngine::kPostgres) {
            Administer("DROP DATABASE " + name_ + " WITH (FORCE)");
        }
    }
    MovePlace(const MovePlace&) = delete;
    MovePlace& operator=(const MovePlace&) = delete;

    std::string Url() const {
        if (engine_ == TestEngine::kSqlite) {
            return folder_.Url();
        }
        const std::string server = std::getenv("ORDERYARD_TEST_POSTGRES");
        return server.substr(0, server.rfind('/') + 1) + name_;
    }
    std::string File() const { return folder_.File(); }
    std::unique_ptr<sql::Connection> Connect() const { return ConnectTo(Url(), true); }
    std::unique_ptr<OpenedDatabase> Open(bool is_server = false) const {
        DatabaseOptions options;
        options.url = Url();
        options.master_key = Key();
        options.is_server = is_server;
        auto opened = OpenDatabase(options);
        EXPECT_TRUE(opened) << opened.error().Text();
        return std::move(*opened);
    }
    static std::string Key() { return std::string(32, 'k'); }

  private:
    // One statement alone: a database is not made within a transaction.
    static void Administer(const std::string& sql) {
        ConnectTo(std::getenv("ORDERYARD_TEST_POSTGRES"), true)->ExecScript(sql);
    }

    const TestEngine engine_;
    const TestPlace folder_;
    const std::string name_;
};

// A value for each column, unless a CHECK wants another one: texts of several lines, bytes with NUL
// in them, a number that no decimal fraction is.
class RowOfEverything {
  public:
    std::vector<sql::Value> ValuesOf(const Table& table) const {
        std::vector<sql::Value> values;
        for (const Column& column : table.columns) {
            values.push_back(ValueOf(table, column));
        }
        return values;
    }

  private:
    sql::Value ValueOf(const Table& table, const Column& column) const {
        for (const std::string& name : {table.name + "." + column.name, column.name}) {
            if (const auto found = special_.find(name); found != special_.end()) {
                return found->second;
            }
        }
        switch (column.kind) {
            case CellKind::kInt: return 1;
            case CellKind::kDouble: return 0.1;
            case CellKind::kText: return text_;
            case CellKind::kBytes: return sql::Bytes{bytes_};
        }
        return {};
    }

    const std::string text_ = "Line 1\n\\N\t\"two\" 'three', ü 한 \xF0\x9F\x93\xA6";
    const std::string bytes_ = std::string("\0\1\n\\.\xFF", 6) + std::string(26, '\0');
    const std::string hash_ = std::string(64, 'a');
    const std::map<std::string, sql::Value> special_ = {
        {"actor_kind", "user"},
        {"currency", "EUR"},
        {"text_hash", hash_},
        {"bulk_job.total", 2},
        {"bulk_item.state", "pending"},
        {"bulk_item.code", ""},
        {"document_comment.kind", "invoice"},
        {"export_run.state", "done"},
        {"export_run.notice", "none"},
        {"feed_job.state", "built"},
        {"feed_job.content_hash", hash_},
        {"follow_up.kind", "confirm_shipment"},
        {"follow_up.state", "queued"},
        {"follow_up.credit_memo_id", {}},
        {"follow_up.invoice_id", {}},
        {"idempotency_key.status", 200},
        {"idempotency_key.expires_at", std::numeric_limits<std::int64_t>::max()},
        {"inbox.state", "new"},
        {"later_operation.state", "open"},
        {"ledger_event.kind", "invoice"},
        {"ledger_event.receivable", -9},
        {"lease.owner", "server-1"},
        {"mail.state", "queued"},
        {"mail.ended_at", {}},
        {"mail.channel_id", 0},
        {"mail.channel_action", ""},
        {"mail_template.audience", "customer"},
        {"outbox.state", "pending"},
        {"outbox.owner", ""},
        {"personal_view_alarm.kind", "stopped"},
        {"recon_difference.kind", "missing_here"},
        {"recon_difference.ended_at", {}},
        {"recon_difference.end_reason", ""},
        {"saved_export.rhythm", "daily"},
        {"webhook_delivery.state", "done"}};
};

inline std::int64_t CountRows(sql::Connection& connection, const std::string& table) {
    return connection.QueryInt("SELECT count(*) FROM " + Quoted(table)).value();
}

// Orders, channel orders and documents as the stores write them, all else row by row. SQLite.
inline void FillEveryTable(const MovePlace& place) {
    {
        const auto database = place.Open();
        database->Write([](ports::Transaction& t) {
            domain::Store store;
            store.code = "acme";
            store.name = "Acme";
            store.region = "eu";
            store.seller_id = "SELLER";
            store.settings.store_view_id = domain::StoreViewId(1);
            t.stores().Insert(store, {"client", "secret", "refresh"});
            domain::Product product;
            product.sku = "SKU-1";
            product.name = "Tasse";
            product.on_hand = 10;
            t.products().Insert(product);
            domain::ChannelOrder channel_order = FilledChannelOrder(store.id, "303-1");
            t.channel_orders().Insert(channel_order, SomeHash(), "{}", SomeVerdict());
            domain::Order order = FilledOrder("000000001");
            order.items[0].product_id = product.id;
            order.items[0].reserved = 1;
            t.orders().Insert(order);
            domain::Order paid = FourPieces("000000002");
            paid.reordered_from = order.id;
            paid.totals.invoiced = paid.totals.paid = paid.totals.grand_total;
            paid.items[0].invoiced = 4;
            t.orders().Insert(paid);
            domain::Invoice invoice = SomeInvoice(paid, "I1", {0, 4});
            t.documents().Insert(invoice);
            domain::Shipment shipment = SomeShipment(paid, "S1");
            t.documents().Insert(shipment);
            domain::CreditMemo memo = SomeCreditMemo(paid, "C1", 900);
            t.documents().Insert(memo);
            ports::AuditEntry entry;
            entry.event = "made";
            t.access().AppendAudit(entry);
        });
    }
    const auto connection = place.Connect();
    connection->ExecScript("PRAGMA foreign_keys = OFF");
    const RowOfEverything row;
    for (const Table& table : ReadTables(*connection)) {
        if (CountRows(*connection, table.name) == 0) {
            const std::vector<std::string> places(table.columns.size(), "?");
            connection->ExecWith(
                "INSERT INTO " + Quoted(table.name) + " VALUES (" + base::Join(places, ", ") + ")",
                row.ValuesOf(table));
        }
    }
    // Beyond 32 bits, to the last digit.
    connection->Exec("UPDATE product SET price = 9007199254740993, price_currency = 'EUR'");
}

inline MoveOptions OptionsTo(const MovePlace& source, const MovePlace& target) {
    MoveOptions options;
    options.source_url = source.Url();
    options.target_url = target.Url();
    options.master_key = MovePlace::Key();
    options.audit.event = "database_moved";
    options.now = At(0);
    return options;
}

// The parameter is where to; the source is SQLite.
class MoveTest : public testing::TestWithParam<TestEngine> {
  protected:
    void SetUp() override {
        if (!TestPlace::IsAvailable(GetParam())) {
            GTEST_SKIP() << "ORDERYARD_TEST_POSTGRES is not set: no PostgreSQL to test on";
        }
        source_ = std::make_unique<MovePlace>(TestEngine::kSqlite);
        target_ = std::make_unique<MovePlace>(GetParam());
    }
    bool IsToSqlite() const { return GetParam() == TestEngine::kSqlite; }
    const MovePlace& source() const { return *source_; }
    const MovePlace& target() const { return *target_; }
    MoveReport Move() {
        auto report = MoveDatabase(OptionsTo(source(), target()));
        EXPECT_TRUE(report) << report.error().Text();
        EXPECT_EQ(report->difference, "");
        return report.value_or(MoveReport());
    }
    base::Error Refusal() {
        auto report = MoveDatabase(OptionsTo(source(), target()));
        EXPECT_FALSE(report);
        return report ? base::Error() : report.error();
    }
    void ExpectEmptyTarget() const {
        const auto connection = target().Connect();
        EXPECT_EQ(CountRows(*connection, "sales_order"), 0);
        EXPECT_EQ(CountRows(*connection, "store"), 0);
        EXPECT_EQ(CountRows(*connection, "audit_entry"), 0);
    }

  private:
    std::unique_ptr<MovePlace> source_, target_;
};

}  // namespace orderyard::storage
