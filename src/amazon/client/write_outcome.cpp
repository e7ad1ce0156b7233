// When in doubt the outcome is ambiguous: that costs a read, anything else might cost money.
#include "amazon/client/write_outcome.hpp"

#include "base/check.hpp"
#include "base/text.hpp"

namespace orderyard::amazon {

namespace {

// Amazon puts these into the code or into the message of an error that is called InvalidInput.
bool SaysThatStateDiffers(const CallFailure& failure) {
    const std::string words = base::AsciiLower(failure.amazon_code + " " + failure.text);
    for (const std::string_view word : {"packagetoupdatenotfound", "nonexistentorderitem",
                                        "max edits", "maximum number of edits", "maxedits"}) {
        if (words.find(word) != std::string::npos) {
            return true;
        }
    }
    return false;
}

WriteOutcome OutcomeOfAnswer(const CallFailure& failure) {
    const int status = failure.http_status;
    const bool is_refusal = status >= 400 && status < 500 && status != 408;
    if (!is_refusal || !failure.has_error_list) {
        return WriteOutcome::kAmbiguous;
    }
    return SaysThatStateDiffers(failure) ? WriteOutcome::kStateDiffers : WriteOutcome::kNoEffect;
}

}  // namespace

std::string_view ToString(WriteOutcome outcome) {
    switch (outcome) {
        case WriteOutcome::kNoEffect: return "no_effect";
        case WriteOutcome::kStateDiffers: return "state_differs";
        case WriteOutcome::kNotProcessed: return "not_processed";
        case WriteOutcome::kAmbiguous: return "ambiguous";
    }
    base::Check(false, "unknown WriteOutcome");
    return "";
}

WriteOutcome OutcomeOf(const CallFailure& failure) {
    if (!failure.may_have_arrived) {
        return WriteOutcome::kNotProcessed;
    }
    switch (failure.kind) {
        case FailureKind::kBudget:
        case FailureKind::kBreakerOpen:
        case FailureKind::kThrottled:
        case FailureKind::kCredentials:
        case FailureKind::kForbidden: return WriteOutcome::kNotProcessed;
        case FailureKind::kUnreachable:
        case FailureKind::kServerFailed:
        case FailureKind::kBadAnswer:
        case FailureKind::kStopped: return WriteOutcome::kAmbiguous;
        case FailureKind::kNotFound:
        case FailureKind::kBadRequest: return OutcomeOfAnswer(failure);
    }
    base::Check(false, "unknown FailureKind");
    return WriteOutcome::kAmbiguous;
}

}  // namespace orderyard::amazon
