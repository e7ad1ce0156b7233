// Customers, and that nothing personal or secret of this room's own tables lies in a file in plain
// text.
#include "ports/customer_store.hpp"

#include <fstream>
#include <iterator>

#include "ports/inbox_store.hpp"
#include "storage/database_fixture.hpp"

namespace orderyard::storage {
namespace {

class CustomerStoreTest : public DatabaseTest {};
ORDERYARD_ON_BOTH_ENGINES(CustomerStoreTest);

TEST_P(CustomerStoreTest, IsFoundByEmailWhateverTheCase) {
    const domain::StoreViewId view(1);
    domain::Customer customer{
        {}, view, "김민수", "Kim.Minsu@Example.COM", base::Instant::FromSeconds(9)};
    database().Write(
        [&](ports::Transaction& transaction) { transaction.customers().Insert(customer); });
    database().Read([&](ports::Transaction& transaction) {
        ports::CustomerStore& customers = transaction.customers();
        EXPECT_EQ(customers.FindByEmail(view, "kim.minsu@example.com"), customer.id);
        EXPECT_EQ(customers.FindByEmail(view, " KIM.MINSU@EXAMPLE.COM "), customer.id);
        EXPECT_FALSE(customers.FindByEmail(view, "kim.minsu@example.co"));
        EXPECT_FALSE(customers.FindByEmail(domain::StoreViewId(2), "kim.minsu@example.com"));
        const auto loaded = customers.Load(customer.id);
        ASSERT_TRUE(loaded);
        EXPECT_EQ(loaded->name, "김민수");
        EXPECT_EQ(loaded->email, "Kim.Minsu@Example.COM");
        EXPECT_EQ(loaded->store_view_id, view);
        EXPECT_EQ(loaded->created_at, base::Instant::FromSeconds(9));
        EXPECT_FALSE(customers.Load(domain::CustomerId(99'999)));
    });
}

TEST_P(CustomerStoreTest, OneAccountForAnEmail) {
    const domain::StoreViewId view(1);
    const auto insert = [&](const std::string& email) {
        database().Write([&](ports::Transaction& transaction) {
            domain::Customer customer{{}, view, "Name", email, {}};
            transaction.customers().Insert(customer);
        });
    };
    insert("a@b.c");
    EXPECT_THROW(insert("A@B.C"), ports::VersionConflict);
    insert("");
    insert("");  // without an address nothing can be the same
}

std::string FileText(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

TEST_P(CustomerStoreTest, NothingPersonalLiesInTheFiles) {
    if (!IsSqlite()) {
        GTEST_SKIP() << "the same bytes go to PostgreSQL; the files are SQLite's";
    }
    const domain::StoreId store = MakeStore("canary-free");
    const std::vector<std::string> canaries = {"CANARYNAME",   "canaryname",    "CANARYMAIL",
                                               "canarymail",   "CANARYPAYLOAD", "CANARYSECRET",
                                               "CANARYREFRESH"};
    database().Write([&](ports::Transaction& transaction) {
        domain::Customer customer{
            {}, domain::StoreViewId(1), "CANARYNAME", "CANARYMAIL@example.com", {}};
        transaction.customers().Insert(customer);
        ports::InboxRow row;
        row.store_id = store;
        row.order_number = "VISIBLE-NUMBER";
        row.content_hash = std::string(32, 'h');
        row.payload = "CANARYPAYLOAD";
        transaction.inbox().Add(row);
        transaction.stores().SaveCredentials(store, {"id", "CANARYSECRET", "CANARYREFRESH"});
    });
    ASSERT_TRUE(database().BackUp((place().folder() / "copy.db").string()));
    bool is_number_seen = false;
    const auto scan = [&] {
        for (const auto& file : std::filesystem::directory_iterator(place().folder())) {
            const std::string text = FileText(file.path());
            for (const std::string& canary : canaries) {
                EXPECT_EQ(text.find(canary), std::string::npos) << canary << " in " << file.path();
            }
            is_number_seen = is_number_seen || text.find("VISIBLE-NUMBER") != std::string::npos;
        }
    };
    scan();
    Close();
    scan();
    EXPECT_TRUE(is_number_seen) << "the scan sees nothing at all";
}

}  // namespace
}  // namespace orderyard::storage
