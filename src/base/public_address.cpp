// The networks of IANA's special-purpose registries.
#include "base/public_address.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>

#include "base/text.hpp"

namespace orderyard::base {
namespace {

struct Network {
    std::uint32_t address;
    int bits;
};
constexpr Network kInside[] = {
    {0x00000000, 8},  {0x0A000000, 8},  {0x64400000, 10}, {0x7F000000, 8},  {0xA9FE0000, 16},
    {0xAC100000, 12}, {0xC0000000, 24}, {0xC0000200, 24}, {0xC0586300, 24}, {0xC0A80000, 16},
    {0xC6120000, 15}, {0xC6336400, 24}, {0xCB007100, 24}, {0xE0000000, 3},
};

bool IsPublic(std::uint32_t address) {
    return std::none_of(std::begin(kInside), std::end(kInside), [&](const Network& network) {
        const std::uint32_t mask = ~std::uint32_t{0} << (32U - static_cast<unsigned>(network.bits));
        return (address & mask) == network.address;
    });
}

bool IsPublic(const in6_addr& address) {
    const auto* bytes = address.s6_addr;
    if (IN6_IS_ADDR_V4MAPPED(&address)) {
        std::uint32_t inner = 0;
        std::memcpy(&inner, bytes + 12, sizeof(inner));
        return IsPublic(ntohl(inner));
    }
    const bool is_global = (bytes[0] & 0xE0U) == 0x20U;                               // 2000::/3
    const bool is_special = bytes[0] == 0x20 && bytes[1] == 0x01 && bytes[2] < 0x02;  // 2001::/23
    const bool is_example = bytes[0] == 0x20 && bytes[1] == 0x01 && bytes[2] == 0x0D &&
                            bytes[3] == 0xB8;                     // 2001:db8::/32
    const bool is_tunnel = bytes[0] == 0x20 && bytes[1] == 0x02;  // 2002::/16
    return is_global && !is_special && !is_example && !is_tunnel;
}

bool IsNameOfThisMachine(std::string_view host) {
    const std::string name = AsciiLower(host);
    return name == "localhost" || name.ends_with(".localhost");
}

}  // namespace

bool IsPublicAddress(const sockaddr& address) {
    if (address.sa_family == AF_INET) {
        sockaddr_in v4{};
        std::memcpy(&v4, &address, sizeof(v4));
        return IsPublic(ntohl(v4.sin_addr.s_addr));
    }
    if (address.sa_family == AF_INET6) {
        sockaddr_in6 v6{};
        std::memcpy(&v6, &address, sizeof(v6));
        return IsPublic(v6.sin6_addr);
    }
    return false;
}

bool MayBePublicHost(std::string_view host) {
    if (host.empty() || host.find('%') != std::string_view::npos) {
        return false;  // an escape would hide what is meant, a zone is of this machine
    }
    if (host.starts_with('[')) {
        in6_addr v6{};
        const std::string text(host.substr(1, host.size() - 2));
        return host.ends_with(']') && inet_pton(AF_INET6, text.c_str(), &v6) == 1 && IsPublic(v6);
    }
    if (host.ends_with('.')) {
        host.remove_suffix(1);
    }
    in_addr v4{};
    // Also "127.1", "0x7f000001" and "2130706433", as those who open connections read them.
    if (inet_aton(std::string(host).c_str(), &v4) == 1) {
        return IsPublic(ntohl(v4.s_addr));
    }
    return !IsNameOfThisMachine(host);
}

}  // namespace orderyard::base
