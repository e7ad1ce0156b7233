// Who reads on this thread: whether the stores open names and addresses for him, and whose they
// have opened. Set at the API's door and looked at where sealed values are opened, so that no
// endpoint can forget it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace orderyard::ports {

struct PersonalView {
    // False: personal data reads as if it had been purged, and nothing can be found by it.
    bool is_open = true;
    // What was opened: "order 7", "amazon-order 12", "customer 3", in order of reading.
    std::vector<std::string> seen;
};

// The view counts for all that this thread reads while the scope lives, not for what it writes:
// a change works on the whole order. Threads without a scope (jobs, commands) see everything.
class PersonalViewScope {
  public:
    // `view` must outlive it. nullptr: everything is open and nothing noted.
    explicit PersonalViewScope(PersonalView* view) : before_(current_) { current_ = view; }
    ~PersonalViewScope() { current_ = before_; }
    PersonalViewScope(const PersonalViewScope&) = delete;
    PersonalViewScope& operator=(const PersonalViewScope&) = delete;

    static bool IsOpen() { return current_ == nullptr || current_->is_open; }
    // For the stores, where they open a sealed value.
    static void Note(std::string_view what, std::int64_t id) {
        if (current_ != nullptr) {
            current_->seen.push_back(std::string(what) + " " + std::to_string(id));
        }
    }
    // For the stores, before they look for a person.
    static base::Result<> AllowSearch(std::string_view field) {
        if (IsOpen()) {
            return {};
        }
        return base::Fail({base::ErrorCode::kForbidden,
                           "To search by this field takes the right to %resource.",
                           {{"resource", "Orderyard::personal_data"}},
                           std::string(field)});
    }

  private:
    inline static thread_local PersonalView* current_ = nullptr;
    PersonalView* before_;
};

}  // namespace orderyard::ports
