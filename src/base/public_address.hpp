// Which addresses are of the public net, and which of this machine or a net behind a router: a
// server must not be a way to the machines beside it (quality-bar.md S13).
#pragma once

#include <string_view>

struct sockaddr;

namespace orderyard::base {

// Not private, loopback, link-local (cloud metadata), multicast, reserved or a tunnel to one of
// these.
bool IsPublicAddress(const sockaddr& address);

// As a URL names it, without port: false for an address that is not public, in whatever notation,
// and for names of this machine. Where other names lead is known only when they are looked up.
bool MayBePublicHost(std::string_view host);

}  // namespace orderyard::base
