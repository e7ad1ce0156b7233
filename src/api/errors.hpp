// The one table from error codes to HTTP: status, Magento's {message, parameters} under /rest, ours
// elsewhere.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "http/message.hpp"

namespace orderyard::api {

// Magento knows neither 403 nor 409 nor 413: what a client may not do is 401, what it asks wrongly
// is 400.
int MagentoStatus(base::ErrorCode code);
int PlainStatus(base::ErrorCode code);

// {"message": with its placeholders, "parameters": {name: value}, or [value] for %1, %2 ...}.
// "parameters" is there exactly when the error has params.
http::Response MagentoError(const base::Error& error);
// One of them as it is; several as "errors" under Magento's sentence for that. A 400.
http::Response MagentoErrors(const std::vector<base::Error>& errors);
// All of them, also a single one, under the summary's message and with its status.
http::Response MagentoErrors(const base::Error& summary, const std::vector<base::Error>& errors);
// {"code","message","field"?,"params"?}; a throttled caller also gets Retry-After.
http::Response PlainError(const base::Error& error);

// Magento's own sentences.
base::Error MagentoNotAuthorized(std::string_view resources);
base::Error MagentoMissingField(std::string_view field_name);
base::Error MagentoNoSuchEntity();
base::Error MagentoIdNeeded();
base::Error MagentoNoRoute();
http::Response MagentoBadMethod(std::string_view method_text);    // 405
http::Response MagentoNotAcceptable(std::string_view accept);     // 406
http::Response MagentoInternalError(std::string_view report_id);  // 500, says nothing but the id
http::Response MagentoUnavailable();                              // 503: clients try again

}  // namespace orderyard::api
