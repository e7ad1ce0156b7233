// Cursors: back exactly, and refused when anything about them was changed.
#include "storage/channel/page_cursor.hpp"

#include <gtest/gtest.h>

namespace orderyard::storage {
namespace {

const std::string kKey(32, 'c');

TEST(PageCursor, ComesBackExactly) {
    for (const PageCursor& cursor :
         {PageCursor{-5, "", 7, 9}, PageCursor{0, "303 1  x", 0, 1}, PageCursor{}}) {
        const auto read = ReadPageCursor(kKey, {1, true}, WritePageCursor(kKey, {1, true}, cursor));
        ASSERT_TRUE(read);
        EXPECT_EQ(read->key, cursor.key);
        EXPECT_EQ(read->text_key, cursor.text_key);
        EXPECT_EQ(read->second, cursor.second);
        EXPECT_EQ(read->id, cursor.id);
    }
}

TEST(PageCursor, IsRefusedWhenChangedOrForeign) {
    const std::string text = WritePageCursor(kKey, {1, true}, {5, "a", 6, 7});
    EXPECT_FALSE(ReadPageCursor(kKey, {2, true}, text));                  // another sort
    EXPECT_FALSE(ReadPageCursor(kKey, {1, false}, text));                 // another direction
    EXPECT_FALSE(ReadPageCursor(std::string(32, 'd'), {1, true}, text));  // another installation
    EXPECT_FALSE(ReadPageCursor(kKey, {1, true}, ""));
    EXPECT_FALSE(ReadPageCursor(kKey, {1, true}, "not a cursor at all"));
    EXPECT_FALSE(ReadPageCursor(kKey, {1, true}, text + "00"));
    for (std::size_t i = 0; i < text.size(); ++i) {
        std::string changed = text;
        changed[i] = changed[i] == '0' ? '1' : '0';
        const auto read = ReadPageCursor(kKey, {1, true}, changed);
        ASSERT_FALSE(read) << i;
        EXPECT_EQ(read.error().field, "after");
    }
}

}  // namespace
}  // namespace orderyard::storage
