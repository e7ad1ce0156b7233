// Looks at a PNG before its pixels are unpacked: its head says how large they will be.
#include "base/check.hpp"
#include "documents/paper_stack.hpp"

namespace orderyard::documents {
namespace {

constexpr std::string_view kSignature = "\x89PNG\r\n\x1a\n";
constexpr std::size_t kHeadBytes = 24;  // signature, length and name of IHDR, width, height

std::uint32_t BigEndian(std::string_view bytes) {
    std::uint32_t value = 0;
    for (const char byte : bytes.substr(0, 4)) {
        value = value << 8 | static_cast<unsigned char>(byte);
    }
    return value;
}

base::Result<> Refuse(std::string message) {
    return base::Fail(base::InvalidInput("logo", std::move(message)));
}

}  // namespace

base::Result<> CheckLogo(std::string_view png) {
    if (png.size() > kLogoBytesMax) {
        return Refuse("The logo may have 512 KiB at most.");
    }
    if (png.size() < kHeadBytes || !png.starts_with(kSignature) || png.substr(12, 4) != "IHDR") {
        return Refuse("The logo must be a PNG file.");
    }
    const std::uint32_t width = BigEndian(png.substr(16));
    const std::uint32_t height = BigEndian(png.substr(20));
    if (width == 0 || height == 0 || width > kLogoPixelsMax || height > kLogoPixelsMax) {
        return Refuse("The logo may be 2,000 pixels wide and high at most.");
    }
    if (!ReadPng(png).IsSet()) {
        return Refuse("The logo is a damaged PNG file.");
    }
    return {};
}

}  // namespace orderyard::documents
