// The list of texts: a new folder of routes adds a line.
#include "api/openapi/description.hpp"
#include "api/openapi/texts.hpp"

namespace orderyard::api::openapi {

const std::vector<Description>& Descriptions() {
    static const std::vector<Description> all = [] {
        std::vector<Description> made;
        for (const char* text : {
                 rest::DescribeSales(),
                 rest::DescribeCatalog(),
                 v1::Describe(),
                 v1::DescribeOrders(),
                 v1::DescribeAccess(),
                 v1::DescribeCatalog(),
                 v1::DescribeDesk(),
                 v1::DescribeMails(),
                 v1::DescribePapers(),
                 v1::DescribeExports(),
                 v1::DescribeStores(),
                 v1::DescribeSystem(),
             }) {
            for (Description& each : ParseDescriptions(text)) {
                made.push_back(std::move(each));
            }
        }
        return made;
    }();
    return all;
}

}  // namespace orderyard::api::openapi
