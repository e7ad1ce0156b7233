// What the order grid asks: pages of orders by filters and by one keyword looked for everywhere,
// the places next to an order in such a list, and figures that must not read the orders.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "domain/follow_up/follow_up.hpp"
#include "domain/order/order.hpp"
#include "ports/search.hpp"

namespace orderyard::ports {

struct DeskQuery {
    // Fields as OrderStore::Search; one sort key at most. Flags take "1" and "0".
    SearchQuery search;
    std::string keyword;                              // empty: none
    std::optional<std::vector<domain::OrderId>> ids;  // only these
    // Counting goes on past kTotalExactMax, however long it takes.
    bool wants_exact_total = false;
};

inline constexpr std::int64_t kTotalExactMax = 10'000;

struct DeskTotal {
    std::int64_t count = 0;
    bool is_exact = true;  // false: there are more than `count`
};

struct DeskPage {
    std::vector<domain::OrderId> ids;
    DeskTotal total;
    // Which of an order's fields hold the keyword: "number", "sku", "buyer", "tracking" ...
    std::map<std::int64_t, std::vector<std::string>> matched;
};

struct DeskNeighbours {
    std::optional<domain::OrderId> before, after;
};

// The last word about what the channel was told of an order.
struct FollowUpWord {
    domain::OrderId order_id;
    domain::FollowUpKind kind{};
    domain::FollowUpState state{};
    std::string error;
    std::string next;
};

struct SalesSum {
    std::int64_t orders = 0;
    base::Money total;
};

// What one store sold in one currency: since each of the times asked for, and from the beginning.
struct StoreSales {
    domain::StoreId store_id;  // unset: orders of no channel
    SalesSum since_first, since_second, ever;
};

class OrderDesk {
  public:
    virtual ~OrderDesk() = default;
    // kInvalidInput names an unknown or unfilterable field.
    virtual base::Result<DeskPage> Find(const DeskQuery& query) = 0;
    virtual base::Result<DeskTotal> Count(const DeskQuery& query) = 0;
    // Beside an order that need not be in the list any more.
    virtual base::Result<DeskNeighbours> NeighboursOf(domain::OrderId id,
                                                      const DeskQuery& query) = 0;
    // Those that exist, in the order of `ids`.
    virtual std::vector<domain::Order> Orders(const std::vector<domain::OrderId>& ids) = 0;
    virtual std::vector<FollowUpWord> FollowUps(const std::vector<domain::OrderId>& ids) = 0;
    // Orders by the time of purchase, in whole hours, without the canceled ones; by store, then
    // currency.
    virtual std::vector<StoreSales> Sales(base::Instant first, base::Instant second) = 0;
};

}  // namespace orderyard::ports
