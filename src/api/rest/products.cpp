// Products and their stock. There is one stock and one source, "default"; a product's stock item
// has the product's id.
#include "actions/decide_channel_orders.hpp"
#include "actions/set_stock.hpp"
#include "api/errors.hpp"
#include "api/rest/change.hpp"
#include "api/rest/endpoints.hpp"
#include "api/rest/input.hpp"
#include "api/rest/list_answer.hpp"
#include "api/rest/product_shape.hpp"
#include "api/rest/renamed_fields.hpp"
#include "base/limits.hpp"
#include "ports/product_store.hpp"

namespace orderyard::api::rest {
namespace {

base::Error NoProduct() {
    return base::NotFound(
        "The product that was requested doesn't exist. Verify the product and try again.");
}

base::Error NoStockOf(const std::string& sku) {
    base::Error error = base::NotFound("The Product with the \"%1\" SKU doesn't exist.");
    error.params = {{"1", sku}};
    return error;
}

std::string SkuOf(const Call& call) {
    return std::string(call.request.PathParam("sku"));
}

// There is one set, one category and one website, whose stores all have every product
// (product_shape.cpp, catalog.cpp).
constexpr ConstantField kConstants[] = {
    {"attribute_set_id", "4"},
    {"category_id", "2"},
    {"visibility", "4"},
    {"website_id", "1"},
    {"store_id", std::nullopt, true},
    {"store", std::nullopt, true},
};

// How source items are told from products.
constexpr RenamedField kSourceItemNames[] = {
    {"sku", "sku"},
    {"quantity", "quantity"},
    {"status", "is_in_stock"},
    {"source_item_id", "entity_id"},
};
constexpr ConstantField kSourceItemConstants[] = {{"source_code", kDefaultSource}};
constexpr FieldNames kSourceItems{"Source items", kSourceItemNames, kSourceItemConstants};

using WriteProduct = void (*)(JsonWriter& json, const domain::Product& product);

Answer ShowWith(const Call& call, WriteProduct write, const base::Error& missing) {
    std::optional<domain::Product> product;
    call.context.database.Read(
        [&](ports::Transaction& tx) { product = tx.products().FindBySku(SkuOf(call)); });
    if (!product) {
        return base::Fail(missing);
    }
    JsonWriter json(JsonWriter::Style::kMagento);
    write(json, *product);
    return json.Take();
}

const auto kSearchProducts = [](ports::Transaction& tx, const ports::SearchQuery& query) {
    return tx.products().Search(query);
};

auto ItemsBy(WriteProduct write) {
    return [write](JsonWriter& json, ports::Transaction&, const ports::ProductPage& page) {
        for (const domain::Product& product : page.products) {
            write(json, product);
        }
    };
}

}  // namespace

Answer ListProducts(const Call& call) {
    return AnswerList(call, kSearchProducts, ItemsBy(WriteProductInList), kConstants);
}

Answer ShowProduct(const Call& call) {
    return ShowWith(call, WriteWholeProduct, NoProduct());
}

// Its parameters stand beside the criteria, which only its answer has.
Answer ListLowStock(const Call& call) {
    auto input = Input::Of(call.request);
    if (!input) {
        return base::Fail(input.error());
    }
    if (!input->Has("scope_id")) {
        return base::Fail(MagentoMissingField("scopeId"));
    }
    if (!input->Has("qty")) {
        return base::Fail(MagentoMissingField("qty"));
    }
    input->Int("scope_id");
    const std::int64_t quantity = input->Pieces("qty").value_or(0);
    SearchCriteria criteria;
    criteria.current_page = input->Int("current_page").value_or(1);
    criteria.page_size = input->Int("page_size").value_or(0);
    if (const auto fine = input->End(); !fine) {
        return base::Fail(fine.error());
    }
    if (*criteria.page_size > base::limits::kMagentoPageSizeMax) {
        return base::Fail(PageTooLarge());
    }
    CriteriaFilter filter;
    filter.field = "qty";
    filter.values = {std::to_string(quantity)};
    filter.has_value = true;
    filter.condition = "lteq";
    criteria.groups = {{std::move(filter)}};
    auto query = criteria.ToQuery();
    if (!query) {
        return base::Fail(query.error());
    }
    query->groups[0][0].field = "quantity";
    return AnswerList(call, criteria, *query, kSearchProducts, ItemsBy(WriteStockItem));
}

Answer ShowStockItem(const Call& call) {
    return ShowWith(call, WriteStockItem, NoStockOf(SkuOf(call)));
}

Answer ShowStockStatus(const Call& call) {
    return ShowWith(call, WriteStockStatus, NoStockOf(SkuOf(call)));
}

Answer ListSourceItems(const Call& call) {
    return AnswerRenamed(call, kSourceItems, kSearchProducts, ItemsBy(WriteSourceItem));
}

Answer ShowSalableQuantity(const Call& call) {
    return ShowWith(
        call,
        [](JsonWriter& json, const domain::Product& product) {
            json.Int(SalableQuantity(product));
        },
        NoStockOf(SkuOf(call)));
}

Answer ShowIsSalable(const Call& call) {
    return ShowWith(
        call,
        [](JsonWriter& json, const domain::Product& product) { json.Bool(IsSalable(product)); },
        NoStockOf(SkuOf(call)));
}

// The SKU of the path rules; ids in path and body are often made up. Orders that waited for the
// stock are decided again.
Answer SaveStockItem(const Call& call) {
    auto input = Input::Of(call.request);
    if (!input) {
        return base::Fail(input.error());
    }
    std::optional<std::int64_t> quantity;
    std::optional<bool> is_managed;
    if (auto item = input->NeededObject("stock_item", "stockItem")) {
        quantity = item->Pieces("qty");
        if (item->Has("manage_stock")) {
            is_managed = item->Flag("manage_stock");
        }
    }
    if (const auto fine = input->End(); !fine) {
        return base::Fail(fine.error());
    }
    const std::string sku = SkuOf(call);
    Answer answer = Change(call, [&](const actions::Step& step) -> Answer {
        const auto known = step.tx.products().FindBySku(sku);
        if (!known) {
            return base::Fail(NoStockOf(sku));
        }
        auto product = actions::SetStock(step.tx, sku, quantity.value_or(known->on_hand), step.now);
        if (!product) {
            return base::Fail(Refused(product.error().Text()));
        }
        if (is_managed && *is_managed != product->is_stock_managed) {
            product->is_stock_managed = *is_managed;
            step.tx.products().Save(*product);
        }
        call.Note(ProductDifference(known, *product));
        return std::to_string(product->id.value);
    });
    if (answer) {
        actions::DecideChannelOrdersOfSku(call.context.database, call.context.clock, sku);
    }
    return answer;
}

}  // namespace orderyard::api::rest
