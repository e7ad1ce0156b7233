// Sums of whole blocks and hours; what is cut by a page's beginning or a date is read by its rows.
#include "storage/lists/tallies.hpp"

#include <algorithm>

#include "storage/sql/remembered.hpp"

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

// Of a block, or of kBlocksPerSum of them.
struct Tally {
    std::int64_t number = 0;
    std::int64_t rows = 0;
    std::int64_t from = 0;  // no date of it is before
    std::int64_t to = 0;    // or after
};

enum class Match { kAll, kNone, kSome };

Match MatchOf(const ListPlan& plan, const Tally& block) {
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
                                     const Tally& block, Match match, const Slice& slice) {
    const sql::Dialect dialect = connection.dialect();
    Assembly sql;
    sql.Add("SELECT o.id");
    AddListFrom(sql, dialect, plan.list, match == Match::kAll ? plan.list.id_index : kNoIndex);
    sql.Add(" WHERE o.id >= ").AddUnplanned(dialect, block.number * kIdsPerTallyBlock);
    sql.Add(" AND o.id < ").AddUnplanned(dialect, (block.number + 1) * kIdsPerTallyBlock);
    if (match == Match::kSome) {
        sql.Add(" AND ").Append(plan.where);
    }
    AddOrder(sql, plan.sort);
    sql.Add(" LIMIT ").AddUnplanned(dialect, slice.limit);
    sql.Add(" OFFSET ").AddUnplanned(dialect, slice.offset);
    return sql::FirstInts(sql.Query(connection));
}

constexpr std::int64_t kBlocksPerSum = 64;

// Sums, or the blocks of one of them, in the order of the list. They are the same for all pages
// and dates, so a connection asks for them once while nothing changes.
std::vector<Tally> Tallies(sql::Connection& connection, const ListPlan& plan, const DateTally* date,
                           std::string_view direction, std::optional<std::int64_t> sum) {
    const std::string_view number = sum ? "b.block" : "b.block >> 6";
    Assembly sql;
    // As INTEGER: PostgreSQL adds BIGINTs up as decimals.
    sql.Add("SELECT ").Add(number).Add(", CAST(sum(CAST(b.orders AS INTEGER)) AS BIGINT), ");
    if (date == nullptr) {
        sql.Add("CAST(0 AS BIGINT), CAST(0 AS BIGINT)");
    } else {
        sql.Add("min(").Add(date->from).Add("), max(").Add(date->to).Add(")");
    }
    sql.Add(" FROM ").Add(plan.list.blocks).Add(" b");
    if (sum) {
        sql.Add(" WHERE b.block >= ").AddUnplanned(connection.dialect(), *sum * kBlocksPerSum);
        sql.Add(" AND b.block < ").AddUnplanned(connection.dialect(), (*sum + 1) * kBlocksPerSum);
    }
    sql.Add(" GROUP BY ").Add(number).Add(" ORDER BY ").Add(number).Add(direction);
    const auto numbers = sql::RememberedInts(connection, sql, 4);
    std::vector<Tally> tallies;
    for (std::size_t i = 0; i < numbers->size(); i += 4) {
        const std::int64_t* row = numbers->data() + i;
        tallies.push_back({row[0], row[1], row[2], row[3]});
    }
    return tallies;
}

// Walks the tallies to the page and reads it.
class PageByTallies {
  public:
    PageByTallies(sql::Connection& connection, const ListPlan& plan, const Slice& slice)
        : connection_(connection), plan_(plan), limit_(slice.limit), to_skip_(slice.offset) {}

    std::optional<std::vector<std::int64_t>> Find(const DateTally* date,
                                                  std::string_view direction) {
        for (const Tally& sum : Tallies(connection_, plan_, date, direction, std::nullopt)) {
            if (Passes(sum)) {
                continue;
            }
            for (const Tally& block : Tallies(connection_, plan_, date, direction, sum.number)) {
                if (!Passes(block) && !Read(block)) {
                    return std::nullopt;
                }
            }
            if (Wanted() == 0) {
                break;
            }
        }
        return std::move(ids_);
    }

  private:
    std::int64_t Wanted() const { return limit_ - static_cast<std::int64_t>(ids_.size()); }

    // Whether it has no row of the page, as far as can be told without reading it.
    bool Passes(const Tally& tally) {
        const Match match = MatchOf(plan_, tally);
        if (match == Match::kAll && tally.rows <= to_skip_) {
            to_skip_ -= tally.rows;
            return true;
        }
        return match == Match::kNone || Wanted() == 0;
    }

    // False: the matches are strewn over too many.
    bool Read(const Tally& block) {
        const Match match = MatchOf(plan_, block);
        if (++read_ > kBlocksReadMax && match == Match::kSome) {
            return false;
        }
        const bool is_all = match == Match::kAll;
        const auto found =
            IdsOfBlock(connection_, plan_, block, match,
                       is_all ? Slice{Wanted(), to_skip_} : Slice{to_skip_ + Wanted(), 0});
        const auto passed =
            is_all ? std::int64_t{0} : std::min(to_skip_, static_cast<std::int64_t>(found.size()));
        ids_.insert(ids_.end(), found.begin() + passed, found.end());
        to_skip_ = is_all ? 0 : to_skip_ - passed;
        return true;
    }

    sql::Connection& connection_;
    const ListPlan& plan_;
    const std::int64_t limit_;
    std::int64_t to_skip_;
    int read_ = 0;
    std::vector<std::int64_t> ids_;
};

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
    return sql::RememberedInt(connection, sql);
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
    rest.Add(" WHERE ").Add(field.sql).Add(" >= ");
    rest.AddUnplanned(connection.dialect(),
                      plan.is_of_later ? plan.date_bound : hour * kMicrosPerTallyHour);
    rest.Add(" AND ").Add(field.sql).Add(" < ");
    rest.AddUnplanned(connection.dialect(),
                      plan.is_of_later ? (hour + 1) * kMicrosPerTallyHour : plan.date_bound);
    return CountOfWholeHours(connection, plan) + rest.QueryInt(connection);
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
    return PageByTallies(connection, plan, slice).Find(date, is_descending ? " DESC" : " ASC");
}

}  // namespace orderyard::storage
