// The endpoints of products, their stock and listings, and of customers, under /api/v1. Which path
// is whose: routes.cpp.
#pragma once

#include "api/v1/orders/endpoints.hpp"

namespace orderyard::api::v1 {

// All of this folder.
const std::vector<CallRoute>& CatalogRoutes();

// show_product
Answer ListProducts(const Call& call);
Answer ShowProduct(const Call& call);
Answer ListStockMoves(const Call& call);
// change_product
Answer MakeProduct(const Call& call);
Answer ChangeProduct(const Call& call);
Answer CorrectStock(const Call& call);
// import_products
Answer ImportProducts(const Call& call);  // ?dry_run=1: what would happen, nothing is stored
// export_products
Answer ExportProducts(const Call& call);
// listings
Answer ListListings(const Call& call);
Answer PutListing(const Call& call);
Answer DropListing(const Call& call);
// customers
Answer ListCustomers(const Call& call);
Answer ShowCustomer(const Call& call);

}  // namespace orderyard::api::v1
