// GET /api/v1/products, /products/{product} and its stock ledger.
#include <array>

#include "api/v1/catalog/endpoints.hpp"
#include "api/v1/catalog/product_shape.hpp"
#include "api/v1/orders/read_order.hpp"
#include "api/v1/paging.hpp"
#include "api/v1/shapes.hpp"
#include "base/text.hpp"
#include "ports/order_store.hpp"
#include "ports/product_store.hpp"

namespace orderyard::api::v1 {
namespace {

using ports::FilterOp;

struct SortName {
    std::string_view ours;
    std::string_view field;  // of ports::ProductStore::Search
};
constexpr std::array kSorts = {SortName{"sku", "sku"}, SortName{"name", "name"},
                               SortName{"price", "price"}, SortName{"on_hand", "quantity"},
                               SortName{"id", "entity_id"}};

base::Error NoProduct() {
    return base::NotFound("There is no product with this id.");
}

// "%...%" with the pattern's own letters taken as they are.
std::string Containing(std::string_view text) {
    std::string pattern = "%";
    for (const char c : text) {
        if (c == '%' || c == '_' || c == '\\') {
            pattern += '\\';
        }
        pattern += c;
    }
    return pattern + "%";
}

base::Result<> AddSort(const QueryReader& query, ports::SearchQuery& search) {
    const auto sort = query.Text("sort");
    const auto order = sort ? query.Text("order") : sort;
    if (!order) {
        return base::Fail(order.error());
    }
    if (!order->empty() && *order != "asc" && *order != "desc") {
        return base::Fail(base::InvalidInput("order", "Write asc or desc."));
    }
    // "-name" is "name" downwards.
    const bool is_downwards = sort->starts_with('-');
    const std::string_view wanted = std::string_view(*sort).substr(is_downwards ? 1 : 0);
    for (const SortName& name : kSorts) {
        if (name.ours == wanted || (sort->empty() && name.ours == "sku")) {
            search.sort = {{std::string(name.field), is_downwards || *order == "desc"}};
            return {};
        }
    }
    return base::Fail(base::InvalidInput("sort", "There is no such column to sort by."));
}

base::Result<ports::SearchQuery> ReadQuery(const QueryReader& query, const PageWanted& page) {
    ports::SearchQuery search;
    search.page_size = page.page_size;
    search.current_page = page.page;
    const auto q = query.Text("q");
    const auto status = q ? query.Text("status") : q;
    const auto stock = status ? query.Text("stock") : status;
    if (!stock) {
        return base::Fail(stock.error());
    }
    if (const auto text = base::Trim(*q); !text.empty()) {
        search.groups.push_back({{"sku", FilterOp::kLike, {Containing(text)}},
                                 {"name", FilterOp::kLike, {Containing(text)}}});
    }
    if (*status == "enabled" || *status == "disabled") {
        search.groups.push_back({{"status", FilterOp::kEq, {*status == "enabled" ? "1" : "2"}}});
    } else if (!status->empty()) {
        return base::Fail(base::InvalidInput("status", "Write enabled or disabled."));
    }
    if (*stock == "none" || *stock == "some") {
        search.groups.push_back(
            {{"quantity", *stock == "none" ? FilterOp::kEq : FilterOp::kGt, {"0"}}});
    } else if (!stock->empty()) {
        return base::Fail(base::InvalidInput("stock", "Write none or some."));
    }
    if (const auto sorted = AddSort(query, search); !sorted) {
        return base::Fail(sorted.error());
    }
    return search;
}

struct LedgerRow {
    ports::StockLine line;
    std::string order_number;
};

void WriteMove(JsonWriter& json, const LedgerRow& row) {
    const domain::StockMove& move = row.line.move;
    json.BeginObject().Field("id", row.line.id);
    WriteInstant(json, "at", row.line.at);
    json.Field("on_hand", move.on_hand).Field("reserved", move.reserved);
    json.Field("reason", ToString(move.reason));
    json.TextOrNull("note", move.note);
    if (move.order_id.IsSet()) {
        json.Key("order").BeginObject().Field("id", move.order_id.value);
        json.Field("increment_id", row.order_number).EndObject();
    } else {
        json.NullField("order");
    }
    json.EndObject();
}

}  // namespace

Answer ListProducts(const Call& call) {
    const QueryReader query(call.request);
    if (const auto allowed =
            query.Allow({"q", "status", "stock", "sort", "order", "page", "page_size"});
        !allowed) {
        return base::Fail(allowed.error());
    }
    const auto page = ReadPage(query);
    const auto search = page ? ReadQuery(query, *page) : base::Fail(page.error());
    if (!search) {
        return base::Fail(search.error());
    }
    base::Result<ports::ProductPage> found;
    call.context.database.Read(
        [&](ports::Transaction& tx) { found = tx.products().Search(*search); });
    if (!found) {
        return base::Fail(found.error());
    }
    JsonWriter json(JsonWriter::Style::kPlain);
    json.BeginObject().Key("items").BeginArray();
    for (const auto& product : found->products) {
        WriteProduct(json, product);
    }
    json.EndArray();
    WritePage(json, *page, found->total_count);
    json.EndObject();
    return http::JsonResponse(200, json.Take());
}

Answer ShowProduct(const Call& call) {
    if (const auto allowed = QueryReader(call.request).Allow({}); !allowed) {
        return base::Fail(allowed.error());
    }
    std::optional<domain::Product> product;
    call.context.database.Read([&](ports::Transaction& tx) {
        product = tx.products().Load(domain::ProductId(IdOf(call.request, "product")));
    });
    if (!product) {
        return base::Fail(NoProduct());
    }
    return ProductAnswer(200, *product);
}

Answer ListStockMoves(const Call& call) {
    const QueryReader query(call.request);
    if (const auto allowed = query.Allow({"before", "page_size"}); !allowed) {
        return base::Fail(allowed.error());
    }
    const auto before = query.Int("before", 0, 0, INT64_MAX);
    const auto size = before ? query.Int("page_size", base::limits::kPageSizeDefault, 1,
                                         base::limits::kPageSizeMax)
                             : before;
    if (!size) {
        return base::Fail(size.error());
    }
    const domain::ProductId id(IdOf(call.request, "product"));
    bool is_known = false;
    std::vector<LedgerRow> rows;
    call.context.database.Read([&](ports::Transaction& tx) {
        rows.clear();
        is_known = tx.products().Load(id).has_value();
        for (auto& line : tx.products().Ledger(id, *before, static_cast<int>(*size))) {
            const auto order_id = line.move.order_id;
            const auto order = order_id.IsSet() ? tx.orders().Load(order_id) : std::nullopt;
            rows.push_back({std::move(line), order ? order->increment_id : ""});
        }
    });
    if (!is_known) {
        return base::Fail(NoProduct());
    }
    JsonWriter json(JsonWriter::Style::kPlain);
    json.BeginObject().Key("items").BeginArray();
    for (const LedgerRow& row : rows) {
        WriteMove(json, row);
    }
    json.EndArray();
    const bool is_full = rows.size() == static_cast<std::size_t>(*size);
    if (is_full) {
        json.Field("next_before", rows.back().line.id);
    } else {
        json.NullField("next_before");
    }
    json.EndObject();
    return http::JsonResponse(200, json.Take());
}

}  // namespace orderyard::api::v1
