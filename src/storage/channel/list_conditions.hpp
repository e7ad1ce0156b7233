// The conditions of the All Orders list as SQL, the way to the rows they leave, and how many those
// are.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ports/channel_order_store.hpp"
#include "storage/lists/list_field.hpp"
#include "storage/privacy/blind_index.hpp"
#include "storage/sql/assembly.hpp"

namespace orderyard::storage {

// NULLs as the indexes have them.
inline constexpr const char* kTotalKey = "coalesce(o.grand_total, -1000000000000000000)";
inline constexpr const char* kShipByKey = "coalesce(o.ship_by_latest, 9000000000000000000)";

inline constexpr BlockKey kOrderBlock{"o.id", "channel_order"};

// A set of words one column may have; empty: any.
struct Alternatives {
    std::string_view column;
    std::string_view index;  // starts with the column and goes on with created_at
    std::vector<std::string> words;
};

// All but `name` is said, and counted below, without regard to the name.
struct ListConditions {
    sql::Assembly where;  // "... AND ...", all but the alternatives and the name
    std::optional<BlindTerm> name;
    Alternatives statuses{"o.status", "channel_order_by_status", {}};
    Alternatives verdicts{"o.verdict_kind", "channel_order_by_verdict", {}};
    std::string_view index;  // the way to the matches, or empty: leave it to the engine
    const Alternatives* branched =
        nullptr;               // those of statuses and verdicts that leave fewer orders
    bool is_filtered = false;  // by more than the store and what the sort's index answers
    bool is_by_number = false;
    // By nothing but store, status and verdict: the counters know how many, but for the name.
    bool is_counted = false;
};

// Counting one by one stops here.
inline constexpr std::int64_t kListCountMax = 10'000;

// Everything a query asks for. Looks at the counters of `connection`, no further.
void MakeConditions(ListConditions& conditions, const ports::ChannelOrderQuery& query,
                    const BlindIndex& index, sql::Connection& connection);

// " AND column IN (...)"; nothing for no words.
void AddAlternatives(sql::Assembly& sql, const Alternatives& alternatives);
// " FROM channel_order o", with the way named where the engine cannot know.
void AddFrom(sql::Assembly& sql, sql::Dialect dialect, std::string_view index);

// Exact when conditions.is_counted; else kListCountMax + 1 stands for more than kListCountMax.
std::int64_t CountMatches(sql::Connection& connection, const ListConditions& conditions,
                          domain::StoreId store);

// Of all stores, by the counters.
std::int64_t CountAllOrders(sql::Connection& connection);
// Whether there are no orders of any other store.
bool IsOnlyStore(sql::Connection& connection, domain::StoreId store);

}  // namespace orderyard::storage
