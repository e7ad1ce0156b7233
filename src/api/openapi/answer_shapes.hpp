// What holds of answers beyond what was heard of each: a recording knows one world, and an amount
// that was 7 in it is a decimal all the same.
#pragma once

#include <boost/json/fwd.hpp>
#include <string_view>

#include "api/openapi/operation.hpp"

namespace orderyard::api::openapi {

// A schema that takes what either takes. An empty one has not heard anything yet.
boost::json::object MergedSchema(const boost::json::object& one, const boost::json::object& other);

// Of Magento's names: an amount, a quantity, a rate; not an id, a count or a flag.
bool IsDecimalName(std::string_view name);

// Changes the schemas of good answers: the same thing has the same members wherever it is answered,
// and a name that was null once may be null everywhere. `recorded`: as in recorded/*.json.
void CompleteAnswers(Part part, boost::json::object& recorded);

}  // namespace orderyard::api::openapi
