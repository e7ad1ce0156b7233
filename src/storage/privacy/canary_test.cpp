// Personal data never lies open: every personal text is a canary, and the bytes of the database,
// its log, its backup and every column of every table are searched for them.
#include <fstream>
#include <iterator>

#include "base/crypto.hpp"
#include "base/text.hpp"
#include "storage/order_samples.hpp"

namespace orderyard::storage {
namespace {

// FilledPersonalData with a recognisable text in each place, and all those texts.
struct Canaries {
    std::vector<std::string> texts;

    std::string Next() {
        texts.push_back("canary" + base::RandomToken(12));
        return texts.back();
    }
    domain::PersonalAddress Address() {
        return {Next(), Next(), {Next(), Next()}, Next(), Next(), {{"streetNumber", Next()}}};
    }
    domain::PersonalData Data() {
        domain::PersonalData data;
        data.buyer_name = Next();
        data.buyer_email = Next() + "@example.org";
        data.buyer_company = Next();
        data.purchase_order_number = Next();
        data.shipping = Address();
        data.billing = Address();
        data.drop_off_location = Next();
        data.delivery_instruction = Next();
        data.tax_registrations = {
            {"BUYER", Next(), "VAT", Next(), {{"TAX_OFFICE", Next()}}, Address(), "", "", ""}};
        data.items = {{"item-1", Next(), Next(), Next(), Next()}};
        return data;
    }
};

std::string FileBytes(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

class CanaryTest : public OrdersTest {
  protected:
    void InsertCanaries() {
        const domain::StoreId store = MakeStore();
        channel_order_ = FilledChannelOrder(store, "303-1");
        channel_order_.personal = canaries_.Data();
        const std::string payload = "{\"buyer\": \"" + canaries_.Next() + "\"}";
        Write([&](ports::Transaction& t) {
            t.channel_orders().Insert(channel_order_, SomeHash(), payload, SomeVerdict());
        });
        order_ = FilledOrder("000000001");
        order_.personal = canaries_.Data();
        Insert(order_);
        order_.personal = canaries_.Data();
        Save(order_);
        channel_order_.personal = canaries_.Data();
        Write([&](ports::Transaction& t) {
            t.channel_orders().Update(channel_order_, SomeHash(), payload, SomeVerdict());
            t.orders().AppendHistory({{},
                                      order_.id,
                                      At(7),
                                      domain::ActorKind::kUser,
                                      "anna",
                                      "comment",
                                      canaries_.Next(),
                                      "holded",
                                      "",
                                      "",
                                      false,
                                      false});
        });
    }
    void ExpectNone(const std::string& bytes, const std::string& where) const {
        for (const std::string& canary : canaries_.texts) {
            EXPECT_EQ(bytes.find(canary), std::string::npos) << canary << " lies open in " << where;
        }
    }
    Canaries canaries_;
    domain::ChannelOrder channel_order_;
    domain::Order order_;
};
ORDERYARD_ON_BOTH_ENGINES(CanaryTest);

TEST_P(CanaryTest, NothingPersonalInFilesLogOrBackup) {
    if (!IsSqlite()) {
        GTEST_SKIP() << "PostgreSQL's files are its server's; its columns are searched below";
    }
    InsertCanaries();
    ASSERT_TRUE(database().BackUp((place().folder() / "backup.db").string()));
    int files = 0;
    std::string all;
    for (const auto& entry : std::filesystem::directory_iterator(place().folder())) {
        const std::string bytes = FileBytes(entry.path());
        ExpectNone(bytes, entry.path().filename().string());
        all += bytes;
        ++files;
    }
    EXPECT_GE(files, 3);  // database, log, backup
    EXPECT_NE(all.find("München"),
              std::string::npos);  // plain on purpose: the search does see texts
}

TEST_P(CanaryTest, NothingPersonalInAnyColumn) {
    InsertCanaries();
    const auto connection = Connect();
    std::string all;
    if (IsSqlite()) {
        sql::Rows tables = connection->Query(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%\\_search' "
            "ESCAPE '\\'");
        while (tables.Next()) {
            sql::Rows columns = connection->Query(
                "SELECT group_concat('quote(' || name || ')', '||') FROM pragma_table_info(?)",
                tables.Text(0));
            ASSERT_TRUE(columns.Next());
            sql::Rows rows =
                connection->Query("SELECT " + columns.Text(0) + " FROM " + tables.Text(0));
            while (rows.Next()) {
                all += rows.Text(0);
            }
        }
    } else {
        sql::Rows tables = connection->Query(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = "
            "current_schema()");
        while (tables.Next()) {
            sql::Rows rows =
                connection->Query("SELECT CAST(t AS TEXT) FROM " + tables.Text(0) + " t");
            while (rows.Next()) {
                all += rows.Text(0);
            }
        }
    }
    EXPECT_NE(all.find("München"), std::string::npos);
    ExpectNone(all, "a column");
    std::string hex;
    for (const std::string& canary : canaries_.texts) {
        hex = base::Hex(canary);
        EXPECT_EQ(base::AsciiLower(all).find(hex), std::string::npos) << "bytes of " << canary;
    }
}

// The wrong master key opens nothing, and says so instead of showing rubbish.
TEST_P(CanaryTest, RowsDoNotOpenInAnotherPlace) {
    InsertCanaries();
    domain::Order other = SmallOrder(2);
    Insert(other);
    const auto connection = Connect();
    connection->Exec(
        "UPDATE sales_order_personal SET wrapped_key = (SELECT wrapped_key FROM "
        "sales_order_personal WHERE "
        "order_id = ?), personal = (SELECT personal FROM sales_order_personal WHERE order_id = ?) "
        "WHERE order_id = ?",
        order_.id, order_.id, other.id);
    EXPECT_TRUE(Load(order_.id));
    EXPECT_THROW(Load(other.id), std::runtime_error);
}

}  // namespace
}  // namespace orderyard::storage
