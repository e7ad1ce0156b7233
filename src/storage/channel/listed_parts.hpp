// What the All Orders list shows of an order's sealed value and of its details. Opening and parsing
// them is most of what a row costs, and the newest pages are asked for again and again: a
// connection remembers what it has made of just these bytes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "storage/channel/channel_order_rows.hpp"

namespace orderyard::storage {

struct ListedParts {
    std::string buyer_name, purchase_order_number;  // empty: purged, or not for the reader's eyes
    std::string service_level;
    std::vector<std::string> programs;
    std::string replaces_number;
};

class ListedPartsReader {
  public:
    explicit ListedPartsReader(std::size_t count_max = 500) : count_max_(count_max) {}

    // `row` stands before wrapped_key, personal and details, and behind them afterwards. Good until
    // the next call.
    const ListedParts& Read(sql::RowReader& row, const Keys& keys, domain::ChannelOrderId id);

  private:
    struct Made {
        std::string sealed, details;  // of just these
        ListedParts parts;
    };

    std::size_t count_max_;
    std::unordered_map<std::int64_t, Made> made_;  // of orders shown with what was sealed
    ListedParts without_names_;
};

}  // namespace orderyard::storage
