// A list in the order of use and a map into it.
#include "storage/sql/answers.hpp"

#include <utility>

namespace orderyard::storage::sql {

Numbers Answers::Get(const std::string& question,
                     const std::function<std::vector<std::int64_t>()>& ask) {
    std::unique_lock lock(mutex_);
    for (;;) {
        const auto found = places_.find(question);
        if (found == places_.end()) {
            break;
        }
        if (found->second->numbers != nullptr) {
            answers_.splice(answers_.begin(), answers_, found->second);
            return found->second->numbers;
        }
        answered_.wait(lock);
    }
    answers_.push_front({question, nullptr});
    const Place place = answers_.begin();
    places_.emplace(question, place);
    lock.unlock();
    Numbers numbers;
    try {
        numbers = std::make_shared<const std::vector<std::int64_t>>(ask());
    } catch (...) {
        lock.lock();
        places_.erase(question);
        answers_.erase(place);
        answered_.notify_all();
        throw;
    }
    lock.lock();
    Keep(place, numbers);
    answered_.notify_all();
    return numbers;
}

std::size_t Answers::BytesOf(const Answer& answer) {
    constexpr std::size_t kOverhead = 200;  // of the list and the map
    return 2 * answer.question.size() + answer.numbers->size() * sizeof(std::int64_t) + kOverhead;
}

void Answers::Keep(Place place, Numbers numbers) {
    place->numbers = std::move(numbers);
    bytes_ += BytesOf(*place);
    auto oldest = answers_.end();
    while (bytes_ > bytes_max_ && oldest != answers_.begin()) {
        --oldest;
        if (oldest->numbers == nullptr) {
            continue;  // somebody waits for it
        }
        bytes_ -= BytesOf(*oldest);
        places_.erase(oldest->question);
        oldest = answers_.erase(oldest);
    }
}

}  // namespace orderyard::storage::sql
