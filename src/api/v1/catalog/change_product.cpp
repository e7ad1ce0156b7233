// POST /api/v1/products, PUT /products/{product} and PUT /products/{product}/stock. Orders that
// wait for the product are decided again after the change; the answer says how many moved.
#include "actions/change_product.hpp"

#include "actions/decide_channel_orders.hpp"
#include "api/v1/body_reader.hpp"
#include "api/v1/catalog/endpoints.hpp"
#include "api/v1/catalog/product_shape.hpp"
#include "api/v1/catalog/release_orders.hpp"
#include "api/v1/change.hpp"
#include "api/v1/note_difference.hpp"
#include "api/v1/orders/read_order.hpp"
#include "api/v1/query_reader.hpp"
#include "ports/product_store.hpp"

namespace orderyard::api::v1 {
namespace {

constexpr int kStatusDone = 200;
constexpr int kStatusCreated = 201;

// {"amount": "12.34", "currency": "EUR"}.
std::optional<base::Money> ReadPrice(BodyReader& body) {
    auto price = body.Object("price");
    if (!price) {
        return std::nullopt;
    }
    const std::string code = price->NeededText("currency");
    const auto units = price->Amount("amount");
    const auto currency = base::Currency::Parse(code);
    if (!currency) {
        price->Refuse("currency", "A currency is three letters of ISO 4217, such as EUR.");
        return std::nullopt;
    }
    if (!units) {
        price->Refuse("amount", "An amount such as \"12.34\" is needed.");
        return std::nullopt;
    }
    return base::Money(*units, *currency);
}

domain::ProductId ProductOf(const Call& call) {
    return domain::ProductId(IdOf(call.request, "product"));
}

std::string TextOf(const std::optional<domain::Product>& product) {
    JsonWriter json(JsonWriter::Style::kPlain);
    if (!product) {
        return "{}";
    }
    WriteProduct(json, *product);
    return json.Take();
}

// Runs `work`, then lets the orders go on that waited for the product.
template <class Work>
Answer ChangeAndRelease(const Call& call, int status, Work work) {
    std::vector<std::string> skus;
    Answer answer = Change(call, [&](ports::Transaction& tx) -> Answer {
        skus.clear();
        const auto before = tx.products().Load(ProductOf(call));
        const base::Result<domain::Product> product = work(tx);
        if (!product) {
            return base::Fail(product.error());
        }
        NoteDifference(call, "product " + std::to_string(product->id.value), TextOf(before),
                       TextOf(*product));
        skus = ChannelSkusOf(tx, *product);
        return ProductAnswer(status, *product);
    });
    if (answer) {
        ReleaseOrders(call.context, skus);
    }
    return answer;
}

}  // namespace

Answer MakeProduct(const Call& call) {
    if (const auto allowed = QueryReader(call.request).Allow({}); !allowed) {
        return base::Fail(allowed.error());
    }
    auto body = BodyReader::Of(call.request);
    if (!body) {
        return base::Fail(body.error());
    }
    domain::Product product;
    product.sku = body->NeededText("sku");
    product.name = body->NeededText("name");
    product.bin = body->Text("bin");
    product.price = ReadPrice(*body);
    product.is_enabled = body->Flag("is_enabled", true);
    product.is_stock_managed = body->Flag("is_stock_managed", true);
    product.on_hand = body->Int("on_hand", 0, base::limits::kQuantityMax).value_or(0);
    if (const auto end = body->End(); !end) {
        return base::Fail(end.error());
    }
    return ChangeAndRelease(call, kStatusCreated, [&](ports::Transaction& tx) {
        return actions::MakeProduct(tx, product);
    });
}

Answer ChangeProduct(const Call& call) {
    if (const auto allowed = QueryReader(call.request).Allow({}); !allowed) {
        return base::Fail(allowed.error());
    }
    auto body = BodyReader::Of(call.request);
    if (!body) {
        return base::Fail(body.error());
    }
    actions::ProductChange change;
    change.name = body->TextIfGiven("name");
    change.bin = body->TextIfGiven("bin");
    change.price = ReadPrice(*body);
    change.drops_price = body->Flag("drop_price", false);
    if (body->Has("is_enabled")) {
        change.is_enabled = body->Flag("is_enabled", true);
    }
    if (body->Has("is_stock_managed")) {
        change.is_stock_managed = body->Flag("is_stock_managed", true);
    }
    change.version = body->Int("version", 1, INT64_MAX);
    if (const auto end = body->End(); !end) {
        return base::Fail(end.error());
    }
    return ChangeAndRelease(call, kStatusDone, [&](ports::Transaction& tx) {
        return actions::ChangeProduct(tx, ProductOf(call), change);
    });
}

Answer CorrectStock(const Call& call) {
    if (const auto allowed = QueryReader(call.request).Allow({}); !allowed) {
        return base::Fail(allowed.error());
    }
    auto body = BodyReader::Of(call.request);
    if (!body) {
        return base::Fail(body.error());
    }
    const std::int64_t on_hand = body->NeededInt("on_hand", 0, base::limits::kQuantityMax);
    const std::string reason = body->NeededText("reason");
    if (const auto end = body->End(); !end) {
        return base::Fail(end.error());
    }
    return ChangeAndRelease(call, kStatusDone, [&](ports::Transaction& tx) {
        return actions::CorrectStock(tx, ProductOf(call), on_hand, reason,
                                     call.context.clock.Now());
    });
}

}  // namespace orderyard::api::v1
