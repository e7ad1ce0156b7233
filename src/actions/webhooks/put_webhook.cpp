// Addresses of the inside net are refused as far as they can be seen here. Where a name leads is
// known only when it is looked up: that is the sender's to refuse.
#include "actions/webhooks/put_webhook.hpp"

#include <algorithm>

#include "actions/webhooks/webhook_events.hpp"
#include "base/crypto.hpp"
#include "base/limits.hpp"
#include "base/public_address.hpp"
#include "base/text.hpp"

namespace orderyard::actions {
namespace {

constexpr std::size_t kNameBytesMax = 200;
constexpr std::size_t kSecretBytes = 32;

std::string NewSecret() {
    return "whsec_" + base::RandomToken(kSecretBytes);
}

bool IsLoopbackHost(std::string_view host) {
    return host == "localhost" || host == "[::1]" ||
           (host.starts_with("127.") &&
            host.find_first_not_of("0123456789.") == std::string_view::npos);
}

// Of scheme://host[:port][/...]; empty when there is none.
std::string_view HostOf(std::string_view url) {
    const std::size_t scheme_end = url.find("//");
    if (scheme_end == std::string_view::npos) {
        return {};
    }
    const std::string_view rest = url.substr(scheme_end + 2);
    const std::string_view authority = rest.substr(0, rest.find_first_of("/?#"));
    return authority.substr(
        0, authority.starts_with('[') ? authority.find(']') + 1 : authority.find(':'));
}

// Visible ASCII, no name and password in it.
bool IsUrl(const std::string& url) {
    const bool is_visible = std::all_of(url.begin(), url.end(),
                                        [](char c) { return c > ' ' && c < '\x7f' && c != '\\'; });
    const bool is_secure = url.starts_with("https://");
    if (!is_visible || (!is_secure && !url.starts_with("http://")) ||
        url.size() > base::limits::kShortTextBytesMax) {
        return false;
    }
    const std::size_t host_at = url.find("//") + 2;
    const std::string_view authority =
        std::string_view(url).substr(host_at, url.find_first_of("/?#", host_at) - host_at);
    const std::string_view host = HostOf(url);
    return !host.empty() && authority.find('@') == std::string_view::npos &&
           (is_secure || IsLoopbackHost(host));
}

base::Result<> CheckReach(const WebhookDraft& draft, WebhookReach reach) {
    if (reach == WebhookReach::kInsideToo || base::MayBePublicHost(HostOf(draft.url))) {
        return {};
    }
    return base::Fail(base::InvalidInput(
        "url",
        "This address is of this machine or of a private network. Webhooks go there only when "
        "the server's configuration has webhooks.private_addresses = \"on\"."));
}

base::Result<> Check(const WebhookDraft& draft) {
    if (draft.name.empty() || draft.name.size() > kNameBytesMax ||
        base::CleanUtf8(draft.name) != draft.name) {
        return base::Fail(base::InvalidInput("name", "A name has 1 to 200 bytes."));
    }
    if (!IsUrl(draft.url)) {
        return base::Fail(base::InvalidInput(
            "url", "An https address without user name and password is needed."));
    }
    if (draft.events.empty()) {
        return base::Fail(base::InvalidInput("events", "Choose at least one event."));
    }
    for (const std::string& event : draft.events) {
        if (!IsWebhookEvent(event)) {
            return base::Fail(
                base::InvalidInput("events",
                                   "Events are order.created, order.changed, order.shipped, "
                                   "order.refunded and order.canceled."));
        }
    }
    return {};
}

base::Error NoSuchWebhook() {
    return base::NotFound("There is no such webhook.");
}

void Take(ports::Webhook& webhook, const WebhookDraft& draft) {
    webhook.name = draft.name;
    webhook.url = draft.url;
    webhook.is_active = draft.is_active;
    webhook.events = draft.events;
    std::sort(webhook.events.begin(), webhook.events.end());
    webhook.events.erase(std::unique(webhook.events.begin(), webhook.events.end()),
                         webhook.events.end());
}

}  // namespace

base::Result<ports::Webhook> MakeWebhook(ports::Transaction& tx, const WebhookDraft& draft,
                                         WebhookReach reach, base::Instant now) {
    if (auto checked = Check(draft); !checked) {
        return base::Fail(checked.error());
    }
    if (auto checked = CheckReach(draft, reach); !checked) {
        return base::Fail(checked.error());
    }
    if (tx.webhooks().List().size() >= base::limits::kWebhooksMax) {
        return base::Fail(
            base::NotAllowed("There are as many webhooks as there may be; delete "
                             "one first."));
    }
    ports::Webhook webhook;
    Take(webhook, draft);
    webhook.secret = NewSecret();
    webhook.created_at = now;
    tx.webhooks().Put(webhook);
    return webhook;
}

base::Result<ports::Webhook> ChangeWebhook(ports::Transaction& tx, ports::WebhookId id,
                                           const WebhookDraft& draft, WebhookReach reach) {
    if (auto checked = Check(draft); !checked) {
        return base::Fail(checked.error());
    }
    auto webhook = tx.webhooks().Find(id);
    if (!webhook) {
        return base::Fail(NoSuchWebhook());
    }
    // One that was inside before the configuration changed can still be renamed or switched off.
    if (webhook->url != draft.url) {
        if (auto checked = CheckReach(draft, reach); !checked) {
            return base::Fail(checked.error());
        }
    }
    Take(*webhook, draft);
    tx.webhooks().Put(*webhook);
    return std::move(*webhook);
}

base::Result<ports::Webhook> RotateWebhookSecret(ports::Transaction& tx, ports::WebhookId id,
                                                 base::Instant now) {
    auto webhook = tx.webhooks().Find(id);
    if (!webhook) {
        return base::Fail(NoSuchWebhook());
    }
    webhook->secret_before = std::exchange(webhook->secret, NewSecret());
    webhook->rotated_at = now;
    tx.webhooks().Put(*webhook);
    return std::move(*webhook);
}

base::Result<ports::WebhookDelivery> TestWebhook(ports::Transaction& tx, ports::WebhookId id,
                                                 base::Instant now) {
    const auto webhook = tx.webhooks().Find(id);
    if (!webhook) {
        return base::Fail(NoSuchWebhook());
    }
    if (!webhook->is_active) {
        return base::Fail(base::NotAllowed("The webhook is switched off."));
    }
    ports::WebhookDelivery delivery;
    delivery.webhook_id = id;
    delivery.event = kWebhookTestEvent;
    delivery.body = WebhookTestBody(now);
    delivery.created_at = delivery.not_before = now;
    tx.webhooks().Queue(delivery);
    return delivery;
}

}  // namespace orderyard::actions
