// MySQL's meaning of each condition, for each kind of column. NULL matches nothing but the null
// test: neq and nin do not find it either, on both engines, as SQL has it.
#include "storage/lists/field_conditions.hpp"

#include <array>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "ports/personal_view.hpp"
#include "storage/lists/blocks.hpp"
#include "storage/lists/filter_values.hpp"

namespace orderyard::storage {

using ports::Filter;
using ports::FilterOp;
using sql::Assembly;

namespace {

constexpr std::int64_t kMicrosPerSecond = 1'000'000;
constexpr const char* kNever = "(1 = 0)";
constexpr const char* kLastCharacter = "\xF4\x8F\xBF\xBF";

base::Result<> Refused(const ListField& field, std::string_view why) {
    std::string message = "the column " + std::string(field.name) + " ";
    message += why;
    return base::Fail(base::InvalidInput(std::string(field.name), std::move(message)));
}

bool IsNegated(FilterOp op) {
    return op == FilterOp::kNeq || op == FilterOp::kNin || op == FilterOp::kNlike ||
           op == FilterOp::kNfinset;
}

// --- numbers and dates: a column of whole steps, a value that may lie between two
// ------------------------------------

void AddInRange(Assembly& sql, std::string_view column, std::int64_t low, std::int64_t high) {
    if (high == low + 1) {
        sql.Add(column).Add(" = ?", low);
    } else {
        sql.Add("(").Add(column).Add(" >= ? AND ", low).Add(column).Add(" < ?)", high);
    }
}

// `step`: how many stored units one visible unit has (a second of microseconds; 1 for numbers).
void AddComparison(Assembly& sql, std::string_view column, FilterOp op, const UnitValue& value,
                   std::int64_t step) {
    const std::int64_t low = value.floor * step;
    const std::int64_t high = (value.floor + 1) * step;
    switch (op) {
        case FilterOp::kEq:
        case FilterOp::kIn:
        case FilterOp::kFinset:
            if (value.is_exact) {
                AddInRange(sql, column, low, high);
            } else {
                sql.Add(kNever);
            }
            return;
        case FilterOp::kNeq:
        case FilterOp::kNin:
        case FilterOp::kNfinset:
            if (value.is_exact) {
                sql.Add("(").Add(column).Add(" < ? OR ", low).Add(column).Add(" >= ?)", high);
            } else {
                sql.Add(column).Add(" IS NOT NULL");
            }
            return;
        case FilterOp::kGt: sql.Add(column).Add(" >= ?", high); return;
        case FilterOp::kGteq: sql.Add(column).Add(" >= ?", value.is_exact ? low : high); return;
        case FilterOp::kLt: sql.Add(column).Add(" < ?", value.is_exact ? low : high); return;
        case FilterOp::kLteq: sql.Add(column).Add(" < ?", high); return;
        case FilterOp::kLike:
        case FilterOp::kNlike:
        case FilterOp::kNull:
        case FilterOp::kNotNull: sql.Add(kNever); return;
    }
}

std::optional<UnitValue> UnitOf(const ListField& field, const std::string& text) {
    if (field.kind == FieldKind::kDate) {
        return ParseDateSeconds(text);
    }
    return ParseNumberPrefix(text, field.kind == FieldKind::kMoney ? 4 : 0);
}

// "2024-01%": a day, month or year. Anything finer has comparisons for it.
base::Result<> AddDateLike(Assembly& sql, const ListField& field, const Filter& filter) {
    const std::optional<EdgeLike> like = ParseEdgeLike(filter.values[0]);
    static constexpr std::array<std::pair<std::size_t, std::string_view>, 3> kRests = {
        {{4, "-01-01"}, {7, "-01"}, {10, ""}}};
    const std::string prefix = like ? std::string(base::Trim(like->text)) : "";
    for (const auto& [size, rest] : kRests) {
        if (prefix.size() != size || like->is_open_left) {
            continue;
        }
        const auto start = base::Instant::ParseLoose(prefix + std::string(rest));
        if (!start) {
            break;
        }
        // 31 days or 366 days later is inside the next month or year; its first moment ends the
        // range.
        const std::string later = (*start + base::Duration::Days(size == 10  ? 1
                                                                 : size == 7 ? 31
                                                                             : 366))
                                      .ToIso();
        const auto end = base::Instant::ParseLoose(later.substr(0, size) + std::string(rest));
        if (!end) {
            break;
        }
        sql.Add(IsNegated(filter.op) ? "NOT (" : "(").Add(field.sql).Add(" >= ? AND ", *start);
        sql.Add(field.sql).Add(" < ?)", *end);
        return {};
    }
    return Refused(field, "takes LIKE only with a year, month or day and % after it");
}

base::Result<> AddNumberLike(Assembly& sql, const ListField& field, const Filter& filter) {
    if (field.kind == FieldKind::kMoney) {
        return Refused(field, "is an amount and cannot be compared by LIKE");
    }
    sql.Add("CAST(").Add(field.sql).Add(" AS TEXT)").Add(IsNegated(filter.op) ? " NOT" : "");
    sql.Add(" LIKE ? ESCAPE '\\'", LikePattern(filter.values[0]));
    return {};
}

base::Result<> AddNumber(Assembly& sql, const ListField& field, const Filter& filter) {
    const bool is_date = field.kind == FieldKind::kDate;
    if (filter.op == FilterOp::kLike || filter.op == FilterOp::kNlike) {
        return is_date ? AddDateLike(sql, field, filter) : AddNumberLike(sql, field, filter);
    }
    const std::int64_t step = is_date ? kMicrosPerSecond : 1;
    std::string_view separator = "(";
    for (const std::string& text : filter.values) {
        const std::optional<UnitValue> value = UnitOf(field, text);
        if (!value) {
            return Refused(field, "needs a date such as 2024-01-31 10:00:00");
        }
        sql.Add(separator);
        AddComparison(sql, field.sql, filter.op, *value, step);
        separator = IsNegated(filter.op) ? " AND " : " OR ";
    }
    sql.Add(")");
    return {};
}

// --- plain text
// -----------------------------------------------------------------------------------------------------

std::string_view ComparisonWord(FilterOp op) {
    switch (op) {
        case FilterOp::kGt: return " > ?";
        case FilterOp::kGteq: return " >= ?";
        case FilterOp::kLt: return " < ?";
        case FilterOp::kLteq: return " <= ?";
        case FilterOp::kNeq: return " <> ?";
        case FilterOp::kEq:
        case FilterOp::kIn:
        case FilterOp::kNin:
        case FilterOp::kLike:
        case FilterOp::kNlike:
        case FilterOp::kNull:
        case FilterOp::kNotNull:
        case FilterOp::kFinset:
        case FilterOp::kNfinset: return " = ?";
    }
    return {};
}

void AddTextLike(Assembly& sql, const ListField& field, const Filter& filter) {
    const bool is_negated = IsNegated(filter.op);
    sql.Add("(").Add(field.sql).Add(is_negated ? " NOT LIKE ? ESCAPE '\\'" : " LIKE ? ESCAPE '\\'",
                                    LikePattern(filter.values[0]));
    const std::string prefix = LikePrefix(filter.values[0]);
    if (!is_negated && !prefix.empty()) {  // the part an index can find
        sql.Add(" AND ").Add(field.sql).Add(" >= ? AND ", prefix);
        sql.Add(field.sql).Add(" < ?", prefix + kLastCharacter);
    }
    sql.Add(")");
}

void AddText(Assembly& sql, const ListField& field, const Filter& filter) {
    if (filter.op == FilterOp::kLike || filter.op == FilterOp::kNlike) {
        AddTextLike(sql, field, filter);
        return;
    }
    if (filter.op == FilterOp::kIn || filter.op == FilterOp::kNin) {
        sql.Add(field.sql).Add(IsNegated(filter.op) ? " NOT IN (" : " IN (");
        for (std::size_t i = 0; i < filter.values.size(); ++i) {
            sql.Add(i == 0 ? "?" : ", ?", FoldTextValue(filter.values[i]));
        }
        sql.Add(")");
        return;
    }
    if (filter.op == FilterOp::kFinset || filter.op == FilterOp::kNfinset) {
        const std::string value = FoldTextValue(filter.values[0]);
        if (value.find(',') != std::string::npos) {  // no element of a comma list has a comma
            sql.Add(IsNegated(filter.op) ? std::string_view("(1 = 1)") : std::string_view(kNever));
            return;
        }
        sql.Add("(',' || ").Add(field.sql).Add(" || ',')").Add(IsNegated(filter.op) ? " NOT" : "");
        sql.Add(" LIKE ? ESCAPE '\\'", "%," + EscapeLike(value) + ",%");
        return;
    }
    sql.Add(field.sql).Add(ComparisonWord(filter.op), FoldTextValue(filter.values[0]));
}

// --- sealed text
// ----------------------------------------------------------------------------------------------------

constexpr const char* kHasEmail =
    "EXISTS (SELECT 1 FROM sales_order_personal v WHERE v.order_id = o.id AND v.email_hash IS NOT "
    "NULL)";

base::Result<> AddEmailHash(Assembly& sql, const Filter& filter, const ConditionContext& context) {
    sql.Add("o.id IN (SELECT v.order_id FROM sales_order_personal v WHERE ");
    sql.Add(InBlocks(context.dialect, {"v.order_id", "sales_order"})).Add("v.email_hash");
    sql.Add(IsNegated(filter.op) ? " NOT IN (" : " IN (");
    for (std::size_t i = 0; i < filter.values.size(); ++i) {
        sql.Add(i == 0 ? "?" : ", ?", BlindIndex::EmailHash(context.keys, filter.values[i]));
    }
    sql.Add("))");
    return {};
}

IndexedText IndexedKind(FieldKind kind) {
    return kind == FieldKind::kEmail       ? IndexedText::kEmail
           : kind == FieldKind::kRecipient ? IndexedText::kRecipient
                                           : IndexedText::kName;
}

// A name is one text: first and last names are looked for in all of it, tied to the edges of words.
base::Result<> AddSealedLike(Assembly& sql, const ListField& field, const Filter& filter,
                             const EdgeLike& like, const ConditionContext& context) {
    const bool is_email = field.kind == FieldKind::kEmail;
    const bool is_negated = IsNegated(filter.op);
    Assembly found;
    if (!context.index.AddCondition(found, context.dialect, "o.id", {IndexedKind(field.kind)},
                                    like.text, !like.is_open_left, !like.is_open_right)) {
        const bool is_empty = base::FoldForSearch(like.text).empty();
        if (!is_empty) {
            return Refused(field, "needs two characters at least to look for");
        }
        // % alone finds all that have a value; an empty value is nobody's.
        const bool finds_all = like.is_open_left || like.is_open_right;
        found.Add(finds_all ? "(1 = 1)" : kNever);
    }
    sql.Add(is_negated ? "(NOT " : "(").Append(found);
    if (is_email) {
        sql.Add(" AND ").Add(kHasEmail);
    }
    sql.Add(")");
    return {};
}

base::Result<> AddSealed(Assembly& sql, const ListField& field, const Filter& filter,
                         const ConditionContext& context) {
    const bool is_list = filter.op == FilterOp::kIn || filter.op == FilterOp::kNin;
    const bool is_equality = is_list || filter.op == FilterOp::kEq || filter.op == FilterOp::kNeq;
    if (is_equality && field.kind == FieldKind::kEmail) {
        return AddEmailHash(sql, filter, context);
    }
    if (is_equality) {
        std::string_view separator = "(";
        for (const std::string& text : filter.values) {
            sql.Add(separator);
            if (base::Result<> added = AddSealedLike(sql, field, filter, {text}, context); !added) {
                return added;
            }
            separator = IsNegated(filter.op) ? " AND " : " OR ";
        }
        sql.Add(")");
        return {};
    }
    if (filter.op == FilterOp::kLike || filter.op == FilterOp::kNlike) {
        const std::optional<EdgeLike> like = ParseEdgeLike(filter.values[0]);
        return like ? AddSealedLike(sql, field, filter, *like, context)
                    : Refused(field, "is encrypted and takes % only at the ends of a pattern");
    }
    return Refused(field, "is encrypted and cannot be compared this way");
}

base::Result<> AddNullTest(Assembly& sql, const ListField& field, bool is_null) {
    if (field.kind == FieldKind::kEmail) {
        sql.Add(is_null ? "NOT " : "").Add(kHasEmail);
        return {};
    }
    if (field.sql.empty()) {
        return Refused(field, "is encrypted and cannot be tested for null");
    }
    sql.Add(field.sql).Add(is_null ? " IS NULL" : " IS NOT NULL");
    return {};
}

base::Result<> AddFlag(Assembly& sql, const ListField& field, const Filter& filter) {
    const bool is_known = filter.op == FilterOp::kEq && filter.values.size() == 1 &&
                          (filter.values[0] == "0" || filter.values[0] == "1");
    if (!is_known) {
        return Refused(field, "takes eq with 1 or 0");
    }
    sql.Add(filter.values[0] == "1" ? "(" : "NOT (").Add(field.sql).Add(")");
    return {};
}

base::Result<> AddByKind(Assembly& sql, const ListField& field, const Filter& filter,
                         const ConditionContext& context) {
    switch (field.kind) {
        case FieldKind::kInt:
        case FieldKind::kMoney:
        case FieldKind::kDate: return AddNumber(sql, field, filter);
        case FieldKind::kText: AddText(sql, field, filter); return {};
        case FieldKind::kFlag:
        case FieldKind::kMember: return AddFlag(sql, field, filter);
        case FieldKind::kEmail:
        case FieldKind::kName:
        case FieldKind::kRecipient: break;
    }
    if (auto allowed = ports::PersonalViewScope::AllowSearch(field.name); !allowed) {
        return allowed;
    }
    return AddSealed(sql, field, filter, context);
}

}  // namespace

std::optional<std::int64_t> DateBound(const Filter& filter) {
    const std::optional<UnitValue> value = ParseDateSeconds(filter.values.at(0));
    if (!value) {
        return std::nullopt;
    }
    const bool is_past_the_second = filter.op == FilterOp::kGt || filter.op == FilterOp::kLteq;
    return (value->floor + (is_past_the_second || !value->is_exact ? 1 : 0)) * kMicrosPerSecond;
}

base::Result<> AddCondition(Assembly& sql, const ListField& field, const Filter& filter,
                            const ConditionContext& context) {
    const bool is_null_test = filter.op == FilterOp::kNull || filter.op == FilterOp::kNotNull;
    if (filter.values.empty() && !is_null_test) {  // a comparison with null is never true
        sql.Add(kNever);
        return {};
    }
    for (const std::string& value : filter.values) {
        if (value.size() > base::limits::kShortTextBytesMax) {
            return Refused(field, "was given too long a value");
        }
        if (value.find('\0') != std::string::npos || !base::IsValidUtf8(value)) {
            return Refused(field, "was given a value that is not a text");
        }
    }
    sql.Add(field.within);
    if (!field.within.empty()) {
        sql.Add(InBlocks(context.dialect, field.block));
    }
    base::Result<> added = is_null_test ? AddNullTest(sql, field, filter.op == FilterOp::kNull)
                                        : AddByKind(sql, field, filter, context);
    sql.Add(field.within.empty() ? "" : ")");
    return added;
}

}  // namespace orderyard::storage
