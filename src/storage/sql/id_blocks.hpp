// Keys are taken from the database in blocks, to save round trips; the connections of one database
// share them, so that a later row of this program always has a higher key than an earlier one.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace orderyard::storage::sql {

class IdBlocks {
  public:
    // The next key of a table, as long as the present block lasts.
    std::optional<std::int64_t> TryNext(std::string_view table) {
        const std::scoped_lock lock(mutex_);
        const auto found = blocks_.find(table);
        if (found == blocks_.end() || found->second.next == found->second.end) {
            return std::nullopt;
        }
        return found->second.next++;
    }
    // Likewise, asking the database for a new block of `size` when it has to: `take` gets its first
    // key while others wait, so it must not wait for anything that they hold.
    std::int64_t Next(std::string_view table, std::int64_t size,
                      const std::function<std::int64_t()>& take) {
        const std::scoped_lock lock(mutex_);
        auto found = blocks_.find(table);
        if (found == blocks_.end()) {
            found = blocks_.emplace(std::string(table), Block{}).first;
        }
        Block& block = found->second;
        if (block.next == block.end) {
            block.next = take();
            block.end = block.next + size;
        }
        return block.next++;
    }

  private:
    struct Block {
        std::int64_t next = 0;
        std::int64_t end = 0;
    };
    std::mutex mutex_;
    std::map<std::string, Block, std::less<>> blocks_;
};

}  // namespace orderyard::storage::sql
