// What the routes about mails are for; read by
// api/openapi. Bodies and parameters that are not named here are those of recorded requests.
#include "api/openapi/texts.hpp"

namespace orderyard::api::v1 {
namespace {

constexpr const char* kText = R"(
GET /api/v1/orders/{id}/mails
: The mails about an order, and which a person may ask for.
POST /api/v1/orders/{id}/mails
: Sends a mail about an order.
= 201
GET /api/v1/mails
: All mails, newest first.
GET /api/v1/mails/{mail}
: One mail with its text.
POST /api/v1/mails/{mail}/retry
: Sends it now, or once more.
POST /api/v1/mails/{mail}/give-up
: Never sends it.
GET /api/v1/mail-settings
: The mail server, and which mails each store view sends.
PUT /api/v1/mail-settings/server
: Sets the mail server; without a password the one there is stays.
DELETE /api/v1/mail-settings/server
: Goes without a mail server: mails wait.
POST /api/v1/mail-settings/test
: Sends a test mail.
PUT /api/v1/mail-settings/rules/{view}/{kind}
: Whether and from whom a kind of mail is sent.
DELETE /api/v1/mail-settings/rules/{view}/{kind}
: Back to the rule of all views.
GET /api/v1/mail-settings/templates/{view}/{kind}/{audience}
: The text of a kind of mail.
PUT /api/v1/mail-settings/templates/{view}/{kind}/{audience}
: Sets the text of a kind of mail.
DELETE /api/v1/mail-settings/templates/{view}/{kind}/{audience}
: Back to the built-in text.
POST /api/v1/mail-settings/templates/{view}/{kind}/{audience}/preview
: A mail as it would be sent.
GET /api/v1/orders/{id}/channel-messages
: What can be written to the buyer through Amazon, and what was.
POST /api/v1/orders/{id}/channel-messages
: Writes to the buyer through Amazon.
> kind text!
> text text the message; of a warranty its coverage, 2026-01-31/2028-01-31
> invoice_id int goes with a message of the kind invoice
> file object {name, content in base64}: a PDF, JPEG, PNG or text, where the kind takes one
= 201
)";

}  // namespace

const char* DescribeMails() {
    return kText;
}

}  // namespace orderyard::api::v1
