// The documents as a page for people: plain HTML and a style sheet, no scripts.
#pragma once

#include <string>

namespace orderyard::api::openapi {

std::string MakePage();
const char* PageStyle();

}  // namespace orderyard::api::openapi
