// Differences between the channel and us: each open once, ended with a reason.
#include "ports/recon_store.hpp"

#include "storage/order_samples.hpp"

namespace orderyard::storage {
namespace {

class ReconStoreTest : public OrdersTest {
  protected:
    void OpenOne(domain::StoreId store, const std::string& number, const std::string& kind,
                 const std::string& text) {
        ports::Difference difference;
        difference.store_id = store;
        difference.channel_number = number;
        difference.kind = kind;
        difference.text = text;
        difference.found_at = At(1);
        Write([&](ports::Transaction& t) { t.recon().Open(difference); });
    }
    std::vector<ports::Difference> Open(domain::StoreId store, int limit = 10) {
        std::vector<ports::Difference> open;
        database().Read([&](ports::Transaction& t) {
            open = t.recon().ListOpen(store, limit);
            if (limit >= 10) {
                EXPECT_EQ(t.recon().CountOpen(store), static_cast<std::int64_t>(open.size()));
            }
        });
        return open;
    }
    std::string Kinds(domain::StoreId store) {
        std::string kinds;
        for (const ports::Difference& difference : Open(store)) {
            kinds += difference.channel_number + difference.kind + " ";
        }
        return kinds;
    }
};
ORDERYARD_ON_BOTH_ENGINES(ReconStoreTest);

TEST_P(ReconStoreTest, OpensEachOnceAndEndsIt) {
    const domain::StoreId store = MakeStore();
    const std::string long_text(5'000, 'x');
    OpenOne(store, "1", "behind", long_text);
    OpenOne(store, "1", "behind", long_text);
    OpenOne(store, "1", "behind", long_text + "y");
    OpenOne(store, "1", "money", long_text);
    OpenOne(store, "2", "behind", long_text);
    const auto open = Open(store);
    ASSERT_EQ(open.size(), 4U);
    EXPECT_EQ(Open(store, 3).size(), 3U);
    EXPECT_EQ(open[3].store_id, store);  // newest first
    EXPECT_EQ(open[3].channel_number, "1");
    EXPECT_EQ(open[3].kind, "behind");
    EXPECT_EQ(open[3].text, long_text);
    EXPECT_EQ(open[3].found_at, At(1));
    EXPECT_EQ(open[3].ended_at, std::nullopt);
    Write([&](ports::Transaction& t) {
        EXPECT_TRUE(t.recon().End(open[3].id, "as agreed", At(2)));
        EXPECT_FALSE(t.recon().End(open[3].id, "again", At(3)));
        EXPECT_FALSE(t.recon().End(99'999, "nothing", At(3)));
    });
    EXPECT_EQ(Open(store).size(), 3U);
    OpenOne(store, "1", "behind", long_text);  // it is there again
    EXPECT_EQ(Open(store).size(), 4U);
    EXPECT_TRUE(Open(domain::StoreId(99)).empty());
}

TEST_P(ReconStoreTest, EndsKindsOfAnOrder) {
    const domain::StoreId store = MakeStore();
    const domain::StoreId other = MakeStore("other");
    for (const char* kind : {"behind", "money", "package"}) {
        OpenOne(store, "1", kind, "t");
    }
    OpenOne(store, "2", "money", "t");
    OpenOne(other, "1", "money", "t");
    Write([&](ports::Transaction& t) {
        t.recon().EndKinds(store, "1", {"behind", "package"}, "gone", At(2));
    });
    EXPECT_EQ(Kinds(store), "2money 1money ");
    Write([&](ports::Transaction& t) { t.recon().EndKinds(store, "1", {"money"}, "gone", At(2)); });
    EXPECT_EQ(Kinds(store), "2money ");
    EXPECT_EQ(Kinds(other), "1money ");
}

}  // namespace
}  // namespace orderyard::storage
