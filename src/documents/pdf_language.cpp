// The file is only appended to: everything in it stays where its cross-references say.
#include "documents/pdf_language.hpp"

#include <fmt/format.h>

#include <optional>

#include "base/text.hpp"

namespace orderyard::documents {
namespace {

struct Trailer {
    std::string size, root, info;  // "12", "11 0", "10 0"
    std::string table_offset;
};

std::string_view TextAfter(std::string_view text, std::string_view mark) {
    const std::size_t at = text.rfind(mark);
    return at == std::string_view::npos ? std::string_view() : text.substr(at + mark.size());
}

// "11 0 R ..." -> "11 0"
std::string ReferenceOf(std::string_view text) {
    text = base::Trim(text);
    const std::size_t end = text.find(" R");
    return end == std::string_view::npos ? "" : std::string(text.substr(0, end));
}

std::string NumberOf(std::string_view text) {
    text = base::Trim(text);
    return std::string(text.substr(0, text.find_first_not_of("0123456789")));
}

std::optional<Trailer> ReadTrailer(std::string_view pdf) {
    const std::string_view text = TextAfter(pdf, "\ntrailer");
    Trailer trailer{NumberOf(TextAfter(text, "/Size")), ReferenceOf(TextAfter(text, "/Root")),
                    ReferenceOf(TextAfter(text, "/Info")), NumberOf(TextAfter(text, "startxref"))};
    if (trailer.size.empty() || trailer.root.empty() || trailer.table_offset.empty()) {
        return std::nullopt;
    }
    return trailer;
}

// What stands between "<<" and ">>" of that object.
std::optional<std::string> DictionaryOf(std::string_view pdf, const std::string& reference) {
    const std::string head = "\n" + reference + " obj\n<<";
    const std::size_t at = pdf.rfind(head);
    const std::size_t end = at == std::string_view::npos ? at : pdf.find("endobj", at);
    if (end == std::string_view::npos) {
        return std::nullopt;
    }
    const std::string_view body = pdf.substr(at + head.size(), end - at - head.size());
    const std::size_t close = body.rfind(">>");
    return close == std::string_view::npos ? std::nullopt
                                           : std::optional(std::string(body.substr(0, close)));
}

}  // namespace

std::string WithLanguage(std::string pdf, std::string_view language) {
    const auto trailer = ReadTrailer(pdf);
    const auto catalog = trailer ? DictionaryOf(pdf, trailer->root) : std::nullopt;
    if (!catalog) {
        return pdf;
    }
    const std::size_t object_at = pdf.size();
    pdf += fmt::format(
        "{} obj\n<<{}   /Lang ({})\n   /ViewerPreferences << /DisplayDocTitle true >>"
        "\n>>\nendobj\n",
        trailer->root, *catalog, language);
    const std::size_t table_at = pdf.size();
    pdf += fmt::format("xref\n{} 1\n{:010} 00000 n \ntrailer\n<< /Size {}\n   /Root {} R\n",
                       NumberOf(trailer->root), object_at, trailer->size, trailer->root);
    if (!trailer->info.empty()) {
        pdf += fmt::format("   /Info {} R\n", trailer->info);
    }
    pdf += fmt::format("   /Prev {}\n>>\nstartxref\n{}\n%%EOF\n", trailer->table_offset, table_at);
    return pdf;
}

}  // namespace orderyard::documents
