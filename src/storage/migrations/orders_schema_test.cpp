// What the schema refuses, whatever the code above does: one line for each CHECK, key and
// reference. And every text column is on a list: it is plain on purpose, or sealed.
#include <map>
#include <set>

#include "storage/order_samples.hpp"
#include "storage/sql/error.hpp"

namespace orderyard::storage {
namespace {

class OrdersSchemaTest : public OrdersTest {
  protected:
    void SetUp() override {
        OrdersTest::SetUp();
        if (IsSkipped()) {
            return;
        }
        const domain::StoreId store = MakeStore();
        channel_order_ = FilledChannelOrder(store, "303-1");
        Insert(channel_order_);
        product_ = MakeProduct("SKU-1", 10);
        order_ = FilledOrder("000000001");
        order_.items[0].product_id = product_.id;
        order_.items[0].reserved = 1;
        order_.channel = domain::ChannelLink{
            store, channel_order_.id, "303-1", "", domain::FulfilledBy::kMerchant, {}, {}};
        Insert(order_);
        Write([&](ports::Transaction& t) {
            t.products().PutListing({store, "am", "B1", product_.id, 1});
            t.channel_orders().AppendEvent(channel_order_.id, {At(1), "first_seen", "", ""});
            t.orders().AppendHistory({{},
                                      order_.id,
                                      At(1),
                                      domain::ActorKind::kSystem,
                                      "sync",
                                      "imported",
                                      "",
                                      "holded",
                                      "",
                                      "",
                                      false,
                                      false});
        });
        connection_ = Connect();
    }
    // Runs an UPDATE of one row and undoes it; true when the database refused it.
    bool Refuses(const std::string& table, const std::string& change,
                 const std::string& where = "") {
        connection_->Begin(true);
        bool is_refused = false;
        try {
            const std::string sql =
                "UPDATE " + table + " SET " + change + (where.empty() ? "" : " WHERE " + where);
            EXPECT_GT(connection_->Exec(sql), 0) << sql;
        } catch (const sql::SqlError&) {
            is_refused = true;
        } catch (const sql::UniqueViolation&) {
            is_refused = true;
        }
        connection_->Rollback();
        return is_refused;
    }
    void TearDown() override { connection_.reset(); }

    domain::ChannelOrder channel_order_;
    domain::Product product_;
    domain::Order order_;
    std::unique_ptr<sql::Connection> connection_;
};
ORDERYARD_ON_BOTH_ENGINES(OrdersSchemaTest);

TEST_P(OrdersSchemaTest, AcceptsWhatIsRight) {
    EXPECT_FALSE(Refuses("product", "reserved = 10"));
    EXPECT_FALSE(Refuses("sales_order", "tip = tip + 5, grand_total = grand_total + 5"));
    EXPECT_FALSE(Refuses("sales_order_item", "canceled = 0, shipped = 3", "sku = 'SKU-1'"));
}

TEST_P(OrdersSchemaTest, RefusesWrongStates) {
    const std::vector<std::pair<const char*, const char*>> kWrong = {
        {"product", "on_hand = -1"},
        {"product", "reserved = -1"},
        {"product", "reserved = 11"},
        {"product", "price = 5"},
        {"product", "price_currency = 'EUR'"},
        {"product", "price = 5, price_currency = 'EURO'"},
        {"product", "is_enabled = 2"},
        {"product", "version = 0"},
        {"listing", "units = 0"},
        {"listing", "product_id = 999999"},
        {"listing", "store_id = 999999"},
        {"stock_movement", "on_hand = 0, reserved = 0"},
        {"stock_movement", "reason = 'lost'"},
        {"stock_movement", "product_id = 999999"},
        {"stock_movement", "order_id = 999999"},
        {"stock_reservation", "quantity = 0"},
        {"stock_reservation", "product_id = 999999"},
        {"channel_order", "store_id = 999999"},
        {"channel_order", "number = ''"},
        {"channel_order", "status = 'sent'"},
        {"channel_order", "fulfilled_by = 'nobody'"},
        {"channel_order", "verdict_kind = 'perhaps'"},
        {"channel_order", "currency = 'EURO'"},
        {"channel_order", "grand_total_currency = NULL"},
        {"channel_order", "grand_total = NULL"},
        {"channel_order", "grand_total_currency = ''"},
        {"channel_order", "is_foreign = 2"},
        {"channel_order_item", "channel_order_id = 999999"},
        {"channel_order_item", "number = 'same'"},
        {"channel_order_item", "position = -1"},
        {"channel_order_event", "event = ''"},
        {"channel_order_event", "channel_order_id = 999999"},
        {"sales_order", "store_view_id = 999999"},
        {"sales_order", "increment_id = ''"},
        {"sales_order", "version = 0"},
        {"sales_order", "state = 'on_hold'"},
        {"sales_order", "state = 'processing'"},  // while a hold is noted
        {"sales_order", "status = 'Holded'"},
        {"sales_order", "hold_before_state = NULL"},
        {"sales_order", "hold_before_state = 'holded'"},
        {"sales_order", "hold_before_status = NULL"},
        {"sales_order", "hold_reason = NULL"},
        {"sales_order", "customer_id = 999999"},
        {"sales_order", "currency = ''"},
        {"sales_order", "currency = 'EU'"},
        {"sales_order", "subtotal = -1"},
        {"sales_order", "subtotal = subtotal + 1"},
        {"sales_order", "subtotal_incl_tax = subtotal - 1"},
        {"sales_order", "shipping = shipping + 1"},
        {"sales_order", "shipping_tax = -1"},
        {"sales_order", "shipping_discount = -1"},
        {"sales_order", "gift_wrap = gift_wrap + 1"},
        {"sales_order", "gift_wrap_tax = -1"},
        {"sales_order", "fee = fee + 1"},
        {"sales_order", "fee_tax = -1"},
        {"sales_order", "tip = tip + 1"},
        {"sales_order", "discount = discount + 1"},
        {"sales_order", "tax = tax + 1"},
        {"sales_order", "rounding = rounding + 1"},
        {"sales_order", "grand_total = grand_total + 1"},
        {"sales_order", "paid = -1"},
        {"sales_order", "invoiced = -1"},
        {"sales_order", "refunded = -1"},
        {"sales_order", "canceled = -1"},
        {"sales_order", "due = -1"},
        {"sales_order", "quantity_ordered = -1"},
        {"sales_order", "item_count = -1"},
        {"sales_order", "channel_store_id = NULL"},
        {"sales_order", "channel_store_id = 999999"},
        {"sales_order", "channel_order_id = NULL"},
        {"sales_order", "channel_order_id = 999999"},
        {"sales_order", "channel_number = NULL"},
        {"sales_order", "fulfilled_by = NULL"},
        {"sales_order", "fulfilled_by = 'nobody'"},
        {"sales_order_item", "order_id = 999999"},
        {"sales_order_item", "channel_item_number = 'same'"},
        {"sales_order_item", "position = -1"},
        {"sales_order_item", "product_id = 999999"},
        {"sales_order_item", "is_stock_managed = 3"},
        {"sales_order_item", "ordered = -1"},
        {"sales_order_item", "invoiced = ordered + 1"},
        {"sales_order_item", "invoiced = -1"},
        {"sales_order_item", "shipped = shipped + 2"},
        {"sales_order_item", "shipped = -1"},
        {"sales_order_item", "refunded_shipped = shipped + 1"},
        {"sales_order_item", "refunded_shipped = -1"},
        {"sales_order_item", "refunded_unshipped = refunded_unshipped + 2"},
        {"sales_order_item", "refunded_unshipped = -1"},
        {"sales_order_item", "canceled = canceled + 2"},
        {"sales_order_item", "canceled = -1"},
        {"sales_order_item", "backordered = ordered + 1"},
        {"sales_order_item", "backordered = -1"},
        {"sales_order_item", "row_total = row_total + 1"},
        {"sales_order_item", "row_total = -1, total = total - row_total - 1"},
        {"sales_order_item", "row_tax = -1"},
        {"sales_order_item", "shipping = shipping + 1"},
        {"sales_order_item", "shipping_tax = -1"},
        {"sales_order_item", "gift_wrap = gift_wrap + 1"},
        {"sales_order_item", "gift_wrap_tax = -1"},
        {"sales_order_item", "fee = fee + 1"},
        {"sales_order_item", "fee_tax = -1"},
        {"sales_order_item", "discount = discount + 1"},
        {"sales_order_item", "shipping_discount = discount + 1"},
        {"sales_order_item", "tax = tax + 1"},
        {"sales_order_item", "tax = 99999999, total = total - tax + 99999999"},
        {"sales_order_item", "rounding = rounding + 1"},
        {"sales_order_item", "total = total + 1"},
        {"sales_order_address", "kind = 'summer'"},
        {"sales_order_address", "kind = 'shipping'"},
        {"sales_order_payment", "currency = ''"},
        {"sales_order_payment", "amount_ordered = -1"},
        {"sales_order_payment", "amount_paid = -1"},
        {"sales_order_exception", "code = ''"},
        {"sales_order_exception", "position = -1"},
        {"sales_order_history", "actor_kind = 'cat'"},
        {"sales_order_history", "event = ''"},
        {"sales_order_history", "is_customer_notified = 2"},
        {"sales_order_history", "order_id = 999999"},
        {"sales_order_personal", "order_id = 999999"},
        {"channel_order_personal", "channel_order_id = 999999"},
    };
    for (const auto& [table, change] : kWrong) {
        EXPECT_TRUE(Refuses(table, change)) << table << ": " << change;
    }
    const std::string short_hash = IsSqlite() ? "content_hash = X'00'" : "content_hash = '\\x00'";
    EXPECT_TRUE(Refuses("channel_order", short_hash));
}

// A new column that can hold text must be put on one of these lists by somebody who thought about
// it.
TEST_P(OrdersSchemaTest, EveryTextColumnIsClassified) {
    if (!IsSqlite()) {
        GTEST_SKIP() << "the tables are written once; SQLite's catalog is enough";
    }
    const std::map<std::string, std::set<std::string>> kPlain = {
        {"product", {"sku", "name", "price_currency", "bin"}},
        {"listing", {"channel_sku", "channel_product_number"}},
        {"channel_order",
         {"number", "marketplace_id", "marketplace_name", "status", "status_text", "fulfilled_by",
          "currency", "grand_total_currency", "content_hash", "verdict_kind", "verdict_rule",
          "verdict_text", "verdict_inputs", "details"}},
        {"channel_order_item", {"number", "sku", "product_number", "details"}},
        {"channel_order_count", {"status", "verdict_kind"}},
        {"sales_order_count", {"state", "status"}},
        {"channel_order_event", {"event", "before", "after"}},
        {"channel_refund", {"transaction_id", "channel_number", "currency", "status"}},
        {"sales_order",
         {"increment_id", "state", "status", "hold_before_state", "hold_before_status",
          "hold_reason", "pending_cancel_reason", "pending_cancel_actor", "currency",
          "shipping_method", "shipping_description", "channel_number", "marketplace_id",
          "fulfilled_by", "ship_country"}},
        {"sales_hour", {"currency"}},
        {"sales_order_item", {"channel_item_number", "sku", "name"}},
        {"stock_movement", {"reason", "order_item_key", "note"}},
        {"sales_order_address",
         {"kind", "city", "district", "municipality", "region", "country_code", "address_kind"}},
        {"sales_order_payment", {"method", "method_title", "currency", "details"}},
        {"sales_order_exception", {"code", "item_sku", "text"}},
        {"sales_order_history", {"actor_kind", "actor", "event", "status", "before", "after"}},
    };
    const std::map<std::string, std::set<std::string>> kSealed = {
        {"channel_order_personal", {"wrapped_key", "personal", "payload"}},
        {"sales_order_personal", {"wrapped_key", "personal"}},
        {"sales_order_history", {"comment"}},
    };
    sql::Rows rows = connection_->Query(
        "SELECT t.name, c.name, c.type FROM sqlite_schema t JOIN pragma_table_info(t.name) c "
        "WHERE t.type = 'table' AND c.type IN ('TEXT', 'BLOB') AND (t.name LIKE 'sales\\_%' ESCAPE "
        "'\\' "
        "OR t.name LIKE 'channel\\_%' ESCAPE '\\' OR t.name IN ('product', 'listing', "
        "'stock_movement', "
        "'stock_reservation')) AND t.name NOT LIKE '%\\_search\\_%' ESCAPE '\\'");
    int columns = 0;
    while (rows.Next()) {
        const std::string table = rows.Text(0);
        const std::string column = rows.Text(1);
        const bool is_plain = kPlain.contains(table) && kPlain.at(table).contains(column);
        const bool is_sealed = kSealed.contains(table) && kSealed.at(table).contains(column);
        EXPECT_TRUE(is_plain || is_sealed) << table << "." << column << " is not classified";
        EXPECT_TRUE(!is_sealed || rows.Text(2) == "BLOB") << table << "." << column;
        ++columns;
    }
    EXPECT_GT(columns, 50);
}

}  // namespace
}  // namespace orderyard::storage
