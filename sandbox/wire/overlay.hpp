// Differences between JSON values: what one has beyond the other, and laying that over a third.
#pragma once

#include <boost/json/fwd.hpp>

namespace orderyard::sandbox {

// The members of `wanted` that `have` lacks or holds otherwise. Arrays of equal length are compared
// element by element. An empty object: nothing.
boost::json::object Beyond(const boost::json::object& wanted, const boost::json::object& have);
void LayOver(boost::json::object& base, const boost::json::object& over);

}  // namespace orderyard::sandbox
