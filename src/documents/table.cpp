// Columns are as wide as their longest text is guessed to be; the one that takes the rest wraps.
#include "documents/table.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "documents/sheet_style.hpp"

namespace orderyard::documents {
namespace {

using namespace sheet;

constexpr double kColumnWidthMax = 118;

// Of a line, a little on the wide side: letters and digits are about 0.58 em, Chinese, Japanese
// and Korean ones 1 em. Laying out every cell twice would cost more than all the rest.
double GuessWidth(std::string_view text, double size, bool is_bold) {
    double ems = 0;
    for (const char32_t point : base::CodePoints(text)) {
        ems += point >= 0x1100 ? 1.0 : 0.58;
    }
    return ems * size * (is_bold ? 1.1 : 1.0);
}

}  // namespace

Table::Table(Canvas& canvas, const SheetText& text, double x, double width)
    : canvas_(canvas),
      columns_(text.columns),
      x_(x),
      width_(width),
      has_tick_boxes_(text.has_tick_boxes) {
    Spread(text);
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        TextStyle style = Lines(kLabel, 2);
        style.align = columns_[i].align;
        heads_.push_back(canvas_.Lay(columns_[i].head, spans_[i].width, style));
        head_height_ = std::max(head_height_, heads_.back().height());
    }
    head_height_ += 8;
    for (const auto& row : text.rows) {
        auto& laid = rows_.emplace_back();
        double height = 0;
        for (std::size_t i = 0; i < row.size(); ++i) {
            auto& cell = laid.emplace_back();
            double cell_height = 0;
            for (const CellLine& line : row[i]) {
                cell.push_back(LayLine(line, i));
                cell_height += cell.back().height();
            }
            height = std::max(height, cell_height);
        }
        heights_.push_back(height + 2 * kRowPadding);
    }
}

void Table::Spread(const SheetText& text) {
    std::vector<double> widths(columns_.size(), 0);
    double fixed = has_tick_boxes_ ? kTickSize + kColumnGap : 0;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        if (columns_[i].takes_rest) {
            continue;
        }
        widths[i] = GuessWidth(columns_[i].head, kLabel.size, true);
        for (const auto& row : text.rows) {
            for (const CellLine& line : row[i]) {
                widths[i] = std::max(widths[i], GuessWidth(line.text, kBody.size, line.is_bold));
            }
        }
        widths[i] = std::min(widths[i] + 2, kColumnWidthMax);
        fixed += widths[i] + kColumnGap;
    }
    double at = x_ + (has_tick_boxes_ ? kTickSize + kColumnGap : 0);
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        const double width = columns_[i].takes_rest ? width_ - fixed : widths[i];
        spans_.push_back({at, width});
        at += width + kColumnGap;
    }
}

TextBlock Table::LayLine(const CellLine& line, std::size_t column) {
    TextStyle style = line.is_quiet ? kSmall : line.is_bold ? kBodyBold : kBody;
    style.align = columns_[column].align;
    return canvas_.Lay(line.text, spans_[column].width, style);
}

double Table::Draw(std::size_t first, std::size_t count, double y) {
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        canvas_.Draw(heads_[i], spans_[i].x, y);
    }
    y += head_height_;
    canvas_.Rule(x_, x_ + width_, y - 4, 0.9, kInk);
    for (std::size_t i = first; i < first + count; ++i) {
        DrawRow(rows_[i], y);
        y += heights_[i];
        canvas_.Rule(x_, x_ + width_, y - 0.2, 0.5, kHairline);
    }
    return y;
}

void Table::DrawRow(const std::vector<LaidCell>& row, double y) {
    if (has_tick_boxes_) {
        canvas_.Frame(x_ + 0.5, y + kRowPadding + 1.5, kTickSize, kTickSize, kQuiet);
    }
    for (std::size_t i = 0; i < row.size(); ++i) {
        double at = y + kRowPadding;
        for (const TextBlock& block : row[i]) {
            canvas_.Draw(block, spans_[i].x, at);
            at += block.height();
        }
    }
}

}  // namespace orderyard::documents
