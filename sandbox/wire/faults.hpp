// Scripted misbehaviour: which calls go wrong, and how. Rules are drawn per call in the order they
// were added, so a script with the same seed plays the same way every time.
#pragma once

#include <boost/json/fwd.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "http/message.hpp"

namespace orderyard::sandbox {

enum class FaultKind {
    // The call is answered without being carried out (or, with `applied`, after it).
    kHttp400,
    kHttp403,
    kHttp500,
    kHttp503Html,
    kThrottledWithRetryAfter,
    kExpiredToken400,
    // The call is carried out, its answer replaced.
    kEmpty200,
    kHtml200,
    kErrorsBody200,
    // The call is carried out, its answer harmed on the way.
    kTruncatedJson,
    kResetBeforeAnswer,
    kResetMidBody,
    kSlowBody,
    kDelay,
    // The JSON itself is wrong.
    kRepeatPage,
    kReorderPage,
    kOmitOrder,
    kDuplicateOrders,
    kWrongOrder,
    kMalformedOrder,
    kUnknownEnum,
    kExtraFields,
    // The Date header is off.
    kClockSkew,
    // Writes only: what the answer says and what happens part ways.
    kNoAnswer,   // carried out (unless `applied` is false), then silence until the client leaves
    kDrop,       // the answer of success, and nothing happens
    kLate,       // the answer now, the effect `seconds` later
    kDuplicate,  // carried out twice; the first answer is told
    kDuplicateLast,  // carried out twice; the second answer is told
    // Feeds only, drawn when one begins (operation processFeed; kDrop is for them too).
    kFeedStuck,
    kFeedFatal,
    kFeedFatalSilent,  // without a report
    kFeedCancelled,
};

// Whether a kind is about feeds being worked off rather than about a call.
bool IsFeedKind(FaultKind kind);

struct FaultRule {
    int id = 0;
    std::string operation = "*";
    FaultKind kind = FaultKind::kHttp500;
    int nth = 0;    // only this call of the operation, counted from when the rule was added
    int every = 0;  // or each so-many-th
    double probability = 1;  // or by chance
    int count_max = 0;       // fires at most so often; 0: no bound
    std::optional<bool> applied;
    std::string order_id;      // for kOmitOrder and the other content kinds: only this order
    int percent = 100;         // or this share of orders, always the same ones
    std::int64_t seconds = 0;  // clock skew, retry-after
    std::int64_t delay_millis = 0;
    std::size_t bytes_per_second = 0;
    int seen_count = 0;
    int fired_count = 0;

    // Whether the operation is carried out although its answer will not tell.
    bool IsApplied() const;
    bool Hits(std::string_view id_of_order, std::uint64_t seed) const;
};

std::string_view ToString(FaultKind kind);

class FaultScript {
  public:
    explicit FaultScript(std::uint64_t seed) : seed_(seed) {}

    // One rule as in docs/sandbox.md; kInvalidInput naming the member. Returns the rule's id.
    base::Result<int> Add(const boost::json::object& rule);
    void Clear() { rules_.clear(); }
    // Counts the call and returns the rules that fire for it.
    // `order_id` of the call's path: a rule about one order passes over calls for others.
    std::vector<FaultRule> Draw(std::string_view operation, bool has_page_token,
                                std::string_view order_id = "");
    const std::vector<FaultRule>& rules() const { return rules_; }
    std::uint64_t seed() const { return seed_; }

  private:
    std::uint64_t seed_;
    int last_id_ = 0;
    std::vector<FaultRule> rules_;
};

// The answer that takes the place of the real one, if this rule has one.
std::optional<http::Response> ReplacementFor(const FaultRule& rule);
// Harms a finished answer.
void HarmAnswer(const FaultRule& rule, http::Response& response);

// Harms the JSON of an answer before it is written; remembers pages for kRepeatPage.
class FaultyContent {
  public:
    explicit FaultyContent(std::uint64_t seed) : seed_(seed) {}

    void Harm(const std::vector<FaultRule>& rules, bool has_page_token, boost::json::object& body);

  private:
    std::uint64_t seed_;
    std::string last_page_;  // JSON text of the last page without a repeat
};

}  // namespace orderyard::sandbox
