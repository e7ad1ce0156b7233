// A text as a QR code, as modules to draw.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace orderyard::documents {

// Rows of '1' (black) and '0', all as long as there are rows; four modules must stay white around
// them. Empty: the text is empty or longer than 500 bytes.
std::vector<std::string> QrCode(std::string_view text);

}  // namespace orderyard::documents
