// Numbers are compared in ten-thousandths, as amounts are kept.
#include "api/rest/constant_fields.hpp"

#include <algorithm>
#include <cstdint>
#include <string>

#include "base/text.hpp"

namespace orderyard::api::rest {
namespace {

using ports::Filter;
using ports::FilterOp;

constexpr std::size_t kDecimals = 4;
constexpr std::size_t kDigitsMax = 13;  // more are as good as infinite here

bool IsDigit(char c) {
    return c >= '0' && c <= '9';
}

// "12.5 apples" is 125,000; a text that begins with no number is 0.
std::int64_t TenThousandths(std::string_view text) {
    text = base::Trim(text);
    const bool is_negative = text.starts_with('-');
    text.remove_prefix(is_negative || text.starts_with('+') ? 1 : 0);
    std::int64_t number = 0;
    std::size_t at = 0;
    for (; at < text.size() && IsDigit(text[at]); ++at) {
        number = at < kDigitsMax ? number * 10 + (text[at] - '0') : number;
    }
    const bool has_point = at < text.size() && text[at] == '.';
    const std::string_view fraction = has_point ? text.substr(at + 1) : std::string_view();
    bool is_over = false;
    for (std::size_t i = 0; i < kDecimals; ++i) {
        is_over = is_over || i >= fraction.size() || !IsDigit(fraction[i]);
        number = number * 10 + (is_over ? 0 : fraction[i] - '0');
    }
    return is_negative ? -number : number;
}

std::string Folded(std::string_view text) {
    const std::size_t end = text.find_last_not_of(' ');
    return base::AsciiLower(text.substr(0, end == std::string_view::npos ? 0 : end + 1));
}

// Below 0, 0, above 0.
int Compare(std::string_view value, std::string_view other) {
    if (base::ParseInt(value)) {
        const std::int64_t a = TenThousandths(value);
        const std::int64_t b = TenThousandths(other);
        return a < b ? -1 : a > b ? 1 : 0;
    }
    return Folded(value).compare(Folded(other));
}

// '%' stands for any text, '_' for one character, a backslash takes their meaning from them.
bool IsLike(std::string_view text, std::string_view pattern) {
    std::vector<bool> reached(text.size() + 1);  // the pattern so far fits the first i characters
    reached[0] = true;
    for (std::size_t p = 0; p < pattern.size(); ++p) {
        const bool is_literal = pattern[p] == '\\' && p + 1 < pattern.size();
        const char c = pattern[is_literal ? ++p : p];
        if (c == '%' && !is_literal) {
            const auto first = std::find(reached.begin(), reached.end(), true);
            std::fill(first, reached.end(), true);
            continue;
        }
        for (std::size_t i = text.size(); i > 0; --i) {
            const bool fits = (c == '_' && !is_literal) || text[i - 1] == c;
            reached[i] = reached[i - 1] && fits;
        }
        reached[0] = false;
    }
    return reached.back();
}

bool IsAnyOf(std::string_view value, const std::vector<std::string>& others) {
    return std::any_of(others.begin(), others.end(),
                       [&](const std::string& other) { return Compare(value, other) == 0; });
}

}  // namespace

const ConstantField* FindConstant(ConstantFields fields, std::string_view name) {
    const auto found = std::find_if(fields.begin(), fields.end(),
                                    [&](const ConstantField& each) { return each.name == name; });
    return found == fields.end() ? nullptr : &*found;
}

bool Holds(const std::optional<std::string_view>& value, const Filter& filter) {
    if (filter.op == FilterOp::kNull || filter.op == FilterOp::kNotNull) {
        return value.has_value() == (filter.op == FilterOp::kNotNull);
    }
    if (!value || filter.values.empty()) {
        return false;
    }
    const std::string& other = filter.values.front();
    switch (filter.op) {
        case FilterOp::kNull:
        case FilterOp::kNotNull: return false;
        case FilterOp::kEq:
        case FilterOp::kFinset: return Compare(*value, other) == 0;
        case FilterOp::kNeq:
        case FilterOp::kNfinset: return Compare(*value, other) != 0;
        case FilterOp::kGt: return Compare(*value, other) > 0;
        case FilterOp::kGteq: return Compare(*value, other) >= 0;
        case FilterOp::kLt: return Compare(*value, other) < 0;
        case FilterOp::kLteq: return Compare(*value, other) <= 0;
        case FilterOp::kIn: return IsAnyOf(*value, filter.values);
        case FilterOp::kNin: return !IsAnyOf(*value, filter.values);
        case FilterOp::kLike: return IsLike(Folded(*value), base::AsciiLower(other));
        case FilterOp::kNlike: return !IsLike(Folded(*value), base::AsciiLower(other));
    }
    return false;
}

void SettleConstants(ports::SearchQuery& query, ConstantFields fields) {
    std::vector<ports::FilterGroup> groups;
    for (const ports::FilterGroup& group : query.groups) {
        ports::FilterGroup open;
        bool is_met = false;
        for (const Filter& filter : group) {
            const ConstantField* constant = FindConstant(fields, filter.field);
            if (constant == nullptr) {
                open.push_back(filter);
            } else {
                is_met = is_met || constant->is_scope || Holds(constant->value, filter);
            }
        }
        if (open.empty() && !is_met) {
            open.push_back({"entity_id", FilterOp::kNull, {}});  // no row has none
        }
        if (!is_met) {
            groups.push_back(std::move(open));
        }
    }
    query.groups = std::move(groups);
    std::erase_if(query.sort, [&](const ports::SortKey& key) {
        return FindConstant(fields, key.field) != nullptr;
    });
    if (query.sort.empty()) {
        query.sort.push_back({"entity_id", false});
    }
}

}  // namespace orderyard::api::rest
