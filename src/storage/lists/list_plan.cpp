// Filters to conditions, group by group.
#include "storage/lists/list_plan.hpp"

#include <algorithm>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "storage/lists/blocks.hpp"
#include "storage/lists/filter_values.hpp"

namespace orderyard::storage {

using ports::Filter;
using ports::FilterGroup;
using ports::FilterOp;
using ports::SearchQuery;
using sql::Assembly;

namespace {

constexpr std::size_t kValuesMax = 1'000;
const std::vector<std::string> kYes{"1"};

base::Result<const ListField*> FieldOf(const FieldList& list, std::string_view name) {
    if (const ListField* field = list.Find(name)) {
        return field;
    }
    base::Error error = base::InvalidInput(
        std::string(name), std::string(list.noun) + " cannot be filtered or sorted by %fieldName.");
    error.params = {{"fieldName", std::string(name)}};
    return base::Fail(std::move(error));
}

void AddAnd(Assembly& sql, const Assembly& condition) {
    sql.Add(sql.IsEmpty() ? "" : " AND ").Append(condition);
}

bool IsIndexable(FilterOp op) {
    return op == FilterOp::kEq || op == FilterOp::kIn || op == FilterOp::kGt ||
           op == FilterOp::kGteq || op == FilterOp::kLt || op == FilterOp::kLteq ||
           op == FilterOp::kLike;
}

// The one indexed column a group is about, or nullptr.
const ListField* LeadingField(const FieldList& list, const FilterGroup& group) {
    const ListField* leading = nullptr;
    for (const Filter& filter : group) {
        const ListField* field = list.Find(filter.field);
        if (field == nullptr || field->index.empty() || !IsIndexable(filter.op) ||
            (leading != nullptr && leading != field)) {
            return nullptr;
        }
        if (filter.op == FilterOp::kLike &&
            (filter.values.empty() || LikePrefix(filter.values[0]).empty())) {
            return nullptr;
        }
        if (field->kind == FieldKind::kFlag && (group.size() > 1 || filter.values != kYes)) {
            return nullptr;  // its index has only the rows where it holds
        }
        leading = field;
    }
    return leading;
}

// The words of a group that only says "status (or state) is one of these"; empty for any other
// group.
std::vector<std::string> WordsOf(const FieldList& list, const FilterGroup& group) {
    const ListField* field = LeadingField(list, group);
    std::vector<std::string> words;
    if (field == nullptr || (field->name != "status" && field->name != "state")) {
        return words;
    }
    for (const Filter& filter : group) {
        if (filter.op != FilterOp::kEq && filter.op != FilterOp::kIn) {
            return {};
        }
        for (const std::string& value : filter.values) {
            words.push_back(FoldTextValue(value));
        }
    }
    return words;
}

// Whether the filter is met by some names, and by nobody without one ("%" is met by all).
bool IsOfName(const ListField& field, const Filter& filter) {
    const bool is_name = field.kind == FieldKind::kName || field.kind == FieldKind::kRecipient;
    const bool is_like = filter.op == FilterOp::kLike;
    const bool is_positive = is_like || filter.op == FilterOp::kEq || filter.op == FilterOp::kIn;
    return is_name && is_positive &&
           std::all_of(filter.values.begin(), filter.values.end(), [&](const std::string& value) {
               const std::optional<EdgeLike> like =
                   is_like ? ParseEdgeLike(value) : EdgeLike{value};
               return like && !base::FoldForSearch(like->text).empty();
           });
}

base::Result<> AddGroup(ListPlan& plan, const FilterGroup& group, const ConditionContext& context) {
    Assembly condition;
    const ListField* leading = LeadingField(plan.list, group);
    if (leading != nullptr && leading->within.empty()) {
        condition.Add(InBlocks(context.dialect, leading->block));
    }
    std::string_view separator = "(";
    for (const Filter& filter : group) {
        base::Result<const ListField*> field = FieldOf(plan.list, filter.field);
        if (!field) {
            return base::Fail(std::move(field.error()));
        }
        const bool gives_ids = filter.op == FilterOp::kEq || filter.op == FilterOp::kIn ||
                               filter.op == FilterOp::kLike;
        const bool is_of_ids = (*field)->sql.empty() ||
                               ((*field)->kind == FieldKind::kMember && filter.values == kYes) ||
                               (!(*field)->within.empty() && (*field)->index.empty());
        plan.has_sealed = plan.has_sealed || (is_of_ids && gives_ids && group.size() == 1);
        plan.is_by_names = plan.is_by_names && IsOfName(**field, filter);
        plan.is_counted =
            plan.is_counted && ((*field)->name == "status" || (*field)->name == "state" ||
                                (*field)->name == "store_id");
        condition.Add(separator);
        if (base::Result<> added = AddCondition(condition, **field, filter, context); !added) {
            return added;
        }
        separator = " OR ";
    }
    condition.Add(")");
    AddAnd(plan.where, condition);
    if (std::vector<std::string> words = WordsOf(plan.list, group);
        !words.empty() && plan.branched == nullptr) {
        plan.branched = leading;
        plan.words = std::move(words);
    } else {
        AddAnd(plan.where_but_branched, condition);
    }
    if (leading != nullptr) {
        const auto same = [&](const auto& lead) { return lead->field->index == leading->index; };
        auto found = std::find_if(plan.leads.begin(), plan.leads.end(), same);
        if (found == plan.leads.end()) {
            found = plan.leads.insert(plan.leads.end(), std::make_unique<Lead>());
            (*found)->field = leading;
        }
        AddAnd((*found)->where, condition);
    }
    return {};
}

std::optional<FilterOp> OppositeOf(FilterOp op) {
    switch (op) {
        case FilterOp::kGt: return FilterOp::kLteq;
        case FilterOp::kGteq: return FilterOp::kLt;
        case FilterOp::kLt: return FilterOp::kGteq;
        case FilterOp::kLteq: return FilterOp::kGt;
        case FilterOp::kEq:
        case FilterOp::kNeq:
        case FilterOp::kIn:
        case FilterOp::kNin:
        case FilterOp::kLike:
        case FilterOp::kNlike:
        case FilterOp::kNull:
        case FilterOp::kNotNull:
        case FilterOp::kFinset:
        case FilterOp::kNfinset: return std::nullopt;
    }
    return std::nullopt;
}

base::Result<> AddComplement(ListPlan& plan, const SearchQuery& query,
                             const ConditionContext& context) {
    if (query.groups.size() != 1 || query.groups[0].size() != 1 || plan.leads.size() != 1) {
        return {};
    }
    Filter filter = query.groups[0][0];
    const ListField& field = *plan.leads[0]->field;
    const std::optional<FilterOp> opposite = OppositeOf(filter.op);
    const bool is_fit = field.kind == FieldKind::kDate && !field.is_nullable &&
                        field.within.empty() && filter.values.size() == 1;
    if (!opposite || !is_fit) {
        return {};
    }
    const std::optional<std::int64_t> bound = DateBound(filter);
    if (!bound) {
        return {};  // the condition itself is refused
    }
    plan.date_bound = *bound;
    plan.is_of_later = filter.op == FilterOp::kGt || filter.op == FilterOp::kGteq;
    filter.op = *opposite;
    return AddCondition(plan.complement, field, filter, context);
}

std::optional<base::Error> TooMuch(const SearchQuery& query) {
    std::size_t filters = 0;
    std::size_t values = 0;
    for (const FilterGroup& group : query.groups) {
        filters += group.size();
        for (const Filter& filter : group) {
            values += filter.values.size();
        }
    }
    if (filters > base::limits::kFilterCountMax || values > kValuesMax ||
        query.sort.size() > base::limits::kFilterCountMax) {
        base::Error error =
            base::InvalidInput("searchCriteria", "the search has more than %limit values");
        error.code = base::ErrorCode::kTooLarge;
        error.params = {{"limit", std::to_string(kValuesMax)}};
        return error;
    }
    return std::nullopt;
}

}  // namespace

base::Result<> MakePlan(ListPlan& plan, const SearchQuery& query, const ConditionContext& context) {
    if (std::optional<base::Error> error = TooMuch(query)) {
        return base::Fail(*std::move(error));
    }
    for (const FilterGroup& group : query.groups) {
        if (group.empty()) {
            continue;
        }
        if (base::Result<> added = AddGroup(plan, group, context); !added) {
            return added;
        }
    }
    plan.is_of_one_lead = query.groups.size() == 1 && plan.leads.size() == 1;
    if (base::Result<> added = AddComplement(plan, query, context); !added) {
        return added;
    }
    for (const ports::SortKey& key : query.sort) {
        base::Result<const ListField*> field = FieldOf(plan.list, key.field);
        if (!field) {
            return base::Fail(std::move(field.error()));
        }
        if ((*field)->sql.empty()) {
            return base::Fail(
                base::InvalidInput(key.field, "an encrypted column cannot be sorted by"));
        }
        if (!(*field)->within.empty()) {
            return base::Fail(base::InvalidInput(
                key.field, "a column of the order cannot be sorted by; order_id can"));
        }
        plan.sort.emplace_back(*field, key.is_descending);
    }
    plan.is_by_names = plan.is_by_names && !plan.where.IsEmpty() &&
                       std::all_of(plan.sort.begin(), plan.sort.end(),
                                   [](const auto& key) { return key.first->name == "entity_id"; });
    // Branches give the order of id, those of a status the order of creation as well.
    const std::string_view sorted_by = plan.sort.empty() ? "entity_id" : plan.sort[0].first->name;
    const bool is_status = plan.branched != nullptr && plan.branched->name == "status";
    if (plan.sort.size() > 1 ||
        (sorted_by != "entity_id" && !(is_status && sorted_by == "created_at"))) {
        plan.branched = nullptr;
    }
    std::sort(plan.words.begin(), plan.words.end());
    plan.words.erase(std::unique(plan.words.begin(), plan.words.end()), plan.words.end());
    return {};
}

}  // namespace orderyard::storage
