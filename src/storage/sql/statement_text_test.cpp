// Placeholders, lock clauses and the hash of statement texts.
#include "storage/sql/statement_text.hpp"

#include <gtest/gtest.h>

namespace orderyard::storage::sql {
namespace {

TEST(StatementText, NumbersPlaceholdersOutsideQuotes) {
    EXPECT_EQ(NumberPlaceholders("SELECT ? WHERE a = ? AND b = '?' AND \"c?\" = ?"),
              "SELECT $1 WHERE a = $2 AND b = '?' AND \"c?\" = $3");
    EXPECT_EQ(NumberPlaceholders("SELECT 'it''s ?', ?"), "SELECT 'it''s ?', $1");
    EXPECT_EQ(NumberPlaceholders(""), "");
}

TEST(StatementText, DropsLockClausesAtTheEndOnly) {
    EXPECT_EQ(WithoutLockClause("SELECT 1 FOR UPDATE"), "SELECT 1");
    EXPECT_EQ(WithoutLockClause("SELECT 1 FOR UPDATE SKIP LOCKED"), "SELECT 1");
    EXPECT_EQ(WithoutLockClause("SELECT 1 FOR SHARE"), "SELECT 1");
    EXPECT_EQ(WithoutLockClause("SELECT ' FOR UPDATE' AS a"), "SELECT ' FOR UPDATE' AS a");
}

TEST(StatementText, HashSeesEveryEndOfALongStatement) {
    const std::string a(500, 'a');
    std::string b = a;
    b.back() = 'b';
    EXPECT_NE(StatementHash{}(a), StatementHash{}(b));
    EXPECT_NE(StatementHash{}(a), StatementHash{}(a + "a"));
}

}  // namespace
}  // namespace orderyard::storage::sql
