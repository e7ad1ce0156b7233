// The sources and stocks of Magento's inventory: there is one of each.
#include "api/errors.hpp"
#include "api/rest/endpoints.hpp"
#include "api/rest/fixed_list.hpp"
#include "api/rest/product_shape.hpp"
#include "ports/store_registry.hpp"

namespace orderyard::api::rest {
namespace {

constexpr int kOnlyStock = 1;

void WriteSource(JsonWriter& json) {
    json.BeginObject().Field("source_code", kDefaultSource).Field("name", "Default Source");
    json.Field("enabled", true).EndObject();
}

void WriteStock(JsonWriter& json) {
    json.BeginObject().Field("stock_id", kOnlyStock).Field("name", "Default Stock").EndObject();
}

void WriteLink(JsonWriter& json) {
    json.BeginObject().Field("stock_id", kOnlyStock).Field("source_code", kDefaultSource);
    json.Field("priority", 1).EndObject();
}

Answer ListOfOne(const Call& call, void (*write)(JsonWriter& json)) {
    JsonWriter json(JsonWriter::Style::kMagento);
    write(json);
    return FixedList(call, {json.Take()});
}

}  // namespace

Answer ListSources(const Call& call) {
    return ListOfOne(call, WriteSource);
}

Answer ShowSource(const Call& call) {
    const std::string code(call.request.PathParam("code"));
    if (code != kDefaultSource) {
        base::Error error = base::NotFound("Source with code \"%value\" does not exist.");
        error.params = {{"value", code}};
        return base::Fail(std::move(error));
    }
    JsonWriter json(JsonWriter::Style::kMagento);
    WriteSource(json);
    return json.Take();
}

Answer ListStocks(const Call& call) {
    return ListOfOne(call, WriteStock);
}

Answer ListStockSourceLinks(const Call& call) {
    return ListOfOne(call, WriteLink);
}

// Every website sells from the one stock.
Answer ResolveStock(const Call& call) {
    if (call.request.PathParam("type") != "website") {
        return base::Fail(MagentoNoSuchEntity());
    }
    JsonWriter json(JsonWriter::Style::kMagento);
    WriteStock(json);
    return json.Take();
}

}  // namespace orderyard::api::rest
