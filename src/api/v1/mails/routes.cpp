// The table of paths about mails, and the right each takes.
#include "api/v1/mails/endpoints.hpp"

namespace orderyard::api::v1 {
namespace {

constexpr const char* kView = "Magento_Sales::actions_view";
constexpr const char* kSend = "Magento_Sales::emails";
constexpr const char* kSettings = "Orderyard::settings";

}  // namespace

const std::vector<CallRoute>& MailRoutes() {
    using http::Method;
    static const std::vector<CallRoute> routes = {
        {Method::kGet, "/api/v1/orders/{id}/mails", kView, ListOrderMails},
        {Method::kPost, "/api/v1/orders/{id}/mails", kSend, WriteOrderMail},
        {Method::kGet, "/api/v1/orders/{id}/channel-messages", kSend, ListChannelMessages},
        {Method::kPost, "/api/v1/orders/{id}/channel-messages", kSend, WriteChannelMessageOf},
        {Method::kGet, "/api/v1/mails", kSend, ListMails},
        {Method::kGet, "/api/v1/mails/{mail}", kSend, ShowMail},
        {Method::kPost, "/api/v1/mails/{mail}/retry", kSend, RetryMail},
        {Method::kPost, "/api/v1/mails/{mail}/give-up", kSend, GiveUpMail},
        {Method::kGet, "/api/v1/mail-settings", kSettings, ShowMailSettings},
        {Method::kPut, "/api/v1/mail-settings/server", kSettings, PutMailServer},
        {Method::kDelete, "/api/v1/mail-settings/server", kSettings, DeleteMailServer},
        {Method::kPost, "/api/v1/mail-settings/test", kSettings, TryMailServer},
        {Method::kPut, "/api/v1/mail-settings/rules/{view}/{kind}", kSettings, PutMailRule},
        {Method::kDelete, "/api/v1/mail-settings/rules/{view}/{kind}", kSettings, DeleteMailRule},
        {Method::kGet, "/api/v1/mail-settings/templates/{view}/{kind}/{audience}", kSettings,
         ShowMailTemplate},
        {Method::kPut, "/api/v1/mail-settings/templates/{view}/{kind}/{audience}", kSettings,
         PutMailTemplate},
        {Method::kDelete, "/api/v1/mail-settings/templates/{view}/{kind}/{audience}", kSettings,
         DeleteMailTemplate},
        {Method::kPost, "/api/v1/mail-settings/templates/{view}/{kind}/{audience}/preview",
         kSettings, PreviewMailTemplate},
    };
    return routes;
}

}  // namespace orderyard::api::v1
