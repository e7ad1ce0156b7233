// Plans of the lists of order lines, products and customers, and of what each request asks the
// tables of access for.
#include "storage/access_store.hpp"
#include "storage/customer_store.hpp"
#include "storage/order_store.hpp"
#include "storage/plans_fixture.hpp"
#include "storage/product_store.hpp"
#include "storage/view_store.hpp"

namespace orderyard::storage {
namespace {

using ports::FilterOp;
using ports::SearchQuery;

class ListPlansTest : public PlansTest {
  protected:
    // `index`: what the page is read by; empty: the key.
    void ExpectReadBy(const std::string& what, const std::string& table, const std::string& index) {
        ASSERT_FALSE(connection_->plans.empty()) << what;
        bool has_index = index.empty();
        for (const std::string& plan : connection_->plans) {
            has_index = has_index || plan.find(index, plan.find('\n')) != std::string::npos;
            if (!index.empty()) {
                EXPECT_FALSE(WalksTable(plan, table)) << what << "\n" << plan;
            } else if (IsSqlite()) {
                EXPECT_EQ(plan.find("USE TEMP B-TREE"), std::string::npos) << what << "\n" << plan;
            }
        }
        EXPECT_TRUE(has_index) << what << ": " << index << " is not used\n"
                               << connection_->plans.back();
        connection_->plans.clear();
    }

    // From the first row to the last, as opposed to a search or a walk along an index.
    bool WalksTable(const std::string& plan, const std::string& table) const {
        if (!IsSqlite()) {
            return plan.find("Seq Scan on " + table) != std::string::npos;
        }
        for (const std::string& name : {std::string("o"), table}) {
            if (plan.find("SCAN " + name + "\n") != std::string::npos) {
                return true;
            }
        }
        return false;
    }
};
ORDERYARD_ON_BOTH_ENGINES(ListPlansTest);

using Groups = std::vector<ports::FilterGroup>;

TEST_P(ListPlansTest, OrderLines) {
    Fill();
    const Keys keys(std::string(32, 'k'));
    SqlOrderStore orders(*connection_, keys);
    const struct {
        const char* what;
        Groups groups;
        const char* index;
    } kLists[] = {
        {"all", {}, ""},
        {"of an order", {{{"order_id", FilterOp::kEq, {"7"}}}}, "sales_order_item_by_order"},
        {"of orders", {{{"order_id", FilterOp::kIn, {"7", "8"}}}}, "sales_order_item_by_order"},
        {"of a SKU", {{{"sku", FilterOp::kEq, {"Lamp-1"}}}}, "sales_order_item_by_sku"},
        {"of SKUs", {{{"sku", FilterOp::kLike, {"Lamp%"}}}}, "sales_order_item_by_sku"},
        // PostgreSQL may choose another of them for few rows.
        {"changed lately",
         {{{"updated_at", FilterOp::kGteq, {"2023-11-14 22:14:00"}}}},
         "sales_order_item_by"},
    };
    for (const auto& list : kLists) {
        ASSERT_TRUE(orders.SearchItems({list.groups, {{"item_id", false}}, 20, 1})) << list.what;
        ExpectReadBy(list.what, "sales_order_item", list.index);
    }
}

TEST_P(ListPlansTest, Products) {
    Fill();
    const Keys keys(std::string(32, 'k'));
    SqlProductStore products(*connection_, keys);
    ASSERT_TRUE(products.Search({{}, {{"entity_id", false}}, 20, 1}));
    ExpectReadBy("all", "product", "");
    ASSERT_TRUE(products.Search({{{{"sku", FilterOp::kEq, {"Lamp-1"}}}}, {}, 20, 1}));
    ExpectReadBy("one SKU", "product", "product_by_folded_sku");
    ASSERT_TRUE(products.Search({{{{"sku", FilterOp::kIn, {"a", "b"}}}}, {}, 20, 1}));
    ExpectReadBy("SKUs", "product", "product_by_folded_sku");
    ASSERT_TRUE(products.Search({{{{"sku", FilterOp::kLike, {"Lam%"}}}}, {}, 20, 1}));
    ExpectReadBy("SKUs that begin alike", "product", "product_by_folded_sku");
    products.FindBySku("Lamp-1");
    ExpectReadBy("by SKU", "product", IsSqlite() ? "(sku=?)" : "product_sku_key");
}

TEST_P(ListPlansTest, Customers) {
    Fill();
    const Keys keys(std::string(32, 'k'));
    SqlCustomerStore customers(*connection_, keys);
    ASSERT_TRUE(customers.Search({{}, {{"entity_id", false}}, 20, 1}));
    ExpectReadBy("all", "customer", "");
    ASSERT_TRUE(customers.Search({{{{"email", FilterOp::kEq, {"a@b.c"}}}}, {}, 20, 1}));
    ExpectReadBy("by e-mail", "sales_order", "sales_order_personal");
}

TEST_P(ListPlansTest, AccessLooksUpByKeys) {
    Fill();
    const Keys keys(std::string(32, 'k'));
    SqlAccessStore access(*connection_, keys);
    access.FindUserByName("min");
    ExpectReadBy("user by name", "access_user", "access_user");
    access.FindUser(domain::UserId(1));
    ExpectReadBy("user", "access_user", "access_user");
    access.FindSession(std::string(32, 'h'));
    ExpectReadBy("session", "access_session", "access_session");
    access.SessionsOf(domain::UserId(1));
    ExpectReadBy("sessions of a user", "access_session", "access_session_by_user");
    access.FindByConsumerKey(std::string(32, 'k'));
    ExpectReadBy("integration by key", "integration", "integration");
    access.FindByAccessToken(std::string(32, 't'));
    ExpectReadBy("integration by token", "integration", "integration");
    access.LoadCounter("user|min");
    ExpectReadBy("login counter", "login_counter", "login_counter");
    SqlViewStore views(*connection_);
    views.SeenSince(domain::UserId(1), At(0));
    ExpectReadBy("what a user has seen", "personal_view", "personal_view_by_time");
    views.ConfirmedSince(domain::UserId(1), At(0));
    ExpectReadBy("what a user has confirmed", "personal_view_alarm", "personal_view_alarm_by_user");
    views.HasAlarmSince(domain::UserId(1), ports::ViewAlarmKind::kStopped, At(0));
    ExpectReadBy("an alarm of a user", "personal_view_alarm", "personal_view_alarm_by_user");
    views.AlarmsSince(At(0), 20);
    ExpectReadBy("alarms", "personal_view_alarm", "personal_view_alarm_by_time");
    const auto audit = [&](ports::AuditQuery query, const char* index) {
        access.SearchAudit(query);
        ExpectReadBy(std::string("audit by ") + index, "audit_entry", index);
        query.before_id = 100;
        access.SearchAudit(query);
        ExpectReadBy(std::string("older audit by ") + index, "audit_entry", index);
    };
    audit({"order 7", "", ""}, "audit_entry_by_subject");
    audit({"", "min", ""}, "audit_entry_by_actor");
    audit({"", "", "order.hold"}, "audit_entry_by_event");
}

}  // namespace
}  // namespace orderyard::storage
