// Mails under /api/v1: the log, what may be written about an order, and the settings. Shapes:
//
// A mail: {id, order_id, order_number, kind, document_id, is_copy, state, attempts, reply_code,
// problem, asked_by, created_at, tried_at, next_try_at, ended_at, recipient, subject,
// is_forgotten}, on its own page also {blind_copies, text, answer, message_id}. kind: "order",
// "order_comment", "invoice", "invoice_comment", "shipment", "shipment_comment", "credit_memo",
// "credit_memo_comment", "message". state: "queued", "sending", "sent", "refused", "doubtful",
// "given_up". problem: "", "no_server", "connect", "tls", "login", "timeout", "temporary",
// "refused", "no_answer", "interrupted", "forgotten", "bad_address", "copy_refused", "stopped",
// "not_allowed_now". channel_action: null, or the kind of a message that Amazon carries.
//
// GET  /orders/{id}/mails {items, kinds: [{kind, may_send, reason, text}], has_server}: the kinds
// that a person may ask for; reason and text say why not.
// POST /orders/{id}/mails {kind, document_id?, subject?, text?}: "message" takes subject and text.
// 201 {queued: true}; 409 not_allowed with params.reason says why not.
// GET  /mails                ?state=&kind=&order=&page=&page_size=
// POST /mails/{mail}/retry   of refused, doubtful, given_up (once more) or queued (now).
// POST /mails/{mail}/give-up of queued, doubtful.
#pragma once

#include <vector>

#include "api/v1/orders/endpoints.hpp"

namespace orderyard::api::v1 {

const std::vector<CallRoute>& MailRoutes();

Answer ListOrderMails(const Call& call);
Answer WriteOrderMail(const Call& call);

// GET /orders/{id}/channel-messages: {kinds: [{kind, may_send, characters_max}]}, asked of Amazon
// now. POST {kind, text}; "review_request" has no text. Its way is told by /orders/{id}/mails.
Answer ListChannelMessages(const Call& call);
Answer WriteChannelMessageOf(const Call& call);

Answer ListMails(const Call& call);
Answer ShowMail(const Call& call);
Answer RetryMail(const Call& call);
Answer GiveUpMail(const Call& call);

// GET /mail-settings {server: {...}|null, is_fixed, kinds: [...], rules: [{view, kind, ...,
// is_inherited}], templates: [{view, kind, audience}]}. A view is named by its code; "all-views"
// are all that have no row of their own.
Answer ShowMailSettings(const Call& call);
Answer PutMailServer(const Call& call);     // password: absent keeps the one there is
Answer DeleteMailServer(const Call& call);  // mails wait again
Answer TryMailServer(const Call& call);     // {to}
Answer PutMailRule(const Call& call);       // /mail-settings/rules/{view}/{kind}
Answer DeleteMailRule(const Call& call);    // falls back to "all-views", then to the built-in rule
// /mail-settings/templates/{view}/{kind}/{audience}
Answer ShowMailTemplate(const Call& call);  // {subject, text, html, is_builtin, variables}
Answer PutMailTemplate(const Call& call);
Answer DeleteMailTemplate(const Call& call);
// POST .../preview {subject, text, html, order?}: as it would be sent, with that order or a sample.
Answer PreviewMailTemplate(const Call& call);

}  // namespace orderyard::api::v1
