// A map with times.
#include "storage/channel/frequent_terms.hpp"

namespace orderyard::storage {

namespace {
constexpr std::size_t kTermsMax = 200;
}  // namespace

std::optional<FrequentTerms::Term> FrequentTerms::Find(const std::string& fingerprint) const {
    const std::lock_guard lock(mutex_);
    const auto found = terms_.find(fingerprint);
    return found == terms_.end() || found->second.until <= std::chrono::steady_clock::now()
               ? std::nullopt
               : std::optional(found->second);
}

void FrequentTerms::Keep(const std::string& fingerprint, const Term& term) {
    const std::lock_guard lock(mutex_);
    if (terms_.size() >= kTermsMax && !terms_.contains(fingerprint)) {
        terms_.clear();
    }
    terms_.insert_or_assign(fingerprint, term);
}

}  // namespace orderyard::storage
