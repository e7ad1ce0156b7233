// Who a request is from when proxies stand before this server: X-Forwarded-For is believed as far
// as proxies wrote it that the configuration names, and not one step further.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "http/message.hpp"

namespace orderyard::http {

class TrustedProxies {
  public:
    TrustedProxies() = default;  // none: the header is ignored

    // "10.0.0.7, 172.16.0.0/12, ::1, fd00::/8", separated by commas or blanks; "": none.
    // kInvalidInput names the entry that is neither an address nor a network.
    static base::Result<TrustedProxies> Parse(std::string_view text);

    bool IsEmpty() const { return networks_.empty(); }
    bool IsTrusted(std::string_view address) const;

    // The nearest address that is no trusted proxy: `peer` itself unless it is one; else from the
    // right of X-Forwarded-For. An entry that is no address ends the search at the proxy that sent
    // it; when all are trusted it is the left-most.
    std::string ClientOf(const std::string& peer, const std::vector<Header>& headers) const;

  private:
    // IPv4 addresses as ::ffff:a.b.c.d, so that both notations of one address are the same.
    using Bytes = std::array<unsigned char, 16>;
    struct Network {
        Bytes address;
        unsigned bits;
    };

    static std::optional<Bytes> BytesOf(std::string_view address);
    static std::optional<Network> NetworkOf(std::string_view text);
    bool IsTrusted(const Bytes& address) const;

    std::vector<Network> networks_;
};

}  // namespace orderyard::http
