// Sender small on top, recipient as large as fits, the number at the foot.
#include "documents/address_label.hpp"

#include <algorithm>

#include "documents/order_parts.hpp"
#include "documents/sheet_style.hpp"

namespace orderyard::documents {
namespace {

using namespace sheet;

constexpr double kMargin = 20;
constexpr double kFootHeight = 78;
constexpr double kLabelBarHeight = 42;

struct LabelPage {
    double width, height;
};

LabelPage SizeOf(domain::LabelSize size) {
    switch (size) {
        case domain::LabelSize::kA6: return {297.638, 419.528};
        case domain::LabelSize::kFourBySix: return {288, 432};
    }
    return {};
}

double DrawSender(Canvas& canvas, const Paper& paper, double width) {
    const auto& settings = paper.letterhead.settings;
    double y = kMargin;
    std::string sender = settings.seller_name;
    for (const std::string& line : settings.seller_lines) {
        sender += (sender.empty() ? "" : " \u00B7 ") + line;
    }
    if (sender.empty()) {
        return y;
    }
    const TextBlock title = canvas.Lay(Say(paper, Word::kFrom), width, In({7, true}, kQuiet));
    canvas.Draw(title, kMargin, y);
    y += title.height() + 1;
    const TextBlock body = canvas.Lay(sender, width, Lines(In({8, false}, kInk), 3));
    canvas.Draw(body, kMargin, y);
    return y + body.height() + 8;
}

// The largest size at which every line is on the label.
std::vector<TextBlock> LayRecipient(Canvas& canvas, const std::vector<std::string>& lines,
                                    double width, double room) {
    std::vector<TextBlock> blocks;
    for (const double size : {17.0, 15.0, 13.0, 11.5, 10.0, 9.0, 8.0, 7.0}) {
        blocks.clear();
        double height = 0;
        bool is_first = true;
        for (const std::string& line : lines) {
            blocks.push_back(canvas.Lay(line, width, {size, is_first, kInk, Align::kLeft, 3}));
            height += blocks.back().height();
            is_first = false;
        }
        if (height <= room) {
            break;
        }
    }
    return blocks;
}

void DrawNumber(Canvas& canvas, const std::string& number, const LabelPage& page) {
    const double width = page.width - 2 * kMargin;
    double y = page.height - kFootHeight;
    canvas.Rule(kMargin, page.width - kMargin, y, 0.8, kInk);
    y += 12;
    if (const auto code = Code128(number)) {
        const double module = std::min(1.3, width / code->width);
        canvas.Draw(*code, (page.width - code->width * module) / 2, y, module, kLabelBarHeight);
        y += kLabelBarHeight + 2;
    }
    const TextBlock text = canvas.Lay(number, width, Lines({9, false, kInk}, 1));
    canvas.Draw(text, (page.width - text.width()) / 2, y);
}

}  // namespace

void DrawAddressLabel(Canvas& canvas, const Paper& paper, const domain::Order& order,
                      const std::string& number) {
    const LabelPage page = SizeOf(paper.letterhead.settings.label_size);
    canvas.SetLanguage(paper.letterhead.settings.language);
    canvas.BeginPage(page.width, page.height);
    const double width = page.width - 2 * kMargin;
    double y = DrawSender(canvas, paper, width);
    canvas.Rule(kMargin, page.width - kMargin, y, 0.8, kInk);
    y += 12;
    const AddressBox to = ShippedTo(paper, order);
    const TextBlock title = canvas.Lay(Say(paper, Word::kTo), width, In({8, true}, kQuiet));
    canvas.Draw(title, kMargin, y);
    y += title.height() + 4;
    const double room = page.height - kFootHeight - y - 8;
    for (const TextBlock& block : LayRecipient(canvas, to.lines, width, room)) {
        canvas.Draw(block, kMargin, y);
        y += block.height();
    }
    DrawNumber(canvas, number, page);
}

}  // namespace orderyard::documents
