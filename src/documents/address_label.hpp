// The label that goes onto a parcel.
#pragma once

#include <string>

#include "documents/paper_texts.hpp"

namespace orderyard::documents {

// On a page as large as the label. `number` as bars and in plain.
void DrawAddressLabel(Canvas& canvas, const Paper& paper, const domain::Order& order,
                      const std::string& number);

}  // namespace orderyard::documents
