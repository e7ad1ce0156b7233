// What the routes about products, stock, listings and customers are for; read by
// api/openapi. Bodies and parameters that are not named here are those of recorded requests.
#include "api/openapi/texts.hpp"

namespace orderyard::api::v1 {
namespace {

constexpr const char* kText = R"(
GET /api/v1/products
: Products.
POST /api/v1/products
: Makes a product.
= 201
POST /api/v1/product-imports
: Takes a CSV file of products in: all of it, or nothing.
? dry_run int 1: says what it would do
GET /api/v1/product-exports
: All products as the CSV file that the import takes.
= 200 text/csv
GET /api/v1/products/{product}
: One product with its stock and listings.
PUT /api/v1/products/{product}
: Changes a product.
PUT /api/v1/products/{product}/stock
: Sets what is on hand, with the reason.
GET /api/v1/products/{product}/moves
: The stock ledger of a product, newest first.
GET /api/v1/listings
: Which SKU of Amazon's means which product.
PUT /api/v1/stores/{store}/listings
: Ties a SKU of Amazon's to a product; orders that waited for it are decided again.
DELETE /api/v1/stores/{store}/listings
: Unties a SKU.
GET /api/v1/customers
: Buyers with an account.
GET /api/v1/customers/{customer}
: One buyer with his orders.
)";

}  // namespace

const char* DescribeCatalog() {
    return kText;
}

}  // namespace orderyard::api::v1
