// The table of a sheet: laid out once, drawn a run of rows at a time under a repeated head.
#pragma once

#include <cstddef>
#include <vector>

#include "documents/sheet.hpp"

namespace orderyard::documents {

class Table {
  public:
    // From `x` on, `width` points wide.
    Table(Canvas& canvas, const SheetText& text, double x, double width);

    const std::vector<double>& heights() const { return heights_; }
    double HeadHeight() const { return head_height_; }
    // The head at `y` and `count` rows from `first` on; returns where the last ends.
    double Draw(std::size_t first, std::size_t count, double y);

  private:
    struct Span {
        double x = 0, width = 0;
    };
    using LaidCell = std::vector<TextBlock>;

    void Spread(const SheetText& text);
    TextBlock LayLine(const CellLine& line, std::size_t column);
    void DrawRow(const std::vector<LaidCell>& row, double y);

    Canvas& canvas_;
    const std::vector<Column>& columns_;
    double x_, width_;
    bool has_tick_boxes_;
    std::vector<Span> spans_;
    std::vector<TextBlock> heads_;
    std::vector<std::vector<LaidCell>> rows_;
    std::vector<double> heights_;
    double head_height_ = 0;
};

}  // namespace orderyard::documents
