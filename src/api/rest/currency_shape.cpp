// store_to_base_rate and store_to_order_rate have been 0 in Magento since 2.0.
#include "api/rest/currency_shape.hpp"

namespace orderyard::api::rest {

void WriteCurrency(JsonWriter& json, base::Currency currency) {
    for (const char* key : {"base_currency_code", "global_currency_code", "order_currency_code",
                            "store_currency_code"}) {
        json.TextIfAny(key, currency.code());
    }
    json.Field("base_to_global_rate", 1).Field("base_to_order_rate", 1);
    json.Field("store_to_base_rate", 0).Field("store_to_order_rate", 0);
}

}  // namespace orderyard::api::rest
