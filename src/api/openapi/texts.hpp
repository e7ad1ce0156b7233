// Where the descriptions of routes stand: one text a folder of routes, in its describe.cpp.
#pragma once

namespace orderyard::api::rest {
const char* DescribeSales();
const char* DescribeCatalog();
}  // namespace orderyard::api::rest

namespace orderyard::api::v1 {
const char* Describe();
const char* DescribeOrders();
const char* DescribeAccess();
const char* DescribeCatalog();
const char* DescribeDesk();
const char* DescribeExports();
const char* DescribeMails();
const char* DescribePapers();
const char* DescribeStores();
const char* DescribeSystem();
}  // namespace orderyard::api::v1
