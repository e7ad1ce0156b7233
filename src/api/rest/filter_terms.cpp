// A group is a list of alternatives, each of them one or two filters that hold together. The stores
// take an AND of ORs, so alternatives of two filters are multiplied out.
#include "api/rest/filter_terms.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "base/log.hpp"
#include "base/text.hpp"

namespace orderyard::api::rest {
namespace {

using ports::Filter;
using ports::FilterOp;
using Alternative = std::vector<Filter>;  // all of them hold

constexpr std::size_t kGroupsMax = 64;

enum class Condition {
    kEq,
    kNeq,
    kGt,
    kGteq,
    kLt,
    kLteq,
    kFrom,
    kTo,
    kIn,
    kNin,
    kLike,
    kNlike,
    kNull,
    kNotNull,
    kIs,
    kFinset,
    kNfinset,
    kSeq,
    kSneq,
    kContains,
};

constexpr std::array<std::pair<std::string_view, Condition>, 21> kConditions{{
    {"eq", Condition::kEq},
    {"neq", Condition::kNeq},
    {"gt", Condition::kGt},
    {"gteq", Condition::kGteq},
    {"moreq", Condition::kGteq},
    {"lt", Condition::kLt},
    {"lteq", Condition::kLteq},
    {"from", Condition::kFrom},
    {"to", Condition::kTo},
    {"in", Condition::kIn},
    {"nin", Condition::kNin},
    {"like", Condition::kLike},
    {"nlike", Condition::kNlike},
    {"null", Condition::kNull},
    {"notnull", Condition::kNotNull},
    {"is", Condition::kIs},
    {"finset", Condition::kFinset},
    {"nfinset", Condition::kNfinset},
    {"seq", Condition::kSeq},
    {"sneq", Condition::kSneq},
    {"fulltext", Condition::kContains},
}};

Condition ConditionOf(const std::string& name) {
    const std::string lower = base::AsciiLower(name);
    for (const auto& [known, condition] : kConditions) {
        if (known == lower) {
            return condition;
        }
    }
    // Magento compares with eq and says nothing; the log at least should know. The name is the
    // client's text.
    base::LogInfo("unknown_filter_condition", {{"length", name.size()}});
    return Condition::kEq;
}

Alternative Never(const std::string& field) {
    return {{field, FilterOp::kNull, {}}, {field, FilterOp::kNotNull, {}}};
}

FilterOp PlainOp(Condition condition) {
    switch (condition) {
        case Condition::kNeq: return FilterOp::kNeq;
        case Condition::kGt: return FilterOp::kGt;
        case Condition::kGteq:
        case Condition::kFrom: return FilterOp::kGteq;
        case Condition::kLt: return FilterOp::kLt;
        case Condition::kLteq:
        case Condition::kTo: return FilterOp::kLteq;
        case Condition::kIn: return FilterOp::kIn;
        case Condition::kNin: return FilterOp::kNin;
        case Condition::kLike:
        case Condition::kContains: return FilterOp::kLike;
        case Condition::kNlike: return FilterOp::kNlike;
        case Condition::kNull: return FilterOp::kNull;
        case Condition::kNotNull: return FilterOp::kNotNull;
        case Condition::kFinset: return FilterOp::kFinset;
        case Condition::kNfinset: return FilterOp::kNfinset;
        case Condition::kEq:
        case Condition::kIs:
        case Condition::kSeq: return FilterOp::kEq;
        case Condition::kSneq: return FilterOp::kNeq;
    }
    return FilterOp::kEq;
}

// Tests for null, in all their spellings.
std::optional<FilterOp> NullTest(const CriteriaFilter& filter, Condition condition) {
    const bool is_empty =
        !filter.has_value || filter.values.empty() || filter.values.front().empty();
    if (condition == Condition::kNull || condition == Condition::kNotNull) {
        return PlainOp(condition);
    }
    if (condition == Condition::kIs) {
        const std::string word = is_empty ? "null" : base::AsciiLower(filter.values.front());
        if (word == "null")
            return FilterOp::kNull;
        if (word == "not null")
            return FilterOp::kNotNull;
    }
    if (is_empty && condition == Condition::kSeq) {
        return FilterOp::kNull;
    }
    if (is_empty && condition == Condition::kSneq) {
        return FilterOp::kNotNull;
    }
    return std::nullopt;
}

std::vector<std::string> ValuesOf(const CriteriaFilter& filter, Condition condition) {
    const bool takes_list = condition == Condition::kIn || condition == Condition::kNin;
    if (takes_list && !filter.is_list) {
        return base::Split(filter.values.front(), ',');
    }
    if (condition == Condition::kContains) {
        return {"%" + filter.values.front() + "%"};
    }
    return filter.values;
}

base::Result<std::vector<Alternative>> AlternativesOf(const CriteriaFilter& filter) {
    const Condition condition = ConditionOf(filter.condition);
    if (const auto null_test = NullTest(filter, condition)) {
        return std::vector<Alternative>{{{filter.field, *null_test, {}}}};
    }
    if (!filter.has_value || filter.values.empty()) {
        return std::vector<Alternative>{Never(filter.field)};  // nothing compares with null
    }
    const FilterOp op = PlainOp(condition);
    const std::vector<std::string> values = ValuesOf(filter, condition);
    const bool is_list_op = op == FilterOp::kIn || op == FilterOp::kNin;
    if (values.size() > 1 && !is_list_op) {
        return base::Fail(base::InvalidInput(
            filter.field, "Only the conditions in and nin take a list of values."));
    }
    return std::vector<Alternative>{{{filter.field, op, values}}};
}

// Joins a "from" and a "to" on one field: "from 1 to 5" in one group means between, not either.
base::Result<std::vector<Alternative>> PairedAlternatives(
    const std::vector<CriteriaFilter>& filters) {
    struct Open {
        const std::string* field;
        Condition wanted;
        std::size_t at;
    };
    std::vector<Open> open;
    std::vector<Alternative> alternatives;
    for (const CriteriaFilter& filter : filters) {
        auto found = AlternativesOf(filter);
        if (!found) {
            return base::Fail(found.error());
        }
        const Condition condition = ConditionOf(filter.condition);
        if (condition == Condition::kFrom || condition == Condition::kTo) {
            const auto partner = std::find_if(open.begin(), open.end(), [&](const Open& one) {
                return one.wanted == condition && *one.field == filter.field;
            });
            if (partner != open.end()) {
                Alternative& pair = alternatives[partner->at];
                pair.insert(pair.end(), found->front().begin(), found->front().end());
                open.erase(partner);
                continue;
            }
            open.push_back({&filter.field,
                            condition == Condition::kFrom ? Condition::kTo : Condition::kFrom,
                            alternatives.size()});
        }
        for (Alternative& alternative : *found) {
            alternatives.push_back(std::move(alternative));
        }
    }
    return alternatives;
}

}  // namespace

base::Result<std::vector<ports::FilterGroup>> ToFilterGroups(
    const std::vector<CriteriaFilter>& filters) {
    const auto alternatives = PairedAlternatives(filters);
    if (!alternatives) {
        return base::Fail(alternatives.error());
    }
    std::vector<ports::FilterGroup> groups(1);
    for (const Alternative& alternative : *alternatives) {
        std::vector<ports::FilterGroup> multiplied;
        for (const ports::FilterGroup& group : groups) {
            for (const Filter& filter : alternative) {
                multiplied.push_back(group);
                multiplied.back().push_back(filter);
            }
        }
        if (multiplied.size() > kGroupsMax) {
            base::Error error =
                base::InvalidInput("filters", "Too many alternatives in one filter group.");
            error.code = base::ErrorCode::kTooLarge;
            return base::Fail(std::move(error));
        }
        groups = std::move(multiplied);
    }
    return groups;
}

}  // namespace orderyard::api::rest
