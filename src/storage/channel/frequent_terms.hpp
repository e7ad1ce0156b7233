// What a connection has learnt of terms that many orders have in their names.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>

namespace orderyard::storage {

// Terms a connection has lately found frequent, so that it does not count them anew for each
// request (PostgreSQL: 40 ms). A lower bound that was true then is told as long: it can only become
// wrong when a fifth of the orders counted lose their names in that time.
class FrequentTerms {
  public:
    struct Term {
        double walked_per_match = 0;  // of the last page, about; 0: not known
        // A walk does not soon meet its orders: true, they are found first; false, it goes on.
        std::optional<bool> lies_elsewhere;
        std::optional<std::int64_t> count_min;
        std::chrono::steady_clock::time_point until;
    };

    explicit FrequentTerms(std::chrono::steady_clock::duration kept = std::chrono::minutes(1))
        : kept_(kept) {}

    // nullptr: not known to be frequent. Pointers are good until the next Keep.
    Term* Find(const std::string& fingerprint);
    Term* Keep(const std::string& fingerprint);

  private:
    std::chrono::steady_clock::duration kept_;
    std::unordered_map<std::string, Term> terms_;
};

}  // namespace orderyard::storage
