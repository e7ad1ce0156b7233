// The address is judged where the socket is opened, after the name was looked up: a name that
// points inside, or points elsewhere the second time, is caught there.
#include "app/webhook_client.hpp"

#include <curl/curl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <memory>
#include <mutex>

#include "base/check.hpp"
#include "base/limits.hpp"
#include "base/public_address.hpp"

namespace orderyard::app {
namespace {

struct CurlDeleter {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

// What the callbacks of one call know.
struct Attempt {
    bool may_call_inside = false;
    bool is_refused = false;
    std::stop_token stop;
};

curl_socket_t OpenSocket(void* user, curlsocktype, curl_sockaddr* address) {
    auto& attempt = *static_cast<Attempt*>(user);
    if (!attempt.may_call_inside && !base::IsPublicAddress(address->addr)) {
        attempt.is_refused = true;
        return CURL_SOCKET_BAD;
    }
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

std::size_t DropBody(char*, std::size_t size, std::size_t count, void*) {
    return size * count;
}

int OnProgress(void* user, curl_off_t, curl_off_t received, curl_off_t, curl_off_t) {
    const bool is_too_much =
        received > static_cast<curl_off_t>(base::limits::kWebhookAnswerBytesMax);
    return is_too_much || static_cast<Attempt*>(user)->stop.stop_requested() ? 1 : 0;
}

void SetUp(CURL* handle, const WebhookCall& call, curl_slist* headers, Attempt& attempt) {
    curl_easy_setopt(handle, CURLOPT_URL, call.url.c_str());
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR,
                     attempt.may_call_inside ? "http,https" : "https");
    curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(handle, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    curl_easy_setopt(handle, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(handle, CURLOPT_SSL_VERIFYHOST, 2L);
    curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT, long{base::limits::kConnectSecondsMax});
    curl_easy_setopt(handle, CURLOPT_TIMEOUT, long{base::limits::kCallSecondsMax});
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    // A proxy would look the name up itself, where nobody judges the address.
    curl_easy_setopt(handle, CURLOPT_NOPROXY, "*");
    curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, &OpenSocket);
    curl_easy_setopt(handle, CURLOPT_OPENSOCKETDATA, &attempt);
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, &DropBody);
    curl_easy_setopt(handle, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, &OnProgress);
    curl_easy_setopt(handle, CURLOPT_XFERINFODATA, &attempt);
    curl_easy_setopt(handle, CURLOPT_USERAGENT, "Orderyard-Webhooks/1");
    curl_easy_setopt(handle, CURLOPT_POST, 1L);
    curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE, static_cast<long>(call.body.size()));
    curl_easy_setopt(handle, CURLOPT_POSTFIELDS, call.body.c_str());
    curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers);
}

}  // namespace

actions::DeliveryTry WebhookClient::Post(const WebhookCall& call, std::stop_token stop) const {
    static std::once_flag once;
    std::call_once(once, [] { base::Check(curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK); });
    const std::unique_ptr<CURL, CurlDeleter> handle(curl_easy_init());
    base::Check(handle != nullptr, "curl_easy_init");
    std::unique_ptr<curl_slist, CurlDeleter> headers(curl_slist_append(nullptr, "Expect:"));
    for (const auto& [name, value] : call.headers) {
        curl_slist_append(headers.get(), (name + ": " + value).c_str());
    }
    Attempt attempt{may_call_inside_, false, std::move(stop)};
    SetUp(handle.get(), call, headers.get(), attempt);
    const CURLcode code = curl_easy_perform(handle.get());
    actions::DeliveryTry result;
    if (attempt.is_refused) {
        result.error = "The address belongs to a private network (webhooks.private_addresses).";
    } else if (code != CURLE_OK) {
        result.error = curl_easy_strerror(code);
    } else {
        long status = 0;
        curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &status);
        result.http_status = static_cast<int>(status);
    }
    return result;
}

}  // namespace orderyard::app
