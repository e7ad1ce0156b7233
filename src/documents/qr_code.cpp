// Encoded by zint.
#include "documents/qr_code.hpp"

#include <zint.h>

#include <memory>

namespace orderyard::documents {
namespace {

constexpr std::size_t kBytesMax = 500;

}  // namespace

std::vector<std::string> QrCode(std::string_view text) {
    if (text.empty() || text.size() > kBytesMax) {
        return {};
    }
    const std::unique_ptr<zint_symbol, void (*)(zint_symbol*)> symbol(ZBarcode_Create(),
                                                                      ZBarcode_Delete);
    symbol->symbology = BARCODE_QRCODE;
    symbol->input_mode = UNICODE_MODE;
    const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
    if (ZBarcode_Encode(symbol.get(), bytes, static_cast<int>(text.size())) >= ZINT_ERROR) {
        return {};
    }
    std::vector<std::string> rows;
    for (int row = 0; row < symbol->rows; ++row) {
        std::string& modules = rows.emplace_back();
        for (int module = 0; module < symbol->width; ++module) {
            const bool is_black =
                ((symbol->encoded_data[row][module / 8] >> (module % 8)) & 1) != 0;
            modules += is_black ? '1' : '0';
        }
    }
    return rows;
}

}  // namespace orderyard::documents
