// Code 128 of a number, as bars to draw.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace orderyard::documents {

// In modules, the narrowest bar's width. Ten modules must stay white on both sides of it.
struct Bar {
    int first = 0;
    int width = 0;
};
struct Barcode {
    std::vector<Bar> bars;
    int width = 0;
};

// nullopt: empty, longer than 60, or something else than visible ASCII.
std::optional<Barcode> Code128(std::string_view text);

}  // namespace orderyard::documents
