// Measures and inks of sheets, in points.
#pragma once

#include "documents/canvas.hpp"

namespace orderyard::documents::sheet {

inline constexpr double kMarginSide = 48;
inline constexpr double kMarginTop = 46;
inline constexpr double kMarginFoot = 62;
inline constexpr double kStripHeight = 5;
inline constexpr double kLogoWidthMax = 170;
inline constexpr double kLogoHeightMax = 52;
inline constexpr double kFactsWidth = 236;
inline constexpr double kTotalsWidth = 240;
inline constexpr double kRowPadding = 6;
inline constexpr double kColumnGap = 14;
inline constexpr double kTickSize = 9;
inline constexpr double kBarModule = 0.95;
inline constexpr double kBarHeight = 30;

inline constexpr Colour kInk{0.11, 0.13, 0.16};
inline constexpr Colour kQuiet{0.42, 0.45, 0.50};
inline constexpr Colour kHairline{0.86, 0.88, 0.90};

inline constexpr TextStyle kBody{9, false, kInk};
inline constexpr TextStyle kBodyBold{9, true, kInk};
inline constexpr TextStyle kSmall{7.5, false, kQuiet};
inline constexpr TextStyle kLabel{7.5, true, kQuiet};

constexpr TextStyle Right(TextStyle style) {
    style.align = Align::kRight;
    return style;
}
constexpr TextStyle Lines(TextStyle style, int lines_max) {
    style.lines_max = lines_max;
    return style;
}
constexpr TextStyle In(TextStyle style, const Colour& colour) {
    style.colour = colour;
    return style;
}

}  // namespace orderyard::documents::sheet
