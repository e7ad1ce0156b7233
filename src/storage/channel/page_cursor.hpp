// The opaque place in a sorted list after which the next page starts. It carries the sort key of
// the last row (no personal data) and is signed, so that a changed or foreign one is told from a
// good one.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace orderyard::storage {

// What a cursor was made for; it fits no other list.
struct CursorShape {
    int sort = 0;
    bool is_descending = true;
};

struct PageCursor {
    std::int64_t key = 0;  // one of the two is the sort key
    std::string text_key;
    std::int64_t second = 0;
    std::int64_t id = 0;
};

std::string WritePageCursor(std::string_view key32, const CursorShape& shape,
                            const PageCursor& cursor);
// kInvalidInput, field "after", for anything but what WritePageCursor wrote for this shape.
base::Result<PageCursor> ReadPageCursor(std::string_view key32, const CursorShape& shape,
                                        std::string_view text);

}  // namespace orderyard::storage
