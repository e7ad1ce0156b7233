// Through OpenSSL, which has it even where it may not be used for security.
#include "base/md5.hpp"

#include <openssl/evp.h>
#include <stdexcept>

namespace orderyard::base {

std::string Md5(std::string_view data) {
    std::string digest(16, '\0');
    if (EVP_Digest(data.data(), data.size(), reinterpret_cast<unsigned char*>(digest.data()),
                   nullptr, EVP_md5(), nullptr) != 1) {
        throw std::runtime_error("MD5 is not available");
    }
    return digest;
}

}  // namespace orderyard::base
