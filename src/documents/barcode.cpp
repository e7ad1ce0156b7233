// Encoded by zint; its modules are joined to bars.
#include "documents/barcode.hpp"

#include <zint.h>

#include <algorithm>
#include <memory>

namespace orderyard::documents {
namespace {

constexpr std::size_t kCharactersMax = 60;

bool IsBlack(const zint_symbol& symbol, int module) {
    return ((symbol.encoded_data[0][module / 8] >> (module % 8)) & 1) != 0;
}

}  // namespace

std::optional<Barcode> Code128(std::string_view text) {
    const bool is_visible =
        std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7f; });
    if (text.empty() || text.size() > kCharactersMax || !is_visible) {
        return std::nullopt;
    }
    const std::unique_ptr<zint_symbol, void (*)(zint_symbol*)> symbol(ZBarcode_Create(),
                                                                      ZBarcode_Delete);
    symbol->symbology = BARCODE_CODE128;
    const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
    if (ZBarcode_Encode(symbol.get(), bytes, static_cast<int>(text.size())) >= ZINT_ERROR) {
        return std::nullopt;
    }
    Barcode code;
    code.width = symbol->width;
    for (int module = 0; module < symbol->width; ++module) {
        if (!IsBlack(*symbol, module)) {
            continue;
        }
        if (!code.bars.empty() && code.bars.back().first + code.bars.back().width == module) {
            code.bars.back().width += 1;
        } else {
            code.bars.push_back({module, 1});
        }
    }
    return code;
}

}  // namespace orderyard::documents
