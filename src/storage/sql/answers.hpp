// Answers of queries, lists of whole numbers, kept under a text that says what was asked and of
// which state of the data. Whoever asks for one that another thread is just asking for waits for
// it: after a commit many want the same, and the dear ones would be asked for by all at once.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

namespace orderyard::storage::sql {

using Numbers = std::shared_ptr<const std::vector<std::int64_t>>;

// Those used last, up to so many bytes. May be used by several threads at once.
class Answers {
  public:
    explicit Answers(std::size_t bytes_max) : bytes_max_(bytes_max) {}
    Answers(const Answers&) = delete;
    Answers& operator=(const Answers&) = delete;

    // `ask` is called by one asker; what it throws reaches him alone, and another asks again.
    Numbers Get(const std::string& question, const std::function<std::vector<std::int64_t>()>& ask);

  private:
    struct Answer {
        std::string question;
        Numbers numbers;  // null: being asked for
    };
    using Place = std::list<Answer>::iterator;

    static std::size_t BytesOf(const Answer& answer);
    void Keep(Place place, Numbers numbers);

    const std::size_t bytes_max_;
    std::mutex mutex_;
    std::condition_variable answered_;
    std::list<Answer> answers_;  // the one used last is first
    std::unordered_map<std::string, Place> places_;
    std::size_t bytes_ = 0;
};

}  // namespace orderyard::storage::sql
