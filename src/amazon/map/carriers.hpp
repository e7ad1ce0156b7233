// Our carriers in Amazon's words. An exact code of Amazon's list counts for the seller's valid
// tracking rate; any other carrier is told by its name.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace orderyard::amazon {

struct AmazonCarrier {
    std::string code;  // of Amazon's list, or "Other"
    std::string name;  // only with "Other"
};

// `carrier_code` as on our tracks, in any case, with '-', '_' and ' ' taken for the same; a code of
// Amazon's own list is good, too. `title` is the carrier's name for people. The same carrier can
// have another code in another country.
AmazonCarrier CarrierForAmazon(std::string_view carrier_code, std::string_view title,
                               std::string_view marketplace_id);

// Amazon's codes, each with the only country it is good in ("": everywhere); sorted, none twice.
std::vector<std::pair<std::string_view, std::string_view>> CarrierCodes();

}  // namespace orderyard::amazon
