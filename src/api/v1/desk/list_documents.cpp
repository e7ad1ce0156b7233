// GET /api/v1/invoices, /shipments, /credit-memos: lists over the papers of all orders, each row
// with the order it belongs to.
#include <map>

#include "api/v1/desk/endpoints.hpp"
#include "api/v1/orders/order_filter.hpp"
#include "api/v1/shapes.hpp"
#include "base/limits.hpp"
#include "base/text.hpp"
#include "ports/document_store.hpp"
#include "ports/order_desk.hpp"
#include "ports/store_registry.hpp"

namespace orderyard::api::v1 {
namespace {

using ports::FilterOp;

constexpr std::size_t kOrdersOfKeywordMax = 1'000;

struct Wanted {
    ports::SearchQuery search;
    std::string keyword;
};

void Add(Wanted& wanted, std::string_view field, FilterOp op, std::vector<std::string> values) {
    wanted.search.groups.push_back({{std::string(field), op, std::move(values)}});
}

// A number by how it begins.
base::Result<> ReadBeginning(const QueryReader& query, std::string_view name,
                             std::string_view field, Wanted& wanted) {
    const auto text = query.Text(name);
    if (!text) {
        return base::Fail(text.error());
    }
    std::string pattern;
    for (const char c : std::string(base::Trim(*text))) {
        pattern += c == '%' || c == '_' || c == '\\' ? std::string("\\") + c : std::string(1, c);
    }
    if (!pattern.empty()) {
        Add(wanted, field, FilterOp::kLike, {pattern + "%"});
    }
    return {};
}

base::Result<> ReadStore(ports::Transaction& tx, const QueryReader& query, Wanted& wanted) {
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

base::Result<> ReadTimes(const QueryReader& query, const FilterFrame& frame, Wanted& wanted) {
    for (const bool is_end : {false, true}) {
        const auto at = query.Moment(is_end ? "created_to" : "created_from", frame.zone, is_end);
        if (!at) {
            return base::Fail(at.error());
        }
        if (*at) {
            Add(wanted, "created_at", is_end ? FilterOp::kLt : FilterOp::kGteq,
                {(*at)->ToSqlSeconds()});
        }
    }
    return {};
}

base::Result<> ReadSort(const QueryReader& query, Wanted& wanted) {
    const auto text = query.Text("sort");
    if (!text) {
        return base::Fail(text.error());
    }
    std::string_view name = text->empty() ? std::string_view("-created_at") : *text;
    const bool is_descending = name.starts_with('-');
    name.remove_prefix(is_descending ? 1 : 0);
    for (const auto& [known, field] :
         {std::pair<std::string_view, std::string_view>("created_at", "created_at"),
          {"number", "increment_id"},
          {"total", "grand_total"}}) {
        if (known == name) {
            wanted.search.sort = {{std::string(field), is_descending}};
            return {};
        }
    }
    return base::Fail(base::InvalidInput("sort", "Sorting goes by created_at, number or total."));
}

// What all three lists take; `state`: a query word to the stored number, for those that have one.
base::Result<Wanted> ReadWanted(ports::Transaction& tx, const QueryReader& query,
                                const FilterFrame& frame) {
    Wanted wanted;
    base::Result<> read = ReadBeginning(query, "number", "increment_id", wanted);
    if (read)
        read = ReadBeginning(query, "order", "order_increment_id", wanted);
    if (read)
        read = ReadBeginning(query, "channel_number", "order_channel_number", wanted);
    if (read)
        read = ReadStore(tx, query, wanted);
    if (read)
        read = ReadTimes(query, frame, wanted);
    if (read)
        read = ReadSort(query, wanted);
    const auto q = read ? query.Text("q") : base::Fail(read.error());
    const auto size =
        q ? query.Int("page_size", base::limits::kPageSizeDefault, 1, base::limits::kPageSizeMax)
          : base::Fail(q.error());
    const auto page = size ? query.Int("page", 1, 1, INT32_MAX) : size;
    if (!page) {
        return base::Fail(page.error());
    }
    wanted.keyword = std::string(base::Trim(*q));
    wanted.search.page_size = *size;
    wanted.search.current_page = *page;
    return wanted;
}

// One word of a few, as the number that lists store.
base::Result<> ReadState(const QueryReader& query,
                         std::initializer_list<std::pair<std::string_view, const char*>> states,
                         std::string_view field, Wanted& wanted) {
    std::vector<std::string> numbers;
    for (const std::string& word : query.List("state")) {
        bool is_known = false;
        for (const auto& [known, number] : states) {
            if (word == known) {
                numbers.emplace_back(number);
                is_known = true;
            }
        }
        if (!is_known) {
            return base::Fail(base::InvalidInput("state", "There is no such state."));
        }
    }
    if (!numbers.empty()) {
        Add(wanted, field, FilterOp::kIn, std::move(numbers));
    }
    return {};
}

// The keyword is looked for where orders are: numbers of documents are among that.
base::Result<> KeepKeyword(ports::Transaction& tx, Wanted& wanted) {
    if (wanted.keyword.empty()) {
        return {};
    }
    ports::DeskQuery asked;
    asked.keyword = wanted.keyword;
    asked.search.page_size = kOrdersOfKeywordMax;
    asked.search.sort = {{"placed_at", true}};
    const auto found = tx.order_desk().Find(asked);
    if (!found) {
        return base::Fail(found.error());
    }
    std::vector<std::string> ids;
    for (const auto id : found->ids) {
        ids.push_back(std::to_string(id.value));
    }
    Add(wanted, "order_id", FilterOp::kIn, ids.empty() ? std::vector<std::string>{"0"} : ids);
    return {};
}

struct OrdersOfPage {
    std::map<std::int64_t, domain::Order> orders;
    std::map<std::int64_t, domain::Store> stores;
};

template <class Document>
OrdersOfPage OrdersOf(ports::Transaction& tx, const std::vector<Document>& documents) {
    std::vector<domain::OrderId> ids;
    for (const Document& document : documents) {
        ids.push_back(document.order_id);
    }
    OrdersOfPage page;
    for (auto& order : tx.order_desk().Orders(ids)) {
        page.orders.emplace(order.id.value, std::move(order));
    }
    for (auto& store : tx.stores().List(true)) {
        page.stores.emplace(store.id.value, std::move(store));
    }
    return page;
}

void WriteOrderOf(JsonWriter& json, domain::OrderId id, const OrdersOfPage& page) {
    json.Key("order").BeginObject().Field("id", id.value);
    const auto found = page.orders.find(id.value);
    if (found == page.orders.end()) {
        json.EndObject();
        return;
    }
    const domain::Order& order = found->second;
    json.Field("increment_id", order.increment_id).Field("status", order.status);
    json.Field("state", ToString(order.state));
    json.TextOrNull("channel_number", order.channel ? order.channel->number : "");
    const auto store =
        order.channel ? page.stores.find(order.channel->store_id.value) : page.stores.end();
    json.TextOrNull("store_code",
                    store == page.stores.end() ? std::string_view() : store->second.code);
    json.TextOrNull("store_name",
                    store == page.stores.end() ? std::string_view() : store->second.name);
    json.EndObject();
    json.TextOrNull("buyer_name", order.personal.buyer_name);
    json.TextOrNull("ship_to_name", order.personal.shipping.name);
}

void WriteHead(JsonWriter& json, const auto& document, const OrdersOfPage& page) {
    json.BeginObject().Field("id", document.id.value);
    json.Field("increment_id", document.increment_id);
    WriteOrderOf(json, document.order_id, page);
    json.Field("is_mail_sent", document.is_mail_sent);
    json.Field("is_from_channel", document.is_from_channel);
    WriteInstant(json, "created_at", document.created_at);
}

void WriteRow(JsonWriter& json, const domain::Invoice& invoice, const OrdersOfPage& page) {
    WriteHead(json, invoice, page);
    json.Field("state", ToString(invoice.state)).Field("quantity", invoice.Quantity());
    WriteMoney(json, "grand_total", invoice.grand_total);
    json.EndObject();
}

void WriteRow(JsonWriter& json, const domain::CreditMemo& memo, const OrdersOfPage& page) {
    WriteHead(json, memo, page);
    json.Field("state", ToString(memo.state)).TextOrNull("reason", memo.reason);
    WriteMoney(json, "grand_total", memo.grand_total);
    json.EndObject();
}

void WriteRow(JsonWriter& json, const domain::Shipment& shipment, const OrdersOfPage& page) {
    WriteHead(json, shipment, page);
    json.Field("state", shipment.is_void ? "void" : "shipped");
    json.Field("quantity", shipment.Quantity());
    json.Field("packages", static_cast<std::int64_t>(shipment.packages.size()));
    json.Key("tracks").BeginArray();
    for (const auto& package : shipment.packages) {
        for (const auto& track : package.tracks) {
            json.BeginObject().Field("carrier_code", track.carrier_code);
            json.TextOrNull("title", track.title).Field("number", track.number).EndObject();
        }
    }
    json.EndArray();
    WriteInstant(json, "shipped_at", shipment.shipped_at);
    json.EndObject();
}

// `narrow` reads what only one of the lists takes; `search` asks the store.
template <class Document, class Narrow, class Search>
Answer List(const Call& call, Narrow narrow, Search search) {
    const QueryReader query(call.request);
    const auto frame = FrameOf(call);
    if (!frame) {
        return base::Fail(frame.error());
    }
    base::Result<ports::DocumentPage<Document>> page;
    OrdersOfPage orders;
    Wanted asked;
    call.context.database.Read([&](ports::Transaction& tx) {
        auto wanted = ReadWanted(tx, query, *frame);
        auto narrowed = wanted ? narrow(query, *wanted) : base::Fail(wanted.error());
        if (narrowed) {
            narrowed = KeepKeyword(tx, *wanted);
        }
        if (!narrowed) {
            page = base::Fail(narrowed.error());
            return;
        }
        asked = std::move(*wanted);
        page = search(tx.documents(), asked.search);
        orders = page ? OrdersOf(tx, page->documents) : OrdersOfPage();
    });
    if (!page) {
        return base::Fail(page.error());
    }
    JsonWriter json(JsonWriter::Style::kPlain);
    json.BeginObject().Key("items").BeginArray();
    for (const Document& document : page->documents) {
        WriteRow(json, document, orders);
    }
    json.EndArray().Field("total_count", page->total_count);
    json.Field("page", asked.search.current_page).Field("page_size", asked.search.page_size);
    json.EndObject();
    return http::JsonResponse(200, json.Take());
}

// What lists of invoices and of credit memos can be asked; the state's words differ.
base::Result<> ReadBillState(const QueryReader& query,
                             std::initializer_list<std::pair<std::string_view, const char*>> states,
                             Wanted& wanted) {
    const auto allowed = query.Allow({"q", "zone", "number", "order", "channel_number",
                                      "created_from", "created_to", "sort", "page", "page_size"},
                                     {"store", "state"});
    return allowed ? ReadState(query, states, "state", wanted) : allowed;
}

}  // namespace

Answer ListInvoices(const Call& call) {
    return List<domain::Invoice>(
        call,
        [](const QueryReader& query, Wanted& wanted) {
            return ReadBillState(query, {{"open", "1"}, {"paid", "2"}, {"canceled", "3"}}, wanted);
        },
        [](ports::DocumentStore& store, const ports::SearchQuery& search) {
            return store.SearchInvoices(search);
        });
}

Answer ListCreditMemos(const Call& call) {
    return List<domain::CreditMemo>(
        call,
        [](const QueryReader& query, Wanted& wanted) {
            return ReadBillState(query, {{"rejected", "1"}, {"issued", "2"}, {"void", "3"}},
                                 wanted);
        },
        [](ports::DocumentStore& store, const ports::SearchQuery& search) {
            return store.SearchCreditMemos(search);
        });
}

Answer ListShipments(const Call& call) {
    return List<domain::Shipment>(
        call,
        [](const QueryReader& query, Wanted& wanted) -> base::Result<> {
            auto read =
                query.Allow({"q", "zone", "number", "order", "channel_number", "tracking",
                             "carrier", "created_from", "created_to", "sort", "page", "page_size"},
                            {"store", "state"});
            if (read)
                read = ReadState(query, {{"shipped", "0"}, {"void", "1"}}, "is_void", wanted);
            if (read)
                read = ReadBeginning(query, "tracking", "tracking", wanted);
            if (read)
                read = ReadBeginning(query, "carrier", "carrier", wanted);
            return read;
        },
        [](ports::DocumentStore& store, const ports::SearchQuery& search) {
            return store.SearchShipments(search);
        });
}

}  // namespace orderyard::api::v1
