// Sums of whole blocks and hours; what is cut by a page's beginning or a date is read by its rows.
#include "storage/lists/tallies.hpp"

#include <algorithm>

namespace orderyard::storage {

using sql::Assembly;

namespace {

// Up to here walking the ids costs no more than reading the blocks.
constexpr std::int64_t kOffsetMin = 2'000;
// Rows read for a page whose matches are strewn: past these its date's index is walked instead.
constexpr int kBlocksReadMax = 64;

// The columns of the tallies for a date.
struct DateTally {
    std::string_view field, hour_count, from, to;
};
constexpr DateTally kDates[] = {
    {"created_at", "h.created", "b.created_from", "b.created_to"},
    {"updated_at", "h.updated", "b.updated_from", "b.updated_to"},
};

// Of the date the list is cut by; nullptr when it is not counted or something else is asked for.
const DateTally* TallyOf(const ListPlan& plan) {
    if (plan.complement.IsEmpty() || plan.list.hours.empty()) {
        return nullptr;
    }
    const auto* found = std::find_if(std::begin(kDates), std::end(kDates), [&](const auto& date) {
        return date.field == plan.leads[0]->field->name;
    });
    return found == std::end(kDates) ? nullptr : found;
}

std::int64_t FirstInt(sql::Connection& connection, const Assembly& sql) {
    sql::Rows rows = sql.Query(connection);
    return rows.Next() ? rows.Int(0) : 0;
}

struct TallyBlock {
    std::int64_t number = 0;
    std::int64_t rows = 0;
    std::int64_t from = 0;  // no date of it is before
    std::int64_t to = 0;    // or after
};

enum class Match { kAll, kNone, kSome };

Match MatchOf(const ListPlan& plan, const TallyBlock& block) {
    if (block.rows == 0) {
        return Match::kNone;
    }
    if (plan.where.IsEmpty()) {
        return Match::kAll;
    }
    if (block.from >= plan.date_bound) {
        return plan.is_of_later ? Match::kAll : Match::kNone;
    }
    if (block.to < plan.date_bound) {
        return plan.is_of_later ? Match::kNone : Match::kAll;
    }
    return Match::kSome;
}

std::vector<std::int64_t> IdsOfBlock(sql::Connection& connection, const ListPlan& plan,
                                     const TallyBlock& block, Match match, const Slice& slice) {
    Assembly sql;
    sql.Add("SELECT o.id");
    AddListFrom(sql, connection.dialect(), plan.list,
                match == Match::kAll ? plan.list.id_index : kNoIndex);
    sql.Add(" WHERE o.id >= ? AND o.id < ?", block.number * kIdsPerTallyBlock,
            (block.number + 1) * kIdsPerTallyBlock);
    if (match == Match::kSome) {
        sql.Add(" AND ").Append(plan.where);
    }
    AddOrder(sql, plan.sort);
    return IdsOfSlice(connection, sql, slice);
}

constexpr std::int64_t kBlocksPerSum = 64;
constexpr std::string_view kSumNumber = "b.block >> 6";
// As INTEGER: PostgreSQL adds BIGINTs up as decimals.
constexpr std::string_view kOrders = "sum(CAST(b.orders AS INTEGER))";

struct TallyBlocks {
    std::vector<TallyBlock> list;  // in the order of the list
    std::int64_t rows_before = 0;  // of the list, in blocks before the first of these
};

void AddBlocks(TallyBlocks& blocks, sql::Connection& connection, const ListPlan& plan,
               std::int64_t sum, std::string_view direction) {
    Assembly sql;
    sql.Add("SELECT b.block, CAST(").Add(kOrders).Add(" AS BIGINT) FROM ").Add(plan.list.blocks);
    sql.Add(" b WHERE b.block >= ? AND b.block < ? GROUP BY b.block ORDER BY b.block",
            sum * kBlocksPerSum, (sum + 1) * kBlocksPerSum);
    sql.Add(direction);
    sql::Rows rows = sql.Query(connection);
    while (rows.Next()) {
        blocks.list.push_back({rows.Int(0), rows.Int(1)});
    }
}

// Those of a list of all rows that the page's rows lie in. Asked for in two steps, so that few rows
// travel: sums over many blocks first, then the blocks of the sum the page begins in.
TallyBlocks BlocksOfPage(sql::Connection& connection, const ListPlan& plan, const Slice& slice,
                         std::string_view direction) {
    Assembly sums;
    sums.Add("SELECT ").Add(kSumNumber).Add(", CAST(").Add(kOrders).Add(" AS BIGINT) FROM ");
    sums.Add(plan.list.blocks).Add(" b GROUP BY ").Add(kSumNumber);
    sums.Add(" ORDER BY ").Add(kSumNumber).Add(direction);
    TallyBlocks blocks;
    std::int64_t passed = 0;
    sql::Rows rows = sums.Query(connection);
    while (passed < slice.offset + slice.limit && rows.Next()) {
        const std::int64_t count = rows.Int(1);
        if (count > 0 && passed + count > slice.offset) {
            if (blocks.list.empty()) {
                blocks.rows_before = passed;
            }
            AddBlocks(blocks, connection, plan, rows.Int(0), direction);
        }
        passed += count;
    }
    return blocks;
}

// Those that may have matches, as many as a page can need.
TallyBlocks BlocksWithMatches(sql::Connection& connection, const ListPlan& plan,
                              const DateTally& date, const Slice& slice,
                              std::string_view direction) {
    Assembly sql;
    sql.Add("SELECT b.block, CAST(").Add(kOrders).Add(" AS BIGINT), min(").Add(date.from);
    sql.Add("), max(");
    sql.Add(date.to)
        .Add(") FROM ")
        .Add(plan.list.blocks)
        .Add(" b GROUP BY b.block HAVING ")
        .Add(kOrders)
        .Add(" > 0 AND ");
    if (plan.is_of_later) {
        sql.Add("max(").Add(date.to).Add(") >= ?", plan.date_bound);
    } else {
        sql.Add("min(").Add(date.from).Add(") < ?", plan.date_bound);
    }
    sql.Add(" ORDER BY b.block").Add(direction);
    sql.Add(" LIMIT ?", slice.offset + slice.limit + kBlocksReadMax + 1);
    TallyBlocks blocks;
    sql::Rows rows = sql.Query(connection);
    while (rows.Next()) {
        blocks.list.push_back({rows.Int(0), rows.Int(1), rows.Int(2), rows.Int(3)});
    }
    return blocks;
}

}  // namespace

std::int64_t TallyHourOf(std::int64_t micros) {
    const std::int64_t hour = micros / kMicrosPerTallyHour;
    return micros % kMicrosPerTallyHour < 0 ? hour - 1 : hour;
}

std::int64_t CountOfWholeHours(sql::Connection& connection, const ListPlan& plan) {
    const DateTally* date = TallyOf(plan);
    if (date == nullptr) {
        return 0;
    }
    Assembly sql;
    sql.Add("SELECT CAST(coalesce(sum(").Add(date->hour_count).Add("), 0) AS BIGINT) FROM ");
    sql.Add(plan.list.hours).Add(" h WHERE h.hour ");
    sql.Add(plan.is_of_later ? "> ?" : "< ?", TallyHourOf(plan.date_bound));
    return FirstInt(connection, sql);
}

std::optional<std::int64_t> CountByHours(sql::Connection& connection, const ListPlan& plan) {
    if (TallyOf(plan) == nullptr) {
        return std::nullopt;
    }
    const std::int64_t hour = TallyHourOf(plan.date_bound);
    const ListField& field = *plan.leads[0]->field;
    Assembly rest;  // of the hour that the date cuts
    rest.Add("SELECT count(*)");
    AddListFrom(rest, connection.dialect(), plan.list, field.index);
    rest.Add(" WHERE ").Add(field.sql).Add(" >= ? AND ").Add(field.sql).Add(" < ?");
    rest.Bind(plan.is_of_later ? plan.date_bound : hour * kMicrosPerTallyHour);
    rest.Bind(plan.is_of_later ? (hour + 1) * kMicrosPerTallyHour : plan.date_bound);
    return CountOfWholeHours(connection, plan) + FirstInt(connection, rest);
}

std::optional<std::vector<std::int64_t>> IdsByTallies(sql::Connection& connection,
                                                      const ListPlan& plan, const Slice& slice) {
    const bool is_by_id = plan.sort.empty() || plan.sort[0].first->name == "entity_id";
    const bool is_descending = !plan.sort.empty() && plan.sort[0].second;
    const DateTally* date = TallyOf(plan);
    const bool begins_late = date != nullptr && plan.is_of_later != is_descending;
    if (!is_by_id || plan.list.blocks.empty() || (date == nullptr && !plan.where.IsEmpty()) ||
        (slice.offset < kOffsetMin && !begins_late)) {
        return std::nullopt;
    }
    const std::string_view direction = is_descending ? " DESC" : " ASC";
    const TallyBlocks blocks = date == nullptr
                                   ? BlocksOfPage(connection, plan, slice, direction)
                                   : BlocksWithMatches(connection, plan, *date, slice, direction);
    std::vector<std::int64_t> ids;
    std::int64_t to_skip = slice.offset - blocks.rows_before;
    int read = 0;
    for (const TallyBlock& block : blocks.list) {
        const auto wanted = slice.limit - static_cast<std::int64_t>(ids.size());
        if (wanted <= 0) {
            break;
        }
        const Match match = MatchOf(plan, block);
        if (match == Match::kNone) {
            continue;
        }
        if (match == Match::kAll && block.rows <= to_skip) {
            to_skip -= block.rows;
            continue;
        }
        if (++read > kBlocksReadMax && match == Match::kSome) {
            return std::nullopt;
        }
        const Slice in_block =
            match == Match::kAll ? Slice{wanted, to_skip} : Slice{to_skip + wanted, 0};
        const auto found = IdsOfBlock(connection, plan, block, match, in_block);
        const auto passed = match == Match::kAll
                                ? std::int64_t{0}
                                : std::min(to_skip, static_cast<std::int64_t>(found.size()));
        ids.insert(ids.end(), found.begin() + passed, found.end());
        to_skip = match == Match::kAll ? 0 : to_skip - passed;
    }
    return ids;
}

}  // namespace orderyard::storage
