// The subkeys of the master key, one for each purpose, derived once when the database is opened.
#pragma once

#include <string>
#include <string_view>

namespace orderyard::storage {

struct Keys {
    explicit Keys(std::string_view master_key);

    std::string check;         // proves that a key is the one this database was made with
    std::string credentials;   // seals the channel's credentials
    std::string inbox;         // seals inbox payloads
    std::string customer;      // seals customers' names and addresses
    std::string email_index;   // keyed hash that finds a customer by e-mail
    std::string vault;         // wraps the keys of single orders
    std::string search_index;  // blind index over names
    std::string feed;          // seals feeds and their results
    std::string answer;        // seals answers kept for repeated requests
    std::string bulk;          // seals what a bulk job was asked with
    std::string access;        // seals second factors, integrations' credentials, webhooks' secrets
    std::string audit;         // chains the audit trail
};

}  // namespace orderyard::storage
