// The table of paths, and the right each takes.
#include "api/v1/catalog/endpoints.hpp"

namespace orderyard::api::v1 {
namespace {

constexpr const char* kProductsView = "Orderyard::products_view";
constexpr const char* kProducts = "Magento_Catalog::products";
constexpr const char* kStock = "Magento_Catalog::catalog_inventory";
constexpr const char* kStockView = "Orderyard::stock_view";
constexpr const char* kCustomersView = "Orderyard::customers_view";

}  // namespace

const std::vector<CallRoute>& CatalogRoutes() {
    using http::Method;
    static const std::vector<CallRoute> routes = {
        {Method::kGet, "/api/v1/products", kProductsView, ListProducts},
        {Method::kPost, "/api/v1/products", kProducts, MakeProduct},
        {Method::kPost, "/api/v1/product-imports", kProducts, ImportProducts},
        {Method::kGet, "/api/v1/product-exports", kProductsView, ExportProducts},
        {Method::kGet, "/api/v1/products/{product}", kProductsView, ShowProduct},
        {Method::kPut, "/api/v1/products/{product}", kProducts, ChangeProduct},
        {Method::kPut, "/api/v1/products/{product}/stock", kStock, CorrectStock},
        {Method::kGet, "/api/v1/products/{product}/moves", kStockView, ListStockMoves},
        {Method::kGet, "/api/v1/listings", kProductsView, ListListings},
        {Method::kPut, "/api/v1/stores/{store}/listings", kProducts, PutListing},
        {Method::kDelete, "/api/v1/stores/{store}/listings", kProducts, DropListing},
        {Method::kGet, "/api/v1/customers", kCustomersView, ListCustomers},
        {Method::kGet, "/api/v1/customers/{customer}", kCustomersView, ShowCustomer},
    };
    return routes;
}

}  // namespace orderyard::api::v1
