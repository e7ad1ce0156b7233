// Both ways to a page by name, and what it takes to know the total.
#include "storage/channel/named_orders.hpp"

#include <algorithm>
#include <iterator>

namespace orderyard::storage {

using ports::ChannelOrderQuery;
using sql::Assembly;

namespace {

// A part of the walk.
constexpr std::int64_t kPartMin = 100;
constexpr std::int64_t kPartMax = 16'384;
constexpr std::int64_t kPartStep = 64;  // so that a statement is one of few
constexpr double kReserve = 1.1;        // matches lie unevenly

// Walks a list without the name, and keeps what has it.
class Walk {
  public:
    Walk(sql::Connection& connection, const BlindIndex& index, const ChannelOrderQuery& query,
         const ListConditions& conditions)
        : connection_(connection),
          index_(index),
          query_(query),
          conditions_(conditions),
          match_count_(conditions.is_filtered ? CountMatches(connection, conditions, query.store_id)
                                              : 0) {}

    // Goes on until `count` are found in all, or `walked_max` rows are walked, or the list ends.
    void GoOn(std::int64_t count, std::int64_t walked_max, double walked_per_match) {
        while (FoundCount() < count && walked_ < walked_max && !is_at_end_) {
            const double rate = FoundCount() > 0 ? WalkedPerMatch() : walked_per_match;
            const auto wanted = static_cast<double>(count - FoundCount());
            std::int64_t part = std::max(kPartMin, walked_ * 2);
            if (rate > 0) {
                part = static_cast<std::int64_t>(
                    std::min(wanted * rate * kReserve, static_cast<double>(kPartMax)));
            }
            part = (part + kPartStep - 1) / kPartStep * kPartStep;
            Take(std::clamp(std::min(part, walked_max - walked_), kPartMin, kPartMax));
        }
    }
    void BeginAfter(const PageCursor* after) {
        if (after != nullptr) {
            last_ = *after;
        }
    }

    const std::vector<PageCursor>& found() const { return found_; }  // in the order of the list
    std::int64_t FoundCount() const { return static_cast<std::int64_t>(found_.size()); }
    bool is_at_end() const { return is_at_end_; }
    double WalkedPerMatch() const {
        return static_cast<double>(walked_) / static_cast<double>(found_.size());
    }

  private:
    void Take(std::int64_t count) {
        // A list that is found first and sorted then is taken at once.
        const bool is_sorted_first = conditions_.is_filtered && match_count_ <= kNarrowMax;
        const bool begins_with_newest = query_.is_descending && !last_;
        std::vector<PageCursor> part =
            NextRows(is_sorted_first ? std::max(match_count_, kPartMin) + 1 : count);
        walked_ += static_cast<std::int64_t>(part.size());
        std::vector<std::int64_t> ids;
        ids.reserve(part.size());
        for (const PageCursor& row : part) {
            ids.push_back(row.id);
        }
        const std::vector<std::int64_t> named =
            index_.Among(connection_, *conditions_.name, std::move(ids), begins_with_newest);
        for (PageCursor& row : part) {
            if (std::binary_search(named.begin(), named.end(), row.id)) {
                found_.push_back(std::move(row));
            }
        }
    }

    std::vector<PageCursor> NextRows(std::int64_t count) {
        Assembly sql;
        const PageOfIds page(query_, conditions_, connection_.dialect());
        page.Add(sql, {last_ ? &*last_ : nullptr, 0, count}, match_count_, connection_);
        std::vector<PageCursor> rows = page.Read(connection_, sql);
        is_at_end_ = static_cast<std::int64_t>(rows.size()) < count;
        if (!rows.empty()) {
            last_ = rows.back();
        }
        return rows;
    }

    sql::Connection& connection_;
    const BlindIndex& index_;
    const ChannelOrderQuery& query_;
    const ListConditions& conditions_;
    const std::int64_t match_count_;
    std::optional<PageCursor> last_;
    std::vector<PageCursor> found_;
    std::int64_t walked_ = 0;
    bool is_at_end_ = false;
};

class NamedOrders {
  public:
    NamedOrders(sql::Connection& connection, const BlindIndex& index, FrequentTerms& frequent,
                const ChannelOrderQuery& query, const ListConditions& conditions,
                const PagePlace& place, const NamedLimits& limits)
        : connection_(connection),
          index_(index),
          frequent_(frequent),
          query_(query),
          conditions_(conditions),
          place_(place),
          limits_(limits) {}

    NamedPage Find() {
        NamedPage page = FindAnyWay();
        if (!page.is_total_exact) {  // no less than is seen
            const auto shown = static_cast<std::int64_t>(page.rows.size());
            page.total_count = std::max(page.total_count, place_.offset + shown);
        }
        return page;
    }

  private:
    NamedPage FindAnyWay() {
        const std::string fingerprint = NamedListFingerprint(conditions_);
        std::optional<FrequentTerms::Term> term = frequent_.Find(fingerprint);
        if (!term && IsFrequentInNewest()) {
            term = frequent_.New();
        }
        if (!term) {
            const sql::Numbers ids =
                index_.IdsOf(connection_, *conditions_.name, limits_.few_max + 1);
            if (std::ssize(*ids) <= limits_.few_max) {
                return ids->empty() ? NamedPage() : AmongFew(*ids);
            }
            term = frequent_.New();
            if (!HasFilters() && IsOnlyStore(connection_, query_.store_id)) {
                term->count_min = limits_.count_max;
            }
        }
        NamedPage page = WalkToPage(*term);
        CountFrequent(page, *term);
        frequent_.Keep(fingerprint, *term);
        return page;
    }

    // As many of all orders as of the newest would be more than few.
    bool IsFrequentInNewest() {
        if (connection_.dialect() != sql::Dialect::kPostgres || !conditions_.name->IsShort()) {
            return false;
        }
        const std::int64_t found =
            index_.CountInNewest(connection_, *conditions_.name, limits_.sample_rows);
        return found >= limits_.sample_found_min &&
               CountAllOrders(connection_) / limits_.sample_rows * found > limits_.few_max;
    }

    bool HasFilters() const {
        return !conditions_.is_counted || !conditions_.statuses.words.empty() ||
               !conditions_.verdicts.words.empty();
    }

    NamedPage AmongFew(const std::vector<std::int64_t>& ids) {
        NamedPage page;
        page.rows = SortedPage(ids);
        const bool are_all = !HasFilters() && IsOnlyStore(connection_, query_.store_id);
        page.total_count = are_all ? std::ssize(ids) : CountAmong(ids);
        return page;
    }

    std::vector<PageCursor> SortedPage(const std::vector<std::int64_t>& ids) {
        Assembly sql;
        const PageOfIds page(query_, conditions_, connection_.dialect());
        page.AddOfIds(sql, place_, ids);
        return page.Read(connection_, sql);
    }

    std::int64_t CountAmong(const std::vector<std::int64_t>& ids) {
        Assembly sql;
        sql.Add("SELECT count(*)");
        PageOfIds(query_, conditions_, connection_.dialect()).AddAmong(sql, ids);
        return sql.QueryInt(connection_);
    }

    std::int64_t WalkedMax(const FrequentTerms::Term& term) const {
        if (!term.lies_elsewhere) {
            return limits_.walked_max;
        }
        return *term.lies_elsewhere ? 0 : INT64_MAX;
    }

    NamedPage WalkToPage(FrequentTerms::Term& term) {
        const std::int64_t wanted = place_.offset + place_.limit;
        Walk walk(connection_, index_, query_, conditions_);
        walk.BeginAfter(place_.after);
        walk.GoOn(wanted, WalkedMax(term), term.walked_per_match);
        NamedPage page;
        if (walk.FoundCount() < wanted && !walk.is_at_end()) {
            const auto ids = index_.IdsOf(connection_, *conditions_.name, limits_.sorted_max + 1);
            term.lies_elsewhere = std::ssize(*ids) <= limits_.sorted_max;
            if (*term.lies_elsewhere) {
                page.rows = SortedPage(*ids);
                return page;
            }
            walk.GoOn(wanted, INT64_MAX, term.walked_per_match);
        }
        if (walk.FoundCount() > 0) {
            term.walked_per_match = walk.WalkedPerMatch();
        }
        const auto begin = std::min(place_.offset, walk.FoundCount());
        const auto end = std::min(wanted, walk.FoundCount());
        page.rows.assign(walk.found().begin() + begin, walk.found().begin() + end);
        return page;
    }

    // Exact where the list itself is short. The count begins where the list does, so that all pages
    // tell the same.
    void CountFrequent(NamedPage& page, FrequentTerms::Term& term) {
        page.is_total_exact = false;
        if (!term.count_min) {
            Walk walk(connection_, index_, query_, conditions_);
            walk.GoOn(limits_.count_max * 5 / 4 + 1, limits_.walked_to_count_max,
                      term.walked_per_match);
            page.is_total_exact = walk.is_at_end();
            page.total_count = walk.FoundCount();
            if (walk.is_at_end()) {
                return;
            }
            term.count_min = std::min(page.total_count, limits_.count_max);
        }
        page.total_count = *term.count_min;
    }

    sql::Connection& connection_;
    const BlindIndex& index_;
    FrequentTerms& frequent_;
    const ChannelOrderQuery& query_;
    const ListConditions& conditions_;
    const PagePlace& place_;
    const NamedLimits& limits_;
};

}  // namespace

std::string NamedListFingerprint(const ListConditions& conditions) {
    Assembly list;
    list.Append(conditions.where);
    AddAlternatives(list, conditions.statuses);
    AddAlternatives(list, conditions.verdicts);
    return conditions.name->Fingerprint() + list.Fingerprint();
}

NamedPage FindNamedOrders(sql::Connection& connection, const BlindIndex& index,
                          FrequentTerms& frequent, const ChannelOrderQuery& query,
                          const ListConditions& conditions, const PagePlace& place,
                          const NamedLimits& limits) {
    return NamedOrders(connection, index, frequent, query, conditions, place, limits).Find();
}

}  // namespace orderyard::storage
