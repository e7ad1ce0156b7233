// A map with times.
#include "storage/channel/frequent_terms.hpp"

namespace orderyard::storage {

namespace {
constexpr std::size_t kTermsMax = 200;
}  // namespace

FrequentTerms::Term* FrequentTerms::Find(const std::string& fingerprint) {
    const auto found = terms_.find(fingerprint);
    return found == terms_.end() || found->second.until <= std::chrono::steady_clock::now()
               ? nullptr
               : &found->second;
}

FrequentTerms::Term* FrequentTerms::Keep(const std::string& fingerprint) {
    if (terms_.size() >= kTermsMax) {
        terms_.clear();
    }
    Term& term = terms_[fingerprint];
    term = Term{0, std::nullopt, std::nullopt, std::chrono::steady_clock::now() + kept_};
    return &term;
}

}  // namespace orderyard::storage
