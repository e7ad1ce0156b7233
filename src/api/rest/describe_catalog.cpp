// What Magento's routes about stores, customers, products and stock are for; read by api/openapi.
#include "api/openapi/texts.hpp"

namespace orderyard::api::rest {

namespace {

constexpr const char* kText = R"(
GET /rest/V1/modules
: The modules of Magento that are played here.
GET /rest/V1/store/storeViews
: Store views.
GET /rest/V1/store/storeGroups
: Store groups: one.
GET /rest/V1/store/websites
: Websites: one.
GET /rest/V1/store/storeConfigs
: Currency, time zone and addresses of each store view.
? storeCodes[] text only these views
GET /rest/V1/directory/countries
: All countries.
GET /rest/V1/directory/countries/{id}
: One country.
@ id text its two letters
GET /rest/V1/directory/currency
: Currencies.

GET /rest/V1/customers/search
: Buyers with an account. Names and e-mail addresses are found through keyed hashes.
?criteria
GET /rest/V1/customers/{id}
: One buyer with an account.
GET /rest/V1/customerGroups/search
: Customer groups: two.
?criteria
GET /rest/V1/customerGroups/default
: The group of customers with an account.
GET /rest/V1/customerGroups/{id}
: One customer group.

GET /rest/V1/products
: Products.
?criteria
GET /rest/V1/products/{sku}
: One product with its stock.
POST /rest/V1/products
: Makes a product, or changes the one of that SKU. Kept are name, price, status and stock.
> product object! {sku, name, price, status, type_id: simple, extension_attributes: {stock_item: {qty, manage_stock}}}
> saveOptions bool
PUT /rest/V1/products/{sku}
: Makes or changes the product of that SKU.
> product object! as for POST
> saveOptions bool
DELETE /rest/V1/products/{sku}
: Removes a product that no order and no listing names.
GET /rest/V1/products/types
: The types of products: simple ones.
GET /rest/V1/products/attributes
: The attributes that are kept of products.
?criteria
GET /rest/V1/products/attributes/{code}
: One attribute.
GET /rest/V1/products/attribute-sets/sets/list
: Attribute sets: one.
?criteria
GET /rest/V1/categories
: The tree of categories: Magento's default one.
GET /rest/V1/categories/list
: Categories: one.
?criteria

GET /rest/V1/stockItems/lowStock
: Products with at most that many pieces on hand.
? scopeId int!
? qty number!
? currentPage int
? pageSize int
GET /rest/V1/stockItems/{sku}
: The stock of a product.
PUT /rest/V1/products/{sku}/stockItems/{id}
: Sets what is on hand; less than is reserved is refused.
@ id text not looked at: the SKU says which
> stockItem object! {qty}
GET /rest/V1/stockStatuses/{sku}
: Whether a product is in stock.
GET /rest/V1/inventory/source-items
: What is on hand, by SKU.
?criteria
POST /rest/V1/inventory/source-items
: Sets what is on hand: all of the list, or nothing.
> sourceItems list(object)! {sku, source_code: default, quantity, status}
POST /rest/V1/inventory/source-items-delete
: Sets what is on hand to nothing.
> sourceItems list(object)! {sku, source_code: default}
GET /rest/V1/inventory/sources
: Sources: one.
?criteria
GET /rest/V1/inventory/sources/{code}
: One source.
GET /rest/V1/inventory/stocks
: Stocks: one.
?criteria
GET /rest/V1/inventory/stock-source-links
: Which source feeds which stock.
?criteria
GET /rest/V1/inventory/stock-resolver/{type}/{code}
: The stock that a website sells from.
GET /rest/V1/inventory/get-product-salable-quantity/{sku}/{id}
: Pieces on hand that no order has reserved.
@ id text of a stock; not looked at: there is one
GET /rest/V1/inventory/is-product-salable/{sku}/{id}
: Whether there are any.
@ id text of a stock; not looked at: there is one
)";

}  // namespace

const char* DescribeCatalog() {
    return kText;
}

}  // namespace orderyard::api::rest
