// What is remembered is never seen: after each step a server that remembers answers as one that
// was started that moment.
#include "api/rest/rendered_orders.hpp"

#include "api/rest/rest_fixture.hpp"
#include "api/view_trail.hpp"
#include "base/crypto.hpp"
#include "base/text.hpp"
#include "ports/access_store.hpp"
#include "ports/store_registry.hpp"

namespace orderyard::api::rest {
namespace {

RenderedFor Wanted(std::int64_t id, std::int64_t version = 1) {
    RenderedFor wanted;
    wanted.revision.id = domain::OrderId(id);
    wanted.revision.version = version;
    wanted.store_name = "Shop";
    return wanted;
}

SharedText TextOf(std::size_t bytes) {
    return std::make_shared<const std::string>(bytes, 'x');
}

TEST(RenderedOrdersTest, FindsOnlyWhatWasMadeForJustThat) {
    RenderedOrders rendered;
    const RenderedFor made_for = Wanted(7);
    rendered.Put(made_for, TextOf(10));
    EXPECT_NE(rendered.Find(made_for), nullptr);
    RenderedFor hidden = made_for;
    hidden.shows_personal = false;
    EXPECT_EQ(rendered.Find(hidden), nullptr);
    EXPECT_NE(rendered.Find(made_for), nullptr) << "the other one's text has its own place";
    const std::function<void(RenderedFor&)> changes[] = {
        [](RenderedFor& one) { ++one.revision.version; },
        [](RenderedFor& one) { ++one.revision.history_count; },
        [](RenderedFor& one) { one.revision.has_personal = true; },
        [](RenderedFor& one) { one.revision.store_view_id = domain::StoreViewId(2); },
        [](RenderedFor& one) { one.store_name = "Boutique"; },
    };
    for (const auto& change : changes) {
        rendered.Put(made_for, TextOf(10));
        RenderedFor changed = made_for;
        change(changed);
        EXPECT_EQ(rendered.Find(changed), nullptr);
        EXPECT_EQ(rendered.size_bytes(), 0) << "an old text is not kept";
    }
}

TEST(RenderedOrdersTest, ForgetsWhatWasLongestUnusedWhenItIsFull) {
    RenderedOrders rendered(100);
    for (const std::int64_t id : {1, 2, 3}) {
        rendered.Put(Wanted(id), TextOf(30));
    }
    EXPECT_NE(rendered.Find(Wanted(1)), nullptr);
    rendered.Put(Wanted(4), TextOf(30));
    EXPECT_EQ(rendered.Find(Wanted(2)), nullptr);
    EXPECT_NE(rendered.Find(Wanted(1)), nullptr);
    rendered.Put(Wanted(1, 2), TextOf(40));
    EXPECT_EQ(rendered.size_bytes(), 100);
    rendered.Put(Wanted(5), TextOf(101));
    EXPECT_EQ(rendered.size_bytes(), 0) << "what never fits is not kept either";
}

class RememberedAnswersTest : public RestTest {
  protected:
    void SetUp() override {
        RestTest::SetUp();
        if (!IsSkipped()) {
            other_ = Place("302-2222222-2222222");
        }
    }
    std::string Ask(const http::Handler& api, const std::string& target, const std::string& token) {
        const http::Response response = api(MakeRequest(http::Method::kGet, "/rest/V1" + target,
                                                        {{"Authorization", "Bearer " + token}}));
        EXPECT_EQ(response.status, 200) << target << " " << response.body;
        return response.body;
    }
    // What the remembering server says of both orders, which must be the truth.
    std::string Check(const std::string& step, const std::string& token = "erp-token") {
        std::string all;
        for (const std::string& target :
             {std::string("/orders?searchCriteria"), "/orders/" + Id(),
              "/orders/" + std::to_string(other_.id.value),
              std::string("/orders?searchCriteria[pageSize]=1&searchCriteria[currentPage]=2"
                          "&fields=items[entity_id,status]")}) {
            const std::string said = Ask(remembering_, target, token);
            EXPECT_EQ(said, Ask(remembering_, target, token)) << step << " " << target;
            EXPECT_EQ(said, Ask(NewApi(), target, token)) << step << " " << target;
            all += said;
        }
        return all;
    }
    void CheckChanged(const std::string& step) {
        const std::string now = Check(step);
        EXPECT_NE(now, before_) << step << " cannot be seen";
        before_ = now;
    }
    http::Handler NewApi() { return MakeApi(ApiContext{database(), clock, {}, {}, {}}); }
    // The token of an integration that may read orders, and names only if told so.
    std::string MakeReader(const std::string& name, bool sees_names) {
        ports::Integration reader;
        reader.name = name;
        std::vector<std::string> rights = {"Magento_Sales::sales"};
        if (sees_names) {
            rights.emplace_back(kPersonalDataRight);
        }
        reader.grants = domain::Grants({rights.begin(), rights.end()});
        reader.consumer_key = base::Hex(base::Sha256(name)).substr(0, 32);
        reader.access_token = base::Hex(base::Sha256("t" + name)).substr(0, 32);
        database().Write([&](ports::Transaction& tx) { tx.access().PutIntegration(reader); });
        return reader.access_token;
    }
    std::size_t ViewsOnRecord(const std::string& name) {
        std::vector<ports::AuditEntry> entries;
        database().Read([&](ports::Transaction& tx) {
            ports::AuditQuery query;
            query.event = "personal_data_viewed";
            query.actor = name;
            query.limit = 100;
            entries = tx.access().SearchAudit(query);
        });
        return entries.size();
    }

    http::Handler remembering_;
    domain::Order other_;
    std::string before_;
};
ORDERYARD_ON_BOTH_ENGINES(RememberedAnswersTest);

TEST_P(RememberedAnswersTest, AreTheTruthAfterEachStep) {
    remembering_ = NewApi();
    CheckChanged("at first");
    const std::string on = "/orders/" + Id(), one = "/order/" + Id();
    PostText(on + "/comments", R"({"statusHistory":{"comment":"by the window","status":""}})");
    CheckChanged("a comment");
    PostText(on + "/hold");
    CheckChanged("held");
    PostText(on + "/unhold");
    CheckChanged("not held");
    PostForId(one + "/invoice", R"({"items":[)" + Item(0, "1") + "]}");
    CheckChanged("invoiced in part");
    PostForId(one + "/ship", R"({"items":[)" + Item(0, "2") +
                                 R"(],"tracks":[{"track_number":"T1","title":"DHL",)"
                                 R"("carrier_code":"dhl"}]})");
    CheckChanged("shipped in part");
    PostForId(one + "/refund", R"({"items":[)" + Item(0, "1") + "]}");
    CheckChanged("refunded in part");
    Post(PathOf(other_) + "/reorder", "{}", 201);
    CheckChanged("reordered, which leaves a note and no version");
    PostText("/orders/" + std::to_string(other_.id.value) + "/cancel");
    CheckChanged("canceled");
    database().Write([&](ports::Transaction& tx) {
        for (domain::StoreView view : tx.stores().ListViews()) {
            view.name += " (new)";
            ASSERT_TRUE(tx.stores().SaveView(view));
        }
    });
    CheckChanged("the store view has another name");
    database().Write([&](ports::Transaction& tx) { tx.orders().PurgePersonalData(order.id); });
    CheckChanged("purged");
    EXPECT_EQ(before_.find("by the window"), std::string::npos);
}

TEST_P(RememberedAnswersTest, ShowNamesToThoseWhoMayAndPutEachViewOnRecord) {
    remembering_ = NewApi();
    const std::string name = order.personal.buyer_name;
    ASSERT_FALSE(name.empty());
    const std::string blind = MakeReader("blind", false), seeing = MakeReader("seeing", true);
    const auto shows = [&](const std::string& token) {
        return Check("", token).find(name.substr(name.rfind(' ') + 1)) != std::string::npos;
    };
    EXPECT_FALSE(shows(blind));
    EXPECT_TRUE(shows("erp-token"));
    EXPECT_FALSE(shows(blind)) << "remembered for another";
    EXPECT_TRUE(shows(seeing));
    EXPECT_EQ(ViewsOnRecord("blind"), 0);
    const std::size_t of_one = ViewsOnRecord("erp");
    EXPECT_GT(of_one, 0);
    EXPECT_EQ(ViewsOnRecord("seeing"), of_one) << "what was remembered is seen all the same";
}

}  // namespace
}  // namespace orderyard::api::rest
