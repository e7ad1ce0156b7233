// The filter's words as conditions of the neutral search.
#include "api/v1/orders/order_filter.hpp"

#include "api/v1/json_node.hpp"
#include "base/limits.hpp"
#include "base/text.hpp"
#include "domain/channel/order_marks.hpp"
#include "domain/order/order_state.hpp"
#include "ports/store_registry.hpp"

namespace orderyard::api::v1 {
namespace {

using ports::FilterOp;

struct Flag {
    std::string_view name;   // of the parameter
    std::string_view field;  // of the search
};
constexpr Flag kFlags[] = {
    {"to_ship", "to_ship"},
    {"needs_attention", "needs_attention"},
    {"cancel_pending", "is_cancel_pending"},
    {"cancel_requested", "is_cancel_requested"},
    {"sync_error", "has_sync_error"},
    {"waits_for_tracking", "waits_for_tracking"},
    {"refunded", "is_refunded"},
};

struct Words {
    std::string_view name;
    std::string_view field;
};
constexpr Words kWords[] = {
    {"status", "status"},
    {"state", "state"},
    {"marketplace", "marketplace_id"},
    {"country", "ship_country"},
    {"fulfilled_by", "fulfilled_by"},
    {"sku", "sku"},
};

struct Sort {
    std::string_view name;
    std::string_view field;
};
constexpr Sort kSorts[] = {
    {"placed_at", "placed_at"},           {"updated_at", "updated_at"}, {"number", "increment_id"},
    {"channel_number", "channel_number"}, {"total", "grand_total"},     {"ship_by", "ship_by"},
};

void Add(ports::DeskQuery& wanted, std::string_view field, FilterOp op,
         std::vector<std::string> values) {
    wanted.search.groups.push_back({{std::string(field), op, std::move(values)}});
}

base::Result<> ReadWords(const QueryReader& query, ports::DeskQuery& wanted) {
    for (const std::string& state : query.List("state")) {
        if (!domain::OrderStateFrom(state)) {
            return base::Fail(base::InvalidInput("state", "There is no such state."));
        }
    }
    for (const auto& [name, field] : kWords) {
        if (auto values = query.List(name); !values.empty()) {
            Add(wanted, field, FilterOp::kIn, std::move(values));
        }
    }
    const auto ids = query.List("ids");
    if (ids.size() > base::limits::kJsonElementsMax) {
        return base::Fail(base::InvalidInput("ids", "These are too many."));
    }
    for (const std::string& text : ids) {
        const auto id = base::ParseInt(text);
        if (!id || *id <= 0) {
            return base::Fail(base::InvalidInput("ids", "Ids are positive whole numbers."));
        }
        if (!wanted.ids) {
            wanted.ids.emplace();
        }
        wanted.ids->emplace_back(*id);
    }
    return {};
}

// Any of these marks.
base::Result<> ReadMarks(const QueryReader& query, ports::DeskQuery& wanted) {
    ports::FilterGroup any;
    for (const std::string& word : query.List("mark")) {
        if (!domain::OrderMarkFrom(word)) {
            return base::Fail(
                base::InvalidInput("mark", "Marks are prime, premium, business and gift."));
        }
        any.push_back({"is_" + word, FilterOp::kEq, {"1"}});
    }
    if (!any.empty()) {
        wanted.search.groups.push_back(std::move(any));
    }
    return {};
}

base::Result<> ReadStore(ports::Transaction& tx, const QueryReader& query,
                         ports::DeskQuery& wanted) {
    std::vector<std::string> ids;
    for (const std::string& code : query.List("store")) {
        const auto store = tx.stores().FindByCode(code);
        if (!store) {
            return base::Fail(base::InvalidInput("store", "There is no store with this code."));
        }
        ids.push_back(std::to_string(store->id.value));
    }
    if (!ids.empty()) {
        Add(wanted, "channel_store_id", FilterOp::kIn, std::move(ids));
    }
    return {};
}

// -1: not asked for.
base::Result<std::int64_t> FlagOf(const QueryReader& query, std::string_view name) {
    return query.Int(name, -1, 0, 1);
}

base::Result<> ReadFlags(const QueryReader& query, ports::DeskQuery& wanted) {
    for (const auto& [name, field] : kFlags) {
        const auto flag = FlagOf(query, name);
        if (!flag) {
            return base::Fail(flag.error());
        }
        if (*flag >= 0) {
            Add(wanted, field, FilterOp::kEq, {std::to_string(*flag)});
        }
    }
    const auto is_held = FlagOf(query, "on_hold");
    if (!is_held) {
        return base::Fail(is_held.error());
    }
    if (*is_held >= 0) {
        Add(wanted, "state", *is_held == 1 ? FilterOp::kEq : FilterOp::kNeq, {"holded"});
    }
    return {};
}

// Where the day after this one begins, as the zone counts days.
base::Result<base::Instant> NextDayStart(const FilterFrame& frame) {
    const auto local = base::FormatInZone(frame.now, frame.zone);
    if (!local) {
        return base::Fail(local.error());
    }
    const auto day = base::Instant::ParseLoose(local->substr(0, 10));
    if (!day) {
        return base::Fail(base::InvalidInput("zone", "This zone has no calendar."));
    }
    const std::string next = (*day + base::Duration::Days(1)).ToSqlSeconds().substr(0, 10);
    return base::DayStartInZone(next, frame.zone);
}

// Late and today are about orders that we have to ship now: what is held is not among them, so it
// has a word of its own and is not forgotten.
base::Result<> ReadDeadlines(const QueryReader& query, const FilterFrame& frame,
                             ports::DeskQuery& wanted) {
    const auto late = FlagOf(query, "late");
    const auto today = late ? FlagOf(query, "ship_by_today") : late;
    const auto held = today ? FlagOf(query, "held_due") : today;
    if (!held) {
        return base::Fail(held.error());
    }
    const std::string now = frame.now.ToSqlSeconds();
    if (*late == 1) {
        Add(wanted, "to_ship", FilterOp::kEq, {"1"});
        Add(wanted, "ship_by", FilterOp::kLt, {now});
    }
    if (*today != 1 && *held != 1) {
        return {};
    }
    const auto end = NextDayStart(frame);
    if (!end) {
        return base::Fail(end.error());
    }
    if (*today == 1) {
        Add(wanted, "to_ship", FilterOp::kEq, {"1"});
        Add(wanted, "ship_by", FilterOp::kGteq, {now});
        Add(wanted, "ship_by", FilterOp::kLt, {end->ToSqlSeconds()});
    }
    if (*held == 1) {
        Add(wanted, "state", FilterOp::kEq, {"holded"});
        Add(wanted, "fulfilled_by", FilterOp::kEq, {"merchant"});
        Add(wanted, "ship_by", FilterOp::kLt, {end->ToSqlSeconds()});
    }
    return {};
}

base::Result<> ReadRanges(const QueryReader& query, const FilterFrame& frame,
                          ports::DeskQuery& wanted) {
    for (const auto& [prefix, field] : {std::pair("placed", "placed_at"), {"ship_by", "ship_by"}}) {
        for (const bool is_end : {false, true}) {
            const std::string name = std::string(prefix) + (is_end ? "_to" : "_from");
            const auto at = query.Moment(name, frame.zone, is_end);
            if (!at) {
                return base::Fail(at.error());
            }
            if (*at) {
                Add(wanted, field, is_end ? FilterOp::kLt : FilterOp::kGteq,
                    {(*at)->ToSqlSeconds()});
            }
        }
    }
    for (const auto& [name, op] :
         {std::pair("total_from", FilterOp::kGteq), {"total_to", FilterOp::kLteq}}) {
        const auto amount = query.Amount(name);
        if (!amount) {
            return base::Fail(amount.error());
        }
        if (*amount) {
            Add(wanted, "grand_total", op, {query.Text(name).value_or("")});
        }
    }
    return {};
}

}  // namespace

base::Result<FilterFrame> FrameOf(const Call& call) {
    const auto zone = QueryReader(call.request).Text("zone");
    if (!zone) {
        return base::Fail(zone.error());
    }
    FilterFrame frame{call.context.clock.Now(), *zone};
    if (frame.zone.empty()) {
        frame.zone = call.caller.signed_in ? call.caller.signed_in->user.zone : "UTC";
    }
    if (!base::DayStartInZone("2026-01-01", frame.zone)) {
        return base::Fail(base::InvalidInput("zone", "There is no such time zone."));
    }
    return frame;
}

base::Result<> AllowOrderFilter(const QueryReader& query) {
    return query.Allow({"q",
                        "zone",
                        "placed_from",
                        "placed_to",
                        "ship_by_from",
                        "ship_by_to",
                        "total_from",
                        "total_to",
                        "to_ship",
                        "late",
                        "ship_by_today",
                        "held_due",
                        "on_hold",
                        "needs_attention",
                        "cancel_pending",
                        "cancel_requested",
                        "sync_error",
                        "waits_for_tracking",
                        "refunded",
                        "sort",
                        "page",
                        "page_size",
                        "total"},
                       {"store", "status", "state", "marketplace", "country", "fulfilled_by", "sku",
                        "mark", "ids"});
}

base::Result<ports::DeskQuery> ReadOrderFilter(ports::Transaction& tx, const QueryReader& query,
                                               const FilterFrame& frame) {
    ports::DeskQuery wanted;
    base::Result<> read = ReadWords(query, wanted);
    if (read)
        read = ReadStore(tx, query, wanted);
    if (read)
        read = ReadMarks(query, wanted);
    if (read)
        read = ReadFlags(query, wanted);
    if (read)
        read = ReadDeadlines(query, frame, wanted);
    if (read)
        read = ReadRanges(query, frame, wanted);
    const auto q = read ? query.Text("q") : base::Result<std::string>(base::Fail(read.error()));
    if (!q) {
        return base::Fail(q.error());
    }
    wanted.keyword = std::string(base::Trim(*q));
    if (!base::IsValidUtf8(wanted.keyword) || wanted.keyword.find('\0') != std::string::npos) {
        return base::Fail(base::InvalidInput("q", "This is not a text."));
    }
    return wanted;
}

base::Result<> ReadOrderSort(const QueryReader& query, ports::DeskQuery& wanted) {
    const auto text = query.Text("sort");
    if (!text) {
        return base::Fail(text.error());
    }
    std::string_view name = text->empty() ? std::string_view("-placed_at") : *text;
    const bool is_descending = name.starts_with('-');
    name.remove_prefix(is_descending ? 1 : 0);
    for (const auto& [known, field] : kSorts) {
        if (known == name) {
            wanted.search.sort = {{std::string(field), is_descending}};
            return {};
        }
    }
    return base::Fail(base::InvalidInput(
        "sort",
        "Sorting goes by placed_at, updated_at, number, channel_number, total or ship_by."));
}

base::Result<http::Request> FilterAsRequest(std::string_view json) {
    using Kind = JsonNode::Kind;
    const auto object = ParseJson(json);
    if (!object) {
        return base::Fail(object.error());
    }
    http::Request request;
    const auto add = [&](const std::string& name, const JsonNode& value) {
        const bool is_word = value.kind == Kind::kString || value.kind == Kind::kNumber;
        if (is_word && !value.text.empty()) {
            request.query.push_back({name, value.text});
        } else if (value.kind == Kind::kBool) {
            request.query.push_back({name, value.flag ? "1" : "0"});
        }
        return is_word || value.kind == Kind::kBool || value.kind == Kind::kNull;
    };
    for (std::size_t i = 0; i < object->values.size(); ++i) {
        const std::string& name = object->names[i];
        const JsonNode& value = object->values[i];
        bool is_good = true;
        if (value.kind == Kind::kArray) {
            for (const JsonNode& element : value.values) {
                is_good = is_good && add(name, element);
            }
        } else {
            is_good = add(name, value);
        }
        if (!is_good) {
            return base::Fail(base::InvalidInput(
                name, "A text, a number, a list of them, or true or false is needed."));
        }
    }
    return request;
}

}  // namespace orderyard::api::v1
