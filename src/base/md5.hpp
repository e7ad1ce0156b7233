// MD5, only where somebody else's protocol asks for it; it protects nothing.
#pragma once

#include <string>
#include <string_view>

namespace orderyard::base {

std::string Md5(std::string_view data);  // 16 raw bytes

}  // namespace orderyard::base
