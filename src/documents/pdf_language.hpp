// What cairo leaves out of a PDF: the language of the document, for screen readers and archives.
#pragma once

#include <string>
#include <string_view>

namespace orderyard::documents {

// Appends an update of the document catalog (PDF 32000-1, 7.5.6) with /Lang, and asks viewers to
// show the title. A file that is not laid out as expected comes back unchanged.
std::string WithLanguage(std::string pdf, std::string_view language);

}  // namespace orderyard::documents
