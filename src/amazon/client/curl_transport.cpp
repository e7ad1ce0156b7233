// Keeps a few curl handles, one a call in flight; each brings its live connection along.
#include "amazon/client/curl_transport.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <mutex>

#include "base/check.hpp"
#include "base/limits.hpp"
#include "base/text.hpp"

namespace orderyard::amazon {

namespace {

struct CurlDeleter {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
    void operator()(CURLU* url) const { curl_url_cleanup(url); }
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
    void operator()(char* text) const { curl_free(text); }
};
using Handle = std::unique_ptr<CURL, CurlDeleter>;
using HeaderList = std::unique_ptr<curl_slist, CurlDeleter>;

enum class UrlKind { kRefused, kSecure, kLoopback };

bool IsLoopback(std::string_view host) {
    return host == "localhost" || host == "[::1]" ||
           (host.starts_with("127.") &&
            host.find_first_not_of("0123456789.") == std::string_view::npos);
}

UrlKind KindOf(const std::string& url) {
    const std::unique_ptr<CURLU, CurlDeleter> parsed(curl_url());
    if (!parsed || curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), 0) != CURLUE_OK) {
        return UrlKind::kRefused;
    }
    const auto part = [&](CURLUPart which) {
        char* text = nullptr;
        curl_url_get(parsed.get(), which, &text, 0);
        const std::unique_ptr<char, CurlDeleter> owned(text);
        return std::string(text != nullptr ? text : "");
    };
    const std::string scheme = part(CURLUPART_SCHEME);
    if (!part(CURLUPART_USER).empty() || !part(CURLUPART_PASSWORD).empty()) {
        return UrlKind::kRefused;
    }
    if (IsLoopback(part(CURLUPART_HOST)) && (scheme == "http" || scheme == "https")) {
        return UrlKind::kLoopback;
    }
    return scheme == "https" ? UrlKind::kSecure : UrlKind::kRefused;
}

// What the callbacks of one exchange write to.
struct Exchange {
    HttpAnswer answer;
    std::stop_token stop;
    bool is_too_large = false;
};

std::size_t OnBody(char* bytes, std::size_t size, std::size_t count, void* user) {
    auto& exchange = *static_cast<Exchange*>(user);
    const std::size_t length = size * count;
    if (exchange.answer.body.size() + length > base::limits::kAnswerBytesMax) {
        exchange.is_too_large = true;  // counted after unpacking, so a gzip bomb ends here, too
        return 0;
    }
    exchange.answer.body.append(bytes, length);
    return length;
}

std::size_t OnHeader(char* bytes, std::size_t size, std::size_t count, void* user) {
    auto& exchange = *static_cast<Exchange*>(user);
    const std::string_view line(bytes, size * count);
    if (line.starts_with("HTTP/")) {
        exchange.answer.headers.clear();  // a 100 Continue came before
    }
    const std::size_t colon = line.find(':');
    if (colon != std::string_view::npos) {
        exchange.answer.headers.emplace_back(base::AsciiLower(line.substr(0, colon)),
                                             std::string(base::Trim(line.substr(colon + 1))));
    }
    return size * count;
}

int OnProgress(void* user, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    return static_cast<Exchange*>(user)->stop.stop_requested() ? 1 : 0;
}

TransportFailureKind FailureOf(CURLcode code, const Exchange& exchange, long bytes_sent) {
    if (exchange.is_too_large) {
        return TransportFailureKind::kTooLarge;
    }
    if (code == CURLE_ABORTED_BY_CALLBACK) {
        return TransportFailureKind::kStopped;
    }
    return bytes_sent == 0 ? TransportFailureKind::kConnect : TransportFailureKind::kExchange;
}

class CurlTransport : public Transport {
  public:
    CurlTransport() {
        static std::once_flag once;
        std::call_once(once,
                       [] { base::Check(curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK); });
    }

    tl::expected<HttpAnswer, TransportFailure> Send(const HttpRequest& request,
                                                    std::stop_token stop) override {
        const UrlKind kind = KindOf(request.url);
        if (kind == UrlKind::kRefused) {
            return tl::unexpected(TransportFailure{TransportFailureKind::kRefusedUrl,
                                                   "only https, or http to a loopback host"});
        }
        Handle handle = TakeHandle();
        Exchange exchange;
        exchange.stop = std::move(stop);
        const HeaderList headers = SetUp(handle.get(), request, kind, exchange);
        const CURLcode code = curl_easy_perform(handle.get());
        long status = 0;
        long bytes_sent = 0;
        curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &status);
        curl_easy_getinfo(handle.get(), CURLINFO_REQUEST_SIZE, &bytes_sent);
        if (code != CURLE_OK) {
            // The handle goes with its connection: what is left on that is not to be trusted.
            return tl::unexpected(
                TransportFailure{FailureOf(code, exchange, bytes_sent), curl_easy_strerror(code)});
        }
        GiveBack(std::move(handle));
        exchange.answer.status = static_cast<int>(status);
        return std::move(exchange.answer);
    }

  private:
    static constexpr std::size_t kIdleHandlesMax = 8;

    static HeaderList SetUp(CURL* handle, const HttpRequest& request, UrlKind kind,
                            Exchange& exchange) {
        const bool is_loopback = kind == UrlKind::kLoopback;
        curl_easy_reset(handle);  // keeps the connection
        curl_easy_setopt(handle, CURLOPT_URL, request.url.c_str());
        curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, is_loopback ? "http,https" : "https");
        curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
        curl_easy_setopt(handle, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
        curl_easy_setopt(handle, CURLOPT_SSL_VERIFYPEER, 1L);
        curl_easy_setopt(handle, CURLOPT_SSL_VERIFYHOST, 2L);
        curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT, long{base::limits::kConnectSecondsMax});
        curl_easy_setopt(handle, CURLOPT_TIMEOUT, long{base::limits::kCallSecondsMax});
        curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(handle, CURLOPT_ACCEPT_ENCODING, "gzip");
        if (is_loopback) {
            curl_easy_setopt(handle, CURLOPT_NOPROXY, "*");
        }
        curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, &OnBody);
        curl_easy_setopt(handle, CURLOPT_WRITEDATA, &exchange);
        curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, &OnHeader);
        curl_easy_setopt(handle, CURLOPT_HEADERDATA, &exchange);
        curl_easy_setopt(handle, CURLOPT_NOPROGRESS, 0L);
        curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, &OnProgress);
        curl_easy_setopt(handle, CURLOPT_XFERINFODATA, &exchange);
        if (request.method == "POST" || request.method == "PUT") {
            // What acts gets a connection of its own: on an old one that turns out to be dead, curl
            // would send a second time by itself.
            curl_easy_setopt(handle, CURLOPT_FRESH_CONNECT, 1L);
            curl_easy_setopt(handle, CURLOPT_POST, 1L);
            curl_easy_setopt(handle, CURLOPT_CUSTOMREQUEST, request.method.c_str());
            curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE, static_cast<long>(request.body.size()));
            curl_easy_setopt(handle, CURLOPT_POSTFIELDS, request.body.c_str());
        } else {
            curl_easy_setopt(handle, CURLOPT_HTTPGET, 1L);
        }
        HeaderList headers(curl_slist_append(nullptr, "Expect:"));  // no 100-continue stall
        for (const auto& [name, value] : request.headers) {
            curl_slist_append(headers.get(), (name + ": " + value).c_str());
        }
        curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers.get());
        return headers;
    }

    Handle TakeHandle() {
        const std::lock_guard lock(mutex_);
        if (idle_.empty()) {
            Handle handle(curl_easy_init());
            base::Check(handle != nullptr, "curl_easy_init");
            return handle;
        }
        Handle handle = std::move(idle_.back());
        idle_.pop_back();
        return handle;
    }

    void GiveBack(Handle handle) {
        const std::lock_guard lock(mutex_);
        if (idle_.size() < kIdleHandlesMax) {
            idle_.push_back(std::move(handle));
        }
    }

    std::mutex mutex_;
    std::vector<Handle> idle_;
};

}  // namespace

std::string_view HttpAnswer::Header(std::string_view lower_case_name) const {
    const auto found = std::find_if(headers.rbegin(), headers.rend(), [&](const auto& header) {
        return header.first == lower_case_name;
    });
    return found == headers.rend() ? std::string_view() : std::string_view(found->second);
}

std::unique_ptr<Transport> MakeCurlTransport() {
    return std::make_unique<CurlTransport>();
}

}  // namespace orderyard::amazon
