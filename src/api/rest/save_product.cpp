// POST and PUT of products, DELETE, and with them the stock a product comes with. Name, price,
// status and stock are kept; what else a Magento product has is accepted and forgotten, as
// docs/magento-rest.md says.
#include "actions/decide_channel_orders.hpp"
#include "actions/set_stock.hpp"
#include "api/errors.hpp"
#include "api/rest/change.hpp"
#include "api/rest/endpoints.hpp"
#include "api/rest/input.hpp"
#include "api/rest/product_shape.hpp"
#include "api/rest/view_currency.hpp"
#include "base/limits.hpp"
#include "base/text.hpp"
#include "ports/product_store.hpp"
#include "ports/store_registry.hpp"

namespace orderyard::api::rest {
namespace {

constexpr int kStatusEnabled = 1, kStatusDisabled = 2;

base::Error NoProduct() {
    return base::NotFound(
        "The product that was requested doesn't exist. Verify the product and try again.");
}

// What of a product was given.
struct Given {
    std::string sku;
    std::optional<std::string> name;
    std::optional<base::Money> price;
    std::optional<std::int64_t> status, quantity;
    std::optional<bool> is_stock_managed;
    std::optional<std::string> type;
};

bool IsText(const std::string& text) {
    return text.size() <= base::limits::kShortTextBytesMax && base::CleanUtf8(text) == text;
}

// Bodies name no currency: the product's own, else that of the default store view.
base::Currency CurrencyOf(const Call& call, const std::string& sku) {
    std::string code;
    call.context.database.Read([&](ports::Transaction& tx) {
        const auto known = IsText(sku) ? tx.products().FindBySku(sku) : std::nullopt;
        const auto view = tx.stores().FindViewByCode("default");
        code = known && known->price ? std::string(known->price->currency().code())
               : view                ? ViewCurrency(tx, *view)
                                     : "USD";
    });
    return base::Currency::Of(code);
}

// `sku`: the path's, which rules over the body's; or empty.
base::Result<Given> Read(const Call& call, const std::string& sku) {
    auto input = Input::Of(call.request);
    if (!input) {
        return base::Fail(input.error());
    }
    Given given;
    if (auto product = input->NeededObject("product", "product")) {
        given.sku = product->Text("sku").value_or("");
        given.sku = sku.empty() ? given.sku : sku;
        given.name = product->Text("name");
        given.price = product->Amount("price", CurrencyOf(call, given.sku));
        given.status = product->Int("status");
        given.type = product->Text("type_id");
        const auto extension = product->Object("extension_attributes");
        if (auto stock = extension ? extension->Object("stock_item") : std::nullopt) {
            given.quantity = stock->Pieces("qty");
            if (stock->Has("manage_stock")) {
                given.is_stock_managed = stock->Flag("manage_stock");
            }
        }
    }
    if (const auto fine = input->End(); !fine) {
        return base::Fail(fine.error());
    }
    return given;
}

base::Error InvalidValue(const char* attribute) {
    base::Error error = Refused("Invalid value for the attribute \"%1\".");
    error.params = {{"1", attribute}};
    return error;
}

base::Result<> Check(const Given& given) {
    if (given.sku.empty() || !IsText(given.sku)) {
        return base::Fail(InvalidValue("sku"));
    }
    if (given.name && (given.name->empty() || !IsText(*given.name))) {
        return base::Fail(InvalidValue("name"));
    }
    if (given.price && given.price->IsNegative()) {
        return base::Fail(InvalidValue("price"));
    }
    if (given.status && *given.status != kStatusEnabled && *given.status != kStatusDisabled) {
        return base::Fail(InvalidValue("status"));
    }
    if (given.type && *given.type != "simple") {
        return base::Fail(InvalidValue("type_id"));
    }
    return {};
}

void Apply(const Given& given, domain::Product& product) {
    product.name = given.name.value_or(product.name);
    if (given.price) {
        product.price = given.price;
    }
    if (given.status) {
        product.is_enabled = *given.status == kStatusEnabled;
    }
    product.is_stock_managed = given.is_stock_managed.value_or(product.is_stock_managed);
}

base::Result<domain::Product> Create(const actions::Step& step, const Given& given) {
    if (!given.name) {
        base::Error error =
            Refused("The \"%1\" attribute value is empty. Set the attribute and try again.");
        error.params = {{"1", "name"}};
        return base::Fail(std::move(error));
    }
    if (given.quantity.value_or(0) < 0 || given.quantity.value_or(0) > base::limits::kQuantityMax) {
        return base::Fail(InvalidValue("qty"));
    }
    domain::Product product;
    product.sku = given.sku;
    product.on_hand = given.quantity.value_or(0);
    Apply(given, product);
    step.tx.products().Insert(product);
    return product;
}

// The stock first: it is refused before anything is written.
base::Result<domain::Product> ChangeKnown(const actions::Step& step, const Given& given,
                                          domain::ProductId id) {
    if (given.quantity) {
        const auto stocked = actions::SetStock(step.tx, given.sku, *given.quantity, step.now);
        if (!stocked) {
            return base::Fail(Refused(stocked.error().Text()));
        }
    }
    domain::Product product = step.tx.products().LoadForUpdate({id}).at(0);
    Apply(given, product);
    step.tx.products().Save(product);
    return product;
}

Answer Save(const Call& call, const actions::Step& step, const Given& given) {
    const auto known = step.tx.products().FindBySku(given.sku);
    const auto product = known ? ChangeKnown(step, given, known->id) : Create(step, given);
    if (!product) {
        return base::Fail(product.error());
    }
    call.Note(ProductDifference(known, *product));
    JsonWriter json(JsonWriter::Style::kMagento);
    WriteWholeProduct(json, *product);
    return json.Take();
}

Answer SaveGiven(const Call& call, const Given& given) {
    if (const auto fine = Check(given); !fine) {
        return base::Fail(fine.error());
    }
    Answer answer =
        Change(call, [&](const actions::Step& step) -> Answer { return Save(call, step, given); });
    if (answer) {
        actions::DecideChannelOrdersOfSku(call.context.database, call.context.clock, given.sku);
    }
    return answer;
}

}  // namespace

// Saves over the product of that SKU, as Magento does.
Answer SaveProduct(const Call& call) {
    const auto given = Read(call, "");
    return given ? SaveGiven(call, *given) : base::Fail(given.error());
}

// The SKU of the path rules: products keep theirs.
Answer UpdateProduct(const Call& call) {
    const auto given = Read(call, std::string(call.request.PathParam("sku")));
    return given ? SaveGiven(call, *given) : base::Fail(given.error());
}

Answer DeleteProduct(const Call& call) {
    const std::string sku(call.request.PathParam("sku"));
    return Change(call, [&](const actions::Step& step) -> Answer {
        const auto product = step.tx.products().FindBySku(sku);
        if (!product) {
            return base::Fail(NoProduct());
        }
        if (!step.tx.products().Remove(product->id)) {
            base::Error error = Refused(
                "The \"%1\" product couldn't be removed.\nOrders or "
                "listings name it; disable it instead.");
            error.params = {{"1", sku}};
            return base::Fail(std::move(error));
        }
        call.Note(ProductDifference(product, std::nullopt));
        return TrueJson();
    });
}

}  // namespace orderyard::api::rest
