// The tree of brackets read into filters, sort orders and paging. A name we do not know inside is
// ignored, as Magento does; a filter we cannot use is refused, since a filter that is dropped
// imports everything again.
#include "api/rest/search_criteria.hpp"

#include <algorithm>

#include "api/errors.hpp"
#include "api/rest/bracket_query.hpp"
#include "api/rest/filter_terms.hpp"
#include "api/rest/scalar.hpp"
#include "base/limits.hpp"
#include "base/text.hpp"

namespace orderyard::api::rest {
namespace {

// Far past the end of any list, and safe to multiply by a page size.
constexpr std::int64_t kPageNumberMax = 1'000'000'000'000;

base::Result<std::string> TextOf(const std::string& name, const BracketNode& node) {
    if (node.is_list) {
        return base::Fail(WrongType(name, "array", "string"));
    }
    return node.text;
}

base::Result<CriteriaFilter> ReadFilter(const BracketNode& node) {
    CriteriaFilter filter;
    for (const auto& [name, child] : node.children) {
        const std::string key = SnakeCase(name);
        if (key == "value") {
            filter.has_value = true;
            filter.is_list = child.is_list;
            filter.values.clear();
            if (!child.is_list) {
                filter.values.push_back(child.text);
            }
            for (const auto& [index, element] : child.children) {
                filter.values.push_back(element.text);
            }
        } else if (key == "field" || key == "condition_type") {
            auto text = TextOf(name, child);
            if (!text) {
                return base::Fail(text.error());
            }
            (key == "field" ? filter.field : filter.condition) = std::move(*text);
        }
    }
    if (filter.condition.empty()) {
        filter.condition = "eq";
    }
    if (filter.field.empty()) {
        return base::Fail(MagentoMissingField("field"));
    }
    return filter;
}

base::Result<> ReadGroups(const BracketNode& groups, SearchCriteria& criteria) {
    std::size_t filter_count = 0;
    for (const auto& [group_key, group] : groups.children) {
        std::vector<CriteriaFilter> filters;
        for (const auto& [name, child] : group.children) {
            if (SnakeCase(name) != "filters") {
                continue;
            }
            for (const auto& [filter_key, node] : child.children) {
                auto filter = ReadFilter(node);
                if (!filter) {
                    return base::Fail(filter.error());
                }
                filters.push_back(std::move(*filter));
            }
        }
        filter_count += filters.size();
        if (filter_count > static_cast<std::size_t>(base::limits::kFilterCountMax)) {
            base::Error error =
                base::InvalidInput("filter_groups", "At most %limit filters are taken.");
            error.params = {{"limit", std::to_string(base::limits::kFilterCountMax)}};
            return base::Fail(std::move(error));
        }
        if (!filters.empty()) {
            criteria.groups.push_back(std::move(filters));
        }
    }
    return {};
}

bool IsPlainName(std::string_view name) {
    return std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '_';
    });
}

base::Result<ports::SortKey> ReadSortOrder(const BracketNode& node) {
    ports::SortKey key;
    for (const auto& [name, child] : node.children) {
        const std::string property = SnakeCase(name);
        if (property != "field" && property != "direction") {
            continue;
        }
        auto text = TextOf(name, child);
        if (!text) {
            return base::Fail(text.error());
        }
        if (property == "field") {
            key.field = std::move(*text);
            continue;
        }
        const std::string direction = base::AsciiUpper(*text);
        if (direction != "ASC" && direction != "DESC") {
            base::Error error = base::InvalidInput("direction",
                                                   "The sort order has to be specified as %1 for "
                                                   "ascending order or %2 for descending order.");
            error.params = {{"1", "ASC"}, {"2", "DESC"}};
            return base::Fail(std::move(error));
        }
        key.is_descending = direction == "DESC";
    }
    if (key.field.empty()) {
        return base::Fail(MagentoMissingField("field"));
    }
    if (!IsPlainName(key.field)) {
        base::Error error =
            base::InvalidInput("field", "Sort order field %1 contains restricted symbols");
        error.params = {{"1", key.field}};
        return base::Fail(std::move(error));
    }
    return key;
}

base::Result<> ReadSortOrders(const BracketNode& orders, SearchCriteria& criteria) {
    for (const auto& [index, node] : orders.children) {
        if (!node.is_list) {
            continue;  // sortOrders[email]=ASC: not an object, without effect in Magento either
        }
        auto key = ReadSortOrder(node);
        if (!key) {
            return base::Fail(key.error());
        }
        if (criteria.sort_orders.size() >=
            static_cast<std::size_t>(base::limits::kFilterCountMax)) {
            return base::Fail(base::InvalidInput("sort_orders", "There are too many sort orders."));
        }
        criteria.sort_orders.push_back(std::move(*key));
    }
    return {};
}

base::Result<std::int64_t> ReadInt(const std::string& name, const BracketNode& node) {
    const auto value = node.is_list ? std::nullopt : NumericInt(node.text);
    if (!value) {
        return base::Fail(WrongType(name, node.is_list ? "array" : node.text, "int"));
    }
    return *value;
}

base::Result<> ReadMember(const std::string& name, const BracketNode& node,
                          SearchCriteria& criteria) {
    const std::string key = SnakeCase(name);
    if (key == "filter_groups") {
        return ReadGroups(node, criteria);
    }
    if (key == "sort_orders") {
        return ReadSortOrders(node, criteria);
    }
    if (key != "page_size" && key != "current_page") {
        return {};
    }
    const auto value = ReadInt(name, node);
    if (!value) {
        return base::Fail(value.error());
    }
    (key == "page_size" ? criteria.page_size : criteria.current_page) = *value;
    return {};
}

}  // namespace

base::Error PageTooLarge() {
    base::Error error = base::InvalidInput("page_size", "Maximum SearchCriteria pageSize is %max");
    error.params = {{"max", std::to_string(base::limits::kMagentoPageSizeMax)}};
    return error;
}

base::Result<> CheckWhole(const SearchCriteria& criteria, std::int64_t total_count) {
    const bool is_paged = criteria.page_size.value_or(0) > 0;
    if (!is_paged && total_count > base::limits::kMagentoPageSizeMax) {
        return base::Fail(PageTooLarge());
    }
    return {};
}

base::Result<SearchCriteria> ReadSearchCriteria(const std::vector<http::QueryPair>& query) {
    auto root = ReadBrackets(query, "searchCriteria");
    if (root && !*root) {
        root = ReadBrackets(query, "search_criteria");
    }
    if (!root) {
        return base::Fail(root.error());
    }
    if (!*root) {
        return base::Fail(MagentoMissingField("searchCriteria"));
    }
    SearchCriteria criteria;
    for (const auto& [name, node] : (*root)->children) {
        if (const auto read = ReadMember(name, node, criteria); !read) {
            return base::Fail(read.error());
        }
    }
    if (criteria.page_size.value_or(0) > base::limits::kMagentoPageSizeMax) {
        return base::Fail(PageTooLarge());
    }
    return criteria;
}

base::Result<ports::SearchQuery> SearchCriteria::ToQuery() const {
    ports::SearchQuery query;
    for (const auto& filters : groups) {
        auto expanded = ToFilterGroups(filters);
        if (!expanded) {
            return base::Fail(expanded.error());
        }
        for (ports::FilterGroup& group : *expanded) {
            query.groups.push_back(std::move(group));
        }
    }
    query.sort = sort_orders;
    if (query.sort.empty()) {
        query.sort.push_back({"entity_id", false});
    }
    const bool is_paged = page_size.value_or(0) > 0;
    query.page_size = is_paged ? *page_size : base::limits::kMagentoPageSizeMax;
    // Without a page size Magento's page number has no effect.
    query.current_page =
        is_paged ? std::clamp<std::int64_t>(current_page.value_or(1), 1, kPageNumberMax) : 1;
    return query;
}

void WriteCriteria(JsonWriter& json, const SearchCriteria& criteria) {
    json.BeginObject().Key("filter_groups").BeginArray();
    for (const auto& filters : criteria.groups) {
        json.BeginObject().Key("filters").BeginArray();
        for (const CriteriaFilter& filter : filters) {
            json.BeginObject().Field("field", filter.field).Key("value");
            if (!filter.has_value) {
                json.Null();
            } else if (filter.is_list) {
                json.BeginArray();
                for (const std::string& value : filter.values) {
                    json.String(value);
                }
                json.EndArray();
            } else {
                json.String(filter.values.front());
            }
            json.Field("condition_type", filter.condition).EndObject();
        }
        json.EndArray().EndObject();
    }
    json.EndArray();
    if (!criteria.sort_orders.empty()) {
        json.Key("sort_orders").BeginArray();
        for (const ports::SortKey& key : criteria.sort_orders) {
            json.BeginObject().Field("field", key.field);
            json.Field("direction", key.is_descending ? "DESC" : "ASC").EndObject();
        }
        json.EndArray();
    }
    if (criteria.page_size) {
        json.Field("page_size", *criteria.page_size);
    }
    if (criteria.current_page) {
        json.Field("current_page", *criteria.current_page);
    }
    json.EndObject();
}

}  // namespace orderyard::api::rest
