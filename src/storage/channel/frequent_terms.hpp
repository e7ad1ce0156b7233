// What the connections of a database have learnt of terms that many orders have in their names.
#pragma once

#include <chrono>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

namespace orderyard::storage {

// Terms lately found frequent, so that they are not counted anew for each request (PostgreSQL:
// 40 ms). A lower bound that was true then is told as long: it can only become wrong when a fifth
// of the orders counted lose their names in that time. May be used by several threads at once.
class FrequentTerms {
  public:
    struct Term {
        std::chrono::steady_clock::time_point until;
        double walked_per_match = 0;  // of the last page, about; 0: not known
        // A walk does not soon meet its orders: true, they are found first; false, it goes on.
        std::optional<bool> lies_elsewhere;
        std::optional<std::int64_t> count_min;
    };

    explicit FrequentTerms(std::chrono::steady_clock::duration kept = std::chrono::minutes(1))
        : kept_(kept) {}

    // nullopt: not known to be frequent.
    std::optional<Term> Find(const std::string& fingerprint) const;
    // One that was just found to be frequent.
    Term New() const {
        Term term;
        term.until = std::chrono::steady_clock::now() + kept_;
        return term;
    }
    void Keep(const std::string& fingerprint, const Term& term);

  private:
    std::chrono::steady_clock::duration kept_;
    mutable std::mutex mutex_;
    std::unordered_map<std::string, Term> terms_;
};

}  // namespace orderyard::storage
