// Everything is laid out before anything is drawn: the foot of the first page says how many there
// are.
#include "documents/sheet.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "documents/paginate.hpp"
#include "documents/sheet_style.hpp"
#include "documents/table.hpp"
#include "documents/words.hpp"

namespace orderyard::documents {
namespace {

using namespace sheet;

struct PaperSize {
    double width, height;
};

PaperSize SizeOf(domain::PageSize size) {
    switch (size) {
        case domain::PageSize::kA4: return {595.276, 841.89};
        case domain::PageSize::kLetter: return {612, 792};
    }
    return {};
}

// One sheet while it is drawn.
class Drawing {
  public:
    Drawing(Canvas& canvas, const Letterhead& letterhead, const SheetText& text)
        : canvas_(canvas),
          letterhead_(letterhead),
          settings_(letterhead.settings),
          text_(text),
          size_(SizeOf(settings_.page_size)),
          accent_(Colour::Of(settings_.accent_colour)),
          left_(kMarginSide),
          right_(size_.width - kMarginSide),
          table_(canvas, text, left_, right_ - left_) {}

    void Run();

  private:
    double Bottom() const { return size_.height - kMarginFoot; }
    double DrawHead(bool is_drawn);
    double DrawSeller(double y, bool is_drawn);
    double DrawFacts(double y, bool is_drawn);
    double DrawBarcodes(double y, bool is_drawn);
    double DrawBoxes(double y, bool is_drawn);
    double DrawTotals(double y, bool is_drawn);
    std::size_t PlaceNotes(double y, bool is_drawn);
    double RowsBottom(const std::vector<std::size_t>& pages, double head, double next) const;
    void DrawContinuation();
    void BeginPage();
    void DrawFoot();
    // Draws, or only measures: both ways go through the same code.
    double Put(const TextBlock& block, double x, double y, bool is_drawn) {
        if (is_drawn) {
            canvas_.Draw(block, x, y);
        }
        return block.height();
    }

    Canvas& canvas_;
    const Letterhead& letterhead_;
    const domain::DocumentSettings& settings_;
    const SheetText& text_;
    const PaperSize size_;
    const Colour accent_;
    const double left_, right_;
    Table table_;
    std::size_t page_ = 0, page_count_ = 0;
};

// The logo, else the name in large letters; then the address.
double Drawing::DrawSeller(double y, bool is_drawn) {
    const double width = right_ - left_ - kFactsWidth - 24;
    std::vector<std::string> lines = settings_.seller_lines;
    if (letterhead_.logo.IsSet()) {
        const Picture& logo = letterhead_.logo;
        const double scale = std::min(kLogoWidthMax / logo.width, kLogoHeightMax / logo.height);
        if (is_drawn) {
            canvas_.Draw(logo, left_, y, logo.width * scale, logo.height * scale);
        }
        y += logo.height * scale + 10;
        lines.insert(lines.begin(), settings_.seller_name);
    } else if (!settings_.seller_name.empty()) {
        const TextStyle name{15, true, accent_, Align::kLeft, 2};
        y += Put(canvas_.Lay(settings_.seller_name, width, name), left_, y, is_drawn) + 4;
    }
    for (const std::string& line : lines) {
        y += Put(canvas_.Lay(line, width, Lines({8, false, kQuiet}, 2)), left_, y, is_drawn);
    }
    return y;
}

double Drawing::DrawFacts(double y, bool is_drawn) {
    const double x = right_ - kFactsWidth;
    const TextStyle title{20, true, accent_, Align::kRight, 2};
    y += Put(canvas_.Lay(text_.title, kFactsWidth, title), x, y - 4, is_drawn) + 4;
    for (const Fact& fact : text_.facts) {
        const TextBlock label =
            canvas_.Lay(fact.label, kFactsWidth * 0.48, Right(In({8.5, false}, kQuiet)));
        const TextBlock value =
            canvas_.Lay(fact.value, kFactsWidth * 0.52 - 10, Right(In({8.5, true}, kInk)));
        Put(label, x, y, is_drawn);
        Put(value, x + kFactsWidth * 0.48 + 10, y, is_drawn);
        y += std::max(label.height(), value.height()) + 1.5;
    }
    return DrawBarcodes(y, is_drawn);
}

// The narrowest bar is 0.95 pt (0.33 mm) unless the number is long: then as wide as fits.
double Drawing::DrawBarcodes(double y, bool is_drawn) {
    for (const Fact& barcode : text_.barcodes) {
        const auto code = Code128(barcode.value);
        if (!code) {
            continue;
        }
        const double module = std::min(kBarModule, kFactsWidth / code->width);
        y += 9;
        if (is_drawn) {
            canvas_.Draw(*code, right_ - code->width * module, y, module, kBarHeight);
        }
        y += kBarHeight + 2;
        const std::string caption = barcode.label + "  " + barcode.value;
        y += Put(canvas_.Lay(caption, kFactsWidth, Right(kSmall)), right_ - kFactsWidth, y,
                 is_drawn);
    }
    return y;
}

double Drawing::DrawBoxes(double y, bool is_drawn) {
    if (text_.boxes.empty()) {
        return y;
    }
    const double count = static_cast<double>(std::max<std::size_t>(text_.boxes.size(), 2));
    const double width = (right_ - left_ - (count - 1) * 20) / count;
    double x = left_;
    double bottom = y;
    for (const AddressBox& box : text_.boxes) {
        double at = y + Put(canvas_.Lay(box.title, width, kLabel), x, y, is_drawn) + 3;
        for (std::size_t i = 0; i < box.lines.size(); ++i) {
            const TextStyle& style = i == 0 ? kBodyBold : kBody;
            at += Put(canvas_.Lay(box.lines[i], width, Lines(style, 3)), x, at, is_drawn);
        }
        bottom = std::max(bottom, at);
        x += width + 20;
    }
    return bottom;
}

double Drawing::DrawHead(bool is_drawn) {
    const double seller = DrawSeller(kMarginTop, is_drawn);
    const double facts = DrawFacts(kMarginTop, is_drawn);
    return DrawBoxes(std::max(seller, facts) + 22, is_drawn) + 22;
}

double Drawing::DrawTotals(double y, bool is_drawn) {
    if (text_.totals.empty()) {
        return y;
    }
    const double x = right_ - kTotalsWidth;
    y += 8;
    const double top = y;
    for (const Total& total : text_.totals) {
        TextStyle style = total.is_grand ? TextStyle{11.5, true, accent_} : kBody;
        if (total.is_grand) {
            y += 5;
            if (is_drawn) {
                canvas_.Rule(x, right_, y, 0.9, kInk);
            }
            y += 6;
        }
        const TextBlock label = canvas_.Lay(total.label, kTotalsWidth * 0.5, style);
        const TextBlock value = canvas_.Lay(total.value, kTotalsWidth * 0.5, Right(style));
        Put(label, x, y, is_drawn);
        Put(value, x + kTotalsWidth * 0.5, y, is_drawn);
        y += std::max(label.height(), value.height()) + 3;
    }
    if (!text_.stamp.empty() && is_drawn) {
        canvas_.Draw(canvas_.Lay(text_.stamp, x - left_ - 20, In({13, true}, accent_)), left_, top);
    }
    return y;
}

void Drawing::DrawContinuation() {
    std::string text = text_.title;
    if (!text_.facts.empty()) {
        text += " " + text_.facts.front().value;
    }
    text += " \u00B7 ";
    text += WordIn(settings_.language, Word::kContinued);
    canvas_.Draw(canvas_.Lay(text, right_ - left_, Lines(kSmall, 1)), left_, kMarginTop - 10);
}

void Drawing::BeginPage() {
    canvas_.BeginPage(size_.width, size_.height);
    page_ += 1;
    canvas_.Box(0, 0, size_.width, kStripHeight, accent_);
    if (page_ > 1) {
        DrawContinuation();
    }
    DrawFoot();
}

void Drawing::DrawFoot() {
    const double y = size_.height - kMarginFoot + 18;
    canvas_.Rule(left_, right_, y - 6, 0.5, kHairline);
    std::vector<std::string> parts;
    if (!settings_.seller_name.empty()) {
        parts.push_back(settings_.seller_name);
    }
    for (const domain::TaxNumber& number : settings_.tax_numbers) {
        parts.push_back(number.label.empty() ? number.number : number.label + " " + number.number);
    }
    double at = y;
    const double width = right_ - left_ - 90;
    const std::string numbers = base::Join(parts, " \u00B7 ");
    at += Put(canvas_.Lay(numbers, width, Lines(In({7, false}, kQuiet), 2)), left_, at, true);
    const int lines = at > y + 12 ? 1 : 3;
    canvas_.Draw(canvas_.Lay(settings_.footer, width, Lines(In({7, false}, kQuiet), lines)), left_,
                 at);
    canvas_.Draw(canvas_.Lay(PageOf(settings_.language, page_, page_count_), 86,
                             Right(In({7, false}, kQuiet))),
                 right_ - 86, y);
}

// Returns how many pages it began (or would).
std::size_t Drawing::PlaceNotes(double y, bool is_drawn) {
    const double width = right_ - left_;
    std::size_t begun = 0;
    for (const Fact& note : text_.notes) {
        const TextBlock title = canvas_.Lay(note.label, width, kLabel);
        const TextBlock body = canvas_.Lay(note.value, width, Lines(kBody, 16));
        if (y + 16 + title.height() + body.height() > Bottom()) {
            begun += 1;
            y = kMarginTop;
            if (is_drawn) {
                BeginPage();
            }
        }
        y += 14 + Put(title, left_, y + 14, is_drawn) + 2;
        y += Put(body, left_, y, is_drawn);
    }
    return begun;
}

// Where the rows of the last page end.
double Drawing::RowsBottom(const std::vector<std::size_t>& pages, double head, double next) const {
    const std::vector<double>& heights = table_.heights();
    double y = pages.size() == 1 ? head : next;
    for (std::size_t i = heights.size() - pages.back(); i < heights.size(); ++i) {
        y += heights[i];
    }
    return y;
}

void Drawing::Run() {
    const double head = DrawHead(false) + table_.HeadHeight();
    const double next_top = kMarginTop + 8;
    const double next = next_top + table_.HeadHeight();
    const double tail = DrawTotals(0, false);
    const std::vector<std::size_t> pages =
        Paginate(table_.heights(), tail, {Bottom() - head, Bottom() - next});
    const bool is_empty = text_.rows.empty() && !text_.empty_words.empty();
    const TextBlock words = canvas_.Lay(is_empty ? text_.empty_words : "", right_ - left_, kBody);
    const double words_height = is_empty ? words.height() + 2 * kRowPadding : 0;
    page_count_ =
        pages.size() + PlaceNotes(RowsBottom(pages, head, next) + words_height + tail, false);

    std::size_t first = 0;
    double y = 0;
    for (std::size_t i = 0; i < pages.size(); ++i) {
        BeginPage();
        y = table_.Draw(first, pages[i], i == 0 ? DrawHead(true) : next_top);
        first += pages[i];
    }
    canvas_.Draw(words, left_, y + kRowPadding);
    PlaceNotes(DrawTotals(y + words_height, true), true);
}

}  // namespace

void DrawSheet(Canvas& canvas, const Letterhead& letterhead, const SheetText& text) {
    canvas.SetLanguage(letterhead.settings.language);
    Drawing(canvas, letterhead, text).Run();
}

}  // namespace orderyard::documents
