// Texts as they may stand in the headers of a mail (RFC 5322, RFC 2047). Whatever the text holds,
// the result is one header: no line of its own can be added by it.
#pragma once

#include <string>
#include <string_view>

#include "base/instant.hpp"

namespace orderyard::mail {

// Plain ASCII words as they are; everything else as encoded words of UTF-8, folded.
std::string HeaderText(std::string_view text);
// "Acme" <shop@example.com>. `address` must be a domain::IsMailAddress (Check).
std::string HeaderAddress(std::string_view name, std::string_view address);
// Mon, 23 Nov 2026 10:00:00 +0000
std::string HeaderDate(base::Instant at);

}  // namespace orderyard::mail
