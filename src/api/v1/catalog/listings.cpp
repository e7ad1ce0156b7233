// GET /api/v1/listings: what channels' SKUs mean; PUT and DELETE /stores/{store}/listings: a person
// says so. Orders that wait for the SKU are decided again.
#include "actions/change_product.hpp"
#include "api/v1/body_reader.hpp"
#include "api/v1/catalog/endpoints.hpp"
#include "api/v1/catalog/release_orders.hpp"
#include "api/v1/change.hpp"
#include "api/v1/find_store.hpp"
#include "api/v1/orders/read_order.hpp"
#include "api/v1/paging.hpp"
#include "base/text.hpp"
#include "ports/product_store.hpp"
#include "ports/store_registry.hpp"

namespace orderyard::api::v1 {
namespace {

struct ListedPage {
    ports::ListingPage page;
    std::vector<domain::Store> stores;
};

void WriteListing(JsonWriter& json, const ports::ListingRow& row, const std::string& store_code) {
    json.BeginObject().Field("store_code", store_code);
    json.Field("channel_sku", row.listing.channel_sku);
    json.TextOrNull("product_number", row.listing.channel_product_number);
    json.Field("units", row.listing.units);
    json.Key("product").BeginObject().Field("id", row.listing.product_id.value);
    json.Field("sku", row.sku).Field("name", row.name).EndObject().EndObject();
}

std::string CodeOf(const std::vector<domain::Store>& stores, domain::StoreId id) {
    for (const domain::Store& store : stores) {
        if (store.id == id) {
            return store.code;
        }
    }
    return {};
}

base::Result<ListedPage> Find(ports::Transaction& tx, ports::ListingQuery query,
                              const std::string& store_code) {
    ListedPage found;
    found.stores = tx.stores().List(true);
    if (!store_code.empty()) {
        const auto store = tx.stores().FindByCode(store_code);
        if (!store) {
            return base::Fail(base::InvalidInput("store", "There is no store with this code."));
        }
        query.store_id = store->id;
    }
    found.page = tx.products().Listings(query);
    return found;
}

struct WantedListing {
    std::string channel_sku, product_number, sku;
    std::int64_t product_id = 0;
    std::int64_t units = 1;
};

base::Result<WantedListing> ReadWanted(const http::Request& request) {
    auto body = BodyReader::Of(request);
    if (!body) {
        return base::Fail(body.error());
    }
    WantedListing wanted;
    wanted.channel_sku = body->NeededText("channel_sku");
    wanted.product_number = body->Text("product_number");
    wanted.sku = body->Text("sku");
    wanted.product_id = body->Int("product_id", 1, INT64_MAX).value_or(0);
    wanted.units = body->Int("units", 1, base::limits::kQuantityMax).value_or(1);
    if (wanted.sku.empty() == (wanted.product_id == 0)) {
        body->Refuse("sku", "Name the product by its sku or its product_id.");
    }
    if (const auto end = body->End(); !end) {
        return base::Fail(end.error());
    }
    return wanted;
}

}  // namespace

Answer ListListings(const Call& call) {
    const QueryReader query(call.request);
    if (const auto allowed = query.Allow({"store", "product", "q", "page", "page_size"});
        !allowed) {
        return base::Fail(allowed.error());
    }
    const auto store = query.Text("store");
    const auto q = store ? query.Text("q") : store;
    if (!q) {
        return base::Fail(q.error());
    }
    const auto product = query.Int("product", 0, 0, INT64_MAX);
    if (!product) {
        return base::Fail(product.error());
    }
    const auto page = ReadPage(query);
    if (!page) {
        return base::Fail(page.error());
    }
    ports::ListingQuery wanted;
    wanted.q = std::string(base::Trim(*q));
    if (*product > 0) {
        wanted.product_id = domain::ProductId(*product);
    }
    wanted.page = page->page;
    wanted.page_size = page->page_size;
    base::Result<ListedPage> found;
    call.context.database.Read([&](ports::Transaction& tx) { found = Find(tx, wanted, *store); });
    if (!found) {
        return base::Fail(found.error());
    }
    JsonWriter json(JsonWriter::Style::kPlain);
    json.BeginObject().Key("items").BeginArray();
    for (const auto& row : found->page.rows) {
        WriteListing(json, row, CodeOf(found->stores, row.listing.store_id));
    }
    json.EndArray();
    WritePage(json, *page, found->page.total_count);
    json.EndObject();
    return http::JsonResponse(200, json.Take());
}

Answer PutListing(const Call& call) {
    if (const auto allowed = QueryReader(call.request).Allow({}); !allowed) {
        return base::Fail(allowed.error());
    }
    const auto wanted = ReadWanted(call.request);
    if (!wanted) {
        return base::Fail(wanted.error());
    }
    Answer answer = Change(call, [&](ports::Transaction& tx) -> Answer {
        const auto store = FindStore(tx, call.request);
        if (!store) {
            return base::Fail(store.error());
        }
        const auto product = wanted->product_id > 0
                                 ? tx.products().Load(domain::ProductId(wanted->product_id))
                                 : tx.products().FindBySku(wanted->sku);
        if (!product) {
            return base::Fail(base::InvalidInput("sku", "There is no such product."));
        }
        const auto mapped = actions::MapListing(
            tx,
            {store->id, wanted->channel_sku, wanted->product_number, product->id, wanted->units});
        if (!mapped) {
            return base::Fail(mapped.error());
        }
        const std::string pieces = std::to_string(mapped->units) + " x " + product->sku;
        call.Note({"listing " + store->code + " " + mapped->channel_sku, "", pieces});
        JsonWriter json(JsonWriter::Style::kPlain);
        WriteListing(json, {*mapped, product->sku, product->name}, store->code);
        return http::JsonResponse(200, json.Take());
    });
    if (answer) {
        ReleaseOrders(call.context, {wanted->channel_sku});
    }
    return answer;
}

Answer DropListing(const Call& call) {
    const QueryReader query(call.request);
    if (const auto allowed = query.Allow({"channel_sku"}); !allowed) {
        return base::Fail(allowed.error());
    }
    const auto sku = query.Text("channel_sku");
    if (!sku) {
        return base::Fail(sku.error());
    }
    return Change(call, [&](ports::Transaction& tx) -> Answer {
        const auto store = FindStore(tx, call.request);
        if (!store) {
            return base::Fail(store.error());
        }
        if (!tx.products().DropListing(store->id, *sku)) {
            return base::Fail(base::NotFound("The store has no mapping of this SKU."));
        }
        call.Note({"listing " + store->code + " " + *sku, "mapped", ""});
        return http::JsonResponse(200, "{}");
    });
}

}  // namespace orderyard::api::v1
