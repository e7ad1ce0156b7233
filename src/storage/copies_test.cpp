// A backup is looked at without being changed, and put back without losing what it replaces.
#include "storage/copies.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "ports/sequence_store.hpp"
#include "storage/order_samples.hpp"

namespace orderyard::storage {

namespace {

namespace fs = std::filesystem;

std::string Bytes(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

class CopiesTest : public OrdersTest {
  protected:
    std::string File(const char* name) const { return (place().folder() / name).string(); }
    CopyTarget Target() const { return {place().File(), File("backups")}; }

    std::int64_t NextNumber(const char* kind = "order") {
        std::int64_t number = 0;
        database().Write([&](ports::Transaction& tx) {
            number = tx.sequences().Next(kind, domain::StoreViewId(1));
        });
        return number;
    }
    std::string BackUp() {
        const std::string copy = File("copy.db");
        EXPECT_TRUE(database().BackUp(copy));
        return copy;
    }
};

TEST_P(CopiesTest, AGoodCopyIsReadAndLeftAsItIs) {
    if (!IsSqlite()) {
        return;
    }
    const std::string copy = BackUp();
    const std::string bytes = Bytes(copy);
    const auto facts = CheckCopy(copy, Options().master_key);
    ASSERT_TRUE(facts) << facts.error().Text();
    EXPECT_EQ(facts->schema.current, facts->schema.newest);
    EXPECT_EQ(facts->orders, 0);
    EXPECT_FALSE(facts->synced_at);
    EXPECT_EQ(Bytes(copy), bytes);
    EXPECT_FALSE(fs::exists(copy + "-wal"));
}

TEST_P(CopiesTest, WhatCannotBePutBackIsRefused) {
    if (!IsSqlite()) {
        return;
    }
    const std::string copy = BackUp();
    const std::string key = Options().master_key;
    const auto code_of = [&](const std::string& file, const std::string& with_key) {
        const auto facts = CheckCopy(file, with_key);
        return facts ? "good" : std::string(ToString(facts.error().code));
    };
    EXPECT_EQ(code_of(File("nothing.db"), key), "not_found");
    EXPECT_EQ(code_of(copy, std::string(32, 'x')), "invalid_input") << "the wrong key";
    std::string bytes = Bytes(copy);
    std::ofstream(File("text.db")) << "a file of another kind, and long enough to be looked into";
    EXPECT_EQ(code_of(File("text.db"), key), "invalid_input");
    std::ofstream(File("half.db"), std::ios::binary) << bytes.substr(0, bytes.size() / 2);
    EXPECT_EQ(code_of(File("half.db"), key), "invalid_input");
    std::fill(bytes.begin() + 40'960, bytes.begin() + 49'152, 'x');
    std::ofstream(File("damaged.db"), std::ios::binary) << bytes;
    EXPECT_EQ(code_of(File("damaged.db"), key), "invalid_input");
}

TEST_P(CopiesTest, ACopyTakesThePlaceOfTheDatabaseWhichIsKept) {
    if (!IsSqlite()) {
        return;
    }
    EXPECT_EQ(NextNumber(), 1);
    const std::string copy = BackUp();
    EXPECT_EQ(NextNumber(), 2);
    EXPECT_EQ(PutCopyInPlace(copy, Target(), At(1)).error().code, base::ErrorCode::kConflict)
        << "a server has it";
    Close();
    const auto replaced = PutCopyInPlace(copy, Target(), At(1));
    ASSERT_TRUE(replaced) << replaced.error().Text();
    EXPECT_TRUE(fs::exists(*replaced));
    DatabaseOptions options = Options();
    EXPECT_EQ(OpenDatabase(options).error().code, base::ErrorCode::kConflict) << "not settled yet";
    options.takes_copy = true;
    (*OpenDatabase(options))->ContinueAfterCopy(1000);
    Open();
    EXPECT_EQ(NextNumber(), 2) << "that of the copy";
}

// A key that was given out after the copy names something else at an ERP by now.
TEST_P(CopiesTest, KeysAndNumbersLeaveOutWhatWasPerhapsGivenOut) {
    domain::Order first = SmallOrder(1);
    Insert(first);
    database().Write([&](ports::Transaction& tx) {
        (void)tx.sequences().Next("order", domain::StoreViewId(1));
        tx.sequences().Skip("order", domain::StoreViewId(1), 500);
        tx.sequences().Skip("invoice", domain::StoreViewId(1), 500);
    });
    database().ContinueAfterCopy(500);
    Close();
    Open();
    EXPECT_EQ(NextNumber("order"), 502);
    EXPECT_EQ(NextNumber("invoice"), 501) << "none was there when the copy was made";
    domain::Order second = SmallOrder(2);
    domain::Order third = SmallOrder(3);
    Insert(second);
    Insert(third);
    EXPECT_GT(second.id.value, first.id.value + 500);
    EXPECT_EQ(third.id.value, second.id.value + 1);
    database().ContinueAfterCopy(500);  // and a second restore
    Close();
    Open();
    domain::Order fourth = SmallOrder(4);
    Insert(fourth);
    EXPECT_GT(fourth.id.value, third.id.value + 500);
}

ORDERYARD_ON_BOTH_ENGINES(CopiesTest);

}  // namespace

}  // namespace orderyard::storage
