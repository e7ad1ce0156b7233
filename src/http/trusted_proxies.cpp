// RFC 7239's Forwarded is not read: a proxy that writes the one header passes on whatever a client
// wrote into the other, so that reading both would let clients choose their address.
#include "http/trusted_proxies.hpp"

#include <boost/asio/ip/address.hpp>

#include <algorithm>

#include "base/text.hpp"

namespace orderyard::http {
namespace {

namespace ip = boost::asio::ip;

constexpr std::string_view kHeader = "X-Forwarded-For";
constexpr unsigned kBitsV4 = 32, kBitsV6 = 128;
constexpr std::size_t kAddressBytesMax = 64;

// "::ffff:192.0.2.1" is "192.0.2.1". No zones: they mean something on one machine only.
std::optional<ip::address> AddressOf(std::string_view text) {
    if (text.size() > kAddressBytesMax || text.find('%') != std::string_view::npos) {
        return std::nullopt;
    }
    boost::system::error_code wrong;
    const ip::address address = ip::make_address(std::string(text), wrong);
    if (wrong) {
        return std::nullopt;
    }
    if (address.is_v6() && address.to_v6().is_v4_mapped()) {
        return ip::make_address_v4(ip::v4_mapped, address.to_v6());
    }
    return address;
}

// Some proxies write the port as well: "192.0.2.1:4711", "[2001:db8::1]:4711", "[2001:db8::1]".
std::string_view WithoutPort(std::string_view entry) {
    if (entry.starts_with('[')) {
        const std::size_t end = entry.find(']');
        return end == std::string_view::npos ? entry : entry.substr(1, end - 1);
    }
    const bool has_one_colon = std::count(entry.begin(), entry.end(), ':') == 1;
    return has_one_colon ? entry.substr(0, entry.find(':')) : entry;
}

// What proxies wrote, the last one first.
std::vector<std::string> EntriesBackwards(const std::vector<Header>& headers) {
    std::vector<std::string> entries;
    for (const Header& header : headers) {
        if (base::EqualsIgnoreAsciiCase(header.name, kHeader)) {
            for (const std::string& entry : base::Split(header.value, ',')) {
                entries.emplace_back(base::Trim(entry));
            }
        }
    }
    std::reverse(entries.begin(), entries.end());
    return entries;
}

}  // namespace

std::optional<TrustedProxies::Bytes> TrustedProxies::BytesOf(std::string_view text) {
    const auto address = AddressOf(text);
    if (!address) {
        return std::nullopt;
    }
    const ip::address_v6 whole =
        address->is_v6() ? address->to_v6() : ip::make_address_v6(ip::v4_mapped, address->to_v4());
    return whole.to_bytes();
}

std::optional<TrustedProxies::Network> TrustedProxies::NetworkOf(std::string_view text) {
    const std::size_t slash = text.find('/');
    const auto address = AddressOf(text.substr(0, slash));
    const auto bytes = BytesOf(text.substr(0, slash));
    if (!address || !bytes) {
        return std::nullopt;
    }
    const unsigned bits_max = address->is_v4() ? kBitsV4 : kBitsV6;
    unsigned bits = bits_max;
    if (slash != std::string_view::npos) {
        const auto given = base::ParseInt(text.substr(slash + 1));
        // All of the net is nobody to trust: "/0" is a slip, or the wish to be deceived.
        if (!given || *given < 1 || *given > bits_max) {
            return std::nullopt;
        }
        bits = static_cast<unsigned>(*given);
    }
    return Network{*bytes, bits + (kBitsV6 - bits_max)};
}

base::Result<TrustedProxies> TrustedProxies::Parse(std::string_view text) {
    TrustedProxies proxies;
    std::string list(text);
    std::replace(list.begin(), list.end(), ',', ' ');
    for (const std::string& entry : base::Split(list, ' ')) {
        if (entry.empty()) {
            continue;
        }
        const auto network = NetworkOf(entry);
        if (!network) {
            return base::Fail(base::InvalidInput(
                "", "'" + entry +
                        "' is neither an address nor a network such as 10.0.0.7, 172.16.0.0/12 "
                        "or fd00::/8"));
        }
        proxies.networks_.push_back(*network);
    }
    return proxies;
}

bool TrustedProxies::IsTrusted(const Bytes& address) const {
    return std::any_of(networks_.begin(), networks_.end(), [&](const Network& network) {
        for (unsigned bit = 0; bit < network.bits; bit += 8) {
            const unsigned taken = std::min(8U, network.bits - bit);
            const unsigned mask = (0xFF00U >> taken) & 0xFFU;
            if (((address[bit / 8] ^ network.address[bit / 8]) & mask) != 0) {
                return false;
            }
        }
        return true;
    });
}

bool TrustedProxies::IsTrusted(std::string_view address) const {
    const auto bytes = BytesOf(address);
    return bytes && IsTrusted(*bytes);
}

std::string TrustedProxies::ClientOf(const std::string& peer,
                                     const std::vector<Header>& headers) const {
    if (networks_.empty() || !IsTrusted(peer)) {
        return peer;
    }
    std::string nearest = peer;
    for (const std::string& entry : EntriesBackwards(headers)) {
        const auto address = AddressOf(WithoutPort(entry));
        if (!address) {
            break;
        }
        nearest = address->to_string();
        if (!IsTrusted(nearest)) {
            break;
        }
    }
    return nearest;
}

}  // namespace orderyard::http
