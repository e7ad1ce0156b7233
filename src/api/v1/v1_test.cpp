// Our own API through its front door: filters by tables, the shapes of the answers, and whose rows
// one may touch.
#include <gtest/gtest.h>
#include <boost/json.hpp>

#include "api/fake_ports.hpp"
#include "api/routes.hpp"

namespace orderyard::api {
namespace {

struct V1Test : testing::Test {
    V1Test() {
        database.tokens.tokens = {MakeToken(1, kGoodToken)};
        domain::StoreView view;
        view.id = domain::StoreViewId(2);
        view.zone = "Asia/Seoul";
        database.stores.views = {view};
        domain::Store store;
        store.id = domain::StoreId(5);
        store.code = "acme-eu";
        store.name = "Acme";
        store.seller_id = "A1";
        store.settings.store_view_id = view.id;
        domain::Store archived = store;
        archived.id = domain::StoreId(6);
        archived.code = "old";
        archived.is_archived = true;
        database.stores.stores = {store, archived};
        database.inbox.rows = {Poison(31, 5), Poison(32, 6)};
    }
    static ports::InboxRow Poison(std::int64_t id, std::int64_t store) {
        ports::InboxRow row;
        row.id = ports::InboxId(id);
        row.store_id = domain::StoreId(store);
        row.order_number = "302-1";
        row.state = ports::InboxState::kPoison;
        row.attempts = 3;
        row.error = "no currency";
        return row;
    }
    http::Response Get(const std::string& target) { return api(AuthorizedGet(target)); }
    http::Response Post(const std::string& target, const std::string& body = "",
                        const std::string& type = "application/json") {
        http::Request request = AuthorizedGet(target);
        request.method = http::Method::kPost;
        request.body = body;
        if (!type.empty())
            request.headers.push_back({"Content-Type", type});
        return api(request);
    }
    boost::json::value Json(const http::Response& response) {
        return boost::json::parse(response.body);
    }

    FakeDatabase database;
    FakeClock clock;
    std::vector<std::int64_t> synced;
    base::Result<> sync_answer;
    http::Handler api = MakeApi(ApiContext{database,
                                           clock,
                                           [this](domain::StoreId id) {
                                               synced.push_back(id.value);
                                               return sync_answer;
                                           },
                                           {}});
};

const std::string kOrders = "/api/v1/stores/acme-eu/amazon-orders";

TEST_F(V1Test, StoresWithTheHealthOfTheirSync) {
    ports::SyncHealth health;
    health.last_success_at = clock.now - base::Duration::Seconds(90);
    health.last_error_code = "throttled";
    health.last_error = "too fast";
    database.sync.health = health;
    database.inbox.counts = {3, 1, 40, 2};
    const auto stores = Json(Get("/api/v1/stores"));
    ASSERT_EQ(stores.at("items").as_array().size(), 1u) << "archived ones only when asked for";
    const auto& store = stores.at("items").at(0);
    EXPECT_EQ(store.at("code").as_string(), "acme-eu");
    EXPECT_EQ(store.at("settings").at("sync_interval_seconds").as_int64(), 300);
    const auto& sync = store.at("sync");
    EXPECT_EQ(sync.at("last_success_at").as_string(), "2026-03-01T11:58:30Z");
    EXPECT_EQ(sync.at("last_success_age_seconds").as_int64(), 90);
    EXPECT_EQ(boost::json::serialize(sync.at("error")),
              R"({"code":"throttled","message":"too fast"})");
    EXPECT_EQ(boost::json::serialize(sync.at("inbox")),
              R"({"waiting":3,"poison":1,"applied":40,"stale":2})");
    EXPECT_EQ(Json(Get("/api/v1/stores?with_archived=1")).at("items").as_array().size(), 2u);
    database.sync.health.reset();
    const auto never = Json(Get("/api/v1/stores"));
    EXPECT_TRUE(never.at("items").at(0).at("sync").at("last_success_age_seconds").is_null());
    EXPECT_TRUE(never.at("items").at(0).at("sync").at("error").is_null());
}

TEST_F(V1Test, FiltersOfAllOrders) {
    const http::Response response = Get(
        kOrders +
        "?purchased_from=2026-01-01&purchased_to=2026-01-31&number=302-&buyer_name=%EA%B9%80&"
        "total_from=0.1&total_to=99.9999&status=pending,shipped&status=canceled&verdict=blocked&"
        "sort=total&order=asc&page_size=250&after=abc");
    ASSERT_EQ(response.status, 200) << response.body;
    const ports::ChannelOrderQuery& query = database.channel_orders.last_query;
    EXPECT_EQ(query.store_id.value, 5);
    EXPECT_EQ(query.purchased_from->ToIso(), "2025-12-31T15:00:00Z") << "midnight in Seoul";
    EXPECT_EQ(query.purchased_to->ToIso(), "2026-01-31T15:00:00Z") << "the last day belongs to it";
    EXPECT_EQ(query.number, "302-");
    EXPECT_EQ(query.buyer_name, "김");
    EXPECT_EQ(query.total_from_units, 1'000);
    EXPECT_EQ(query.total_to_units, 999'999);
    EXPECT_EQ(query.statuses,
              (std::vector{domain::ChannelStatus::kPending, domain::ChannelStatus::kShipped,
                           domain::ChannelStatus::kCanceled}));
    EXPECT_EQ(query.verdicts, std::vector{domain::VerdictKind::kBlocked});
    EXPECT_EQ(query.sort, ports::ChannelOrderSort::kTotal);
    EXPECT_FALSE(query.is_descending);
    EXPECT_EQ(query.page_size, 250);
    EXPECT_EQ(query.after, "abc");
}

TEST_F(V1Test, AllOrdersWithoutFilters) {
    ASSERT_EQ(Get("/api/v1/stores/5/amazon-orders").status, 200) << "by its number too";
    const ports::ChannelOrderQuery& query = database.channel_orders.last_query;
    EXPECT_EQ(query.store_id.value, 5);
    EXPECT_FALSE(query.purchased_from || query.purchased_to || query.total_from_units ||
                 query.total_to_units);
    EXPECT_EQ(query.sort, ports::ChannelOrderSort::kPurchasedAt);
    EXPECT_TRUE(query.is_descending);
    EXPECT_EQ(query.page_size, 50);
    Get(kOrders + "?purchased_from=2026-01-01T10:00:00%2B09:00");
    EXPECT_EQ(query.purchased_from->ToIso(), "2026-01-01T01:00:00Z");
}

TEST_F(V1Test, RefusalsOfFiltersNameTheField) {
    struct Row {
        const char* query;
        const char* field;
    };
    const Row rows[] = {
        {"colour=red", "colour"},
        {"statuses=pending", "statuses"},
        {"number=1&number=2", "number"},
        {"purchased_from=yesterday", "purchased_from"},
        {"purchased_from=2026-02-30", "purchased_from"},
        {"purchased_to=2026-01-01T10:00:00", "purchased_to"},
        {"total_from=1e3", "total_from"},
        {"total_from=1,5", "total_from"},
        {"total_to=1.00001", "total_to"},
        {"total_to=.5", "total_to"},
        {"total_to=5.", "total_to"},
        {"total_to=1000000000001", "total_to"},
        {"status=lost", "status"},
        {"verdict=guilty", "verdict"},
        {"sort=buyer_name", "sort"},
        {"order=up", "order"},
        {"page_size=0", "page_size"},
        {"page_size=251", "page_size"},
        {"page_size=ten", "page_size"},
    };
    for (const Row& row : rows) {
        const http::Response response = Get(kOrders + "?" + row.query);
        EXPECT_EQ(response.status, 400) << row.query;
        EXPECT_EQ(Json(response).at("field").as_string(), row.field) << row.query;
    }
    EXPECT_EQ(Get(kOrders + "?number=" + std::string(1'025, 'x')).status, 400);
    EXPECT_EQ(Get(kOrders + "?number=" + std::string(1'024, 'x')).status, 200);
}

TEST_F(V1Test, RowsOfAllOrders) {
    ports::ChannelOrderRow row;
    row.number = "302-1";
    row.purchased_at = clock.now;
    row.status = domain::ChannelStatus::kUnshipped;
    row.status_text = "UNSHIPPED";
    row.total = base::Money::Parse("12.50", base::Currency::Of("EUR")).value();
    row.verdict.rule = "pending";
    row.order_id = domain::OrderId(7);
    row.order_increment_id = "000000007";
    ports::ChannelOrderRow bare;
    bare.number = "302-2";
    database.channel_orders.page = {{row, bare}, "next-cursor", 10'000, false};
    const auto page = Json(Get(kOrders));
    EXPECT_EQ(page.at("next").as_string(), "next-cursor");
    EXPECT_EQ(page.at("total_count").as_int64(), 10'000);
    EXPECT_FALSE(page.at("is_total_exact").as_bool());
    const auto& first = page.at("items").at(0);
    EXPECT_EQ(first.at("status").as_string(), "unshipped");
    EXPECT_EQ(first.at("purchased_at").as_string(), "2026-03-01T12:00:00Z");
    EXPECT_EQ(boost::json::serialize(first.at("total")), R"({"amount":"12.50","currency":"EUR"})");
    EXPECT_EQ(first.at("verdict").at("rule").as_string(), "pending");
    EXPECT_EQ(first.at("order").at("increment_id").as_string(), "000000007");
    EXPECT_TRUE(page.at("items").at(1).at("total").is_null());
    EXPECT_TRUE(page.at("items").at(1).at("order").is_null());
    database.channel_orders.page = {};
    EXPECT_TRUE(Json(Get(kOrders)).at("next").is_null());
}

TEST_F(V1Test, OneChannelOrder) {
    domain::ChannelOrder order;
    order.id = domain::ChannelOrderId(70);
    order.store_id = domain::StoreId(5);
    order.number = "302-1";
    order.status = domain::ChannelStatus::kShipped;
    order.personal.buyer_name = "Anna";
    order.items.resize(1);
    order.items[0].sku = "SKU";
    order.items[0].quantity_ordered = 3;
    order.items[0].quantity_fulfilled = 1;
    order.packages.resize(1);
    order.packages[0].tracking_number = "T1";
    database.channel_orders.orders = {order};
    database.channel_orders.verdict =
        domain::Verdict{domain::VerdictKind::kImported, "shipped", "It is.", {}, {}};
    database.channel_orders.events = {{clock.now, "first_seen", "", "shipped"}};
    domain::Order commerce;
    commerce.id = domain::OrderId(7);
    commerce.increment_id = "000000007";
    commerce.channel = domain::ChannelLink{};
    commerce.channel->channel_order_id = order.id;
    database.orders.orders = {commerce};
    const auto shown = Json(Get(kOrders + "/302-1"));
    EXPECT_EQ(shown.at("details").at("number").as_string(), "302-1");
    EXPECT_EQ(shown.at("details").at("status").as_string(), "shipped");
    EXPECT_EQ(shown.at("details").at("buyer").at("name").as_string(), "Anna");
    EXPECT_EQ(shown.at("items").at(0).at("quantity_cancelled").as_int64(), 2);
    EXPECT_EQ(shown.at("packages").at(0).at("tracking_number").as_string(), "T1");
    EXPECT_EQ(shown.at("verdict").at("kind").as_string(), "imported");
    EXPECT_EQ(shown.at("events").at(0).at("event").as_string(), "first_seen");
    EXPECT_EQ(shown.at("orders").at(0).at("increment_id").as_string(), "000000007");

    EXPECT_EQ(Get(kOrders + "/302-2").status, 404);
    EXPECT_EQ(Get("/api/v1/stores/6/amazon-orders/302-1").status, 404) << "another store's order";
    EXPECT_EQ(Get("/api/v1/stores/nowhere/amazon-orders/302-1").status, 404);
    EXPECT_EQ(Get(kOrders + "/302-1?x=1").status, 400);
}

TEST_F(V1Test, SyncNow) {
    const http::Response accepted = Post("/api/v1/stores/acme-eu/sync");
    EXPECT_EQ(accepted.status, 202);
    EXPECT_EQ(accepted.body, R"({"status":"accepted","store_id":5})");
    EXPECT_EQ(synced, std::vector<std::int64_t>{5});
    EXPECT_EQ(Post("/api/v1/stores/old/sync").status, 409) << "an archived store makes no calls";
    EXPECT_EQ(Post("/api/v1/stores/nowhere/sync").status, 404);
    database.stores.stores[0].is_active = false;
    EXPECT_EQ(Post("/api/v1/stores/5/sync").status, 409);
    EXPECT_EQ(synced.size(), 1u);
    database.stores.stores[0].is_active = true;
    sync_answer = base::Fail(base::Unavailable("stopping"));
    EXPECT_EQ(Post("/api/v1/stores/5/sync").status, 503);
}

TEST_F(V1Test, TheSyncPage) {
    ports::SyncProblem problem;
    problem.at = clock.now;
    problem.operation = "searchOrders";
    problem.http_status = 429;
    database.sync.problems = {problem};
    const auto sync = Json(Get("/api/v1/stores/5/sync"));
    EXPECT_EQ(sync.at("store_code").as_string(), "acme-eu");
    EXPECT_EQ(sync.at("problems").at(0).at("http_status").as_int64(), 429);
    ASSERT_EQ(sync.at("poison").as_array().size(), 1u);
    EXPECT_EQ(sync.at("poison").at(0).at("row").as_int64(), 31);
    EXPECT_EQ(sync.at("poison").at(0).at("error").as_string(), "no currency");
    EXPECT_FALSE(sync.at("poison").at(0).as_object().contains("next_try_at"));
    EXPECT_TRUE(sync.at("waiting").as_array().empty());
    database.inbox.rows[0].state = ports::InboxState::kNew;
    database.inbox.rows[0].next_try_at = clock.now + base::Duration::Minutes(30);
    const auto later = Json(Get("/api/v1/stores/5/sync"));
    EXPECT_TRUE(later.at("poison").as_array().empty());
    ASSERT_EQ(later.at("waiting").as_array().size(), 1u);
    EXPECT_EQ(later.at("waiting").at(0).at("next_try_at").as_string(), "2026-03-01T12:30:00Z");
}

TEST_F(V1Test, InboxRowsAreReleasedByTheirOwnStoreOnly) {
    const std::string inbox = "/api/v1/stores/acme-eu/inbox/";
    EXPECT_EQ(Post(inbox + "32/retry").status, 404) << "a row of another store";
    EXPECT_EQ(Post(inbox + "99/retry").status, 404);
    EXPECT_EQ(Post(inbox + "x/retry").status, 404);
    EXPECT_EQ(database.inbox.rows[1].state, ports::InboxState::kPoison);
    const http::Response retried = Post(inbox + "31/retry");
    EXPECT_EQ(retried.body, R"({"row":31,"state":"new"})");
    EXPECT_EQ(database.inbox.rows[0].state, ports::InboxState::kNew);
    for (const auto closed :
         {ports::InboxState::kApplied, ports::InboxState::kStale, ports::InboxState::kSkipped}) {
        database.inbox.rows[0].state = closed;
        EXPECT_EQ(Post(inbox + "31/retry").status, 404) << static_cast<int>(closed);
        EXPECT_EQ(Post(inbox + "31/skip", R"({"reason":"x"})").status, 404);
        EXPECT_EQ(database.inbox.rows[0].state, closed);
    }
}

// A row that failed and is tried again later by itself need not become poison first.
TEST_F(V1Test, WaitingInboxRowsAreRetriedAndSkippedToo) {
    const std::string inbox = "/api/v1/stores/acme-eu/inbox/";
    for (ports::InboxRow& row : database.inbox.rows) {
        row.state = ports::InboxState::kNew;
    }
    EXPECT_EQ(Post(inbox + "32/retry").status, 404) << "a row of another store";
    EXPECT_EQ(Post(inbox + "31/retry").body, R"({"row":31,"state":"new"})");
    EXPECT_EQ(database.inbox.last_retry_at, clock.now);
    EXPECT_EQ(Post(inbox + "31/skip", R"({"reason":"a test order"})").body,
              R"({"row":31,"state":"skipped"})");
    EXPECT_EQ(database.inbox.last_reason, "a test order");
}

TEST_F(V1Test, SkippingNeedsAReason) {
    const std::string skip = "/api/v1/stores/acme-eu/inbox/31/skip";
    struct Row {
        std::string body;
        const char* type;
        int status;
        const char* code;
    };
    const Row rows[] = {
        {R"({"reason":"x"})", "text/plain", 415, "unsupported"},
        {R"({"reason":"x"})", "", 415, "unsupported"},
        {"", "application/json", 400, "malformed"},
        {"{", "application/json", 400, "malformed"},
        {R"(["x"])", "application/json", 400, "malformed"},
        {R"({})", "application/json", 400, "invalid_input"},
        {R"({"reason":""})", "application/json", 400, "invalid_input"},
        {R"({"reason":"  "})", "application/json", 400, "invalid_input"},
        {R"({"reason":5})", "application/json", 400, "invalid_input"},
        {R"({"reason":"x","force":true})", "application/json", 400, "invalid_input"},
        {R"({"reason":")" + std::string(1'025, 'x') + R"("})", "application/json", 400,
         "invalid_input"},
        {R"({"reason":)" + std::string(40, '[') + std::string(40, ']') + "}", "application/json",
         400, "malformed"},
    };
    for (const Row& row : rows) {
        const http::Response response = Post(skip, row.body, row.type);
        EXPECT_EQ(response.status, row.status) << row.body;
        EXPECT_EQ(Json(response).at("code").as_string(), row.code) << row.body;
    }
    EXPECT_EQ(database.inbox.rows[0].state, ports::InboxState::kPoison);
    const http::Response skipped =
        Post(skip, R"({"reason":" sold twice "})", "application/json; charset=utf-8");
    EXPECT_EQ(skipped.body, R"({"row":31,"state":"skipped"})");
    EXPECT_EQ(database.inbox.last_reason, "sold twice");
}

}  // namespace
}  // namespace orderyard::api
