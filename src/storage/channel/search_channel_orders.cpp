// The All Orders list: the ids of a page (page_of_ids.hpp, or named_orders.hpp when it is by name),
// then all that is shown of these orders in another statement, with a total from counters or a
// count that stops at a cap.
#include <functional>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "ports/personal_view.hpp"
#include "storage/channel/list_conditions.hpp"
#include "storage/channel/named_orders.hpp"
#include "storage/channel/page_cursor.hpp"
#include "storage/channel/page_of_ids.hpp"
#include "storage/channel/page_rows.hpp"
#include "storage/channel_order_store.hpp"
#include "storage/sql/assembly.hpp"
#include "storage/sql/remembered.hpp"

namespace orderyard::storage {

using domain::ChannelOrderId;
using ports::ChannelOrderPage;
using ports::ChannelOrderQuery;
using sql::Assembly;

namespace {

std::optional<base::Error> Refusal(const ChannelOrderQuery& query) {
    if (query.page_size < 1 || query.page_size > base::limits::kPageSizeMax) {
        return base::InvalidInput("page_size", "the page size must be from 1 to " +
                                                   std::to_string(base::limits::kPageSizeMax));
    }
    if (query.number.size() > base::limits::kShortTextBytesMax) {
        return base::InvalidInput("number", "the order number is too long");
    }
    if (query.buyer_name.size() > base::limits::kShortTextBytesMax) {
        return base::InvalidInput("buyer_name", "the name is too long");
    }
    if (!base::IsValidUtf8(query.number) || query.number.find('\0') != std::string::npos) {
        return base::InvalidInput("number", "the order number is not a text");
    }
    return std::nullopt;
}

// All that makes a page by name, in whatever state of the data.
std::string QuestionOf(const ChannelOrderQuery& query, const ListConditions& conditions,
                       const PagePlace& place) {
    Assembly order;
    order.Add(query.is_descending ? "down" : "up", static_cast<int>(query.sort), place.offset,
              place.limit);
    return "by name " + NamedListFingerprint(conditions) + order.Fingerprint();
}

// Finding a page by name takes up to 40 ms, and its first pages are asked for again and again.
NamedPage RememberedPage(sql::Connection& connection, const std::string& question,
                         const std::function<NamedPage()>& find) {
    const sql::Numbers known = sql::Remembered(connection, question, [&] {
        const NamedPage page = find();
        std::vector<std::int64_t> numbers{page.total_count, page.is_total_exact ? 1 : 0};
        for (const PageCursor& row : page.rows) {
            numbers.insert(numbers.end(), {row.id, row.key, row.second});
        }
        return numbers;
    });
    NamedPage page;
    page.total_count = (*known)[0];
    page.is_total_exact = (*known)[1] != 0;
    for (std::size_t i = 2; i < known->size(); i += 3) {
        PageCursor& row = page.rows.emplace_back();
        row.id = (*known)[i];
        row.key = (*known)[i + 1];
        row.second = (*known)[i + 2];
    }
    return page;
}

}  // namespace

base::Result<ChannelOrderPage> SqlChannelOrderStore::Search(const ChannelOrderQuery& query) {
    if (std::optional<base::Error> refusal = Refusal(query)) {
        return base::Fail(*std::move(refusal));
    }
    const CursorShape shape{static_cast<int>(query.sort), query.is_descending};
    std::optional<PageCursor> cursor;
    if (!query.after.empty()) {
        base::Result<PageCursor> read = ReadPageCursor(keys_.search_index, shape, query.after);
        if (!read) {
            return base::Fail(std::move(read.error()));
        }
        cursor = std::move(*read);
    }
    if (!query.buyer_name.empty()) {
        if (auto allowed = ports::PersonalViewScope::AllowSearch("buyer_name"); !allowed) {
            return base::Fail(allowed.error());
        }
    }
    ListConditions conditions;
    MakeConditions(conditions, query, index_, connection_);
    const PageOfIds ids(query, conditions, connection_.dialect());
    // One more than asked for tells whether there is a next page.
    const PagePlace place{cursor ? &*cursor : nullptr, query.offset, query.page_size + 1};

    ChannelOrderPage page;
    std::vector<PageCursor> found;
    if (conditions.name) {
        const auto find = [&] {
            return FindNamedOrders(connection_, index_, *frequent_, query, conditions, place);
        };
        const bool is_remembered = !cursor && !ColumnsOf(query.sort).is_text;
        NamedPage named =
            is_remembered ? RememberedPage(connection_, QuestionOf(query, conditions, place), find)
                          : find();
        page.total_count = named.total_count;
        page.is_total_exact = named.is_total_exact;
        found = std::move(named.rows);
    } else {
        const std::int64_t count = CountMatches(connection_, conditions, query.store_id);
        page.is_total_exact = conditions.is_counted || count <= kListCountMax;
        page.total_count = page.is_total_exact ? count : kListCountMax;
        Assembly sql;
        ids.Add(sql, place, count, connection_);
        found = ids.Read(connection_, sql);
    }
    if (found.size() > static_cast<std::size_t>(query.page_size)) {
        found.pop_back();
        page.next = WritePageCursor(keys_.search_index, shape, found.back());
    }
    std::vector<ChannelOrderId> shown;
    shown.reserve(found.size());
    for (const PageCursor& row : found) {
        shown.emplace_back(row.id);
    }
    page.rows = LoadRows(connection_, keys_, listed_, shown);
    return page;
}

}  // namespace orderyard::storage
