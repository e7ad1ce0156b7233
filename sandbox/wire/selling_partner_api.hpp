// Amazon's side of the wire: login, orders, confirmShipment, cancelOrder, feeds, restricted tokens,
// with access tokens, limits, headers and scripted faults. One instance answers one call at a time.
#pragma once

#include <string>

#include "http/message.hpp"
#include "sandbox/sandbox.hpp"
#include "sandbox/wire/agenda.hpp"
#include "sandbox/wire/call_log.hpp"
#include "sandbox/wire/faults.hpp"
#include "sandbox/wire/feed_desk.hpp"
#include "sandbox/wire/login.hpp"
#include "sandbox/wire/message_desk.hpp"
#include "sandbox/wire/order_json.hpp"
#include "sandbox/wire/rate_limits.hpp"
#include "sandbox/wire/search_request.hpp"
#include "sandbox/wire/virtual_clock.hpp"
#include "sandbox/world/world.hpp"

namespace orderyard::sandbox {

class SellingPartnerApi {
  public:
    SellingPartnerApi(const SandboxOptions& options, World& world, VirtualClock& clock);

    // nullopt: not a path of Amazon's.
    std::optional<http::Response> Handle(const http::Request& request);

    // Lets everything happen that is due by now: in the world, and with feeds and late writes.
    void CatchUp();

    FaultScript& faults() { return faults_; }
    FeedDesk& feeds() { return feeds_; }
    const MessageDesk& messages() const { return messages_; }
    Switches& switches() { return switches_; }
    Login& login() { return login_; }
    const CallLog& log() const { return log_; }

  private:
    struct Call {
        const http::Request& request;
        std::string operation;
        std::string id;  // of the path
        std::vector<FaultRule> faults;

        bool HasFault(FaultKind kind) const;
        base::Duration LateBy() const;
        bool HasPageToken() const { return request.QueryValue("paginationToken").has_value(); }
    };

    http::Response Answer(Call& call);
    http::Response Carry(const Call& call);
    http::Response SearchOrders(const Call& call);
    http::Response GetOrder(const Call& call);
    // A write with what the faults make of it; Perform is the operation itself. `keeps`: false
    // answers, but does nothing.
    http::Response Write(const Call& call);
    http::Response Perform(const Call& call, bool keeps);
    http::Response RestrictedToken(const Call& call);
    http::Response Cancel(const Call& call, bool keeps);
    http::Response Confirm(const Call& call, bool keeps);
    OrderView ViewFor(const Sections& sections) const;
    void Finish(const Call& call, http::Response& response);
    std::string NextRequestId();

    const SandboxOptions& options_;
    World& world_;
    VirtualClock& clock_;
    Switches switches_;
    Agenda agenda_;
    Login login_;
    RateLimits limits_;
    SearchRules search_rules_;
    FaultScript faults_;
    FaultyContent faulty_content_;
    FeedDesk feeds_;
    MessageDesk messages_;
    std::uint64_t request_count_ = 0;
    CallLog log_;
};

}  // namespace orderyard::sandbox
