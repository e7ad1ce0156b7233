// A mail and the settings of mails as our API shows them.
#pragma once

#include <optional>

#include "api/json_writer.hpp"
#include "api/v1/call.hpp"
#include "ports/mail_store.hpp"

namespace orderyard::api::v1 {

// One row of a list. `has_server`: what waits without one says so. `shows_people`: the caller may
// see names and addresses.
void WriteMailRow(JsonWriter& json, const ports::Mail& mail, bool has_server, bool shows_people);
// Everything, also the text as it was sent.
void WriteMail(JsonWriter& json, const ports::Mail& mail, bool has_server, bool shows_people);
// Without its password.
void WriteMailServer(JsonWriter& json, const domain::MailServer& server);

// The server that mails go out by now, of the configuration or of the database.
std::optional<domain::MailServer> MailServerNow(const Call& call, ports::Transaction& tx);
bool ShowsPeople(const Call& call);

// What a path names; kNotFound. {view} is a store view by its code, or all that have no row of
// their own: a word that no code is.
inline constexpr const char* kAllViews = "all-views";
base::Result<domain::StoreViewId> MailViewOf(ports::Transaction& tx, const http::Request& request);
base::Result<domain::MailKind> MailKindOf(const http::Request& request);
base::Result<domain::MailAudience> MailAudienceOf(const http::Request& request);

}  // namespace orderyard::api::v1
