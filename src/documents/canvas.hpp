// Pages of a PDF to draw on: text in any script, rules, boxes, pictures, bars. Everything in
// points, from the top left.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "documents/barcode.hpp"
#include "domain/papers/document_settings.hpp"

namespace orderyard::documents {

struct Colour {
    double red = 0, green = 0, blue = 0;

    static Colour Of(std::string_view hex);  // "#1f4e79", checked before
};

enum class Align { kLeft, kRight };

struct TextStyle {
    double size = 9;
    bool is_bold = false;
    Colour colour{};
    Align align = Align::kLeft;
    int lines_max = 8;  // more are cut, with an ellipsis
};

// Text that is laid out already: as high as it says. Text is text: nothing in it is markup, and
// control characters are gone.
class TextBlock {
  public:
    TextBlock() = default;
    double height() const { return height_; }
    double width() const { return width_; }  // of its longest line

  private:
    friend class Canvas;
    std::shared_ptr<void> layout_;
    Colour colour_;
    double height_ = 0, width_ = 0;
};

// A picture that was read before; see CheckLogo.
struct Picture {
    std::shared_ptr<void> surface;
    double width = 0, height = 0;  // pixels

    bool IsSet() const { return surface != nullptr; }
};
// Not set when these bytes are no PNG within the bounds of CheckLogo.
Picture ReadPng(std::string_view png);

// Not for several threads at once; several canvases in several threads are fine.
class Canvas {
  public:
    Canvas(std::string_view title, domain::PaperLanguage language);
    ~Canvas();
    Canvas(const Canvas&) = delete;
    Canvas& operator=(const Canvas&) = delete;

    // Of the text that is laid out from now on: which shapes Chinese characters take.
    void SetLanguage(domain::PaperLanguage language);
    void BeginPage(double width, double height);

    TextBlock Lay(std::string_view text, double width, const TextStyle& style);
    // `width` as it was laid out in.
    void Draw(const TextBlock& block, double x, double y);
    void Rule(double x0, double x1, double y, double thickness, const Colour& colour);
    void Box(double x, double y, double width, double height, const Colour& colour);
    void Frame(double x, double y, double width, double height, const Colour& colour);
    void Draw(const Picture& picture, double x, double y, double width, double height);
    // The bars, as wide as `module` says.
    void Draw(const Barcode& code, double x, double y, double module, double height);

    // The file. Nothing may be drawn afterwards.
    std::string Finish();

  private:
    struct Pdf;
    std::unique_ptr<Pdf> pdf_;
};

}  // namespace orderyard::documents
