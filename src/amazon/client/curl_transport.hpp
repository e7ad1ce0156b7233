// The transport of real life: HTTPS by libcurl.
#pragma once

#include <memory>

#include "amazon/client/transport.hpp"

namespace orderyard::amazon {

// TLS 1.2 or newer with certificate checks; plain http only to loopback hosts; bounds of limits.hpp
// for the time to connect, the whole exchange and the (unpacked) answer. Connections are kept for
// the next call.
std::unique_ptr<Transport> MakeCurlTransport();

}  // namespace orderyard::amazon
