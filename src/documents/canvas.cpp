// Over cairo's PDF surface and pango. Fonts go into the file as subsets, so that it looks the same
// everywhere and its text can be searched and copied.
#include "documents/canvas.hpp"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include <cmath>
#include <map>
#include <new>
#include <stdexcept>
#include <vector>

#include "base/text.hpp"
#include "documents/pdf_language.hpp"

namespace orderyard::documents {
namespace {

struct FreeFont {
    void operator()(PangoFontDescription* font) const { pango_font_description_free(font); }
};
using Font = std::unique_ptr<PangoFontDescription, FreeFont>;

constexpr double kJapaneseLineHeight = 1.45;  // of the font's size

double Points(int units) {
    return static_cast<double>(units) / PANGO_SCALE;
}

// The first family that has a character draws it: Latin always looks the same, Chinese characters
// look as in the paper's language. BIZ UDPGothic before Noto, since cairo 1.16 cannot cut down the
// subroutines of a CFF font once glyphs of three of its dictionaries are used (a 900 KB font in
// every file); of TrueType outlines it takes just those that are drawn.
const char* FamiliesOf(domain::PaperLanguage language) {
    switch (language) {
        case domain::PaperLanguage::kKorean: return "Noto Sans,Noto Sans CJK KR";
        case domain::PaperLanguage::kEnglish:
        case domain::PaperLanguage::kJapanese:
        case domain::PaperLanguage::kGerman: return "Noto Sans,BIZ UDPGothic,Noto Sans CJK JP";
    }
    return "Noto Sans";
}

// Direction overrides could make a line read as another one than it is; control characters have no
// shape.
std::string Printable(std::string_view text) {
    std::string clean = base::CleanUtf8(text);
    base::ReplaceAll(clean, "\t", " ");
    for (const char* hidden : {"\u202A", "\u202B", "\u202C", "\u202D", "\u202E", "\u2066", "\u2067",
                               "\u2068", "\u2069"}) {
        base::ReplaceAll(clean, hidden, "");
    }
    return clean;
}

cairo_status_t Append(void* closure, const unsigned char* bytes, unsigned int count) {
    try {
        static_cast<std::string*>(closure)->append(reinterpret_cast<const char*>(bytes), count);
    } catch (const std::bad_alloc&) {
        return CAIRO_STATUS_NO_MEMORY;  // no exception may pass through cairo
    }
    return CAIRO_STATUS_SUCCESS;
}

struct Source {
    std::string_view rest;
};

cairo_status_t TakeBytes(void* closure, unsigned char* bytes, unsigned int count) {
    auto* source = static_cast<Source*>(closure);
    if (source->rest.size() < count) {
        return CAIRO_STATUS_READ_ERROR;
    }
    source->rest.copy(reinterpret_cast<char*>(bytes), count);
    source->rest.remove_prefix(count);
    return CAIRO_STATUS_SUCCESS;
}

void CheckCairo(cairo_status_t status) {
    if (status != CAIRO_STATUS_SUCCESS) {
        throw std::runtime_error(std::string("cairo: ") + cairo_status_to_string(status));
    }
}

}  // namespace

Colour Colour::Of(std::string_view hex) {
    const auto bytes = base::Unhex(hex.substr(hex.starts_with('#') ? 1 : 0));
    if (!bytes || bytes->size() != 3) {
        return {};
    }
    const auto part = [&](std::size_t i) {
        return static_cast<unsigned char>((*bytes)[i]) / 255.0;
    };
    return {part(0), part(1), part(2)};
}

Picture ReadPng(std::string_view png) {
    Source source{png};
    cairo_surface_t* surface = cairo_image_surface_create_from_png_stream(TakeBytes, &source);
    Picture picture;
    picture.surface = std::shared_ptr<void>(
        surface, [](void* owned) { cairo_surface_destroy(static_cast<cairo_surface_t*>(owned)); });
    if (cairo_surface_status(surface) != CAIRO_STATUS_SUCCESS) {
        return {};
    }
    picture.width = cairo_image_surface_get_width(surface);
    picture.height = cairo_image_surface_get_height(surface);
    return picture;
}

struct Canvas::Pdf {
    std::string bytes;
    domain::PaperLanguage language;
    domain::PaperLanguage text_language;
    cairo_surface_t* surface = nullptr;
    cairo_t* context = nullptr;
    bool has_page = false;
    std::map<std::pair<int, bool>, Font> fonts;  // by size in 1/100 point, and weight

    ~Pdf() {
        cairo_destroy(context);
        cairo_surface_destroy(surface);
    }
    void SetColour(const Colour& colour) const {
        cairo_set_source_rgb(context, colour.red, colour.green, colour.blue);
    }
    PangoFontDescription* FontOf(const TextStyle& style) {
        Font& font = fonts[{static_cast<int>(std::lround(style.size * 100)), style.is_bold}];
        if (font == nullptr) {
            font.reset(pango_font_description_new());
            pango_font_description_set_family(font.get(), FamiliesOf(text_language));
            pango_font_description_set_absolute_size(font.get(), style.size * PANGO_SCALE);
            pango_font_description_set_weight(
                font.get(), style.is_bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
        }
        return font.get();
    }
};

Canvas::Canvas(std::string_view title, domain::PaperLanguage language)
    : pdf_(std::make_unique<Pdf>()) {
    pdf_->language = pdf_->text_language = language;
    pdf_->surface = cairo_pdf_surface_create_for_stream(Append, &pdf_->bytes, 1, 1);
    cairo_pdf_surface_set_metadata(pdf_->surface, CAIRO_PDF_METADATA_TITLE,
                                   Printable(title).c_str());
    cairo_pdf_surface_set_metadata(pdf_->surface, CAIRO_PDF_METADATA_CREATOR, "Orderyard");
    pdf_->context = cairo_create(pdf_->surface);
    CheckCairo(cairo_status(pdf_->context));
    // Layout must not depend on pixels.
    cairo_font_options_t* options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_set_font_options(pdf_->context, options);
    cairo_font_options_destroy(options);
}

Canvas::~Canvas() = default;

void Canvas::SetLanguage(domain::PaperLanguage language) {
    if (language != pdf_->text_language) {
        pdf_->text_language = language;
        pdf_->fonts.clear();
    }
}

void Canvas::BeginPage(double width, double height) {
    if (pdf_->has_page) {
        cairo_show_page(pdf_->context);
    }
    cairo_pdf_surface_set_size(pdf_->surface, width, height);
    pdf_->has_page = true;
}

TextBlock Canvas::Lay(std::string_view text, double width, const TextStyle& style) {
    TextBlock block;
    block.colour_ = style.colour;
    const std::string clean = Printable(text);
    if (clean.empty()) {
        return block;
    }
    PangoLayout* layout = pango_cairo_create_layout(pdf_->context);
    block.layout_ = std::shared_ptr<void>(layout, [](void* owned) { g_object_unref(owned); });
    pango_context_set_language(pango_layout_get_context(layout),
                               pango_language_from_string(ToString(pdf_->text_language).data()));
    pango_layout_set_font_description(layout, pdf_->FontOf(style));
    pango_layout_set_width(layout, static_cast<int>(std::floor(width * PANGO_SCALE)));
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_height(layout, -style.lines_max);
    pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END);
    pango_layout_set_auto_dir(layout, 0);
    pango_layout_set_alignment(layout,
                               style.align == Align::kRight ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
    pango_layout_set_line_spacing(layout, 1.0F);
    if (pdf_->text_language == domain::PaperLanguage::kJapanese) {
        pango_layout_set_line_spacing(layout, 0.0F);  // else the fonts' own heights count
        // Lines of Latin and of Japanese alone would differ in height: the fonts leave more or less
        // room above and below.
        PangoAttrList* attributes = pango_attr_list_new();
        pango_attr_list_insert(attributes, pango_attr_line_height_new_absolute(static_cast<int>(
                                               style.size * kJapaneseLineHeight * PANGO_SCALE)));
        pango_layout_set_attributes(layout, attributes);
        pango_attr_list_unref(attributes);
    }
    pango_layout_set_text(layout, clean.c_str(), static_cast<int>(clean.size()));
    PangoRectangle extents;
    pango_layout_get_extents(layout, nullptr, &extents);
    block.height_ = Points(extents.height);
    block.width_ = Points(extents.width);
    return block;
}

void Canvas::Draw(const TextBlock& block, double x, double y) {
    if (block.layout_ == nullptr) {
        return;
    }
    pdf_->SetColour(block.colour_);
    cairo_move_to(pdf_->context, x, y);
    pango_cairo_show_layout(pdf_->context, static_cast<PangoLayout*>(block.layout_.get()));
}

void Canvas::Rule(double x0, double x1, double y, double thickness, const Colour& colour) {
    Box(x0, y - thickness / 2, x1 - x0, thickness, colour);
}

void Canvas::Box(double x, double y, double width, double height, const Colour& colour) {
    pdf_->SetColour(colour);
    cairo_rectangle(pdf_->context, x, y, width, height);
    cairo_fill(pdf_->context);
}

void Canvas::Frame(double x, double y, double width, double height, const Colour& colour) {
    pdf_->SetColour(colour);
    cairo_set_line_width(pdf_->context, 0.8);
    cairo_rectangle(pdf_->context, x, y, width, height);
    cairo_stroke(pdf_->context);
}

void Canvas::Draw(const Picture& picture, double x, double y, double width, double height) {
    cairo_save(pdf_->context);
    cairo_translate(pdf_->context, x, y);
    cairo_scale(pdf_->context, width / picture.width, height / picture.height);
    cairo_set_source_surface(pdf_->context, static_cast<cairo_surface_t*>(picture.surface.get()), 0,
                             0);
    cairo_paint(pdf_->context);
    cairo_restore(pdf_->context);
}

void Canvas::Draw(const Barcode& code, double x, double y, double module, double height) {
    pdf_->SetColour({});
    for (const Bar& bar : code.bars) {
        cairo_rectangle(pdf_->context, x + bar.first * module, y, bar.width * module, height);
    }
    cairo_fill(pdf_->context);
}

std::string Canvas::Finish() {
    if (pdf_->has_page) {
        cairo_show_page(pdf_->context);
    }
    CheckCairo(cairo_status(pdf_->context));
    cairo_surface_finish(pdf_->surface);
    CheckCairo(cairo_surface_status(pdf_->surface));
    return WithLanguage(std::move(pdf_->bytes), ToString(pdf_->language));
}

}  // namespace orderyard::documents
