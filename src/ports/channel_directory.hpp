// What the shop asks a channel about beyond orders: where it sells, which carriers it knows, and
// whether it lets us do all we need.
#pragma once

#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "domain/channel/store.hpp"

namespace orderyard::ports {

struct ChannelMarketplace {
    std::string id;
    std::string region;        // "na", "eu", "fe"
    std::string country_code;  // ISO 3166-1 alpha-2
    std::string currency_code;
    std::string name;         // "Amazon.de"
    std::string seller_site;  // where the seller logs in there
};

struct ChannelRegion {
    std::string code;
    std::string api_url;
    std::string token_url;
};

struct ChannelCarrier {
    std::string code;          // as the channel writes it
    std::string country_code;  // only there; empty: everywhere
};

enum class ProbeState {
    kGood,
    kMissingRole,     // the credentials are good, the application lacks a role
    kBadCredentials,  // Login with Amazon refuses them, or they are of another seller
    kFailed,          // no answer that tells: try again
    kNotTried,        // could not be asked now; `text` says why
};
std::string_view ToString(ProbeState state);

// One operation that we need, asked in a way that changes nothing at the channel.
struct ChannelProbe {
    std::string operation;
    std::string role;       // of the application, in Amazon's words; empty: none
    bool is_needed = true;  // false: only some features do without it
    ProbeState state = ProbeState::kNotTried;
    int http_status = 0;
    std::string code;  // Amazon's error code
    std::string text;  // English
    std::string request_id;
};

class ChannelDirectory {
  public:
    virtual ~ChannelDirectory() = default;
    virtual std::vector<ChannelMarketplace> Marketplaces() const = 0;
    virtual std::vector<ChannelRegion> Regions() const = 0;
    virtual std::vector<ChannelCarrier> Carriers() const = 0;
    // Calls the channel once for each operation; may take some seconds. The store is one that is
    // stored, active or not. Not inside a transaction.
    virtual std::vector<ChannelProbe> Probe(const domain::Store& store, std::stop_token stop) = 0;
    // What may be written to the buyer of an order now: words of domain/mail/channel_message.hpp.
    // Calls the channel; not inside a transaction.
    virtual base::Result<std::vector<std::string>> MessagesFor(const domain::Store&,
                                                               const std::string& /*number*/,
                                                               const std::string& /*marketplace*/,
                                                               std::stop_token) {
        return base::Fail(base::Unavailable("This channel carries no messages."));
    }
};

inline std::string_view ToString(ProbeState state) {
    switch (state) {
        case ProbeState::kGood: return "good";
        case ProbeState::kMissingRole: return "missing_role";
        case ProbeState::kBadCredentials: return "bad_credentials";
        case ProbeState::kFailed: return "failed";
        case ProbeState::kNotTried: return "not_tried";
    }
    return "";
}

}  // namespace orderyard::ports
