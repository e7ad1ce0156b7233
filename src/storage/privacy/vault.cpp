// Keys of single orders over base/crypto. A value that does not open is a broken world: the wrong
// master key, or somebody wrote into the database.
#include "storage/privacy/vault.hpp"

#include <stdexcept>

#include "base/crypto.hpp"
#include "base/limits.hpp"

namespace orderyard::storage {

namespace {

constexpr char kAsIs = 0;
constexpr char kDeflated = 1;
// Below this zlib takes more time than its bytes are worth: deflating the text of a usual order,
// two kilobytes, costs an eighth of its whole import.
constexpr std::size_t kDeflateBytesMin = 4096;
// Personal data may be somewhat larger than the payload it was read from, never many times.
constexpr std::size_t kOpenBytesMax = 4 * base::limits::kOrderPayloadBytesMax;

std::string Context(const SealedPlace& place) {
    std::string context(place.table);
    context += '.';
    context += place.column;
    context += '.';
    context += std::to_string(place.row);
    return context;
}

template <class T>
T Opened(base::Result<T> result, const SealedPlace& place) {
    if (!result) {
        throw std::runtime_error("cannot open " + Context(place) + ": " + result.error().Text());
    }
    return std::move(*result);
}

}  // namespace

OrderKey OrderKey::New() {
    return OrderKey(base::RandomBytes(base::kAesKeyBytes));
}

OrderKey OrderKey::Unwrap(const Keys& keys, std::string_view wrapped, const SealedPlace& place) {
    std::string bytes = Opened(base::Open(keys.vault, wrapped, Context(place)), place);
    if (bytes.size() != base::kAesKeyBytes) {
        throw std::runtime_error("a wrapped key has the wrong size: " + Context(place));
    }
    return OrderKey(std::move(bytes));
}

std::string OrderKey::Wrap(const Keys& keys, const SealedPlace& place) const {
    return base::Seal(keys.vault, bytes_, Context(place));
}

std::string OrderKey::Seal(std::string_view plain, const SealedPlace& place) const {
    return base::Seal(bytes_, PackBody(plain), Context(place));
}

std::string OrderKey::Open(std::string_view sealed, const SealedPlace& place) const {
    const std::string body = Opened(base::Open(bytes_, sealed, Context(place)), place);
    return Opened(UnpackBody(body, kOpenBytesMax), place);
}

std::string PackBody(std::string_view plain) {
    std::string body;
    if (plain.size() >= kDeflateBytesMin) {
        body = base::Deflate(plain);
    }
    if (!body.empty() && body.size() < plain.size()) {
        body.insert(body.begin(), kDeflated);
    } else {
        body.assign(1, kAsIs);
        body += plain;
    }
    return body;
}

base::Result<std::string> UnpackBody(std::string_view body, std::size_t bytes_max) {
    if (body.empty()) {
        return base::Fail(base::Malformed("a sealed value is empty"));
    }
    const char format = body.front();
    body.remove_prefix(1);
    return format == kDeflated ? base::Inflate(body, bytes_max) : std::string(body);
}

}  // namespace orderyard::storage
